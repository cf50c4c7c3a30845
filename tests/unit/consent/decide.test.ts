import { decide } from '../../../src/consent/decide';
import { after, contextOf, DAY, eventOf, MINUTE, NEW_ROUND, NOW, POLICY, stateOf } from './samples';

const code = (decision: ReturnType<typeof decide>) =>
  decision.kind === 'rejected' ? decision.code : decision.kind;

describe('an event older than the last decision', () => {
  const confirmed = stateOf('Confirmed', { changedOn: NOW - DAY });
  const old = { occurredAt: NOW - 2 * DAY };
  it.each([
    ['ConsentRefused', 'Optout'],
    ['ConsentWithdrawn', 'Unsubscribed'],
    ['ComplaintReceived', 'Blacklisted'],
    ['AddressBlacklisted', 'Blacklisted'],
  ] as const)(
    '%s, then it still moves towards refusal, dated no earlier than what it overrides',
    (name, status) => {
      expect(after(decide(eventOf(name, old), confirmed, contextOf()), confirmed)).toMatchObject({
        status,
        changedOn: NOW - DAY,
      });
    },
  );
  it.each(['AddressBounced', 'ConsentSubscribed'] as const)('%s, then it is rejected', (name) => {
    expect(code(decide(eventOf(name, old), confirmed, contextOf()))).toBe('older_than_decision');
  });
  it.each(['OptInRequested', 'ConsentSubscribed'] as const)(
    '%s after a refusal, then it is rejected',
    (name) => {
      const refused = stateOf('Optout', { changedOn: NOW - DAY });
      expect(code(decide(eventOf(name, old), refused, contextOf()))).toBe('older_than_decision');
    },
  );
  it('in a round that was opened on a decision, then that decision is the last', () => {
    const round = stateOf('Invited', { before: 'Unsubscribed', beforeOn: NOW - DAY });
    expect(code(decide(eventOf('ConsentConfirmed', old), round, contextOf()))).toBe('older_than_decision');
    expect(code(decide(eventOf('ConsentConfirmed'), round, contextOf()))).toBe('changed');
  });
  it('of the same second, then it counts', () => {
    const refused = stateOf('Optout', { changedOn: NOW });
    expect(code(decide(eventOf('OptInRequested', { occurredAt: NOW + 1 }), refused, contextOf()))).toBe(
      'changed',
    );
  });
  it('when it would lift a blacklisting that came after it, then it is rejected', () => {
    const barred = stateOf('Blacklisted', { changedOn: NOW - DAY });
    expect(code(decide(eventOf('BlacklistLifted', old), barred, contextOf()))).toBe('older_than_decision');
  });
  it('where the decision is undated, then age cannot speak against it', () => {
    const refused = stateOf('Optout', { changedOn: null });
    expect(code(decide(eventOf('OptInRequested', old), refused, contextOf()))).toBe('changed');
  });
});

describe('who may do what', () => {
  it.each(['staff', 'system'] as const)(
    'a %s, when it confirms, subscribes or undoes for a person, then x',
    (type) => {
      for (const name of ['ConsentConfirmed', 'ConsentSubscribed', 'WithdrawalUndone'] as const) {
        for (const status of ['none', 'Invited', 'Unsubscribed', 'Bounced'] as const)
          expect(code(decide(eventOf(name, { actor: { type } }), stateOf(status), contextOf()))).toBe(
            'wrong_actor',
          );
      }
    },
  );
  it.each(['InvitationRequested', 'ConsentRecorded', 'BlacklistLifted'] as const)(
    'a person, when %s comes in their name, then x',
    (name) => {
      const event = eventOf(name, { actor: { type: 'contact' } });
      expect(code(decide(event, stateOf('Blacklisted'), contextOf()))).toBe('wrong_actor');
    },
  );
  it('staff, when they send OptInRequested, then it is an invitation by staff', () => {
    const event = eventOf('OptInRequested', { actor: { type: 'staff' } });
    expect(code(decide(event, stateOf('Unsubscribed'), contextOf()))).toBe('refused_before');
    expect(code(decide(event, stateOf('none'), contextOf()))).toBe('missing_ground');
    const grounded = decide({ ...event, reason: 'phoned' }, stateOf('none'), contextOf());
    expect(after(grounded, stateOf('none'))).toMatchObject({ status: 'Optin', agreed: { source: 'phoned' } });
  });
});

