import type { Browser } from 'playwright-core';
import { type Language, LANGUAGES } from '../../src/consent/event';
import { tokenOf } from '../unit/entrypoints/http/world';
import { LINK_PAGES } from './pages/link-pages';
import { faultsOf, withAxe } from './pages/look';
import { PERSON_PAGES } from './pages/person-pages';
import { SIGNUP_PAGES, siteWithSnippet } from './pages/signup-pages';
import { freshWorld, type ServedWorld, serveWorld, startBrowser, type Visit } from './pages/visit';

const PAGES = Object.entries({ ...LINK_PAGES, ...PERSON_PAGES, ...SIGNUP_PAGES });
/** On the wire, compressed, headers included. */
const LARGEST = 30 * 1024;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
}, 60_000);
// Also after a test that failed: a page left open keeps the browser, and with it the run.
afterEach(() => Promise.all(browser.contexts().map((each) => each.close())));
afterAll(() => browser.close());

/** Else each page is seen in one language and one view, by turns: what a quarter of an hour has room for. */
const EVERYTHING = process.env['EVERY_VIEW'] !== undefined;

/** Faults of every page in one language, by the page's name. */
async function lookThrough(language: Language, served: ServedWorld): Promise<Record<string, string[]>> {
  const faults: Record<string, string[]> = {};
  const context = await browser.newContext();
  await withAxe(context);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const visit: Visit = { page, language, ...served };
  const nth = LANGUAGES.indexOf(language);
  let navigations = 0;
  page.on('request', (request) => (navigations += request.isNavigationRequest() ? 1 : 0));
  for (const [index, [name, open]] of PAGES.entries()) {
    if (!EVERYTHING && (index + nth) % LANGUAGES.length !== 0) continue;
    freshWorld(served.world);
    const before = served.carried.length;
    navigations = 0;
    await open(visit);
    const found = await faultsOf(page, {
      turn: Math.floor(index / LANGUAGES.length) + nth,
      scripts: name in SIGNUP_PAGES ? 1 : 0,
    });
    const carried = served.carried.slice(before);
    if (carried.length !== navigations)
      found.push(`${carried.length} requests for ${navigations} pages: ${carried.at(-1)?.url ?? ''}`);
    const bytes = carried.at(-1)?.bytes ?? 0;
    if (bytes > LARGEST || bytes === 0) found.push(`${bytes} bytes`);
    if (found.length > 0) faults[name] = found;
  }
  await page.goto('about:blank');
  await page.setContent(siteWithSnippet(visit));
  const found = await faultsOf(page, { turn: nth, foreign: true });
  if (found.length > 0) faults['snippet'] = found;
  return faults;
}

test(
  'every page, when seen in a language on phone or desktop, light or dark (EVERY_VIEW=1: in all), then axe finds nothing, nothing overflows, targets are 44 px, it is one request of 30 KB at most',
  async () => {
    const worlds = await Promise.all(LANGUAGES.map(() => serveWorld()));
    // Side by side: while one waits for the browser, another uses the second core.
    const looks = LANGUAGES.map(async (language, index) => {
      const served = worlds[index];
      if (served === undefined) throw new Error('no world');
      return [language, await lookThrough(language, served)] as const;
    });
    const faults = Object.fromEntries(await Promise.all(looks));
    await Promise.all(worlds.map((each) => each.stop()));
    expect(faults).toEqual(Object.fromEntries(LANGUAGES.map((language) => [language, {}])));
  },
  EVERYTHING ? 1_800_000 : 300_000,
);

test('the keyboard, when it is all one has, then the button is reached and pressing it acts, scripts off', async () => {
  const served = await serveWorld();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${served.base}/unsubscribe/${tokenOf('valid', 'unsubscribe')}?lang=en`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'You are unsubscribed' }).waitFor();
  expect(served.world.intake.acts).toHaveLength(1);
  await served.stop();
});
