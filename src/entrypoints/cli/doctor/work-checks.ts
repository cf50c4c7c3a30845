import { type ModuleName, MODULES } from '../../../consent/record';
import type { CliBridge } from '../cli-bridge';
import { instant, span } from '../words';
import { type Check, examined, fault, ok, warn } from './check';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Sweeps run every few minutes and a full pass begins once a day. */
const PASS_STALE = 48 * HOUR;
const WAITS_LONG = 15 * MINUTE;

/** Work in flight: how far the sweeps have come, and what does not get done. */
export function workChecks(bridge: CliBridge): Promise<Check[]> {
  return examined('Work in flight', 'see the Redis lines', async () => [
    await alarmCheck(bridge),
    ...(await Promise.all(MODULES.map((module) => sweepCheck(bridge, module)))),
    await failedCheck(bridge),
    await actsCheck(bridge),
    await dueCheck(bridge),
  ]);
}

async function alarmCheck({ deps }: CliBridge): Promise<Check> {
  return (await deps.alarm.isRaised())
    ? fault(
        'Writing has stopped: too many seals or fingerprints do not match',
        'restore the ADDRESS_KEY and SEAL_SECRETS that were in use before, then run consent-bridge sweep --full; ' +
          'if the keys are right and so many addresses were changed on purpose, run consent-bridge sweep --release',
      )
    : ok('Seals and fingerprints match');
}

async function sweepCheck({ deps }: CliBridge, module: ModuleName): Promise<Check> {
  const { watermarks, clock } = deps;
  const [reached, ended, pass] = await Promise.all([
    watermarks.get(module),
    watermarks.lastFullPass(module),
    watermarks.fullPass(module),
  ]);
  const underWay = pass === null ? '' : ', one is under way';
  const todo = 'make sure that a process with ROLE scheduler and one with ROLE worker run';
  if (reached === null) return warn(`${module}: no full pass has ended yet${underWay}`, todo);
  const seen = `${module}: changes seen up to ${instant(reached)}; last full pass ${instant(ended)}${underWay}`;
  const stale = pass === null && (ended === null || clock.now() - ended > PASS_STALE);
  return stale ? warn(seen, todo) : ok(seen);
}

async function failedCheck({ queue }: CliBridge): Promise<Check> {
  const failed = (await queue.counts()).reduce((sum, each) => sum + each.failed, 0);
  return failed === 0
    ? ok('No job has failed for good')
    : fault(`${failed} jobs have failed for good`, 'see consent-bridge queue failed');
}

async function actsCheck({ queue, deps }: CliBridge): Promise<Check> {
  const { count, oldest } = await queue.pendingActs();
  const age = oldest === null ? 0 : deps.clock.now() - oldest;
  const what =
    count === 0 ? 'No act of a person waits' : `${count} acts of people wait, the oldest for ${span(age)}`;
  return age > WAITS_LONG ? fault(what, 'see the Vtiger lines, and that a worker runs') : ok(what);
}

async function dueCheck({ queue, deps }: CliBridge): Promise<Check> {
  const now = deps.clock.now();
  const due = await queue.oldestDueStep(now);
  const late = due === null ? 0 : now - due;
  return late > WAITS_LONG
    ? fault(`A step is overdue by ${span(late)}`, 'make sure that a worker runs')
    : ok('No step is overdue');
}
