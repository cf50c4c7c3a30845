import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTerminal } from './fake-bridge';

const fixture = (name: string) =>
  readFileSync(join(__dirname, '../../../fixtures/vtiger-webform', `${name}.html`), 'utf8');
const TEXT = 'Ja, stuur mij de nieuwsbrief.';

/** Vtiger's form as the docs say to mend it. */
const MENDED = fixture('newsletter')
  .replace(/<input type="hidden" name="__vtrftk"[^>]*>/, '')
  .replace(
    '<td><label>Newsletter opt-in</label></td><td><input type="hidden" name="newsletter_optin" data-label="" value="0"><input type="checkbox" name="newsletter_optin" data-label="" value="1"></td>',
    `<td colspan="2"><p>${TEXT}</p><input type="hidden" name="newsletter_optin" value="0"><label><input type="checkbox" name="newsletter_optin" value="1"> Ja, dit wil ik</label> <a href="https://consent.example/privacy">Privacy</a></td>`,
  );

function file(html: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'form-')), 'form.html');
  writeFileSync(path, html);
  return path;
}

const check = async (html: string, ...more: string[]) => {
  const { exit, document } = await createTerminal().ask('form', 'check', file(html), ...more);
  const findings = (document['findings'] as { code: string }[]).map(({ code }) => code);
  return { exit, findings };
};

