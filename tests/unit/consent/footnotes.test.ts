import { decide } from '../../../src/consent/decide';
import type { AddressState } from '../../../src/consent/state';
import {
  after,
  contextOf,
  DAY,
  eventOf,
  MINUTE,
  NEW_ROUND,
  NOW,
  POLICY,
  ROUND8,
  stateOf,
  undoOf,
} from './samples';

const REFUSED_ON = NOW - 300 * DAY;
/** A round that the person opened on their own refusal, invited on `invitedOn`. */
function overRefusal(
  status: 'Optin' | 'Invited' | 'Reminded',
  extra: Partial<AddressState> = {},
): AddressState {
  return stateOf(status, {
    before: 'Unsubscribed',
    beforeOn: REFUSED_ON,
    changedOn: NOW - 5 * DAY,
    invitedOn: status === 'Optin' ? null : NOW - 6 * DAY,
    emailOptout: true,
    ...extra,
  });
}
const code = (decision: ReturnType<typeof decide>) =>
  decision.kind === 'rejected' ? decision.code : decision.kind;

describe('[1] a person who asks again', () => {
  it.each(['Invited', 'Reminded'] as const)(
    'in %s, then the mail goes again and nothing changes',
    (status) => {
      expect(decide(eventOf('OptInRequested'), stateOf(status), contextOf())).toEqual({
        kind: 'unchanged',
        effects: ['resend-invitation'],
      });
    },
  );
  it('in Optin, then nothing is sent besides the invitation that is due', () => {
    expect(decide(eventOf('OptInRequested'), stateOf('Optin'), contextOf())).toEqual({
      kind: 'unchanged',
      effects: [],
    });
  });
});

describe('[2] a person who asks while subscribed', () => {
  it.each(['Confirmed', 'Subscribed'] as const)('in %s, then a mail says so', (status) => {
    expect(decide(eventOf('OptInRequested'), stateOf(status), contextOf())).toEqual({
      kind: 'unchanged',
      effects: ['tell-already-subscribed'],
    });
  });
  it('by a request older than the decision, then no mail', () => {
    const event = eventOf('OptInRequested', { occurredAt: NOW - 250 * DAY });
    expect(decide(event, stateOf('Confirmed'), contextOf())).toEqual({ kind: 'unchanged', effects: [] });
  });
});

