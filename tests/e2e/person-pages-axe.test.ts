import { createServer, type Server } from 'node:http';
import { source as axeSource } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { z } from 'zod';
import { LANGUAGES } from '../../src/consent/event';
import { MY_DATA, TOPICS } from '../unit/entrypoints/http/my-data-sample';
import { createWorld, tokenOf } from '../unit/entrypoints/http/world';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const QUIET = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const VIEWS = [
  [320, 'light'],
  [360, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
] as const;

const looked = z.object({
  violations: z.array(z.string()),
  small: z.array(z.string()),
  overflow: z.number(),
  requests: z.number(),
});
const LOOK = `(async () => {
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found = await axe.run(document, { runOnly: rules });
  const targets = 'a, button, summary, select, label.tick, input:not([type=hidden]):not([type=checkbox])';
  const small = [...document.querySelectorAll(targets)].filter((each) => {
    const box = each.getBoundingClientRect();
    return box.height < 44 || box.width < 44;
  });
  return {
    violations: found.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html).join(' ')),
    small: small.map((each) => each.outerHTML),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    requests: performance.getEntriesByType('resource').length,
  };
})()`;

describe('the pages about choices and data in Chromium', () => {
  const world = createWorld();
  world.door.offered = TOPICS;
  let server: Server;
  let browser: Browser;
  let base = '';

  beforeAll(async () => {
    server = createServer((...exchange) => void world.app(...exchange));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    base = `http://127.0.0.1:${address.port}`;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await new Promise((done) => server.close(done));
  });

  beforeEach(() => {
    world.door.view = { kind: 'shown', data: MY_DATA };
    world.intake.outcome = { state: 'applied' };
  });

  const urlOf = (path: string, language: string) => `${base}${path}?lang=${language}`;
  const preferences = `/preferences/${tokenOf('valid', 'preferences')}`;
  const data = `/my-data/${tokenOf('valid', 'access')}`;
  const submit = (page: Page, doing: string) =>
    page.locator(`form:has(input[name="do"][value="${doing}"]) button`).first().click();
  const openAll = async (page: Page) => {
    for (const summary of await page.locator('summary').all()) await summary.click();
  };
  const show = async (page: Page, language: string) => {
    await page.goto(urlOf(data, language));
    await page.click('button');
    await openAll(page);
  };

  const PAGES: Readonly<Record<string, (page: Page, language: string) => Promise<unknown>>> = {
    preferences: (page, language) => page.goto(urlOf(preferences, language)),
    'a topic stopped': async (page, language) => {
      await page.goto(urlOf(preferences, language));
      await page.click('button');
    },
    'a link mailed': async (page, language) => {
      await page.goto(urlOf(preferences, language));
      await page.locator('button').last().click();
    },
    'ask for a link': (page, language) => page.goto(urlOf('/my-data', language)),
    'no address': async (page, language) => {
      await page.goto(urlOf('/my-data', language));
      await page.fill('input[type=email]', 'jan@x');
      await page.click('button');
    },
    'the offer to show': (page, language) => page.goto(urlOf(data, language)),
    'the link is over': (page, language) =>
      page.goto(urlOf(`/my-data/${tokenOf('expired', 'access')}`, language)),
    'my data, all open': show,
    'choices saved, with a receipt': async (page, language) => {
      await show(page, language);
      await page.check(`text=${TOPICS[1] ?? ''}`);
      await submit(page, 'choices');
    },
    'a change refused': async (page, language) => {
      await show(page, language);
      world.intake.outcome = { state: 'rejected', code: 'not_a_phone:phone' };
      await page.locator('input[name="v.phone"]').first().fill('abc');
      await submit(page, 'change');
    },
    'are you sure': async (page, language) => {
      await show(page, language);
      await submit(page, 'erase');
    },
    'a shared mailbox': async (page, language) => {
      world.door.view = { kind: 'shared' };
      await show(page, language);
    },
    'nobody there': async (page, language) => {
      world.door.view = { kind: 'gone' };
      await show(page, language);
    },
    'a new address': (page, language) =>
      page.goto(urlOf(`/address/${tokenOf('valid', 'address')}`, language)),
  };

  /** Every page in one view, another for each page and language; EVERY_VIEW=1 looks at all of them. */
  const viewsFor = (turn: number) =>
    process.env['EVERY_VIEW'] === undefined
      ? VIEWS.filter((_, index) => index === turn % VIEWS.length)
      : VIEWS;

  test.each(LANGUAGES)(
    'every page, when seen in %s, then axe finds nothing, nothing overflows, targets are 44 px, nothing is fetched',
    async (language) => {
      const faults: Record<string, string[]> = {};
      for (const [index, [name, open]] of Object.entries(PAGES).entries()) {
        world.door.view = { kind: 'shown', data: MY_DATA };
        world.intake.outcome = { state: 'applied' };
        const page = await browser.newPage();
        await open(page, language);
        await page.evaluate(axeSource);
        for (const [width, colorScheme] of viewsFor(index + LANGUAGES.indexOf(language))) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme });
          const { violations, small, overflow, requests } = looked.parse(await page.evaluate(LOOK));
          const found = [
            ...violations,
            ...small,
            ...(overflow + requests > 0 ? ['overflow or requests'] : []),
          ];
          if (found.length > 0) faults[`${name} ${width} ${colorScheme}`] = found;
        }
        await page.close();
      }
      expect(faults).toEqual({});
    },
    300_000,
  );

  test('choices, files and the receipt, when used with scripts off, then all of it works', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await show(page, 'en');
    const csv = page.waitForEvent('download');
    await submit(page, 'csv');
    expect((await csv).suggestedFilename()).toBe('my-data.csv');
    world.intake.acts.length = 0;
    await page.check(`text=${TOPICS[1] ?? ''}`);
    await submit(page, 'choices');
    const receipt = page.waitForEvent('download');
    await page.click('a[download]');
    expect((await receipt).suggestedFilename()).toMatch(/^consent-.*\.json$/);
    expect(world.intake.acts).toMatchObject([{ event: 'ConsentSubscribed', topics: [TOPICS[1]] }]);
    await context.close();
  }, 60_000);
});
