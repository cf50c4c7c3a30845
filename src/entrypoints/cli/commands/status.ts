import type { Explanation } from '../../../flow/explain-address';
import { explainAddress } from '../../../flow/explain-address';
import type { Subject } from '../../../flow/look-at-address';
import { subjectArgument } from '../arguments';
import type { CliBridge } from '../cli-bridge';
import { EXIT } from '../exit-code';
import { nobody } from '../nobody';
import type { Register, Report } from '../report';
import { HELD_WORDS, instant, isoOrNull, nextWords, STATUS_WORDS, STOPPED_WORDS, table } from '../words';

export const statusCommand: Register = (program, choose) => {
  program
    .command('status')
    .description('what an address is, and what comes next')
    .addArgument(subjectArgument())
    .action((subject: Subject) => choose((bridge) => status(bridge, subject)));
};

async function status(bridge: CliBridge, subject: Subject): Promise<Report> {
  const explained = await explainAddress(bridge.deps, subject);
  if (explained === null) return nobody(bridge, subject);
  return {
    exit: EXIT.done,
    document: documentOf(explained),
    lines: linesOf(explained, bridge.deps.clock.now()),
  };
}

function documentOf({ view, assessment, next, stopped }: Explanation): object {
  const { state, happened, held } = assessment;
  return {
    status: state.status,
    meaning: STATUS_WORDS[state.status],
    changedOn: isoOrNull(state.changedOn),
    invitedOn: isoOrNull(state.invitedOn),
    remindedOn: isoOrNull(state.remindedOn),
    consentDate: isoOrNull(state.agreed.consentDate),
    addressFault: view.fault,
    records: view.members.map(({ record }) => ({
      id: record.id,
      module: record.module,
      status: record.status,
      held: held.find((each) => each.record === record.id)?.reason ?? null,
    })),
    next: next.step === 'rest' ? { step: 'rest' } : { step: next.step, at: isoOrNull(next.at) },
    found: happened.map(({ event }) => event.name),
    stopped,
  };
}

function linesOf({ view, assessment, next, stopped }: Explanation, now: number): string[] {
  const { state, happened, held } = assessment;
  const dates = [
    ['since', state.changedOn],
    ['invited on', state.invitedOn],
    ['reminded on', state.remindedOn],
    ['consent of', state.agreed.consentDate],
  ] as const;
  return [
    ...table([
      ['status', `${state.status}: ${STATUS_WORDS[state.status]}`],
      ...dates.flatMap(([name, at]) => (at === null ? [] : [[name, instant(at)]])),
      ['next', nextWords(next, now)],
      ...(view.fault === null ? [] : [['address', ADDRESS_FAULTS[view.fault]]]),
      ...view.members.map(({ record }) => {
        const reason = held.find((each) => each.record === record.id)?.reason;
        const note = reason === undefined ? '' : `; left alone: ${HELD_WORDS[reason] ?? reason}`;
        return ['record', `${record.id} (${record.module}) shows ${record.status || 'no status'}${note}`];
      }),
    ]),
    ...(happened.length === 0
      ? []
      : [`Found and not yet written: ${happened.map(({ event }) => event.name).join(', ')}.`]),
    ...(stopped === null ? [] : [STOPPED_WORDS[stopped]]),
  ];
}

const ADDRESS_FAULTS = {
  no_address: 'the record has none',
  invalid_address: 'the record has one that cannot be mailed',
} as const;
