import { z } from 'zod';

/** Where an SMTP dialogue stood. `connection`: before a sender was named, or lost. */
export type SmtpPhase = 'connection' | 'sender' | 'recipient' | 'content';

/** What nodemailer reports, read as outside data. */
export interface SmtpError {
  readonly phase: SmtpPhase;
  /** The reply's three digits (RFC 5321 section 4.2); absent when there was no reply. */
  readonly reply?: number;
  /** `5.1.1` (RFC 3463). */
  readonly status?: string;
  /** The reply's words, addresses included: never for a log or a message as they are. */
  readonly words: string;
  /** nodemailer's code, such as EAUTH. */
  readonly code: string;
}

const schema = z.object({
  code: z.string().catch(''),
  command: z.string().catch(''),
  responseCode: z.number().optional().catch(undefined),
  response: z.string().catch(''),
});

export function readSmtpError(error: unknown): SmtpError {
  const { code, command, responseCode, response } = schema.parse(error instanceof Error ? error : {});
  const phase = phaseOf(command);
  // Without a command the words may be the torn rest of a reply: they prove nothing. 421 may come at any time.
  const reply = phase === 'connection' && responseCode !== 421 ? undefined : responseCode;
  const status = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  return {
    phase,
    words: response,
    code,
    ...(reply === undefined ? {} : { reply }),
    ...(reply === undefined || status === undefined ? {} : { status }),
  };
}

/** `CONN` and `API` name no step of the dialogue, `AUTH ...` and `STARTTLS` come before it. */
function phaseOf(command: string): SmtpPhase {
  if (command === 'MAIL FROM') return 'sender';
  if (command === 'RCPT TO') return 'recipient';
  return command === 'DATA' ? 'content' : 'connection';
}
