import { decisionOf } from '../../../src/flow/person/register-decision';
import { dueAfter, extendedDue } from '../../../src/flow/person/register-dates';
import type { RegisterEntry } from '../../../src/flow/person-ports';

const closed = (outcome: string, kind: RegisterEntry['kind'] = 'erase') =>
  decisionOf({ kind, outcome, open: false, extended: false });
const open = (outcome: string, extended = false) =>
  decisionOf({ kind: 'erase', outcome, open: true, extended });

describe('a closed request to erase', () => {
  it.each([
    'approved',
    'Approved',
    ' APPROVED: checked by phone',
    'Goedgekeurd',
    'akkoord, mag weg',
    'Genehmigt.',
    'Approuvée',
    'approuvé',
    'Accordé',
  ])('when its solution is "%s", is carried out', (outcome) => {
    expect(closed(outcome)).toEqual({ kind: 'approve' });
  });

  it.each([
    ['refused: he is a supplier', 'he is a supplier'],
    ['Afgewezen – loopt nog een zaak', 'loopt nog een zaak'],
    ['Refusée : un litige est en cours', 'un litige est en cours'],
    ['Abgelehnt, weil ein Vertrag läuft', 'weil ein Vertrag läuft'],
    ['There is a lawsuit', 'There is a lawsuit'],
    ['approvedly not', 'approvedly not'],
    ['not approved', 'not approved'],
    ['disapproved', 'disapproved'],
    ['nicht genehmigt', 'nicht genehmigt'],
  ])('when its solution is "%s", is refused with that reason', (outcome, reason) => {
    expect(closed(outcome)).toEqual({ kind: 'refuse', reason });
  });

  it.each(['done', 'Gewist', 'gelöscht', 'Effacé', 'deleted by hand'])(
    'when its solution is "%s", is said to be done, which approves nothing',
    (outcome) => {
      expect(closed(outcome)).toEqual({ kind: 'done' });
    },
  );

  it.each([
    ['', 'no_outcome'],
    ['  \n', 'no_outcome'],
    ['refused', 'no_reason'],
    ['Geweigerd.', 'no_reason'],
  ])('when its solution is "%s", waits for staff to say more', (outcome, code) => {
    expect(closed(outcome)).toEqual({ kind: 'undecided', code });
  });
});

describe('a closed request that was extended before', () => {
  const after = (outcome: string) => decisionOf({ kind: 'erase', outcome, open: false, extended: true });

  it('when the decision stands below why, is read from there', () => {
    expect(after('Extended: the archive\napproved')).toEqual({ kind: 'approve' });
    expect(after('verlengd: archief\r\nafgewezen: loopt nog')).toEqual({
      kind: 'refuse',
      reason: 'loopt nog',
    });
  });

  it('when nothing was added, waits for staff to say more', () => {
    expect(after('extended: the archive')).toEqual({ kind: 'undecided', code: 'no_outcome' });
  });
});

describe('a closed request of another kind', () => {
  it.each(['', 'sent by post', 'approved', 'done'])('when its solution is "%s", is done', (outcome) => {
    for (const kind of ['access', 'correction', 'objection'] as const)
      expect(closed(outcome, kind)).toEqual({ kind: 'done' });
  });

  it('when its solution refuses, is refused', () => {
    expect(closed('Rejected: excessive (art. 12(5))', 'access')).toEqual({
      kind: 'refuse',
      reason: 'excessive (art. 12(5))',
    });
  });
});

describe('an open request', () => {
  it.each([
    ['Extended: we must ask our archive', 'we must ask our archive'],
    ['verlengd: archief', 'archief'],
    ['Verlängert - Archiv', 'Archiv'],
    ['Prolongée : archives', 'archives'],
  ])('when its solution is "%s", is extended', (outcome, reason) => {
    expect(open(outcome)).toEqual({ kind: 'extend', reason });
  });

  it.each(['', 'approved', 'refused: no', 'called her, she calls back'])(
    'when its solution is "%s", is not decided before it is closed',
    (outcome) => {
      expect(open(outcome)).toEqual({ kind: 'wait' });
    },
  );

  it('when it was extended before, is not extended again', () => {
    expect(open('extended: still the archive', true)).toEqual({ kind: 'wait' });
  });

  it('when it is extended without a reason, waits for one', () => {
    expect(open('extended')).toEqual({ kind: 'undecided', code: 'no_reason' });
  });
});

describe('the due date', () => {
  it.each([
    ['2026-11-24T10:20:30.400Z', '2026-12-24T10:20:30.400Z', '2027-02-24T10:20:30.400Z'],
    ['2026-12-31T23:59:59.000Z', '2027-01-31T23:59:59.000Z', '2027-03-31T23:59:59.000Z'],
    ['2027-01-31T00:00:00.000Z', '2027-02-28T00:00:00.000Z', '2027-04-30T00:00:00.000Z'],
    ['2028-01-30T12:00:00.000Z', '2028-02-29T12:00:00.000Z', '2028-04-30T12:00:00.000Z'],
    ['2026-11-30T08:00:00.000Z', '2026-12-30T08:00:00.000Z', '2027-02-28T08:00:00.000Z'],
  ])('of a request received at %s, is one month on, and three when extended', (received, due, extended) => {
    expect(new Date(dueAfter(Date.parse(received))).toISOString()).toBe(due);
    expect(new Date(extendedDue(Date.parse(received))).toISOString()).toBe(extended);
  });
});
