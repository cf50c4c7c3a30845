import { toSecond } from '../../src/consent/instant';
import type { ConsentRecord, ModuleName } from '../../src/consent/record';
import { Failure } from '../../src/flow/failure';
import type { PersonCrm, PersonField, PersonRecord, RelatedCount } from '../../src/flow/person-ports';
import type { Clock } from '../../src/flow/ports';
import type { CrmFault, FakeCrm } from './fake-crm';

type Values = Readonly<Record<string, string>>;
type Documents = Awaited<ReturnType<PersonCrm['documents']>>;
type Account = Awaited<ReturnType<PersonCrm['account']>>;

export const API_USER = '19x6';

/** Persons on the records of the other fake: what is no consent field lies here, the address there. */
export class FakePersonCrm implements PersonCrm {
  /** `operation record`, in order. */
  readonly calls: string[] = [];
  readonly suppressed: { readonly fingerprint: string; readonly status: string }[] = [];
  readonly counts = new Map<string, readonly RelatedCount[]>();
  readonly documentsOf = new Map<string, Documents>();
  readonly accountOf = new Map<string, Account>();
  readonly labels = new Map<string, string>();
  /** Vtiger cuts silently what is longer (fact 42). */
  readonly limits: Record<string, number> = {};
  topicValues: readonly string[] = [];
  fields: Record<ModuleName, readonly PersonField[]> = { Contacts: CONTACT_FIELDS, Leads: LEAD_FIELDS };
  private readonly values = new Map<string, Record<string, string>>();
  private readonly faults: { operation: string; fault: CrmFault }[] = [];
  private readonly late: (() => void)[] = [];

  constructor(
    private readonly crm: FakeCrm,
    private readonly clock: Clock,
  ) {}

  // Controls

  /** What staff typed; `record` exists in the other fake. */
  set(record: string, values: Values): void {
    this.values.set(record, { ...this.values.get(record), ...values });
  }

  /** What the record holds besides its consent, without a call. */
  see(record: string): Values {
    return { ...this.values.get(record), email: this.crm.see(record).email };
  }

  isGone(record: string): boolean {
    const kept = this.crm.records.get(record);
    return kept === undefined || kept.deleted === true;
  }

  failNext(operation: string, ...faults: CrmFault[]): void {
    this.faults.push(...faults.map((fault) => ({ operation, fault })));
  }

  /** What had no answer lands now. */
  landLate(): void {
    for (const land of this.late.splice(0)) land();
  }

  count(operation: string): number {
    return this.calls.filter((call) => call.startsWith(`${operation} `)).length;
  }

  // Port

  describe(module: ModuleName): Promise<readonly PersonField[]> {
    return this.look('describe', module, () => this.fields[module]);
  }

  read(id: string): Promise<PersonRecord | null> {
    return this.look('read', id, () => {
      const record = this.crm.records.get(id);
      if (record === undefined || record.deleted) return null;
      const names = this.fields[record.module].map((field) => field.name);
      const all: Values = { ...consentValues(record), ...this.values.get(id), email: record.email };
      const fields = Object.fromEntries(names.map((name) => [name, all[name] ?? '']));
      return { id, module: record.module, fields };
    });
  }

  change(id: string, values: Values): Promise<void> {
    return this.write('change', id, () => {
      const { email, ...rest } = this.cut(values);
      this.set(id, rest);
      this.crm.edit(id, email === undefined ? {} : { email });
      if (Object.entries(values).some(([name, value]) => this.see(id)[name] !== value))
        throw new Failure('The fake CRM cut a value.', {
          code: 'crm_not_stored',
          stage: 'crm',
          retryable: false,
        });
    });
  }

  related(id: string): Promise<readonly RelatedCount[]> {
    return this.look('related', id, () => this.counts.get(id) ?? []);
  }

  createLead(values: Values): Promise<string> {
    return this.write('createLead', '', () => {
      const { email = '', ...rest } = values;
      const id = this.crm.add({ email, module: 'Leads', origin: 'WEBSERVICE' });
      this.set(id, rest);
      return id;
    });
  }

  topics(): Promise<readonly string[]> {
    return this.look('topics', '', () => this.topicValues);
  }

  /** Modules that the API user may not use. */
  readonly hidden = new Set<string>();

  rights(modules: readonly string[]) {
    const may = (module: string) => !this.hidden.has(module);
    return Promise.resolve(
      modules.map((module) => ({ module, readable: may(module), editable: may(module) })),
    );
  }

  documents(record: PersonRecord): Promise<Documents> {
    return this.look('documents', record.id, () => this.documentsOf.get(record.id) ?? 'none');
  }

  account(record: PersonRecord): Promise<Account> {
    return this.look('account', record.id, () => this.accountOf.get(record.id) ?? null);
  }

  labelOf(id: string): Promise<string | null> {
    return this.look('labelOf', id, () => this.labels.get(id) ?? null);
  }

  erase(id: string): Promise<void> {
    return this.write('erase', id, () => {
      if (this.crm.records.has(id)) this.crm.remove(id);
      this.values.delete(id);
    });
  }

  suppress(fingerprint: string, status: string): Promise<void> {
    return this.write('suppress', '', () => void this.suppressed.push({ fingerprint, status }));
  }

  apiUser(): Promise<string> {
    return this.look('apiUser', '', () => API_USER);
  }

  // Inside

