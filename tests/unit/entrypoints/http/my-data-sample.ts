import type { MyData, MyField } from '../../../../src/flow/person-door';

const field = (name: string, value: string, more: Partial<MyField> = {}): MyField => ({
  name,
  label: `Label of ${name}`,
  value,
  raw: value,
  type: 'string',
  editable: false,
  mandatory: false,
  ...more,
});
const own = { editable: true } as const;

/** A person with a Contact and a Lead, as the flow answers it. */
export const MY_DATA: MyData = {
  address: 'jan.jansen@example.org',
  status: 'Confirmed',
  topics: ['Recepten'],
  language: 'nl',
  records: [
    {
      id: '12x345',
      module: 'Contacts',
      fields: [
        field('salutationtype', 'Dhr.', { ...own, type: 'picklist', values: ['', 'Dhr.', 'Mevr.'] }),
        field('firstname', 'Jan', own),
        field('lastname', 'Jansen & Zoon <b>', { ...own, mandatory: true }),
        field('phone', '+31 20 123 4567', { ...own, type: 'phone' }),
        field('mobile', '', { ...own, type: 'phone' }),
        field('email', 'jan.jansen@example.org', { type: 'email' }),
        field('title', 'Bakker', own),
        field('mailingstreet', 'Dorpsstraat 1\nbij de kerk', { ...own, type: 'text' }),
        field('mailingzip', '1234 AB', own),
        field('mailingcity', 'Ons Dorp', own),
        field('mailingcountry', 'Nederland', own),
        field('birthday', '31 december 1980', { raw: '1980-12-31', type: 'date' }),
        field('donotcall', 'nee', { raw: '0', type: 'boolean' }),
        field('cf_863', 'Rood', {
          ...own,
          label: 'Lievelingskleur',
          raw: 'Rood |##| Blauw',
          type: 'multipicklist',
          values: ['Rood', 'Blauw', 'Groen'],
        }),
        field('cf_869', 'ja', { ...own, label: 'Vaste klant', raw: '1', type: 'boolean' }),
        field('assigned_user_id', 'Petra de Vries', { raw: '19x5', type: 'owner' }),
        field('createdtime', '1 februari 2024 om 10:00 (UTC)', {
          raw: '2024-02-01 10:00:00',
          type: 'datetime',
        }),
        field('contact_no', 'CON12'),
      ],
      related: [
        { module: 'ModComments', count: 4 },
        { module: 'HelpDesk', count: 2 },
        { module: 'Documents', count: null },
        { module: 'Quotes', count: 0 },
        { module: 'Verhalen', count: 1 },
      ],
    },
    {
      id: '10x77',
      module: 'Leads',
      fields: [
        field('firstname', 'Jan', own),
        field('lastname', 'Jansen & Zoon <b>', { ...own, mandatory: true }),
        field('company', 'Bakkerij Jansen', own),
        field('city', 'Ons Dorp', own),
      ],
      related: [{ module: 'ModComments', count: 1 }],
    },
  ],
  history: [
    {
      event: 'OptInRequested',
      occurredAt: '2026-10-01T09:00:00.000Z',
      from: 'none',
      to: 'Optin',
      actor: 'contact',
      channel: 'webform',
      text: 'Ja, stuur mij de nieuwsbrief.',
      topics: [],
    },
    {
      event: 'InvitationSent',
      occurredAt: '2026-10-01T09:00:05.000Z',
      from: 'Optin',
      to: 'Invited',
      actor: 'system',
      channel: 'system',
      text: '',
      topics: [],
    },
    {
      event: 'ConsentConfirmed',
      occurredAt: '2026-10-01T09:12:00.000Z',
      from: 'Invited',
      to: 'Confirmed',
      actor: 'contact',
      channel: 'link',
      text: 'Ja, stuur mij de nieuwsbrief.',
      topics: [],
    },
    {
      event: 'ConsentWithdrawn',
      occurredAt: '2026-11-01T08:00:00.000Z',
      from: 'Confirmed',
      to: 'Confirmed',
      actor: 'contact',
      channel: 'form',
      text: '',
      topics: ['Aanbiedingen'],
    },
  ],
};

export const TOPICS = ['Recepten', 'Aanbiedingen', 'Nieuws uit de bakkerij & meer'];
