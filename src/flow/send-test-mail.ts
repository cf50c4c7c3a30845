import type { Language } from '../consent/event';
import type { FlowDeps } from './deps';
import type { MailOrder, TokenAct } from './ports';

/** No CRM has such a record: module ids begin at 1. */
const NOBODY = '0x0';
/** Not an address, so no address has this fingerprint: a click by mistake reaches nobody's records. */
const NO_ADDRESS = 'test mail of consent-bridge';

const SAYS: Readonly<Record<Language, string>> = {
  nl: 'Dit is een testmail: de links doen niets.',
  en: 'This is a test mail: its links do nothing.',
  de: 'Dies ist eine Testmail: Die Links bewirken nichts.',
  fr: 'Ceci est un e-mail de test : ses liens ne font rien.',
};

/**
 * Sends an invitation that invites nobody, through the real mail server, whatever MAIL_MODE says: the admin asked for
 * this one mail. Its links name no record, no address, and have expired.
 *
 * @throws Failure of stage `mail`.
 */
export async function sendTestMail(
  deps: Pick<FlowDeps, 'mailer' | 'tokens' | 'seals' | 'clock' | 'settings' | 'newId'>,
  { to, language }: { readonly to: string; readonly language: Language },
): Promise<{ readonly messageId: string }> {
  const { settings } = deps;
  const link = (act: TokenAct) => `${settings.publicUrl}/${act}/${deadToken(deps, act)}?lang=${language}`;
  const text = settings.consentTexts[language] ?? settings.consentTexts[settings.policy.defaultLanguage];
  const order: MailOrder = {
    kind: 'invitation',
    to,
    language,
    messageId: `<test.${deps.newId()}@${settings.messageDomain}>`,
    links: { confirm: link('confirm'), decline: link('decline'), unsubscribe: link('unsubscribe') },
    consentText: [SAYS[language], text ?? ''].join('\n\n').trim(),
    validUntil: deps.clock.now(),
  };
  await deps.mailer.send(order);
  return { messageId: order.messageId };
}

function deadToken({ tokens, seals, clock }: Pick<FlowDeps, 'tokens' | 'seals' | 'clock'>, act: TokenAct) {
  const expires = Math.floor(clock.now() / 1000) - 1;
  return tokens.sign({ record: NOBODY, act, fingerprint: seals.fingerprint(NO_ADDRESS), expires });
}
