import type { Happening } from '../consent/assess';
import type { Effect } from '../consent/decision';
import type { Channel } from '../consent/event';
import type { AddressState } from '../consent/state';
import { mailKey } from './compose-mail';
import type { FlowDeps } from './deps';
import type { MailKind } from './ports';
import { sendAnswer } from './send-mail';
import type { AddressView } from './with-address';

type AnswerDeps = Pick<FlowDeps, 'mailer' | 'tokens' | 'settings' | 'ledger' | 'tally' | 'ceilings' | 'log'>;

/**
 * Mails that answer an act: welcome, already-subscribed, the confirmation mail again. At most once each. `refused`:
 * the mail server said that the address is dead.
 */
export async function sendAnswers(
  deps: AnswerDeps,
  view: AddressView,
  state: AddressState,
  happened: readonly Happening[],
): Promise<'sent' | 'refused'> {
  let result: 'sent' | 'refused' = 'sent';
  for (const { event, effects } of happened) {
    for (const effect of effects) {
      const kind = kindOf(effect, event.channel);
      if (kind !== null && (await answer(deps, view, { kind, state, eventId: event.id })) === 'refused')
        result = 'refused';
    }
  }
  return result;
}

function kindOf(effect: Effect, channel: Channel): MailKind | null {
  if (effect === 'welcome') return 'welcome';
  if (effect === 'tell-already-subscribed') return 'already-subscribed';
  if (effect !== 'resend-invitation') return null;
  return channel === 'webform' || channel === 'crm' ? 'invitation' : 'new-link';
}

interface Answer {
  readonly kind: MailKind;
  readonly state: AddressState;
  readonly eventId: string;
}

async function answer(
  deps: AnswerDeps,
  view: AddressView,
  wanted: Answer,
): Promise<'sent' | 'refused' | 'unsent'> {
  const { kind, state } = wanted;
  if (view.address === null) return 'unsent';
  if (!(await hasRoom(deps, view, kind))) {
    deps.tally.mail(kind, 'held');
    return 'unsent';
  }
  const number = await numberOf(deps, view, wanted);
  if (number === null) return 'unsent';
  return sendAnswer(deps, { ...view, address: view.address }, { kind, number, state });
}

/** MAIL_RATE and a paused sender hold for answers too; what the person can ask for has the ceiling of footnote [1]. */
async function hasRoom(deps: AnswerDeps, view: AddressView, kind: MailKind): Promise<boolean> {
  if (deps.settings.mailMode.kind === 'hold' || (await deps.ceilings.mailSlot()) > 0) return false;
  return kind === 'welcome' || (await deps.ceilings.address(view.key, 'ask')) === 0;
}

/** `null`: this welcome was begun before. A resend keeps the round, its end is not moved. */
async function numberOf(
  deps: AnswerDeps,
  view: AddressView,
  { kind, state, eventId }: Answer,
): Promise<string | null> {
  if (kind === 'already-subscribed') return eventId;
  if (kind !== 'welcome')
    return String(await deps.ledger.nextResend(mailKey(view, 'invitation', state, 'resend')));
  const number = String(state.changedOn ?? 0);
  return (await deps.ledger.reserve(mailKey(view, kind, state, number))) ? number : null;
}
