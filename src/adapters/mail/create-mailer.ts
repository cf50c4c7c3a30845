import { createTransport } from 'nodemailer';
import { Failure } from '../../flow/failure';
import type { Mailer, MailOrder } from '../../flow/ports';
import { type DkimSettings, dkimOptions } from './dkim';
import { loadTemplates, type MailLook, type MailTemplates } from './load-templates';
import { mailFailure } from './mail-failure';
import { messageFor, type Sender } from './message';
import { renderMail } from './render-mail';
import { Handover } from './watch-handover';

export interface MailerOptions extends MailLook, Sender {
  readonly smtpUrl: string;
  readonly dkim?: DkimSettings | undefined;
  /** Milliseconds; tests shorten them. */
  readonly timeouts?: Partial<SmtpTimeouts>;
}

export interface SmtpTimeouts {
  readonly connect: number;
  /** Silence of the server, also after the final dot. */
  readonly silence: number;
  /** A whole mail, waiting for a connection included: a server that trickles is never silent. */
  readonly whole: number;
}

/** Below the time for which an address stays locked, so that a lost mail is known before somebody else tries. */
const TIMEOUTS: SmtpTimeouts = { connect: 8_000, silence: 18_000, whole: 45_000 };
const CONNECTIONS = 5;

export interface SmtpMailer extends Mailer {
  /** Waits for the mails under way, then hangs up. */
  close(): Promise<void>;
}

/** Compiles the templates and opens a pool; connects at the first mail. */
export async function createMailer(options: MailerOptions): Promise<SmtpMailer> {
  return openMailer(options, await loadTemplates(options));
}

export function openMailer(options: MailerOptions, templates: MailTemplates): SmtpMailer {
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const transporter = createTransport(poolOptions(options, timeouts));
  // An error of an idle connection: the next mail opens another.
  transporter.on('error', () => undefined);
  const handover = new Handover();
  handover.watch(transporter);
  const underWay = new Set<Promise<void>>();
  const deliver = async (order: MailOrder): Promise<void> => {
    const message = messageFor(order, renderMail(templates, order), options);
    handover.take(order.messageId);
    try {
      await transporter.sendMail({ ...message, signal: AbortSignal.timeout(timeouts.whole) });
    } catch (error) {
      throw mailFailure(error, { to: order.to, mayHaveArrived: handover.take(order.messageId) });
    }
    handover.take(order.messageId);
  };
  return {
    send: (order) => tracked(underWay, deliver(order)),
    verify: () => verify(() => transporter.verify()),
    close: async () => {
      await Promise.allSettled(underWay);
      transporter.close();
    },
  };
}

function poolOptions({ smtpUrl, dkim }: MailerOptions, timeouts: SmtpTimeouts) {
  return {
    url: smtpUrl,
    pool: true as const,
    maxConnections: CONNECTIONS,
    // Only what no server has seen a byte of is tried again (see Handover).
    maxRequeues: 2,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    socketTimeout: timeouts.silence,
    ...(dkim === undefined ? {} : { dkim: dkimOptions(dkim) }),
  };
}

async function tracked(underWay: Set<Promise<void>>, work: Promise<void>): Promise<void> {
  underWay.add(work);
  try {
    await work;
  } finally {
    underWay.delete(work);
  }
}

async function verify(connect: () => Promise<unknown>): Promise<void> {
  try {
    await connect();
  } catch (error) {
    const { message } = mailFailure(error, { to: '', mayHaveArrived: false });
    throw new Failure(message, { code: 'mail_unreachable', stage: 'mail', retryable: true });
  }
}
