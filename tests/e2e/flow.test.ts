import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import {
  confirmed,
  eventsOn,
  evidenceOn,
  inStatus,
  linkIn,
  mailTo,
  recordOf,
  signUp,
  statusOf,
} from '../harness/people';
import { type Rig, startRig } from '../harness/rig';

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
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const DESKTOP = { viewport: { width: 1280, height: 900 } };

/** What people read, word for word. */
const NL = {
  language: 'nl',
  confirm: ['Wilt u de nieuwsbrief van Buurtkrant ontvangen?', 'Ja, stuur mij de nieuwsbrief'],
  confirmed: 'Bedankt, u bent ingeschreven',
  text: 'Ja, stuur mij per e-mail de nieuwsbrief van Stichting Buurtkrant. Ik kan mij altijd weer afmelden.',
  notMe: 'Ik was dit niet',
  decline: ['Hebt u hier niet om gevraagd?', 'Ik was dit niet, mail mij niet'],
  declined: 'Bedankt, we schrijven u niet',
  unsubscribe: ['Wilt u stoppen met de nieuwsbrief?', 'Ja, schrijf mij uit'],
  unsubscribed: 'U bent uitgeschreven',
  mistake: 'Was dit een vergissing? Zet het terug',
  undo: ['Hebt u zich per ongeluk uitgeschreven?', 'Zet mijn inschrijving terug'],
  undone: 'Gelukt, alles is weer zoals het was',
} as const;
const EN = {
  language: 'en',
  confirm: ['Do you want the newsletter of Buurtkrant?', 'Yes, send me the newsletter'],
  confirmed: 'Thank you, you are subscribed',
  text: 'Yes, send me the newsletter of Stichting Buurtkrant by e-mail. I can unsubscribe at any time.',
  notMe: 'This was not me',
  decline: ['Did you not ask for this?', 'This was not me, do not e-mail me'],
  declined: 'Thank you, we will not write to you',
  unsubscribe: ['Do you want to stop the newsletter?', 'Yes, unsubscribe me'],
  unsubscribed: 'You are unsubscribed',
  mistake: 'Was this a mistake? Put it back',
  undo: ['Did you unsubscribe by mistake?', 'Put my subscription back'],
  undone: 'Done, everything is as it was',
} as const;

/** Every run with JavaScript off still works: the pages have none. */
const RUNS = [
  { name: 'nl, desktop', words: NL, device: DESKTOP, javaScriptEnabled: true },
  { name: 'en, desktop, without JavaScript', words: EN, device: DESKTOP, javaScriptEnabled: false },
  { name: 'nl, phone, without JavaScript', words: NL, device: PHONE, javaScriptEnabled: false },
  { name: 'en, phone', words: EN, device: PHONE, javaScriptEnabled: true },
];

let rig: Rig;
let browser: Browser;

beforeAll(async () => {
  rig = await startRig({
    env: { VTIGER_USERNAME: 'bridge', VTIGER_ACCESS_KEY: 'bridgeAccessKey1', RATE_LIMIT_CLIENT: 'off' },
  });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
}, 60_000);

afterAll(async () => {
  await browser.close();
  await rig.stop();
});

