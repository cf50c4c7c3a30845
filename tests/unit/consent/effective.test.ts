import { effectiveState } from '../../../src/consent/effective';
import type { AddressState } from '../../../src/consent/state';
import type { StatusOrNone } from '../../../src/consent/status';
import { DAY, NEW_ROUND, NOW, stateOf } from './samples';

const T = (day: number) => NOW - 100 * DAY + day * DAY;
const at = (status: StatusOrNone, day: number | null, extra: Partial<AddressState> = {}) =>
  stateOf(status, { changedOn: day === null ? null : T(day), invitedOn: null, round: '', ...extra });
const overRefusal = (status: 'Optin' | 'Invited' | 'Reminded', opened: number, on: number, extra = {}) =>
  at(status, on, {
    before: 'Unsubscribed',
    beforeOn: T(1),
    round: NEW_ROUND,
    invitedOn: status === 'Optin' ? null : T(opened),
    ...extra,
  });

describe('the effective status over several records', () => {
  it('without records, then none', () => expect(effectiveState([]).status).toBe('none'));

  it.each([
    ['Blacklisted whatever is later', [at('Blacklisted', 1), at('Subscribed', 9)], 'Blacklisted'],
    ['Blacklisted without a date', [at('Blacklisted', null), at('Optout', 9)], 'Blacklisted'],
    ['the latest decision', [at('Optout', 1), at('Subscribed', 2)], 'Subscribed'],
    ['the latest decision the other way', [at('Confirmed', 1), at('Unsubscribed', 2)], 'Unsubscribed'],
    ['equal dates', [at('Confirmed', 5), at('Optout', 5)], 'Optout'],
    ['the consent undated', [at('Confirmed', null), at('Optout', 1)], 'Optout'],
    ['the refusal undated', [at('Confirmed', 5), at('Optout', null)], 'Optout'],
    ['both undated', [at('Confirmed', null), at('Unsubscribed', null)], 'Unsubscribed'],
    ['a decision before a later bounce', [at('Confirmed', 1), at('Bounced', 9)], 'Confirmed'],
    ['a decision before a later round', [at('Optout', 1), at('Reminded', 9)], 'Optout'],
    ['Bounced before the procedure', [at('Bounced', 1), at('Reminded', 9)], 'Bounced'],
    ['the furthest of the procedure', [at('Invited', 9), at('Reminded', 1), at('Optin', 10)], 'Reminded'],
    ['Invited before Optin', [at('Invited', 1), at('Optin', 9)], 'Invited'],
    ['Optin before Expired', [at('Optin', 1), at('Expired', 9)], 'Optin'],
    ['Expired before none', [at('Expired', 1), at('none', null)], 'Expired'],
    ['a round opened on an older refusal', [at('Unsubscribed', 1), overRefusal('Optin', 2, 2)], 'Optin'],
    [
      'a round opened on a refusal, a later one',
      [at('Unsubscribed', 3), overRefusal('Optin', 2, 2)],
      'Unsubscribed',
    ],
    ['a round opened in the second of a refusal', [at('Optout', 2), overRefusal('Optin', 2, 2)], 'Optout'],
    [
      'a round opened on a refusal, an older consent',
      [at('Confirmed', 1), overRefusal('Invited', 2, 3)],
      'Invited',
    ],
    [
      'a round opened on a refusal, its confirmation',
      [at('Confirmed', 4, { round: NEW_ROUND }), overRefusal('Reminded', 2, 5)],
      'Confirmed',
    ],
    [
      'a round opened before a refusal, reminded after it',
      [at('Optout', 4), overRefusal('Reminded', 2, 5)],
      'Optout',
    ],
    [
      'an undated round on a refusal',
      [at('Unsubscribed', 1), overRefusal('Optin', 2, 2, { changedOn: null })],
      'Unsubscribed',
    ],
    [
      'a round that returned on one record only',
      [at('Unsubscribed', 1, { round: NEW_ROUND }), overRefusal('Invited', 2, 3)],
      'Unsubscribed',
    ],
    [
      'a bounce, asked again since',
      [at('Bounced', 1), at('Optin', 2, { before: 'Bounced', beforeOn: T(1) })],
      'Optin',
    ],
    [
      'a bounce of the round itself',
      [at('Bounced', 3), at('Invited', 2, { before: 'Bounced', beforeOn: T(1) })],
      'Bounced',
    ],
    [
      'a bounce, an undated round on it',
      [at('Bounced', 1), at('Optin', null, { before: 'Bounced' })],
      'Bounced',
    ],
    ['an undated bounce', [at('Bounced', null), at('Optin', 2, { before: 'Bounced' })], 'Bounced'],
  ] as const)('%s', (_title, states, expected) => {
    expect(effectiveState(states).status).toBe(expected);
    expect(effectiveState([...states].reverse()).status).toBe(expected);
  });

  it('of two refusals of one second, then "this was not me" stands', () => {
    const states = [at('Optout', 2, { notMe: true }), at('Unsubscribed', 2)];
    expect(effectiveState(states).notMe).toBe(true);
    expect(effectiveState(states.reverse()).notMe).toBe(true);
  });
  it('of a step written on one record only, then the further step, in any order', () => {
    const states = [overRefusal('Invited', 2, 3), overRefusal('Reminded', 2, 5)];
    expect(effectiveState(states).status).toBe('Reminded');
    expect(effectiveState(states.reverse()).status).toBe('Reminded');
  });
  it('of two states that weigh the same, then the same one in any order', () => {
    const states = [at('Confirmed', 2, { language: 'nl' }), at('Confirmed', 2, { language: 'de' })];
    expect(effectiveState(states)).toEqual(effectiveState(states.toReversed()));
  });
});
