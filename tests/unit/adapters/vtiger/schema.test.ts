import { assertComplete, parseDescription, schemaOf } from '../../../../src/adapters/vtiger/schema';
import { assertStored, columnsOf, decodeRecord, encodeFields } from '../../../../src/adapters/vtiger/record';
import { CONSENT_FIELDS } from '../../../../src/adapters/vtiger/fields';
import { described, row } from './consent-fields';
import { failing } from './failing';
import { recorded } from './recorded';

const ALL = Object.values(CONSENT_FIELDS).map((spec) => spec.name);

describe('schema of a module', () => {
  it('every field by its exact name, when described, then nothing is missing', () => {
    const schema = schemaOf('Contacts', described());
    expect(schema.missing).toEqual([]);
    expect(schema.notWritable).toEqual([]);
    expect(Object.values(schema.names)).toEqual(ALL);
    expect(() => assertComplete(schema)).not.toThrow();
  });

  it.each([
    ['consent_status', 'Consent status'],
    ['consent_status', 'Consent Status'],
    ['consent_status', 'Toestemmingsstatus'],
    ['consent_status', 'Einwilligungsstatus'],
    ['consent_status', 'Statut du consentement'],
    ['newsletter_optin', 'Newsletter opt-in'],
    ['newsletter_optin', 'Nieuwsbrief'],
    ['consent_invited_on', 'Uitgenodigd op'],
    ['consent_address_fp', 'Consent address fingerprint'],
    ['consent_text', 'consent-text'],
  ])('%s made by hand, when its label is %j, then it is found under its cf_ name', (name, label) => {
    const schema = schemaOf(
      'Contacts',
      described((fields) =>
        fields.map((each) => (each.name === name ? { ...each, name: 'cf_863', label } : each)),
      ),
    );
    expect(schema.missing).toEqual([]);
    expect(Object.values(schema.names)).toContain('cf_863');
  });

  it('two fields with one label, when neither is named, then the field is missing rather than guessed', () => {
    const schema = schemaOf(
      'Contacts',
      described((fields) =>
        fields.flatMap((each) =>
          each.name === 'consent_text'
            ? ['cf_1', 'cf_2'].map((name) => ({ ...each, name, label: 'Consent text' }))
            : [each],
        ),
      ),
    );
    expect(schema.missing).toEqual(['consent_text']);
  });

  it('an override, when the field exists, then it wins over the name; when it does not, then it is missing', () => {
    const description = described((fields) => [
      ...fields,
      { name: 'cf_900', label: 'any', editable: true, type: { name: 'text' } },
    ]);
    expect(schemaOf('Contacts', description, { consent_text: 'cf_900' }).names.text).toBe('cf_900');
    expect(schemaOf('Contacts', description, { consent_text: 'cf_901' }).missing).toEqual(['consent_text']);
  });

  it('a field of a type that loses the time, when described, then it counts as missing', () => {
    const description = described((fields) =>
      fields.map((each) => (each.name === 'consent_date' ? { ...each, type: { name: 'date' } } : each)),
    );
    const schema = schemaOf('Contacts', description);
    expect(schema.missing).toEqual(['consent_date']);
    expect(() => columnsOf(schema)).toThrow(
      failing({
        code: 'crm_field_missing',
        retryable: false,
        message: expect.stringContaining('Contacts: consent_date') as string,
      }),
    );
  });

  it('date-times described as not editable, when of uitype 70, then they are writable; others are not (fact 34)', () => {
    const description = described((fields) => fields.map((each) => ({ ...each, editable: false })));
    expect(schemaOf('Contacts', description).notWritable).toEqual(
      ALL.filter((name) => !/_on$|consent_date|consent_topics/.test(name)),
    );
  });

  it.each([
    ['is not there', []],
    ['is no multi-select', [{ type: { name: 'picklist' } }]],
    ['may not be written', [{ editable: false }]],
  ])('the field for topics, when it %s, then topics are off and nothing is missing', (_, changes) => {
    const description = described((fields) =>
      fields.flatMap((each) =>
        each.name === 'consent_topics' ? changes.map((change) => ({ ...each, ...change })) : [each],
      ),
    );
    const schema = schemaOf('Leads', description);
    expect(schema).toMatchObject({ missing: [], notWritable: [], off: ['consent_topics'] });
    expect(columnsOf(schema)).not.toContain('consent_topics');
    const record = decodeRecord(schema, row({ consent_topics: 'News |##| Offers' }));
    expect(record.topics).toBeNull();
    expect(encodeFields(schema, { topics: record.topics, text: 'Yes' })).toEqual({ consent_text: 'Yes' });
  });

  it.each([
    ['News |##| Offers', ['News', 'Offers']],
    ['News|##|Offers', ['News', 'Offers']],
    ['News', ['News']],
    ['', []],
    [null, []],
  ])('topics stored as %j, when read, then %j', (stored, topics) => {
    expect(decodeRecord(schemaOf('Contacts', described()), row({ consent_topics: stored })).topics).toEqual(
      topics,
    );
  });

  it('topics, when written, then as Vtiger joins them; stored in another order they are the same (fact 61)', () => {
    const schema = schemaOf('Contacts', described());
    const topics = ['News', 'Offers'];
    expect(encodeFields(schema, { topics })).toEqual({ consent_topics: 'News |##| Offers' });
    expect(encodeFields(schema, { topics: [] })).toEqual({ consent_topics: '' });
    const stored = (value: string) => decodeRecord(schema, row({ consent_topics: value }));
    expect(() => assertStored(stored('Offers |##| News'), { topics })).not.toThrow();
    expect(() => assertStored(stored('News'), { topics })).toThrow(
      failing({ code: 'crm_not_stored', retryable: true }),
    );
    expect(() => encodeFields(schema, { topics: ['News \u{1f600}'] })).toThrow(
      failing({ code: 'crm_unstorable_text', retryable: false }),
    );
  });

  it('the recorded description of Contacts, when read, then it says what is missing and what a query may name', () => {
    const schema = schemaOf('Contacts', parseDescription(recorded('describe-contacts').result));
    expect(schema.idPrefix).toBe('12');
    expect(schema.names.status).toBe('consent_status');
    expect(schema.missing).toEqual(expect.arrayContaining(['consent_seal', 'consent_round', 'consent_date']));
    expect(schema.missing).not.toContain('email');
    expect(schema.statuses).toHaveLength(10);
    expect(schema.converted).toBe(true);
    expect(schema.allowed.has('lastname')).toBe(true);
  });

  it('the recorded description of Leads, when read, then it knows no conversion', () => {
    const schema = schemaOf('Leads', parseDescription(recorded('describe-leads').result));
    expect(schema).toMatchObject({ idPrefix: '10', converted: false });
  });

  it('what a limited user sees, when read, then read-only fields are named', () => {
    const schema = schemaOf('Contacts', parseDescription(recorded('bridge-describe-contacts').result), {
      newsletter_optin: 'cf_869',
    });
    expect(schema.notWritable).toEqual(expect.arrayContaining(['newsletter_optin', 'emailoptout']));
    expect(schema.notWritable).not.toContain('consent_status');
  });

  it('an answer that is no description, when read, then it is a schema failure', () => {
    expect(() => parseDescription({ name: 'Contacts' })).toThrow(failing({ code: 'crm_schema' }));
  });
});

