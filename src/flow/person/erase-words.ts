import type { Language } from '../../consent/event';
import type { KeepCode, ReviewCode } from './judge-erasure';

/** Told to the person in `request-kept` (GDPR art. 12(4), 17(3)). */
export const KEPT_REASONS: Readonly<Record<Language, Readonly<Record<KeepCode, string>>>> = {
  nl: {
    documents:
      'Uw naam staat op documenten, zoals een bestelling, een factuur of een contract. Die moeten we bewaren zolang de wet dat zegt, of zolang we ze nodig kunnen hebben als er een geschil is.',
    account_protected:
      'U bent contactpersoon van een organisatie waarmee we zaken doen. Daarvoor hebben we uw naam en e-mailadres nodig.',
  },
  en: {
    documents:
      'Your name is on documents, such as an order, an invoice or a contract. We must keep those for as long as the law says, or for as long as we may need them in a dispute.',
    account_protected:
      'You are the contact person of an organisation that we do business with. For that we need your name and email address.',
  },
  de: {
    documents:
      'Ihr Name steht auf Dokumenten, zum Beispiel auf einer Bestellung, einer Rechnung oder einem Vertrag. Diese müssen wir so lange aufbewahren, wie es das Gesetz sagt oder wie wir sie bei einem Streit brauchen können.',
    account_protected:
      'Sie sind Ansprechperson einer Organisation, mit der wir zusammenarbeiten. Dafür brauchen wir Ihren Namen und Ihre E-Mail-Adresse.',
  },
  fr: {
    documents:
      'Votre nom est sur des documents, par exemple une commande, une facture ou un contrat. Nous devons les garder aussi longtemps que la loi le dit, ou aussi longtemps que nous pouvons en avoir besoin en cas de litige.',
    account_protected:
      'Vous êtes la personne de contact d’une organisation avec laquelle nous travaillons. Pour cela, nous avons besoin de votre nom et de votre adresse e-mail.',
  },
};

/** For staff, on the ticket: why the bridge did not decide by itself. No personal data. */
export const REVIEW_NOTES: Readonly<Record<ReviewCode, string>> = {
  erase_policy: 'Every erasure is decided by staff (ERASE_POLICY=review).',
  mail_mode_hold: 'The bridge is on hold (MAIL_MODE=hold): it erases nothing by itself.',
  role_address: 'The address is one of a role, such as info@: it may not be the one person who asks.',
  shared_address: 'Records with other names carry the same address: make sure who asks.',
  lead_converted:
    'The record was or came from a converted Lead, which Vtiger keeps hidden: it may have to be erased by hand.',
  record_unreadable: 'The API user may not read the record.',
  documents_unknown:
    'The API user may not read all modules of ERASE_KEEP_MODULES: nobody knows whether documents need the record.',
  account_unknown: 'The API user may not read the Account of the record.',
};

/** On the ticket, once it is done. */
export const ERASURE_OUTCOMES = {
  erased: 'Done: the records were erased and the person was told.',
  kept: 'Done: what is not needed was emptied, the status is Optout, and the person was told why the rest stays (GDPR art. 17(3)). Comments and documents may hold more: look at them.',
  gone: 'Done: no record is there any more.',
} as const;

/** On the ticket while the bridge itself is at work. */
export const AT_WORK =
  'The bridge carries this out by itself and closes the ticket. If it is still open after a day, close it with the solution "approved".';
