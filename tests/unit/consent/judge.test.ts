import { judge } from '../../../src/consent/judge';
import type { AddressState } from '../../../src/consent/state';
import type { ConsentRecord } from '../../../src/consent/record';
import type { StatusOrNone } from '../../../src/consent/status';
import { BLANK_STATE } from '../../../src/consent/state';
import { DAY, FP, memberOf, MINUTE, NOW, recordOf, sealedMember, stateOf } from './samples';

const judged = (state: AddressState, edits: Partial<ConsentRecord>, fingerprint = FP) =>
  sealedMember(state, edits, fingerprint).judgement;
const names = (judgement: ReturnType<typeof judged>) => judgement.found.map((each) => each.name);
const unsealed = (edits: Partial<ConsentRecord>) => memberOf({ record: recordOf(edits) }).judgement;
const untrusted = (edits: Partial<ConsentRecord>) =>
  memberOf({ record: recordOf({ seal: 'x', ...edits }), seal: { kind: 'untrusted' } }).judgement;

const ALL: readonly StatusOrNone[] = [
  'none',
  'Optin',
  'Invited',
  'Reminded',
  'Expired',
  'Confirmed',
  'Subscribed',
  'Optout',
  'Unsubscribed',
  'Bounced',
  'Blacklisted',
];
const PROOF = {
  basis: 'customer',
  text: 'Agreed.',
  consentDate: NOW - DAY,
  source: 'paper',
  newsletterOptin: true,
};

describe('a record as the bridge wrote it', () => {
  it.each(ALL)('in %s, then nothing is found and its state is what was sealed', (status) => {
    const state = stateOf(status, { before: status === 'Optin' ? 'Optout' : 'none' });
    const judgement = judged(state, {});
    expect(judgement).toMatchObject({ found: [], putBack: [], held: null, drift: false });
    expect(judgement.base).toEqual(state);
  });
});

describe('row 1: a refusal set by hand', () => {
  const rows = ALL.flatMap((status) =>
    (['Optout', 'Unsubscribed', 'Blacklisted'] as const)
      .filter((hand) => hand !== status && status !== 'Blacklisted')
      .map((hand) => [status, hand] as const),
  );
  const EVENT = {
    Optout: 'ConsentRefused',
    Unsubscribed: 'ConsentWithdrawn',
    Blacklisted: 'AddressBlacklisted',
  };
  it.each(rows)(
    'sealed %s, when %s is set, then its event by staff, dated by modifiedtime',
    (status, hand) => {
      const judgement = judged(stateOf(status), { status: hand });
      expect(judgement.found).toEqual([
        expect.objectContaining({
          name: EVENT[hand],
          actor: { type: 'staff' },
          channel: 'crm',
          occurredAt: NOW - MINUTE,
          found: true,
        }),
      ]);
      expect(judgement.putBack).toEqual([]);
    },
  );
  it.each(['none', 'Optin', 'Invited', 'Reminded', 'Expired', 'Confirmed', 'Subscribed'] as const)(
    'sealed %s, when emailoptout is set, then ConsentRefused',
    (status) => expect(names(judged(stateOf(status), { emailOptout: true }))).toEqual(['ConsentRefused']),
  );
  it.each(['Optin', 'Invited', 'Reminded', 'Confirmed', 'Subscribed'] as const)(
    'sealed %s, when the box is un-ticked, then ConsentRefused',
    (status) =>
      expect(names(judged(stateOf(status), { newsletterOptin: false }))).toEqual(['ConsentRefused']),
  );
  it('when modifiedtime is unknown or ahead, then it is dated now', () => {
    for (const modifiedTime of [null, NOW + DAY])
      expect(judged(stateOf('Confirmed'), { status: 'Optout', modifiedTime }).found[0]!.occurredAt).toBe(NOW);
  });
  it('by an import, then its channel says so', () => {
    expect(judged(stateOf('Confirmed'), { status: 'Optout', origin: 'IMPORT' }).found[0]!.channel).toBe(
      'import',
    );
  });
});

