import fc from 'fast-check';
import { decide } from '../../../src/consent/decide';
import type { ConsentEvent } from '../../../src/consent/event';
import { effectiveState } from '../../../src/consent/effective';
import type { AddressState } from '../../../src/consent/state';
import { isMailable, isNever, isRefusal, isWaiting, STATUSES_AND_NONE } from '../../../src/consent/status';
import { event, OFFERED, SEEDED, state, topicEvent, TOPICS } from './arbitraries';
import { after, contextOf, eventOf, undoOf } from './samples';

const ways = fc.constantFrom('ConsentRefused', 'ConsentWithdrawn');
const context = contextOf();
const step = (before: AddressState, what: ConsentEvent, with_ = context) =>
  after(decide(what, before, with_), before);
const walk = (before: AddressState, events: readonly ConsentEvent[]) =>
  events.reduce((at, each) => step(at, each), before);

/** From best to worst for who fears mail: what an undo or an expiry must never climb. */
const MAILABILITY = (status: AddressState['status']) => (isMailable(status) ? 2 : isNever(status) ? 0 : 1);

describe('the laws, over any state and any event', () => {
  it('refusing and withdrawing, from every status by anybody at any time, then never mailed again', () => {
    fc.assert(
      fc.property(state, event, ways, (before, drawn, name) => {
        const end = step(before, { ...drawn, name });
        expect(isNever(end.status)).toBe(true);
      }),
      SEEDED,
    );
  });

  it('staff and system, whatever they send one after the other, turn no refusal mailable but by recorded proof', () => {
    const others = event
      .map((drawn) => ({
        ...drawn,
        actor: { type: drawn.actor.type === 'contact' ? ('staff' as const) : drawn.actor.type },
      }))
      .filter((drawn) => drawn.name !== 'ConsentRecorded');
    fc.assert(
      fc.property(state, fc.array(others, { maxLength: 8 }), (before, events) => {
        fc.pre(isRefusal(before.status) || (isWaiting(before.status) && isRefusal(before.before)));
        const end = walk(before, events);
        expect(isMailable(end.status)).toBe(false);
        // The refusal itself stays, in the open, behind the round, or barred.
        expect(isNever(end.status) || isRefusal(end.before)).toBe(true);
      }),
      SEEDED,
    );
  });

  it('recorded proof over a refusal, then basis consent, by the action, dated after it, and never over "not me"', () => {
    fc.assert(
      fc.property(state, event, (before, drawn) => {
        const recorded = { ...drawn, name: 'ConsentRecorded' as const };
        const refusedOn = isRefusal(before.status)
          ? before.changedOn
          : isRefusal(before.before)
            ? before.beforeOn
            : undefined;
        fc.pre(refusedOn !== undefined && !isMailable(before.status));
        if (!isMailable(step(before, recorded).status)) return;
        expect(recorded).toMatchObject({ basis: 'consent' });
        expect(recorded.found).not.toBe(true);
        expect(before.notMe).toBe(false);
        expect(recorded.occurredAt).toBeGreaterThan(refusedOn ?? Infinity);
      }),
      SEEDED,
    );
  });

  it("Confirmed and Subscribed, then reached only by the person's link, an undo to it, or complete proof", () => {
    fc.assert(
      fc.property(state, event, (before, drawn) => {
        const end = step(before, drawn);
        if (!isMailable(end.status) || isMailable(before.status)) return;
        const byPerson =
          ['ConsentConfirmed', 'ConsentSubscribed'].includes(drawn.name) && drawn.actor.type === 'contact';
        const byProof = drawn.name === 'ConsentRecorded' && drawn.actor.type !== 'contact';
        expect(byPerson || byProof).toBe(true);
        if (byPerson && drawn.channel === 'label') expect(isWaiting(before.status)).toBe(true);
        if (byProof) expect([drawn.basis, drawn.source, drawn.shown?.text].every((each) => each)).toBe(true);
        expect(end.agreed.consentDate).toBe(end.changedOn);
      }),
      SEEDED,
    );
  });

  it('an event applied twice, then the same as once', () => {
    fc.assert(
      fc.property(state, state, event, fc.boolean(), (before, undone, drawn, withUndo) => {
        const given = withUndo ? contextOf({ ...undoOf(undone) }) : context;
        const once = step(before, drawn, given);
        // What an undo restores was the state before a withdrawal that changed the status.
        fc.pre(!withUndo || undone.status !== 'Unsubscribed');
        expect(step(once, drawn, given)).toEqual(once);
      }),
      SEEDED,
    );
  });

  it('Blacklisted, then left only by staff who lift it, and then to a refusal', () => {
    fc.assert(
      fc.property(state, event, (drawnState, drawn) => {
        const before = {
          ...drawnState,
          status: 'Blacklisted' as const,
          before: 'none' as const,
          beforeOn: null,
        };
        const end = step(before, drawn, contextOf(undoOf(drawnState)));
        if (end.status === 'Blacklisted') return;
        expect(drawn).toMatchObject({ name: 'BlacklistLifted', reason: 'met' });
        expect(drawn.actor.type).not.toBe('contact');
        expect(end.status).toBe('Optout');
      }),
      SEEDED,
    );
  });

  it('an expiry, then never better than what was before', () => {
    fc.assert(
      fc.property(state, event, (before, drawn) => {
        const end = step(before, { ...drawn, name: 'InvitationExpired' });
        expect(MAILABILITY(end.status)).toBeLessThanOrEqual(MAILABILITY(before.status));
        const behind = isWaiting(before.status) && isRefusal(before.before);
        if (behind && end !== before) {
          expect(end).toMatchObject({
            status: before.before,
            changedOn: before.beforeOn,
            notMe: before.notMe,
          });
        }
      }),
      SEEDED,
    );
  });

  it('an undo, then exactly the status before the withdrawal that left the entry', () => {
    fc.assert(
      fc.property(state, event, (before, drawn) => {
        const withdrawal = { ...drawn, name: 'ConsentWithdrawn' as const, channel: 'form' as const };
        const decision = decide(withdrawal, before, context);
        fc.pre(decision.kind === 'changed');
        expect(decision).toHaveProperty('effects', ['keep-undo', 'read-back']);
        const end = step(after(decision, before), eventOf('WithdrawalUndone'), contextOf(undoOf(before)));
        const emailOptout = before.emailOptout === 'keep' ? false : before.emailOptout;
        expect(end).toEqual({ ...before, emailOptout });
      }),
      SEEDED,
    );
  });

  it('"this was not me", then forgotten only when the person consents or the record has another address', () => {
    fc.assert(
      fc.property(state, fc.array(event, { maxLength: 6 }), (start, events) => {
        fc.pre(start.notMe);
        const end = walk(start, events);
        if (end.notMe) return;
        const consented = events.some(
          ({ name, actor }) => actor.type === 'contact' && /ConsentConfirmed|ConsentSubscribed/.test(name),
        );
        expect(consented).toBe(true);
      }),
      SEEDED,
    );
  });

  it('the date of consent, then never cleared', () => {
    fc.assert(
      fc.property(state, event, (before, drawn) => {
        fc.pre(before.agreed.consentDate !== null);
        expect(step(before, drawn).agreed.consentDate).not.toBeNull();
      }),
      SEEDED,
    );
  });

  it('an event older than the last decision, then no nearer to mail', () => {
    fc.assert(
      fc.property(state, event, (before, drawn) => {
        fc.pre(isRefusal(before.status) && before.changedOn !== null && drawn.occurredAt < before.changedOn);
        expect(MAILABILITY(step(before, drawn).status)).toBe(0);
      }),
      SEEDED,
    );
  });

  it('decide, whatever it is given, then it answers and leaves what it was given alone', () => {
    fc.assert(
      fc.property(state, event, (before, drawn) => {
        const copy = structuredClone({ before, drawn });
        expect(STATUSES_AND_NONE).toContain(step(before, drawn).status);
        expect({ before, drawn }).toEqual(copy);
      }),
      SEEDED,
    );
  });
});

