import type { PersonRequest } from '../person-requests';
import type { EventMemory } from '../store-ports';
import { acceptOnce, type MailDeps } from './handle-mail';
import { permanenceOf } from './judge-status';
import { ownMessage } from './own-mail';

/** A bounce or complaint as the mail provider tells it, from its signed message. */
export interface ToldReport {
  readonly type: 'bounce-permanent' | 'bounce-soft' | 'complaint';
  /** In normal form. */
  readonly address?: string;
  /** With angle brackets. */
  readonly messageId?: string;
  /** RFC 3463; '' where none is told. */
  readonly status: string;
}

export interface ReportDeps extends Omit<MailDeps, 'rules' | 'memory' | 'waiting'> {
  readonly memory: Pick<EventMemory, 'isApplied' | 'markApplied'>;
  /** Right side of our Message-IDs. */
  readonly messageDomain: string;
}

/**
 * Lays what the provider tells into the queue: fingerprints, no address. The same message told again makes the same
 * requests.
 *
 * @throws Failure `store_unavailable`: nothing is claimed to be kept, the provider sends it again.
 */
export async function acceptReports(
  deps: ReportDeps,
  webhookId: string,
  reports: readonly ToldReport[],
): Promise<'accepted' | 'duplicate'> {
  const seen = `mail-webhook.${webhookId}`;
  if (await deps.memory.isApplied(seen)) return 'duplicate';
  for (const [index, report] of reports.entries()) {
    const request = requestOf(deps, report);
    const id = deps.seals.derivedId('mail-webhook', webhookId, String(index));
    if (request !== null) await acceptOnce(deps, { id, request });
  }
  await deps.memory.markApplied(seen);
  return 'accepted';
}

/** `null`: about a mail that is none of ours, or a refusal that is not the person's fault (5.7.x). */
function requestOf(deps: ReportDeps, report: ToldReport): PersonRequest | null {
  const fingerprint = fingerprintOf(deps, report);
  if (fingerprint === null) return null;
  const asked = { fingerprint, occurredAt: deps.clock.now(), language: 'en' as const };
  if (report.type === 'complaint') return { kind: 'complaint', ...asked };
  const permanence = milder(report);
  return permanence === 'none' ? null : { kind: 'bounce', permanence, status: report.status, ...asked };
}

/** Of what the provider calls it and what the status says: in doubt a living address stays alive. */
function milder({ type, status }: ToldReport): 'permanent' | 'soft' | 'none' {
  const said = status === '' ? 'permanent' : permanenceOf({ action: 'failed', status });
  return said === 'permanent' && type === 'bounce-soft' ? 'soft' : said;
}

function fingerprintOf({ seals, messageDomain }: ReportDeps, { address, messageId }: ToldReport) {
  if (address !== undefined) return seals.fingerprint(address);
  return ownMessage(messageId ?? '', messageDomain)?.fingerprint ?? null;
}
