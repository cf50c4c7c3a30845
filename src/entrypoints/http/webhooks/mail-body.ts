import type { JsonPath, MailWebhookMap } from '../../../config/mail-webhook';
import { normalizeAddress } from '../../../consent/address';
import type { ToldReport } from '../../../flow/mailbox/accept-reports';

/** What is wrong with a message, for the one who maps it; never what was sent. */
const SENTENCES = {
  json_invalid: 'The body is not JSON in UTF-8.',
  events_missing: 'There is no list of events where MAIL_WEBHOOK_FILE says ("list").',
  too_many_events: 'At most 1000 events in one message.',
  event_invalid: 'An event is not a JSON object.',
  event_type_missing: 'An event has no type where MAIL_WEBHOOK_FILE says ("event").',
  event_type_unknown:
    'An event has a type that is not among "types" of MAIL_WEBHOOK_FILE; "*" stands for all others.',
  address_invalid: 'What stands where MAIL_WEBHOOK_FILE says ("address") is no e-mail address.',
  recipient_missing: 'An event has neither an address nor a Message-ID where MAIL_WEBHOOK_FILE says.',
} as const;
export type ReportFault = keyof typeof SENTENCES;

export type ReportsVerdict =
  | { readonly kind: 'reports'; readonly reports: readonly ToldReport[] }
  | { readonly kind: 'rejected'; readonly code: ReportFault; readonly sentence: string };

const MOST_EVENTS = 1000;

/** All events of a message, or the first fault: then none of it is taken. */
export function readReports(raw: Buffer, map: MailWebhookMap): ReportsVerdict {
  const events = eventsIn(raw, map);
  if (typeof events === 'string') return rejected(events);
  const reports: ToldReport[] = [];
  for (const event of events) {
    const report = reportOf(event, map);
    if (typeof report === 'string') return rejected(report);
    if (report !== null) reports.push(report);
  }
  return { kind: 'reports', reports };
}

function rejected(code: ReportFault): ReportsVerdict {
  return { kind: 'rejected', code, sentence: SENTENCES[code] };
}

function eventsIn(raw: Buffer, { list }: MailWebhookMap): readonly unknown[] | ReportFault {
  const body = parse(raw);
  if (body === undefined) return 'json_invalid';
  const found = list === undefined ? body : valueAt(body, list);
  if (list !== undefined && !Array.isArray(found)) return 'events_missing';
  const events: readonly unknown[] = Array.isArray(found) ? found : [found];
  return events.length > MOST_EVENTS ? 'too_many_events' : events;
}

/** `null`: of a type that is ignored. */
function reportOf(event: unknown, map: MailWebhookMap): ToldReport | ReportFault | null {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return 'event_invalid';
  const told = textAt(event, map.event);
  if (told === '') return 'event_type_missing';
  const types = new Map(Object.entries(map.types));
  const type = types.get(told) ?? types.get('*');
  if (type === undefined) return 'event_type_unknown';
  if (type === 'ignore') return null;
  const whom = recipientOf(event, map);
  return typeof whom === 'string' ? whom : { type, ...whom, status: statusIn(textAt(event, map.status)) };
}

function recipientOf(
  event: object,
  map: MailWebhookMap,
): Pick<ToldReport, 'address' | 'messageId'> | ReportFault {
  const [typed, id] = [textAt(event, map.address), textAt(event, map.messageId)];
  if (typed === '') return id === '' ? 'recipient_missing' : { messageId: `<${id.replace(/^<|>$/g, '')}>` };
  const address = normalizeAddress(typed.replace(/^.*<([^<>]+)>$/, '$1'));
  return address === null ? 'address_invalid' : { address };
}

/** Providers send the server's whole answer, or the code alone. */
function statusIn(text: string): string {
  return /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text)?.[1] ?? '';
}

/** Text or a number; '' for all else. */
function textAt(event: object, path: JsonPath | undefined): string {
  const value = path === undefined ? undefined : valueAt(event, path);
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' ? text.trim().slice(0, 1000) : '';
}

function valueAt(from: unknown, path: JsonPath): unknown {
  let value = from;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = new Map<string, unknown>(Object.entries(value)).get(name);
  }
  return value;
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw)) as unknown;
  } catch {
    return undefined;
  }
}
