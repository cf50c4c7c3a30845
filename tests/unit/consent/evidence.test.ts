import fc from 'fast-check';
import { EVENTS } from '../../../src/consent/event';
import {
  type Evidence,
  evidenceComment,
  type EvidenceFacts,
  evidenceOf,
  parseEvidenceBlock,
} from '../../../src/consent/evidence';
import { readEvidence } from '../../../src/consent/evidence-reader';
import { event, SEEDED } from './arbitraries';
import { eventOf, FP, MINUTE, NOW, ROUND } from './samples';

const facts = (extra: Partial<EvidenceFacts> = {}): EvidenceFacts => ({
  event: eventOf('ConsentConfirmed', {
    shown: { text: 'Ja, graag: é 😀', language: 'nl', policyUrl: 'https://example.com/p' },
  }),
  recordIds: ['12x1', '10x2'],
  fingerprint: FP,
  from: 'Invited',
  to: 'Confirmed',
  round: ROUND,
  textHash: 'hash',
  controller: 'Example BV',
  agreed: { basis: 'consent', consentDate: NOW, text: 'Ja, graag: é 😀', source: 'fair' },
  ...extra,
});

describe('evidence', () => {
  it('when built, then it carries what proves the event', () => {
    expect(
      evidenceOf(
        facts({ network: { ip: '192.0.2.1', userAgent: 'Browser' }, note: 'n', copiedFrom: '12x9' }),
      ),
    ).toEqual({
      schema: 'consent-bridge/1',
      event_id: eventOf('ConsentConfirmed').id,
      event: 'ConsentConfirmed',
      event_state: 'given',
      record_ids: ['12x1', '10x2'],
      pii_principal_id: FP,
      from_status: 'Invited',
      to_status: 'Confirmed',
      occurred_at: '2026-11-23T10:00:00.000Z',
      actor: 'contact',
      asserted_by: 'hub',
      channel: 'link',
      collection_method: '',
      consent_text: 'Ja, graag: é 😀',
      consent_text_hash: 'hash',
      consent_text_language: 'nl',
      privacy_notice: 'https://example.com/p',
      controller: 'Example BV',
      purpose: 'e-mail newsletter',
      round: ROUND,
      note: 'n',
      copied_from: '12x9',
      agreement: {
        basis: 'consent',
        date: '2026-11-23T10:00:00.000Z',
        text: 'Ja, graag: é 😀',
        source: 'fair',
      },
      ip: '192.0.2.1',
      user_agent: 'Browser',
    });
  });
  it('when members are empty, then they are left out', () => {
    const bare = evidenceOf(
      facts({
        event: eventOf('ConsentRefused'),
        round: '',
        agreed: { basis: '', consentDate: null, text: '', source: '' },
      }),
    );
    for (const name of [
      'lawful_basis',
      'consent_text',
      'consent_text_hash',
      'consent_text_language',
      'privacy_notice',
      'round',
      'message_id',
      'reason',
      'note',
      'ip',
      'copied_from',
    ])
      expect(bare).not.toHaveProperty(name);
    expect(bare.agreement.date).toBeNull();
  });
  it('when staff acted, then it names the user, and that the CRM says so', () => {
    const staff = eventOf('ConsentRecorded', {
      actor: { type: 'staff', user: '19x5' },
      basis: 'customer',
      messageId: '<m@x>',
      reason: 'why',
    });
    expect(evidenceOf(facts({ event: staff }))).toMatchObject({
      actor: 'staff 19x5',
      asserted_by: 'crm',
      lawful_basis: 'customer',
      message_id: '<m@x>',
      reason: 'why',
    });
  });
  it.each([
    ['OptInRequested', 'Optin', 'requested'],
    ['InvitationRequested', 'Optin', 'requested'],
    ['InvitationSent', 'Invited', 'requested'],
    ['ReminderSent', 'Reminded', 'requested'],
    ['InvitationExpired', 'Expired', 'expired'],
    ['ConsentConfirmed', 'Confirmed', 'given'],
    ['ConsentSubscribed', 'Subscribed', 'given'],
    ['ConsentRecorded', 'Subscribed', 'given'],
    ['ConsentRefused', 'Optout', 'refused'],
    ['ConsentWithdrawn', 'Unsubscribed', 'withdrawn'],
    ['ComplaintReceived', 'Blacklisted', 'withdrawn'],
    ['AddressBlacklisted', 'Blacklisted', 'refused'],
    ['BlacklistLifted', 'Optout', 'refused'],
    ['WithdrawalUndone', 'Confirmed', 'given'],
    ['WithdrawalUndone', 'Invited', 'requested'],
    ['WithdrawalUndone', 'Expired', 'expired'],
    ['WithdrawalUndone', 'none', 'none'],
    ['AddressChanged', 'Optin', 'requested'],
    ['AddressChanged', 'none', 'none'],
    ['AddressChanged', 'Unsubscribed', 'withdrawn'],
    ['AddressBounced', 'Bounced', 'none'],
  ] as const)('%s to %s, then its consent state is %s', (name, to, expected) => {
    expect(evidenceOf(facts({ event: eventOf(name), to })).event_state).toBe(expected);
    expect(EVENTS).toContain(name);
  });
});

