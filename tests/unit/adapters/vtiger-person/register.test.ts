import { type CrmFailureCode, crmFailure } from '../../../../src/adapters/vtiger/failures';
import type { Element, Row, VtigerOperations } from '../../../../src/adapters/vtiger/operations';
import { createRegister } from '../../../../src/adapters/vtiger/register/register';
import type { NewRegisterEntry } from '../../../../src/flow/person-ports';
import { failing } from '../vtiger/failing';
import { describedAs, fakeOperations, warnings } from './fake-operations';

const NOW = Date.UTC(2026, 10, 24, 10);
const ENTRY: NewRegisterEntry = {
  kind: 'access',
  requestId: '0190b2f4-7c1e-7d4a-9f00-00000000abcd',
  record: '12x7',
  language: 'nl',
  receivedAt: NOW,
  dueAt: Date.UTC(2026, 11, 24, 10),
  note: '',
};
const CONTROL = { id: '17x1', ticket_title: 'Printer broken', ticketstatus: 'Open' };
const stored = (own: Row = {}): Row => ({
  id: '17x9',
  ticket_title: 'GDPR request: access, due 2026-12-24',
  ticketstatus: 'Open',
  description: `Request: ${ENTRY.requestId}\nKind: access\nDue: 2026-12-24T10:00:00.000Z\nState: open`,
  solution: '',
  contact_id: '12x7',
  createdtime: '2026-11-24 10:00:00',
  ...own,
});

/** A HelpDesk with a control ticket, in which nothing is found until it was created. */
function helpDesk(own: Partial<VtigerOperations> = {}, group = '') {
  const { log, warned } = warnings();
  const created: Element[] = [];
  const revised: Element[] = [];
  const asked: string[] = [];
  const operations = fakeOperations({
    query: (text) => {
      asked.push(text);
      if (text.includes('from Groups'))
        return Promise.resolve([
          { id: '20x2', groupname: 'Team Selling' },
          ...(text.includes("'Privacy'") ? [{ id: '20x4', groupname: 'privacy' }] : []),
        ]);
      return Promise.resolve([CONTROL]);
    },
    create: (_, element) => {
      const made = typeof element === 'function' ? element('19x5') : element;
      created.push(made);
      return Promise.resolve({ ...stored(), ...made });
    },
    revise: (element) => {
      revised.push(element);
      return Promise.resolve(stored(element));
    },
    retrieve: () => Promise.resolve(stored()),
    ...own,
  });
  const register = createRegister({ operations, group, log, now: () => NOW });
  return { register, warned, created, revised, asked };
}
const fail = (code: CrmFailureCode) => () => Promise.reject(crmFailure(code, { write: true }));

describe('opening an entry', () => {
  it('when new, then one ticket with the mandatory choices, no name, and no Contact whom Vtiger would mail', async () => {
    const { register, created } = helpDesk();
    expect(await register.open(ENTRY)).toBe('17x9');
    expect(created).toEqual([
      {
        ticketpriorities: 'Normal',
        ticket_title: 'GDPR request: access, due 2026-12-24',
        ticketstatus: 'Open',
        description: expect.stringContaining(`Request: ${ENTRY.requestId}\n`) as string,
        assigned_user_id: '19x5',
      },
    ]);
  });

  it('when it is there already, then that one', async () => {
    const { register, created } = helpDesk({
      query: () => Promise.resolve([CONTROL, stored({ id: '17x5' })]),
    });
    expect(await register.open(ENTRY)).toBe('17x5');
    expect(created).toEqual([]);
  });

  it('when a ticket merely resembles it, then a new one', async () => {
    const other = stored({ id: '17x5', description: `Request: ${ENTRY.requestId}-2` });
    const { register, created } = helpDesk({ query: () => Promise.resolve([CONTROL, other]) });
    await register.open(ENTRY);
    expect(created.length).toBe(1);
  });

  it.each([
    ['Privacy', '20x4', 0],
    ['Nobody', '19x5', 1],
  ] as const)('when the group is %s, then %s gets it, asked once', async (group, owner, warnedOf) => {
    const { register, created, warned, asked } = helpDesk({}, group);
    await register.open(ENTRY);
    await register.open({ ...ENTRY, requestId: 'r2' }).catch(() => undefined);
    expect(created[0]?.['assigned_user_id']).toBe(owner);
    expect(warned.length).toBe(warnedOf);
    expect(asked.filter((text) => text.includes('groupname =')).length).toBe(1);
  });

  it('when the user may not assign to the group, then it takes the ticket itself', async () => {
    const owners: string[] = [];
    const { register } = helpDesk(
      {
        create: (_, element) => {
          const made = typeof element === 'function' ? element('19x5') : element;
          owners.push(made['assigned_user_id'] ?? '');
          return owners.length === 1
            ? Promise.reject(crmFailure('crm_access_denied'))
            : Promise.resolve({ ...stored(), ...made });
        },
      },
      'Privacy',
    );
    expect(await register.open(ENTRY)).toBe('17x9');
    expect(owners).toEqual(['20x4', '19x5']);
  });

  const lacking = (name: string, change: (field: object) => object[]): Partial<VtigerOperations> => ({
    describe: (module) => {
      const described = describedAs(module) as { fields: { name: string }[] };
      const fields = described.fields.flatMap((field) => (field.name === name ? change(field) : [field]));
      return Promise.resolve(module === 'HelpDesk' ? { ...described, fields } : described);
    },
  });
  it.each([
    ['description hidden', lacking('description', () => []), 'crm_field_missing'],
    [
      'description read-only',
      lacking('description', (f) => [{ ...f, editable: false }]),
      'crm_field_readonly',
    ],
    ['solution hidden', lacking('solution', () => []), 'crm_field_missing'],
  ] as const)('with %s, when asked, then nothing is created', async (_, own, code) => {
    const { register, created } = helpDesk(own);
    await expect(register.open(ENTRY)).rejects.toThrow(failing({ code, stage: 'crm', retryable: false }));
    expect(created).toEqual([]);
  });

  it.each([
    ["x' or 1=1", '', 'crm_unqueryable'],
    ['%', '', 'crm_unqueryable'],
    ['r1', 'emoji 😀', 'crm_unstorable_text'],
  ])('request "%s" with note "%s", when opened, then nothing is created', async (requestId, note, code) => {
    const { register, created } = helpDesk();
    await expect(register.open({ ...ENTRY, requestId, note })).rejects.toThrow(failing({ code }));
    expect(created).toEqual([]);
  });

  it.each([
    ['crm_timeout', true, true],
    ['crm_http_5xx', true, true],
    ['crm_access_denied', false, false],
    ['crm_mandatory_missing', false, false],
  ] as const)(
    'when create fails with %s, then retryable %s, in doubt %s',
    async (code, retryable, inDoubt) => {
      const { register } = helpDesk({ create: fail(code) });
      await expect(register.open(ENTRY)).rejects.toThrow(failing({ code, retryable, inDoubt }));
    },
  );

  it('when the text was not stored, then it says so', async () => {
    const { register } = helpDesk({ create: () => Promise.resolve(stored({ description: '' })) });
    await expect(register.open(ENTRY)).rejects.toThrow(failing({ code: 'crm_not_stored', retryable: false }));
  });

  it('when an empty answer lacks its control, then nothing is created on its word', async () => {
    const { register, created } = helpDesk({
      query: (text) => Promise.resolve(text.includes('where') ? [] : [CONTROL]),
    });
    await expect(register.open(ENTRY)).rejects.toThrow(
      failing({ code: 'crm_control_missing', retryable: true }),
    );
    expect(created).toEqual([]);
  });
});

