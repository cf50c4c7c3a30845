import { loadTemplates, type MailTemplates } from '../../../../src/adapters/mail/load-templates';
import { renderMail } from '../../../../src/adapters/mail/render-mail';
import { LANGUAGES } from '../../../../src/consent/event';
import { Failure } from '../../../../src/flow/failure';
import { REQUEST_KINDS } from '../../../../src/flow/request-kinds';
import { MAIL_KINDS, type MailLinks } from '../../../../src/flow/ports';
import { escapeHtml } from '../../../../src/config/escape-html';
import { ACTION, link, LOOK, orderOf, thrownBy } from './fixtures';

let templates: MailTemplates;
beforeAll(async () => {
  templates = await loadTemplates(LOOK);
});

const EVERY = MAIL_KINDS.flatMap((kind) => LANGUAGES.map((language) => ({ kind, language })));
const count = (text: string, part: string) => text.split(part).length - 1;
const SHOWS_CONSENT = ['invitation', 'reminder', 'new-link', 'welcome'];
/** Whoever has these may choose what they get. */
const MEMBERS = ['welcome', 'already-subscribed'];
const ASKS = ['invitation', 'reminder', 'new-link'];

describe.each(EVERY)('the mail $kind in $language, when it is rendered', ({ kind, language }) => {
  it('shows its link, if it has one, once as a button and once as text, and no other link of ours', () => {
    const { html, text } = renderMail(templates, orderOf(kind, language));
    const action = ACTION[kind];
    const links = action === undefined ? 0 : 1;
    expect(count(html, `href="${action}"`)).toBe(links);
    expect(count(html, `>${action}<`)).toBe(links);
    expect(count(text, `${action}`)).toBe(links);
    const choice = link('preferences');
    const chooses = MEMBERS.includes(kind) ? 1 : 0;
    expect([count(html, `href="${choice}"`), count(text, choice)]).toEqual([chooses, chooses]);
    if (links === 0) expect(html + text).not.toContain('https://consent.example.org/');
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

const ABOUT = MAIL_KINDS.filter((kind) => kind.startsWith('request-') && kind !== 'request-kept');

describe.each(LANGUAGES.flatMap((language) => REQUEST_KINDS.map((about) => ({ language, about }))))(
  'the answers to a request to $about in $language, when they are rendered',
  ({ language, about }) => {
    it('name the request in the words of the one who asks', () => {
      const { name } = templates.request(language)[about];
      for (const kind of ABOUT) {
        const { subject, html, text } = renderMail(templates, orderOf(kind, language, { about }));
        expect(html).toContain(escapeHtml(name));
        expect(text).toContain(name);
        // A subject shows on a locked phone: what was asked stays inside.
        expect(subject).not.toContain(name);
      }
    });

    it('tell, when it is done, what was done', () => {
      const { done } = templates.request(language)[about];
      const { html, text } = renderMail(templates, orderOf('request-done', language, { about }));
      expect(html).toContain(escapeHtml(done));
      expect(text).toContain(done);
    });
  },
);

it('the names of requests, when all languages are compared, then no two are the same', () => {
  const names = LANGUAGES.flatMap((language) =>
    REQUEST_KINDS.flatMap((about) => Object.values(templates.request(language)[about])),
  );
  expect(new Set(names).size).toBe(LANGUAGES.length * REQUEST_KINDS.length * 2);
});

describe.each(LANGUAGES)('the answers about data rights in %s', (language) => {
  const DAY = {
    nl: 'zondag 6 december 2026',
    en: 'Sunday, 6 December 2026',
    de: 'Sonntag, 6. Dezember 2026',
    fr: 'dimanche 6 décembre 2026',
  };

  it.each(['request-received', 'request-extended'] as const)('%s tells the day, without an hour', (kind) => {
    const { html, text } = renderMail(templates, orderOf(kind, language));
    for (const part of [html, text]) {
      expect(part).toContain(DAY[language]);
      expect(part).not.toMatch(/\b10[:.]30/);
    }
  });

  it.each(['request-kept', 'request-refused', 'request-extended'] as const)(
    '%s shows the reason, escaped and with its lines, and is refused without one',
    (kind) => {
      const reason = 'Facturen <b>2024</b>\n& contract';
      const { html, text } = renderMail(templates, orderOf(kind, language, { reason }));
      expect(html).toContain('Facturen &lt;b&gt;2024&lt;/b&gt;<br />\n&amp; contract');
      expect(text).toContain(reason);
      const render = () => renderMail(templates, orderOf(kind, language, { reason: ' ' }));
      expect(thrownBy(render)).toMatchObject({ code: 'mail_order_incomplete', retryable: false });
    },
  );

  it('a refusal and what is kept name the authority and the court (GDPR art. 12(4))', () => {
    const AUTHORITY = {
      nl: /Autoriteit Persoonsgegevens.*rechter/,
      en: /data protection authority.*court/,
      de: /Aufsichtsbehörde.*Gericht/,
      fr: /autorité de protection des données.*juge/,
    };
    for (const kind of ['request-kept', 'request-refused'] as const)
      expect(renderMail(templates, orderOf(kind, language)).text).toMatch(AUTHORITY[language]);
  });

  it('the link to one’s data says that it lasts 30 minutes', () => {
    expect(renderMail(templates, orderOf('fresh-link', language)).text).toMatch(/30 min/i);
  });
});

it.each([
  ['invitation', 'confirm', { decline: link('decline') }],
  ['invitation', 'decline', { confirm: link('confirm') }],
  ['welcome', 'unsubscribe', { preferences: link('preferences') }],
  ['fresh-link', 'fresh', {}],
  ['address-check', 'address', {}],
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
