import { evidenceOn, repeatedEvidence, repeatedMails, watchProof } from '../fakes/laws';
import { createWorld, DAY, type World } from '../fakes/world';

const EMAIL = 'anna@example.com';
const MINUTE = 60_000;
/** What others can see of the bridge, or what it goes by when it starts again: the process dies at each of these. */
const TELLING = /^(crm\.(write|addComment)|mailer\.send|ledger\.(reserve|sent)|undo\.|standing\.|memory\.)/;
/** A part of the other calls each time, all of them in the long run (SOAK=1). */
const STRIDE = process.env['SOAK'] === '1' ? 1 : 16;

/** What is under way when the process dies, and how every record of the address must end. */
interface Scenario {
  readonly name: string;
  /** Answers the ids of the address; what it queues is run with the crash in it. */
  readonly begin: (world: World) => Promise<string[]>;
  readonly ends: string;
  /** Where Redis is emptied, an accepted act may be lost as a whole: then this is how it stays. */
  readonly orStays?: string;
  /** Its undo entry is kept for an hour and it is read back, wherever the process died. */
  readonly remembers?: boolean;
}

async function invited(world: World): Promise<string[]> {
  const ids = [world.signUp(EMAIL), world.crm.add({ email: 'ANNA@example.com ', module: 'Leads' })];
  await world.simulator.run(10 * MINUTE);
  return ids;
}

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'an invitation by webhook',
    begin: async (world) => {
      const id = world.signUp(EMAIL);
      world.simulator.webhook(world.hook('OptInRequested', id));
      return Promise.resolve([id, world.crm.add({ email: EMAIL, module: 'Leads' })]);
    },
    ends: 'Invited',
  },
  {
    name: 'an invitation by sweep',
    begin: async (world) => Promise.resolve([world.signUp(EMAIL)]),
    ends: 'Invited',
  },
  {
    name: 'a reminder',
    begin: async (world) => {
      const ids = await invited(world);
      world.clock.advance(3 * DAY);
      return ids;
    },
    ends: 'Reminded',
  },
  {
    name: 'an expiry',
    begin: async (world) => {
      const ids = await invited(world);
      world.clock.advance(14 * DAY);
      return ids;
    },
    ends: 'Expired',
  },
  {
    name: 'a confirmation',
    begin: async (world) => {
      const ids = await invited(world);
      world.simulator.act(world.click(world.mailer.outbox[0], 'confirm'));
      return ids;
    },
    ends: 'Confirmed',
    orStays: 'Invited',
  },
  {
    name: 'a withdrawal',
    begin: async (world) => {
      const ids = await invited(world);
      world.simulator.act(world.click(world.mailer.outbox[0], 'confirm'));
      await world.simulator.run(10 * MINUTE);
      world.simulator.act(world.click(world.mailer.outbox[0], 'unsubscribe'));
      return ids;
    },
    ends: 'Unsubscribed',
    orStays: 'Confirmed',
    remembers: true,
  },
  {
    name: 'a record that joins a refusal',
    begin: async (world) => {
      const ids = await invited(world);
      world.simulator.act(world.click(world.mailer.outbox[0], 'decline'));
      await world.simulator.run(10 * MINUTE);
      world.simulator.webhook(world.hook('OptInRequested', world.crm.add({ email: 'x@example.org' })));
      return [...ids, world.crm.add({ email: EMAIL, newsletterOptin: true })];
    },
    ends: 'Optout',
  },
  {
    name: 'a status that staff set by hand',
    begin: async (world) => {
      const ids = await invited(world);
      world.crm.edit(ids[1] ?? '', { status: 'Blacklisted' });
      return ids;
    },
    ends: 'Blacklisted',
  },
];

interface Run {
  readonly world: World;
  readonly ids: readonly string[];
  readonly breaches: readonly string[];
  readonly where: string;
}

/** The numbers of the calls at which the process is to die, found by a run in which it does not. */
async function crashPoints(scenario: Scenario, when: string): Promise<number[]> {
  const { world } = await runWithCrash(scenario, 0, { when: 'before', flush: false });
  const offset = (scenario.name.length + when.length) % STRIDE;
  const chosen = (name: string, index: number) => TELLING.test(name) || index % STRIDE === offset;
  return world.probe.names.flatMap((name, index) => (chosen(name, index) ? [index + 1] : []));
}

