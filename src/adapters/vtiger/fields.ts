import type { ConsentFields } from '../../consent/record';

type Kind = 'flag' | 'instant' | 'text' | 'list';

export interface FieldSpec {
  /** Name in our documents, and in Vtiger where the extension or an override made it. */
  readonly name: string;
  readonly kind: Kind;
  /** Types of `describe` that can hold it. */
  readonly types: readonly string[];
  /** Labels under which an admin may have made it by hand: the Layout Editor names fields cf_NNN (fact 33). */
  readonly labels: readonly string[];
  /** The bridge works without it. */
  readonly optional?: true;
}

const TEXT = ['string', 'text'];
const CHOICE = ['picklist', 'string', 'text'];
// The Layout Editor has no date-time, so a text field serves as well.
const INSTANT = ['datetime', 'string', 'text'];

const flag = (name: string, labels: readonly string[]): FieldSpec => ({
  name,
  kind: 'flag',
  types: ['boolean'],
  labels,
});
const instant = (name: string, labels: readonly string[]): FieldSpec => ({
  name,
  kind: 'instant',
  types: INSTANT,
  labels,
});
const words = (name: string, types: readonly string[], labels: readonly string[]): FieldSpec => ({
  name,
  kind: 'text',
  types,
  labels,
});

/** The fields that the bridge writes; all but the optional are needed (labels: en by the name itself, then nl, de, fr). */
export const CONSENT_FIELDS: Readonly<Record<keyof ConsentFields, FieldSpec>> = {
  newsletterOptin: flag('newsletter_optin', [
    'Newsletter opt-in',
    'Newsletter',
    'Nieuwsbrief opt-in',
    'Nieuwsbrief',
    'Newsletter Opt-in (E-Mail)',
    'Newsletter-Anmeldung',
    'Inscription à la newsletter',
    "Lettre d'information",
  ]),
  emailOptout: flag('emailoptout', []),
  status: words('consent_status', CHOICE, [
    'Toestemmingsstatus',
    'Einwilligungsstatus',
    'Statut du consentement',
  ]),
  basis: words('consent_basis', CHOICE, [
    'Legal basis',
    'Grondslag toestemming',
    'Grondslag',
    'Rechtsgrundlage',
    'Base légale',
  ]),
  consentDate: instant('consent_date', ['Toestemmingsdatum', 'Einwilligungsdatum', 'Date du consentement']),
  invitedOn: instant('consent_invited_on', ['Uitgenodigd op', 'Eingeladen am', 'Invité le']),
  remindedOn: instant('consent_reminded_on', ['Herinnerd op', 'Erinnert am', 'Relancé le']),
  changedOn: instant('consent_changed_on', [
    'Toestemming gewijzigd op',
    'Einwilligung geändert am',
    'Consentement modifié le',
  ]),
  text: words('consent_text', TEXT, ['Toestemmingstekst', 'Einwilligungstext', 'Texte du consentement']),
  source: words('consent_source', TEXT, [
    'Bron van toestemming',
    'Toestemmingsbron',
    'Quelle der Einwilligung',
    'Source du consentement',
  ]),
  language: words('consent_language', CHOICE, [
    'Taal van toestemming',
    'Toestemmingstaal',
    'Sprache der Einwilligung',
    'Langue du consentement',
  ]),
  // Only labels that speak of consent or newsletter: another list of "Topics" is none of the bridge's.
  topics: {
    name: 'consent_topics',
    kind: 'list',
    types: ['multipicklist'],
    labels: [
      'Newsletter topics',
      'Toestemmingsonderwerpen',
      'Onderwerpen nieuwsbrief',
      'Einwilligungsthemen',
      'Newsletter-Themen',
      'Sujets du consentement',
      'Sujets de la newsletter',
    ],
    optional: true,
  },
  round: words('consent_round', TEXT, ['Toestemmingsronde', 'Einwilligungsrunde', 'Tour de consentement']),
  addressFp: words('consent_address_fp', TEXT, [
    'Consent address fingerprint',
    'Adresvingerafdruk',
    'Adress-Fingerabdruck',
    "Empreinte de l'adresse",
  ]),
  seal: words('consent_seal', TEXT, ['Toestemmingszegel', 'Einwilligungssiegel', 'Sceau du consentement']),
};

/** Standard fields that are read; `isconvertedfromlead` exists on Contacts only. */
export const READ_FIELDS = ['email', 'createdtime', 'modifiedtime', 'source'] as const;
export const CONVERTED_FIELD = 'isconvertedfromlead';

export const CONSENT_FIELD_NAMES = Object.keys(CONSENT_FIELDS) as readonly (keyof ConsentFields)[];

/** Letters and digits only: `Consent status`, `Consent-Status` and `consent_status` are one. */
export function plainLabel(label: string): string {
  return label
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
