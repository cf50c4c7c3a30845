import { assess, type Assessment, type AssessContext } from '../consent/assess';
import type { ConsentEvent } from '../consent/event';
import type { FlowDeps } from './deps';
import { Failure } from './failure';
import { lookMark } from './glimpse-page';
import type { Scene, SettleRequest } from './scene';
import type { AddressView } from './with-address';

/** An address judged, with what it was judged by. */
export interface Judged {
  readonly assessment: Assessment;
  readonly context: AssessContext;
  readonly pending: boolean;
}

/**
 * Judges the address; invitations by staff beyond STAFF_INVITES_PER_HOUR are held: found ones are left on their record
 * and looked at later, one in hand waits as a whole.
 *
 * @throws Failure `staff_invites_held` (retryable).
 */
export async function assessAddress(
  deps: FlowDeps,
  { view, request }: Pick<Scene, 'view' | 'request'>,
  event: ConsentEvent | null,
): Promise<Judged> {
  const context = await contextFor(deps, view, request);
  const pending = context.pending !== undefined;
  const assessment = assess(view.members, event, context);
  for (const each of assessment.held) deps.tally.held(each.reason);
  const withheld: string[] = [];
  if (deps.settings.mailMode.kind === 'hold') return { assessment, context, pending };
  for (const { event: invited, changed } of assessment.happened) {
    if (invited.name !== 'InvitationRequested' || !changed) continue;
    const wait = await deps.ceilings.staffInvite(invited.id);
    if (wait === 0) continue;
    if (invited.id === event?.id) throw tooManyInvites(wait);
    withheld.push(invited.record);
    deps.tally.held('staff_invites_per_hour');
    const at = deps.clock.now() + wait;
    await deps.planner.planLook(invited.record, lookMark(`held-${invited.id}`, at), at);
  }
  if (withheld.length === 0) return { assessment, context, pending };
  const narrowed = { ...context, withheld };
  return { assessment: assess(view.members, event, narrowed), context: narrowed, pending };
}

/** By what an address is judged. Reads only. */
export async function contextFor(
  deps: FlowDeps,
  view: AddressView,
  request: SettleRequest,
): Promise<AssessContext> {
  const pending = view.address === null ? null : await deps.pending.find(view.key);
  const standing = await deps.standing.find(view.key);
  const undo = request.event?.name === 'WithdrawalUndone' ? await deps.undo.find(view.key) : null;
  const modified = new Map(view.members.map(({ record }) => [record.id, record.modifiedTime]));
  return {
    policy: deps.settings.policy,
    now: deps.clock.now(),
    roundOf: (opening) => deps.seals.roundId(opening),
    fingerprint: view.fingerprint,
    addressFault: view.fault,
    idOf: (found) => deps.seals.foundId(found, modified.get(found.record) ?? null),
    ...(undo === null ? {} : { undo }),
    ...(request.undoes === undefined ? {} : { undoes: request.undoes }),
    ...(pending === null ? {} : { pending }),
    ...(standing === null ? {} : { standing }),
  };
}

function tooManyInvites(retryAfter: number): Failure {
  return new Failure('Staff invitations wait: STAFF_INVITES_PER_HOUR is reached.', {
    code: 'staff_invites_held',
    stage: 'flow',
    retryable: true,
    retryAfter,
  });
}
