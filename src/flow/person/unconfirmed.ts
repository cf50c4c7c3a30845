import { readEvidence } from '../../consent/evidence-reader';
import { toSecond } from '../../consent/instant';
import type { ConsentRecord } from '../../consent/record';
import { concernsOneRecord } from '../adopt-legacy';
import { Failure } from '../failure';
import type { PersonDeps } from '../person-ports';
import type { Lease } from '../store-ports';
import { type AddressView, withAddress } from '../with-address';
import { DEFAULT_EMPTIED } from './erase-fields';

const PAGE = 100;
/** Clocks of CRM and hub differ a little. */
const SKEW = 5000;

/**
 * Erases the Leads that the sign-up page made and nobody confirmed, some time after they expired: nothing allows to
 * keep them (GDPR art. 5(1)(e)). Any doubt whether a Lead is one of these, and it stays. Answers how many went.
 */
export async function eraseUnconfirmed(deps: PersonDeps): Promise<{ erased: number; failed: number }> {
  const done = { erased: 0, failed: 0 };
  if (deps.settings.mailMode.kind === 'hold' || (await deps.alarm.isRaised())) return done;
  for (let after: string | null = null; ;) {
    const page: ConsentRecord[] = await deps.crm.listByStatus('Leads', 'Expired', { after });
    for (const record of page.filter((each) => isCandidate(deps, each))) {
      const result = await attempt(deps, record.id);
      if (result !== 'stays') done[result] += 1;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return done;
    after = last.id;
  }
}

/** What the list alone says; read again under the lock. */
function isCandidate({ person, clock }: PersonDeps, record: ConsentRecord): boolean {
  const { module, status, origin, source, convertedFromLead, changedOn } = record;
  const ours = module === 'Leads' && origin === 'WEBSERVICE' && source === person.signupSource;
  if (!ours || status !== 'Expired' || convertedFromLead || changedOn === null) return false;
  return changedOn + person.eraseUnconfirmedAfter <= clock.now();
}

async function attempt(deps: PersonDeps, id: string): Promise<'erased' | 'failed' | 'stays'> {
  try {
    return (await withAddress(deps, id, (view, lease) => eraseIfOurs(deps, view, lease))) ?? 'stays';
  } catch (error) {
    if (!(error instanceof Failure) || !concernsOneRecord(error)) throw error;
    deps.log.warn('an unconfirmed sign-up could not be erased', { record: id, code: error.code });
    return 'failed';
  }
}

async function eraseIfOurs(deps: PersonDeps, view: AddressView, lease: Lease): Promise<'erased' | 'stays'> {
  const { record, members, fingerprint } = view;
  if (!isCandidate(deps, record) || !isSealed(view)) return 'stays';
  if (!(await isUntouched(deps, record.id)) || !(await isMadeBySignUp(deps, record))) return 'stays';
  // Traces first: once the record is gone, nobody would look for them again.
  const whole = members.length === 1;
  await deps.traces.erase({ records: [record.id], fingerprint: whole ? fingerprint : '' });
  await lease.extend();
  await deps.people.erase(record.id);
  return 'erased';
}

/** The bridge wrote that it expired, and nobody wrote anything of consent since. */
function isSealed({ record, members }: AddressView): boolean {
  const own = members.find((member) => member.record.id === record.id);
  if (own?.sealed?.status !== 'Expired') return false;
  return own.judgement.found.length === 0 && own.judgement.held === null && !own.judgement.drift;
}

/**
 * Nobody but the API user: what staff typed, attached or planned makes it a Lead of theirs. Vtiger does not tell who
 * made a record, only who changed it last.
 */
async function isUntouched({ people }: PersonDeps, id: string): Promise<boolean> {
  const read = await people.read(id);
  if (read === null || read.fields['modifiedby'] !== (await people.apiUser())) return false;
  if (DEFAULT_EMPTIED.Leads.some((name) => (read.fields[name] ?? '') !== '')) return false;
  const related = await people.related(id);
  return related.every(({ module, count }) => module === 'ModComments' || (count ?? 0) === 0);
}

/**
 * All its comments are evidence, and the first is a sign-up by form that came before the record: a Lead that was there
 * before was made by somebody else.
 */
async function isMadeBySignUp({ crm }: PersonDeps, { id, createdTime }: ConsentRecord): Promise<boolean> {
  const comments = await crm.comments(id);
  const blocks = comments.toReversed().map(({ content }) => readEvidence(content)?.block ?? null);
  if (createdTime === null || blocks.includes(null)) return false;
  const dated = blocks.flatMap((block) => {
    const at = occurredAt(block?.['occurred_at']);
    return block === null || at === null ? [] : [{ block, at }];
  });
  const [first] = dated.toSorted((a, b) => a.at - b.at);
  if (first === undefined || toSecond(first.at) > createdTime + SKEW) return false;
  const { event, channel, actor } = first.block;
  return event === 'OptInRequested' && channel === 'form' && actor === 'contact';
}

function occurredAt(word: unknown): number | null {
  const at = typeof word === 'string' ? Date.parse(word) : NaN;
  return Number.isNaN(at) ? null : at;
}
