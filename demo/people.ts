import type { Records } from './stand-in/records';

/** A handful of people at every stage that staff may meet on the first day. */
export function seedPeople(records: Records): void {
  const contact = (firstname: string, lastname: string, email: string, rest: Record<string, string> = {}) =>
    records.insert('Contacts', { firstname, lastname, email, ...rest });
  contact('Anna', 'de Vries', 'anna@example.org', { consent_language: 'nl' });
  contact('Bram', 'Jansen', 'bram@example.org', { consent_language: 'nl' });
  contact('Claire', 'Dubois', 'claire@example.org', { consent_language: 'fr' });
  contact('Dieter', 'Schulz', 'dieter@example.org', { consent_language: 'de' });
  contact('Emily', 'Brown', 'emily@example.org', { consent_language: 'en' });
  // One person, two records: one decision for both.
  contact('Fatima', 'Bakker', 'fatima@example.org');
  records.insert('Leads', {
    firstname: 'Fatima',
    lastname: 'Bakker',
    email: 'Fatima@Example.org',
    company: 'Bakker BV',
  });
  // Refused long before the bridge came: adopted, never mailed.
  contact('Gerard', 'Smit', 'gerard@example.org', { emailoptout: '1' });
}