describe('row 2: Confirmed or Subscribed set by hand', () => {
  it.each(['Confirmed', 'Subscribed'] as const)(
    '%s with all four changed, then ConsentRecorded dated by its proof',
    (status) => {
      const judgement = judged(stateOf('Expired'), { ...PROOF, status });
      expect(judgement.found).toEqual([
        expect.objectContaining({
          name: 'ConsentRecorded',
          occurredAt: NOW - DAY,
          basis: 'customer',
          source: 'paper',
          shown: { text: 'Agreed.' },
          found: true,
        }),
      ]);
      expect(judgement.putBack).toEqual([]);
    },
  );
  const agreed = { basis: 'consent' as const, text: 'Old.', consentDate: NOW - 50 * DAY, source: 'fair' };
  it.each([
    ['the basis unchanged', { basis: 'consent' }],
    ['the basis no value of ours', { basis: 'because' }],
    ['the text unchanged but for line ends', { text: ' Old.\r\n' }],
    ['the text emptied', { text: ' ' }],
    ['the date unchanged', { consentDate: NOW - 50 * DAY }],
    ['the date emptied', { consentDate: null }],
    ['the date in the future', { consentDate: NOW + 1000 }],
    ['the source unchanged', { source: 'fair' }],
    ['the source emptied', { source: ' ' }],
  ])('with %s, then put back with a note that says why', (_title, edits) => {
    const judgement = judged(stateOf('Expired', { agreed }), {
      ...PROOF,
      newsletterOptin: false,
      status: 'Subscribed',
      ...edits,
    });
    expect(judgement.found).toEqual([]);
    expect(judgement.putBack).toEqual([expect.stringContaining('basis, text, date and source')]);
    expect(judgement.base.status).toBe('Expired');
  });
  it('when date or text are edited and nothing else, then put back with a note', () => {
    expect(judged(stateOf('Confirmed'), { text: 'More.' }).putBack).toEqual([
      'consent date and text are proof',
    ]);
    expect(judged(stateOf('Confirmed'), { consentDate: null }).putBack).toEqual([
      'consent date and text are proof',
    ]);
  });
});

describe('row 3: asking by staff', () => {
  it.each(ALL.filter((status) => status !== 'Optin'))(
    'sealed %s, when Optin is set, then InvitationRequested with its ground',
    (status) => {
      const judgement = judged(stateOf(status), { status: 'Optin', source: 'fair' });
      expect(judgement.found).toEqual([
        expect.objectContaining({ name: 'InvitationRequested', reason: 'fair' }),
      ]);
      expect(judgement.putBack).toEqual([]);
    },
  );
  it.each(['none', 'Expired', 'Optout', 'Unsubscribed', 'Bounced', 'Blacklisted'] as const)(
    'sealed %s, when the box is ticked, then InvitationRequested',
    (status) => {
      expect(names(judged(stateOf(status), { newsletterOptin: true }))).toEqual(['InvitationRequested']);
    },
  );
  it('when the box is ticked and the status blanked, then it is a fresh request and the blank is put back', () => {
    const judgement = judged(stateOf('Expired'), { newsletterOptin: true, status: '' });
    expect(names(judgement)).toEqual(['InvitationRequested']);
    expect(judgement.putBack).toHaveLength(1);
  });
});

