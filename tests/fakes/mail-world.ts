import { parseMail } from '../../src/adapters/mailbox/parse-mail';
import { createReturnTokens } from '../../src/adapters/tokens/return-tokens';
import { Failure } from '../../src/flow/failure';
import type { ReportDeps } from '../../src/flow/mailbox/accept-reports';
import { commandWords } from '../../src/flow/mailbox/command-words';
import { handleMail, type MailDeps } from '../../src/flow/mailbox/handle-mail';
import type { ReceivedMail } from '../../src/flow/mailbox-ports';
import { handleRequest } from '../../src/flow/person/handle-request';
import type { PersonDoor } from '../../src/flow/person-door';
import type { QueuedRequest } from '../../src/flow/person-requests';
import type { Outcome } from '../../src/flow/ports';
import { settleAddress } from '../../src/flow/settle-address';
import { createPersonWorld, type PersonWorldOptions } from './person-world';
import { DAY, TEXT } from './world';

export const OWN_SERVER = 'mx.consent.example';
export const OWN_ADDRESS = 'news@consent.example';
export const RETURN_DOMAIN = 'in.consent.example';

/** The person's world with a mailbox before it: real parser, real rules, a queue that takes each id once. */
export function createMailWorld({
  trustDmarc = false,
  ...options
}: PersonWorldOptions & { readonly trustDmarc?: boolean } = {}) {
  const world = createPersonWorld(options);
  const { probe, clock } = world;
  const returns = createReturnTokens([{ key: Buffer.alloc(32, 7), withdrawOnly: false }]);
  const queued = new Map<string, QueuedRequest>();
  const ended = new Set<string>();
  const accepted: string[] = [];
  const door: { down: boolean; accept: PersonDoor['accept'] } = {
    down: false,
    accept: async (request, content, { id = world.newId() } = {}) => {
      if (door.down)
        throw new Failure('no Redis', { code: 'store_unavailable', stage: 'store', retryable: true });
      if (content !== undefined) await world.parcels.put(id, content, 14 * DAY);
      accepted.push(id);
      if (!ended.has(id) && !queued.has(id)) queued.set(id, { ...request, requestId: id });
      return id;
    },
  };
  const deps: MailDeps & ReportDeps = {
    rules: {
      words: commandWords(),
      defaultLanguage: 'nl',
      ownAddresses: [OWN_ADDRESS],
      trustDmarc,
      returns,
      tokens: world.deps.tokens,
      messageDomain: 'consent.example',
    },
    messageDomain: 'consent.example',
    accept: probe.wrap('door', door).accept,
    memory: world.deps.memory,
    parcels: world.deps.parcels,
    waiting: async () => world.store.waiting.size + queued.size,
    seals: world.seals,
    clock,
  };
  return {
    ...world,
    mail: deps,
    door,
    returns,
    queued,
    /** Ids that were accepted, repeats too. */
    accepted,
    /** Somebody with proof of consent, as the bridge itself wrote it. */
    addMember: async (email: string, names: readonly [string, string] = ['Anna', 'Jansen']) => {
      const consentDate = clock.now() - 10 * DAY;
      const proof = { text: TEXT, source: 'fair', basis: 'consent', consentDate };
      const record = world.addPerson(email, names, { status: 'Subscribed', newsletterOptin: true, ...proof });
      await settleAddress(world.deps, { record });
      world.probe.names.length = 0;
      return record;
    },
    /** Reads a mail's bytes and handles it. */
    receive: async (source: string) => handleMail(deps, await readMail(source, clock.now())),
    /** Does what is queued, as the worker does; answers the last outcome of each request. */
    workOff: async (): Promise<Outcome[]> => {
      const outcomes: Outcome[] = [];
      for (const [id, request] of queued) {
        const failed = await world.work(async (personDeps, each) => {
          const outcome = await handleRequest(personDeps, each);
          outcomes.push(outcome);
          return outcome;
        }, request);
        if (failed !== null) throw failed;
        queued.delete(id);
        ended.add(id);
      }
      return outcomes;
    },
    /** Finished jobs are removed from a queue after some time: their ids are free again. */
    forgetJobs: () => {
      ended.clear();
    },
  };
}

export function readMail(source: string, receivedAt: number): Promise<ReceivedMail> {
  const bytes = Buffer.from(source.replaceAll(/\r?\n/g, '\r\n'));
  return parseMail({ source: bytes, receivedAt }, { authservId: OWN_SERVER });
}

let mails = 0;

/** A mail of a person as their program writes it. */
export function mailOf(
  from: string,
  subject: string,
  { to = 'consent@consent.example', headers = '' }: { readonly to?: string; readonly headers?: string } = {},
): string {
  mails += 1;
  return `${headers}From: Somebody <${from}>
To: ${to}
Subject: ${subject}
Message-ID: <mail-${String(mails)}@example.com>
Date: Tue, 24 Nov 2026 09:00:00 +0100
Content-Type: text/plain; charset=utf-8

Hello
`;
}

/** A delivery report (RFC 3464) that came to one of our return addresses. */
export function bounceOf(
  to: string,
  { status = '5.1.1', action = 'failed' }: { readonly status?: string; readonly action?: string } = {},
): string {
  mails += 1;
  return `Return-Path: <>
From: MAILER-DAEMON@mx.example.com
To: ${to}
Subject: Undelivered Mail Returned to Sender
Message-ID: <report-${String(mails)}@mx.example.com>
Date: Tue, 24 Nov 2026 09:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

It could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; anna@example.com
Action: ${action}
Status: ${status}

--b1--
`;
}

/** An abuse report (RFC 5965) about a mail of ours, its recipient redacted. */
export function complaintOf(messageId: string, type = 'abuse'): string {
  mails += 1;
  return `From: feedback@provider.example
To: abuse@consent.example
Subject: complaint
Message-ID: <arf-${String(mails)}@provider.example>
Date: Tue, 24 Nov 2026 09:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b2"

--b2
Content-Type: text/plain

This is an abuse report.

--b2
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: SomeGenerator/1.0
Version: 1

--b2
Content-Type: message/rfc822

From: news@consent.example
To: redacted@provider.example
Subject: Welcome
Message-ID: ${messageId}

Hello
--b2--
`;
}