describe('listing and finding', () => {
  it('when listed, then open ones and closed ones nobody was told of, oldest first', async () => {
    const rows = [
      CONTROL,
      stored({ id: '17x2' }),
      stored({ id: '17x3', ticketstatus: 'Closed' }),
      stored({ id: '17x4', ticketstatus: 'Closed', description: 'State: told' }),
      stored({ id: '17x5', ticket_title: 'Not ours' }),
    ];
    const { register } = helpDesk({ query: () => Promise.resolve(rows) });
    const entries = await register.list();
    expect(entries.map(({ ticket, untold }) => [ticket, untold])).toEqual([
      ['17x2', false],
      ['17x3', true],
    ]);
  });

  it.each(['12x7', 'abc', ''])('%s, when looked for, then there is none, unasked', async (id) => {
    const { register } = helpDesk({ retrieve: () => Promise.reject(new Error('asked')) });
    expect(await register.find(id)).toBeNull();
  });

  it.each([
    ['crm_not_found', null],
    ['crm_invalid_id', null],
    ['crm_access_denied', false],
    ['crm_timeout', true],
  ] as const)('when retrieve fails with %s, then null or thrown, retryable %s', async (code, fate) => {
    const { register } = helpDesk({ retrieve: fail(code) });
    if (fate === null) expect(await register.find('17x9')).toBeNull();
    else await expect(register.find('17x9')).rejects.toThrow(failing({ code, retryable: fate }));
  });

  it('a ticket about something else, when looked for, then it is no entry', async () => {
    const { register } = helpDesk({ retrieve: () => Promise.resolve(CONTROL) });
    expect(await register.find('17x1')).toBeNull();
    await expect(register.close('17x1', 'x')).rejects.toThrow(failing({ code: 'crm_not_found' }));
  });
});

describe('closing and extending', () => {
  it('when open, then closed, told and with its outcome', async () => {
    const { register, revised } = helpDesk();
    await register.close('17x9', 'sent');
    expect(revised).toEqual([
      {
        id: '17x9',
        ticketstatus: 'Closed',
        solution: 'sent',
        description: expect.stringContaining('State: told') as string,
      },
    ]);
  });

  it('when closed and told with that outcome, then nothing is written', async () => {
    const told = stored({ ticketstatus: 'Closed', solution: 'sent', description: 'State: told' });
    const { register, revised } = helpDesk({ retrieve: () => Promise.resolve(told) });
    await register.close('17x9', 'sent');
    expect(revised).toEqual([]);
  });

  it('when extended twice to one date, then written once', async () => {
    let now = stored();
    const { register, revised } = helpDesk({ retrieve: () => Promise.resolve(now) });
    const dueAt = Date.UTC(2027, 1, 24, 10);
    await register.extend('17x9', dueAt, 'many systems');
    now = stored(revised[0]);
    await register.extend('17x9', dueAt, 'many systems');
    expect(revised.length).toBe(1);
    expect(revised[0]?.['ticket_title']).toBe('GDPR request: access, due 2027-02-24');
    expect(await register.find('17x9')).toMatchObject({ extended: true, dueAt });
  });

  it.each([
    ['closing', (register: ReturnType<typeof createRegister>) => register.close('17x9', 'sent')],
    ['extending', (register: ReturnType<typeof createRegister>) => register.extend('17x9', NOW, 'x')],
  ] as const)('%s, when success stored nothing, then it is tried again', async (_, act) => {
    const { register } = helpDesk({ revise: () => Promise.resolve(stored()) });
    await expect(act(register)).rejects.toThrow(failing({ code: 'crm_not_stored', retryable: true }));
  });
});
