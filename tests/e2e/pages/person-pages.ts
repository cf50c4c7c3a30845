import type { Page } from 'playwright-core';
import { Failure } from '../../../src/flow/failure';
import type { Outcome } from '../../../src/flow/ports';
import { TOPICS } from '../../unit/entrypoints/http/my-data-sample';
import { tokenOf } from '../../unit/entrypoints/http/world';
import { open, type Opener, type Visit } from './visit';

const PREFERENCES = `/preferences/${tokenOf('valid', 'preferences')}`;
const DATA = `/my-data/${tokenOf('valid', 'access')}`;

/** The button of the form that does this. */
export function submit(page: Page, doing: string): Promise<void> {
  return page.locator(`form:has(input[name="do"][value="${doing}"]) button`).first().click();
}

/** The same without a mouse, whose click waits for frames that pages side by side get late. */
function sendForm(page: Page, doing: string): Promise<unknown> {
  const form = `document.querySelector('form input[name="do"][value="${doing}"]').form`;
  return Promise.all([page.waitForEvent('domcontentloaded'), page.evaluate(`${form}.submit()`)]);
}

/** Opens every part that is folded. */
const unfold = (page: Page) =>
  page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`);

/** Behind a fresh link: my data, everything unfolded. */
export async function show(visit: Visit): Promise<void> {
  await open(visit, DATA);
  await visit.page.click('button');
  await unfold(visit.page);
}

/** On the page of my data, one thing done. */
const doing =
  (what: string, act: (page: Page) => Promise<unknown> = () => Promise.resolve()): Opener =>
  async (visit) => {
    await show(visit);
    await act(visit.page);
    await sendForm(visit.page, what);
  };

/** The data page, when the flow answers otherwise. */
const shown =
  (change: (visit: Visit) => void): Opener =>
  (visit) => {
    change(visit);
    return show(visit);
  };

const onPreferences =
  (which: 'first' | 'last', path = PREFERENCES): Opener =>
  async (visit) => {
    await open(visit, path);
    await visit.page.locator('button')[which]().click();
  };

const away = () => new Failure('away', { code: 'crm_unreachable', stage: 'crm', retryable: true });
const type = (page: Page, selector: string, value: string) =>
  page.evaluate(`document.querySelector('${selector}').value = '${value}'`);
const typePhone = (page: Page) => type(page, 'input[name="v.phone"]', 'abc');
const tickTopic = (page: Page) =>
  page.evaluate(`document.querySelector('[name=topics][value=${TOPICS[1] ?? ''}]').checked = true`);
const wrongAddress = (page: Page) => type(page, 'input[type=email]', 'jan@x');
const refusal =
  (code: string): Opener =>
  async (visit) => {
    visit.world.intake.outcome = { state: 'rejected', code } satisfies Outcome;
    await doing('change', typePhone)(visit);
  };

/** Pages about choices and data. */
export const PERSON_PAGES: Readonly<Record<string, Opener>> = {
  preferences: (visit) => open(visit, PREFERENCES),
  'preferences without topics': (visit) => {
    visit.world.door.offered = [];
    return open(visit, PREFERENCES);
  },
  'a topic stopped': onPreferences('first'),
  'a link mailed': onPreferences('last'),
  'preferences, the queue away': (visit) => {
    visit.world.door.down = true;
    return onPreferences('last')(visit);
  },
  'ask for a link': (visit) => open(visit, '/my-data'),
  'no address': async (visit) => {
    await open(visit, '/my-data');
    await wrongAddress(visit.page);
    await visit.page.click('button');
  },
  'the offer to show': (visit) => open(visit, DATA),
  'the link is over': (visit) => open(visit, `/my-data/${tokenOf('expired', 'access')}`),
  'my data, all open': show,
  'choices saved, with a receipt': doing('choices', tickTopic),
  'data changed': doing('change', typePhone),
  'a change refused': refusal('not_a_phone:phone'),
  'are you sure': doing('erase'),
  'erasing asked': async (visit) => {
    await doing('erase')(visit);
    await sendForm(visit.page, 'erase');
  },
  'a new address asked': doing('address', (page) => type(page, 'input[type=email]', 'jan@example.net')),
  'a new address, mistyped': doing('address', wrongAddress),
  'staff asked': doing('ask'),
  'a shared mailbox': shown(({ world }) => (world.door.view = { kind: 'shared' })),
  'nobody there': shown(({ world }) => (world.door.view = { kind: 'gone' })),
  'the CRM away': shown(({ world }) => (world.door.failure = away())),
  'a new address': (visit) => open(visit, `/address/${tokenOf('valid', 'address')}`),
  'a new address saved': async (visit) => {
    await open(visit, `/address/${tokenOf('valid', 'address')}`);
    await visit.page.click('button');
  },
};
