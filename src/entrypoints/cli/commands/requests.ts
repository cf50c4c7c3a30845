import { type Command, Option } from 'commander';
import { z } from 'zod';
import type { RegisterEntry } from '../../../flow/person-ports';
import { type Decided, decideRequest } from '../../../flow/person/requests-decide';
import { countRequests, dueFirst, isDueSoon } from '../../../flow/person/requests-list';
import type { StaffDecision } from '../../../flow/person/register-decision';
import { parseTicket, parseWords } from '../arguments';
import type { CliBridge } from '../cli-bridge';
import { EXIT } from '../exit-code';
import { finding, type Register, type Report } from '../report';
import { dueWords, stateWords, WAITING_WORDS } from '../request-words';
import { isoOrNull, table } from '../words';

const listOptions = z.object({ due: z.boolean().default(false) });
const reasonOptions = z.object({ reason: z.string() });

type AnsweredKind = Extract<Decided, { readonly told: boolean }>['kind'];
type Decision = Extract<StaffDecision, { kind: 'approve' | 'refuse' | 'extend' }>;

/** The request register (GDPR art. 12(3)) from a terminal; in Vtiger staff do the same by closing the ticket. */
export const requestsCommand: Register = (program, choose) => {
  const requests = program
    .command('requests')
    .description('what persons asked about their data, and until when it is answered');
  requests
    .command('list', { isDefault: true })
    .description('what is not answered, due first')
    .option('--due', 'only what is due within 5 days; ends 1 if anything is')
    .action((given: unknown) => {
      const { due } = listOptions.parse(given);
      choose((bridge) => list(bridge, due));
    });
  deciding(requests, 'approve', 'do it (erase), or say that it is done; the person is told').action(
    (ticket: string) => choose((bridge) => decide(bridge, ticket, { kind: 'approve' })),
  );
  deciding(requests, 'refuse', 'refuse it; the person is told why')
    .addOption(reasonOption('why, in words for the person (GDPR art. 12(4))'))
    .action((ticket: string, given: unknown) => {
      const { reason } = reasonOptions.parse(given);
      choose((bridge) => decide(bridge, ticket, { kind: 'refuse', reason }));
    });
  deciding(requests, 'extend', 'two months more; the person is told why')
    .addOption(reasonOption('why it takes longer, in words for the person (GDPR art. 12(3))'))
    .action((ticket: string, given: unknown) => {
      const { reason } = reasonOptions.parse(given);
      choose((bridge) => decide(bridge, ticket, { kind: 'extend', reason }));
    });
};

function deciding(requests: Command, name: string, description: string): Command {
  return requests
    .command(name)
    .description(description)
    .argument('<ticket>', 'its id as requests lists it', parseTicket);
}

function reasonOption(description: string): Option {
  return new Option('--reason <words>', description).argParser(parseWords).makeOptionMandatory();
}

async function list({ deps }: CliBridge, dueOnly: boolean): Promise<Report> {
  const now = deps.clock.now();
  const all = await deps.register.list();
  const shown = dueFirst(all).filter((entry) => !dueOnly || isDueSoon(entry, now));
  const { open, dueSoon, overdue } = countRequests(all, now);
  const none = dueOnly ? 'No request is due within 5 days.' : 'No request is open.';
  return {
    exit: dueOnly && shown.length > 0 ? EXIT.findings : EXIT.done,
    document: { open, dueSoon, overdue, requests: shown.map((entry) => documentOf(entry, now)) },
    lines: shown.length === 0 ? [none] : table(shown.map((entry) => rowOf(entry, now))),
  };
}

function rowOf(entry: RegisterEntry, now: number): string[] {
  const { ticket, kind, dueAt, record } = entry;
  const due = dueWords(dueAt, { now, soon: isDueSoon(entry, now) });
  return [ticket, kind, due, record === '' ? 'no record' : record, stateWords(entry)];
}

function documentOf(entry: RegisterEntry, now: number): object {
  const { ticket, kind, record, requestId, receivedAt, dueAt, extended } = entry;
  return {
    ticket,
    kind,
    received: isoOrNull(receivedAt),
    due: isoOrNull(dueAt),
    dueSoon: isDueSoon(entry, now),
    overdue: dueAt < now,
    extended,
    record: record || null,
    requestId: requestId || null,
    state: stateWords(entry),
  };
}

async function decide({ deps }: CliBridge, ticket: string, decision: Decision): Promise<Report> {
  const decided = await decideRequest(deps, ticket, decision);
  if (decided.kind === 'not_found')
    return finding('request_not_found', 'No ticket of the register has this id.');
  if (decided.kind === 'answered_before') return finding('answered_before', 'It was answered before.');
  if (decided.kind === 'extended_before')
    return finding('extended_before', 'It was extended before; the law allows that once (GDPR art. 12(3)).');
  if (decided.kind === 'waits')
    return finding(decided.code, `Nothing was done: ${WAITING_WORDS[decided.code]}.`);
  const { kind, told } = decided;
  const whom = told ? 'The person was told.' : 'The person could not be mailed: tell them yourself.';
  return {
    exit: EXIT.done,
    document: { ticket, result: kind, told },
    lines: [`${DONE_WORDS[kind]} ${whom}`],
  };
}

const DONE_WORDS: Readonly<Record<AnsweredKind, string>> = {
  erased: 'Erased.',
  kept: 'Kept and emptied (GDPR art. 17(3)); the status is Optout.',
  gone: 'No record was there any more.',
  done: 'Closed as done.',
  refused: 'Closed as refused.',
  extended: 'Extended by two months.',
};