describe('row 4: what only the bridge gives', () => {
  const rows = ALL.flatMap((status) =>
    (['', 'Invited', 'Reminded', 'Expired', 'Bounced', 'Gibberish'] as const)
      .filter((hand) => hand !== (status === 'none' ? '' : status))
      .map((hand) => [status, hand] as const),
  );
  it.each(rows)('sealed %s, when "%s" is set, then put back with a note', (status, hand) => {
    const judgement = judged(stateOf(status), { status: hand });
    expect(judgement).toMatchObject({ found: [], held: null });
    expect(judgement.putBack).toEqual([`the status "${hand}" is given by the bridge only`]);
    expect(judgement.base.status).toBe(status);
  });
  it.each(['Optout', 'Unsubscribed'] as const)(
    'sealed Blacklisted, when bettered to %s, then put back with a note',
    (hand) => {
      expect(judged(stateOf('Blacklisted'), { status: hand })).toMatchObject({
        found: [],
        putBack: [expect.any(String)],
      });
    },
  );
  it.each(['Confirmed', 'Subscribed'] as const)(
    'sealed Optout, when bettered to %s, then put back with a note',
    (hand) => {
      expect(judged(stateOf('Optout'), { status: hand })).toMatchObject({
        found: [],
        putBack: [expect.any(String)],
      });
    },
  );
  it('when the flag of a refusal is cleared, then put back with a note', () => {
    expect(judged(stateOf('Optout'), { emailOptout: false })).toMatchObject({
      found: [],
      putBack: [expect.stringContaining('do not mail')],
    });
  });
});

describe('row 5: the fingerprint differs from the address', () => {
  it('then AddressChanged by staff comes first, and it counts as drift', () => {
    const judgement = judged(stateOf('Confirmed'), { status: 'Optout' }, 'another-fingerprint000');
    expect(names(judgement)).toEqual(['AddressChanged', 'ConsentRefused']);
    expect(judgement.drift).toBe(true);
  });
  it('when the address was emptied, then as well', () => {
    expect(names(judged(stateOf('Confirmed'), {}, ''))).toEqual(['AddressChanged']);
  });
});

describe('row 6: a status without any seal', () => {
  it('without any sign of consent, then nothing', () => {
    expect(unsealed({})).toEqual({ base: BLANK_STATE, found: [], putBack: [], held: null, drift: false });
  });
  it.each([
    ['Optout', 'ConsentRefused'],
    ['Unsubscribed', 'ConsentWithdrawn'],
    ['Blacklisted', 'AddressBlacklisted'],
  ])('%s, then adopted with the date that stands beside it', (status, name) => {
    expect(unsealed({ status, changedOn: NOW - 9 * DAY }).found).toEqual([
      expect.objectContaining({ name, occurredAt: NOW - 9 * DAY }),
    ]);
    expect(unsealed({ status, changedOn: NOW + DAY }).found[0]!.occurredAt).toBe(NOW - MINUTE);
    expect(unsealed({ status }).found[0]!.occurredAt).toBe(NOW - MINUTE);
  });
  it('emailoptout, then ConsentRefused, once where a refusal stands too', () => {
    expect(names(unsealed({ emailOptout: true }))).toEqual(['ConsentRefused']);
    expect(names(unsealed({ emailOptout: true, status: 'Unsubscribed' }))).toEqual(['ConsentWithdrawn']);
    expect(names(unsealed({ emailOptout: true, status: 'Invited' }))).toEqual(['ConsentRefused']);
  });
  it.each(['Confirmed', 'Subscribed'])(
    '%s with text, date and source, then ConsentRecorded; a missing basis is consent',
    (status) => {
      expect(unsealed({ status, text: 'Yes.', consentDate: NOW - DAY, source: 'old CRM' }).found).toEqual([
        expect.objectContaining({ name: 'ConsentRecorded', basis: 'consent', occurredAt: NOW - DAY }),
      ]);
      expect(unsealed({ status, ...PROOF }).found[0]!.basis).toBe('customer');
    },
  );
  it.each([
    ['no text', { text: '' }],
    ['no date', { consentDate: null }],
    ['a date in the future', { consentDate: NOW + 1000 }],
    ['no source', { source: '' }],
  ])('Confirmed with %s, then reported and left alone', (_title, edits) => {
    const judgement = unsealed({ status: 'Confirmed', ...PROOF, ...edits });
    expect(judgement).toMatchObject({ found: [], putBack: [], held: 'legacy_without_proof' });
  });
  it('Confirmed without proof but with emailoptout, then the refusal is adopted', () => {
    const judgement = unsealed({ status: 'Confirmed', emailOptout: true });
    expect(names(judgement)).toEqual(['ConsentRefused']);
    expect(judgement.held).toBeNull();
  });
  it.each(['Optin', ''])('"%s" with a tick, then InvitationRequested by staff', (status) => {
    expect(names(unsealed({ status, newsletterOptin: true }))).toEqual(['InvitationRequested']);
  });
  it.each(['Invited', 'Reminded', 'Expired', 'Bounced', 'Gibberish'])(
    '"%s", then put back with a note',
    (status) => {
      expect(unsealed({ status })).toMatchObject({
        found: [],
        putBack: [`the status "${status}" is given by the bridge only`],
      });
    },
  );
  it('what was agreed stays on the record', () => {
    expect(
      unsealed({ basis: 'other', text: 'T', source: 'S', consentDate: 7000, language: 'fr' }).base,
    ).toMatchObject({
      agreed: { basis: 'other', text: 'T', source: 'S', consentDate: 7000 },
      language: 'fr',
    });
  });
});

