import { EVENTS } from '../../../src/consent/event';
import { STATUSES_AND_NONE } from '../../../src/consent/status';
import {
  type Cell,
  type RowName,
  TRANSITIONS,
  type TransitionTable,
} from '../../../src/consent/transition-table';
import { CONSTITUTION, type ConstitutionCell } from './constitution';
import { answerOf, probesOf } from './probes';

const questions = CONSTITUTION.flatMap((cell) =>
  probesOf(cell).map((probe) => [cell.row, cell.status, probe.title, probe.expected, probe] as const),
);

describe('the table of the design', () => {
  it('when read, then every event stands in it with every status, once', () => {
    const rows = new Set(CONSTITUTION.map((cell) => cell.row));
    expect(rows.size).toBe(EVENTS.length + 1);
    expect(CONSTITUTION).toHaveLength(rows.size * STATUSES_AND_NONE.length);
    expect(new Set(CONSTITUTION.map((cell) => `${cell.row} ${cell.status}`)).size).toBe(CONSTITUTION.length);
  });
  it.each(questions)('%s in %s, %s, then %s', (_row, _status, _title, expected, probe) => {
    expect(answerOf(probe)).toBe(expected);
  });
});

const CELLS: readonly Cell[] = [
  '=',
  '=:resend',
  '=:tell',
  'x',
  'x:late',
  'x:proof',
  'x:undo',
  'Optin',
  'Optin:over-refusal',
  'Optin:reinvite',
  'Invited:same-round',
  'Reminded:same-round',
  'Expired:return',
  'Confirmed',
  'Subscribed',
  'Optout',
  'Unsubscribed',
  'Bounced',
  'Blacklisted',
  'none',
  'none:note',
];

/**
 * Cells that are two spellings of one behaviour, so that no test can tell them apart. Everything else must be noticed.
 */
function sameBehaviour(row: RowName, one: Cell, other: Cell): string | null {
  const pair = [one, other].sort().join(' | ');
  if (pair === 'Optin | Optin:over-refusal')
    return 'footnote [3] is kept by the state: a round opened anywhere carries the status before it';
  if (pair === 'Subscribed | x:proof' && row === 'ConsentRecorded')
    return 'recorded proof is judged by one rule; over a refusal that rule is footnote [7]';
  return null;
}

function mutate(cell: ConstitutionCell, to: Cell): TransitionTable {
  return { ...TRANSITIONS, [cell.row]: { ...TRANSITIONS[cell.row], [cell.status]: to } };
}

describe('every cell of the table matters', () => {
  it.each(CONSTITUTION.map((cell) => [cell.row, cell.status, cell] as const))(
    '%s in %s, when it becomes any other value, then a question of the table notices',
    (_row, _status, cell) => {
      const probes = probesOf(cell);
      expect(probes.every((probe) => answerOf(probe) === probe.expected)).toBe(true);
      const own = TRANSITIONS[cell.row][cell.status];
      const unnoticed = CELLS.filter((to) => {
        if (to === own || sameBehaviour(cell.row, own, to) !== null) return false;
        return probes.every((probe) => answerOf(probe, mutate(cell, to)) === probe.expected);
      });
      expect(unnoticed).toEqual([]);
    },
  );
});
