import type { Member } from '../consent/converge';
import { readEvidence } from '../consent/evidence-reader';
import { basisOf } from '../consent/found';
import { judge } from '../consent/judge';
import type { SealReading } from '../consent/judgement';
import type { ConsentRecord } from '../consent/record';
import { type ParsedSeal, parseSeal } from '../consent/seal';
import type { AgreedText } from '../consent/state';
import type { FlowDeps } from './deps';

type ReadDeps = Pick<FlowDeps, 'crm' | 'seals' | 'clock'>;

/** How far back evidence is searched for what a seal covered. */
const EVIDENCE_DEPTH = 40;

/**
 * One record judged. Where the seal's MAC does not hold over the present date and text, the evidence on the record
 * tells what it was made over: staff may have changed either.
 */
export async function seeRecord(deps: ReadDeps, record: ConsentRecord, fingerprint: string): Promise<Member> {
  const quick = readSeal(deps, record);
  const seal = quick === 'changed' ? await readByEvidence(deps, record) : quick;
  return memberOf({ record, fingerprint, seal, now: deps.clock.now() });
}

/** Without asking the CRM; a seal that needs its evidence counts as untrusted. For sweeps that only look who needs a look. */
export function glimpseRecord(
  deps: Omit<ReadDeps, 'crm'>,
  record: ConsentRecord,
  fingerprint: string,
): Member {
  const quick = readSeal(deps, record);
  const seal: SealReading = quick === 'changed' ? { kind: 'untrusted' } : quick;
  return memberOf({ record, fingerprint, seal, now: deps.clock.now() });
}

function memberOf(seen: {
  record: ConsentRecord;
  fingerprint: string;
  seal: SealReading;
  now: number;
}): Member {
  const { record, seal } = seen;
  return { record, judgement: judge(seen, seen.now), sealed: seal.kind === 'valid' ? seal.facts : null };
}

function readSeal(deps: Pick<ReadDeps, 'seals'>, record: ConsentRecord): SealReading | 'changed' {
  if (record.seal === '') return { kind: 'none' };
  const parsed = parseSeal(record.seal);
  if (parsed === null) return { kind: 'untrusted' };
  const agreed = agreedOf(record);
  const verdict = checkWith(deps, record, parsed, agreed);
  if (verdict === 'valid') return { kind: 'valid', facts: parsed.facts, agreed };
  return verdict === 'unknown_kid' ? { kind: 'untrusted' } : 'changed';
}

async function readByEvidence(deps: ReadDeps, record: ConsentRecord): Promise<SealReading> {
  const parsed = parseSeal(record.seal);
  if (parsed === null) return { kind: 'untrusted' };
  const comments = await deps.crm.comments(record.id, EVIDENCE_DEPTH);
  for (const agreed of candidates(
    record,
    comments.map((comment) => comment.content),
  )) {
    if (checkWith(deps, record, parsed, agreed) === 'valid')
      return { kind: 'valid', facts: parsed.facts, agreed };
  }
  return { kind: 'untrusted' };
}

/** Newest evidence first; then a record that never carried an agreement. */
function candidates(record: ConsentRecord, comments: readonly string[]): AgreedText[] {
  const fromEvidence = comments.flatMap((content) => {
    const read = readEvidence(content);
    if (read === null) return [];
    const { basis, date, text, source } = read.agreement;
    return [{ basis: basisOf(basis) ?? ('' as const), consentDate: date, text, source }];
  });
  const blank = { basis: '' as const, consentDate: null, text: '', source: '' };
  return [
    ...fromEvidence,
    { ...agreedOf(record), consentDate: null },
    { ...blank, text: record.text },
    blank,
  ];
}

function agreedOf(record: ConsentRecord): AgreedText {
  const { consentDate, text, source } = record;
  return { basis: basisOf(record.basis) ?? '', consentDate, text, source };
}

function checkWith(
  { seals }: Pick<ReadDeps, 'seals'>,
  record: ConsentRecord,
  parsed: ParsedSeal,
  agreed: AgreedText,
): 'valid' | 'invalid' | 'unknown_kid' {
  return seals.check(parsed, {
    fingerprint: record.addressFp,
    consentDate: agreed.consentDate,
    textHash: seals.textHash(agreed.text),
  });
}
