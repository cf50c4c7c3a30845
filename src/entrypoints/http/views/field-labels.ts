import type { Language } from '../../../consent/event';

type Labels = readonly [nl: string, en: string, de: string, fr: string];

/**
 * Vtiger answers labels in the API user's language alone. Its standard fields are called here as people call them, in
 * the language of the page; fields that staff added keep the label they gave.
 */
const STANDARD: Readonly<Record<string, Labels>> = {
  salutationtype: ['Aanhef', 'Form of address', 'Anrede', 'Civilité'],
  firstname: ['Voornaam', 'First name', 'Vorname', 'Prénom'],
  lastname: ['Achternaam', 'Last name', 'Nachname', 'Nom'],
  email: ['E-mailadres', 'E-mail address', 'E-Mail-Adresse', 'Adresse e-mail'],
  secondaryemail: [
    'Tweede e-mailadres',
    'Second e-mail address',
    'Zweite E-Mail-Adresse',
    'Deuxième adresse e-mail',
  ],
  phone: ['Telefoon', 'Phone', 'Telefon', 'Téléphone'],
  mobile: ['Mobiele telefoon', 'Mobile phone', 'Handy', 'Téléphone portable'],
  homephone: ['Telefoon thuis', 'Phone at home', 'Telefon privat', 'Téléphone privé'],
  otherphone: ['Andere telefoon', 'Other phone', 'Anderes Telefon', 'Autre téléphone'],
  fax: ['Fax', 'Fax', 'Fax', 'Fax'],
  title: ['Functie', 'Job title', 'Funktion', 'Fonction'],
  designation: ['Functie', 'Job title', 'Funktion', 'Fonction'],
  department: ['Afdeling', 'Department', 'Abteilung', 'Service'],
  company: ['Bedrijf', 'Company', 'Firma', 'Entreprise'],
  account_id: ['Organisatie', 'Organisation', 'Organisation', 'Organisation'],
  contact_id: ['Leidinggevende', 'Reports to', 'Vorgesetzte Person', 'Responsable'],
  birthday: ['Geboortedatum', 'Date of birth', 'Geburtsdatum', 'Date de naissance'],
  assistant: ['Assistent', 'Assistant', 'Assistenz', 'Assistant'],
  assistantphone: [
    'Telefoon van assistent',
    'Phone of assistant',
    'Telefon der Assistenz',
    'Téléphone de l’assistant',
  ],
  mailingstreet: ['Straat en nummer', 'Street and number', 'Straße und Hausnummer', 'Rue et numéro'],
  mailingpobox: ['Postbus', 'P.O. box', 'Postfach', 'Boîte postale'],
  mailingzip: ['Postcode', 'Postcode', 'Postleitzahl', 'Code postal'],
  mailingcity: ['Plaats', 'Town', 'Ort', 'Ville'],
  mailingstate: ['Provincie', 'State or county', 'Bundesland', 'Région'],
  mailingcountry: ['Land', 'Country', 'Land', 'Pays'],
  otherstreet: [
    'Tweede adres: straat en nummer',
    'Second address: street and number',
    'Zweite Adresse: Straße und Hausnummer',
    'Deuxième adresse\u00a0: rue et numéro',
  ],
  otherpobox: [
    'Tweede adres: postbus',
    'Second address: P.O. box',
    'Zweite Adresse: Postfach',
    'Deuxième adresse\u00a0: boîte postale',
  ],
  otherzip: [
    'Tweede adres: postcode',
    'Second address: postcode',
    'Zweite Adresse: Postleitzahl',
    'Deuxième adresse\u00a0: code postal',
  ],
  othercity: [
    'Tweede adres: plaats',
    'Second address: town',
    'Zweite Adresse: Ort',
    'Deuxième adresse\u00a0: ville',
  ],
  otherstate: [
    'Tweede adres: provincie',
    'Second address: state or county',
    'Zweite Adresse: Bundesland',
    'Deuxième adresse\u00a0: région',
  ],
  othercountry: [
    'Tweede adres: land',
    'Second address: country',
    'Zweite Adresse: Land',
    'Deuxième adresse\u00a0: pays',
  ],
  lane: ['Straat en nummer', 'Street and number', 'Straße und Hausnummer', 'Rue et numéro'],
  pobox: ['Postbus', 'P.O. box', 'Postfach', 'Boîte postale'],
  code: ['Postcode', 'Postcode', 'Postleitzahl', 'Code postal'],
  city: ['Plaats', 'Town', 'Ort', 'Ville'],
  state: ['Provincie', 'State or county', 'Bundesland', 'Région'],
  country: ['Land', 'Country', 'Land', 'Pays'],
  website: ['Website', 'Website', 'Website', 'Site web'],
  industry: ['Branche', 'Industry', 'Branche', 'Secteur'],
  annualrevenue: ['Omzet per jaar', 'Turnover per year', 'Umsatz im Jahr', 'Chiffre d’affaires par an'],
  noofemployees: ['Aantal medewerkers', 'Number of employees', 'Anzahl der Mitarbeiter', 'Nombre d’employés'],
  leadsource: ['Hoe we u kennen', 'How we know you', 'Woher wir Sie kennen', 'Comment nous vous connaissons'],
  leadstatus: ['Stand van zaken', 'State of things', 'Stand der Dinge', 'État des choses'],
  rating: ['Beoordeling', 'Rating', 'Bewertung', 'Évaluation'],
  description: ['Omschrijving', 'Description', 'Beschreibung', 'Description'],
  donotcall: ['Niet bellen', 'Do not call', 'Nicht anrufen', 'Ne pas appeler'],
  emailoptout: [
    'Geen reclame per e-mail',
    'No advertising by e-mail',
    'Keine Werbung per E-Mail',
    'Pas de publicité par e-mail',
  ],
  reference: ['Referentie', 'Reference', 'Referenz', 'Référence'],
  portal: [
    'Toegang tot klantportaal',
    'Access to the customer portal',
    'Zugang zum Kundenportal',
    'Accès au portail client',
  ],
  support_start_date: ['Ondersteuning vanaf', 'Support from', 'Unterstützung ab', 'Assistance à partir du'],
  support_end_date: ['Ondersteuning tot', 'Support until', 'Unterstützung bis', 'Assistance jusqu’au'],
  notify_owner: [
    'Behandelaar krijgt bericht',
    'Handler is notified',
    'Zuständige werden benachrichtigt',
    'La personne chargée est avertie',
  ],
  assigned_user_id: ['Behandeld door', 'Handled by', 'Betreut von', 'Suivi par'],
  created_user_id: ['Aangemaakt door', 'Created by', 'Angelegt von', 'Créé par'],
  modifiedby: ['Laatst gewijzigd door', 'Last changed by', 'Zuletzt geändert von', 'Modifié par'],
  createdtime: ['Aangemaakt op', 'Created on', 'Angelegt am', 'Créé le'],
  modifiedtime: ['Laatst gewijzigd op', 'Last changed on', 'Zuletzt geändert am', 'Modifié le'],
  contact_no: ['Nummer', 'Number', 'Nummer', 'Numéro'],
  lead_no: ['Nummer', 'Number', 'Nummer', 'Numéro'],
  source: ['Binnengekomen via', 'Came in through', 'Eingegangen über', 'Arrivé par'],
  isconvertedfromlead: [
    'Eerder een aanvraag',
    'Was a request before',
    'War vorher eine Anfrage',
    'Était une demande avant',
  ],
  imagename: ['Foto', 'Photo', 'Foto', 'Photo'],
  tags: ['Labels', 'Tags', 'Schlagwörter', 'Étiquettes'],
  starred: [
    'Gevolgd door medewerkers',
    'Followed by staff',
    'Von Mitarbeitern verfolgt',
    'Suivi par l’équipe',
  ],
  newsletter_optin: ['Nieuwsbrief', 'Newsletter', 'Newsletter', 'Newsletter'],
  consent_language: ['Taal', 'Language', 'Sprache', 'Langue'],
  id: ['Kenmerk', 'Identifier', 'Kennung', 'Identifiant'],
};