describe('a label link (LABEL_CONFIRM=trust)', () => {
  const label = { channel: 'label' as const };
  it.each(['Optin', 'Invited', 'Reminded'] as const)('in %s, then it confirms', (status) => {
    const state = stateOf(status);
    expect(after(decide(eventOf('ConsentConfirmed', label), state, contextOf()), state).status).toBe(
      'Confirmed',
    );
  });
  it.each(['none', 'Expired', 'Optout', 'Unsubscribed', 'Bounced'] as const)('in %s, then x', (status) => {
    for (const name of ['ConsentConfirmed', 'ConsentSubscribed'] as const)
      expect(code(decide(eventOf(name, label), stateOf(status), contextOf()))).toBe('label_not_waiting');
  });
  it('in Blacklisted, then x as for every link', () => {
    expect(code(decide(eventOf('ConsentConfirmed', label), stateOf('Blacklisted'), contextOf()))).toBe(
      'blacklisted',
    );
  });
  it('when already mailable, then nothing changes', () => {
    expect(code(decide(eventOf('ConsentConfirmed', label), stateOf('Confirmed'), contextOf()))).toBe(
      'unchanged',
    );
    expect(code(decide(eventOf('ConsentSubscribed', label), stateOf('Subscribed'), contextOf()))).toBe(
      'unchanged',
    );
    expect(code(decide(eventOf('ConsentSubscribed', label), stateOf('Confirmed'), contextOf()))).toBe(
      'label_not_waiting',
    );
  });
});

describe('emailoptout', () => {
  it.each([
    ['ConsentRefused', 'Invited', true],
    ['ConsentWithdrawn', 'Confirmed', true],
    ['AddressBounced', 'Confirmed', true],
    ['ComplaintReceived', 'none', true],
    ['ConsentConfirmed', 'Bounced', false],
    ['ConsentSubscribed', 'Unsubscribed', false],
    ['ConsentRecorded', 'none', false],
    ['OptInRequested', 'Unsubscribed', true],
    ['OptInRequested', 'none', 'keep'],
    ['AddressChanged', 'Bounced', false],
    ['AddressChanged', 'Invited', 'keep'],
    ['InvitationExpired', 'Invited', 'keep'],
  ] as const)('on %s in %s, then %s', (name, status, flag) => {
    const state = stateOf(status);
    expect(after(decide(eventOf(name), state, contextOf()), state).emailOptout).toBe(flag);
  });
  it('when a bounced address is replaced by the person or while a round is open on it, then 0', () => {
    const byPerson = eventOf('AddressChanged', { actor: { type: 'contact' } });
    const bounced = stateOf('Bounced');
    expect(after(decide(byPerson, bounced, contextOf()), bounced)).toMatchObject({
      status: 'Optin',
      emailOptout: false,
    });
    const asking = stateOf('Invited', { before: 'Bounced', emailOptout: true });
    expect(after(decide(byPerson, asking, contextOf()), asking).emailOptout).toBe(false);
    expect(after(decide(eventOf('AddressChanged'), asking, contextOf()), asking).emailOptout).toBe(false);
  });
  it('when EMAILOPTOUT_STATUSES leaves a refusal out, then the flag is left alone', () => {
    const policy = { ...POLICY, emailOptoutStatuses: [] };
    const confirmed = stateOf('Confirmed');
    expect(
      after(decide(eventOf('ConsentRefused'), confirmed, contextOf({ policy })), confirmed).emailOptout,
    ).toBe('keep');
    const flagged = stateOf('Optin', { emailOptout: true });
    expect(
      after(decide(eventOf('ConsentRefused'), flagged, contextOf({ policy })), flagged).emailOptout,
    ).toBe(true);
  });
  it('when EMAILOPTOUT_STATUSES names Expired, then expiry sets it', () => {
    const policy = { ...POLICY, emailOptoutStatuses: ['Expired' as const] };
    const state = stateOf('Invited');
    expect(after(decide(eventOf('InvitationExpired'), state, contextOf({ policy })), state).emailOptout).toBe(
      true,
    );
  });
});