describe('form check', () => {
  test('Vtiger’s form, when it is mended as the docs say, then there is nothing to find', async () => {
    expect(await check(MENDED)).toEqual({ exit: 0, findings: [] });
  });

  test('Vtiger’s form, when it is as Vtiger makes it, then it says what is missing', async () => {
    const { exit, findings } = await check(fixture('newsletter'));
    expect(exit).toBe(1);
    expect(findings).toEqual(['box_without_label', 'text_missing', 'privacy_missing', 'token_copied']);
  });

  test('Vtiger’s form, when its box has a default value, then it is found', async () => {
    const { findings } = await check(fixture('pre-ticked'));
    expect(findings).toEqual(expect.arrayContaining(['box_ticked', 'email_not_required', 'source_missing']));
  });

  const mended = (from: string | RegExp, to: string) => {
    const html = MENDED.replace(from, to);
    if (html === MENDED) throw new Error('the form has no such part');
    return html;
  };
  const BOX = '<input type="checkbox" name="newsletter_optin" value="1">';

  test.each([
    ['no form at all', '<p>Hello</p>', ['no_form']],
    ['a form that goes elsewhere', '<form action="/search"><input name="q"></form>', ['no_form']],
    ['an address without TLS', mended('https://crm.example', 'http://crm.example'), ['action_not_https']],
    ['GET', mended('method="post"', 'method="get"'), ['method_not_post']],
    ['no method', mended('method="post"', ''), ['method_not_post']],
    ['a ticked box', mended(BOX, BOX.replace('>', ' checked>')), ['box_ticked']],
    [
      'a ticked box in other words',
      mended(BOX, "<INPUT TYPE='checkbox' NAME=newsletter_optin VALUE=1 CHECKED='checked'>"),
      ['box_ticked'],
    ],
    ['a required box', mended(BOX, BOX.replace('>', ' required>')), ['box_required']],
    [
      'a yes that is sent unseen',
      mended(BOX, '<input type="hidden" name="newsletter_optin" value="1">'),
      ['box_hidden'],
    ],
    [
      'a box and a yes that is sent unseen',
      mended(BOX, `${BOX}<input type="hidden" name="newsletter_optin" value="on">`),
      ['box_hidden'],
    ],
    ['no box', mended(BOX, ''), ['box_missing']],
    ['a box in a remark', mended(BOX, `<!-- ${BOX} -->`), ['box_missing']],
    ['another text', mended(TEXT, 'Ja graag!'), ['text_missing']],
    [
      'a text that is only in a hidden field',
      mended(`<p>${TEXT}</p>`, `<textarea name="consent_text" hidden>${TEXT}</textarea>`),
      ['text_missing'],
    ],
    ['no privacy link', mended(/<a href[^>]*>Privacy<\/a>/, ''), ['privacy_missing']],
    [
      'no label',
      mended(/<label>(<input type="checkbox"[^>]*>)([^<]*)<\/label>/, '$1$2'),
      ['box_without_label'],
    ],
    ['no address', mended('name="email"', 'name="mail"'), ['email_missing']],
    [
      'an address that may stay empty',
      mended(/(name="email"[^>]*) required=""/, '$1'),
      ['email_not_required'],
    ],
    ['no last name', mended('name="lastname"', 'name="surname"'), ['lastname_missing']],
    ['no name of the form', mended('name="consent_source"', 'name="x"'), ['source_missing']],
  ])('a form, when it has %s, then that is found and nothing else', async (_, html, codes) => {
    expect(await check(html)).toEqual({ exit: 1, findings: codes });
  });

  test('a box that has another name, when --field says so, then it is the box', async () => {
    const html = MENDED.replaceAll('newsletter_optin', 'cf_863');
    expect((await check(html)).findings).toEqual(['box_missing']);
    expect(await check(html, '--field', 'cf_863')).toEqual({ exit: 0, findings: [] });
  });

  test('a label for the box, a text over several lines and an entity, when they are there, then they are seen', async () => {
    const html = mended(
      /<label>(<input type="checkbox")([^>]*>)[^<]*<\/label>/,
      '$1 id="b"$2 <label for="b">Ja</label>',
    ).replace(TEXT, 'Ja,\n   stuur&#32;mij <b>de</b> nieuwsbrief&#x2e;');
    expect(await check(html)).toEqual({ exit: 0, findings: [] });
  });

  test('findings, when they are told to people, then each is a sentence, and exit is 1', async () => {
    const { exit, out } = await createTerminal().run('form', 'check', file(fixture('pre-ticked')));
    expect(exit).toBe(1);
    expect(out).toContain('box_ticked: The box is ticked beforehand: that is no consent.');
  });

  test('a file that is not there, then it says so', async () => {
    const { exit, document } = await createTerminal().ask('form', 'check', '/nowhere/form.html');
    expect([exit, document]).toEqual([
      1,
      { error: { code: 'form_not_read', sentence: 'the file cannot be read' } },
    ]);
  });

  test('a page of the web, when it is named, then it is fetched; one that is not there is told', async () => {
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/form' ? 200 : 404).end(MENDED);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const terminal = createTerminal();
    expect((await terminal.ask('form', 'check', `http://127.0.0.1:${port}/form`)).exit).toBe(0);
    const gone = await terminal.ask('form', 'check', `http://127.0.0.1:${port}/gone`);
    server.close();
    expect(gone.document).toEqual({ error: { code: 'form_not_read', sentence: 'the page answers 404' } });
  });
});

describe('form snippet', () => {
  test.each(['nl', 'en', 'de', 'fr'])(
    'in %s, when it is printed, then form check finds nothing in it',
    async (language) => {
      const { exit, out } = await createTerminal().run('form', 'snippet', '--language', language);
      expect(exit).toBe(0);
      expect(out).toContain(
        `<form method="post" action="https://consent.example/hub/signup?lang=${language}"`,
      );
      expect(out).not.toMatch(/checked|<script|\{\w+\}|undefined/);
      expect(await check(out)).toEqual({ exit: 0, findings: [] });
    },
  );

  test('when the consent text was changed since, then form check says so', async () => {
    const { out } = await createTerminal().run('form', 'snippet');
    const old = out.replace(/(name="text" value=")[^"]*/, '$1AAAAAAAAAAAA');
    expect((await check(old)).findings).toEqual(['text_changed']);
  });

  test('when somebody adds an enctype, then form check says so', async () => {
    const { out } = await createTerminal().run('form', 'snippet');
    const changed = out.replace('<form', '<form enctype="multipart/form-data"');
    expect((await check(changed)).findings).toEqual(['enctype_multipart']);
  });
});