const ORDER: readonly Language[] = ['nl', 'en', 'de', 'fr'];

/** What a field is called on a page: our words for Vtiger's own fields, else the label as it is. */
export function fieldLabel(
  field: { readonly name: string; readonly label: string },
  language: Language,
): string {
  const own = Object.hasOwn(STANDARD, field.name) ? STANDARD[field.name] : undefined;
  return own?.[ORDER.indexOf(language)] ?? field.label;
}

/** HTML's names of what is typed (WCAG 2.2 SC 1.3.5), by Vtiger's. */
const AUTOCOMPLETE: Readonly<Record<string, string>> = {
  firstname: 'given-name',
  lastname: 'family-name',
  phone: 'tel',
  mobile: 'tel',
  homephone: 'tel',
  company: 'organization',
  title: 'organization-title',
  designation: 'organization-title',
  mailingstreet: 'street-address',
  mailingzip: 'postal-code',
  mailingcity: 'address-level2',
  mailingstate: 'address-level1',
  mailingcountry: 'country-name',
  lane: 'street-address',
  code: 'postal-code',
  city: 'address-level2',
  state: 'address-level1',
  country: 'country-name',
};

export function autocompleteOf(name: string): string | undefined {
  return Object.hasOwn(AUTOCOMPLETE, name) ? AUTOCOMPLETE[name] : undefined;
}
