import { type CrmFailureCode, CRM_FAILURES, crmFailure } from '../../../../src/adapters/vtiger/failures';
import type { Row, VtigerOperations } from '../../../../src/adapters/vtiger/operations';
import { createPersonCrm } from '../../../../src/adapters/vtiger/person/person-crm';
import type { PersonRecord } from '../../../../src/flow/person-ports';
import { failing } from '../vtiger/failing';
import { describedAs, fakeOperations, warnings } from './fake-operations';

const CONTACT: PersonRecord = { id: '12x7', module: 'Contacts', fields: { account_id: '11x3' } };
const LONE: PersonRecord = { ...CONTACT, fields: { account_id: '' } };
const LEAD: PersonRecord = { id: '10x7', module: 'Leads', fields: { company: 'Demo BV' } };
const CONTROL = '29x1';
const eraser = { erase: () => Promise.resolve(), suppress: () => Promise.resolve() };

/** Projects: a control, and what is put there; no related lists. */
function projects(rows: readonly Row[], own: Partial<VtigerOperations> = {}) {
  const { log, warned } = warnings();
  const asked: string[] = [];
  const operations = fakeOperations({
    relatedTypes: () => Promise.resolve([]),
    query: (text) => {
      asked.push(text);
      const control = rows.length === 0 ? [] : [{ id: CONTROL, linktoaccountscontacts: null }];
      return Promise.resolve(
        text.includes('where id = ') || !text.includes('where') ? control : [...control, ...rows.slice(1)],
      );
    },
    ...own,
  });
  return { people: createPersonCrm({ operations, eraser, log }), warned, asked };
}
const project = (id: string, of: string | null): Row => ({ id, linktoaccountscontacts: of });
const ALIVE = project(CONTROL, null);

const denyFor = (module: string) => (asked: string) =>
  asked === module
    ? Promise.reject(crmFailure('crm_access_denied', { detail: module }))
    : Promise.resolve(describedAs(asked));

describe('documents that name a person', () => {
  it.each([
    ['the Contact', CONTACT, [ALIVE, project('29x2', '12x7')], 'some'],
    ['its Account', CONTACT, [ALIVE, project('29x2', '11x3')], 'some'],
    ['somebody else of the same number', LONE, [ALIVE], 'none'],
    ['nobody', CONTACT, [ALIVE], 'none'],
  ] as const)('a module, when a record of it names %s, then %#', async (_, record, rows, verdict) => {
    expect(await projects(rows).people.documents(record, ['Project'])).toBe(verdict);
  });

  it('the control itself, when it names the person, then there are some', async () => {
    const { people } = projects([ALIVE], {
      query: () => Promise.resolve([project(CONTROL, '12x7')]),
    });
    expect(await people.documents(CONTACT, ['Project'])).toBe('some');
  });

  it('rows that Vtiger did not keep to the condition, when more than the control, then it is unknown', async () => {
    const { people } = projects([ALIVE, project('29x2', '12x8')]);
    expect(await people.documents(CONTACT, ['Project'])).toBe('unknown');
  });

  it('one module with documents, when another is unknown, then there are some', async () => {
    const { people } = projects([ALIVE, project('29x2', '12x7')]);
    expect(await people.documents(CONTACT, ['Nonsense', 'Project'])).toBe('some');
    expect(await people.documents(CONTACT, [])).toBe('none');
  });

  it('an empty module, when the API user is no admin, then it may be hidden and is unknown', async () => {
    const { people, warned } = projects([]);
    expect(await people.documents(CONTACT, ['Project'])).toBe('unknown');
    expect(warned.join()).toContain('"module":"Project"');
  });

  it('an empty module, when the API user is an admin, then nothing is in it', async () => {
    const account = { ...(await fakeOperations().account()), isAdmin: true };
    const { people } = projects([], { account: () => Promise.resolve(account) });
    expect(await people.documents(CONTACT, ['Project'])).toBe('none');
  });
});

describe('modules that are not what they should be', () => {
  it.each([
    ['is not there', 'Nonsense', {}],
    ['may not be used', 'Project', { describe: denyFor('Project') }],
    [
      'may not be read',
      'Project',
      {
        describe: (asked: string) =>
          Promise.resolve(
            asked === 'Project' ? { ...Object(describedAs(asked)), retrieveable: false } : describedAs(asked),
          ),
      },
    ],
    ['refers to no person at all', 'Groups', {}],
    ['hangs on lists that this user does not see', 'Vendors', {}],
  ] as const)('a module, when it %s, then it is unknown and said so', async (_, module, own) => {
    const { people, warned } = projects([ALIVE], own);
    expect(await people.documents(CONTACT, [module])).toBe('unknown');
    expect(warned.join()).toContain(module);
  });

  it('Accounts, when they may not be used, then a Contact is unknown though its reference reads empty', async () => {
    const { people } = projects([ALIVE], { describe: denyFor('Accounts') });
    expect(await people.documents(LONE, ['Project'])).toBe('unknown');
    expect(await people.account(LONE)).toBe('unknown');
  });

  it('the reference to Accounts, when it is hidden, then a Contact is unknown', async () => {
    const { people } = projects([ALIVE]);
    const hidden: PersonRecord = { ...CONTACT, fields: {} };
    expect(await people.documents(hidden, ['Project'])).toBe('unknown');
    expect(await people.account(hidden)).toBe('unknown');
  });

  it('a Lead, when the module can name none, then nothing is asked', async () => {
    const { people, asked } = projects([ALIVE]);
    expect(await people.documents(LEAD, ['Project'])).toBe('none');
    expect(asked).toEqual([]);
  });
});

