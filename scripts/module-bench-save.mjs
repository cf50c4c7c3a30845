/*
 * What the module adds to a save of one contact in the user interface: in turn in a Vtiger without the module, in one with it
 * where nothing is to be sent, and in that one where the save sends an event. The Vtiger with the module needs a workflow on
 * Contacts "department has changed" with the task "Consent bridge: send event"; best, the one without is its copy from which
 * the module was removed with its data.
 *
 *   node scripts/module-bench-save.mjs inline|form|api <url without> <url with> <saves> [<pause in ms>]
 *
 * inline: a field changed in the record's page. form: the edit form, all its fields as Chromium sends them. api: `revise`.
 * User, password and access key: VTIGER_UI_USER, VTIGER_UI_PASSWORD, VTIGER_ACCESS_KEY.
 */
import { createHash } from 'node:crypto';
import { chromium } from 'playwright-core';

const [kind, without, withIt, count = '200', pause = '0'] = process.argv.slice(2);
const { VTIGER_UI_USER: user, VTIGER_UI_PASSWORD: password, VTIGER_ACCESS_KEY: accessKey } = process.env;
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

async function session(base) {
  const jar = new Map();
  const url = `${base}/index.php`;
  const request = async (query, form) => {
    const response = await fetch(url + query, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        referer: url,
      },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      jar.set(name, value);
    }
    return response.text();
  };
  const token = (html) => /csrfMagicToken = "([^"]+)"/.exec(html)[1];
  await request('?module=Users&action=Login', {
    username: user,
    password,
    __vtrftk: token(await request('')),
  });
  const list = await request('?module=Contacts&view=List');
  const record = /data-id=['"](\d+)['"]/.exec(list)[1];
  const cookies = [...jar].map(([name, value]) => ({ name, value, url: base }));
  return { base, request, token: token(list), record, cookies };
}

/** Each answers a function that saves one field of the record and tells whether that went well. */
const ways = {
  inline:
    async ({ request, token, record }) =>
    async (field, value) => {
      const form = { module: 'Contacts', action: 'SaveAjax', record, field, value, __vtrftk: token };
      return (await request('', form)).includes('"success":true');
    },
  form: async ({ base, request, record, cookies }) => {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    });
    const page = await browser.newPage();
    await page.context().addCookies(cookies);
    await page.goto(`${base}/index.php?module=Contacts&view=Edit&record=${record}`);
    const fields = await page.evaluate(() =>
      [...new FormData(document.querySelector('#EditView'))].filter(([, value]) => typeof value === 'string'),
    );
    await browser.close();
    return async (field, value) => {
      const form = fields.map(([name, was]) => [name, name === field ? value : was]);
      return (await request('', form)) === '';
    };
  },
  api: async ({ base, record }) => {
    const url = `${base}/webservice.php`;
    const ask = async (form) =>
      (await fetch(url, { method: 'POST', body: new URLSearchParams(form) })).json();
    const challenge = await (await fetch(`${url}?operation=getchallenge&username=${user}`)).json();
    const accessKeyHash = createHash('md5')
      .update(challenge.result.token + accessKey)
      .digest('hex');
    const login = await ask({ operation: 'login', username: user, accessKey: accessKeyHash });
    const sessionName = login.result.sessionName;
    return async (field, value) => {
      const element = JSON.stringify({ id: `12x${record}`, [field]: value });
      return (await ask({ operation: 'revise', sessionName, element })).success;
    };
  },
};

async function saver(base) {
  const save = await ways[kind](await session(base));
  return async (field, value) => {
    const from = performance.now();
    if (!(await save(field, value))) throw new Error('a save failed');
    return performance.now() - from;
  };
}

const [plain, module_] = [await saver(without), await saver(withIt)];
const arms = {
  'without the module': () => plain('title', `t${Math.random()}`),
  'with it, nothing to send': () => module_('title', `t${Math.random()}`),
  'with it, sending an event': () => module_('department', `d${Math.random()}`),
};
const times = Object.fromEntries(Object.keys(arms).map((name) => [name, []]));
for (let round = -5; round < Number(count); round += 1) {
  // Whoever comes second is not always the same one.
  const order = Object.keys(arms);
  for (let k = 0; k < order.length; k += 1) {
    const name = order[(k + Math.abs(round)) % order.length];
    const took = await arms[name]();
    if (round >= 0) times[name].push(took);
    await wait(Number(pause));
  }
}
const base = median(times['without the module']);
for (const [name, list] of Object.entries(times)) {
  const sorted = list.toSorted((a, b) => a - b);
  const p95 = sorted[Math.floor(sorted.length * 0.95)];
  console.log(
    `${name}: median ${median(list).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${(median(list) / base).toFixed(3)} times`,
  );
}