async function runWithCrash(
  scenario: Scenario,
  at: number,
  options: { when: 'before' | 'after'; flush: boolean },
) {
  const world = createWorld();
  const breaches = watchProof(world);
  const ids = await scenario.begin(world);
  world.probe.names.length = 0;
  world.probe.point = { at, when: options.when };
  world.simulator.flushOnCrash = options.flush;
  await world.simulator.run(35 * MINUTE);
  const where = `${scenario.name}, died ${options.when} call ${at}: ${world.probe.names[at - 1] ?? 'none'}`;
  return { world, ids, breaches, where };
}

function expectLaws({ world, ids, breaches, where }: Run): void {
  const repeated = ids.flatMap((id) => repeatedEvidence(world, id));
  expect({ where, breaches, repeated }).toEqual({ where, breaches: [], repeated: [] });
  const { failed } = world.simulator;
  expect({ where, failed }).toEqual({ where, failed: [] });
  for (const id of ids) {
    const { status } = world.crm.see(id);
    const proven = evidenceOn(world, id).some((each) => each.toStatus === status);
    expect({ where, id, proven }).toEqual({ where, id, proven: true });
    const last = evidenceOn(world, id).flatMap(({ block }) => block['round'] ?? []);
    // Where Redis was emptied, a webhook that left its evidence is lost, and the sweep finds the same sign-up anew.
    const rounds = new Set(world.simulator.flushOnCrash ? last.slice(-1) : last);
    expect({ where, id, rounds }).toEqual({ where, id, rounds: new Set([world.crm.see(id).round]) });
  }
}

/** The one moment in which a mail may have left and the ledger does not say so yet (domain: "Write-ahead"). */
const mayRepeat = (where: string) => /before call \d+: ledger\.sent|after call \d+: mailer\.send/.test(where);

const statuses = ({ world, ids }: Run) => [...new Set(ids.map((id) => world.crm.see(id).status))];

describe.each(SCENARIOS)('$name', (scenario) => {
  it.each(['before', 'after'] as const)(
    'when the process dies %s any call, ends right: nothing lost, nothing unproven, one duplicate mail at most',
    async (when) => {
      for (const at of await crashPoints(scenario, when)) {
        const run = await runWithCrash(scenario, at, { when, flush: false });
        expect({ where: run.where, crashes: run.world.simulator.crashes }).toEqual({
          where: run.where,
          crashes: 1,
        });
        expectLaws(run);
        expect({ where: run.where, statuses: statuses(run) }).toEqual({
          where: run.where,
          statuses: [scenario.ends],
        });
        if (scenario.remembers === true) {
          const undo = run.world.store.undoEntries.size;
          const readBack = run.world.simulator.planned.some((id) => id.startsWith('read-back'));
          expect({ where: run.where, undo, readBack }).toEqual({ where: run.where, undo: 1, readBack: true });
        }
        const counted =
          run.world.tally.of('mail invitation repeated') + run.world.tally.of('mail reminder repeated');
        const repeated = repeatedMails(run.world).length;
        expect({ where: run.where, repeated }).toEqual({
          where: run.where,
          repeated: mayRepeat(run.where) ? counted : 0,
        });
      }
    },
  );

  it.each(['before', 'after'] as const)(
    'when the process dies %s any call and Redis is emptied, ends right and mails nobody twice',
    async (when) => {
      for (const at of await crashPoints(scenario, when)) {
        const run = await runWithCrash(scenario, at, { when, flush: true });
        expect({ where: run.where, crashes: run.world.simulator.crashes }).toEqual({
          where: run.where,
          crashes: 1,
        });
        expectLaws(run);
        const allowed = [scenario.ends, scenario.orStays];
        const [status, ...others] = statuses(run);
        expect({ where: run.where, others, status, right: allowed.includes(status) }).toMatchObject({
          others: [],
          right: true,
        });
        expect({ where: run.where, repeated: repeatedMails(run.world) }).toEqual({
          where: run.where,
          repeated: [],
        });
      }
    },
  );
});
