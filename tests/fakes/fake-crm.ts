import { normalizeAddress } from '../../src/consent/address';
import { toSecond } from '../../src/consent/instant';
import type { ConsentFields, ConsentRecord, ModuleName } from '../../src/consent/record';
import { Failure } from '../../src/flow/failure';
import type { ChangeCursor, Clock, Crm, CrmComment, StatusPage, WriteBeside } from '../../src/flow/ports';
import type { CrmInspection } from '../../src/flow/crm-inspection';

/**
 * How a call may go wrong. `down`: nothing was done. `timeout`: done, the answer was lost. `late`: no answer, and it
 * lands when {@link FakeCrm.landLate} is called. `not_stored`: a field was silently dropped.
 */
export type CrmFault = 'down' | 'timeout' | 'late' | 'not_stored';

export interface CrmCall {
  readonly operation: string;
  readonly record: string;
  /** How many calls of the webservice it takes. */
  readonly cost: number;
}

type Stored = { -readonly [Name in keyof ConsentRecord]: ConsentRecord[Name] } & { deleted?: boolean };

const PAGE = 100;

/** Contacts and Leads in memory, with Vtiger's `modifiedtime` of whole seconds. */
export class FakeCrm implements Crm {
  readonly calls: CrmCall[] = [];
  readonly records = new Map<string, Stored>();
  /** Runs before a call of this operation does its work, once: what another writer does in between. */
  private readonly before: { operation: string; act: () => void }[] = [];
  /** Sees every write by the bridge after it was applied. */
  watch: ((id: string, fields: Partial<ConsentFields>) => void) | null = null;
  /** As in extension grade: a write stands with its comments, on the record as it was judged, or not at all. */
  atomic = false;
  private readonly faults: { operation: string; fault: CrmFault }[] = [];
  private readonly late: (() => void)[] = [];
  private readonly notes: (CrmComment & { readonly record: string })[] = [];
  private next = 0;

  constructor(private readonly clock: Clock) {}

  // Controls

  /** A record as staff, a form or an import made it. */
  add(fields: Partial<ConsentRecord> & { readonly email: string }): string {
    this.next += 1;
    const module = fields.module ?? 'Contacts';
    const id = fields.id ?? `${module === 'Contacts' ? 12 : 10}x${this.next}`;
    const now = toSecond(this.clock.now());
    this.records.set(id, { ...BLANK, createdTime: now, modifiedTime: now, ...fields, id, module });
    return id;
  }

  /** What staff, an import or another program writes. */
  edit(id: string, fields: Partial<Omit<ConsentRecord, 'id'>>): void {
    Object.assign(this.stored(id), { modifiedTime: toSecond(this.clock.now()) }, fields);
  }

  remove(id: string): void {
    this.stored(id).deleted = true;
  }

  /** The record as it stands, without a call. */
  see(id: string): ConsentRecord {
    return { ...this.stored(id) };
  }

  commentsOn(id: string): string[] {
    return this.notes.filter((note) => note.record === id).map((note) => note.content);
  }

  failNext(operation: string, ...faults: CrmFault[]): void {
    this.faults.push(...faults.map((fault) => ({ operation, fault })));
  }

  beforeNext(operation: string, act: () => void): void {
    this.before.push({ operation, act });
  }

  /** What had no answer lands now. */
  landLate(): void {
    for (const land of this.late.splice(0)) land();
  }

  cost(operation?: string): number {
    const some = this.calls.filter((call) => operation === undefined || call.operation === operation);
    return some.reduce((sum, call) => sum + call.cost, 0);
  }

  // Port

  retrieve(id: string): Promise<ConsentRecord | null> {
    return this.call('retrieve', id, () => {
      const record = this.records.get(id);
      return record === undefined || record.deleted ? null : { ...record };
    });
  }

  findByAddress(address: string): Promise<ConsentRecord[]> {
    return this.call(
      'findByAddress',
      '',
      () => this.visible((r) => normalizeAddress(r.email) === address),
      2,
    );
  }

  findByFingerprint(fingerprint: string): Promise<ConsentRecord[]> {
    return this.call('findByFingerprint', '', () => this.visible((r) => r.addressFp === fingerprint), 2);
  }

  isAtomic(): Promise<boolean> {
    return Promise.resolve(this.atomic);
  }

  write(
    id: string,
    fields: Partial<ConsentFields>,
    { known, comments = [] }: WriteBeside = {},
  ): Promise<ConsentRecord> {
    return this.change('write', id, () => {
      if (this.atomic && known !== undefined) stopIfStale(this.see(id), known, fields);
      for (const content of comments) this.note(id, content);
      this.edit(id, fields);
      this.watch?.(id, fields);
      return this.see(id);
    });
  }

  addComment(record: string, content: string): Promise<string> {
    return this.change('addComment', record, () => this.note(record, content));
  }

  comments(record: string, limit?: number): Promise<CrmComment[]> {
    return this.call('comments', record, () => {
      const all = this.notes.filter((note) => note.record === record).toReversed();
      return all.slice(0, limit).map(({ id, content, createdTime }) => ({ id, content, createdTime }));
    });
  }

  listByStatus(
    module: ModuleName,
    status: string,
    { after, invitedBefore }: StatusPage,
  ): Promise<ConsentRecord[]> {
    return this.call('listByStatus', '', () => {
      const due = ({ invitedOn }: ConsentRecord) =>
        invitedBefore === undefined || (invitedOn !== null && invitedOn <= invitedBefore);
      return this.byId(module, after, (record) => record.status === status && due(record));
    });
  }

