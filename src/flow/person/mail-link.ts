import type { Language } from '../../consent/event';
import type { PersonDeps } from '../person-ports';
import { sendPersonMail } from './send-person-mail';

/** A mail whose one link ends. */
export interface LinkMail {
  readonly kind: 'fresh-link' | 'erase-check' | 'address-check';
  /** Webservice id that the token names. */
  readonly record: string;
  /** Whom it is for, in normal form, and its fingerprint. */
  readonly address: string;
  readonly fingerprint: string;
  readonly language: Language;
  readonly requestId: string;
  /** `rnd` of the token. */
  readonly round8?: string;
  /** How long the link works, ms. */
  readonly life: number;
  /** Of the mail, see `PersonMail`. */
  readonly ceiling: string;
}

/** Mails a link to one's data, or the one that shows a new address to be one's own. Answers as `sendPersonMail` does. */
export async function mailLink(deps: PersonDeps, mail: LinkMail): ReturnType<typeof sendPersonMail> {
  const { kind, record, address, fingerprint, language, requestId, round8, life, ceiling } = mail;
  const act = kind === 'address-check' ? 'address' : 'access';
  const validUntil = deps.clock.now() + life;
  const token = deps.tokens.sign({
    record,
    act,
    fingerprint,
    expires: Math.floor(validUntil / 1000),
    ...(round8 === undefined ? {} : { round8 }),
  });
  const at = (page: string) => `${deps.settings.publicUrl}/${page}/${token}?lang=${language}`;
  const links = act === 'address' ? { address: at('address') } : { fresh: at('my-data') };
  return sendPersonMail(deps, {
    kind,
    address,
    fingerprint,
    language,
    requestId,
    links,
    validUntil,
    ceiling,
  });
}
