import { assess, type Assessment, writesFor } from '../consent/assess';
import { changedFields } from '../consent/converge';
import { type NextStep, nextStep } from '../consent/next-step';
import { contextFor } from './assess-address';
import type { FlowDeps } from './deps';
import { lookAtAddress, type Subject } from './look-at-address';
import type { AddressView } from './with-address';

/** Why an address is as it is, and what the next look at it would do. */
export interface Explanation {
  readonly view: AddressView;
  /** Judged as a look would judge it now; nothing was written. */
  readonly assessment: Assessment;
  readonly writes: readonly { readonly record: string; readonly fields: readonly string[] }[];
  readonly next: NextStep;
  /** A refusal that was made before any record carried the address. */
  readonly pending: boolean;
  /** Why nothing of this would be done at present. */
  readonly stopped: 'writing_stopped' | 'mail_mode_hold' | null;
}

/** Judges an address and writes nothing. `null`: no such record, or no record carries the address. */
export async function explainAddress(deps: FlowDeps, subject: Subject): Promise<Explanation | null> {
  const view = await lookAtAddress(deps, subject);
  if (view === null) return null;
  const context = await contextFor(deps, view, { record: view.record.id });
  const assessment = assess(view.members, null, context);
  const writes = writesFor(assessment, view.members, context).map(({ member, desired }) => ({
    record: member.record.id,
    fields: [...changedFields(member.record, desired), 'seal'],
  }));
  const next =
    view.address === null
      ? { step: 'rest' as const }
      : nextStep(assessment.state, context.now, deps.settings.policy);
  const pending = context.pending !== undefined;
  return { view, assessment, writes, next, pending, stopped: await stoppedBy(deps) };
}

async function stoppedBy({ alarm, settings }: FlowDeps): Promise<Explanation['stopped']> {
  if (await alarm.isRaised()) return 'writing_stopped';
  return settings.mailMode.kind === 'hold' ? 'mail_mode_hold' : null;
}
