import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';

/* What the browser finds wrong with a page. */

const SIZES = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };
const VIEWS = [
  ['phone', 'light'],
  ['phone', 'dark'],
  ['desktop', 'dark'],
  ['desktop', 'light'],
] as const;

/**
 * Half a megabyte that a browser reads anew for each document: as the body of a function that nobody calls it is
 * skipped, so the pages on the way cost nothing. (Sent by `evaluate` to a new page each time, it took 1 to 2 seconds:
 * three quarters of the whole test.)
 */
const AXE = `window.loadAxe = () => { ${readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')} };`;

export function withAxe(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(AXE);
}

const looked = z.object({
  violations: z.array(z.string()),
  passes: z.number(),
  overflow: z.number(),
  small: z.array(z.string()),
  requests: z.number(),
  scripts: z.number(),
});

/** `requests`: what the page fetched beside itself. WCAG 2.5.5: targets of 44 px. */
const look = (rules: string) => `(async () => {
  if (window.axe === undefined) loadAxe();
  const found = await axe.run(document, { runOnly: ${rules} });
  const targets = 'a, button, summary, select, label.tick, input:not([type=hidden]):not([type=checkbox])';
  const small = [...document.querySelectorAll(targets)].filter((each) => {
    const box = each.getBoundingClientRect();
    return each.checkVisibility() && each.tabIndex >= 0 && (box.height < 44 || box.width < 44);
  });
  return {
    violations: found.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html).join(' ')),
    passes: found.passes.length,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    small: small.map((each) => each.outerHTML),
    requests: performance.getEntriesByType('resource').length,
    scripts: document.scripts.length,
  };
})()`;
const ALL_RULES = look(`['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']`);

export interface LookOptions {
  /** Which view axe looks at. */
  readonly turn: number;
  /** Scripts that the page may have. */
  readonly scripts?: number;
  /** Of a form on somebody else's site only axe's findings count. */
  readonly foreign?: boolean;
}

/**
 * Everything wrong with a page on a phone and a desktop, in the light and in the dark: one of the four by turn; with
 * `EVERY_VIEW=1` in all of them.
 */
export async function faultsOf(
  page: Page,
  { turn, scripts: allowed = 0, foreign = false }: LookOptions,
): Promise<string[]> {
  const faults: string[] = [];
  for (const [index, [size, colorScheme]] of VIEWS.entries()) {
    if (index !== turn % VIEWS.length && process.env['EVERY_VIEW'] === undefined) continue;
    await page.setViewportSize(SIZES[size]);
    await page.emulateMedia({ colorScheme });
    const seen = looked.parse(await page.evaluate(ALL_RULES));
    const { violations, small, overflow, requests, scripts, passes } = seen;
    const found = foreign ? violations : [...violations, ...small.map((each) => `small: ${each}`)];
    if (passes < 10) found.push('axe saw nothing');
    if (overflow > 0) found.push(`${overflow} px too wide`);
    if (requests > 0) found.push(`${requests} more requests`);
    if (scripts > allowed) found.push(`${scripts} scripts`);
    faults.push(...found.map((fault) => `${size} ${colorScheme}: ${fault}`));
  }
  return [...faults, ...(await overflows(page))];
}

/** WCAG 1.4.10 (320 px, which is 1280 at 400 %) and 1.4.4 (text twice as large). */
async function overflows(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const [width, text] of [
    [320, '100%'],
    [640, '200%'],
  ] as const) {
    await page.setViewportSize({ width, height: 640 });
    const wide = z.number().parse(
      await page.evaluate(`(() => {
        const { documentElement: root } = document;
        root.style.fontSize = '${text}';
        return root.scrollWidth - root.clientWidth;
      })()`),
    );
    if (wide > 0) faults.push(`${width} px, text at ${text}: ${wide} px too wide`);
  }
  return faults;
}
