import type { Subject } from '../../../flow/look-at-address';
import { type HistoryEntry, readHistory, wordOf } from '../../../flow/read-history';
import { subjectArgument } from '../arguments';
import type { CliBridge } from '../cli-bridge';
import { EXIT } from '../exit-code';
import { nobody } from '../nobody';
import type { Register, Report } from '../report';
import { instant } from '../words';

export const historyCommand: Register = (program, choose) => {
  program
    .command('history')
    .description('the evidence, oldest first: when, what, who, how and the text that was shown')
    .addArgument(subjectArgument())
    .action((subject: Subject) => choose((bridge) => history(bridge, subject)));
};

async function history(bridge: CliBridge, subject: Subject): Promise<Report> {
  const entries = await readHistory(bridge.deps, subject);
  if (entries === null) return nobody(bridge, subject);
  const lines = entries.length === 0 ? ['No evidence is stored on it.'] : entries.flatMap(linesOf);
  return { exit: EXIT.done, document: { events: entries }, lines };
}

const TEXT_WORDS = {
  matches: 'as it was hashed then',
  altered: 'ALTERED: it is not what was hashed then',
  none: '',
} as const;

/** Members of the block, in the order in which a reader asks: who, how, on what ground, by what words. */
const MEMBERS = [
  ['who', 'actor'],
  ['asserted by', 'asserted_by'],
  ['how', 'channel'],
  ['source', 'collection_method'],
  ['basis', 'lawful_basis'],
  ['reason', 'reason'],
  ['note', 'note'],
  ['policy', 'privacy_notice'],
  ['controller', 'controller'],
  ['mail', 'message_id'],
  ['IP address', 'ip'],
  ['browser', 'user_agent'],
  ['copied from', 'copied_from'],
] as const;

function linesOf({ block, occurredAt, records, eventId, text, topics }: HistoryEntry): string[] {
  const word = (name: string) => wordOf(block, name);
  const row = (name: string, value: string) => (value === '' ? [] : [`  ${name.padEnd(11)}  ${value}`]);
  return [
    `${instant(occurredAt)}  ${word('event')} (consent ${word('event_state')}): ${word('from_status')} -> ${word('to_status')}`,
    ...MEMBERS.flatMap(([name, member]) => row(name, word(member))),
    ...row('topics', topics.join(', ')),
    ...row('records', records.join(', ')),
    ...row('event id', eventId),
    ...(text === 'none' ? [] : textLines(word('consent_text'), text)),
    '',
  ];
}

function textLines(text: string, verdict: 'matches' | 'altered'): string[] {
  return [`  text shown (${TEXT_WORDS[verdict]}):`, ...text.split('\n').map((line) => `    ${line}`)];
}
