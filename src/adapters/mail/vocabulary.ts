import { MAIL_KINDS, type MailKind } from '../../flow/ports';

/** What a mail is filled with when it is sent; everything else is fixed at start. */
export const MAIL_VALUES = [
  'confirmUrl',
  'declineUrl',
  'unsubscribeUrl',
  'preferencesUrl',
  'freshUrl',
  'addressUrl',
  'consentText',
  'until',
  /** The day of `until`, without an hour: no law counts the month of art. 12(3) to the minute. */
  'due',
  'about',
  'result',
  'reason',
] as const;
export type MailValue = (typeof MAIL_VALUES)[number];

export interface KindRules {
  /** Must stand in the HTML and in the text of this mail, and in every order of it. */
  readonly required: readonly MailValue[];
  /** May stand in a mail of one's own. */
  readonly allowed: readonly MailValue[];
  /**
   * Carries List-Unsubscribe and List-Unsubscribe-Post (RFC 8058); on mails that ask, one click cancels the request.
   * Not on answers to an act: there a provider's unsubscribe button would be taken for something else.
   */
  readonly oneClick: boolean;
}

const ASKING: KindRules = rules(['confirmUrl', 'declineUrl', 'consentText', 'until'], true);

/** What each mail shows. The words of consent belong to every mail that asks for it or proves it (GDPR art. 7(1)). */
export const KINDS: Readonly<Record<MailKind, KindRules>> = {
  invitation: ASKING,
  reminder: ASKING,
  'new-link': ASKING,
  welcome: rules(['unsubscribeUrl', 'consentText'], true),
  'already-subscribed': rules(['unsubscribeUrl'], false),
  'fresh-link': rules(['freshUrl', 'until'], false),
  'erase-check': only('freshUrl', 'until'),
  'address-check': only('addressUrl', 'until'),
  'request-received': only('about', 'due'),
  'request-done': only('about', 'result'),
  'request-kept': only('reason'),
  'request-refused': only('about', 'reason'),
  'request-extended': only('about', 'reason', 'due'),
};

function rules(required: readonly MailValue[], oneClick: boolean): KindRules {
  return { required, allowed: [...required, 'unsubscribeUrl', 'preferencesUrl'], oneClick };
}

/** Answers about data rights: they concern no newsletter, so they offer no way out of one. */
function only(...required: readonly MailValue[]): KindRules {
  return { required, allowed: required, oneClick: false };
}

/** The same for every mail of this installation. */
export type FixedName =
  'brandName' | 'brandColor' | 'brandInk' | 'logoId' | 'controller' | 'privacyUrl' | 'language';
export type FixedValues = Readonly<Record<FixedName, string>>;

export const isMailKind = (name: string): boolean => MAIL_KINDS.some((kind) => kind === name);
