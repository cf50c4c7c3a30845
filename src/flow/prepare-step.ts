import type { ConsentEvent } from '../consent/event';
import { toSecond } from '../consent/instant';
import { nextStep } from '../consent/next-step';
import { type AddressState, round8 } from '../consent/state';
import { mailKey } from './compose-mail';
import type { FlowDeps } from './deps';
import type { AddressView } from './with-address';

/** What the next step asks for now. */
export type Prepared =
  | { readonly kind: 'rest' }
  /** Not due yet, or no room to send: epoch ms. */
  | { readonly kind: 'later'; readonly at: number; readonly step: 'invite' | 'remind' | 'expire' }
  /** Write `state` first (write-ahead), then send, then apply `event`. */
  | {
      readonly kind: 'send';
      readonly address: string;
      readonly mail: 'invitation' | 'reminder';
      readonly key: string;
      readonly state: AddressState;
      readonly event: ConsentEvent;
    }
  /** Nothing is sent: the step was done before, or is an expiry. */
  | { readonly kind: 'event'; readonly event: ConsentEvent };

type StepDeps = Pick<FlowDeps, 'clock' | 'ledger' | 'ceilings' | 'seals' | 'settings' | 'tally'>;

/** A write-ahead older than this is dated anew, so that the person has the whole time to answer. */
const STALE_WRITE_AHEAD = 3600_000;

/** Derives what is due now and reserves its mail (domain: "Write-ahead"). */
export async function prepareStep(deps: StepDeps, view: AddressView, state: AddressState): Promise<Prepared> {
  const { address } = view;
  if (address === null || deps.settings.mailMode.kind === 'hold') return { kind: 'rest' };
  const now = deps.clock.now();
  const next = nextStep(state, now, deps.settings.policy);
  if (next.step === 'rest') return { kind: 'rest' };
  if (next.at > now) return { kind: 'later', at: next.at, step: next.step };
  if (next.step === 'expire')
    return { kind: 'event', event: stepEvent(deps, view, state, 'InvitationExpired') };
  const mail = next.step === 'invite' ? ('invitation' as const) : ('reminder' as const);
  return prepareMail(deps, { ...view, address }, state, { mail, step: next.step });
}

async function prepareMail(
  deps: StepDeps,
  view: AddressView & { readonly address: string },
  state: AddressState,
  { mail, step }: { mail: 'invitation' | 'reminder'; step: 'invite' | 'remind' },
): Promise<Prepared> {
  const now = deps.clock.now();
  const startedOn = mail === 'invitation' ? state.invitedOn : state.remindedOn;
  const key = mailKey(view, mail, state, '0');
  const entry = await deps.ledger.find(key);
  const event = stepEvent(deps, view, state, mail === 'invitation' ? 'InvitationSent' : 'ReminderSent');
  if (entry === 'sent') return { kind: 'event', event };
  if (startedOn !== null && entry === null) {
    const until = startedOn + deps.settings.mailDoubtAfter;
    if (now < until) return { kind: 'later', at: until, step };
    deps.tally.mail(mail, 'in_doubt');
    return { kind: 'event', event };
  }
  const wait = await deps.ceilings.mailSlot();
  if (wait > 0) return { kind: 'later', at: now + wait, step };
  if (entry === 'reserved' && startedOn !== null) deps.tally.mail(mail, 'repeated');
  if (entry !== 'reserved') await deps.ledger.reserve(key);
  if (entry === null && mail === 'invitation') await deps.ceilings.address(view.key, 'count');
  const dated = startedOn !== null && now - startedOn < STALE_WRITE_AHEAD ? startedOn : toSecond(now);
  const ahead = mail === 'invitation' ? { ...state, invitedOn: dated } : { ...state, remindedOn: dated };
  return { kind: 'send', address: view.address, mail, key, state: ahead, event };
}

/** The event of a step; the same step of a round has the same id, so a retry writes no second evidence. */
export function stepEvent(
  deps: Pick<StepDeps, 'clock' | 'seals' | 'settings'>,
  view: AddressView,
  state: AddressState,
  name: 'InvitationSent' | 'ReminderSent' | 'InvitationExpired',
): ConsentEvent {
  const kind = name === 'InvitationSent' ? ('invitation' as const) : ('reminder' as const);
  const mailed = name !== 'InvitationExpired';
  return {
    id: deps.seals.derivedId(view.key, state.round, name),
    name,
    record: view.record.id,
    occurredAt: deps.clock.now(),
    actor: { type: 'system' },
    channel: 'system',
    round8: round8(state.round),
    ...(mailed ? { messageId: `<${mailKey(view, kind, state, '0')}@${deps.settings.messageDomain}>` } : {}),
  };
}
