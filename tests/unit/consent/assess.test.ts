import { assess, writesFor } from '../../../src/consent/assess';
import { SENTENCES } from '../../../src/consent/decision';
import type { Member } from '../../../src/consent/converge';
import {
  assessContext,
  DAY,
  eventOf,
  memberOf,
  MINUTE,
  NOW,
  recordOf,
  sealedMember,
  stateOf,
} from './samples';

const legacy = (id = '12x1', status = 'Confirmed') =>
  memberOf({ record: recordOf({ id, status, newsletterOptin: true }) });
const broken = (id = '12x1') =>
  memberOf({
    record: recordOf({ id, status: 'Confirmed', seal: 'x', consentDate: 7000, text: 'T' }),
    seal: { kind: 'untrusted' },
  });
const written = (
  members: Member[],
  ...args: [Parameters<typeof assess>[1], Partial<Parameters<typeof assess>[2]>?]
) => {
  const context = assessContext(args[1]);
  const assessment = assess(members, args[0], context);
  return {
    ...assessment,
    writes: writesFor(assessment, members, context).map((each) => [
      each.member.record.id,
      each.desired.status,
    ]),
  };
};

describe('a record that is held', () => {
  it('without an event, then it is reported and not written', () => {
    expect(written([legacy()], null)).toMatchObject({
      held: [{ record: '12x1', reason: 'legacy_without_proof' }],
      writes: [],
    });
    expect(written([broken()], null)).toMatchObject({
      held: [{ record: '12x1', reason: 'seal_untrusted' }],
      writes: [],
    });
  });
  it.each(['ConsentConfirmed', 'ConsentWithdrawn', 'OptInRequested'] as const)(
    "when the person's %s comes, then it is written",
    (name) => {
      expect(written([legacy()], eventOf(name)).writes).toHaveLength(1);
    },
  );
  it("when the person's act is rejected, then it is left as it was", () => {
    expect(written([legacy()], eventOf('WithdrawalUndone'))).toMatchObject({
      answer: { kind: 'rejected' },
      writes: [],
      held: [{ record: '12x1' }],
    });
  });
  it("when the person's act changes nothing, then it is left as it was", () => {
    const { writes } = written(
      [legacy('12x1'), sealedMember(stateOf('Confirmed'), { id: '12x2' })],
      eventOf('ConsentConfirmed', { record: '12x2' }),
    );
    expect(writes).toEqual([]);
  });
  it.each(['ConsentRefused', 'ConsentWithdrawn', 'AddressBlacklisted', 'ComplaintReceived'] as const)(
    'when %s comes, whoever sends it, then it is written',
    (name) => {
      const { writes, answer } = written([legacy()], eventOf(name, { actor: { type: 'staff' } }));
      expect(answer).toMatchObject({ kind: 'changed' });
      expect(writes).toHaveLength(1);
    },
  );
  it('when staff ask, then x', () => {
    expect(written([legacy()], eventOf('InvitationRequested'))).toMatchObject({
      answer: { kind: 'rejected', code: 'record_held' },
      writes: [],
    });
  });
  it('when staff ask by another record of the address, then only that one is written', () => {
    const members = [legacy('12x1'), memberOf({ record: recordOf({ id: '12x2' }) })];
    expect(written(members, eventOf('InvitationRequested', { record: '12x2' })).writes).toEqual([
      ['12x2', 'Optin'],
    ]);
  });
  it('when the address was refused by another record, then the refusal reaches it', () => {
    const members = [legacy('12x1'), sealedMember(stateOf('Unsubscribed'), { id: '12x2' })];
    expect(written(members, null)).toMatchObject({ writes: [['12x1', 'Unsubscribed']], held: [] });
  });
  it('when a refusal was made before any record carried the address, then it reaches it', () => {
    const pending = eventOf('ConsentWithdrawn', { record: '12x9' });
    expect(written([legacy()], null, { pending })).toMatchObject({
      state: { status: 'Unsubscribed' },
      writes: [['12x1', 'Unsubscribed']],
    });
  });
  it('when it is refused, then its date and text of consent stay', () => {
    const context = assessContext();
    const members = [broken()];
    const assessment = assess(members, eventOf('ConsentRefused'), context);
    expect(writesFor(assessment, members, context)[0]!.desired).toMatchObject({
      consentDate: 7000,
      text: 'T',
    });
  });
});

