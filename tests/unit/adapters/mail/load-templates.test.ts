import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTemplates } from '../../../../src/adapters/mail/load-templates';
import { renderMail } from '../../../../src/adapters/mail/render-mail';
import { BUNDLED_TEMPLATES } from '../../../../src/adapters/mail/template-files';
import { LOOK, orderOf, templateDir } from './fixtures';

const load = (files: Record<string, string>) => loadTemplates({ ...LOOK, templateDir: templateDir(files) });
const bundled = (name: string) => readFileSync(join(BUNDLED_TEMPLATES, name), 'utf8');

const page = (body: string) =>
  `<mjml>\n<mj-body><mj-section><mj-column>\n${body}\n</mj-column></mj-section></mj-body>\n</mjml>`;
const WELCOME = '<mj-text>{{consentText}} <a href="{{unsubscribeUrl}}">x</a></mj-text>';

describe('a template directory of one’s own, when it holds some files', () => {
  it('takes those and the bundled ones for the rest', async () => {
    const templates = await load({ 'welcome.mjml': page(`${WELCOME}\n<mj-text>Own words</mj-text>`) });
    expect(renderMail(templates, orderOf('welcome')).html).toContain('Own words');
    expect(renderMail(templates, orderOf('welcome')).text).toContain('Uitschrijven');
    expect(renderMail(templates, orderOf('invitation')).html).toContain('Ja, ik wil deze mails');
  });

  it('replaces single words and keeps the others', async () => {
    const templates = await load({ 'words/nl.ini': '[invitation]\nbutton = Graag! & meer\n' });
    const { html, text } = renderMail(templates, orderOf('invitation'));
    expect(html).toContain('Graag! &amp; meer');
    expect(text).toContain('Graag! & meer');
    expect(html).toContain('Klopt het dat u mails van ons wilt?');
    expect(renderMail(templates, orderOf('reminder')).html).toContain('Ja, ik wil deze mails');
  });

  it('replaces a partial in every mail', async () => {
    const templates = await load({ 'partials/footer.txt': 'KvK 123\n{{privacyUrl}}' });
    expect(renderMail(templates, orderOf('welcome')).text).toContain('KvK 123');
    expect(renderMail(templates, orderOf('reminder', 'fr')).text).toContain('KvK 123');
  });

  it('may show the preferences link where the order has it', async () => {
    const templates = await load({
      'welcome.mjml': page(`${WELCOME}\n<mj-text>{{preferencesUrl}}</mj-text>`),
    });
    const links = { unsubscribe: 'https://u.example/', preferences: 'https://p.example/' };
    expect(renderMail(templates, { ...orderOf('welcome'), links }).html).toContain('https://p.example/');
    const without = { ...orderOf('welcome'), links: { unsubscribe: links.unsubscribe } };
    expect(() => renderMail(templates, without)).toThrow('ordered without preferencesUrl');
  });
});

/** One of every fault there is. */
const FAULTY = {
  'welcome.mjml': page(
    [
      WELCOME,
      '<mj-text>{{firstName}}</mj-text>',
      '<mj-button-big>x</mj-button-big>',
      '<mj-image src="https://cdn.example/logo.png" />',
    ].join('\n'),
  ),
  'welcome.txt': [
    '{{consentText}} {{unsubscribeUrl}}',
    '{{confirmUrl}}',
    '{{> partials/gone.txt}}',
    '{{> ../../etc/passwd.txt}}',
    '{{ button text }}',
  ].join('\n'),
  'already-subscribed.mjml': page('<mj-text>Hello</mj-text>'),
  'reminder.mjml': 'Hello',
  'new-link.mjml': page('').replace(
    '<mjml>',
    '<mjml><mj-head><mj-style>@font-face { src: url(https://f.example/x) }</mj-style></mj-head>',
  ),
  'invitation.txt': '{{confirmUrl}} {{declineUrl}} {{until}}',
  'invitaton.mjml': '',
  'words/nl.ini': '[common]\n\nnotYou = {{nobody}}\n[about]\nerase = {{someone}}',
  'words/de.ini': '[welcome]\nsubject = {{consentText}}\n[invitation]\nlead = {{ so nicht }}',
  'words/en.ini': 'a = b\n[common]\nhello there',
  'words/nederlands.ini': '',
  'partials/footer.txt': '{{> partials/footer.txt}}',
  'partials/footer.mjml': [
    '<mj-section><mj-column>',
    '<mj-text>{{oops}}</mj-text>',
    '<mj-text colour="red">x</mj-text>',
    '</mj-column></mj-section>',
  ].join('\n'),
};