describe('the effective status, over any records', () => {
  const states = fc.array(state, { minLength: 1, maxLength: 5 });
  it('when the records come in another order, then the same state', () => {
    fc.assert(
      fc.property(
        states.chain((drawn) =>
          fc.tuple(fc.constant(drawn), fc.shuffledSubarray(drawn, { minLength: drawn.length })),
        ),
        ([drawn, shuffled]) => expect(effectiveState(shuffled)).toEqual(effectiveState(drawn)),
      ),
      SEEDED,
    );
  });
  it('when it is written to some or all of them, then it stays', () => {
    fc.assert(
      fc.property(states, fc.nat(), (drawn, written) => {
        const effective = effectiveState(drawn);
        const converging = drawn.map((each, index) =>
          index < written % (drawn.length + 1) ? effective : each,
        );
        expect(effectiveState([...converging, effective])).toEqual(effective);
      }),
      SEEDED,
    );
  });
  it('when a decided event reached only one record, then the next look goes on from it where it refused', () => {
    fc.assert(
      fc.property(states, event, ways, (drawn, happened, name) => {
        const refused = step(effectiveState(drawn), { ...happened, name });
        fc.pre(isNever(refused.status));
        expect(isNever(effectiveState([...drawn, refused]).status)).toBe(true);
      }),
      SEEDED,
    );
  });
  it('when one is Blacklisted, then Blacklisted', () => {
    fc.assert(
      fc.property(states, (drawn) => {
        fc.pre(drawn.some((each) => each.status === 'Blacklisted'));
        expect(effectiveState(drawn).status).toBe('Blacklisted');
      }),
      SEEDED,
    );
  });
});