const UNPROVEN = new Set<string>([
  'crm_access_denied',
  'crm_field_denied',
  'crm_control_missing',
  'crm_unknown_entity',
  'crm_query_field',
  'crm_query_syntax',
  'crm_invalid_id',
]);
const CODES = (Object.keys(CRM_FAILURES) as CrmFailureCode[]).filter((code) => code !== 'crm_not_stored_yet');

describe('a query that fails', () => {
  it.each(CODES.map((code) => [code, UNPROVEN.has(code)] as const))(
    'with %s, when it says that nothing can be known: %s, then it is unknown, else thrown as it is',
    async (code, unproven) => {
      const { people } = projects([ALIVE], { query: () => Promise.reject(crmFailure(code)) });
      const verdict = people.documents(CONTACT, ['Project']);
      if (unproven) expect(await verdict).toBe('unknown');
      else
        await expect(verdict).rejects.toThrow(
          failing({ code, stage: 'crm', retryable: CRM_FAILURES[code].retryable }),
        );
    },
  );

  it('a control that does not come back, when looked for twice, then it is unknown', async () => {
    let looks = 0;
    const { people } = projects([ALIVE], {
      query: (text) => Promise.resolve(text.includes('where') ? [] : [{ id: `29x${(looks += 1)}` }]),
    });
    expect(await people.documents(CONTACT, ['Project'])).toBe('unknown');
  });

  it('the related lists, when they fail, then it is thrown', async () => {
    const { people } = projects([ALIVE], {
      relatedTypes: () => Promise.reject(crmFailure('crm_timeout')),
    });
    await expect(people.documents(CONTACT, ['Project'])).rejects.toThrow(
      failing({ code: 'crm_timeout', retryable: true }),
    );
  });
});

describe('what hangs on a person by a list', () => {
  const lists = { relatedTypes: () => Promise.resolve([{ label: 'Helpdesk', module: 'HelpDesk' }]) };
  const tickets = (rows: readonly Row[]) =>
    projects([ALIVE], {
      ...lists,
      query: () => Promise.resolve([{ id: '17x1', ticket_title: 'Of somebody else' }]),
      queryRelated: ({ label, query }) => {
        expect([label, query]).toEqual([
          'Helpdesk',
          "SELECT id,ticket_title FROM HelpDesk WHERE id > '17x0' ORDER BY id ASC LIMIT 100",
        ]);
        return Promise.resolve([...rows]);
      },
    }).people.documents(CONTACT, ['HelpDesk']);
  const own = (n: number): Row => ({
    id: `17x${String(n)}`,
    ticket_title: 'GDPR request: erase, due 2026-12-24',
  });

  it('tickets, when all are the register’s own, then none', async () => {
    expect(await tickets([own(2), own(3)])).toBe('none');
  });
  it('tickets, when one is about something else, then some', async () => {
    expect(await tickets([own(2), { id: '17x3', ticket_title: 'Printer broken' }])).toBe('some');
  });
  it('a hundred of the register’s own, when there may be more, then it is unknown', async () => {
    expect(await tickets(Array.from({ length: 100 }, (_, n) => own(n + 2)))).toBe('unknown');
  });
  it('a list that is refused, when asked, then it is unknown', async () => {
    const { people } = projects([ALIVE], {
      ...lists,
      query: () => Promise.resolve([{ id: '17x1', ticket_title: 'x' }]),
      queryRelated: () => Promise.reject(crmFailure('crm_unknown_entity')),
    });
    expect(await people.documents(CONTACT, ['HelpDesk'])).toBe('unknown');
  });
});

describe('the Account of a Contact', () => {
  const people = (retrieve: VtigerOperations['retrieve']) =>
    createPersonCrm({ operations: fakeOperations({ retrieve }), eraser, log: warnings().log });
  it.each([
    ['is there', () => Promise.resolve({ accounttype: 'Customer' }), { type: 'Customer' }],
    ['has no type', () => Promise.resolve({ accounttype: null }), { type: '' }],
    ['does not show its type', () => Promise.resolve({}), 'unknown'],
    ['was deleted', () => Promise.reject(crmFailure('crm_not_found')), null],
    ['is hidden by sharing', () => Promise.reject(crmFailure('crm_access_denied')), 'unknown'],
    ['has a foreign id', () => Promise.reject(crmFailure('crm_invalid_id')), 'unknown'],
  ] as const)('when it %s', async (_, retrieve, expected) => {
    expect(await people(retrieve).account(CONTACT)).toEqual(expected);
  });
  it('when there is none, or the person is a Lead, then null without a look', async () => {
    const none = people(() => Promise.reject(new Error('asked')));
    expect(await none.account(LONE)).toBeNull();
    expect(await none.account(LEAD)).toBeNull();
  });
  it('when Vtiger is away, then that is thrown', async () => {
    await expect(people(() => Promise.reject(crmFailure('crm_refused'))).account(CONTACT)).rejects.toThrow(
      failing({ code: 'crm_refused', retryable: true }),
    );
  });
});