describe('the comment', () => {
  it('when written, then a line for people and a block, ASCII only and nothing that Vtiger rewrites', () => {
    const comment = evidenceComment(evidenceOf(facts({ note: 'a & b' })));
    const [line, block, ...rest] = comment.split('\n');
    expect(rest).toEqual([]);
    expect(line).toBe(
      'E-mail consent: ConsentConfirmed, Invited to Confirmed, 2026-11-23T10:00:00.000Z, by contact via link (a \\u0026 b)',
    );
    expect(block).toMatch(/^consent-bridge evidence \{.*\}$/);
  });
  it('when the status stays, then the line says so', () => {
    expect(evidenceComment(evidenceOf(facts({ from: 'Confirmed' })))).toContain('status stays Confirmed');
  });
  it('when read back, then what was written, for any text', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'consent-bridge evidence {',
        '\nconsent-bridge evidence {"event_id":"x"}',
        '</script>&amp;😀\u0000\\',
      ),
    );
    fc.assert(
      fc.property(event, anyText, anyText, anyText, (what, text, source, note) => {
        const evidence = evidenceOf(
          facts({
            event: { ...what, source, shown: { text } },
            note,
            agreed: { basis: '', consentDate: NOW + MINUTE, text, source },
          }),
        );
        const comment = evidenceComment(evidence);
        expect(comment).toMatch(/^[\x20-\x7e]*\n[\x20-\x7e]*$/);
        expect(comment).not.toMatch(/[<>&]/);
        expect(parseEvidenceBlock(comment)).toEqual(evidence);
        expect(readEvidence(comment.replace('\n', '\r\n'))).toEqual({
          eventId: what.id,
          fromStatus: 'Invited',
          toStatus: 'Confirmed',
          purposes: [],
          agreement: { basis: '', date: NOW + MINUTE, text, source },
          block: evidence,
        });
      }),
      SEEDED,
    );
  });
});

describe('a comment that is no evidence', () => {
  const block = (value: unknown) => `consent-bridge evidence ${JSON.stringify(value)}`;
  const whole: Pick<Evidence, 'event_id' | 'to_status' | 'agreement'> = {
    event_id: 'x',
    to_status: 'Confirmed',
    agreement: { basis: '', date: null, text: '', source: '' },
  };
  it.each([
    ['of staff', 'Called, will call back.'],
    ['cut off', block(whole).slice(0, -2)],
    ['without an id', block({ ...whole, event_id: 5 })],
    ['without a status', block({ ...whole, to_status: null })],
    ['without an agreement', block({ ...whole, agreement: null })],
    ['with a list for an agreement', block({ ...whole, agreement: [] })],
  ])('%s, then null', (_title, comment) => {
    expect(readEvidence(comment)).toBeNull();
  });
  it('with members of other types, then they count as empty', () => {
    const odd = block({ ...whole, agreement: { basis: 1, date: 'long ago', text: {}, source: null } });
    expect(readEvidence(odd)?.agreement).toEqual({ basis: '', date: null, text: '', source: '' });
    expect(readEvidence(block({ ...whole, agreement: {} }))?.agreement.date).toBeNull();
  });
  it('anything at all, then no error', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        readEvidence(`consent-bridge evidence {${text}`);
      }),
      SEEDED,
    );
  });
});
