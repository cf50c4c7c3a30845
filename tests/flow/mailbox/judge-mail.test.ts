import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createReturnTokens } from '../../../src/adapters/tokens/return-tokens';
import { createTokens } from '../../../src/adapters/tokens/tokens';
import { commandWords } from '../../../src/flow/mailbox/command-words';
import { judgeMail, type MailRules } from '../../../src/flow/mailbox/judge-mail';
import type { DeliveryStatus, EmbeddedMail, MailReport, ReceivedMail } from '../../../src/flow/mailbox-ports';

const secret = (kid: string) => ({ kid, key: createSecretKey(randomBytes(32)), withdrawOnly: false });
const [own, label] = [secret('a'), secret('l')];
const returns = createReturnTokens([{ key: randomBytes(32), withdrawOnly: false }]);
const tokens = createTokens({ tokenSecrets: [own], labelSecrets: [label], now: () => 0 });
const fingerprint = 'F'.repeat(21) + 'A';
const rules: MailRules = {
  words: commandWords({ withdraw: ['GENOEG'] }),
  defaultLanguage: 'nl',
  ownAddresses: ['news@buurtkrant.example'],
  returns,
  tokens,
  messageDomain: 'buurtkrant.example',
  trustDmarc: false,
};

function mail(parts: Partial<ReceivedMail>): ReceivedMail {
  return {
    id: 'm1',
    receivedAt: 0,
    from: 'Jan@Example.org',
    to: ['consent@buurtkrant.example'],
    subject: '',
    text: '',
    automatic: null,
    dmarc: 'none',
    report: null,
    fault: null,
    ...parts,
  };
}

const judge = (parts: Partial<ReceivedMail>, more: Partial<MailRules> = {}) =>
  judgeMail(mail(parts), { ...rules, ...more });

describe('the subject, when its first word is a command', () => {
  it.each([
    ['AFMELDEN', 'withdraw', 'nl'],
    ['Re: afmelden', 'withdraw', 'nl'],
    ['Antw: Re: RE[2]: "Afmelden!"', 'withdraw', 'nl'],
    ['unsubscribe', 'withdraw', 'en'],
    ['Fwd: Unsubscribe please', 'withdraw', 'en'],
    ['STOP', 'withdraw', 'nl'],
    ['AW: Abmelden', 'withdraw', 'de'],
    ['WG: abmeldung.', 'withdraw', 'de'],
    ['DÉSABONNER', 'withdraw', 'fr'],
    ['Desabonner moi', 'withdraw', 'fr'],
    ['De\u0301sabonner', 'withdraw', 'fr'],
    ['genoeg', 'withdraw', 'nl'],
    ['VERWIJDER', 'erase', 'nl'],
    ['  -- verwijder mijn gegevens', 'erase', 'nl'],
    ['DELETE', 'erase', 'en'],
    ['Löschen', 'erase', 'de'],
    ['LOESCHEN', 'erase', 'de'],
    ['SUPPRIMER', 'erase', 'fr'],
    ['GEGEVENS', 'access', 'nl'],
    ['MyData', 'access', 'en'],
    ['AUSKUNFT', 'access', 'de'],
    ['Données', 'access', 'fr'],
  ])('%j asks for %s in %s', (subject, kind, language) => {
    expect(judge({ subject })).toMatchObject({ kind, language, email: 'jan@example.org' });
  });

  it.each([
    '',
    'Vraag over de nieuwsbrief',
    'Please unsubscribe me',
    'Re: ',
    'stopcontact',
    '!!!',
    'Re: Re: Re:',
  ])('%j is left for people', (subject) => {
    expect(judge({ subject })).toEqual({ kind: 'nothing', end: 'review', reason: 'no_command' });
  });

  it('is left for people, when nobody says who sent it', () => {
    expect(judge({ subject: 'STOP', from: '' })).toMatchObject({ end: 'review', reason: 'no_sender' });
  });
});

