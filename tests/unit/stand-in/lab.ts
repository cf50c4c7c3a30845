import type { Workflow } from '../../../demo/stand-in/crm';
import type { Records } from '../../../demo/stand-in/records';
import { type StandIn, startStandIn } from '../../../demo/stand-in/start';
import type { StandInUser } from '../../../demo/stand-in/users';
import { parametersOf, type Recording, type RecordedRow, readRecordings, rowsOf } from './recording';

const CONSENT_WRITABLE = [
  'consent_status',
  'consent_changed_at',
  'consent_dt6',
  'consent_date',
  'consent_flag',
  'consent_count',
  'consent_topics',
  'consent_text',
];
const RIGHTS = { view: true, edit: true };

/** The lab's users: an admin in Amsterdam, and the restricted API user in New York. */
export const LAB_USERS: readonly StandInUser[] = [
  {
    id: 1,
    name: 'admin',
    accessKey: 'labAdminKey',
    admin: true,
    firstName: 'Ada',
    lastName: 'Admin',
    email: 'admin@example.com',
    timeZone: 'Europe/Amsterdam',
    dateFormat: 'dd-mm-yyyy',
  },
  {
    id: 5,
    name: 'bridge',
    accessKey: 'labBridgeKey',
    email: 'bridge@example.com',
    timeZone: 'America/New_York',
    dateFormat: 'mm-dd-yyyy',
    rights: {
      Contacts: { ...RIGHTS, hidden: ['consent_note'], writable: CONSENT_WRITABLE },
      Leads: RIGHTS,
    },
  },
];

const MODULES: Readonly<Record<string, string>> = {
  '10': 'Leads',
  '11': 'Accounts',
  '12': 'Contacts',
  '14': 'Products',
  '16': 'Emails',
  '30': 'ModComments',
};

/**
 * The state a recording presupposes. Everything the recordings show of the lab's records is put together to one world;
 * on it comes what the recording's own answer shows of records it did not make or change. Of what it changed only the
 * untouched fields are taken from the answer, so that the changed ones must come from the request.
 */
export class Lab {
  private readonly recordings = readRecordings();
  private readonly world = this.gatherWorld();

  /** Recordings by name whose answer is the state before another one. */
  private static readonly BEFORE: Readonly<Record<string, string>> = {
    'bridge-revise-readonly-field': 'bridge-revise-allowed',
    'bridge-update': 'bridge-revise-allowed',
    'revise-readonly-fields': 'revise-flag-false',
    'revise-tags': 'retrieve-tags',
    'revise-id-only': 'revise-one-field',
    'revise-same-value': 'revise-one-field',
  };

  all(): readonly Recording[] {
    return this.recordings;
  }

  async start(one: Recording): Promise<StandIn> {
    const standIn = await startStandIn({
      fields: 'lab',
      clock: () => timeOf(one),
      ...this.circumstances(one),
      seed: (records) => this.seed(records, one),
    });
    this.prepareSessions(standIn, one);
    this.prepareNumbers(standIn, one);
    return standIn;
  }

  private circumstances(one: Recording) {
    const { name } = one;
    const sharing = name.startsWith('bridge-private')
      ? 'private'
      : name.includes('readonly-sharing')
        ? 'read'
        : 'edit';
    const users = LAB_USERS.map((user) =>
      name.startsWith('bridge-global') ? { ...user, global: true } : user,
    );
    return {
      users,
      sharing: { Contacts: sharing } as const,
      ...(name.includes('duplicate-prevention') ? { unique: { Contacts: ['email'] } } : {}),
      ...(name === 'revise-fires-workflow' ? { workflows: [markBlacklisted] } : {}),
      patchedSync: name.startsWith('sync-patched'),
    };
  }

  private seed(records: Records, one: Recording): void {
    const made = isCreate(one) || one.name === 'convertlead-ok' ? rowsOf(one).map((row) => row['id']) : [];
    const rows = new Map(
      this.world.filter((row) => !made.includes(row['id'])).map((row) => [row['id'] ?? '', row]),
    );
    for (const row of made.length > 0 ? [] : this.before(one)) {
      rows.set(row['id'] ?? '', { ...rows.get(row['id'] ?? ''), ...row });
    }
    if (needsBulk(one)) for (const row of bulk()) rows.set(row['id'] ?? '', row);
    const recorded = rowsOf(one).map((row) => row['id']);
    if (one.name === 'retrieve-related-emails') rows.delete('16x46');
    if (one.name === 'convertlead-ok') for (const id of ['11x40', '12x41']) rows.delete(id);
    for (const row of rows.values()) {
      if (one.name.startsWith('sync-patched') && !recorded.includes(row['id'])) continue;
      insert(records, row, stateOf(row['id'] ?? '', one));
    }
    if (one.name.startsWith('sync-patched')) seedDeleted(records, one);
  }