describe('[3] a round opened on a refusal', () => {
  it.each(['Optout', 'Unsubscribed'] as const)(
    'opened on %s, then the seal carries it and its date',
    (status) => {
      const before = stateOf(status, { changedOn: REFUSED_ON });
      const decision = decide(eventOf('OptInRequested'), before, contextOf());
      expect(after(decision, before)).toMatchObject({
        status: 'Optin',
        before: status,
        beforeOn: REFUSED_ON,
        round: NEW_ROUND,
        invitedOn: null,
        remindedOn: null,
        emailOptout: true,
      });
      expect(decision).toMatchObject({ effects: ['drop-undo'] });
    },
  );
  it.each(['Optin', 'Invited', 'Reminded'] as const)(
    'in %s, when an invitation by staff comes, then it is judged on the refusal',
    (status) => {
      expect(code(decide(eventOf('InvitationRequested'), overRefusal(status), contextOf()))).toBe(
        'refused_before',
      );
    },
  );
  it("when staff send the person's event, then the refusal behind the round is not forgotten", () => {
    const event = eventOf('OptInRequested', { actor: { type: 'staff' }, reason: 'phoned' });
    expect(code(decide(event, overRefusal('Invited'), contextOf()))).toBe('refused_before');
  });
  it.each([
    ['Invited', 'InvitationExpired'],
    ['Reminded', 'InvitationExpired'],
    ['Optin', 'AddressBounced'],
    ['Invited', 'AddressBounced'],
    ['Reminded', 'AddressBounced'],
    ['Optin', 'AddressChanged'],
    ['Invited', 'AddressChanged'],
    ['Reminded', 'AddressChanged'],
  ] as const)('in %s, when %s comes, then it returns to the refusal with its old date', (status, name) => {
    const state = overRefusal(status, { notMe: true });
    expect(after(decide(eventOf(name), state, contextOf()), state)).toMatchObject({
      status: 'Unsubscribed',
      changedOn: REFUSED_ON,
      before: 'none',
      beforeOn: null,
      notMe: true,
      emailOptout: true,
    });
  });
  it.each([
    ['another round', { round8: 'ffffffff' }],
    ['no round', {}],
  ])('when an expiry of %s comes, then it is rejected', (_title, round) => {
    const { id, name, record, occurredAt, actor, channel } = eventOf('InvitationExpired');
    const bare = { id, name, record, occurredAt, actor, channel };
    expect(code(decide({ ...bare, ...round }, overRefusal('Invited'), contextOf()))).toBe('other_round');
  });
  it('in Optin, when an expiry comes, then the table says x', () => {
    expect(code(decide(eventOf('InvitationExpired'), overRefusal('Optin'), contextOf()))).toBe('not_waiting');
  });
  it("when this round's mails are sent, then the procedure goes on and the refusal stays behind it", () => {
    const invited = decide(eventOf('InvitationSent'), overRefusal('Optin'), contextOf());
    expect(after(invited, stateOf('none'))).toMatchObject({
      status: 'Invited',
      before: 'Unsubscribed',
      beforeOn: REFUSED_ON,
    });
    const reminded = decide(eventOf('ReminderSent'), overRefusal('Invited'), contextOf());
    expect(after(reminded, stateOf('none'))).toMatchObject({ status: 'Reminded', before: 'Unsubscribed' });
  });
  it('when a Sent of another round comes, then it is rejected and nothing changes', () => {
    const event = eventOf('InvitationSent', { round8: 'ffffffff' });
    expect(code(decide(event, overRefusal('Optin'), contextOf()))).toBe('other_round');
  });
  it.each(['contact', 'staff', 'system'] as const)(
    'when a bounce comes by "%s", then it is nobody\'s act',
    (type) => {
      const state = overRefusal('Invited');
      const decision = decide(eventOf('AddressBounced', { actor: { type } }), state, contextOf());
      expect(after(decision, state).status).toBe('Unsubscribed');
    },
  );
  it.each(['contact', 'staff'] as const)('when %s refuses, then it is a refusal of now', (type) => {
    const state = overRefusal('Invited');
    const decision = decide(eventOf('ConsentRefused', { actor: { type } }), state, contextOf());
    expect(after(decision, state)).toMatchObject({ status: 'Optout', changedOn: NOW });
  });
  it('when the person confirms, then the refusal is over', () => {
    const state = overRefusal('Reminded', { notMe: true });
    expect(after(decide(eventOf('ConsentConfirmed'), state, contextOf()), state)).toMatchObject({
      status: 'Confirmed',
      before: 'none',
      notMe: false,
      emailOptout: false,
    });
  });
});

describe('[4] inviting again after expiry', () => {
  const reinvite = (age: number) =>
    decide(eventOf('InvitationRequested'), stateOf('Expired', { changedOn: NOW - age }), contextOf());
  it('before REINVITE_AFTER, then x', () =>
    expect(code(reinvite(POLICY.reinviteAfter - 1000))).toBe('too_soon_to_reinvite'));
  it('at REINVITE_AFTER, then Optin', () =>
    expect(after(reinvite(POLICY.reinviteAfter), stateOf('none')).status).toBe('Optin'));
  it('without a ground, then x', () => {
    const event = eventOf('InvitationRequested', { reason: ' ' });
    expect(code(decide(event, stateOf('Expired'), contextOf()))).toBe('missing_ground');
    const bare = {
      ...eventOf('OptInRequested'),
      name: 'InvitationRequested' as const,
      actor: { type: 'staff' as const },
    };
    expect(code(decide(bare, stateOf('none'), contextOf()))).toBe('missing_ground');
  });
  it('when the expiry is undated, then it counts as long ago', () => {
    const decision = decide(
      eventOf('InvitationRequested'),
      stateOf('Expired', { changedOn: null }),
      contextOf(),
    );
    expect(decision.kind).toBe('changed');
  });
  it('when the person asks, then no wait', () => {
    const state = stateOf('Expired', { changedOn: NOW - 1000 });
    expect(after(decide(eventOf('OptInRequested'), state, contextOf()), state).status).toBe('Optin');
  });
});