describe('who sent it', () => {
  it.each([
    ['AFMELDEN', 'pass', false, { kind: 'withdraw' }],
    ['AFMELDEN', 'none', false, { kind: 'withdraw' }],
    ['AFMELDEN', 'fail', false, { kind: 'doubtful-withdrawal' }],
    ['VERWIJDER', 'pass', false, { kind: 'erase', proven: false }],
    ['VERWIJDER', 'pass', true, { kind: 'erase', proven: true }],
    ['VERWIJDER', 'none', true, { kind: 'erase', proven: false }],
    ['VERWIJDER', 'fail', true, { kind: 'erase', proven: false }],
    ['GEGEVENS', 'pass', true, { kind: 'access' }],
    ['GEGEVENS', 'none', true, { kind: 'access' }],
    ['GEGEVENS', 'fail', true, { kind: 'access' }],
  ] as const)('%s with dmarc %s and trust %s', (subject, dmarc, trustDmarc, expected) => {
    expect(judge({ subject, dmarc }, { trustDmarc })).toMatchObject(expected);
  });

  it('is the holder of our withdrawal address, whatever From and subject say', () => {
    const to = [`${returns.sign({ purpose: 'withdraw', fingerprint }).toUpperCase()}@in.example.org`];
    expect(judge({ to, subject: 'hello', from: '', dmarc: 'fail' })).toEqual({
      kind: 'withdraw',
      language: 'nl',
      fingerprint,
    });
    const bounce = [`${returns.sign({ purpose: 'bounce', fingerprint })}@in.example.org`];
    expect(judge({ to: bounce, subject: 'hello' })).toMatchObject({ kind: 'nothing', end: 'review' });
  });

  it.each([
    ['auto_submitted', 'done'],
    ['list', 'done'],
    ['null_sender', 'review'],
  ] as const)('is nobody, when the mail is automatic: %s', (automatic, end) => {
    expect(judge({ automatic, subject: 'STOP' })).toEqual({ kind: 'nothing', end, reason: automatic });
  });

  it('is for people to say, when a program wrote to our withdrawal address', () => {
    const to = [`${returns.sign({ purpose: 'withdraw', fingerprint })}@in.example.org`];
    expect(judge({ automatic: 'auto_submitted', to })).toMatchObject({ kind: 'nothing', end: 'review' });
  });

  it('is nobody, when it is the bridge itself', () => {
    expect(judge({ from: 'News@Buurtkrant.example', subject: 'STOP' })).toMatchObject({
      kind: 'nothing',
      reason: 'own_mail',
    });
  });
});

