import fc from 'fast-check';
import { assess, writesFor } from '../../../src/consent/assess';
import type { AssessContext } from '../../../src/consent/assess';
import type { Member } from '../../../src/consent/converge';
import { effectiveState } from '../../../src/consent/effective';
import type { ConsentEvent } from '../../../src/consent/event';
import { SEEDED, state } from './arbitraries';
import {
  assessContext,
  DAY,
  eventOf,
  memberOf,
  MINUTE,
  NOW,
  recordOf,
  sealedMember,
  stateOf,
} from './samples';

const OFFERED = ['News', 'Offers', 'Events'];
const off = (topics: readonly string[], extra: Partial<ConsentEvent> = {}) =>
  eventOf('ConsentWithdrawn', { topics, offered: OFFERED, ...extra });

/** What each record would be written with; records that are left alone are absent. */
function written(
  members: readonly Member[],
  event: ConsentEvent | null,
  extra: Partial<AssessContext> = {},
): Record<string, readonly string[] | null> {
  const context = assessContext(extra);
  const writes = writesFor(assess(members, event, context), members, context);
  return Object.fromEntries(writes.map(({ member, desired }) => [member.record.id, desired.topics]));
}

describe('topics of several records of one address', () => {
  const on = stateOf('Subscribed', { topics: ['News', 'Offers'] });
  const two = (a: Partial<typeof on>, b: Partial<typeof on> = {}) => [
    sealedMember({ ...on, ...a }, { id: '12x1' }),
    sealedMember({ ...on, ...b }, { id: '12x2' }),
  ];

  it('a topic switched off, when judged, then it goes from all records', () => {
    expect(written(two({}), off(['News']))).toEqual({ '12x1': ['Offers'], '12x2': ['Offers'] });
  });

  it('a topic switched off or on, when only one record was written, then the next look goes on with the latest', () => {
    const later = (topics: string[]) => ({ topics, changedOn: NOW - MINUTE });
    expect(written(two(later(['Offers'])), null)).toEqual({ '12x2': ['Offers'] });
    expect(written(two(later(OFFERED)), null)).toEqual({ '12x2': OFFERED });
  });

  it.each([
    ['one lacks a topic', ['News'], ['News', 'Offers'], { '12x2': ['News'] }],
    ['one names none, which says nothing', ['News'], [], { '12x2': ['News'] }],
    ['they name them in another order', ['Offers', 'News'], ['News', 'Offers'], {}],
  ])('one decision, when %s, then the address has what all of them have', (_, a, b, expected) => {
    expect(written(two({ topics: a }, { topics: b }), null)).toEqual(expected);
  });

  it('one decision, when two records have nothing in common, then one of them decides: none would be everything', () => {
    const [topics, ...others] = Object.values(
      written(two({ topics: ['Offers'] }, { topics: ['News'] }), null),
    );
    expect(others).toEqual([]);
    expect(topics).toHaveLength(1);
  });

  it('a record that joins, whatever topics it brings, then it takes those of the decision', () => {
    const joining = memberOf({ record: recordOf({ id: '12x2', topics: ['Events'] }) });
    expect(written([sealedMember(on, { id: '12x1' }), joining], null)).toEqual({ '12x2': on.topics });
  });

  it('a record that nobody asked, when a topic is switched off, then it is written; the others of the address too', () => {
    const blank = (id: string) => memberOf({ record: recordOf({ id }) });
    const members = [blank('12x1'), blank('12x2')];
    expect(written(members, null)).toEqual({});
    const rest = ['Offers', 'Events'];
    expect(written(members, off(['News']))).toEqual({ '12x1': rest, '12x2': rest });
    const done = sealedMember(stateOf('none', { topics: rest, changedOn: NOW }), { id: '12x1' });
    expect(written([done, blank('12x2')], null)).toEqual({ '12x2': rest });
  });

  it('any records, when looked at in another order, then the same topics', () => {
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 4 }), (states) => {
        const [there, back] = [states, states.toReversed()].map((each) => effectiveState(each).topics);
        expect(new Set(there)).toEqual(new Set(back));
      }),
      SEEDED,
    );
  });

  it('any records, when they are of one address, then a topic is on only where one of its latest decisions names it', () => {
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 4 }), (states) => {
        const end = effectiveState(states);
        const alike = states.filter((each) => each.status === end.status && each.changedOn === end.changedOn);
        const named = alike.filter((each) => each.topics.length > 0);
        if (named.length === 0) return;
        expect(end.topics).not.toEqual([]);
        for (const topic of end.topics) expect(named.some((each) => each.topics.includes(topic))).toBe(true);
      }),
      SEEDED,
    );
  });
});

