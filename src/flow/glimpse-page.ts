import { normalizeAddress } from '../consent/address';
import { assess, writesFor } from '../consent/assess';
import type { Member } from '../consent/converge';
import type { ConsentRecord } from '../consent/record';
import type { FlowDeps } from './deps';
import { glimpseRecord } from './read-seal';

type PageDeps = Pick<FlowDeps, 'crm' | 'seals' | 'clock' | 'settings' | 'planner' | 'pending' | 'tally'>;

/** What one page of records showed. */
export interface PageFindings {
  readonly looks: number;
  /** Untrusted seals and fingerprints of another address. */
  readonly drift: number;
}

/**
 * Looks over a page of records, together with the other records of their addresses, and queues a look at each address
 * that is not as it should be. Reads only: one or two queries per page and module.
 */
export async function glimpsePage(deps: PageDeps, page: readonly ConsentRecord[]): Promise<PageFindings> {
  const addresses = new Set(page.flatMap((record) => normalizeAddress(record.email) ?? []));
  const others = addresses.size === 0 ? [] : await deps.crm.findByAddresses([...addresses]);
  const groups = groupByAddress([...page, ...others]);
  const pending = new Set(
    await deps.pending.among([...addresses].map((address) => deps.seals.fingerprint(address))),
  );
  let looks = 0;
  let drift = 0;
  const pageIds = new Set(page.map((record) => record.id));
  for (const { address, records } of groups) {
    const fingerprint = address === null ? '' : deps.seals.fingerprint(address);
    const members = records.map((record) => glimpseRecord(deps, record, fingerprint));
    drift += members.filter((each) => each.judgement.drift && pageIds.has(each.record.id)).length;
    if (!pending.has(fingerprint) && !needsLook(deps, members, fingerprint)) continue;
    looks += 1;
    const newest = records.reduce((a, b) => ((a.modifiedTime ?? 0) >= (b.modifiedTime ?? 0) ? a : b));
    await deps.planner.planLook(newest.id, lookMark(newest.modifiedTime ?? 0, deps.clock.now()));
  }
  return { looks, drift };
}

/**
 * The same change is looked at once an hour at most: a look may have come to nothing (hold mode, alarm, a ceiling), so
 * the next pass must be able to ask again.
 */
export function lookMark(change: string | number, now: number): string {
  return `${change}-${Math.floor(now / 3600_000)}`;
}

function needsLook(deps: PageDeps, members: readonly Member[], fingerprint: string): boolean {
  if (members.some((member) => member.record.seal !== '' && member.sealed === null)) return true;
  const context = {
    policy: deps.settings.policy,
    now: deps.clock.now(),
    roundOf: ({ id }: { id: string }) => id,
    fingerprint,
    addressFault: fingerprint === '' ? ('invalid_address' as const) : null,
    idOf: (found: { record: string; name: string }) => `${found.record}.${found.name}`,
  };
  const assessment = assess(members, null, context);
  for (const each of assessment.held) deps.tally.held(each.reason);
  return assessment.happened.length > 0 || writesFor(assessment, members, context).length > 0;
}

interface Group {
  readonly address: string | null;
  readonly records: ConsentRecord[];
}

function groupByAddress(records: readonly ConsentRecord[]): Group[] {
  const groups = new Map<string, Group>();
  const seen = new Set<string>();
  for (const record of records) {
    if (seen.has(record.id)) continue;
    seen.add(record.id);
    const address = normalizeAddress(record.email);
    const key = address ?? record.id;
    const group = groups.get(key) ?? { address, records: [] };
    group.records.push(record);
    groups.set(key, group);
  }
  return [...groups.values()];
}
