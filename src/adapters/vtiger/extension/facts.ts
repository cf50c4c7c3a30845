import type { ExtensionFacts } from '../../../flow/crm-inspection';
import { decodeInstant } from '../values';
import type { Info } from './answers';

/** What the extension says of itself, for the admin. @param now epoch ms, when it answered. */
export function factsOf(info: Info, now: number): ExtensionFacts {
  const time = decodeInstant(info.time);
  return {
    version: info.version,
    contract: info.contract,
    clockAhead: time === null ? null : time - now,
    timeZone: info.timeZone === '' ? null : info.timeZone,
    designated: info.user.designated,
    backfillWaiting: info.backfill.waiting,
    outbox: { waiting: info.outbox.waiting, oldest: decodeInstant(info.outbox.oldest) },
    cronLastRun: decodeInstant(info.cron.lastRun),
    fullPath: info.fullPath,
  };
}