describe('a delivery report', () => {
  const original = (parts: Partial<EmbeddedMail> = {}): EmbeddedMail => ({
    messageId: `<${fingerprint}.abcd1234.invitation.1@buurtkrant.example>`,
    links: [],
    to: [],
    returnPath: '',
    ...parts,
  });
  const report = (recipients: readonly Partial<DeliveryStatus>[], about: EmbeddedMail | null = original()) =>
    ({
      kind: 'delivery',
      recipients: recipients.map((each) => ({ recipient: '', action: 'failed', status: '', ...each })),
      original: about,
    }) satisfies MailReport;

  it.each([
    ['5.1.1', 'failed', 'permanent'],
    ['5.1.2', 'failed', 'permanent'],
    ['5.1.10', 'failed', 'permanent'],
    ['5.2.1', 'failed', 'permanent'],
    ['5.2.2', 'failed', 'soft'],
    ['5.4.4', 'failed', 'soft'],
    ['5.0.0', 'failed', 'soft'],
    ['', 'failed', 'soft'],
    ['4.2.2', 'failed', 'soft'],
    ['4.4.1', 'delayed', 'soft'],
    ['5.1.1', 'delayed', 'soft'],
  ] as const)('%s %s is %s', (status, action, permanence) => {
    expect(judge({ report: report([{ status, action }]) })).toEqual({
      kind: 'bounces',
      bounces: [{ fingerprint, permanence, status }],
      end: 'done',
    });
  });

  it.each([
    ['5.7.1', 'failed'],
    ['5.1.8', 'failed'],
    ['2.0.0', 'delivered'],
    ['5.1.1', 'relayed'],
    ['5.1.1', 'unknown'],
    ['4.7.0', 'delayed'],
  ] as const)('%s %s is nobody’s bounce', (status, action) => {
    expect(judge({ report: report([{ status, action }]) })).toMatchObject({ kind: 'nothing', end: 'done' });
  });

  it('takes the worst, when there are several recipients', () => {
    const several = report([{ status: '4.2.2' }, { status: '5.7.1' }, { status: '5.1.1' }]);
    expect(judge({ report: several })).toMatchObject({
      bounces: [{ permanence: 'permanent', status: '5.1.1' }],
    });
  });

  it('is matched by our return address, when the original did not come back', () => {
    const to = [`${returns.sign({ purpose: 'bounce', fingerprint })}@in.example.org`];
    expect(judge({ to, report: report([{ status: '5.1.1' }], null) })).toMatchObject({
      bounces: [{ fingerprint, permanence: 'permanent' }],
    });
  });

  it('counts as soft at most, when Vtiger sent the mail with a label link of ours', () => {
    const token = tokens.signLabel('12x1', 'unsubscribe', fingerprint);
    const about = original({
      messageId: '<x@crm.example>',
      links: [`https://c.example/unsubscribe/${token}?lang=nl`],
    });
    expect(judge({ report: report([{ status: '5.1.1' }], about) })).toMatchObject({
      bounces: [{ fingerprint, permanence: 'soft' }],
    });
  });

  it('counts as soft at most, when a key that may have leaked signed the link that came back', () => {
    const claims = { record: '12x1', act: 'unsubscribe', fingerprint, round8: 'abcd1234' } as const;
    const about = original({
      messageId: '',
      links: [`https://c.example/unsubscribe/${tokens.sign(claims)}`],
    });
    const permanence = (ring: MailRules['tokens']) =>
      judge({ report: report([{ status: '5.1.1' }], about) }, { tokens: ring });
    expect(permanence(tokens)).toMatchObject({ bounces: [{ permanence: 'permanent' }] });
    const tokenSecrets = [secret('b'), { ...own, withdrawOnly: true }];
    const retired = createTokens({ tokenSecrets, labelSecrets: [label], now: () => 0 });
    expect(permanence(retired)).toMatchObject({ bounces: [{ fingerprint, permanence: 'soft' }] });
  });

  it.each([
    ['another domain’s Message-ID', { messageId: `<${fingerprint}.abcd1234.invitation.1@evil.example>` }],
    ['no Message-ID', { messageId: '' }],
    ['a forged link', { messageId: '', links: ['https://c.example/unsubscribe/aaa.bbb.ccc'] }],
    ['another’s return path', { messageId: '', returnPath: 'b234@in.example.org' }],
  ])('is left for people, when all it has is %s', (_case, parts) => {
    expect(judge({ report: report([{ status: '5.1.1' }], original(parts)) })).toEqual({
      kind: 'nothing',
      end: 'review',
      reason: 'not_our_mail',
    });
  });
});

describe('a complaint', () => {
  const about: EmbeddedMail = {
    messageId: '',
    links: [
      `https://c.example/unsubscribe/${tokens.sign({ record: '12x1', act: 'unsubscribe', fingerprint, round8: 'abcd1234' })}`,
    ],
    to: ['redacted'],
    returnPath: '',
  };
  const complaint = (type: string, original: EmbeddedMail | null = about): MailReport => ({
    kind: 'feedback',
    type,
    recipients: [],
    original,
  });

  it('is the address’s whose link is in the mail, when the recipient is redacted', () => {
    expect(judge({ report: complaint('abuse') })).toEqual({ kind: 'complaint', fingerprint });
  });

  it.each([
    ['not-spam', about, 'done', 'not_spam'],
    ['fraud', about, 'review', 'other_feedback'],
    ['abuse', null, 'review', 'not_our_mail'],
  ] as const)('of type %s is none', (type, original, end, reason) => {
    expect(judge({ report: complaint(type, original) })).toEqual({ kind: 'nothing', end, reason });
  });
});

it('a mail that could not be read ends in Failed with its reason', () => {
  expect(judge({ fault: 'too_deep', subject: 'STOP' })).toEqual({
    kind: 'nothing',
    end: 'failed',
    reason: 'too_deep',
  });
});

it('judging never throws, whatever the subject is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (subject) => {
      expect(judge({ subject }).kind).toBeDefined();
    }),
    { numRuns: 300 },
  );
});
