import { nextStep, roundEnd } from '../../../src/consent/next-step';
import { emailOptoutOnEntering, languageOf, newsletterBox } from '../../../src/consent/policy';
import { round8 } from '../../../src/consent/state';
import { parseStatus, STATUSES, STATUSES_AND_NONE } from '../../../src/consent/status';
import { DAY, NOW, POLICY, ROUND, stateOf } from './samples';

const invited = (ago: number, extra = {}) =>
  stateOf('Invited', { invitedOn: NOW - ago, language: 'nl', ...extra });
const reminded = (ago: number) => stateOf('Reminded', { invitedOn: NOW - ago });
const at = (state: ReturnType<typeof stateOf>) => nextStep(state, NOW, POLICY);
const { remindAfter, expireAfter } = POLICY;

describe('the next step', () => {
  it.each([
    ['Optin', stateOf('Optin'), { step: 'invite', at: NOW }],
    [
      'Optin whose invitation was written ahead',
      stateOf('Optin', { invitedOn: NOW - DAY }),
      { step: 'invite', at: NOW },
    ],
    ['Invited just now', invited(0), { step: 'remind', at: NOW + remindAfter }],
    ['Invited, the reminder due', invited(remindAfter), { step: 'remind', at: NOW }],
    [
      'Invited, the reminder long due',
      invited(expireAfter - 1),
      { step: 'remind', at: NOW - expireAfter + 1 + remindAfter },
    ],
    ['Invited, both due', invited(expireAfter), { step: 'expire', at: NOW }],
    [
      'Invited in a language without reminders',
      invited(remindAfter, { language: 'de' }),
      { step: 'expire', at: NOW - remindAfter + expireAfter },
    ],
    [
      'Invited in no language of ours',
      invited(0, { language: 'xx' }),
      { step: 'remind', at: NOW + remindAfter },
    ],
    [
      'Invited without its date',
      stateOf('Invited', { invitedOn: null, changedOn: NOW }),
      { step: 'remind', at: NOW + remindAfter },
    ],
    ['Invited without any date', stateOf('Invited', { invitedOn: null, changedOn: null }), { step: 'rest' }],
    ['Reminded', reminded(DAY), { step: 'expire', at: NOW - DAY + expireAfter }],
    ['Reminded, expiry due', reminded(expireAfter + DAY), { step: 'expire', at: NOW - DAY }],
  ] as const)('%s', (_title, state, expected) => expect(at(state)).toEqual(expected));

  it.each(STATUSES_AND_NONE.filter((status) => !['Optin', 'Invited', 'Reminded'].includes(status)))(
    '%s, then rest',
    (status) => expect(at(stateOf(status))).toEqual({ step: 'rest' }),
  );
  it('the end of a round, then EXPIRE_AFTER its invitation', () => {
    expect(roundEnd(invited(DAY), POLICY)).toBe(NOW - DAY + expireAfter);
    expect(roundEnd(stateOf('Optin'), POLICY)).toBeNull();
  });
});

describe('policy', () => {
  it.each([
    ['nl', 'nl'],
    [' DE ', 'de'],
    ['fr', 'fr'],
    ['', 'nl'],
    ['nl_nl', 'nl'],
    ['es', 'nl'],
  ])('language %j, then %s', (value, expected) => {
    expect(languageOf(value, POLICY)).toBe(expected);
  });
  it('the newsletter box, then ticked while asking and while mailable, and only then', () => {
    expect(STATUSES_AND_NONE.filter(newsletterBox)).toEqual([
      'Optin',
      'Invited',
      'Reminded',
      'Confirmed',
      'Subscribed',
    ]);
  });
  it('emailoptout by default, then 1 on every refusal and bounce, 0 on consent, else left alone', () => {
    const flags = Object.fromEntries(
      STATUSES_AND_NONE.map((status) => [status, emailOptoutOnEntering(status, POLICY)]),
    );
    expect(flags).toEqual({
      none: 'keep',
      Optin: 'keep',
      Invited: 'keep',
      Reminded: 'keep',
      Expired: 'keep',
      Confirmed: false,
      Subscribed: false,
      Optout: true,
      Unsubscribed: true,
      Bounced: true,
      Blacklisted: true,
    });
  });
});

describe('words', () => {
  it.each(STATUSES)('the picklist value %s, then itself', (value) => expect(parseStatus(value)).toBe(value));
  it('a blank, then none; any other value, then null', () => {
    expect(parseStatus('')).toBe('none');
    for (const value of ['none', 'optin', 'Opt-in', ' Optin', 'toString'])
      expect(parseStatus(value)).toBeNull();
  });
  it("a round's short name, then its last 8 characters", () => expect(round8(ROUND)).toBe('0000aaaa'));
});