  /** The rows of the answer, without what the request itself put there. */
  private before(one: Recording): readonly RecordedRow[] {
    const earlier = Lab.BEFORE[one.name];
    if (earlier !== undefined)
      return this.recordings.filter((other) => other.name === earlier).flatMap(rowsOf);
    const { operation, element } = parametersOf(one);
    if (operation !== 'revise' && operation !== 'update') return rowsOf(one);
    const changed = [...(element ?? '').matchAll(/"(\w+)"\s*:/g)].map((match) => match[1] ?? '');
    const kept = ['id', 'createdtime', 'lastname', 'assigned_user_id'];
    return rowsOf(one).map((row) =>
      Object.fromEntries(
        Object.entries(row).filter(([name]) => kept.includes(name) || !changed.includes(name)),
      ),
    );
  }

  private gatherWorld(): readonly RecordedRow[] {
    const rows = new Map<string, RecordedRow>();
    const sources = [
      'create-contact',
      'create-lead',
      'create-modcomment',
      'create-email-linked',
      'create-email-no-parent',
    ];
    const later = [
      'retrieve-lead-ok',
      'retrieve-converted-lead',
      'retrieve-contact-from',
      'revise-extra-form',
      'retrieve-script',
      'revise-lead',
    ];
    for (const prefix of [...sources, ...later]) {
      for (const one of this.recordings.filter((other) => other.name.startsWith(prefix))) {
        for (const row of rowsOf(one))
          if (Number(row['id']?.split('x')[1]) < 1000) rows.set(row['id'] ?? '', row);
      }
    }
    rows.set('11x40', { id: '11x40', accountname: 'Cor BV' });
    for (const one of this.recordings.filter((other) => other.name.startsWith('query-'))) {
      for (const row of rowsOf(one)) {
        const id = row['id'] ?? '';
        if (Number(id.split('x')[1]) < 1000 && !id.startsWith('19x') && !isWhole(rows.get(id))) {
          rows.set(id, { ...defaultsOf(id), ...rows.get(id), ...row });
        }
      }
    }
    rows.set('12x37', { id: '12x37', lastname: 'Deleted' });
    return [...rows.values()];
  }

  private prepareSessions(standIn: StandIn, one: Recording): void {
    const admin = standIn.users.find((user) => user.name === 'admin');
    const user = standIn.users.find(
      (candidate) => candidate.name === (one.name.startsWith('bridge-') ? 'bridge' : 'admin'),
    );
    const { sessionName, PHPSESSID } = parametersOf(one);
    if (user === undefined || admin === undefined) return;
    const { sessions } = standIn.crm;
    for (const session of [sessionName, PHPSESSID]) {
      if (session !== undefined && !hasNoSession(one.name)) sessions.open(session, user);
    }
    if (one.name === 'login-token-expired') sessions.setToken(admin, 'expired', -1);
    else if (one.name !== 'login-no-challenge') sessions.setToken(admin, 'current');
    if (one.name === 'session-accesskey-changed') user.accessKey = 'another';
    if (one.name === 'session-user-set-inactive') user.active = false;
    standIn.crm.displayErrors = one.name.endsWith('display-errors');
    if (/^(database-down|fatal-)/.test(one.name)) standIn.fault({ kind: 'empty' });
    if (one.name === 'retrieve-related-products') standIn.crm.links.set(3, new Set([21039]));
  }

  /** New records get the numbers they got in the lab. */
  private prepareNumbers(standIn: StandIn, one: Recording): void {
    if (one.name === 'convertlead-ok') standIn.crm.store.setNextId(40);
    if (!isCreate(one)) return;
    const [row] = rowsOf(one);
    standIn.crm.store.setNextId(Number(row?.['id']?.split('x')[1] ?? 30_000));
    for (const [module, field] of [
      ['Contacts', 'contact_no'],
      ['Leads', 'lead_no'],
      ['Products', 'product_no'],
    ] as const) {
      const number = Number(row?.[field]?.replace(/\D/g, '') ?? Number.NaN);
      if (!Number.isNaN(number)) standIn.crm.store.setCounter(module, number - 1);
    }
  }
}

