import fc from 'fast-check';
import { ACTOR_TYPES, BASES, CHANNELS, type ConsentEvent, EVENTS } from '../../../src/consent/event';
import type { AddressState } from '../../../src/consent/state';
import { STATUSES_AND_NONE } from '../../../src/consent/status';
import { DAY, NEW_ROUND, NOW, ROUND, stateOf } from './samples';

/** Every run asks the same questions; a failure prints the seed and path to repeat it. */
export const SEEDED = { seed: 20261123, numRuns: 400 } as const;

/** Few moments, so that equal ones and wrong orders come often; whole seconds, as records carry them. */
export const instant = fc.constantFrom(-400, -300, -200, -30, -10, -5, -1, 0).map((day) => NOW + day * DAY);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 6 });
const round = fc.constantFrom(ROUND, NEW_ROUND, '');
const text = fc.constantFrom('', 'Yes.', 'Oui & non\nde plus');
/** `Gone` was taken out of the list since it was chosen. */
export const OFFERED = ['News', 'Offers', 'Events'];
export const TOPICS = [...OFFERED, 'Gone'];

/** States that the bridge could find under its own seal. */
export const state: fc.Arbitrary<AddressState> = fc
  .record({
    status: fc.constantFrom(...STATUSES_AND_NONE),
    changedOn: maybe(instant),
    before: fc.constantFrom('none', 'Expired', 'Bounced', 'Optout', 'Unsubscribed'),
    beforeOn: maybe(instant),
    round,
    invitedOn: maybe(instant),
    remindedOn: maybe(instant),
    notMe: fc.boolean(),
    language: fc.constantFrom('', 'nl', 'de'),
    topics: fc.subarray(TOPICS),
    agreed: fc.record({
      basis: fc.constantFrom('', ...BASES),
      consentDate: maybe(instant),
      text,
      source: fc.constantFrom('', 'fair'),
    }),
    flag: fc.boolean(),
  })
  .map(({ flag, ...rest }) => {
    const waiting = ['Optin', 'Invited', 'Reminded'].includes(rest.status);
    const never = ['Optout', 'Unsubscribed', 'Blacklisted'].includes(rest.status);
    const behind = waiting && ['Optout', 'Unsubscribed'].includes(rest.before);
    const mailable = rest.status === 'Confirmed' || rest.status === 'Subscribed';
    return stateOf(rest.status, {
      ...rest,
      before: waiting ? rest.before : 'none',
      beforeOn: waiting ? rest.beforeOn : null,
      notMe: (never || behind) && rest.notMe,
      emailOptout: mailable ? false : never || flag ? true : 'keep',
    });
  });

/** Any event by anybody, complete or not. */
export const event: fc.Arbitrary<ConsentEvent> = fc
  .record(
    {
      id: fc.uuid(),
      name: fc.constantFrom(...EVENTS),
      record: fc.constantFrom('12x1', '12x2'),
      occurredAt: fc.tuple(instant, fc.constantFrom(0, 1, 999)).map(([at, ms]) => at + ms),
      actor: fc.record({ type: fc.constantFrom(...ACTOR_TYPES) }),
      channel: fc.constantFrom(...CHANNELS),
      source: fc.constantFrom('', 'paper'),
      basis: fc.constantFrom(...BASES),
      shown: fc.record({ text }),
      reason: fc.constantFrom('', 'met'),
      round8: fc.constantFrom(ROUND.slice(-8), NEW_ROUND.slice(-8), ''),
      notMe: fc.boolean(),
      found: fc.boolean(),
    },
    { requiredKeys: ['id', 'name', 'record', 'occurredAt', 'actor', 'channel'] },
  )
  .map((drawn) => drawn);

/** The same, about topics: some of what is offered, of what is gone, or nothing. */
export const topicEvent: fc.Arbitrary<ConsentEvent> = fc
  .tuple(event, fc.subarray(TOPICS), fc.constantFrom(OFFERED, OFFERED.slice(0, 2), []))
  .map(([drawn, topics, offered]) => ({ ...drawn, topics, offered }));
