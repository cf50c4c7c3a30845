import { BASES, CHANNELS, type ConsentEvent, type EventName, LANGUAGES } from '../consent/event';
import type { FlowDeps } from './deps';
import type { Outcome, WebhookEvent } from './ports';
import { settleAddress } from './settle-address';

/** A webhook as it lies in the queue; `eventId` was fixed at the door. */
export type QueuedWebhook = WebhookEvent & { readonly eventId: string; readonly webhookId: string };

const CLOCK_TOLERANCE = 5 * 60_000;

/** Applies what Vtiger told. RecordSaved and AddressChanged only ask for a look: the record itself says what changed. */
export async function applyWebhook(deps: FlowDeps, hook: QueuedWebhook): Promise<Outcome> {
  const report = (outcome: Outcome) => deps.outcomes.put('webhook', hook.webhookId, outcome);
  if (hook.event === 'RecordSaved' || hook.event === 'AddressChanged') {
    const looked = await settleAddress(deps, { record: hook.record });
    await report(looked.state === 'rejected' ? looked : { ...looked, state: 'applied' });
    return looked;
  }
  const event = eventOf(hook, nameOf(hook, hook.event), deps.clock.now());
  const outcome = await settleAddress(deps, { record: hook.record, event, report });
  if (outcome.state === 'rejected')
    deps.log.info('webhook rejected', { event: hook.event, record: hook.record, code: outcome.code });
  return outcome;
}

/** Only the person asks for herself; what staff or an import calls so is an invitation that needs a ground. */
function nameOf(hook: QueuedWebhook, name: EventName): EventName {
  return name === 'OptInRequested' && hook.actor.type !== 'contact' ? 'InvitationRequested' : name;
}

function eventOf(hook: QueuedWebhook, name: EventName, now: number): ConsentEvent {
  const { user } = hook.actor;
  const shown = {
    text: hook.text,
    ...definedIn(LANGUAGES, hook.language, 'language'),
    ...(hook.policyUrl === '' ? {} : { policyUrl: hook.policyUrl }),
  };
  return {
    id: hook.eventId,
    name,
    record: hook.record,
    occurredAt: Math.min(hook.occurredAt, now + CLOCK_TOLERANCE),
    actor: { type: hook.actor.type, ...(user === undefined ? {} : { user }) },
    channel: CHANNELS.find((channel) => channel === hook.channel) ?? 'crm',
    ...(hook.source === '' ? {} : { source: hook.source }),
    ...definedIn(BASES, hook.basis, 'basis'),
    ...(hook.text === '' ? {} : { shown }),
    ...(hook.reason === '' ? {} : { reason: hook.reason }),
  };
}

function definedIn<T extends string, K extends string>(
  known: readonly T[],
  value: string,
  key: K,
): Partial<Record<K, T>> {
  const found = known.find((each) => each === value);
  return found === undefined ? {} : ({ [key]: found } as Record<K, T>);
}
