import { decide } from '../../../src/consent/decide';
import type { ConsentEvent, EventName } from '../../../src/consent/event';
import type { AddressState } from '../../../src/consent/state';
import { STATUSES_AND_NONE } from '../../../src/consent/status';
import { contextOf, DAY, eventOf, NOW, stateOf, undoOf } from './samples';

const OFFERED = ['News', 'Offers', 'Events'];
const about = (name: EventName, topics: readonly string[], extra: Partial<ConsentEvent> = {}) =>
  eventOf(name, { topics, offered: OFFERED, ...extra });
const off = (topics: readonly string[], extra?: Partial<ConsentEvent>) =>
  about('ConsentWithdrawn', topics, extra);
const on = (topics: readonly string[], extra?: Partial<ConsentEvent>) =>
  about('ConsentSubscribed', topics, extra);
const answer = (event: ConsentEvent, state: AddressState) => decide(event, state, contextOf());

const MOVING = [
  'none',
  'Optin',
  'Invited',
  'Reminded',
  'Expired',
  'Confirmed',
  'Subscribed',
  'Bounced',
] as const;
const NEVER = ['Optout', 'Unsubscribed', 'Blacklisted'] as const;

describe('a topic switched off', () => {
  it.each(STATUSES_AND_NONE)('from %s, then the topic goes and the status stays', (status) => {
    const before = stateOf(status, { topics: ['News', 'Offers'] });
    const decision = answer(off(['News']), before);
    expect(decision).toMatchObject({ kind: 'changed', state: { status, topics: ['Offers'] } });
  });

  it.each(['Confirmed', 'Subscribed'] as const)(
    'while %s, then it is dated; proof of consent stays',
    (status) => {
      const before = stateOf(status);
      const decision = answer(off(['News']), before);
      expect(decision).toMatchObject({
        state: { changedOn: NOW, agreed: before.agreed, emailOptout: false },
      });
    },
  );

  it.each(['Optin', 'Invited', 'Reminded', 'Expired', 'Bounced', ...NEVER] as const)(
    'while %s, then the status keeps its date',
    (status) => {
      const before = stateOf(status);
      expect(answer(off(['News']), before)).toMatchObject({ state: { changedOn: before.changedOn } });
    },
  );

  it('where everything was on, then everything else is written', () => {
    expect(answer(off(['Offers']), stateOf('Confirmed'))).toMatchObject({
      state: { topics: ['News', 'Events'] },
    });
  });

  it.each(MOVING)(
    'when it is the last one, from %s, then it is the full withdrawal and the field stays',
    (status) => {
      const before = stateOf(status, { topics: ['News'] });
      expect(answer(off(['News'], { channel: 'form' }), before)).toMatchObject({
        kind: 'changed',
        state: { status: 'Unsubscribed', topics: ['News'], emailOptout: true },
        effects: ['keep-undo', 'read-back'],
      });
    },
  );

  it.each(NEVER)('when it is the last one, from %s, then nothing changes', (status) => {
    const decision = answer(off(['News']), stateOf(status, { topics: ['News'] }));
    expect(decision).toEqual({ kind: 'unchanged', effects: ['drop-undo'] });
  });

  it('when all that is offered goes, then it is the full withdrawal, whatever is left that nobody sees', () => {
    const full = { state: { status: 'Unsubscribed' } };
    expect(answer(off(OFFERED), stateOf('Confirmed'))).toMatchObject(full);
    expect(answer(off(['News']), stateOf('Confirmed', { topics: ['News', 'Gone'] }))).toMatchObject(full);
  });

  it('when nobody knows which topics there are, then it can only mean everything', () => {
    const decision = answer(off(['News'], { offered: [] }), stateOf('Confirmed'));
    expect(decision).toMatchObject({ state: { status: 'Unsubscribed' } });
  });

  it('that staff took out of the list since, then it goes from the record all the same', () => {
    const before = stateOf('Confirmed', { topics: ['Gone', 'News'] });
    expect(answer(off(['Gone']), before)).toMatchObject({ state: { status: 'Confirmed', topics: ['News'] } });
  });

  it.each([
    ['is off already', ['Offers'], ['News']],
    ['does not exist', [], ['Weather']],
    ['is none', ['Offers'], []],
  ])('that %s, then nothing changes', (_, topics, named) => {
    const decision = answer(off(named), stateOf('Subscribed', { topics }));
    expect(decision).toEqual({ kind: 'unchanged', effects: ['drop-undo'] });
  });

  it('when it comes late, then it counts all the same, dated no earlier than the decision', () => {
    const before = stateOf('Subscribed', { changedOn: NOW });
    const decision = answer(off(['News'], { occurredAt: NOW - DAY }), before);
    expect(decision).toMatchObject({ kind: 'changed', state: { changedOn: NOW } });
  });

  it('where mail may go out, then it ends the undo of an earlier withdrawal and is read back', () => {
    expect(answer(off(['News']), stateOf('Subscribed'))).toMatchObject({
      effects: ['drop-undo', 'read-back'],
    });
    expect(answer(off(['News']), stateOf('Optout'))).toMatchObject({ effects: ['drop-undo'] });
  });

  it('while an undo waits, then the undo brings the status back and not the topic', () => {
    const before = stateOf('Subscribed');
    const state = stateOf('Unsubscribed', { topics: ['News'] });
    const decision = decide(eventOf('WithdrawalUndone'), state, contextOf(undoOf(before)));
    expect(decision).toMatchObject({ state: { status: 'Subscribed', topics: ['News'] } });
  });
});