describe('the order of things', () => {
  it('found: refusals before what asks, over all records', () => {
    const members = [
      sealedMember(stateOf('none'), { id: '12x1', newsletterOptin: true, source: 'fair' }),
      sealedMember(stateOf('none'), { id: '12x2', status: 'Optout' }),
    ];
    const { state, notes, happened } = written(members, null);
    expect(state.status).toBe('Optout');
    expect(happened.map((each) => each.event.name)).toEqual(['ConsentRefused']);
    expect(notes).toEqual([{ record: '12x1', note: SENTENCES.refused_before }]);
  });
  it('found before in hand', () => {
    const members = [sealedMember(stateOf('Invited'), { status: 'Optout' })];
    expect(written(members, eventOf('InvitationRequested'))).toMatchObject({
      state: { status: 'Optout' },
      answer: { code: 'refused_before' },
    });
  });
  it('pending refusal before all', () => {
    const members = [sealedMember(stateOf('none'), { newsletterOptin: true, source: 'fair' })];
    expect(written(members, null, { pending: eventOf('ConsentWithdrawn') }).state.status).toBe(
      'Unsubscribed',
    );
  });
  it('writes: a refusal reaches first the records that stand as mailable', () => {
    const members = [
      sealedMember(stateOf('Unsubscribed', { changedOn: NOW - DAY }), { id: '12x1', consentDate: 7000 }),
      sealedMember(stateOf('Confirmed'), { id: '12x2' }),
    ];
    expect(written(members, null).writes.map(([id]) => id)).toEqual(['12x2', '12x1']);
  });
});

describe('an event in hand that the record shows as well', () => {
  it.each([
    ['OptInRequested', {}],
    ['InvitationRequested', {}],
  ] as const)('%s and a tick, then one request', (name, extra) => {
    const members = [memberOf({ record: recordOf({ newsletterOptin: true, source: 'fair' }) })];
    const { happened } = written(members, eventOf(name, extra));
    expect(happened.map((each) => each.event.name)).toEqual([name]);
  });
  it('ConsentRefused and the same status, then one refusal', () => {
    const members = [sealedMember(stateOf('Confirmed'), { status: 'Optout' })];
    expect(written(members, eventOf('ConsentRefused')).happened).toHaveLength(1);
  });
  it('another event, then both', () => {
    const members = [sealedMember(stateOf('Confirmed'), { status: 'Optout' })];
    expect(written(members, eventOf('ConsentWithdrawn')).answer).toMatchObject({ kind: 'unchanged' });
  });
});

describe('what the table can not see', () => {
  it.each(['no_address', 'invalid_address'] as const)(
    '%s, then asking is rejected and refusing works',
    (addressFault) => {
      const members = [
        sealedMember(stateOf('none'), {}, ''),
        sealedMember(stateOf('none'), { id: '12x2' }, ''),
      ];
      const extra = { addressFault, fingerprint: '' };
      expect(written(members, eventOf('OptInRequested'), extra).answer).toEqual({
        kind: 'rejected',
        code: addressFault,
      });
      expect(written(members, eventOf('ConsentRefused'), extra).answer).toMatchObject({ kind: 'changed' });
    },
  );
  const converted = (extra = {}) => memberOf({ record: recordOf({ convertedFromLead: true, ...extra }) });
  it('a converted Contact without a seal, then staff do not invite it', () => {
    expect(written([converted()], eventOf('InvitationRequested')).answer).toMatchObject({
      code: 'converted_without_history',
    });
    const request = eventOf('OptInRequested', { actor: { type: 'staff' }, reason: 'fair' });
    expect(written([converted()], request).answer).toMatchObject({ code: 'converted_without_history' });
    const ticked = written([converted({ newsletterOptin: true, source: 'fair' })], null);
    expect(ticked.notes).toEqual([{ record: '12x1', note: SENTENCES.converted_without_history }]);
    expect(ticked.writes).toEqual([['12x1', '']]);
  });
  it('a converted Contact, when the person asks, then it works', () => {
    expect(written([converted()], eventOf('OptInRequested')).answer).toMatchObject({ kind: 'changed' });
  });
  it('a converted Contact with its seal, then staff may', () => {
    const member = sealedMember(stateOf('none'), { convertedFromLead: true });
    expect(written([member], eventOf('InvitationRequested')).answer).toMatchObject({ kind: 'changed' });
  });
});

describe('an address that changed', () => {
  it('when staff changed it, then the record starts blank with a note, and no other record is touched', () => {
    const members = [sealedMember(stateOf('Confirmed'), {}, 'another-fingerprint000')];
    const context = assessContext({ fingerprint: 'another-fingerprint000' });
    const assessment = assess(members, null, context);
    expect(assessment.state.status).toBe('none');
    expect(assessment.happened).toEqual([
      expect.objectContaining({ only: '12x1', changed: true, note: 'address changed, ask again' }),
    ]);
    expect(writesFor(assessment, members, context)[0]!.desired).toMatchObject({
      status: '',
      newsletterOptin: false,
      addressFp: 'another-fingerprint000',
    });
  });
  it('when it was Expired, then without a note', () => {
    const { happened } = assess(
      [sealedMember(stateOf('Expired'), {}, 'other')],
      null,
      assessContext({ fingerprint: 'other' }),
    );
    expect(happened[0]).not.toHaveProperty('note');
  });
  it('when it joins an address with a decision, then it takes that over', () => {
    const moved = sealedMember(stateOf('Confirmed'), {}, 'other');
    const refused = sealedMember(stateOf('Optout'), { id: '12x2', addressFp: 'other' }, 'other');
    expect(written([moved, refused], null, { fingerprint: 'other' })).toMatchObject({
      state: { status: 'Optout' },
      writes: [['12x1', 'Optout']],
    });
  });
  it('when the record was refused, then the refusal goes with it', () => {
    const { state, happened } = written([sealedMember(stateOf('Optout'), {}, 'other')], null, {
      fingerprint: 'other',
    });
    expect(state.status).toBe('Optout');
    expect(happened).toEqual([]);
  });
  it.each([
    ['Confirmed', 'Optin'],
    ['Bounced', 'Optin'],
    ['Optout', 'Optout'],
    ['Expired', 'Expired'],
  ] as const)(
    'when the person changed it in %s, then the table, for that record alone: %s',
    (status, expected) => {
      const event = eventOf('AddressChanged', { actor: { type: 'contact' } });
      const { state, answer, happened } = written([sealedMember(stateOf(status), {}, 'other')], event, {
        fingerprint: 'other',
      });
      expect(state.status).toBe(expected);
      expect(answer).toMatchObject({ kind: status === expected ? 'unchanged' : 'changed' });
      expect(happened.map((each) => each.only)).toEqual(status === expected ? [] : ['12x1']);
    },
  );
});

