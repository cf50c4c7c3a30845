import { type CrmFailureCode, crmFailure } from '../../../../src/adapters/vtiger/failures';
import type { Element, RelatedAsk, Row, VtigerOperations } from '../../../../src/adapters/vtiger/operations';
import { createPersonCrm } from '../../../../src/adapters/vtiger/person/person-crm';
import { failing } from '../vtiger/failing';
import { describedAs, fakeOperations, result, warnings } from './fake-operations';

const eraser = { erase: () => Promise.resolve(), suppress: () => Promise.resolve() };
const peopleOf = (own: Partial<VtigerOperations> = {}, now?: () => number) =>
  createPersonCrm({
    operations: fakeOperations(own),
    eraser,
    log: warnings().log,
    ...(now === undefined ? {} : { now }),
  });
const row = (fields: Row): Row => ({ id: '12x7', ...fields });
const fail = (code: CrmFailureCode) => () => Promise.reject(crmFailure(code));

describe('a person read', () => {
  it('a Contact, when read, then every described field as text and nothing else', async () => {
    const stored = result('retrieve-contact-ok', 'vtiger-contract') as Row;
    const people = peopleOf({ retrieve: () => Promise.resolve({ ...stored, update_log: 'x' }) });
    const person = await people.read('12x7');
    const names = (await people.describe('Contacts')).map((field) => field.name);
    expect(person).toMatchObject({ id: '12x7', module: 'Contacts' });
    expect(Object.keys(person?.fields ?? {}).sort()).toEqual(names.filter((name) => name in stored).sort());
    expect(Object.values(person?.fields ?? {}).every((value) => typeof value === 'string')).toBe(true);
    expect(names).not.toContain('id');
  });

  it.each(['abc', '12x', '11x5', '17x9', "12x7' or 1=1"])(
    '%s, when read, then nobody, unasked',
    async (id) => {
      expect(await peopleOf().read(id)).toBeNull();
    },
  );

  it.each([
    ['crm_not_found', null],
    ['crm_invalid_id', null],
    ['crm_access_denied', null],
    ['crm_timeout', true],
    ['crm_http_5xx', true],
    ['crm_schema', false],
  ] as const)(
    'a retrieve, when it fails with %s, then null or thrown with retryable %s',
    async (code, fate) => {
      const read = peopleOf({ retrieve: fail(code) }).read('12x7');
      if (fate === null) expect(await read).toBeNull();
      else await expect(read).rejects.toThrow(failing({ code, stage: 'crm', retryable: fate }));
    },
  );

  it('not found, when the module may not be used any more, then it is no proof that the person is gone', async () => {
    let denied = false;
    let at = 0;
    const people = peopleOf(
      {
        describe: (module) =>
          denied ? Promise.reject(crmFailure('crm_access_denied')) : Promise.resolve(describedAs(module)),
        retrieve: fail('crm_not_found'),
      },
      () => at,
    );
    await people.describe('Contacts');
    denied = true;
    at = 60_000;
    await expect(people.read('12x7')).rejects.toThrow(failing({ code: 'crm_access_denied' }));
  });
});

