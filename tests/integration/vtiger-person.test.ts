import { setTimeout as delay } from 'node:timers/promises';
import { createVtigerCrm, type VtigerCrm } from '../../src/adapters/vtiger/crm';
import { createPersonCrm } from '../../src/adapters/vtiger/person/person-crm';
import { createRegister } from '../../src/adapters/vtiger/register/register';
import { Failure } from '../../src/flow/failure';
import type { NewRegisterEntry, PersonCrm, PersonRecord, Register } from '../../src/flow/person-ports';
import type { Log } from '../../src/flow/ports';
import { type StandIn, type StandInOptions, startStandIn } from '../../demo/stand-in/start';
import { DEFAULT_USERS, type ModuleRights, type StandInUser } from '../../demo/stand-in/users';

const noop = (): void => undefined;
const silent: Log = { error: noop, warn: noop, info: noop, debug: noop, child: () => silent };

/** Modules that keep a person, and how a record of each names one: by Contact and by Account. */
const KEEP: readonly (readonly [
  module: string,
  byContact: string,
  byAccount: string,
  fields: Record<string, string>,
])[] = [
  ['Invoice', 'contact_id', 'account_id', { subject: 'I' }],
  ['SalesOrder', 'contact_id', 'account_id', { subject: 'S' }],
  ['Quotes', 'contact_id', 'account_id', { subject: 'Q' }],
  ['PurchaseOrder', 'contact_id', '', { subject: 'P' }],
  ['ServiceContracts', 'sc_related_to', 'sc_related_to', { subject: 'C' }],
  ['HelpDesk', 'contact_id', 'parent_id', { ticket_title: 'Printer broken', ticketstatus: 'Open' }],
  ['Potentials', 'contact_id', 'related_to', { potentialname: 'D' }],
  ['Project', 'linktoaccountscontacts', 'linktoaccountscontacts', { projectname: 'P' }],
  ['Assets', 'contact', 'account', { assetname: 'A' }],
  ['Vendors', '', '', { vendorname: 'V' }],
];
const MODULES = KEEP.map(([module]) => module);
const READ: ModuleRights = { view: true };
const RIGHTS: Readonly<Record<string, ModuleRights>> = {
  Contacts: { view: true, edit: true, delete: true },
  Leads: { view: true, edit: true, create: true, delete: true },
  ModComments: { view: true, create: true },
  ...Object.fromEntries([...MODULES, 'Accounts', 'Emails', 'Documents'].map((module) => [module, READ])),
  HelpDesk: { view: true, edit: true, create: true },
};
const without = (module: string) =>
  usersWith(Object.fromEntries(Object.entries(RIGHTS).filter(([name]) => name !== module)));
const usersWith = (rights: Readonly<Record<string, ModuleRights>>): StandInUser[] =>
  DEFAULT_USERS.map((user) => (user.name === 'bridge' ? { ...user, rights } : user));

let standIn: StandIn;
let crm: VtigerCrm;
let people: PersonCrm;
let register: Register;

async function begin(options: StandInOptions = {}, timeout = 20_000): Promise<void> {
  standIn = await startStandIn({ users: usersWith(RIGHTS), ...options });
  let last: Promise<unknown> = Promise.resolve();
  crm = createVtigerCrm({
    url: standIn.url,
    username: 'bridge',
    accessKey: 'bridgeAccessKey1',
    concurrency: 4,
    timeout,
    loginLock: <T>(run: () => Promise<T>): Promise<T> => {
      const turn = last.then(run);
      last = turn.catch(noop);
      return turn;
    },
    log: silent,
  });
  people = createPersonCrm({ operations: crm.operations, eraser: crm.eraser, log: silent });
  register = createRegister({ operations: crm.operations, group: 'Support Group', log: silent });
}

afterEach(async () => {
  crm.close();
  await standIn.stop();
});

const insert = (module: string, fields: Record<string, string>) => standIn.records.insert(module, fields);
const numberOf = (id: string) => Number(id.split('x')[1]);

async function readBack(id: string): Promise<PersonRecord> {
  const person = await people.read(id);
  if (person === null) throw new Error(`${id} is not there`);
  return person;
}

/** One record of each module that is about somebody else, as in any CRM that is in use. */
function business(): void {
  const stranger = insert('Contacts', { lastname: 'Stranger' });
  for (const [module, byContact, , fields] of KEEP)
    insert(module, byContact === '' ? fields : { ...fields, [byContact]: stranger });
}

