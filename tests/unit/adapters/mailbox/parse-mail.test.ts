import fc from 'fast-check';
import { MOST_BYTES, parseMail } from '../../../../src/adapters/mailbox/parse-mail';

const parse = (text: string | Buffer, authservId: string | undefined = 'mx.own.example') =>
  parseMail(
    { source: Buffer.isBuffer(text) ? text : Buffer.from(text.replaceAll('\n', '\r\n')), receivedAt: 5 },
    { authservId },
  );

const plain = (headers: string, body = 'Dag') =>
  `From: Jan <jan@example.org>\nTo: consent@own.example\nMessage-ID: <1@example.org>\nDate: Tue, 24 Nov 2026 10:00:00 +0100\n${headers}\n${body}\n`;

describe('a mail of a person', () => {
  it('is read with its decoded subject, sender and everything it was sent to', async () => {
    const mail = await parse(
      plain(
        'Delivered-To: <uabc@in.own.example>\nCc: x@example.org\nSubject: =?iso-8859-1?Q?L=F6schen?= =?utf-8?B?IGJpdHRl?=\n',
      ),
    );
    expect(mail).toMatchObject({
      from: 'jan@example.org',
      to: ['uabc@in.own.example', 'consent@own.example', 'x@example.org'],
      subject: 'Löschen bitte',
      automatic: null,
      dmarc: 'none',
      report: null,
      fault: null,
      receivedAt: 5,
    });
  });

  it.each([
    ['utf-8 by nobody’s leave', Buffer.from('Subject: Données\r\n')],
    ['folded in two', Buffer.from('Subject:\r\n =?utf-8?Q?Donn?=\r\n =?utf-8?Q?=C3=A9es?=\r\n')],
  ])('has a subject that is %s', async (_case, line) => {
    const mail = await parse(
      Buffer.concat([Buffer.from('From: a@b.example\r\n'), line, Buffer.from('\r\nx')]),
    );
    expect(mail.subject).toBe('Données');
  });

  it('has no sender, when From is missing, twice there, or names two', async () => {
    const several = [
      'To: a@b.example\nSubject: STOP\n\nx',
      'From: a@b.example\nFrom: c@d.example\nSubject: STOP\n\nx',
      'From: a@b.example, c@d.example\nSubject: STOP\n\nx',
    ];
    for (const text of several) expect((await parse(text)).from).toBe('');
  });
});

describe('a report', () => {
  it.each(['', 'Content-Disposition: inline\n', 'Content-Disposition: attachment\n'])(
    'has the mail that came back, when its part is shown as %j',
    async (disposition) => {
      const mail = await parse(
        `From: a@b.example\nContent-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n--b\nContent-Type: message/rfc822\n${disposition}\nMessage-ID: <1@own.example>\n\nx\n--b--\n`,
      );
      expect(mail.report?.original?.messageId).toBe('<1@own.example>');
    },
  );
});