describe('[6] a confirmation that is applied late', () => {
  const expired = stateOf('Expired', { invitedOn: NOW - 20 * DAY, changedOn: NOW - 6 * DAY });
  const end = NOW - 6 * DAY;
  const confirm = (occurredAt: number, round8 = ROUND8) =>
    eventOf('ConsentConfirmed', { occurredAt, round8 });
  it("given before the round's end, then it counts", () => {
    const decision = decide(confirm(end - 1), expired, contextOf());
    expect(decision).toMatchObject({ kind: 'changed', state: { status: 'Confirmed' } });
    expect(decision).toHaveProperty('effects', ['drop-undo', 'welcome']);
  });
  it.each([
    ["at the round's end", confirm(end), expired],
    ['after it', confirm(end + 1), expired],
    ['of another round', confirm(end - 1, 'ffffffff'), expired],
    ['where the round never was invited', confirm(end - 1), { ...expired, invitedOn: null }],
    ['where there never was a round', confirm(end - 1, ''), { ...expired, round: '' }],
  ])('%s, then x', (_title, event, state) => {
    expect(code(decide(event, state, contextOf()))).toBe('expired');
  });
  it('when the round had returned to its refusal, then it still counts', () => {
    const returned = { ...expired, status: 'Unsubscribed' as const, changedOn: REFUSED_ON };
    expect(after(decide(confirm(end - 1), returned, contextOf()), returned).status).toBe('Confirmed');
  });
  it.each([NOW - 10 * DAY, NOW - 20 * DAY, null])(
    'when the person refused since (%s), then it does not',
    (changedOn) => {
      const refused = { ...expired, status: 'Optout' as const, changedOn };
      expect(code(decide(confirm(end - 1), refused, contextOf()))).toBe('refused_before');
    },
  );
  it('when a withdrawal older than the invitation is applied first, then the order of arrival does not matter', () => {
    const invited = stateOf('Invited', { invitedOn: NOW - 5 * DAY, changedOn: NOW - 5 * DAY });
    const withdrawal = eventOf('ConsentWithdrawn', { occurredAt: NOW - 6 * DAY });
    const confirmation = confirm(NOW - DAY);
    const one = after(decide(withdrawal, invited, contextOf()), invited);
    expect(after(decide(confirmation, one, contextOf()), one).status).toBe('Unsubscribed');
    const other = after(decide(confirmation, invited, contextOf()), invited);
    expect(after(decide(withdrawal, other, contextOf()), other).status).toBe('Unsubscribed');
  });
});

describe('[7] recorded proof over a refusal', () => {
  const refused = stateOf('Optout', { changedOn: NOW - 10 * DAY });
  const proof = (extra = {}) => eventOf('ConsentRecorded', { occurredAt: NOW - DAY, ...extra });
  it('by the action, with basis consent, dated after the refusal, then Subscribed', () => {
    expect(after(decide(proof(), refused, contextOf()), refused)).toMatchObject({
      status: 'Subscribed',
      changedOn: NOW - DAY,
      emailOptout: false,
      agreed: { basis: 'consent', consentDate: NOW - DAY, text: 'Yes, mail me.', source: 'paper form' },
    });
  });
  it.each([
    ['another basis', proof({ basis: 'customer' }), refused, 'proof_before_refusal'],
    [
      "the refusal's own second",
      proof({ occurredAt: NOW - 10 * DAY + 999 }),
      refused,
      'proof_before_refusal',
    ],
    ['an older date', proof({ occurredAt: NOW - 11 * DAY }), refused, 'proof_before_refusal'],
    ['an undated refusal', proof(), { ...refused, changedOn: null }, 'proof_before_refusal'],
    ['a change found on the record', proof({ found: true }), refused, 'refused_before'],
    ['a refusal that said "not me"', proof(), { ...refused, notMe: true }, 'refusal_was_not_me'],
    ['no basis', proof({ basis: undefined }), refused, 'proof_incomplete'],
    ['no text', proof({ shown: undefined }), refused, 'proof_incomplete'],
    ['a blank text', proof({ shown: { text: ' \n' } }), refused, 'proof_incomplete'],
    ['no source', proof({ source: undefined }), refused, 'proof_incomplete'],
    ['a blank source', proof({ source: ' ' }), refused, 'proof_incomplete'],
    ['a date in the future', proof({ occurredAt: NOW + 1 }), refused, 'proof_in_future'],
    [
      'a round open on a newer refusal',
      proof(),
      overRefusal('Invited', { beforeOn: NOW - 1000 }),
      'proof_before_refusal',
    ],
    ['a round open on "not me"', proof(), overRefusal('Invited', { notMe: true }), 'refusal_was_not_me'],
  ])('with %s, then x', (_title, event, state, expected) => {
    expect(code(decide(event, state, contextOf()))).toBe(expected);
  });
  it('when the "not me" address is blacklisted and lifted by staff, then the mark is still there', () => {
    const notMe = { ...refused, notMe: true };
    const barred = after(decide(eventOf('AddressBlacklisted'), notMe, contextOf()), notMe);
    const lifted = after(decide(eventOf('BlacklistLifted'), barred, contextOf()), barred);
    expect(lifted).toMatchObject({ status: 'Optout', notMe: true });
  });
  it('when a stranger asks again and the person withdraws, then "not me" still stands', () => {
    const round = overRefusal('Invited', { notMe: true });
    const withdrawn = after(decide(eventOf('ConsentWithdrawn'), round, contextOf()), round);
    expect(withdrawn).toMatchObject({ status: 'Unsubscribed', notMe: true });
  });
  it('when the person said "not me", then the seal marks it', () => {
    const state = stateOf('Invited');
    expect(after(decide(eventOf('ConsentRefused', { notMe: true }), state, contextOf()), state).notMe).toBe(
      true,
    );
    expect(after(decide(eventOf('ConsentRefused'), state, contextOf()), state).notMe).toBe(false);
  });
  it.each(['Optout', 'Unsubscribed', 'Blacklisted'] as const)(
    'when the person says "not me" while already %s, then the mark is set and nothing else changes',
    (status) => {
      const state = stateOf(status, { changedOn: NOW - DAY });
      const decision = decide(eventOf('ConsentRefused', { notMe: true }), state, contextOf());
      expect(decision).toEqual({
        kind: 'changed',
        state: { ...state, notMe: true },
        effects: ['drop-undo', 'read-back'],
      });
      const marked = after(decision, state);
      const again = decide(eventOf('ConsentRefused', { notMe: true }), marked, contextOf());
      expect(again).toEqual({ kind: 'unchanged', effects: ['drop-undo'] });
    },
  );
});