describe('templates with every fault there is, when the bridge starts', () => {
  let message = '';
  beforeAll(async () => {
    const fault: unknown = await load(FAULTY).then(
      () => null,
      (error: unknown) => error,
    );
    expect(fault).toMatchObject({ code: 'mail_template_fault', stage: 'mail', retryable: false });
    message = fault instanceof Error ? fault.message : '';
  });

  it.each([
    ['an unknown variable', /\/welcome\.mjml:4: unknown variable \{\{firstName\}\}/],
    ['an unknown MJML tag', /\/welcome\.mjml:5: <mj-button-big> Element mj-button-big doesn't exist/],
    ['a remote image', /welcome\.mjml fetches src="https:\/\/cdn\.example\/logo\.png/],
    ['a web font', /new-link\.mjml fetches url\(https:\/\/f\.example\/x/],
    ['no MJML at all', /reminder\.mjml is no MJML/],
    ['a missing link', /already-subscribed\.mjml \(nl\) does not show \{\{unsubscribeUrl\}\}/],
    ['a value of another mail', /\/welcome\.txt:2: unknown variable \{\{confirmUrl\}\}/],
    ['a missing partial', /\/welcome\.txt:3: there is no partial "partials\/gone\.txt"/],
    ['a partial from elsewhere', /\/welcome\.txt:4: there is no partial "\.\.\/\.\.\/etc/],
    ['stray braces', /\/welcome\.txt:5: braces that are no \{\{variable\}\}/],
    ['no consent text in the text part', /invitation\.txt \(fr\) does not show \{\{consentText\}\}/],
    ['a misspelt mail', /\/invitaton\.mjml: no mail or language has this name/],
    ['an unknown variable in the words', /words\/nl\.ini:3: unknown variable \{\{nobody\}\}/],
    ['an unknown variable in the name of a request', /words\/nl\.ini:5: unknown variable \{\{someone\}\}/],
    ['a value of the person in a subject', /words\/de\.ini:2: unknown variable \{\{consentText\}\}/],
    ['stray braces in the words', /words\/de\.ini:4: braces that are no \{\{variable\}\}/],
    ['words before any section', /words\/en\.ini:1: expected "key = words"/],
    ['a line that is none', /words\/en\.ini:3: expected "key = words"/],
    ['a misspelt language', /words\/nederlands\.ini: no mail or language/],
    ['a partial that includes itself', /partials\/footer\.txt:1: there is no partial/],
    ['an unknown variable in a partial', /partials\/footer\.mjml:2: unknown variable \{\{oops\}\}/],
    ['an unknown attribute in a partial', /partials\/footer\.mjml:3: <mj-text> Attribute colour is illegal/],
  ])('then it tells of %s, with file and line, once', (_, sentence) => {
    expect(message).toMatch(sentence);
    expect(message.match(new RegExp(sentence.source, 'g'))).toHaveLength(1);
  });
});

describe('the settings of the mails', () => {
  it('a directory, when it does not exist, then the start says so', async () => {
    await expect(loadTemplates({ ...LOOK, templateDir: '/nowhere/mails' })).rejects.toThrow(
      'the template directory /nowhere/mails does not exist',
    );
  });

  it('the default directory, when the process starts elsewhere, then the bundled mails are used', async () => {
    const cwd = process.cwd();
    process.chdir(templateDir({}));
    try {
      await expect(loadTemplates({ ...LOOK, templateDir: 'mjml-templates' })).resolves.toBeDefined();
    } finally {
      process.chdir(cwd);
    }
  });

  it('a colour, when it is no #rrggbb, then the start says so', async () => {
    const brand = { name: 'A', color: 'blue' };
    await expect(loadTemplates({ ...LOOK, brand })).rejects.toThrow('the brand colour must be #rrggbb');
  });

  it('a logo, when there is one, then it is shown from inside the mail with the brand as its text', async () => {
    const brand = { ...LOOK.brand, logo: { type: 'image/png', bytes: Buffer.from('x') } };
    const { html } = renderMail(await loadTemplates({ ...LOOK, brand }), orderOf('invitation'));
    expect(html).toMatch(
      /<img[^>]*alt="Bakkerij (&quot;|&#34;)De &amp; Zoon(&quot;|&#34;)"[^>]*src="cid:brand-logo@/,
    );
  });

  it('every bundled partial, when mails are read, then it is used', () => {
    const mails = ['invitation', 'welcome', 'fresh-link', 'request-refused']
      .map((kind) => bundled(`${kind}.mjml`))
      .join('');
    for (const partial of [
      'head',
      'opening',
      'consent',
      'confirm',
      'stop',
      'request',
      'reason',
      'disagree',
      'footer',
    ])
      expect(mails).toContain(`{{> partials/${partial}.mjml}}`);
  });
});
