import {
  type Adoption,
  adoptLegacy,
  concernsOneRecord,
  type LegacyRecord,
  listLegacy,
} from '../../flow/adopt-legacy';
import { Failure } from '../../flow/failure';
import type { CliBridge } from './cli-bridge';
import { EXIT, type ExitCode, exitCodeOf } from './exit-code';
import type { Report } from './report';
import { instant, isoOrNull, table } from './words';

/** What would be adopted. Writes nothing. */
export async function list({ deps }: CliBridge, before: number | undefined): Promise<Report> {
  const found = await listLegacy(deps, before);
  const records = found.map(({ record, module, status, since }) => ({
    record,
    module,
    status,
    since: isoOrNull(since),
  }));
  const rows = found.map(({ record, module, status, since }) => [record, module, status, instant(since)]);
  return {
    exit: found.length === 0 ? EXIT.done : EXIT.findings,
    document: { legacy: records, written: false },
    lines: [
      ...table(rows),
      found.length === 0
        ? 'No record says yes without proof.'
        : `${found.length} without proof; nothing was written. Adopt them with --yes --source "where the consent came from".`,
    ],
  };
}

interface Adopted {
  readonly record: string;
  readonly result: 'adopted' | 'refused' | 'waiting' | 'failed';
  readonly code: string;
  readonly sentence: string;
}

/** One record after the other. It stops when a service is down: the next record would meet the same. */
export async function adopt(
  bridge: CliBridge,
  adoption: Adoption,
  before: number | undefined,
): Promise<Report> {
  const found = await listLegacy(bridge.deps, before);
  const done: Adopted[] = [];
  let stopped: Failure | null = null;
  for (const legacy of found) {
    try {
      done.push(await adoptOne(bridge, legacy, adoption));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      done.push({ record: legacy.record, result: 'failed', code: error.code, sentence: error.message });
      if (concernsOneRecord(error)) continue;
      stopped = error;
      break;
    }
  }
  return reportOf({ done, left: found.length - done.length, stopped });
}

async function adoptOne({ deps }: CliBridge, legacy: LegacyRecord, adoption: Adoption): Promise<Adopted> {
  const { state, code = '', sentence = '' } = await adoptLegacy(deps, legacy, adoption);
  const { record } = legacy;
  if (state === 'rejected') return { record, result: 'refused', code, sentence };
  // The address says yes already and the record only joins it: that is left to the bridge, which is on hold.
  if (state === 'unchanged' && deps.settings.mailMode.kind === 'hold')
    return { record, result: 'waiting', code: 'mail_mode_hold', sentence: 'MAIL_MODE is hold.' };
  return { record, result: 'adopted', code, sentence };
}

function reportOf(run: {
  readonly done: readonly Adopted[];
  readonly left: number;
  readonly stopped: Failure | null;
}): Report {
  const { done, left, stopped } = run;
  const count = (result: Adopted['result']) => done.filter((each) => each.result === result).length;
  const counts = {
    adopted: count('adopted'),
    refused: count('refused'),
    waiting: count('waiting'),
    failed: count('failed'),
    left,
  };
  const complete: ExitCode = counts.adopted === done.length ? EXIT.done : EXIT.findings;
  return {
    exit: stopped === null ? complete : exitCodeOf(stopped),
    document: { ...counts, written: true, records: done },
    lines: [
      ...table(
        done.map(({ record, result, code, sentence }) => [
          record,
          result,
          [code, sentence].filter(Boolean).join(': '),
        ]),
      ),
      Object.entries(counts)
        .map(([name, number]) => `${number} ${name}`)
        .join(', '),
    ],
  };
}
