import { createServer, type Server } from 'node:http';
import { source as axeSource } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { z } from 'zod';
import { LANGUAGES } from '../../src/consent/event';
import type { Outcome } from '../../src/flow/ports';
import { createWorld, tokenOf } from '../unit/entrypoints/http/world';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SIZES = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };

type Door = 'confirm' | 'decline' | 'subscribe' | 'unsubscribe' | 'undo' | 'preferences';
/** Every page there is: a link to open, and for answers the outcome of pressing its button. */
const PAGES: [string, Door, 'valid' | 'expired' | 'garbage' | 'label', Outcome?][] = [
  ['confirm', 'confirm', 'valid'],
  ['ask', 'confirm', 'label'],
  ['decline', 'decline', 'valid'],
  ['subscribe', 'subscribe', 'valid'],
  ['unsubscribe', 'unsubscribe', 'valid'],
  ['undo', 'undo', 'valid'],
  ['preferences', 'preferences', 'valid'],
  ['expired', 'confirm', 'expired'],
  ['expired for good', 'subscribe', 'expired'],
  ['not found', 'confirm', 'garbage'],
  ['confirmed', 'confirm', 'valid', { state: 'applied' }],
  ['received', 'confirm', 'valid', { state: 'pending' }],
  ['refused before', 'confirm', 'valid', { state: 'rejected', code: 'refused_before' }],
  ['not done', 'confirm', 'valid', { state: 'rejected', code: 'blacklisted' }],
  ['look in mail', 'confirm', 'label', { state: 'applied' }],
  ['declined', 'decline', 'valid', { state: 'applied' }],
  ['subscribed', 'subscribe', 'valid', { state: 'applied' }],
  ['unsubscribed', 'unsubscribe', 'valid', { state: 'applied', undoable: true }],
  ['undone', 'undo', 'valid', { state: 'applied' }],
  ['cannot undo', 'undo', 'valid', { state: 'rejected', code: 'nothing_to_undo' }],
];

/** What the page tells of itself; read in the browser, checked here. */
const looked = z.object({
  violations: z.array(z.string()),
  passes: z.number(),
  overflow: z.number(),
  small: z.array(z.string()),
  requests: z.number(),
});

/** All rules once; where only colours and sizes changed, the rules about those. */
const look = (rules: string) => `(async () => {
  const found = await axe.run(document, { runOnly: ${rules} });
  const small = [...document.querySelectorAll('a, button')].filter((each) => {
    const box = each.getBoundingClientRect();
    return box.height < 44 || box.width < 44;
  });
  return {
    violations: found.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html).join(' ')),
    passes: found.passes.length,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    small: small.map((each) => each.outerHTML),
    requests: performance.getEntriesByType('resource').length,
  };
})()`;
const ALL_RULES = look(`['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']`);
const LOOKS_RULES = look(`{ type: 'rule', values: ['color-contrast', 'target-size', 'link-in-text-block'] }`);

const VIEWS = [
  ['phone', 'light'],
  ['desktop', 'dark'],
  ['phone', 'dark'],
  ['desktop', 'light'],
] as const;

/** Every page is seen in each view, in another language each; EVERY_VIEW=1 looks at all of them in all languages. */
function viewsFor(turn: number): readonly (typeof VIEWS)[number][] {
  if (process.env['EVERY_VIEW'] !== undefined) return VIEWS;
  return VIEWS.filter((_, index) => index === turn % VIEWS.length);
}

describe('the pages in Chromium', () => {
  const world = createWorld();
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

  async function open(context: BrowserContext, row: (typeof PAGES)[number], language: string): Promise<Page> {
    const [, door, kind, outcome] = row;
    const page = await context.newPage();
    if (outcome !== undefined) world.intake.outcome = outcome;
    await page.goto(`${base}/${door}/${tokenOf(kind, door)}?lang=${language}`);
    if (outcome !== undefined) await page.click('button');
    return page;
  }

  /** Faults of one page in some views; all rules on a phone in the light, those of looks in the others. */
  async function faultsOf(page: Page, views: readonly (typeof VIEWS)[number][]): Promise<string[]> {
    const faults: string[] = [];
    await page.evaluate(axeSource);
    for (const [size, colorScheme] of views) {
      await page.setViewportSize(SIZES[size]);
      await page.emulateMedia({ colorScheme });
      const all = size === 'phone' && colorScheme === 'light';
      const seen = looked.parse(await page.evaluate(all ? ALL_RULES : LOOKS_RULES));
      if (seen.passes < (all ? 10 : 1)) faults.push(`${size} ${colorScheme}: axe saw nothing`);
      const { violations, small, overflow, requests } = seen;
      for (const fault of [...violations, ...small]) faults.push(`${size} ${colorScheme}: ${fault}`);
      if (overflow + requests > 0) faults.push(`${size} ${colorScheme}: overflow or requests`);
    }
    return faults;
  }

  test.each(LANGUAGES)(
    'every page, when seen in %s, then axe finds nothing, nothing overflows, targets are 44 px',
    async (language) => {
      const context = await browser.newContext();
      const faults: Record<string, string[]> = {};
      for (const [index, row] of PAGES.entries()) {
        const page = await open(context, row, language);
        const found = await faultsOf(page, viewsFor(index + LANGUAGES.indexOf(language)));
        await page.close();
        if (found.length > 0) faults[row[0]] = found;
      }
      await context.close();
      expect(faults).toEqual({});
    },
    300_000,
  );

  test('a page, when only 320 px wide (WCAG 1.4.10), then nothing overflows', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    await page.goto(`${base}/confirm/${tokenOf('valid', 'confirm')}?lang=de`);
    const overflow = z
      .number()
      .parse(
        await page.evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`),
      );
    expect(overflow).toBe(0);
    await context.close();
  });

  test('the keyboard, when it is all one has, then the button is reached and pressing it acts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    world.intake.outcome = { state: 'applied' };
    world.intake.acts.length = 0;
    await page.goto(`${base}/unsubscribe/${tokenOf('valid', 'unsubscribe')}?lang=en`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'You are unsubscribed' }).waitFor();
    expect(world.intake.acts).toHaveLength(1);
    await context.close();
  });
});