  private cut(values: Values): Record<string, string> {
    const cut = ([name, value]: [string, string]) => [name, value.slice(0, this.limits[name])];
    return Object.fromEntries(Object.entries(values).map(cut)) as Record<string, string>;
  }

  private async look<T>(operation: string, record: string, work: () => T): Promise<T> {
    this.calls.push(`${operation} ${record}`);
    const fault = this.faultFor(operation);
    if (fault !== undefined) throw failure(fault, false);
    return Promise.resolve(work());
  }

  private async write<T>(operation: string, record: string, work: () => T): Promise<T> {
    this.calls.push(`${operation} ${record} ${toSecond(this.clock.now())}`);
    const fault = this.faultFor(operation);
    if (fault === undefined) return Promise.resolve(work());
    if (fault === 'timeout') work();
    if (fault === 'late') this.late.push(() => void work());
    throw failure(fault, true);
  }

  private faultFor(operation: string): CrmFault | undefined {
    const at = this.faults.findIndex((each) => each.operation === operation);
    return at < 0 ? undefined : this.faults.splice(at, 1)[0]?.fault;
  }
}

function failure(fault: CrmFault, changing: boolean): Failure {
  const codes = {
    down: 'crm_unavailable',
    timeout: 'crm_timeout',
    late: 'crm_timeout',
    not_stored: 'crm_not_stored',
  };
  const inDoubt = changing && (fault === 'timeout' || fault === 'late');
  const facts = { code: codes[fault], stage: 'crm' as const, retryable: fault !== 'not_stored', inDoubt };
  return new Failure('The fake CRM fails as it was told.', facts);
}

/** As Vtiger holds what the bridge writes. */
function consentValues(record: ConsentRecord): Values {
  const instant = (at: number | null) =>
    at === null ? '' : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  return {
    consent_status: record.status,
    newsletter_optin: record.newsletterOptin ? '1' : '0',
    emailoptout: record.emailOptout ? '1' : '0',
    consent_date: instant(record.consentDate),
    consent_text: record.text,
    consent_source: record.source,
    consent_language: record.language,
    consent_seal: record.seal,
    createdtime: instant(record.createdTime),
    modifiedtime: instant(record.modifiedTime),
    source: record.origin,
  };
}

interface Described extends Partial<PersonField> {
  readonly name: string;
  readonly label: string;
}

const field = (described: Described): PersonField => ({
  type: 'string',
  editable: true,
  mandatory: false,
  ...described,
});

const NAMES = [
  field({ name: 'salutationtype', label: 'Salutation' }),
  field({ name: 'firstname', label: 'First Name' }),
  field({ name: 'lastname', label: 'Last Name', mandatory: true }),
  field({ name: 'email', label: 'Primary Email', type: 'email' }),
  field({ name: 'phone', label: 'Office Phone', type: 'phone' }),
  field({ name: 'mobile', label: 'Mobile Phone', type: 'phone' }),
  field({ name: 'assigned_user_id', label: 'Assigned To', type: 'owner', mandatory: true }),
  field({ name: 'createdtime', label: 'Created Time', type: 'datetime', editable: false }),
  field({ name: 'modifiedtime', label: 'Modified Time', type: 'datetime', editable: false }),
  field({ name: 'source', label: 'Source', editable: false }),
  field({ name: 'emailoptout', label: 'Email Opt Out', type: 'boolean' }),
  field({ name: 'newsletter_optin', label: 'Newsletter opt-in', type: 'boolean' }),
  field({ name: 'consent_status', label: 'Consent status', type: 'picklist', values: ['Optin', 'Invited'] }),
  field({ name: 'consent_date', label: 'Consent date', type: 'datetime' }),
  field({ name: 'consent_text', label: 'Consent text', type: 'text' }),
  field({ name: 'consent_source', label: 'Consent source' }),
  field({ name: 'consent_language', label: 'Consent language', type: 'picklist', values: ['nl', 'en'] }),
  field({
    name: 'consent_topics',
    label: 'Consent topics',
    type: 'multipicklist',
    values: ['News', 'Offers'],
  }),
  field({ name: 'consent_seal', label: 'Consent seal' }),
  field({ name: 'description', label: 'Description', type: 'text' }),
  field({ name: 'id', label: 'id', type: 'autogenerated', editable: false }),
];

const CONTACT_FIELDS: readonly PersonField[] = [
  ...NAMES,
  field({ name: 'contact_no', label: 'Contact Id', editable: false }),
  field({ name: 'title', label: 'Title' }),
  field({ name: 'birthday', label: 'Date of Birth', type: 'date' }),
  field({ name: 'donotcall', label: 'Do Not Call', type: 'boolean' }),
  field({ name: 'account_id', label: 'Organization Name', type: 'reference', refersTo: ['Accounts'] }),
  field({ name: 'leadsource', label: 'Lead Source', type: 'picklist', values: ['Cold Call', 'Web Site'] }),
  field({ name: 'cf_901', label: 'Interests', type: 'multipicklist', values: ['Tea', 'Coffee'] }),
  field({ name: 'mailingstreet', label: 'Mailing Street', type: 'text' }),
  field({ name: 'mailingcity', label: 'Mailing City' }),
];

const LEAD_FIELDS: readonly PersonField[] = [
  ...NAMES,
  field({ name: 'lead_no', label: 'Lead Number', editable: false }),
  field({ name: 'company', label: 'Company' }),
  field({ name: 'lane', label: 'Street', type: 'text' }),
  field({ name: 'city', label: 'City' }),
];
