import { normalizeAddress } from '../../consent/address';
import type { MailIntent, MailOutcome, ReceivedMail } from '../mailbox-ports';
import type { MailedRequest, PersonRequest } from '../person-requests';
import type { Parcels } from '../person-ports';
import type { PersonDoor } from '../person-door';
import type { Clock } from '../ports';
import type { EventMemory, Seals } from '../store-ports';
import { judgeMail, type MailRules } from './judge-mail';

export interface MailDeps {
  readonly rules: MailRules;
  readonly accept: PersonDoor['accept'];
  readonly memory: Pick<EventMemory, 'isApplied'>;
  readonly parcels: Pick<Parcels, 'drop'>;
  /** Refusals that wait for an address nobody carries, and requests that may become one. Throws `store_unavailable`. */
  readonly waiting: () => Promise<number>;
  readonly seals: Pick<Seals, 'fingerprint' | 'derivedId'>;
  readonly clock: Clock;
}

/** One request that a mail makes. */
export interface Asking {
  readonly id: string;
  readonly request: PersonRequest;
  /** What From said; it goes into the parcel. */
  readonly email?: string;
}

/**
 * Judges a mail and lays what it asks into the queue. Only when this has resolved may the mail be moved: read again,
 * the same mail makes the same requests, which are queued, and carried out, once.
 *
 * @throws Failure `store_unavailable` (retryable): Redis can't take it, the mail stays where it is.
 */
export async function handleMail(deps: MailDeps, mail: ReceivedMail): Promise<MailOutcome> {
  const intent = judgeMail(mail, deps.rules);
  const waits = await mayWait(deps, intent);
  for (const asking of askingsOf(deps, mail, { intent, waits })) await acceptOnce(deps, asking);
  return waits ? outcomeOf(intent) : { end: 'review', reason: 'too_many_waiting' };
}

/** Refusals that wait for an address nobody carries; each is some 400 bytes of Redis. */
export const MOST_WAITING = 100_000;

/** From can be forged by the million: when so many wait, a mail counts for those who have a record, and people look. */
async function mayWait({ waiting }: Pick<MailDeps, 'waiting'>, intent: MailIntent): Promise<boolean> {
  const isForgeable = intent.kind === 'withdraw' && intent.fingerprint === undefined;
  return !isForgeable || (await waiting()) < MOST_WAITING;
}

/** What was carried out already is not queued again: nothing would ever drop its parcel. */
export async function acceptOnce(
  { accept, memory, parcels }: Pick<MailDeps, 'accept' | 'memory' | 'parcels'>,
  { id, request, email }: Asking,
): Promise<void> {
  const done = `request.${id}`;
  if (await memory.isApplied(done)) return;
  await accept(request, email === undefined ? undefined : { email }, { id });
  // It may have been queued by an earlier reading and ended just now, before the parcel was laid down anew.
  if (email !== undefined && (await memory.isApplied(done))) await parcels.drop(id);
}

interface Judged {
  readonly intent: MailIntent;
  readonly waits: boolean;
}

function askingsOf({ seals, clock }: MailDeps, mail: ReceivedMail, { intent, waits }: Judged): Asking[] {
  const { id } = mail;
  // What the mailbox's server says of the time is not believed ahead of our own clock.
  const occurredAt = Math.min(mail.receivedAt, clock.now());
  switch (intent.kind) {
    case 'nothing':
      return [];
    case 'bounces':
      return intent.bounces.map((bounce) => ({
        id: seals.derivedId('mail', id, bounce.fingerprint),
        request: { kind: 'bounce', ...bounce, occurredAt, language: 'en' },
      }));
    case 'complaint': {
      const { fingerprint } = intent;
      return [{ id, request: { kind: 'complaint', fingerprint, occurredAt, language: 'en' } }];
    }
    case 'access': {
      const { email, language } = intent;
      return [{ id, email, request: { kind: 'link-typed', occurredAt, language } }];
    }
    case 'withdraw':
    case 'doubtful-withdrawal':
    case 'erase':
      return [{ id, ...byPerson(seals, intent, { occurredAt, waits }) }];
  }
}

type ByPerson = Extract<MailIntent, { readonly kind: 'withdraw' | 'doubtful-withdrawal' | 'erase' }>;

function byPerson(
  seals: MailDeps['seals'],
  intent: ByPerson,
  { occurredAt, waits }: { readonly occurredAt: number; readonly waits: boolean },
): { readonly request: MailedRequest; readonly email?: string } {
  const { language, email } = intent;
  const named = intent.kind === 'withdraw' ? intent.fingerprint : undefined;
  const fingerprint = named ?? seals.fingerprint(normalizeAddress(email ?? '') ?? '');
  const asked = { fingerprint, occurredAt, language };
  const parcel = email === undefined ? {} : { email };
  switch (intent.kind) {
    case 'withdraw':
      return { request: { kind: 'mail-withdrawal', waits, ...asked }, ...parcel };
    case 'doubtful-withdrawal':
      return { request: { kind: 'doubtful-withdrawal', ...asked }, ...parcel };
    case 'erase':
      return { request: { kind: 'erase-mailed', proven: intent.proven, ...asked }, ...parcel };
  }
}

function outcomeOf(intent: MailIntent): MailOutcome {
  switch (intent.kind) {
    case 'nothing':
      return { end: intent.end, reason: intent.reason };
    case 'bounces':
      return { end: intent.end, reason: 'bounce' };
    case 'doubtful-withdrawal':
      return { end: 'review', reason: 'dmarc_failed' };
    case 'withdraw':
    case 'erase':
    case 'access':
    case 'complaint':
      return { end: 'done', reason: intent.kind };
  }
}
