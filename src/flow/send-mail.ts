import type { AddressState } from '../consent/state';
import { composeMail, mailKey } from './compose-mail';
import type { FlowDeps } from './deps';
import { Failure } from './failure';
import type { MailKind, MailOrder } from './ports';
import type { AddressView } from './with-address';

type SendDeps = Pick<
  FlowDeps,
  'mailer' | 'tokens' | 'returnTo' | 'settings' | 'ledger' | 'tally' | 'ceilings' | 'log'
>;

const PAUSE = 5 * 60_000;
const CERTAINLY_UNSENT: readonly string[] = [
  'mail_policy_refused',
  'mail_refused_unclear',
  'mail_temporary',
  'mail_unreachable',
];

/**
 * Sends one mail and marks it in the ledger. `refused`: the address is dead (5.1.x, 5.2.1). In doubt counts as sent:
 * nobody is mailed the same twice.
 *
 * @throws Failure of stage `mail` when nothing was sent and another try may help.
 */
export async function sendMail(
  deps: SendDeps,
  view: AddressView & { readonly address: string },
  request: {
    readonly kind: MailKind;
    readonly number: string;
    readonly state: AddressState;
    readonly ledgerKey?: string;
  },
): Promise<'sent' | 'refused'> {
  const key = request.ledgerKey ?? mailKey(view, request.kind, request.state, request.number);
  return handOver(deps, composeMail(deps, view, request), { key, person: view.key });
}

/** Hands one mail over under its ledger key; `person` names whom the mail server may refuse. */
export async function handOver(
  deps: Omit<SendDeps, 'tokens' | 'returnTo' | 'settings'>,
  order: MailOrder,
  { key, person }: { readonly key: string; readonly person: string },
): Promise<'sent' | 'refused'> {
  try {
    await deps.mailer.send(order);
  } catch (error) {
    return afterFailure(deps, { error, kind: order.kind, key, person });
  }
  await deps.ledger.sent(key);
  deps.tally.mail(order.kind, 'sent');
  return 'sent';
}

async function afterFailure(
  deps: Omit<SendDeps, 'tokens' | 'returnTo' | 'settings'>,
  { error, kind, key, person }: { error: unknown; kind: MailKind; key: string; person: string },
): Promise<'sent' | 'refused'> {
  const code = error instanceof Failure ? error.code : 'unknown';
  if (code === 'mail_address_refused') {
    deps.tally.mail(kind, 'refused');
    return 'refused';
  }
  if (code === 'mail_in_doubt') {
    await deps.ledger.sent(key);
    deps.tally.mail(kind, 'in_doubt');
    return 'sent';
  }
  if (await concernsTheSender(deps, code, person)) await deps.ceilings.pauseSender(PAUSE);
  if (CERTAINLY_UNSENT.includes(code)) await deps.ledger.unsent(key);
  deps.tally.mail(kind, 'failed');
  throw error;
}

/**
 * 5.7.x and the like are not the person's fault: the sender pauses. A refusal that does not say why may be about one
 * person only; it is held to be about the sender when a second address meets it.
 */
async function concernsTheSender(
  { ceilings }: Pick<SendDeps, 'ceilings'>,
  code: string,
  person: string,
): Promise<boolean> {
  if (code === 'mail_policy_refused') return true;
  return code === 'mail_refused_unclear' && (await ceilings.refusedUnclearly(person));
}

/** Answer mails are at most once and never derived again: a failure is told in log and metrics only. */
export async function sendAnswer(
  deps: SendDeps,
  view: AddressView & { readonly address: string },
  request: { readonly kind: MailKind; readonly number: string; readonly state: AddressState },
): Promise<'sent' | 'refused' | 'unsent'> {
  try {
    return await sendMail(deps, view, request);
  } catch (error) {
    const code = error instanceof Failure ? error.code : 'unknown';
    deps.log.warn('an answer mail could not be sent', { kind: request.kind, code });
    return 'unsent';
  }
}