describe('a person changed', () => {
  const changing = (answer: Row) => {
    const sent: Element[] = [];
    const people = peopleOf({
      revise: (element) => {
        sent.push(element);
        return Promise.resolve(row(answer));
      },
    });
    return { people, sent };
  };

  it.each([
    ['text of lines', { mailingstreet: 'A 1\nB' }, { mailingstreet: 'A 1\r\nB' }],
    ['a number', { consent_count: '7' }, { consent_count: '7' }],
    ['a box', { donotcall: '1' }, { donotcall: '1' }],
    ['an emptied date', { birthday: '' }, { birthday: null }],
    ['quotes and a backslash', { title: 'O\'Neil \\ "x"' }, { title: 'O\'Neil \\ "x"' }],
  ] as const)('%s, when stored as sent, then that is all', async (_, values, answer) => {
    const { people, sent } = changing(answer);
    await people.change('12x7', values);
    expect(sent).toEqual([{ ...values, id: '12x7' }]);
  });

  it.each([
    ['nothing was stored', { title: 'New', phone: '1' }, { title: 'Old', phone: '2' }, true],
    ['one of two was stored', { title: 'New', phone: '1' }, { title: 'New', phone: '2' }, false],
    ['it was cut', { title: 'x'.repeat(80) }, { title: 'x'.repeat(50) }, false],
    ['the field is hidden in the answer', { title: 'New' }, {}, true],
  ] as const)(
    'success, when %s, then crm_not_stored and retryable %#',
    async (_, values, answer, retryable) => {
      const { people } = changing(answer);
      const change = people.change('12x7', values);
      await expect(change).rejects.toThrow(failing({ code: 'crm_not_stored', retryable }));
      await expect(change).rejects.not.toThrow(/New|xxx/);
    },
  );

  it.each([
    ['a consent field', { consent_status: 'Confirmed' }, 'crm_field_readonly'],
    ['the seal', { consent_seal: 'v1' }, 'crm_field_readonly'],
    ['the opt-out flag', { emailoptout: '0' }, 'crm_field_readonly'],
    ['a read-only field', { createdtime: '2020-01-01 00:00:00' }, 'crm_field_readonly'],
    ['the id', { id: '12x8' }, 'crm_field_readonly'],
    ['a field that is not described', { nope: '1' }, 'crm_field_readonly'],
    ['a character of four bytes', { title: 'hi 😀' }, 'crm_unstorable_text'],
    ['a control character', { title: 'a\u0001' }, 'crm_unstorable_text'],
    ['an entity', { title: 'R&amp;D' }, 'crm_unstorable_text'],
    ['a script tag', { title: '<script>' }, 'crm_unstorable_text'],
  ] as const)('%s, when to be written, then nothing is sent', async (_, values, code) => {
    const { people, sent } = changing({});
    await expect(people.change('12x7', values)).rejects.toThrow(failing({ code, retryable: false }));
    expect(sent).toEqual([]);
  });

  it('nothing, or nobody, when to be changed, then nothing is sent', async () => {
    const { people, sent } = changing({});
    await people.change('12x7', {});
    await expect(people.change('11x7', { title: 'x' })).rejects.toThrow(failing({ code: 'crm_not_found' }));
    expect(sent).toEqual([]);
  });

  it.each(['crm_timeout', 'crm_duplicate', 'crm_mandatory_missing', 'crm_access_denied'] as const)(
    'a revise, when it fails with %s, then that is thrown',
    async (code) => {
      const people = peopleOf({ revise: () => Promise.reject(crmFailure(code, { write: true })) });
      await expect(people.change('12x7', { title: 'x' })).rejects.toThrow(
        failing({ code, inDoubt: code === 'crm_timeout' }),
      );
    },
  );
});

describe('a Lead created', () => {
  const VALUES = { firstname: 'Eva', lastname: 'Demo', email: 'eva@example.com' };
  const creating = (answer: Row) => {
    const sent: [string, Element][] = [];
    const people = peopleOf({
      create: (module, element) => {
        sent.push([module, typeof element === 'function' ? element('19x5') : element]);
        return Promise.resolve(answer);
      },
    });
    return { people, sent };
  };

  it('when stored, then it is the API user’s, and its lead source is left to staff', async () => {
    const { people, sent } = creating({ ...VALUES, id: '10x9', leadsource: '' });
    expect(await people.createLead(VALUES)).toBe('10x9');
    expect(sent).toEqual([['Leads', { ...VALUES, assigned_user_id: '19x5' }]]);
  });

  it.each([
    ['has no last name', { firstname: 'Eva', lastname: ' ' }, 'crm_mandatory_missing'],
    ['brings a status', { ...VALUES, consent_status: 'Confirmed' }, 'crm_field_readonly'],
    ['has an emoji', { ...VALUES, firstname: '😀' }, 'crm_unstorable_text'],
  ] as const)('when it %s, then nothing is sent', async (_, values, code) => {
    const { people, sent } = creating({});
    await expect(people.createLead(values)).rejects.toThrow(failing({ code, retryable: false }));
    expect(sent).toEqual([]);
  });

  it.each([
    ['other text', { ...VALUES, id: '10x9', lastname: 'Dem' }, 'crm_not_stored', false],
    ['no id', VALUES, 'crm_schema', true],
  ] as const)('when the answer has %s, then it is not made again', async (_, answer, code, inDoubt) => {
    const { people } = creating(answer);
    await expect(people.createLead(VALUES)).rejects.toThrow(failing({ code, retryable: false, inDoubt }));
  });
});

