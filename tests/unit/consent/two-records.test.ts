import fc from 'fast-check';
import { assess, writesFor } from '../../../src/consent/assess';
import type { AssessContext } from '../../../src/consent/assess';
import type { Member } from '../../../src/consent/converge';
import type { ConsentEvent } from '../../../src/consent/event';
import { basisOf } from '../../../src/consent/found';
import { sealFactsOf } from '../../../src/consent/seal';
import type { AddressState } from '../../../src/consent/state';
import { STATUSES_AND_NONE, type StatusOrNone } from '../../../src/consent/status';
import type { RowName } from '../../../src/consent/transition-table';
import { event, SEEDED, state } from './arbitraries';
import { CONSTITUTION } from './constitution';
import { eventFor, probesOf } from './probes';
import { assessContext, DAY, memberOf, NOW, sealedMember, stateOf, undoOf } from './samples';

const ROWS = [...new Set(CONSTITUTION.map((cell) => cell.row))];
const dated = (status: StatusOrNone, days: number) =>
  stateOf(status, {
    changedOn: status === 'none' ? null : NOW - days * DAY,
    invitedOn: status === 'Optin' || status === 'none' ? null : NOW - days * DAY,
  });
const context = assessContext(undoOf(stateOf('Reminded')));

/** "Deciding for an address", written down once more: the later of the two is the second. */
function effectiveOf(earlier: StatusOrNone, later: StatusOrNone): StatusOrNone {
  const both = [earlier, later];
  const order = ['Blacklisted', 'decision', 'Bounced', 'Reminded', 'Invited', 'Optin', 'Expired', 'none'];
  for (const rung of order) {
    if (rung !== 'decision' && both.includes(rung as StatusOrNone)) return rung as StatusOrNone;
    const decisions = both.filter((each) => /Confirmed|Subscribed|Optout|Unsubscribed/.test(each));
    if (rung === 'decision' && decisions.length > 0) return decisions.at(-1)!;
  }
  return 'none';
}

/** What the table says of an event in a status, as a status. */
function tableSays(row: RowName, status: StatusOrNone): StatusOrNone {
  const cell = CONSTITUTION.find((each) => each.row === row && each.status === status)!;
  const word = probesOf(cell)[0]!.expected.split(' ')[0]!;
  return STATUSES_AND_NONE.find((each) => each === word) ?? status;
}

function expectedOf(row: RowName, earlier: StatusOrNone, later: StatusOrNone): StatusOrNone {
  if (!row.startsWith('AddressChanged')) return tableSays(row, effectiveOf(earlier, later));
  // It concerns the first record alone, which then joins the other; what it becomes is of now.
  const moved = tableSays(row, earlier);
  return moved === earlier ? effectiveOf(earlier, later) : effectiveOf(later, moved);
}

/** Both records after the writes, as the next look reads them. */
function written(members: readonly Member[], what: ConsentEvent | null, given: AssessContext): Member[] {
  const assessment = assess(members, what, given);
  const writes = new Map(
    writesFor(assessment, members, given).map(({ member, desired }) => [member.record.id, desired]),
  );
  return members.map((member) => {
    const desired = writes.get(member.record.id);
    if (desired === undefined) return member;
    const facts = sealFactsOf(assessment.state, desired.emailOptout);
    const { basis, consentDate, text, source } = desired;
    const agreed = { basis: basisOf(basis) ?? ('' as const), consentDate, text, source };
    return memberOf({
      record: { ...member.record, ...desired, seal: 'sealed' },
      seal: { kind: 'valid', facts, agreed },
    });
  });
}
const statuses = (members: readonly Member[]) => members.map(({ record }) => record.status || 'none');

const PAIRS = STATUSES_AND_NONE.flatMap((one) => STATUSES_AND_NONE.map((other) => [one, other] as const));

describe('two records with one address', () => {
  it.each(PAIRS)(
    "%s and, later, %s: each event, then the design's result on both, and twice is once",
    (one, other) => {
      for (const row of ROWS) {
        const members = [sealedMember(dated(one, 300)), sealedMember(dated(other, 290), { id: '12x2' })];
        const what = eventFor(row);
        const expected = expectedOf(row, one, other);
        const once = written(members, what, context);
        expect([row, ...statuses(once)]).toEqual([row, expected, expected]);
        expect([row, ...statuses(written(once, what, context))]).toEqual([row, expected, expected]);
        expect(assess(once, null, context)).toMatchObject({ happened: [], notes: [], held: [] });
      }
    },
  );
  it.each(PAIRS)('%s and, later, %s: the sweep alone, then both carry the effective status', (one, other) => {
    const members = [sealedMember(dated(one, 300)), sealedMember(dated(other, 290), { id: '12x2' })];
    const expected = effectiveOf(one, other);
    expect(statuses(written(members, null, context))).toEqual([expected, expected]);
  });
});

describe('any records of one address', () => {
  const sealed = (states: readonly AddressState[]) =>
    states.map((each, index) => sealedMember(each, { id: `12x${index + 1}` }));
  it('when an event was written, then the next look finds nothing to do', () => {
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 3 }), fc.option(event), (states, what) => {
        const once = written(sealed(states), what, context);
        const next = assess(once, null, context);
        expect(next.happened).toEqual([]);
        expect(writesFor(next, once, context)).toEqual([]);
        expect(new Set(statuses(once)).size).toBe(1);
      }),
      { ...SEEDED, numRuns: 300 },
    );
  });
  it('when they are looked at in another order, then the same result', () => {
    fc.assert(
      fc.property(fc.array(state, { minLength: 2, maxLength: 3 }), fc.option(event), (states, what) => {
        const members = sealed(states);
        expect(assess(members.toReversed(), what, context).state).toEqual(
          assess(members, what, context).state,
        );
      }),
      { ...SEEDED, numRuns: 300 },
    );
  });
  it('when the date of consent stands on one, then no write clears it', () => {
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 3 }), fc.option(event), (states, what) => {
        const members = sealed(states);
        written(members, what, context).forEach(({ record }, index) => {
          if (members[index]!.record.consentDate !== null) expect(record.consentDate).not.toBeNull();
        });
      }),
      { ...SEEDED, numRuns: 300 },
    );
  });
});