describe('whose tick it is', () => {
  const webform = { newsletterOptin: true, origin: 'WEBFORM', createdTime: NOW - 7 * DAY };
  it("on a record that a webform made at most 7 days ago, then the person's, at createdtime", () => {
    expect(unsealed({ ...webform, text: 'I agree.' }).found).toEqual([
      expect.objectContaining({
        name: 'OptInRequested',
        actor: { type: 'contact' },
        channel: 'webform',
        occurredAt: NOW - 7 * DAY,
        source: 'Vtiger webform',
        shown: { text: 'I agree.' },
      }),
    ]);
    const bare = unsealed({ ...webform, source: 'Form 3' }).found[0]!;
    expect(bare.source).toBe('Form 3');
    expect(bare).not.toHaveProperty('shown');
  });
  it('by a clock ahead of ours, then dated now', () => {
    expect(unsealed({ ...webform, createdTime: NOW + MINUTE }).found[0]).toMatchObject({
      name: 'OptInRequested',
      occurredAt: NOW,
    });
  });
  it.each([
    ['older', { createdTime: NOW - 7 * DAY - 1 }],
    ['undated', { createdTime: null }],
    ['not from a webform', { origin: 'CRM' }],
  ])("on a record that is %s, then staff's", (_title, edits) => {
    expect(names(unsealed({ ...webform, ...edits }))).toEqual(['InvitationRequested']);
  });
  it("on a sealed record of a webform, then staff's", () => {
    expect(names(judged(stateOf('Expired'), webform))).toEqual(['InvitationRequested']);
  });
});

describe('an invalid seal', () => {
  it.each(['Optout', 'Unsubscribed', 'Blacklisted'])(
    'with %s, then adopted, and it counts as drift',
    (status) => {
      const judgement = untrusted({ status });
      expect(judgement).toMatchObject({ held: null, drift: true });
      expect(judgement.found).toHaveLength(1);
    },
  );
  it.each(['', 'Optin', 'Confirmed', 'Bounced'])('with "%s", then held and reported', (status) => {
    const judgement = untrusted({ status, newsletterOptin: true, ...(status === 'Confirmed' ? PROOF : {}) });
    expect(judgement).toMatchObject({ found: [], putBack: [], held: 'seal_untrusted', drift: true });
  });
  it('when its refusal is adopted, then the date of consent is not cleared', () => {
    const judgement = untrusted({ status: 'Optout', consentDate: 7000, text: 'T', source: 'S' });
    expect(judgement.base.agreed).toEqual({ basis: '', consentDate: 7000, text: 'T', source: 'S' });
  });
});

describe('any record whatever', () => {
  it('when judged, then there is an answer', () => {
    const record = recordOf({ status: 'Confirmed' });
    expect(judge({ record, fingerprint: FP, seal: { kind: 'none' } }, NOW).held).toBe('legacy_without_proof');
  });
});