  listChanged(module: ModuleName, { since, afterId }: ChangeCursor): Promise<ConsentRecord[]> {
    return this.call('listChanged', '', () => {
      const time = (record: ConsentRecord) => record.modifiedTime ?? 0;
      const later = (record: ConsentRecord) =>
        afterId === null
          ? time(record) >= since
          : time(record) > since || (time(record) === since && number(record.id) > number(afterId));
      return this.visible((record) => record.module === module && later(record))
        .toSorted((a, b) => time(a) - time(b) || number(a.id) - number(b.id))
        .slice(0, PAGE);
    });
  }

  listAll(module: ModuleName, after: string | null): Promise<ConsentRecord[]> {
    return this.call('listAll', '', () => this.byId(module, after, () => true));
  }

  findByAddresses(addresses: readonly string[]): Promise<ConsentRecord[]> {
    const wanted = new Set(addresses);
    const carries = (record: ConsentRecord) => wanted.has(normalizeAddress(record.email) ?? '');
    return this.call('findByAddresses', '', () => this.visible(carries), 2);
  }

  newestChange(module: ModuleName): Promise<number | null> {
    return this.call('newestChange', '', () => {
      const times = this.visible((r) => r.module === module).flatMap((r) => r.modifiedTime ?? []);
      return times.length === 0 ? null : Math.max(...times);
    });
  }

  inspect(): Promise<CrmInspection> {
    const user = { id: '19x1', name: 'bridge', timeZone: 'UTC', dateFormat: 'yyyy-mm-dd' };
    return this.call('inspect', '', () => ({ version: '8.4.0', user, grade: 'standard', modules: [] }));
  }

  // Inside

  private note(record: string, content: string): string {
    const id = `31x${this.notes.length + 1}`;
    this.notes.push({ id, record, content, createdTime: toSecond(this.clock.now()) });
    return id;
  }

  private async call<T>(operation: string, record: string, work: () => T, cost = 1): Promise<T> {
    this.begin(operation, record, cost);
    const fault = this.faultFor(operation);
    if (fault !== undefined) throw crmFailure(fault, false);
    return Promise.resolve(work());
  }

  private async change<T>(operation: string, record: string, work: () => T): Promise<T> {
    this.begin(operation, record, 1);
    const fault = this.faultFor(operation);
    if (fault === 'late') this.late.push(() => landing(work));
    const done = fault === undefined || fault === 'timeout' ? work() : null;
    if (fault !== undefined || done === null) throw crmFailure(fault ?? 'down', true);
    return Promise.resolve(done);
  }

  private begin(operation: string, record: string, cost: number): void {
    this.calls.push({ operation, record, cost });
    const at = this.before.findIndex((each) => each.operation === operation);
    if (at >= 0) this.before.splice(at, 1)[0]?.act();
  }

  private faultFor(operation: string): CrmFault | undefined {
    const at = this.faults.findIndex((each) => each.operation === operation);
    return at < 0 ? undefined : this.faults.splice(at, 1)[0]?.fault;
  }

  private stored(id: string): Stored {
    const record = this.records.get(id);
    if (record === undefined) throw new Error(`the test knows no record ${id}`);
    return record;
  }

  /** Converted Leads are hidden from queries (fact 36). */
  private visible(which: (record: ConsentRecord) => boolean): ConsentRecord[] {
    return [...this.records.values()]
      .filter((each) => !each.deleted && !(each.module === 'Leads' && each.convertedFromLead) && which(each))
      .map((each) => ({ ...each }));
  }

  private byId(module: ModuleName, after: string | null, which: (record: ConsentRecord) => boolean) {
    return this.visible((r) => r.module === module && number(r.id) > number(after ?? '0x0') && which(r))
      .toSorted((a, b) => number(a.id) - number(b.id))
      .slice(0, PAGE);
  }
}

function number(id: string): number {
  return Number(id.split('x')[1]);
}

const JUDGED_BY = [
  'email',
  'status',
  'newsletterOptin',
  'emailOptout',
  'basis',
  'text',
  'source',
  'addressFp',
  'seal',
] as const;

/** The extension's compare-and-set; a write that is stored already is a repetition. */
function stopIfStale(now: ConsentRecord, known: ConsentRecord, { seal }: Partial<ConsentFields>): void {
  if (now.seal === seal || JUDGED_BY.every((name) => now[name] === known[name])) return;
  throw new Failure('stale', { code: 'record_changed', stage: 'crm', retryable: true });
}

/** Nobody hears what becomes of it. */
function landing(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

function crmFailure(fault: CrmFault, changing: boolean): Failure {
  const code = {
    down: 'crm_unavailable',
    timeout: 'crm_timeout',
    late: 'crm_timeout',
    not_stored: 'crm_not_stored',
  };
  const inDoubt = changing && (fault === 'timeout' || fault === 'late');
  const facts = { code: code[fault], stage: 'crm' as const, retryable: fault !== 'not_stored', inDoubt };
  return new Failure('The fake CRM fails as it was told.', facts);
}

const BLANK: Omit<Stored, 'id' | 'module' | 'email'> = {
  status: '',
  newsletterOptin: false,
  emailOptout: false,
  basis: '',
  consentDate: null,
  invitedOn: null,
  remindedOn: null,
  changedOn: null,
  text: '',
  source: '',
  language: '',
  topics: [],
  round: '',
  addressFp: '',
  seal: '',
  createdTime: null,
  modifiedTime: null,
  origin: 'CRM',
  convertedFromLead: false,
};