async function failureOf(call: Promise<unknown>): Promise<Failure> {
  const error = await call.then(
    () => new Error('no failure'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw error;
  return error;
}

describe('documents that keep a person', () => {
  it('a person without any, when asked in a CRM in use, then none; in an empty one, then unknown', async () => {
    await begin();
    const account = insert('Accounts', { accountname: 'Demo BV', accounttype: 'Customer' });
    const id = insert('Contacts', { lastname: 'Demo', account_id: account });
    const lead = await readBack(insert('Leads', { lastname: 'Lead' }));
    expect(await people.documents(await readBack(id), MODULES)).toBe('unknown');
    business();
    expect(await people.documents(await readBack(id), MODULES)).toBe('none');
    expect(await people.documents(lead, MODULES)).toBe('none');
    expect(await people.account(await readBack(id))).toEqual({ type: 'Customer' });
    expect(await people.account(lead)).toBeNull();
  });

  it.each(
    KEEP.flatMap(([module, byContact, byAccount, fields]) =>
      [
        { module, field: byContact, of: 'contact', fields },
        { module, field: byAccount, of: 'account', fields },
      ].filter((each) => each.field !== ''),
    ),
  )(
    '$module, when $field names the $of, then some, until it is deleted',
    async ({ module, field, of, fields }) => {
      await begin();
      business();
      const account = insert('Accounts', { accountname: 'Demo BV' });
      const contact = insert('Contacts', { lastname: 'Demo', account_id: account });
      const document = insert(module, { ...fields, [field]: of === 'contact' ? contact : account });
      const person = await readBack(contact);
      expect(await people.documents(person, [module])).toBe('some');
      expect(await people.documents(person, MODULES)).toBe('some');
      standIn.records.remove(document);
      expect(await people.documents(person, [module])).toBe('none');
    },
  );

  it('a Vendor and a document, when they hang on the person by a list, then some', async () => {
    await begin();
    business();
    const contact = insert('Contacts', { lastname: 'Demo' });
    const vendor = insert('Vendors', { vendorname: 'Demo BV' });
    const note = insert('Documents', { notes_title: 'Contract' });
    const person = await readBack(contact);
    expect(await people.documents(person, ['Vendors', 'Documents'])).toBe('none');
    standIn.crm.links.set(numberOf(contact), new Set([numberOf(vendor)]));
    expect(await people.documents(person, ['Vendors'])).toBe('some');
    standIn.crm.links.set(numberOf(contact), new Set([numberOf(note)]));
    expect(await people.documents(person, ['Documents'])).toBe('some');
    expect((await people.related(contact)).at(-1)).toEqual({ module: 'Documents', count: 1 });
  });

  it.each(MODULES)('%s, when the right to it is withdrawn, then unknown', async (module) => {
    await begin({ users: without(module) });
    business();
    const person = await readBack(insert('Contacts', { lastname: 'Demo' }));
    expect(await people.documents(person, [module])).toBe('unknown');
  });

  it('Accounts, when the right to them is withdrawn, then unknown, though the reference reads empty', async () => {
    await begin({ users: without('Accounts') });
    business();
    const account = insert('Accounts', { accountname: 'Demo BV' });
    insert('Invoice', { subject: 'I', account_id: account });
    const person = await readBack(insert('Contacts', { lastname: 'Demo', account_id: account }));
    expect(person.fields['account_id']).toBe('');
    expect(await people.documents(person, ['Invoice'])).toBe('unknown');
    expect(await people.account(person)).toBe('unknown');
  });

  it('rights, when asked, then those of the API user; a module that is not there allows nothing', async () => {
    await begin({ users: without('Invoice') });
    expect(await people.rights(['HelpDesk', 'Quotes', 'Invoice', 'Nowhere'])).toEqual([
      { module: 'HelpDesk', readable: true, editable: true },
      { module: 'Quotes', readable: true, editable: false },
      { module: 'Invoice', readable: false, editable: false },
      { module: 'Nowhere', readable: false, editable: false },
    ]);
  });

  it('Invoices, when sharing hides them all, then unknown', async () => {
    await begin({ sharing: { Invoice: 'private' } });
    business();
    const contact = insert('Contacts', { lastname: 'Demo' });
    insert('Invoice', { subject: 'I', contact_id: contact });
    expect(await people.documents(await readBack(contact), ['Invoice'])).toBe('unknown');
  });

  it('a reference field, when it is hidden from the API user, then unknown', async () => {
    await begin({
      users: usersWith({ ...RIGHTS, Contacts: { ...RIGHTS['Contacts'], hidden: ['account_id'] } }),
    });
    business();
    const person = await readBack(insert('Contacts', { lastname: 'Demo' }));
    expect(await people.documents(person, ['Invoice'])).toBe('unknown');
  });

  it('the register’s own ticket, when it is the only one, then none', async () => {
    await begin();
    business();
    const contact = insert('Contacts', { lastname: 'Demo' });
    await register.open({ ...ENTRY, record: contact });
    expect(await people.documents(await readBack(contact), ['HelpDesk'])).toBe('none');
  });

  it.each([
    ['html', 'crm_http_5xx'],
    ['empty', 'crm_http_5xx'],
    ['drop', 'crm_reset'],
    ['invalid-json', 'crm_invalid_json'],
  ] as const)('a query, when Vtiger answers with %s, then %s and another try', async (kind, code) => {
    await begin();
    business();
    const person = await readBack(insert('Contacts', { lastname: 'Demo' }));
    standIn.fault({ kind, operation: 'query' });
    const failure = await failureOf(people.documents(person, ['Invoice']));
    expect(failure).toMatchObject({ code, stage: 'crm', retryable: true });
  });
});

describe('a person', () => {
  it('when read, then what Vtiger holds, field by field', async () => {
    await begin();
    const id = insert('Contacts', {
      firstname: "Ed O'Neil \\",
      lastname: 'Ünal & <b>Zoon</b>',
      birthday: '1980-02-01',
      mailingstreet: 'A 1\nB',
      emailoptout: '1',
      consent_topics: 'News |##| Offers',
    });
    const { fields } = await readBack(id);
    const held: Readonly<Record<string, string | null>> = standIn.records.get(id) ?? {};
    const names = (await people.describe('Contacts')).map((field) => field.name).sort();
    expect(Object.keys(fields).sort()).toEqual(names);
    for (const [name, value] of Object.entries(fields))
      expect([name, value]).toEqual([name, held[name] ?? '']);
    expect(await people.topics()).toEqual(['News', 'Offers', 'Events']);
  });

  it('when changed, then only those fields; when the database was locked, then another try', async () => {
    await begin();
    const id = insert('Contacts', { firstname: 'Jan', lastname: 'Demo', phone: '1' });
    const values = { phone: '+31 6 1234', mailingstreet: 'A 1\nB & C', salutationtype: 'Mr.' };
    await people.change(id, values);
    expect(standIn.records.get(id)).toMatchObject({ ...values, firstname: 'Jan', lastname: 'Demo' });
    standIn.fault({ kind: 'lock-timeout', operation: 'revise', times: 1, ms: 1 });
    expect(await failureOf(people.change(id, { phone: '2' }))).toMatchObject({
      code: 'crm_not_stored',
      retryable: true,
    });
    standIn.fault({ kind: 'drop-field', operation: 'revise', times: 1, fields: ['phone'] });
    expect(await failureOf(people.change(id, { phone: '2', title: 'Boss' }))).toMatchObject({
      code: 'crm_not_stored',
      retryable: false,
    });
  });

  it('a Lead, when created and erased twice, then gone; a field that is read-only is refused before', async () => {
    await begin({ users: usersWith({ ...RIGHTS, Leads: { ...RIGHTS['Leads'], readOnly: ['website'] } }) });
    const id = await people.createLead({ firstname: 'Eva', lastname: "O'Neil", email: 'eva@example.com' });
    expect(standIn.records.get(id)).toMatchObject({
      lastname: "O'Neil",
      assigned_user_id: '19x5',
      leadsource: '',
    });
    expect(await failureOf(people.createLead({ lastname: 'X', website: 'x' }))).toMatchObject({
      code: 'crm_field_readonly',
    });
    await people.erase(id);
    await people.erase(id);
    expect(await people.read(id)).toBeNull();
    expect(standIn.records.list('Leads')).toEqual([]);
  });

  it('what hangs on it, when counted, then comments, mails, tickets and documents', async () => {
    await begin();
    const id = insert('Contacts', { lastname: 'Demo' });
    for (let n = 0; n < 130; n += 1) insert('ModComments', { commentcontent: `c${n}`, related_to: id });
    insert('HelpDesk', { ticket_title: 'Printer', ticketstatus: 'Open', contact_id: id });
    expect(await people.related(id)).toEqual([
      { module: 'ModComments', count: 130 },
      { module: 'Emails', count: 0 },
      { module: 'HelpDesk', count: 1 },
      { module: 'Documents', count: 0 },
    ]);
    const lead = insert('Leads', { lastname: 'Lead' });
    expect((await people.related(lead)).map((each) => each.module)).toEqual([
      'ModComments',
      'Emails',
      'Documents',
    ]);
  });
});

const NOW = Date.now();
const ENTRY: NewRegisterEntry = {
  kind: 'erase',
  requestId: '0190b2f4-7c1e-7d4a-9f00-00000000abcd',
  record: '12x1',
  language: 'nl',
  receivedAt: NOW,
  dueAt: NOW + 30 * 86_400_000,
  note: 'A role address.',
};

describe('the register', () => {
  it('a request, when opened again and again, then one ticket of the group, listed until it is told', async () => {
    await begin();
    const contact = insert('Contacts', { lastname: 'Demo', email: 'demo@example.com' });
    const entry = { ...ENTRY, record: contact };
    const ticket = await register.open(entry);
    expect(await register.open(entry)).toBe(ticket);
    const held = standIn.records.get(ticket);
    expect(held).toMatchObject({ contact_id: null, assigned_user_id: '20x4', ticketpriorities: 'Normal' });
    expect(JSON.stringify(held)).not.toMatch(/demo/i);
    expect(await register.list()).toEqual([await register.find(ticket)]);
    standIn.records.edit(ticket, { ticketstatus: 'Closed', solution: 'approved' });
    expect(await register.list()).toMatchObject([{ ticket, open: false, untold: true, outcome: 'approved' }]);
    await register.close(ticket, 'erased');
    expect(await register.list()).toEqual([]);
    expect(await register.find(ticket)).toMatchObject({ untold: false, outcome: 'approved\nerased' });
    expect(standIn.records.list('HelpDesk').length).toBe(1);
  });

  it('230 entries among other tickets, when listed, then each once; those of years ago that were told are not read', async () => {
    await begin();
    const open = Array.from({ length: 230 }, (_, n) => {
      insert('HelpDesk', { ticket_title: 'Printer', ticketstatus: 'Open' });
      return insert('HelpDesk', { ticket_title: `gdpr request: access ${n}`, ticketstatus: 'In Progress' });
    });
    for (let n = 0; n < 120; n += 1)
      standIn.records.insert(
        'HelpDesk',
        { ticket_title: 'GDPR request: access', ticketstatus: 'Closed', description: 'State: told' },
        { createdtime: '2024-01-01 00:00:00' },
      );
    await register.list();
    const before = standIn.calls.count();
    expect((await register.list()).map((entry) => entry.ticket)).toEqual(open);
    // Three pages, and the last once more with its control.
    expect(standIn.calls.count() - before).toBe(4);
  });

  it('what the bridge opened, when staff closed it long ago and nobody was told, then it is listed still', async () => {
    await begin();
    const id = standIn.records.insert(
      'HelpDesk',
      {
        ticket_title: 'GDPR request: access',
        ticketstatus: 'Closed',
        description: 'Request: r1\nState: open',
      },
      { createdtime: '2024-01-01 00:00:00' },
    );
    expect(await register.list()).toMatchObject([{ ticket: id, untold: true }]);
  });

  it('an entry, when extended, then date and reason are in the ticket', async () => {
    await begin();
    const ticket = await register.open(ENTRY);
    const dueAt = ENTRY.dueAt + 60 * 86_400_000;
    await register.extend(ticket, dueAt, 'many systems');
    expect(await register.find(ticket)).toMatchObject({ extended: true, dueAt, open: true });
    expect(standIn.records.get(ticket)?.['ticket_title']).toContain(
      new Date(dueAt).toISOString().slice(0, 10),
    );
    standIn.fault({ kind: 'lock-timeout', operation: 'revise', times: 1, ms: 1 });
    expect(await failureOf(register.close(ticket, 'done'))).toMatchObject({
      code: 'crm_not_stored',
      retryable: true,
    });
    await register.close(ticket, 'done');
    expect(await register.list()).toEqual([]);
  });

  it('a create, when its answer is lost, then in doubt, and the next try finds the ticket', async () => {
    await begin({}, 500);
    await register.list();
    standIn.fault({ kind: 'answer-late', operation: 'create', times: 1, ms: 1500 });
    expect(await failureOf(register.open(ENTRY))).toMatchObject({ code: 'crm_timeout', inDoubt: true });
    // Vtiger keeps the session's next call waiting as long as the lost one runs.
    await delay(1500);
    const ticket = await register.open(ENTRY);
    expect(standIn.records.list('HelpDesk').map((row) => row.id)).toEqual([ticket]);
  });

  it('HelpDesk, when it may not be used, then nothing is believed to be empty', async () => {
    await begin({ users: without('HelpDesk') });
    for (const call of [() => register.list(), () => register.find('17x1'), () => register.open(ENTRY)])
      expect(await failureOf(call())).toMatchObject({
        code: 'crm_access_denied',
        stage: 'crm',
        retryable: false,
      });
  });

  it('HelpDesk, when its sharing is private, then the API user takes the tickets itself', async () => {
    await begin({ sharing: { HelpDesk: 'private' } });
    const ticket = await register.open(ENTRY);
    expect(standIn.records.get(ticket)?.['assigned_user_id']).toBe('19x5');
  });
});
