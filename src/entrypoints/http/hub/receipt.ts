import { createHash } from 'node:crypto';
import type { EventName, Language } from '../../../consent/event';
import { textForHash } from '../../../consent/seal';
import type { PublicSettings } from '../app-deps';
import { instantInWords } from '../views/instant';
import { WORDS } from '../views/dictionary';
import type { ReceiptView } from '../views/renderer';
import { consentTextFor } from './consent-text';

export interface Agreed {
  readonly eventId: string;
  readonly event: EventName;
  /** Epoch ms. */
  readonly at: number;
  readonly language: Language;
  /** Absent or empty: no topic was named. */
  readonly topics?: readonly string[];
}

/**
 * What the person just said yes to, word for word, to keep: they can show it as the controller can (GDPR art. 7(1)).
 * No name, no address: who prints it knows both.
 */
export function receiptOf(settings: PublicSettings, agreed: Agreed): ReceiptView {
  const { language, eventId, at, topics = [] } = agreed;
  const words = WORDS[language].person.receipt;
  const { text, language: textLanguage } = consentTextFor(language, settings);
  const json = JSON.stringify(recordOf(settings, agreed), null, 2);
  return {
    heading: words.heading,
    rows: [
      { label: words.agreedOn, value: instantInWords(at, language), iso: new Date(at).toISOString() },
      ...(topics.length === 0 ? [] : [{ label: words.topics, value: topics.join('\n') }]),
      { label: words.controller, value: settings.controller },
      { label: words.privacy, value: settings.privacyUrl },
      { label: words.number, value: eventId },
    ],
    agreement: { label: words.agreed, text, language: textLanguage },
    link: {
      href: `data:application/json;charset=utf-8,${encodeURIComponent(json)}`,
      label: words.save,
      download: `consent-${new Date(at).toISOString().slice(0, 10)}.json`,
    },
  };
}

/** Names as the evidence in the CRM has them: as the W3C DPV guide spells ISO/IEC TS 27560 (27560-shaped). */
function recordOf(settings: PublicSettings, { eventId, event, at, language, topics = [] }: Agreed) {
  const shown = consentTextFor(language, settings);
  return {
    schema: 'consent-bridge/receipt-1',
    event_id: eventId,
    event,
    event_state: 'given',
    occurred_at: new Date(at).toISOString(),
    lawful_basis: 'consent',
    consent_text: shown.text,
    consent_text_hash: createHash('sha256').update(textForHash(shown.text), 'utf8').digest('base64url'),
    consent_text_language: shown.language,
    privacy_notice: settings.privacyUrl,
    controller: settings.controller,
    purpose: 'e-mail newsletter',
    ...(topics.length === 0 ? {} : { purposes: topics }),
  };
}
