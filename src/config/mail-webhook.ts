import { z } from 'zod';

export const MAIL_REPORT_TYPES = ['bounce-permanent', 'bounce-soft', 'complaint', 'ignore'] as const;
export type MailReportType = (typeof MAIL_REPORT_TYPES)[number];

/** Names from the outside in. */
export type JsonPath = readonly string[];

/** How the messages of a mail provider are read. */
export interface MailWebhookMap {
  /** Where the events lie; absent: the body is one, or a list of them. */
  readonly list?: JsonPath;
  /** Within an event: its type, whom it is about, the Message-ID of the mail, its RFC 3463 status. */
  readonly event: JsonPath;
  readonly address?: JsonPath;
  readonly messageId?: JsonPath;
  readonly status?: JsonPath;
  /** What each type of theirs means; `*` for all others. */
  readonly types: Readonly<Record<string, MailReportType>>;
}

const PATH = 'must be names with dots between ("mail.recipient"), or a list of names where a name has dots';

const path = z
  .union([z.string(), z.array(z.string().min(1)).min(1).max(10)], PATH)
  .transform((text) => (typeof text === 'string' ? text.split('.') : text))
  .refine((names) => names.every((name) => name.trim() !== ''), PATH);

const schema = z
  .strictObject({
    list: path.exactOptional(),
    event: path,
    address: path.exactOptional(),
    messageId: path.exactOptional(),
    status: path.exactOptional(),
    types: z
      .record(z.string(), z.enum(MAIL_REPORT_TYPES, `must be one of ${MAIL_REPORT_TYPES.join(', ')}`))
      .refine((types) => Object.keys(types).length > 0, 'must name at least one type'),
  })
  .refine(({ address, messageId }) => address !== undefined || messageId !== undefined, {
    path: ['address'],
    message: 'is missing, and so is messageId: nobody would know whom a report is about',
  });

/** Every fault is added to `faults`; `undefined` when there is one. */
export function readMailWebhook(text: string, faults: string[]): MailWebhookMap | undefined {
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  for (const { path: at, message } of parsed.error.issues)
    faults.push(`MAIL_WEBHOOK_FILE: ${at.length === 0 ? 'its content' : at.join('.')} ${message}`);
  return undefined;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
