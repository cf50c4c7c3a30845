import type { Language } from '../../consent/event';
import { returnsOf } from '../compose-mail';
import type { FlowDeps } from '../deps';
import { Failure } from '../failure';
import type { RequestKind } from '../request-kinds';
import type { MailKind, MailOrder } from '../ports';
import { handOver } from '../send-mail';

type TellDeps = Pick<
  FlowDeps,
  'mailer' | 'returnTo' | 'seals' | 'settings' | 'ledger' | 'tally' | 'ceilings' | 'log'
>;

/** A mail about a request: to the address that asked. */
export interface RequestMail {
  readonly kind: Extract<MailKind, `request-${string}`>;
  /** Of the request; with the kind it makes the mail one of its own. */
  readonly ticket: string;
  readonly about: RequestKind;
  /** In normal form. */
  readonly to: string;
  readonly language: Language;
  readonly reason?: string;
  /** Until when the answer comes, epoch ms. */
  readonly dueAt?: number;
}

/**
 * Tells the person how their request stands (GDPR art. 12(3), (4)), once; where the process died while it was handed
 * over it is sent again, for no answer at all would be worse. Its ledger key names the ticket alone: it must outlive
 * what an erasure removes.
 *
 * @throws Failure of stage `mail` when nothing was sent and another try may help.
 */
export async function tellPerson(deps: TellDeps, mail: RequestMail): Promise<'sent' | 'refused' | 'held'> {
  const { kind, ticket } = mail;
  const { mailMode, messageDomain } = deps.settings;
  if (mailMode.kind === 'hold') {
    deps.tally.mail(kind, 'held');
    return 'held';
  }
  const key = `request.${ticket}.${kind}`;
  if ((await reserve(deps, key, kind)) === 'sent') return 'sent';
  const order: MailOrder = {
    kind,
    to: mailMode.kind === 'redirect' ? mailMode.to : mail.to,
    language: mail.language,
    messageId: `<${key}@${messageDomain}>`,
    links: {},
    ...returnsOf(deps, deps.seals.fingerprint(mail.to)),
    about: mail.about,
    ...(mail.reason === undefined ? {} : { reason: mail.reason }),
    ...(mail.dueAt === undefined ? {} : { validUntil: mail.dueAt }),
  };
  return handOver(deps, order, { key, person: `request.${ticket}` });
}

async function reserve(deps: TellDeps, key: string, kind: MailKind): Promise<'sent' | 'reserved'> {
  const entry = await deps.ledger.find(key);
  if (entry === 'sent') return 'sent';
  const wait = await deps.ceilings.mailSlot();
  if (wait > 0) throw noRoom(wait);
  if (entry === 'reserved') deps.tally.mail(kind, 'repeated');
  else await deps.ledger.reserve(key);
  return 'reserved';
}

function noRoom(retryAfter: number): Failure {
  return new Failure('Mail waits for room (MAIL_RATE), or the sender is paused.', {
    code: 'mail_waits',
    stage: 'flow',
    retryable: true,
    retryAfter,
  });
}
