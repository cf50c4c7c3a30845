import { nextStep } from '../consent/next-step';
import { MODULES, type ConsentRecord } from '../consent/record';
import { BLANK_STATE, round8 } from '../consent/state';
import { parseStatus } from '../consent/status';
import type { FlowDeps } from './deps';

type DueDeps = Pick<FlowDeps, 'crm' | 'clock' | 'settings' | 'planner' | 'log'>;

const PAGE = 100;

/** Finds open rounds whose next step is due within the horizon and queues it. Answers how many there are. */
export async function sweepDue(deps: DueDeps): Promise<{ due: number }> {
  let due = 0;
  for (const module of MODULES)
    for (const status of ['Optin', 'Invited', 'Reminded'] as const)
      due += await sweepStatus(deps, module, status);
  if (deps.settings.mailMode.kind === 'hold' && due > 0)
    deps.log.info('steps are due and held by MAIL_MODE', { due });
  return { due };
}

async function sweepStatus(
  deps: DueDeps,
  module: ConsentRecord['module'],
  status: 'Optin' | 'Invited' | 'Reminded',
): Promise<number> {
  const before = invitedBefore(deps, status);
  let due = 0;
  for (let after: string | null = null; ;) {
    const page: ConsentRecord[] = await deps.crm.listByStatus(module, status, {
      after,
      ...(before === undefined ? {} : { invitedBefore: before }),
    });
    for (const record of page) due += await planIfDue(deps, record);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return due;
    after = last.id;
  }
}

/** Later rounds are left out by the query: a step that is far off stays a date on the record. */
function invitedBefore({ clock, settings }: DueDeps, status: string): number | undefined {
  const { remindAfter, expireAfter } = settings.policy;
  if (status === 'Optin') return undefined;
  const shortest = status === 'Invited' ? Math.min(remindAfter, expireAfter) : expireAfter;
  return clock.now() + settings.sweepHorizon - shortest;
}

async function planIfDue(deps: DueDeps, record: ConsentRecord): Promise<number> {
  const now = deps.clock.now();
  const { invitedOn, changedOn, language } = record;
  const status = parseStatus(record.status) ?? 'none';
  const state = { ...BLANK_STATE, status, invitedOn, changedOn, language };
  const next = nextStep(state, now, deps.settings.policy);
  if (next.step === 'rest' || next.at > now + deps.settings.sweepHorizon) return 0;
  if (deps.settings.mailMode.kind !== 'hold') {
    const at = Math.max(next.at, now);
    await deps.planner.planStep({ record: record.id, step: next.step, round8: round8(record.round), at });
  }
  return 1;
}
