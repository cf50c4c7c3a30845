import { returnsOf } from '../compose-mail';
import { Failure } from '../failure';
import type { PersonDeps } from '../person-ports';
import type { MailOrder } from '../ports';
import { handOver } from '../send-mail';

/** A mail that answers what a person asked for. */
export interface PersonMail extends Pick<
  MailOrder,
  'kind' | 'language' | 'links' | 'validUntil' | 'about' | 'reason'
> {
  /** Whom it is for, in normal form. */
  readonly address: string;
  readonly fingerprint: string;
  /** Of the request: with kind and fingerprint it names the mail, so that a retry sends no second one. */
  readonly requestId: string;
  /** Its own ceiling per address (1 in 10 minutes, 3 in 24 hours), apart from that of confirmations. */
  readonly ceiling?: string;
}

type MailDeps = Pick<
  PersonDeps,
  'mailer' | 'returnTo' | 'settings' | 'ledger' | 'tally' | 'ceilings' | 'log'
>;

/**
 * Sends it at most once. `refused`: the mail server says that the address is dead; `held`: MAIL_MODE=hold, or asked too
 * often.
 *
 * @throws Failure of stage `mail` (`mail_waits` and those of the mail server): nothing was sent and another try may help.
 */
export async function sendPersonMail(
  deps: MailDeps,
  mail: PersonMail,
): Promise<'sent' | 'refused' | 'repeated' | 'held'> {
  const { kind, fingerprint, requestId, ceiling } = mail;
  const key = `${fingerprint}.${kind}.${requestId}`;
  if (deps.settings.mailMode.kind === 'hold') return hold(deps, mail);
  const known = await deps.ledger.find(key);
  if (known === 'sent' || known === 'reserved') return 'repeated';
  await awaitRoom(deps);
  // Asked once per request: one that is tried again was let through before.
  if (ceiling !== undefined && known === null && (await deps.ceilings.address(ceiling, 'ask')) > 0)
    return hold(deps, mail);
  if (!(await deps.ledger.reserve(key))) return 'repeated';
  return handOver(deps, orderOf(deps, mail, key), { key, person: fingerprint });
}

function hold({ tally }: MailDeps, { kind }: PersonMail): 'held' {
  tally.mail(kind, 'held');
  return 'held';
}

async function awaitRoom({ ceilings }: MailDeps): Promise<void> {
  const wait = await ceilings.mailSlot();
  if (wait === 0) return;
  throw new Failure('Mail waits for room (MAIL_RATE), or the sender is paused.', {
    code: 'mail_waits',
    stage: 'mail',
    retryable: true,
    retryAfter: wait,
  });
}

function orderOf(deps: MailDeps, mail: PersonMail, key: string): MailOrder {
  const { kind, language, links, validUntil, about, reason, address } = mail;
  const { mailMode, messageDomain } = deps.settings;
  return {
    kind,
    language,
    links,
    to: mailMode.kind === 'redirect' ? mailMode.to : address,
    messageId: `<${key}@${messageDomain}>`,
    ...returnsOf(deps, mail.fingerprint),
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(about === undefined ? {} : { about }),
    ...(reason === undefined ? {} : { reason }),
  };
}