describe.each(RUNS)('a person in a browser ($name)', ({ words, device, javaScriptEnabled }) => {
  const { language } = words;
  let context: BrowserContext;
  let page: Page;

  beforeEach(async () => {
    context = await browser.newContext({ ...device, javaScriptEnabled });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
  });
  afterEach(() => context.close());

  const sees = (title: string) => page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();

  /** Opens a link, sees the question and presses the button that is named for what it does. */
  async function answer([title, button]: readonly [string, string]): Promise<void> {
    await sees(title);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await page.getByRole('button', { name: button, exact: true }).click();
  }

  test('a sign-up, when the mail is opened and the button pressed, then the record says Confirmed with date, text, source, seal and evidence', async () => {
    const person = await signUp(rig, { language });
    await page.goto(linkIn(person.mail, 'confirm'));
    expect(await page.getByText(words.text, { exact: true }).count()).toBe(1);
    expect(statusOf(rig, person)).toBe('Invited');
    const pressedAt = Date.now();
    await answer(words.confirm);
    await sees(words.confirmed);
    const record = recordOf(rig, person);
    expect(record).toMatchObject({
      consent_status: 'Confirmed',
      consent_text: words.text,
      consent_source: 'Newsletter form',
      consent_basis: 'consent',
      consent_language: language,
      newsletter_optin: '1',
    });
    expect(record['consent_seal']).toMatch(/^v1\.s1\.Confirmed\./);
    const on = Date.parse(`${record['consent_date'] ?? ''}Z`);
    expect(Math.abs(on - pressedAt)).toBeLessThan(5000);
    expect(eventsOn(rig, person)).toEqual(['OptInRequested', 'InvitationSent', 'ConsentConfirmed']);
    expect(evidenceOn(rig, person)[2]).toMatchObject({
      from_status: 'Invited',
      to_status: 'Confirmed',
      consent_text: words.text,
      consent_text_language: language,
      asserted_by: 'hub',
      channel: 'link',
      record_ids: [person.id],
    });
    const welcome = await mailTo(rig, person, 1);
    expect(linkIn(welcome, 'unsubscribe')).toContain(`lang=${language}`);
    expect(rig.smtp.to(person.email)).toHaveLength(2);
  });

  test('a sign-up by somebody else, when the owner says "this was not me", then Optout, and nothing more is mailed', async () => {
    const person = await signUp(rig, { language });
    await page.goto(linkIn(person.mail, 'confirm'));
    await page.getByRole('link', { name: words.notMe, exact: true }).click();
    await answer(words.decline);
    await sees(words.declined);
    expect(recordOf(rig, person)).toMatchObject({
      consent_status: 'Optout',
      newsletter_optin: '0',
      emailoptout: '1',
    });
    expect(recordOf(rig, person)['consent_seal']).toMatch(/^v1\.s1\.Optout\..*\.1\.n\.[^.]+$/);
    expect(eventsOn(rig, person).at(-1)).toBe('ConsentRefused');
    expect(rig.smtp.to(person.email)).toHaveLength(1);
  });

  test('a subscriber, when the welcome mail link is used to unsubscribe and then to undo, then Unsubscribed and Confirmed again', async () => {
    const person = await confirmed(rig, { language });
    const before = recordOf(rig, person);
    await page.goto(linkIn(person.mail, 'unsubscribe'));
    await answer(words.unsubscribe);
    await sees(words.unsubscribed);
    expect(recordOf(rig, person)).toMatchObject({
      consent_status: 'Unsubscribed',
      newsletter_optin: '0',
      emailoptout: '1',
      consent_date: before['consent_date'],
    });
    await page.getByRole('link', { name: words.mistake, exact: true }).click();
    expect(statusOf(rig, person)).toBe('Unsubscribed');
    await answer(words.undo);
    await sees(words.undone);
    await inStatus(rig, person, 'Confirmed');
    const after = recordOf(rig, person);
    for (const name of [
      'consent_date',
      'consent_text',
      'consent_source',
      'consent_changed_on',
      'emailoptout',
    ])
      expect([name, after[name]]).toEqual([name, before[name]]);
    expect(eventsOn(rig, person).slice(-2)).toEqual(['ConsentWithdrawn', 'WithdrawalUndone']);
  });
});

test.each([NL, EN])(
  'a confirmation mail, when it arrives in $language, then it has text and HTML in that language, RFC 8058 headers and no remote image',
  async ({ language, text }) => {
    const { mail } = await signUp(rig, { language });
    expect(String(mail.parsed.html)).toContain(`lang="${language}"`);
    expect(String(mail.parsed.html)).not.toMatch(/(src|background)="https?:/i);
    expect(linkIn(mail, 'confirm')).toContain(`lang=${language}`);
    // The text of the sign-up is what is agreed to until the page shows its own.
    expect(mail.parsed.text).toContain('Ja graag');
    expect(mail.parsed.text).not.toContain(text);
    expect(mail.raw.toString()).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
  },
);
