import type { Page } from 'playwright-core';
import { snippetOf } from '../../../src/entrypoints/cli/form/snippet';
import { open, type Opener, type Visit } from './visit';

/** Fills in everything that the form asks for and waits for the work that the script does meanwhile. */
async function fillIn({ page }: Visit): Promise<void> {
  await page.fill('[name=lastname]', 'Jansen');
  await page.fill('[name=email]', 'jan@example.org');
  for (const box of await page.locator('input[type=checkbox]').all()) await box.check();
  await page.waitForFunction(`document.querySelector('[name=altcha]').value !== ''`);
}

/** As it is sent when the browser's own checks are passed over. */
const send = (page: Page) => page.evaluate(`document.querySelector('form').submit()`);

const filled =
  (change: (visit: Visit) => unknown): Opener =>
  async (visit) => {
    await open(visit, '/signup');
    await fillIn(visit);
    await change(visit);
    await Promise.all([visit.page.waitForEvent('domcontentloaded'), send(visit.page)]);
  };

/** The hosted sign-up. */
export const SIGNUP_PAGES: Readonly<Record<string, Opener>> = {
  'sign-up': (visit) => open(visit, '/signup'),
  'sign-up without topics': (visit) => {
    visit.world.door.offered = [];
    return open(visit, '/signup');
  },
  'sign-up, with faults': filled(async ({ page }) => {
    for (const name of ['lastname', 'email']) await page.fill(`[name=${name}]`, '');
    for (const box of await page.locator('input[type=checkbox]').all()) await box.uncheck();
  }),
  'sign-up, done': filled(() => undefined),
  'sign-up, once more': filled(({ world }) => (world.clock.at += 2 * 3600_000)),
  'sign-up, too often': filled(({ page }) =>
    page.evaluate(`document.querySelector('[name=altcha]').value = ''`),
  ),
  'sign-up, the queue away': filled(({ world }) => (world.door.down = true)),
};

/** The form of `form snippet` on somebody's own site. */
export function siteWithSnippet({ base, world, language }: Visit): string {
  const { consentTexts, privacyUrl, controller, defaultLanguage } = world.deps.settings;
  const form = snippetOf({
    publicUrl: base,
    language,
    defaultLanguage,
    consentTexts,
    privacyUrl,
    controller,
    topics: world.door.offered,
  });
  return `<!doctype html><html lang="${language}"><meta name="viewport" content="width=device-width"><title>Site</title><main><h1>Site</h1>${form}</main></html>`;
}