describe('a record without a field for topics', () => {
  const members = [
    sealedMember(stateOf('Subscribed', { topics: ['News', 'Offers'] }), { id: '12x1' }),
    sealedMember(stateOf('Subscribed'), { id: '12x2', topics: null }),
  ];

  it('when a topic is switched off, then everything is: nobody could tell it apart', () => {
    const { state: end } = assess(members, off(['News']), assessContext());
    expect(end.status).toBe('Unsubscribed');
    expect(written(members, off(['News']))).toEqual({ '12x1': ['News', 'Offers'], '12x2': null });
  });

  it('when a topic is switched on, then nothing changes', () => {
    const event = eventOf('ConsentSubscribed', { topics: ['Events'], offered: OFFERED });
    expect(assess(members, event, assessContext()).answer).toEqual({ kind: 'unchanged', effects: [] });
  });

  it('when it is looked at, then it is not written for its topics', () => {
    expect(written(members, null)).toEqual({});
  });
});

describe('a topic switched off that a late write covers', () => {
  const standing = off(['News'], { id: 'first' });
  const covered = [sealedMember(stateOf('Subscribed', { topics: ['News', 'Offers'] }))];
  const stands = [sealedMember(stateOf('Subscribed', { topics: ['Offers'] }))];

  it('when the record is looked at, then the topic goes again', () => {
    expect(written(covered, null, { standing })).toEqual({ '12x1': ['Offers'] });
    expect(assess(covered, null, assessContext({ standing })).happened).toHaveLength(1);
  });

  it('when nothing covers it, then nothing happens', () => {
    expect(written(stands, null, { standing })).toEqual({});
    expect(assess(stands, null, assessContext({ standing })).happened).toEqual([]);
  });

  it('when staff set "do not mail" at the same time, then that is a refusal of its own', () => {
    const flagged = [
      sealedMember(stateOf('Subscribed', { topics: ['News', 'Offers'] }), { emailOptout: true }),
    ];
    expect(assess(flagged, null, assessContext({ standing })).state.status).toBe('Optout');
  });
});

describe('topics on a webform', () => {
  const form = recordOf({
    id: '12x2',
    origin: 'WEBFORM',
    newsletterOptin: true,
    createdTime: NOW - DAY,
    topics: ['Events'],
  });
  const expired = sealedMember(stateOf('Expired', { topics: ['News'] }), { id: '12x1' });
  const members = [expired, memberOf({ record: form })];

  it.each([
    ['the sweep finds it', null],
    ['Vtiger tells of it', eventOf('OptInRequested', { record: '12x2', channel: 'webform' })],
  ])('when %s, then what the person chose there is what is asked, on all records', (_, event) => {
    expect(written(members, event)).toEqual({ '12x1': ['Events'], '12x2': ['Events'] });
  });

  it('of somebody who gets mail already, then they change nothing', () => {
    const subscribed = sealedMember(stateOf('Subscribed', { topics: ['News'] }), { id: '12x1' });
    expect(written([subscribed, memberOf({ record: form })], null)).toEqual({ '12x2': ['News'] });
  });
});