describe('a topic switched on', () => {
  it('while Subscribed, then it is added and dated, and the consent that stands goes on', () => {
    const before = stateOf('Subscribed', { topics: ['News'] });
    expect(answer(on(['Offers']), before)).toEqual({
      kind: 'changed',
      state: { ...before, topics: ['News', 'Offers'], changedOn: NOW },
      effects: ['drop-undo'],
    });
  });

  it('while Confirmed, then it is added and the consent is the new one', () => {
    const shown = { text: 'Yes, offers.' };
    const decision = answer(on(['Offers'], { shown }), stateOf('Confirmed', { topics: ['News'] }));
    expect(decision).toMatchObject({
      state: { status: 'Subscribed', topics: ['News', 'Offers'], agreed: { text: 'Yes, offers.' } },
    });
  });

  it.each(['Confirmed', 'Subscribed'] as const)(
    'while %s to everything, then everything stays on',
    (status) => {
      const decision = answer(on(['Offers']), stateOf(status));
      expect(decision.kind === 'changed' ? decision.state.topics : []).toEqual([]);
    },
  );

  it.each(['none', 'Optin', 'Invited', 'Reminded', 'Expired', 'Optout', 'Unsubscribed', 'Bounced'] as const)(
    'from %s, then that topic is on and no other',
    (status) => {
      const decision = answer(on(['Offers']), stateOf(status, { topics: ['News'] }));
      expect(decision).toMatchObject({ state: { status: 'Subscribed', topics: ['Offers'] } });
    },
  );

  it('that is on already, then nothing changes', () => {
    const decision = answer(on(['News']), stateOf('Subscribed', { topics: ['News'] }));
    expect(decision).toEqual({ kind: 'unchanged', effects: [] });
  });

  it.each([...MOVING, 'Optout', 'Unsubscribed'] as const)(
    'that is not offered, from %s, then nothing changes',
    (status) => {
      const decision = answer(on(['Gone']), stateOf(status, { topics: ['News'] }));
      expect(decision).toEqual({ kind: 'unchanged', effects: [] });
    },
  );

  it('when it comes late, after another decision, then it is rejected', () => {
    const before = stateOf('Subscribed', { topics: ['News'], changedOn: NOW });
    expect(answer(on(['Offers'], { occurredAt: NOW - 1000 }), before)).toEqual({
      kind: 'rejected',
      code: 'older_than_decision',
    });
  });

  it.each([
    ['contact', 'label', 'topic_needs_fresh_link'],
    ['staff', 'crm', 'wrong_actor'],
    ['system', 'system', 'wrong_actor'],
  ] as const)('by %s through %s, then it is rejected from every status', (type, channel, code) => {
    for (const status of STATUSES_AND_NONE) {
      const decision = answer(
        on(['Offers'], { actor: { type }, channel }),
        stateOf(status, { topics: ['News'] }),
      );
      expect(decision).toEqual({ kind: 'rejected', code });
    }
  });

  it('while Blacklisted, then it is rejected', () => {
    expect(answer(on(['News']), stateOf('Blacklisted'))).toEqual({ kind: 'rejected', code: 'blacklisted' });
  });
});

describe('topics chosen at sign-up', () => {
  const asking = (topics: readonly string[], extra?: Partial<ConsentEvent>) =>
    about('OptInRequested', topics, extra);

  it.each(['none', 'Expired', 'Optout', 'Unsubscribed', 'Bounced'] as const)(
    'from %s, then they are what is asked',
    (status) => {
      const decision = answer(asking(['News', 'Gone']), stateOf(status, { topics: ['Offers'] }));
      expect(decision).toMatchObject({ state: { status: 'Optin', topics: ['News'] } });
    },
  );

  it.each(['Optin', 'Invited', 'Reminded', 'Confirmed', 'Subscribed'] as const)(
    'from %s, then a stranger changes nothing',
    (status) => {
      expect(answer(asking(['News']), stateOf(status, { topics: ['Offers'] })).kind).toBe('unchanged');
    },
  );

  it('when none of them is offered, then the choice that stands goes on', () => {
    const decision = answer(asking(['Gone']), stateOf('Unsubscribed', { topics: ['Offers'] }));
    expect(decision).toMatchObject({ state: { status: 'Optin', topics: ['Offers'] } });
  });

  it('by staff, then they count for nothing', () => {
    const staff = asking(['News'], { actor: { type: 'staff' }, channel: 'crm', reason: 'met' });
    expect(answer(staff, stateOf('none'))).toMatchObject({ state: { status: 'Optin', topics: [] } });
  });

  it('when confirmed, then they are what is on', () => {
    const decision = answer(eventOf('ConsentConfirmed'), stateOf('Invited', { topics: ['News'] }));
    expect(decision).toMatchObject({ state: { status: 'Confirmed', topics: ['News'] } });
  });
});