describe('record', () => {
  const schema = schemaOf('Contacts', described());

  it('a row, when decoded, then empty and null are alike (fact 60)', () => {
    const nulls = row({ consent_date: null, consent_text: null, consent_status: null });
    expect(decodeRecord(schema, nulls)).toEqual(decodeRecord(schema, row()));
    expect(decodeRecord(schema, row())).toMatchObject({
      id: '12x3',
      module: 'Contacts',
      origin: 'WEBSERVICE',
      status: '',
      consentDate: null,
      newsletterOptin: false,
      convertedFromLead: false,
      createdTime: Date.UTC(2026, 10, 23, 22, 34, 51),
    });
  });

  it('a Lead, when decoded, then it was not converted from one', () => {
    const leads = schemaOf(
      'Leads',
      described((fields) => fields.filter((each) => each.name !== 'isconvertedfromlead')),
    );
    expect(decodeRecord(leads, row({ isconvertedfromlead: '1' })).convertedFromLead).toBe(false);
  });

  it('a row without one of the fields, when decoded, then the field is named', () => {
    const rest = Object.fromEntries(Object.entries(row()).filter(([name]) => name !== 'consent_seal'));
    expect(() => decodeRecord(schema, rest)).toThrow(
      failing({ code: 'crm_field_denied', message: expect.stringContaining('consent_seal') as string }),
    );
  });

  it('a read-only field, when it would be written, then it is refused before sending', () => {
    const readonly = { ...schema, notWritable: ['emailoptout'] };
    expect(() => encodeFields(readonly, { emailOptout: true })).toThrow(
      failing({ code: 'crm_field_readonly', retryable: false, inDoubt: false }),
    );
    expect(encodeFields(readonly, { status: 'Optin' })).toEqual({ consent_status: 'Optin' });
  });

  it('fields, when encoded, then only the given ones are there, in Vtiger’s form', () => {
    const given = {
      status: 'Confirmed',
      newsletterOptin: true,
      emailOptout: false,
      consentDate: Date.UTC(2026, 10, 24, 9, 0, 0, 999),
      remindedOn: null,
      text: 'Ja, ik wil "nieuws" & meer',
    };
    expect(encodeFields(schema, given)).toEqual({
      consent_status: 'Confirmed',
      newsletter_optin: '1',
      emailoptout: '0',
      consent_date: '2026-11-24 09:00:00',
      consent_reminded_on: '',
      consent_text: 'Ja, ik wil "nieuws" & meer',
    });
  });
});
