import type { Language } from '../consent/event';
import { roundEnd } from '../consent/next-step';
import { languageOf } from '../consent/policy';
import { type AddressState, round8 } from '../consent/state';
import type { FlowDeps } from './deps';
import type { MailKind, MailLinks, MailOrder, TokenAct } from './ports';
import type { AddressView } from './with-address';

export interface MailRequest {
  readonly kind: MailKind;
  /** Part of the Message-ID: the same for the same mail sent again. */
  readonly number: string;
  readonly state: AddressState;
}

const WITH_CONFIRM: readonly MailKind[] = ['invitation', 'reminder', 'new-link'];

/** The order of one mail. It carries no name: a form may have been filled in by anybody. */
export function composeMail(
  deps: Pick<FlowDeps, 'tokens' | 'settings' | 'returnTo'>,
  view: AddressView & { readonly address: string },
  { kind, number, state }: MailRequest,
): MailOrder {
  const { settings } = deps;
  const { policy, mailMode } = settings;
  const language = languageOf(view.record.language || state.language, policy);
  const end = roundEnd(state, policy);
  const text =
    state.agreed.text || settings.consentTexts[language] || settings.consentTexts[policy.defaultLanguage];
  return {
    kind,
    to: mailMode.kind === 'redirect' ? mailMode.to : view.address,
    language,
    messageId: `<${mailKey(view, kind, state, number)}@${settings.messageDomain}>`,
    links: linksFor(deps, view, { kind, number, state }, language),
    ...returnsOf(deps, view.fingerprint),
    ...(text === undefined ? {} : { consentText: text }),
    ...(WITH_CONFIRM.includes(kind) && end !== null ? { validUntil: end } : {}),
  };
}

/** Where answers to a mail come; nothing without MAILBOX_DOMAIN. */
export function returnsOf(
  { returnTo }: Pick<FlowDeps, 'returnTo'>,
  fingerprint: string,
): Pick<MailOrder, 'returnTo'> {
  return returnTo === undefined || fingerprint === '' ? {} : { returnTo: returnTo(fingerprint) };
}

/** The key of the ledger and of the Message-ID: fingerprint, round, kind and number. */
export function mailKey(
  view: Pick<AddressView, 'key'>,
  kind: MailKind,
  state: AddressState,
  number: string,
): string {
  return `${view.key}.${round8(state.round) || '-'}.${kind}.${number}`;
}

function linksFor(
  { tokens, settings }: Pick<FlowDeps, 'tokens' | 'settings'>,
  view: AddressView,
  { kind, state }: MailRequest,
  language: Language,
): MailLinks {
  const end = roundEnd(state, settings.policy);
  const link = (act: TokenAct, expires?: number) =>
    `${settings.publicUrl}/${act}/${tokens.sign({
      record: view.record.id,
      act,
      fingerprint: view.fingerprint,
      ...(state.round === '' ? {} : { round8: round8(state.round) }),
      ...(expires === undefined ? {} : { expires: Math.floor(expires / 1000) }),
    })}?lang=${language}`;
  const unsubscribe = link('unsubscribe');
  if (WITH_CONFIRM.includes(kind))
    return { confirm: link('confirm', end ?? undefined), decline: link('decline'), unsubscribe };
  return { unsubscribe, preferences: link('preferences') };
}