describe('[8] undo of a withdrawal', () => {
  const withdrawn = stateOf('Unsubscribed', { changedOn: NOW - MINUTE });
  const confirmed = stateOf('Confirmed', { notMe: false });
  it('with its entry, then exactly the state before', () => {
    expect(decide(eventOf('WithdrawalUndone'), withdrawn, contextOf(undoOf(confirmed)))).toEqual({
      kind: 'changed',
      state: confirmed,
      effects: ['drop-undo'],
    });
  });
  it('when each record had kept its own flag, then the flag that the withdrawal set is taken back', () => {
    const decision = decide(eventOf('WithdrawalUndone'), withdrawn, contextOf(undoOf(stateOf('Invited'))));
    expect(after(decision, withdrawn)).toMatchObject({ status: 'Invited', emailOptout: false });
  });
  it.each([
    ['no entry', {}],
    ['no token', { undo: undoOf(confirmed).undo }],
    ['an empty name', { ...undoOf(confirmed), undoes: '' }],
    ["another withdrawal's token", { ...undoOf(confirmed), undoes: 'ffffffff' }],
  ])('with %s, then x', (_title, extra) => {
    expect(code(decide(eventOf('WithdrawalUndone'), withdrawn, contextOf(extra)))).toBe('nothing_to_undo');
  });
  it('by a form that changed the status, then an entry is kept', () => {
    const event = eventOf('ConsentWithdrawn', { channel: 'form' });
    expect(decide(event, confirmed, contextOf())).toHaveProperty('effects', ['keep-undo', 'read-back']);
  });
  it.each(['link', 'one-click', 'mailbox'] as const)('by %s, then an older entry goes', (channel) => {
    const event = eventOf('ConsentWithdrawn', { channel });
    expect(decide(event, confirmed, contextOf())).toHaveProperty('effects', ['drop-undo', 'read-back']);
  });
  it.each(['ConsentRefused', 'ConsentWithdrawn'] as const)(
    'when %s comes that changes nothing, then the entry goes',
    (name) => {
      const event = eventOf(name, { channel: 'form' });
      expect(decide(event, withdrawn, contextOf())).toEqual({ kind: 'unchanged', effects: ['drop-undo'] });
    },
  );
});

describe('[9] an address changed by staff', () => {
  it.each(['Optin', 'Invited', 'Reminded', 'Confirmed', 'Subscribed'] as const)(
    'in %s, then none, with a note',
    (status) => {
      const state = stateOf(status);
      expect(decide(eventOf('AddressChanged'), state, contextOf())).toMatchObject({
        kind: 'changed',
        state: { status: 'none', round: '', invitedOn: null, agreed: state.agreed },
        note: 'address changed, ask again',
      });
    },
  );
  it.each(['Expired', 'Bounced'] as const)('in %s, then none, without a note', (status) => {
    const decision = decide(eventOf('AddressChanged'), stateOf(status), contextOf());
    expect(decision).toMatchObject({ kind: 'changed', state: { status: 'none' } });
    expect(decision).not.toHaveProperty('note');
  });
  it('when the save is dated before the decision, then the new address gets no consent all the same', () => {
    const event = eventOf('AddressChanged', { occurredAt: NOW - 250 * DAY });
    expect(decide(event, stateOf('Confirmed'), contextOf())).toMatchObject({ state: { status: 'none' } });
  });
});
