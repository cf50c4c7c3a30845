import { loadTemplates, type MailTemplates } from '../../../../src/adapters/mail/load-templates';
import { renderMail } from '../../../../src/adapters/mail/render-mail';
import { LANGUAGES } from '../../../../src/consent/event';
import { Failure } from '../../../../src/flow/failure';
import { MAIL_KINDS, type MailLinks } from '../../../../src/flow/ports';
import { ACTION, link, LOOK, orderOf, thrownBy } from './fixtures';

let templates: MailTemplates;
beforeAll(async () => {
  templates = await loadTemplates(LOOK);
});

const EVERY = MAIL_KINDS.flatMap((kind) => LANGUAGES.map((language) => ({ kind, language })));
const count = (text: string, part: string) => text.split(part).length - 1;
const SHOWS_CONSENT = ['invitation', 'reminder', 'new-link', 'welcome'];
const ASKS = ['invitation', 'reminder', 'new-link'];

describe.each(EVERY)('the mail $kind in $language, when it is rendered', ({ kind, language }) => {
  it('shows its link once as a button and once as text, then a person can always go on', () => {
    const { html, text } = renderMail(templates, orderOf(kind, language));
    expect(count(html, `href="${ACTION[kind]}"`)).toBe(1);
    expect(count(html, `>${ACTION[kind]}<`)).toBe(1);
    expect(count(text, ACTION[kind])).toBe(1);
  });

  it('tells its language, sender and privacy page, in HTML and in text', () => {
    const { html, text } = renderMail(templates, orderOf(kind, language));
    expect(html).toContain(`<html lang="${language}"`);
    expect(html).toContain('De &amp; Zoon B.V., Utrecht');
    expect(html).toContain('href="https://example.org/privacy?a=1&amp;b=2"');
    expect(text).toContain('De & Zoon B.V., Utrecht');
    expect(text).toContain('https://example.org/privacy?a=1&b=2');
  });

  it('fetches nothing, then opening it tells nobody', () => {
    const { html } = renderMail(templates, orderOf(kind, language));
    expect(html).not.toMatch(/(src|background)\s*=\s*["']?(https?:)?\/\//i);
    expect(html).not.toMatch(/<link|<script|@import|url\(/i);
    expect(html).not.toContain('<img');
  });

  it('leaves no placeholder and no undefined, in subject, HTML and text', () => {
    const { subject, html, text } = renderMail(templates, orderOf(kind, language));
    for (const part of [subject, html, text]) expect(part).not.toMatch(/\{\{|\}\}|undefined|NaN/);
    expect(subject).toContain('Bakkerij "De & Zoon"');
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it('shows light and dark, then it can be read in both', () => {
    const { html } = renderMail(templates, orderOf(kind, language));
    expect(html).toContain('<meta name="color-scheme" content="light dark"');
    expect(html).toContain('prefers-color-scheme: dark');
  });
});

describe.each(EVERY.filter(({ kind }) => SHOWS_CONSENT.includes(kind)))(
  'the mail $kind in $language, when there is a consent text',
  ({ kind, language }) => {
    it('shows the text exactly', () => {
      const consentText = 'Ja, ik wil “nieuws” — en aanbiedingen. Été & Größe; 100 %';
      const { html, text } = renderMail(templates, orderOf(kind, language, { consentText }));
      expect(html).toContain('Ja, ik wil “nieuws” — en aanbiedingen. Été &amp; Größe; 100 %');
      expect(text).toContain(consentText);
    });

    it('escapes it, then nobody can put markup into a mail', () => {
      const consentText = `<script>alert(1)</script><img src="https://evil.example/x.png">'{{confirmUrl}}`;
      const { html, text } = renderMail(templates, orderOf(kind, language, { consentText }));
      expect(html).not.toMatch(/<script|<img/);
      expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=&quot;');
      expect(html).toContain('&#39;{{confirmUrl}}');
      expect(text).toContain(consentText);
    });

    it('keeps its lines', () => {
      const { html, text } = renderMail(templates, orderOf(kind, language, { consentText: 'Een\nTwee' }));
      expect(html).toContain('Een<br />\nTwee');
      expect(text).toContain('Een\nTwee');
    });

    it('is refused without it, then no mail asks for consent to nothing', () => {
      const { links, validUntil } = orderOf(kind, language);
      const render = () => renderMail(templates, { kind, language, links, validUntil: validUntil ?? 0 });
      expect(thrownBy(render)).toMatchObject({ code: 'mail_order_incomplete', retryable: false });
    });
  },
);

describe.each(EVERY.filter(({ kind }) => ASKS.includes(kind)))(
  'the mail $kind in $language, when it asks for an answer',
  ({ kind, language }) => {
    it('offers to be asked never again, in HTML and in text', () => {
      const { html, text } = renderMail(templates, orderOf(kind, language));
      expect(count(html, `href="${link('decline')}"`)).toBe(1);
      expect(count(text, link('decline'))).toBe(1);
    });

    it('tells until when the link works, in the time of Amsterdam', () => {
      const { html, text } = renderMail(templates, orderOf(kind, language));
      const MONTH = { nl: 'december', en: 'December', de: 'Dezember', fr: 'décembre' };
      for (const part of [html, text]) {
        expect(part).toContain(MONTH[language]);
        expect(part).toMatch(/2026/);
        expect(part).toMatch(/10[:.]30/);
      }
    });

    it('shows nothing that unsubscribes: there is no subscription yet', () => {
      const { html, text } = renderMail(templates, orderOf(kind, language));
      expect(html + text).not.toContain(link('unsubscribe'));
    });
  },
);

it.each([
  ['invitation', 'confirm', { decline: link('decline') }],
  ['invitation', 'decline', { confirm: link('confirm') }],
  ['welcome', 'unsubscribe', {}],
  ['fresh-link', 'fresh', {}],
] satisfies [string, string, MailLinks][])(
  'an order of %s, when its link %s is missing, then it is refused and the failure names no address',
  (kind, name, links) => {
    const found = MAIL_KINDS.find((each) => each === kind)!;
    const render = () => renderMail(templates, { ...orderOf(found), links });
    expect(render).toThrow(Failure);
    expect(render).toThrow(`a mail of kind ${kind} was ordered without ${name}Url`);
  },
);

it('the subjects of one kind, when the languages differ, then all differ', () => {
  const subjects = EVERY.map(({ kind, language }) => templates.get(kind, language).subject);
  expect(new Set(subjects).size).toBe(EVERY.length);
});