describe('the id of a mail', () => {
  it('is the same, when it is delivered again by another way, and another for another mail', async () => {
    const first = await parse(plain('Subject: STOP\n'));
    const again = await parse(
      `Received: from b by c\nDelivered-To: z@own.example\n${plain('Subject: STOP\n')}`,
    );
    const other = await parse(plain('Subject: STOP\n', 'Ander'));
    expect(again.id).toBe(first.id);
    expect(other.id).not.toBe(first.id);
    expect(first.id).toMatch(/^01a20cc8-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('an automatic mail', () => {
  it.each([
    ['Auto-Submitted: auto-replied', 'auto_submitted'],
    ['Auto-Submitted: no', null],
    ['X-Autoreply: yes', 'auto_reply'],
    ['List-Id: <x.example>', 'list'],
    ['Precedence: bulk', 'precedence'],
    ['Precedence: auto_reply', 'precedence'],
    ['X-Loop: a', 'loop'],
    ['Return-Path: <>', 'null_sender'],
    ['Return-Path: <>\nAuto-Submitted: auto-replied', 'auto_submitted'],
    ['Auto-Submitted: auto-replied\nX-Failed-Recipients: a@b.example', 'null_sender'],
    ['Return-Path: <jan@example.org>', null],
  ])('%s', async (header, automatic) => {
    expect((await parse(plain(`${header}\nSubject: STOP\n`))).automatic).toBe(automatic);
  });
});

describe('the word of the own mail server', () => {
  const pass = 'Authentication-Results: mx.own.example; spf=pass; dmarc=pass header.from=example.org';
  const received = 'Received: from evil by mx.own.example with ESMTP';

  it.each([
    ['passes', [pass, received], 'pass'],
    [
      'passes, when LMTP wrote above it',
      ['Received: from mx by dovecot with LMTP id 1', pass, received],
      'pass',
    ],
    [
      'passes, when there are comments',
      [pass.replace('dmarc=pass', 'dmarc=pass (p=none; x)'), received],
      'pass',
    ],
    ['fails', [pass.replace('dmarc=pass', 'dmarc=fail'), received], 'fail'],
    ['is nobody’s, when the sender brought it along', [received, pass], 'none'],
    ['is nobody’s, when another server wrote it', [pass.replace('mx.own', 'mx.evil'), received], 'none'],
    [
      'is nobody’s, when it is about another domain',
      [pass.replace('from=example', 'from=evil'), received],
      'none',
    ],
    ['is nobody’s, when it says nothing of DMARC', [pass.replace(/; dmarc.*/, ''), received], 'none'],
    ['is dmarc=none', [pass.replace('dmarc=pass', 'dmarc=none'), received], 'none'],
  ])('%s', async (_case, headers, dmarc) => {
    expect((await parse(`${headers.join('\n')}\n${plain('Subject: VERWIJDER\n')}`)).dmarc).toBe(dmarc);
  });

  it('counts for nothing, when no server is configured', async () => {
    const mail = await parseMail(
      { source: Buffer.from(`${pass}\r\n${plain('Subject: X\n').replaceAll('\n', '\r\n')}`), receivedAt: 0 },
      { authservId: undefined },
    );
    expect(mail.dmarc).toBe('none');
  });
});

describe('bad input', () => {
  const ends = async (source: Buffer | string) => (await parse(source)).fault;

  it('ends in a reason, and never in a throw', async () => {
    expect(await ends('')).toBe('no_header');
    expect(await ends(Buffer.alloc(5000))).toBe('no_header');
    expect(await ends('\n\nno header at all')).toBe('no_header');
    const nested = Array.from(
      { length: 500 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
    );
    expect(await ends(`From: a@b.example\n${nested.join('')}`)).toBe('too_deep');
  });

  it('reads a mail with 10,000 recipients and one without an end', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => `p${at}@example.org`).join(',\n ');
    const mail = await parse(`From: a@b.example\nTo: ${many}\nSubject: STOP\n\nx`);
    expect(mail).toMatchObject({ subject: 'STOP', fault: null });
    expect(mail.to.length).toBeLessThanOrEqual(100);
    const endless = Buffer.concat([
      Buffer.from(
        'From: a@b.example\r\nSubject: STOP\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n',
      ),
      Buffer.alloc(3 * MOST_BYTES, 'x'),
    ]);
    expect(await parse(endless)).toMatchObject({ subject: 'STOP', fault: null });
  });

  it('takes no longer, when comments, addresses or lines are nested or repeated to a million', async () => {
    const fill = (text: string) => text.repeat(Math.floor(900_000 / text.length));
    const fields = [
      `Authentication-Results: mx.own.example ${fill('(')}${fill(')')}`,
      `To: ${fill('a:;,')}`,
      `Subject: ${fill('=?utf-8?Q?a?= ')}`,
      `Content-Type: text/plain; ${fill('"')}`,
      `References: ${fill('<a@b> ')}`,
      `DKIM-Signature: ${fill('a=b;')}`,
    ];
    const began = Date.now();
    for (const field of fields) await parse(`From: a@b.example\n${field}\n\nx`);
    expect(Date.now() - began).toBeLessThan(20_000);
  });

  it('is whatever bytes there are', async () => {
    const bytes = fc.uint8Array({ maxLength: 3000 }).map((each) => Buffer.from(each));
    const words = fc
      .array(
        fc.constantFrom(
          'From: a@b.example',
          'Subject: =?x?Q?=',
          'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
          'Content-Type: message/delivery-status',
          'Content-Type: message/rfc822',
          'Content-Type: text/plain; charset=nonsense',
          'Content-Transfer-Encoding: base64',
          '--b',
          '--b--',
          '',
          'Final-Recipient: rfc822;',
          'Status: 5.1.1.1.1',
          'Action:',
          '\u0000\u0001',
        ),
        { maxLength: 60 },
      )
      .map((lines) => Buffer.from(lines.join('\r\n')));
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, words), async (source) => {
        const mail = await parse(source);
        expect(mail.id).toMatch(/^[0-9a-f-]{36}$/);
      }),
      { numRuns: 300 },
    );
  });
});