describe('what hangs on a person', () => {
  const LISTS = ['ModComments', 'Emails', 'HelpDesk', 'Documents'].map((module) => ({
    label: module,
    module,
  }));
  const comments = Array.from({ length: 230 }, (_, n) => ({ id: `30x${String(n + 1)}` }));
  const paged = ({ label, query }: RelatedAsk): Promise<Row[]> => {
    if (label !== 'ModComments') return Promise.resolve([]);
    const after = Number(/id > '30x(\d+)'/.exec(query)?.[1]);
    return Promise.resolve(comments.filter((each) => Number(each.id.slice(3)) > after).slice(0, 100));
  };

  it('230 comments, when counted, then 230', async () => {
    const people = peopleOf({ relatedTypes: () => Promise.resolve(LISTS), queryRelated: paged });
    expect(await people.related('12x7')).toEqual([
      { module: 'ModComments', count: 230 },
      { module: 'Emails', count: 0 },
      { module: 'HelpDesk', count: 0 },
      { module: 'Documents', count: 0 },
    ]);
  });

  it('a module, when it may not be read, then null; when it can not hang there, then it is left out', async () => {
    const people = peopleOf({
      describe: (module) =>
        module === 'Emails'
          ? Promise.reject(crmFailure('crm_access_denied'))
          : Promise.resolve(describedAs(module)),
      relatedTypes: () => Promise.resolve(LISTS.slice(0, 1)),
      queryRelated: fail('crm_access_denied'),
    });
    expect(await people.related('12x7')).toEqual([
      { module: 'ModComments', count: null },
      { module: 'Emails', count: null },
    ]);
    expect(await people.related('99x7')).toEqual([]);
  });

  it('a list, when Vtiger is away, then that is thrown', async () => {
    const people = peopleOf({ relatedTypes: () => Promise.resolve(LISTS), queryRelated: fail('crm_reset') });
    await expect(people.related('12x7')).rejects.toThrow(failing({ code: 'crm_reset', retryable: true }));
  });
});

describe('what a module is', () => {
  it('fields, when described, then types, picklists and references in Vtiger’s words', async () => {
    const fields = await peopleOf().describe('Contacts');
    expect(fields.find((field) => field.name === 'lastname')).toMatchObject({
      label: 'Last Name',
      mandatory: true,
    });
    expect(fields.find((field) => field.name === 'leadsource')?.values).toContain('Web Site');
    expect(fields.find((field) => field.name === 'account_id')?.refersTo).toEqual(['Accounts']);
    expect(fields.find((field) => field.name === 'createdtime')?.editable).toBe(false);
  });

  it.each([
    ['by name', 'consent_topics', 'Consent topics', ['News', 'Offers', 'Events']],
    ['by label', 'cf_901', 'Consent topics', ['News', 'Offers', 'Events']],
    ['not there', 'cf_901', 'Something else', []],
  ] as const)('topics, when the field is %s, then its values', async (_, name, label, expected) => {
    const field = {
      name,
      label,
      type: {
        name: 'multipicklist',
        picklistValues: ['News', 'Offers', 'Events'].map((value) => ({ value })),
      },
    };
    const people = peopleOf({
      describe: () =>
        Promise.resolve({
          idPrefix: '12',
          retrieveable: true,
          createable: true,
          updateable: true,
          fields: [field],
        }),
    });
    expect(await people.topics()).toEqual(expected);
  });

  it('a description, when many ask at once and again, then Vtiger is asked once in ten minutes', async () => {
    let at = 0;
    let asked = 0;
    const people = peopleOf(
      { describe: (module) => Promise.resolve(describedAs(module)).finally(() => asked++) },
      () => at,
    );
    await Promise.all([people.describe('Contacts'), people.describe('Contacts')]);
    at = 599_000;
    await people.describe('Contacts');
    expect(asked).toBe(1);
    at = 600_000;
    await people.describe('Contacts');
    expect(asked).toBe(2);
  });

  it('a description, when it failed, then it is asked for again', async () => {
    let asked = 0;
    const people = peopleOf({
      describe: (module) =>
        (asked += 1) === 1 ? Promise.reject(crmFailure('crm_refused')) : Promise.resolve(describedAs(module)),
    });
    await expect(people.describe('Leads')).rejects.toThrow(failing({ code: 'crm_refused' }));
    expect((await people.describe('Leads')).length).toBeGreaterThan(10);
    await expect(peopleOf({ describe: fail('crm_access_denied') }).describe('Leads')).rejects.toThrow(
      failing({ code: 'crm_access_denied', retryable: false }),
    );
  });

  it('the rest, when asked, then the API user and the eraser of the grade', async () => {
    const done: string[] = [];
    const own = {
      erase: (id: string) => Promise.resolve(void done.push(id)),
      suppress: (fingerprint: string, status: string) =>
        Promise.resolve(void done.push(`${fingerprint} ${status}`)),
    };
    const people = createPersonCrm({ operations: fakeOperations(), eraser: own, log: warnings().log });
    await people.erase('12x7');
    await people.suppress('fp', 'Optout');
    expect(done).toEqual(['12x7', 'fp Optout']);
    expect(await people.apiUser()).toBe('19x5');
  });
});
