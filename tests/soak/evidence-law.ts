import { readEvidence } from '../../src/consent/evidence-reader';
import type { Rig } from '../harness/rig';

/** Bounces are delivery facts: no consent record is written for them. */
const WITHOUT_EVIDENCE = ['', 'Bounced'];
/**
 * Steps of a round. After a crash between two records of an address one may go back to the step of the other and on
 * again: the step's one consent record proves it each time.
 */
const PROCEDURE = ['Optin', 'Invited', 'Reminded', 'Expired'];

/**
 * "No status without evidence", seen from the CRM: whenever a write gives a record a decision, as many consent
 * records that lead there stand on it as it came there so far; for a step, the one of its round (GDPR art. 7(1)).
 */
export class EvidenceLaw {
  readonly breaches: string[] = [];
  private readonly written = new Map<string, { status: string; entered: Map<string, number> }>();
  private readonly writes = new Map<string, string[]>();
  private readonly byHand = new Map<string, string>();

  constructor(private readonly rig: Pick<Rig, 'crm'>) {
    rig.crm.after('revise', ({ record }) => this.look(record));
  }

  /** What somebody else writes to the record is theirs to prove. */
  expectByHand(record: string, status: string): void {
    this.byHand.set(record, status);
  }

  /** Consent records on a record, oldest first. */
  evidenceOn(record: string) {
    return this.rig.crm.records
      .comments(record)
      .flatMap((comment) => readEvidence(comment['commentcontent'] ?? '') ?? []);
  }

  eventsOn(record: string): string[] {
    return this.evidenceOn(record).map(({ block }) => String(block['event']));
  }

  /** What must hold of a record when all is quiet. */
  faultsOf(record: string): string[] {
    const evidence = this.evidenceOn(record);
    const ids = evidence.map(({ eventId }) => eventId);
    const twice = ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id) => `evidence ${id} stands twice on ${record}`);
    const status = this.rig.crm.records.get(record)?.['consent_status'] ?? '';
    const proven = WITHOUT_EVIDENCE.includes(status) || evidence.some(({ toStatus }) => toStatus === status);
    return proven ? twice : [...twice, `${record} is ${status} without evidence`];
  }

  /** For whoever has to find out why: what is proven, and what each write left. */
  private storyOf(record: string): string {
    const proven = this.evidenceOn(record).map(
      ({ block, toStatus }) =>
        `${String(block['event'])} ${String(block['occurred_at']).slice(14, 23)} to ${toStatus}`,
    );
    return `proven ${proven.join(', ')}; written ${this.writes.get(record)?.join(', ') ?? 'nothing'}`;
  }

  private look(record: string): void {
    const status = this.rig.crm.records.get(record)?.['consent_status'] ?? '';
    const write = `${new Date().toISOString().slice(14, 23)} ${status}`;
    this.writes.set(record, [...(this.writes.get(record) ?? []), write]);
    const known = this.written.get(record) ?? { status: '', entered: new Map<string, number>() };
    if (status === known.status || status === this.byHand.get(record)) return;
    this.written.set(record, { ...known, status });
    if (WITHOUT_EVIDENCE.includes(status)) return;
    const times = (known.entered.get(status) ?? 0) + 1;
    known.entered.set(status, times);
    const round = this.rig.crm.records.get(record)?.['consent_round'];
    const leading = this.evidenceOn(record).filter(({ toStatus }) => toStatus === status);
    if (PROCEDURE.includes(status)) {
      if (!leading.some(({ block }) => block['round'] === round))
        this.breaches.push(`${record} became ${status} without a consent record of its round`);
      return;
    }
    const proofs = new Set(leading.map(({ eventId }) => eventId)).size;
    // A crash between two records of an address left the other one there: one proof stands for both, the way there and
    // back included (domain: a half-done write is converged, refusals first).
    if (proofs < times && proofs > 0 && this.hasTwinIn(status, record)) known.entered.set(status, times - 1);
    else if (proofs < times)
      this.breaches.push(
        `${record} became ${status} for time ${times} with ${proofs} consent records of it: ${this.storyOf(record)}`,
      );
  }

  private hasTwinIn(status: string, record: string): boolean {
    const { records } = this.rig.crm;
    const email = records.get(record)?.['email'];
    return (['Contacts', 'Leads'] as const)
      .flatMap((module) => records.list(module))
      .some((each) => each['id'] !== record && each['email'] === email && each['consent_status'] === status);
  }
}
