import { readLine, setLines } from '../../../../src/adapters/vtiger/register/lines';
import { monthsLater } from '../../../../src/consent/instant';
import {
  entryOf,
  extendedDescription,
  newTicket,
  solutionWith,
  type TicketRow,
  toldDescription,
} from '../../../../src/adapters/vtiger/register/ticket';
import {
  isRegisterTitle,
  kindOfTitle,
  titleFor,
  withDue,
} from '../../../../src/adapters/vtiger/register/title';
import type { NewRegisterEntry } from '../../../../src/flow/person-ports';

const RECEIVED = Date.UTC(2026, 10, 24, 10);
const DUE = Date.UTC(2026, 11, 24, 10);
const ENTRY: NewRegisterEntry = {
  kind: 'erase',
  requestId: '0190b2f4-7c1e-7d4a-9f00-00000000abcd',
  record: '10x5',
  language: 'nl',
  receivedAt: RECEIVED,
  dueAt: DUE,
  note: 'A role address: look at it.',
};
const ticket = (own: Partial<TicketRow> = {}): TicketRow => ({
  id: '17x9',
  ticket_title: newTicket(ENTRY).title,
  ticketstatus: 'Open',
  description: newTicket(ENTRY).description,
  solution: '',
  contact_id: '',
  createdtime: '2026-11-24 10:00:05',
  ...own,
});
const BY_HAND = ticket({
  ticket_title: 'GDPR request: phone, please delete',
  description: 'Called at noon.',
  contact_id: '12x7',
  createdtime: '2026-01-31 09:00:00',
});

describe('a ticket of the register', () => {
  it('when opened, then it reads back as it was, and its title and text name nobody', () => {
    expect(newTicket(ENTRY).title).toBe('GDPR request: erase, due 2026-12-24');
    expect(newTicket(ENTRY).description.split('\n')).toEqual([
      `Request: ${ENTRY.requestId}`,
      'Kind: erase',
      'Record: 10x5',
      'Received: 2026-11-24T10:00:00.000Z',
      'Due: 2026-12-24T10:00:00.000Z',
      'Language: nl',
      'State: open',
      '',
      'A role address: look at it.',
    ]);
    expect(entryOf(ticket())).toEqual({
      ticket: '17x9',
      kind: 'erase',
      requestId: ENTRY.requestId,
      record: '10x5',
      language: 'nl',
      receivedAt: RECEIVED,
      dueAt: DUE,
      extended: false,
      open: true,
      untold: false,
      outcome: '',
    });
  });

  it('when staff made it by hand, then title, reference and age say what it is', () => {
    expect(entryOf(BY_HAND)).toMatchObject({
      kind: 'erase',
      requestId: '',
      record: '12x7',
      language: '',
      receivedAt: Date.UTC(2026, 0, 31, 9),
      dueAt: Date.UTC(2026, 1, 28, 9),
      open: true,
      untold: false,
    });
  });

  it.each([
    ['Open', 'open', true, false],
    ['In Progress', 'open', true, false],
    ['Closed', 'open', false, true],
    ['Closed', 'told', false, false],
    ['Closed', '', false, true],
  ] as const)(
    'when its status is %s and its line says %s, then open %s, untold %s',
    (status, state, open, untold) => {
      const description = setLines(ENTRY.note, state === '' ? {} : { State: state });
      expect(entryOf(ticket({ ticketstatus: status, description }))).toMatchObject({ open, untold });
    },
  );

  it('when Contacts were merged, then the reference counts and not the line', () => {
    expect(entryOf(ticket({ contact_id: '12x8' })).record).toBe('12x8');
  });

  it('when its lines hold nonsense, then they count for nothing', () => {
    const description =
      'Request: please erase me\nKind: party\nRecord: 12x\nReceived: now\nDue: asap\nLanguage: xx';
    expect(entryOf(ticket({ description }))).toMatchObject({
      requestId: '',
      kind: 'erase',
      record: '',
      receivedAt: Date.UTC(2026, 10, 24, 10, 0, 5),
      dueAt: Date.UTC(2026, 11, 24, 10, 0, 5),
      language: '',
    });
  });

  it('when told, then only that line changes', () => {
    const before = ticket({ description: `${newTicket(ENTRY).description}\nStaff: $& called.` });
    const after = toldDescription(before);
    expect(after).toBe(before.description.replace('State: open', 'State: told'));
    expect(toldDescription({ ...before, description: after })).toBe(after);
    expect(toldDescription(BY_HAND)).toBe('State: told\n\nCalled at noon.');
  });

  it('when extended, then date and reason are there, and kind and age stay what they were', () => {
    const dueAt = Date.UTC(2027, 1, 24, 10);
    const row = ticket({ description: extendedDescription(ticket(), dueAt, 'two $1\nsystems') });
    expect(entryOf(row)).toMatchObject({ extended: true, dueAt, kind: 'erase', receivedAt: RECEIVED });
    expect(readLine(row.description, 'Extended')).toBe('two $1 systems');
    const made = { ...BY_HAND, description: extendedDescription(BY_HAND, dueAt, '') };
    expect(entryOf({ ...made, createdtime: '2026-06-01 00:00:00' })).toMatchObject({
      extended: true,
      dueAt,
      kind: 'erase',
      receivedAt: Date.UTC(2026, 0, 31, 9),
    });
  });

  it.each([
    ['', 'done', 'done'],
    ['approved', 'erased', 'approved\nerased'],
    ['approved\nerased', 'erased', 'approved\nerased'],
    ['no', '', 'no'],
  ])('a solution "%s", when the outcome is "%s", then "%s"', (before, outcome, after) => {
    expect(solutionWith(before, outcome)).toBe(after);
  });
});

