import type { Member } from '../../../consent/converge';
import { parseSeal } from '../../../consent/seal';
import { explainAddress, type Explanation } from '../../../flow/explain-address';
import type { Subject } from '../../../flow/look-at-address';
import { type HistoryEntry, readHistory, wordOf } from '../../../flow/read-history';
import { subjectArgument } from '../arguments';
import type { CliBridge } from '../cli-bridge';
import { EXIT } from '../exit-code';
import { nobody } from '../nobody';
import type { Register, Report } from '../report';
import { HELD_WORDS, instant, isoOrNull, nextWords, STATUS_WORDS, STOPPED_WORDS } from '../words';

export const explainCommand: Register = (program, choose) => {
  program
    .command('explain')
    .description('why it is so, and what the next look would do; writes nothing')
    .addArgument(subjectArgument())
    .action((subject: Subject) => choose((bridge) => explain(bridge, subject)));
};

async function explain(bridge: CliBridge, subject: Subject): Promise<Report> {
  const explained = await explainAddress(bridge.deps, subject);
  if (explained === null) return nobody(bridge, subject);
  const history = (await readHistory(bridge.deps, subject)) ?? [];
  const now = bridge.deps.clock.now();
  const lines = [...explained.view.members.flatMap(recordLines), ...outcomeLines(explained, now)];
  return {
    exit: EXIT.done,
    document: documentOf(explained, history),
    lines: [...lines, ...evidenceLines(history)],
  };
}

type SealVerdict = 'valid' | 'invalid' | 'none';

/** A seal that holds is read into `sealed`; one that does not is judged `seal_untrusted` or drift. */
function sealOf({ record, sealed }: Member): SealVerdict {
  if (record.seal === '') return 'none';
  return sealed === null ? 'invalid' : 'valid';
}

const SEAL_WORDS: Readonly<Record<SealVerdict, string>> = {
  valid: 'valid',
  invalid: 'does not hold',
  none: 'none: the bridge never wrote this record',
};

function recordLines(member: Member): string[] {
  const { record, judgement, sealed } = member;
  const kid = parseSeal(record.seal)?.kid;
  return [
    `${record.id} (${record.module})`,
    `  shows       ${record.status || 'no status'}, newsletter box ${record.newsletterOptin ? 'on' : 'off'}, do-not-mail ${record.emailOptout ? 'on' : 'off'}, changed ${instant(record.modifiedTime)}`,
    `  seal        ${SEAL_WORDS[sealOf(member)]}${kid === undefined ? '' : ` (key ${kid})`}`,
    ...(sealed === null
      ? []
      : [
          `  bridge set  ${sealed.status}${sealed.notMe ? ', "this was not me"' : ''}, ${instant(sealed.changedOn)}`,
        ]),
    ...judgement.found.map(
      (found) => `  found       ${found.name} by ${found.actor.type}, ${instant(found.occurredAt)}`,
    ),
    ...judgement.putBack.map((note) => `  put back    ${note}`),
    ...(judgement.held === null ? [] : [`  held        ${HELD_WORDS[judgement.held] ?? judgement.held}`]),
  ];
}

function outcomeLines({ assessment, writes, next, pending, stopped }: Explanation, now: number): string[] {
  const { state, happened, notes } = assessment;
  const before =
    state.before === 'none' ? '' : `; before this round: ${state.before}, ${instant(state.beforeOn)}`;
  return [
    '',
    `The address is ${state.status}: ${STATUS_WORDS[state.status]}${before}`,
    ...(pending ? ['A refusal made before any record carried the address is applied by the next look.'] : []),
    'The next look would:',
    ...happened.map(
      ({ event, before: from, state: to }) => `  apply ${event.name}: ${from.status} -> ${to.status}`,
    ),
    ...notes.map(({ record, note }) => `  note on ${record}: ${note}`),
    ...writes.map(({ record, fields }) => `  write ${record}: ${fields.join(', ')}`),
    ...(happened.length + writes.length === 0 ? ['  write nothing'] : []),
    `Next: ${nextWords(next, now)}`,
    ...(stopped === null ? [] : [STOPPED_WORDS[stopped]]),
  ];
}

function evidenceLines(history: readonly HistoryEntry[]): string[] {
  if (history.length === 0) return ['', 'Evidence: none'];
  const line = ({ occurredAt, block, records }: HistoryEntry) =>
    `  ${instant(occurredAt)}  ${wordOf(block, 'event')}: ${wordOf(block, 'from_status')} -> ${wordOf(block, 'to_status')}, on ${records.join(', ')}`;
  return ['', 'Evidence:', ...history.map(line)];
}

function documentOf({ view, assessment, ...rest }: Explanation, history: readonly HistoryEntry[]): object {
  const { state, happened, notes, held } = assessment;
  const { text, ...agreed } = state.agreed;
  return {
    status: state.status,
    state: { ...state, agreed: { ...agreed, textLength: text.length } },
    records: view.members.map((member) => ({
      id: member.record.id,
      module: member.record.module,
      status: member.record.status,
      seal: sealOf(member),
      sealed: member.sealed,
      found: member.judgement.found.map(({ name, occurredAt }) => ({ name, at: isoOrNull(occurredAt) })),
      putBack: member.judgement.putBack,
      held: member.judgement.held,
    })),
    held,
    wouldApply: happened.map(({ event, before, state: after }) => ({
      event: event.name,
      from: before.status,
      to: after.status,
    })),
    wouldNote: notes,
    wouldWrite: rest.writes,
    next: rest.next,
    pendingRefusal: rest.pending,
    stopped: rest.stopped,
    evidence: history.map(({ eventId, records, block }) => ({
      eventId,
      event: wordOf(block, 'event'),
      occurredAt: wordOf(block, 'occurred_at'),
      records,
    })),
  };
}