/** What may be mailed: an empty list is everything that there is. */
const switchedOn = ({ topics }: AddressState) => (topics.length === 0 ? TOPICS : topics);
const gained = (before: AddressState, end: AddressState) =>
  switchedOn(end).filter((topic) => !switchedOn(before).includes(topic));

describe('the laws of topics, over any state and any event', () => {
  it('an event about topics applied twice, then the same as once', () => {
    fc.assert(
      fc.property(state, topicEvent, (before, drawn) => {
        const once = step(before, drawn);
        expect(step(once, drawn)).toEqual(once);
      }),
      SEEDED,
    );
  });

  it('topics switched off by anybody at any time, then none of them is on, none is added, nobody becomes mailable', () => {
    fc.assert(
      fc.property(state, topicEvent, (before, drawn) => {
        const end = step(before, { ...drawn, name: 'ConsentWithdrawn' });
        expect(gained(before, end)).toEqual([]);
        if (isMailable(end.status)) {
          expect(end.status).toBe(before.status);
          expect(end.topics.filter((topic) => drawn.topics?.includes(topic))).toEqual([]);
          const named = drawn.topics?.some((topic) => drawn.offered?.includes(topic)) === true;
          if (end.topics.length === 0) expect(named).toBe(false);
        }
      }),
      SEEDED,
    );
  });

  it('everything offered switched off one by one, in any order, then never mailed again', () => {
    fc.assert(
      fc.property(state, fc.shuffledSubarray(OFFERED, { minLength: OFFERED.length }), (before, order) => {
        const events = order.map((topic) => ({
          ...eventOf('ConsentWithdrawn'),
          topics: [topic],
          offered: OFFERED,
        }));
        fc.pre(!before.topics.every((topic) => topic === 'Gone') || before.topics.length === 0);
        expect(isMailable(walk(before, events).status)).toBe(false);
      }),
      SEEDED,
    );
  });

  it('staff and system, whatever they send, then they switch no topic on', () => {
    fc.assert(
      fc.property(state, topicEvent, (before, drawn) => {
        fc.pre(drawn.actor.type !== 'contact');
        expect(gained(before, step(before, drawn))).toEqual([]);
      }),
      SEEDED,
    );
  });

  it('a stranger with a printed link or a form, then no topic is switched on for who gets mail', () => {
    fc.assert(
      fc.property(state, topicEvent, (before, drawn) => {
        fc.pre(isMailable(before.status));
        const strangers = drawn.channel === 'label' || drawn.name === 'OptInRequested';
        if (strangers) expect(gained(before, step(before, drawn))).toEqual([]);
      }),
      SEEDED,
    );
  });

  it('an older switch that arrives after a newer one, then it switches nothing on for who gets mail', () => {
    fc.assert(
      fc.property(state, topicEvent, (before, drawn) => {
        fc.pre(isMailable(before.status) && drawn.occurredAt < (before.changedOn ?? -Infinity));
        expect(gained(before, step(before, drawn))).toEqual([]);
      }),
      SEEDED,
    );
  });
});