describe('a title', () => {
  it.each([
    ['GDPR request: erase, due 2026-12-24', true],
    ['gdpr REQUEST by phone', true],
    ['Re: GDPR request', false],
    ['Printer broken', false],
  ])('%s, when looked at, then of the register: %s', (title, expected) => {
    expect(isRegisterTitle(title)).toBe(expected);
  });

  it.each([
    ['GDPR request: erase', 'erase'],
    ['GDPR request verwijderen', 'erase'],
    ['GDPR request Löschung', 'erase'],
    ['GDPR request effacement', 'erase'],
    ['GDPR request inzage', 'access'],
    ['GDPR request Auskunft', 'access'],
    ["GDPR request: droit d'accès", 'access'],
    ['GDPR request: correctie adres', 'correction'],
    ['GDPR request: Berichtigung', 'correction'],
    ['GDPR request: rectification', 'correction'],
    ['GDPR request: bezwaar', 'objection'],
    ['GDPR request: Widerspruch', 'objection'],
    ['GDPR request: opposition', 'objection'],
    ['GDPR request', 'access'],
    ['GDPR request, otherwise unclear', 'access'],
  ])('%s, when made by hand, then a request for %s', (title, kind) => {
    expect(kindOfTitle(title)).toBe(kind);
  });

  it('when extended, then it bears the new date', () => {
    expect(withDue(titleFor('access', DUE), Date.UTC(2027, 1, 24))).toBe(
      'GDPR request: access, due 2027-02-24',
    );
    expect(withDue('GDPR request by phone', DUE)).toBe('GDPR request by phone, due 2026-12-24');
  });
});

it.each([
  ['2026-11-24T10:00:00.000Z', '2026-12-24T10:00:00.000Z'],
  ['2026-12-31T10:00:00.000Z', '2027-01-31T10:00:00.000Z'],
  ['2027-01-31T10:00:00.000Z', '2027-02-28T10:00:00.000Z'],
  ['2028-01-31T10:00:00.000Z', '2028-02-29T10:00:00.000Z'],
])('%s, when a month passes, then %s', (from, to) => {
  expect(new Date(monthsLater(Date.parse(from), 1)).toISOString()).toBe(to);
});
