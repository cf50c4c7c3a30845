import { mailFailure } from '../../../../src/adapters/mail/mail-failure';

const TO = 'ann@klant.example';

/** An error as nodemailer makes it. */
function smtp(command: string, response: string, code = 'EENVELOPE'): Error {
  const responseCode = Number(response.slice(0, 3));
  return Object.assign(new Error(`failed: ${response}`), { command, response, responseCode, code });
}
const codeOf = (error: Error, to = TO, mayHaveArrived = false) => {
  const { code, retryable } = mailFailure(error, { to, mayHaveArrived });
  return { code, retryable };
};
const REFUSED = { code: 'mail_address_refused', retryable: false };
const POLICY = { code: 'mail_policy_refused', retryable: true };
const UNCLEAR = { code: 'mail_refused_unclear', retryable: true };
const TEMPORARY = { code: 'mail_temporary', retryable: true };
const UNREACHABLE = { code: 'mail_unreachable', retryable: true };
const IN_DOUBT = { code: 'mail_in_doubt', retryable: false };

describe('a reply to RCPT, when it is', () => {
  it.each([
    ['550 5.1.1 The email account that you tried to reach does not exist', REFUSED],
    ['550-5.1.1 The email account that you tried\n550 5.1.1 to reach does not exist', REFUSED],
    ['550 5.1.0 Address rejected', REFUSED],
    ['550 5.1.2 host unknown', REFUSED],
    ['501 5.1.3 Bad recipient address syntax', REFUSED],
    ['551 5.1.6 moved', REFUSED],
    ['556 5.1.10 null MX', REFUSED],
    ['550 5.2.1 mailbox disabled', REFUSED],
    ['550 5.4.1 Recipient address rejected: Access denied. AS(201806281)', REFUSED],
    ['550 5.4.1 no answer from host', UNCLEAR],
    ['550 5.1.0 <news@example.org>: Sender address rejected: User unknown', POLICY],
    ['550 5.1.8 Sender address rejected: Domain not found', POLICY],
    ['550 5.1.7 bad sender', POLICY],
    ['550 5.1.1 <sender@klant.example>: User unknown', REFUSED],
    ['554 5.7.1 Service unavailable; blocked using zen.example', POLICY],
    ['550 5.7.26 unauthenticated', POLICY],
    ['552 5.2.2 mailbox full', TEMPORARY],
    ['552 exceeded storage allocation', TEMPORARY],
    ['552 5.3.4 message too big', UNCLEAR],
    ['450 4.2.1 greylisted', TEMPORARY],
    ['421 4.7.0 try later', TEMPORARY],
    ['452 too many', TEMPORARY],
    ['503 5.5.1 out of step', TEMPORARY],
    ['530 5.7.0 authentication required', UNREACHABLE],
    ['550 No such user here', REFUSED],
    ['550 Requested action not taken: mailbox unavailable', UNCLEAR],
    ['550 User unknown', REFUSED],
    ['553 unknown recipient', REFUSED],
    ['550 Unknown user, sender blocked', POLICY],
    ['554 No such user here', UNCLEAR],
    ['550 Administrative prohibition', UNCLEAR],
  ])('%s', (response, verdict) => {
    expect(codeOf(smtp('RCPT TO', response))).toEqual(verdict);
  });
});

describe('a reply to another command, when it is', () => {
  it.each<[string, string, object, string?]>([
    ['MAIL FROM', '550 5.1.1 unknown', POLICY],
    ['MAIL FROM', '550 5.1.0 no such user', POLICY],
    ['MAIL FROM', '451 4.3.0 later', TEMPORARY],
    ['DATA', '550 5.1.1 unknown', REFUSED],
    ['DATA', '550 No such user', UNCLEAR],
    ['DATA', '554 5.7.1 spam', POLICY],
    ['DATA', '554 5.6.0 bad content', UNCLEAR],
    ['DATA', '451 4.3.0 later', TEMPORARY],
    ['AUTH PLAIN', '535 5.7.8 wrong', UNREACHABLE, 'EAUTH'],
    ['CONN', '554 5.7.1 go away', UNREACHABLE, 'EPROTOCOL'],
    ['CONN', '421 4.3.0 busy', TEMPORARY],
    ['STARTTLS', '454 4.7.0 no TLS', UNREACHABLE, 'ETLS'],
  ])('%s: %s', (...[command, response, verdict, code]) => {
    expect(codeOf(smtp(command, response, code))).toEqual(verdict);
  });
});

describe('no reply, when', () => {
  const lost = (code: string, command = 'CONN') => Object.assign(new Error(code), { code, command });
  it.each(['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS', 'ETLS', 'EPROTOCOL', 'EABORT', 'EAUTH', 'ENOAUTH'])(
    'the connection fails with %s before and after the mail was handed over',
    (code) => {
      expect(codeOf(lost(code))).toEqual(UNREACHABLE);
      expect(codeOf(lost(code), TO, true)).toEqual(IN_DOUBT);
    },
  );
  it.each([
    ['a torn refusal after hand-over', smtp('CONN', '550 5.1.1 unk', 'ECONNECTION'), IN_DOUBT],
    ['a torn 421 after hand-over', smtp('CONN', '421 4.3.0', 'ECONNECTION'), IN_DOUBT],
  ])('%s', (_, error, verdict) => {
    expect(codeOf(error, TO, true)).toEqual(verdict);
  });
  it('the address itself cannot be sent', () => {
    expect(codeOf(lost('EENVELOPE', 'API'), 'a<b@x.example')).toEqual(REFUSED);
    expect(codeOf(lost('EENVELOPE', 'API'))).toEqual(POLICY);
  });
  it('the message is larger than the server takes', () => {
    expect(codeOf(lost('EMESSAGE', 'MAIL FROM'))).toEqual(POLICY);
  });
  it('something that is no SMTP error was thrown, then nothing was sent', () => {
    expect(codeOf(new TypeError('x'))).toEqual(UNREACHABLE);
  });
});

describe('an address that is not ASCII, when the server answers', () => {
  it.each([
    ['553 5.6.7 no', REFUSED],
    ['501 syntax error', REFUSED],
    ['550 5.7.1 blocked', POLICY],
    ['450 4.2.0 later', TEMPORARY],
  ])('%s', (response, verdict) => {
    expect(codeOf(smtp('RCPT TO', response), 'jürgen@klant.example')).toEqual(verdict);
  });
});

it('a failure, when made, then it carries stage and doubt, and no cause that repeats the reply', () => {
  const failure = mailFailure(smtp('RCPT TO', '550 5.1.1 <ann@klant.example> gone'), {
    to: TO,
    mayHaveArrived: false,
  });
  expect(failure).toMatchObject({ stage: 'mail', inDoubt: false, cause: undefined });
  expect(failure.message).toBe('the mail server says that the address does not exist (550 5.1.1 at RCPT TO)');
});

it('a block list, when it answers, then its words help the admin', () => {
  const failure = mailFailure(
    smtp('RCPT TO', '554 5.7.1 1.2.3.4 is listed, see https://bl.example/q?a=ann'),
    {
      to: TO,
      mayHaveArrived: false,
    },
  );
  expect(failure.message).toContain('1.2.3.4 is listed, see bl.example');
  expect(failure.message).not.toContain('ann');
});