const defaultsOf = (id: string): RecordedRow =>
  /^1[02]x/.test(id)
    ? { lastname: 'Test', source: 'WEBSERVICE' }
    : id.startsWith('16x')
      ? { activitytype: 'Emails' }
      : {};
const isCreate = (one: Recording): boolean => parametersOf(one)['operation'] === 'create';
const isWhole = (row: RecordedRow | undefined): boolean => row !== undefined && Object.keys(row).length > 12;
const needsBulk = (one: Recording): boolean =>
  /^query-(default-limit|limit-over|limit-offset-over|bulk)/.test(one.name);
const hasNoSession = (name: string): boolean =>
  /^(session-bogus|session-after-logout|session-file-gone|logout-again|extendsession-bogus)/.test(name);

const markBlacklisted: Workflow = (row, changed, set) => {
  if (changed.includes('consent_status') && row.values['consent_status'] === 'Blacklisted')
    set('cf_865', 'workflow was here');
};

/** Records the lab had deleted or converted when the recording was made. */
function stateOf(id: string, one: Recording): { readonly deleted: boolean; readonly converted: boolean } {
  const gone = ['delete-contact-ok', 'revise-deleted-in-between'];
  const deleted = one.name === gone[1] ? ['12x37', '12x21027'] : one.name === gone[0] ? [] : ['12x37'];
  const notConverted = one.name === 'convertlead-ok';
  return { deleted: deleted.includes(id), converted: id === '10x39' && !notConverted };
}

function insert(
  records: Records,
  row: RecordedRow,
  state: { readonly deleted: boolean; readonly converted: boolean },
): void {
  const { id, label, ...fields } = row;
  const [prefix = '', number] = (id ?? '').split('x');
  const module = MODULES[prefix];
  if (module === undefined) return;
  const { createdtime, modifiedtime, ...others } = fields;
  // Keys the answer has beside the fields.
  const rest = Object.fromEntries(Object.entries(others).filter(([name]) => !name.startsWith('currency')));
  records.insert(module, rest, {
    number: Number(number),
    createdtime: createdtime ?? '2026-11-23 22:26:53',
    modifiedtime: modifiedtime ?? createdtime ?? '2026-11-23 22:26:53',
    ...(label !== undefined && label !== null && KEPT_LABEL.test(label) ? { label } : {}),
    ...state,
  });
}

/** Labels made from what was sent, not from what is stored: of a read-only field, of a script tag. */
const KEPT_LABEL = /^Jan Changed$|^&lt;script/;

/** The lab's bulk contacts, as far as these recordings need them. */
function bulk(): readonly RecordedRow[] {
  const rows = Array.from({ length: 200 }, (_, index) => ({
    id: `12x${1001 + index}`,
    lastname: `Bulk${index}`,
    email: `user${index + 1}@bulk.example`,
  }));
  return [...rows, { id: '12x14579', lastname: 'Bulk', consent_note: 'needle' }];
}

function seedDeleted(records: Records, one: Recording): void {
  const listed = JSON.stringify(one.response.body).match(/"deleted":\[([^\]]*)\]/)?.[1] ?? '';
  const last = /"lastModifiedTime":(\d+)/.exec(JSON.stringify(one.response.body))?.[1] ?? '0';
  const modifiedtime = new Date(Number(last) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const later = { id: '12x30001', lastname: 'Later', modifiedtime: '2026-11-23 23:59:59' };
  if (one.name === 'sync-patched-page') insert(records, later, { deleted: false, converted: false });
  for (const id of listed.match(/\d+x\d+/g) ?? []) {
    const lead = id.startsWith('10x');
    insert(records, { id, lastname: 'Gone', modifiedtime }, { deleted: !lead, converted: lead });
  }
}

/** When the recording was made: what it wrote carries that time. */
function timeOf(one: Recording): number {
  const text = JSON.stringify(one.response.body);
  const server = /"serverTime":(\d+)/.exec(text)?.[1];
  if (server !== undefined) return Number(server) * 1000;
  const modified = rowsOf(one)[0]?.['modifiedtime'];
  return Date.parse(`${(modified ?? '2026-11-23 22:40:00').replace(' ', 'T')}Z`);
}
