import type { Happening } from '../consent/assess';
import type { AddressState } from '../consent/state';
import type { FlowDeps } from './deps';
import type { MailKind } from './ports';
import { mailKey } from './compose-mail';
import { sendAnswer } from './send-mail';
import type { AddressView } from './with-address';

type AnswerDeps = Pick<FlowDeps, 'mailer' | 'tokens' | 'settings' | 'ledger' | 'tally' | 'ceilings' | 'log'>;

/** Mails that answer an act: welcome, already-subscribed, the confirmation mail again. At most once each. */
export async function sendAnswers(
  deps: AnswerDeps,
  view: AddressView,
  state: AddressState,
  happened: readonly Happening[],
): Promise<void> {
  for (const { event, effects } of happened) {
    if (effects.includes('welcome')) await welcome(deps, view, state);
    if (effects.includes('tell-already-subscribed'))
      await underCeiling(deps, view, 'already-subscribed', () =>
        sendAnswer(deps, view, { kind: 'already-subscribed', number: event.id, state }),
      );
    if (effects.includes('resend-invitation'))
      await underCeiling(deps, view, 'invitation', () => resend(deps, view, state, event.channel));
  }
}

async function welcome(deps: AnswerDeps, view: AddressView, state: AddressState): Promise<void> {
  const number = String(state.changedOn ?? 0);
  const first = await deps.ledger.reserve(mailKey(view, 'welcome', state, number));
  if (first) await sendAnswer(deps, view, { kind: 'welcome', number, state });
}

/** Footnote [1]: same round, its end not moved. */
async function resend(
  deps: AnswerDeps,
  view: AddressView,
  state: AddressState,
  channel: string,
): Promise<void> {
  const number = await deps.ledger.nextResend(mailKey(view, 'invitation', state, 'resend'));
  const kind = channel === 'webform' || channel === 'crm' ? 'invitation' : 'new-link';
  await sendAnswer(deps, view, { kind, number: String(number), state });
}

async function underCeiling(
  deps: AnswerDeps,
  view: AddressView,
  kind: MailKind,
  send: () => Promise<void>,
): Promise<void> {
  const wait = await deps.ceilings.address(view.key, 'ask');
  if (wait > 0) deps.tally.mail(kind, 'held');
  else await send();
}
