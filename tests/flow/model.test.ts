import fc from 'fast-check';
import { decide } from '../../src/consent/decide';
import { BLANK_STATE, type AddressState } from '../../src/consent/state';
import type { World } from '../fakes/world';
import { createWorld, POLICY, TEXT } from '../fakes/world';
import { repeatedEvidence, repeatedMails, watchProof } from '../fakes/laws';

const MINUTE = 60_000;
const LONG = process.env['SOAK'] === '1';

type Act =
  | 'sign-up'
  | 'confirm'
  | 'decline'
  | 'unsubscribe'
  | 'one-click'
  | 'invite'
  | 'record'
  | 'blacklist'
  | 'lift'
  | 'topic-off'
  | 'topic-on';

interface Turn {
  readonly person: number;
  readonly act: Act;
  /** At which port call from now the process dies; 0: it does not. */
  readonly crash: number;
  readonly when: 'before' | 'after';
}

const turns = fc.array(
  fc.record<Turn>({
    person: fc.integer({ min: 0, max: 2 }),
    act: fc.constantFrom<Act>(
      'sign-up',
      'confirm',
      'decline',
      'unsubscribe',
      'one-click',
      'invite',
      'record',
      'blacklist',
      'lift',
      'topic-off',
      'topic-on',
    ),
    crash: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 45 })),
    when: fc.constantFrom('before', 'after'),
  }),
  { minLength: 3, maxLength: 12 },
);

const EVENTS = {
  'sign-up': 'OptInRequested',
  confirm: 'ConsentConfirmed',
  decline: 'ConsentRefused',
  unsubscribe: 'ConsentWithdrawn',
  'one-click': 'ConsentWithdrawn',
  invite: 'InvitationRequested',
  record: 'ConsentRecorded',
  blacklist: 'AddressBlacklisted',
  lift: 'BlacklistLifted',
  'topic-off': 'ConsentWithdrawn',
  'topic-on': 'ConsentSubscribed',
} as const;

const BY_PERSON: readonly Act[] = ['confirm', 'decline', 'unsubscribe', 'one-click', 'topic-off', 'topic-on'];

const OFFERED = ['News', 'Offers', 'Events'];

/** Which topic, by the time: both sides see the same. */
const topicsOf = (act: Act, now: number) =>
  act.startsWith('topic-') ? { topics: [OFFERED[Math.floor(now / MINUTE) % 3] ?? ''], offered: OFFERED } : {};

/** The reference: one state per person, the events decided in order, each asking followed by its mail. */
class Reference {
  private readonly states = new Map<number, AddressState>();
  private rounds = 0;

  state(person: number): AddressState {
    return this.states.get(person) ?? BLANK_STATE;
  }

  apply(person: number, act: Act, now: number): void {
    const state = this.states.get(person) ?? BLANK_STATE;
    this.rounds += 1;
    const round = `round-${String(this.rounds).padStart(8, '0')}`;
    const context = { policy: POLICY, now, roundOf: () => round };
    const common = { id: `e${this.rounds}`, record: 'r', occurredAt: now };
    const actor = { type: BY_PERSON.includes(act) || act === 'sign-up' ? 'contact' : 'staff' } as const;
    const event = {
      ...common,
      name: EVENTS[act],
      actor,
      channel: 'form' as const,
      ...DETAILS,
      ...topicsOf(act, now),
    };
    const decided = decide(event, state, context);
    let next = decided.kind === 'changed' ? decided.state : state;
    if (next.status === 'Optin') {
      const sent = {
        ...common,
        name: 'InvitationSent' as const,
        actor: { type: 'system' as const },
        channel: 'system' as const,
      };
      const after = decide({ ...sent, round8: next.round.slice(-8) }, next, context);
      if (after.kind === 'changed') next = after.state;
    }
    this.states.set(person, next);
  }
}

const DETAILS = {
  reason: 'met at a fair',
  source: 'paper form',
  basis: 'consent' as const,
  shown: { text: TEXT, language: 'en' as const, policyUrl: 'https://consent.example/privacy' },
};

function perform(world: World, turn: Turn, ids: readonly string[]): void {
  const { act, person } = turn;
  const id = ids[person * 2 + (world.clock.now() % 2)] ?? '';
  if (!BY_PERSON.includes(act)) {
    const shown = { text: TEXT, language: 'en', policyUrl: '' };
    const rest = { reason: DETAILS.reason, source: DETAILS.source, basis: 'consent' };
    world.simulator.webhook(world.hook(EVENTS[act], id, { ...shown, ...rest }));
    return;
  }
  const round8 = world.crm.see(id).round.slice(-8);
  world.simulator.act({
    event: EVENTS[act],
    record: id,
    fingerprint: world.fingerprint(`person${person}@example.com`),
    channel: act === 'one-click' ? 'one-click' : 'form',
    occurredAt: world.clock.now(),
    eventId: world.newId(),
    ...(round8 === '' ? {} : { round8 }),
    ...(act === 'confirm' || act === 'topic-on' ? { shown: DETAILS.shown } : {}),
    ...topicsOf(act, world.clock.now()),
  });
}

async function play(script: readonly Turn[]) {
  const world = createWorld();
  const breaches = watchProof(world);
  const reference = new Reference();
  const people = [0, 1, 2];
  const ids = people.flatMap((person) => [
    world.crm.add({ email: `person${person}@example.com` }),
    world.crm.add({ email: ` Person${person}@example.com`, module: 'Leads' }),
  ]);
  for (const turn of script) {
    reference.apply(turn.person, turn.act, world.clock.now());
    perform(world, turn, ids);
    world.probe.names.length = 0;
    world.probe.point = turn.crash === 0 ? null : { at: turn.crash, when: turn.when };
    await world.simulator.run(25 * MINUTE);
    world.probe.point = null;
  }
  return { world, breaches, reference, ids, people };
}

describe('many people, events and crashes', () => {
  it('any order of events, when the process dies anywhere, ends as the decisions in order say', async () => {
    await fc.assert(
      fc.asyncProperty(turns, async (script) => {
        const { world, breaches, reference, ids, people } = await play(script);
        for (const person of people) {
          const { status: expected, topics } = reference.state(person);
          const own = ids.slice(person * 2, person * 2 + 2);
          const found = own.map((id) => world.crm.see(id).status || 'none');
          if (expected !== 'none') expect(found).toEqual([expected, expected]);
          else expect(new Set(found)).toEqual(new Set(['none']));
          const chosen = own.map((id) => world.crm.see(id).topics?.toSorted());
          if (expected !== 'none' || topics.length > 0)
            expect(chosen).toEqual([topics.toSorted(), topics.toSorted()]);
          expect(own.flatMap((id) => repeatedEvidence(world, id))).toEqual([]);
        }
        expect(breaches).toEqual([]);
        expect(world.simulator.failed).toEqual([]);
        expect(repeatedMails(world).length).toBeLessThanOrEqual(world.tally.of('mail invitation repeated'));
      }),
      { numRuns: LONG ? 2000 : 40, seed: 20261124 },
    );
  });
});