describe('what the record carries after', () => {
  it('a confirmation, then date, text as shown, and the source of the sign-up', () => {
    const state = stateOf('Invited', {
      agreed: { basis: '', consentDate: null, text: 'Old.', source: 'fair' },
    });
    const shown = { text: 'I want it.', language: 'de' as const };
    const event = eventOf('ConsentConfirmed', { occurredAt: NOW + 400, shown, source: 'consent page' });
    expect(after(decide(event, state, contextOf()), state)).toMatchObject({
      language: 'de',
      agreed: { basis: 'consent', consentDate: NOW, text: 'I want it.', source: 'fair' },
    });
    const bare = after(decide(eventOf('ConsentConfirmed'), state, contextOf()), state);
    expect(bare.agreed.text).toBe('Old.');
    const unsourced = stateOf('Optin');
    expect(after(decide(event, unsourced, contextOf()), unsourced).agreed.source).toBe('consent page');
    expect(after(decide(eventOf('ConsentConfirmed'), unsourced, contextOf()), unsourced).agreed.source).toBe(
      '',
    );
  });
  it('consent by a fresh link, then its own source and not that of an older consent', () => {
    const agreed = { basis: 'consent' as const, consentDate: 5000, text: 'Old.', source: 'fair' };
    const state = stateOf('Confirmed', { agreed });
    const sourceAfter = (source: string) =>
      after(decide(eventOf('ConsentSubscribed', { source }), state, contextOf()), state).agreed.source;
    expect(sourceAfter('consent page')).toBe('consent page');
    expect(sourceAfter(' ')).toBe('fair');
  });
  it('a new round, then both dates are cleared and the source is that of the request', () => {
    const state = stateOf('Expired', {
      agreed: { basis: '', consentDate: 5000, text: 'Old.', source: 'fair' },
    });
    const event = eventOf('OptInRequested', { source: ' web ', shown: { text: 'New.', language: 'fr' } });
    expect(after(decide(event, state, contextOf()), state)).toMatchObject({
      round: NEW_ROUND,
      before: 'Expired',
      invitedOn: null,
      remindedOn: null,
      language: 'fr',
      agreed: { consentDate: 5000, text: 'New.', source: 'web' },
    });
    const bare = after(decide(eventOf('OptInRequested'), state, contextOf()), state);
    expect(bare.agreed).toEqual(state.agreed);
  });
  it('a refusal, a bounce, an expiry or a change of address, then the date of consent is not cleared', () => {
    for (const name of [
      'ConsentRefused',
      'ConsentWithdrawn',
      'AddressBounced',
      'AddressChanged',
      'ComplaintReceived',
    ] as const) {
      const state = stateOf('Confirmed');
      expect(after(decide(eventOf(name), state, contextOf()), state).agreed).toEqual(state.agreed);
    }
  });
  it('a step whose date was written ahead, then that date stays', () => {
    const ahead = stateOf('Optin', { invitedOn: NOW - MINUTE });
    expect(after(decide(eventOf('InvitationSent'), ahead, contextOf()), ahead)).toMatchObject({
      changedOn: NOW,
      invitedOn: NOW - MINUTE,
    });
    const late = stateOf('Optin');
    expect(after(decide(eventOf('InvitationSent'), late, contextOf()), late).invitedOn).toBe(NOW);
    const reminding = stateOf('Invited', { remindedOn: NOW - MINUTE });
    expect(after(decide(eventOf('ReminderSent'), reminding, contextOf()), reminding).remindedOn).toBe(
      NOW - MINUTE,
    );
    const invited = stateOf('Invited');
    expect(after(decide(eventOf('ReminderSent'), invited, contextOf()), invited).remindedOn).toBe(NOW);
  });
  it('a change of address by the person, then a new round that keeps the refusal behind the old one', () => {
    const state = stateOf('Invited', { before: 'Optout', beforeOn: NOW - 300 * DAY });
    const event = eventOf('AddressChanged', { actor: { type: 'contact' } });
    expect(after(decide(event, state, contextOf()), state)).toMatchObject({
      status: 'Optin',
      round: NEW_ROUND,
      before: 'Optout',
      beforeOn: NOW - 300 * DAY,
    });
  });
});

describe('lifting a blacklist', () => {
  it.each([{ reason: '' }, { reason: undefined }])('without a reason, then x', (extra) => {
    const event = { ...eventOf('BlacklistLifted'), ...extra } as ReturnType<typeof eventOf>;
    expect(code(decide(event, stateOf('Blacklisted'), contextOf()))).toBe('missing_reason');
  });
});

describe('the effects of entering', () => {
  it.each([
    ['ConsentConfirmed', 'Invited', ['drop-undo', 'welcome']],
    ['ConsentSubscribed', 'Confirmed', ['drop-undo']],
    ['ConsentRecorded', 'none', ['drop-undo']],
    ['ConsentRefused', 'Confirmed', ['drop-undo', 'read-back']],
    ['AddressBlacklisted', 'none', ['drop-undo', 'read-back']],
    ['AddressBounced', 'Confirmed', []],
    ['InvitationRequested', 'none', []],
  ] as const)('%s in %s', (name, status, effects) => {
    expect(decide(eventOf(name), stateOf(status), contextOf())).toHaveProperty('effects', effects);
  });
});