describe('put back', () => {
  it('when a status is given by hand, then a note says so and the field is written', () => {
    const { notes, writes } = written([sealedMember(stateOf('Optout'), { status: '' })], null);
    expect(notes).toEqual([{ record: '12x1', note: 'put back: the status "" is given by the bridge only' }]);
    expect(writes).toEqual([['12x1', 'Optout']]);
  });
  it('when the event in hand is rejected, then a note on its record says why', () => {
    expect(written([sealedMember(stateOf('Optout'))], eventOf('InvitationRequested')).notes).toEqual([
      { record: '12x1', note: SENTENCES.refused_before },
    ]);
  });
});

describe('withheld invitations', () => {
  it('then the record is left as staff left it', () => {
    const members = [sealedMember(stateOf('none'), { newsletterOptin: true, source: 'fair' })];
    const { writes, happened } = written(members, null, { withheld: ['12x1'] });
    expect(writes).toEqual([]);
    expect(happened).toEqual([]);
  });
});

describe('what is written', () => {
  it('an untouched record, when nothing is known, then nothing', () => {
    expect(written([memberOf({ record: recordOf() })], null).writes).toEqual([]);
  });
  it('an untouched record, when it joins, then the decision', () => {
    const members = [memberOf({ record: recordOf({ id: '12x2' }) }), sealedMember(stateOf('Confirmed'))];
    expect(written(members, null).writes).toEqual([['12x2', 'Confirmed']]);
  });
  it('a refusal over records of which one shows a status that is none of ours, then that one first', () => {
    const members = [
      sealedMember(stateOf('Confirmed'), { id: '12x1', status: 'Optout' }),
      sealedMember(stateOf('Confirmed'), { id: '12x2', status: 'Junk' }),
    ];
    expect(written(members, null).writes).toEqual([
      ['12x2', 'Optout'],
      ['12x1', 'Optout'],
    ]);
  });
  it('a tick without a ground, then the box goes back', () => {
    const members = [memberOf({ record: recordOf({ newsletterOptin: true }) })];
    const context = assessContext();
    const assessment = assess(members, null, context);
    expect(writesFor(assessment, members, context)[0]!.desired).toMatchObject({
      newsletterOptin: false,
      status: '',
    });
    expect(assessment.notes).toEqual([{ record: '12x1', note: SENTENCES.missing_ground }]);
  });
  it('an effect without a change, then it happened without evidence', () => {
    const { happened, writes } = written([sealedMember(stateOf('Invited'))], eventOf('OptInRequested'));
    expect(happened).toEqual([expect.objectContaining({ changed: false, effects: ['resend-invitation'] })]);
    expect(writes).toEqual([]);
  });
  it("line ends that Vtiger's forms change, then nothing", () => {
    const agreed = { basis: 'consent' as const, consentDate: NOW - MINUTE, text: 'One\nTwo', source: 's' };
    const member = sealedMember(stateOf('Confirmed', { agreed }), { text: 'One\r\nTwo ' });
    expect(written([member], null)).toMatchObject({ writes: [], notes: [] });
  });
  it('a seal that says other than the state, then a new seal', () => {
    const member = sealedMember(stateOf('Optout'));
    const other = { ...member, sealed: { ...member.sealed!, notMe: true } };
    expect(written([other], null).writes).toHaveLength(1);
  });
  it('a language that stands on the record, then it stays; a blank one is filled', () => {
    const state = stateOf('Confirmed', { language: 'nl' });
    const context = assessContext();
    const members = [
      sealedMember(state),
      memberOf({ record: recordOf({ id: '12x2', language: 'de' }) }),
      memberOf({ record: recordOf({ id: '12x3' }) }),
    ];
    const writes = writesFor(assess(members, null, context), members, context);
    expect(writes.map((each) => each.desired.language)).toEqual(['de', 'nl']);
  });
});
