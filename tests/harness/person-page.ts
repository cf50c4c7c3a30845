import { DEFAULT_USERS, type ModuleRights, type StandInUser } from '../../demo/stand-in/users';
import { type Filled, formWith, openPage, type Page, submit } from './browser';
import type { Person } from './people';
import { type Rig, type RigOptions, startRig } from './rig';
import type { CaughtMail } from './smtp-sink';
import { fingerprintOf, mintToken } from './stranger';
import { until } from './waiting';

/* The person's side of a rig: the API user with the rights it needs, fresh links, and the pages behind them. */

const READ: ModuleRights = { view: true };
interface Document {
  readonly module: string;
  /** The field by which a record of the module names a Contact, and an Account. */
  readonly byContact?: string;
  readonly byAccount?: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What ERASE_KEEP_MODULES lists. */
export const DOCUMENTS: readonly Document[] = [
  { module: 'Invoice', byContact: 'contact_id', byAccount: 'account_id', fields: { subject: 'I' } },
  { module: 'SalesOrder', byContact: 'contact_id', byAccount: 'account_id', fields: { subject: 'S' } },
  { module: 'Quotes', byContact: 'contact_id', byAccount: 'account_id', fields: { subject: 'Q' } },
  { module: 'PurchaseOrder', byContact: 'contact_id', fields: { subject: 'P' } },
  {
    module: 'ServiceContracts',
    byContact: 'sc_related_to',
    byAccount: 'sc_related_to',
    fields: { subject: 'C' },
  },
  {
    module: 'HelpDesk',
    byContact: 'contact_id',
    byAccount: 'parent_id',
    fields: { ticket_title: 'Printer broken', ticketstatus: 'Open' },
  },
  { module: 'Potentials', byContact: 'contact_id', byAccount: 'related_to', fields: { potentialname: 'D' } },
  {
    module: 'Project',
    byContact: 'linktoaccountscontacts',
    byAccount: 'linktoaccountscontacts',
    fields: { projectname: 'P' },
  },
  { module: 'Assets', byContact: 'contact', byAccount: 'account', fields: { assetname: 'A' } },
  { module: 'Vendors', fields: { vendorname: 'V' } },
];

/** One document of each kind that is about somebody else, as in any CRM in use: else no module proves anything. */
export function addBusiness({ crm }: Pick<Rig, 'crm'>): void {
  const stranger = crm.records.insert('Contacts', { lastname: 'Somebody else' });
  for (const { module, byContact, fields } of DOCUMENTS)
    crm.records.insert(module, byContact === undefined ? fields : { ...fields, [byContact]: stranger });
}

/** What docs/guide/vtiger.md grants the bridge's user. */
export const PERSON_RIGHTS: Readonly<Record<string, ModuleRights>> = {
  Contacts: { view: true, edit: true, delete: true },
  Leads: { view: true, edit: true, create: true, delete: true },
  ModComments: { view: true, create: true },
  ...Object.fromEntries(
    [...DOCUMENTS.map(({ module }) => module), 'Accounts', 'Emails', 'Documents'].map((each) => [each, READ]),
  ),
  HelpDesk: { view: true, edit: true, create: true },
};

/**
 * A rig whose API user is no admin; every request comes from a client of its own. Its pages know the topics, which a
 * starting bridge reads beside the requests.
 */
export async function startPersonRig({ env = {}, crm = {}, ...rest }: RigOptions = {}): Promise<Rig> {
  const users = DEFAULT_USERS.map((user) =>
    user.name === 'bridge' ? { ...user, rights: PERSON_RIGHTS } : user,
  );
  const rig = await startRig({
    ...rest,
    crm: { users, ...crm },
    env: {
      VTIGER_USERNAME: 'bridge',
      VTIGER_ACCESS_KEY: 'bridgeAccessKey1',
      TRUST_PROXY: 'loopback',
      MAIL_RATE: '1000/s',
      RATE_LIMIT_TOKEN: '1000/1m',
      // Also how long the address stays locked when its holder died.
      IN_DOUBT_WAIT: '3s',
      JOB_LOCK: '5s',
      SWEEP_CRON: '* * * * * *',
      ...env,
    },
  });
  await until('the topics on the pages', async () =>
    (await openPage(`${rig.bridge().url}/signup`)).body.includes('name="topics"'),
  );
  return rig;
}

/** The API user as Vtiger holds it now: what the admin changes in its profile counts at the next call. */
export function apiUser({ crm }: Rig): StandInUser {
  const user = crm.users.find(({ name }) => name === 'bridge');
  if (user === undefined) throw new Error('no API user');
  return user;
}

export interface LinkClaims {
  /** For the record's own person (from the preferences page), or for whoever reads the mailbox (typed). */
  readonly from?: 'preferences' | 'typed';
  /** Seconds from now. */
  readonly expiresIn?: number;
}

/** A fresh link as the bridge mails it, minted by a stranger who has read the interfaces. */
export function freshLink(
  rig: Rig,
  { id, email }: Pick<Person, 'id' | 'email'>,
  { from = 'preferences', expiresIn = 1800 }: LinkClaims = {},
): string {
  const token = mintToken(rig.env['TOKEN_SECRETS'] ?? '', {
    sub: id,
    act: 'access',
    adr: fingerprintOf(email.toLowerCase(), rig.env['ADDRESS_KEY'] ?? ''),
    exp: Math.floor(Date.now() / 1000) + expiresIn,
    ...(from === 'preferences' ? { rnd: 'personal' } : {}),
  });
  return `${rig.bridge().url}/my-data/${token}?lang=en`;
}

/** The link that every newsletter prints. */
export function preferencesLink(rig: Rig, { id, email }: Pick<Person, 'id' | 'email'>): string {
  const adr = fingerprintOf(email.toLowerCase(), rig.env['ADDRESS_KEY'] ?? '');
  const token = mintToken(rig.env['TOKEN_SECRETS'] ?? '', { sub: id, act: 'preferences', adr });
  return `${rig.bridge().url}/preferences/${token}?lang=en`;
}

/** Types an address on `/my-data` and sends it. */
export async function askLink(rig: Rig, email: string): Promise<Page> {
  const page = await openPage(`${rig.bridge().url}/my-data?lang=en`);
  const [form] = page.forms;
  if (form === undefined) throw new Error('no form on /my-data');
  return submit(page, form, { email });
}

/** "Show my data" behind a fresh link. */
export async function showData(link: string): Promise<Page> {
  const page = await openPage(link);
  return submit(page, formWith(page, { do: 'show' }));
}

/** Shows the data and uses one of the forms there: `change`, `choices`, `erase` ... */
export async function doOn(link: string, doing: string, filled: Filled = {}): Promise<Page> {
  const page = await showData(link);
  return submit(page, formWith(page, { do: doing }), filled);
}

/** Asks to be erased, and says so twice. */
export async function askErasure(link: string): Promise<Page> {
  const sure = await doOn(link, 'erase');
  return submit(sure, formWith(sure, { do: 'erase', sure: 'yes' }));
}

/** The mails of one kind to an address, told by their Message-ID or link. */
export function mailsOf({ smtp }: Rig, email: string, kind: string): CaughtMail[] {
  return smtp.to(email).filter(({ parsed }) => (parsed.messageId ?? '').includes(`.${kind}`));
}

export function mailOf(rig: Rig, email: string, kind: string): Promise<CaughtMail> {
  return until(`the mail ${kind}`, () => mailsOf(rig, email, kind)[0], { within: 30_000 });
}

export interface Ticket {
  readonly [field: string]: string | null;
  readonly id: string;
}

/** Tickets of the request register, oldest first. */
export function ticketsOf({ crm }: Rig, person?: Pick<Person, 'id'>): Ticket[] {
  return crm.records
    .list('HelpDesk')
    .filter((each) => (each['ticket_title'] ?? '').startsWith('GDPR request'))
    .filter((each) => person === undefined || (each['description'] ?? '').includes(person.id));
}
