import type { Sharing } from './access';
import { CallLog } from './calls';
import { controlDoor } from './control/door';
import type { Crm, Workflow } from './crm';
import type { Exchange } from './exchange';
import { type Fault, Faults } from './faults';
import { type Hook, Hooks } from './hooks';
import { pageDoor } from './page/door';
import type { SavedChange } from './page/saved';
import { type ExtensionOptions, newExtension } from './operations/consentbridge-state';
import { Records, type StoredRecord } from './records';
import { buildModules, type CustomFields } from './schema/modules';
import { WebserviceServer } from './server';
import { Sessions } from './sessions';
import { Store } from './store';
import { DEFAULT_USERS, type StandInUser } from './users';
import { seedGroups, seedUsers } from './user-rows';

export interface StandInOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** Custom fields of Contacts and Leads; default `consent`, the bridge's. */
  readonly fields?: CustomFields;
  readonly users?: readonly StandInUser[];
  /** Sharing per module; default Public Read/Edit. */
  readonly sharing?: Readonly<Record<string, Sharing>>;
  readonly unique?: Readonly<Record<string, readonly string[]>>;
  readonly workflows?: readonly Workflow[];
  readonly leadMapping?: Readonly<Record<string, string>>;
  readonly patchedSync?: boolean;
  /** Installs the bridge's extension module: the operations consentbridge.*. */
  readonly extension?: boolean | ExtensionOptions;
  /** Number of the first record. */
  readonly firstId?: number;
  /** Milliseconds since 1970; default the machine's clock. */
  readonly clock?: () => number;
  /** Milliseconds every call takes. */
  readonly latency?: number;
  readonly serializeSessions?: boolean;
  /** A session dies this long after its last call; PHP's default is 1440. */
  readonly sessionIdleSeconds?: number;
  /** Opens `/_control/`, by which other processes command faults and edit records. */
  readonly control?: boolean;
  /** Serves the web pages at `/`. */
  readonly pages?: boolean;
  /** Tells of what was saved on the pages, by staff or through the web form. */
  readonly onSaved?: (record: StoredRecord, change: SavedChange) => void | Promise<void>;
  /** Fills the stand-in before it listens. */
  readonly seed?: (records: Records) => void;
}

export interface StandIn {
  readonly url: string;
  readonly port: number;
  readonly records: Records;
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly crm: Crm;
  readonly users: StandInUser[];
  before(operation: string, hook: Hook): () => void;
  after(operation: string, hook: Hook): () => void;
  fault(fault: Fault): () => void;
  /** Refuses connections; records and sessions stay. */
  goDown(): Promise<void>;
  comeUp(): Promise<void>;
  stop(): Promise<void>;
}

export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const crm = buildCrm(options);
  const records = new Records(crm);
  options.seed?.(records);
  const parts: Exchange = {
    crm,
    records,
    faults: new Faults(),
    before: new Hooks(),
    after: new Hooks(),
    calls: new CallLog(),
  };
  const host = options.host ?? '127.0.0.1';
  const doors = [
    ...(options.control === true ? [controlDoor({ ...parts, down: (ms: number) => void downFor(ms) })] : []),
    ...(options.pages === true
      ? [pageDoor({ crm, records, faults: parts.faults, onSaved: options.onSaved })]
      : []),
  ];
  const server = new WebserviceServer(
    parts,
    { latency: options.latency ?? 0, serializeSessions: options.serializeSessions ?? true },
    doors,
  );
  const port = await server.open(options.port ?? 0, host);
  const comeUp = async (): Promise<void> => {
    if (!server.listening) await server.open(port, host);
  };
  const downFor = async (ms: number): Promise<void> => {
    await server.close();
    setTimeout(() => void comeUp(), ms).unref();
  };
  return {
    url: `http://${host}:${port}`,
    port,
    records,
    crm,
    faults: parts.faults,
    calls: parts.calls,
    users: crm.users,
    before: (operation, hook) => parts.before.add(operation, hook),
    after: (operation, hook) => parts.after.add(operation, hook),
    fault: (fault) => parts.faults.add(fault),
    goDown: () => server.close(),
    comeUp,
    stop: () => server.close(),
  };
}

function buildCrm(options: StandInOptions): Crm {
  const modules = buildModules(options.fields ?? 'consent');
  const now = options.clock ?? Date.now;
  const users = (options.users ?? DEFAULT_USERS).map((one) => ({ ...one }));
  const store = new Store(modules, options.firstId ?? 2);
  seedUsers(store, modules, users);
  seedGroups(store);
  return {
    store,
    modules,
    users,
    now,
    sessions: new Sessions(users, now, options.sessionIdleSeconds ?? 1440),
    sharing: { ...options.sharing },
    unique: { ...options.unique },
    links: new Map(),
    workflows: [...(options.workflows ?? [])],
    leadMapping: { ...options.leadMapping },
    patchedSync: options.patchedSync ?? false,
    displayErrors: false,
    extension: newExtension(options.extension),
  };
}
