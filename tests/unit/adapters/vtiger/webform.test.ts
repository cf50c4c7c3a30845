import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { decodeRecord } from '../../../../src/adapters/vtiger/record';
import { schemaOf } from '../../../../src/adapters/vtiger/schema';
import { judgeUnsealed } from '../../../../src/consent/judge-unsealed';
import { readHtml } from '../../../../src/entrypoints/cli/form/read-html';
import { described, row } from './consent-fields';

/*
 * Recorded in Vtiger 8.4.0: the form as Settings > Webforms shows it, sent to its capture.php as a browser does, and
 * the Leads that came of it (before the bridge looked at them).
 */
const FOLDER = join(__dirname, '../../../fixtures/vtiger-webform');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const CASES = ['ticked', 'unticked', 'forged-source', 'pre-ticked-default'] as const;
const captured = z
  .record(z.enum(CASES), z.record(z.string(), z.string()))
  .parse(JSON.parse(read('captured.json')));

const TEXT = 'Ja, stuur mij de nieuwsbrief, ongeveer 1 keer per maand.';
const CREATED = Date.parse('2026-11-24T15:08:45.000Z');
const NOW = CREATED + 60_000;

const found = (name: (typeof CASES)[number]) => {
  const record = decodeRecord(schemaOf('Leads', described()), row(captured[name]));
  return judgeUnsealed(record, NOW).found;
};

describe('Vtiger’s own webform, when it was sent', () => {
  test('and the box was ticked, then the person asks, with the form’s name as source and its text as shown', () => {
    expect(found('ticked')).toEqual([
      expect.objectContaining({
        name: 'OptInRequested',
        actor: { type: 'contact' },
        channel: 'webform',
        source: 'Nieuwsbrief website',
        shown: { text: TEXT },
        occurredAt: CREATED,
      }),
    ]);
  });

  test('and the box was not ticked, then nobody is asked anything', () => {
    expect(found('unticked')).toEqual([]);
  });

  test('and somebody wrote another source and text into it, then the form’s own stand: they are its default values', () => {
    expect(found('forged-source')[0]).toMatchObject({ source: 'Nieuwsbrief website', shown: { text: TEXT } });
  });

  test('and the box has a default value, then Vtiger stores a tick though none was sent: what form check warns of', () => {
    expect(captured['pre-ticked-default']['newsletter_optin']).toBe('1');
    expect(found('pre-ticked-default')[0]).toMatchObject({
      name: 'OptInRequested',
      source: 'Vtiger webform',
    });
  });

  test('more than 7 days ago, then it is no longer taken for the person’s asking', () => {
    const record = decodeRecord(schemaOf('Leads', described()), row(captured.ticked));
    const later = judgeUnsealed(record, CREATED + 7 * 86_400_000 + 1000).found;
    expect(later.map(({ name }) => name)).toEqual(['InvitationRequested']);
  });

  test('then its fields are those that the docs name', () => {
    const [form] = readHtml(read('newsletter.html')).forms;
    const names = form?.tags.map((tag) => tag.attributes.get('name')).filter((name) => name !== undefined);
    expect(names).toEqual(
      expect.arrayContaining([
        'publicid',
        'lastname',
        'email',
        'newsletter_optin',
        'consent_source',
        'consent_text',
      ]),
    );
  });
});
