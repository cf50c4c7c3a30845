import { normalizeAddress } from '../consent/address';
import type { ConsentEvent } from '../consent/event';
import { type ConsentRecord, type ModuleName, MODULES } from '../consent/record';
import type { FlowDeps } from './deps';
import type { Failure } from './failure';
import type { Outcome } from './ports';
import { glimpseRecord } from './read-seal';
import { settleAddress } from './settle-address';

/** A record that says Confirmed or Subscribed without proof; the bridge leaves it alone until it is adopted. */
export interface LegacyRecord {
  readonly record: string;
  readonly module: ModuleName;
  readonly status: string;
  /** `consent_date`, else when the record was made; epoch ms. */
  readonly since: number;
  readonly modifiedTime: number | null;
  readonly text: string;
  readonly source: string;
}

/** Where the old consent came from, in the admin's words. */
export interface Adoption {
  readonly source: string;
  readonly text?: string;
}

const PAGE = 100;
const NO_TEXT = '(text not on record)';

/** All records held as `legacy_without_proof`, by module and id; those dated before `before` (epoch ms). Reads only. */
export async function listLegacy(deps: FlowDeps, before?: number): Promise<LegacyRecord[]> {
  const found: LegacyRecord[] = [];
  for (const module of MODULES)
    for (const status of ['Confirmed', 'Subscribed'])
      for await (const record of recordsOf(deps, module, status))
        if (isLegacy(deps, record)) found.push(legacyOf(deps, record));
  return found.filter(({ since }) => before === undefined || since < before);
}

async function* recordsOf({ crm }: FlowDeps, module: ModuleName, status: string) {
  for (let after: string | null = null; ;) {
    const page: ConsentRecord[] = await crm.listByStatus(module, status, { after });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.id;
  }
}

function isLegacy(deps: FlowDeps, record: ConsentRecord): boolean {
  const address = normalizeAddress(record.email);
  const fingerprint = address === null ? '' : deps.seals.fingerprint(address);
  return glimpseRecord(deps, record, fingerprint).judgement.held === 'legacy_without_proof';
}

function legacyOf({ clock }: FlowDeps, record: ConsentRecord): LegacyRecord {
  const { id, module, status, consentDate, createdTime, modifiedTime, text, source } = record;
  const now = clock.now();
  // A date of consent in the future proves nothing.
  const dated = consentDate !== null && consentDate <= now ? consentDate : null;
  return { record: id, module, status, since: dated ?? createdTime ?? now, modifiedTime, text, source };
}

/**
 * Judges one legacy record as consent recorded by staff on another basis (domain: "Records changed around the bridge").
 * A refusal on another record of the address wins, and this record takes it over.
 *
 * @throws Failure when the CRM or Redis fails.
 */
export async function adoptLegacy(
  deps: FlowDeps,
  legacy: LegacyRecord,
  adoption: Adoption,
): Promise<Outcome> {
  const text = legacy.text.trim() || adoption.text?.trim() || NO_TEXT;
  const event: ConsentEvent = {
    id: deps.seals.derivedId('adopt', legacy.record, String(legacy.modifiedTime ?? 0)),
    name: 'ConsentRecorded',
    record: legacy.record,
    occurredAt: legacy.since,
    actor: { type: 'staff' },
    channel: 'crm',
    source: adoption.source,
    basis: 'other',
    shown: { text },
    reason: reasonFor(legacy),
    adopted: true,
  };
  return settleAddress(deps, { record: legacy.record, event });
}

/** What the record said before: its source gives way to the admin's words. */
function reasonFor({ status, source }: LegacyRecord): string {
  const named = source.trim() === '' ? '' : ` (source "${source.trim()}")`;
  return `adopted by the administrator: the record said ${status}${named} without proof`;
}

/** Whether a failure is about the one record; anything else will meet the next record as well. */
export function concernsOneRecord(failure: Failure): boolean {
  return failure.code === 'address_busy' || failure.code === 'lock_lost' || !failure.retryable;
}
