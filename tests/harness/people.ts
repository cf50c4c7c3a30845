import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { joinEvidence } from '../../src/consent/evidence';
import { readEvidence } from '../../src/consent/evidence-reader';
import type { StoredRecord } from '../../demo/stand-in/records';
import type { Rig } from './rig';
import { signWebhook } from './sign-webhook';
import type { CaughtMail } from './smtp-sink';
import { until } from './waiting';

/* What people, their mail programs and Vtiger do to a rig. */

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly language: string;
}

interface Wanted {
  readonly module?: 'Contacts' | 'Leads';
  readonly language?: string;
  /** An address for another record of the same person. */
  readonly email?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

let count = 0;

/** A Contact (or Lead) with an address that nobody else has; nothing was asked of them yet. */
export function addPerson(
  { crm }: Rig,
  { module = 'Contacts', language = 'nl', email, fields = {} }: Wanted = {},
): Person {
  count += 1;
  const address = email ?? `person${count}.${randomUUID().slice(0, 6)}@example.org`;
  const own = { lastname: `Person ${count}`, email: address, consent_language: language };
  return { id: crm.records.insert(module, { ...own, ...fields }), email: address, language };
}

/** The webhook of a ticked web form. */
export function tickOf({ id, language }: Person, more: Readonly<Record<string, unknown>> = {}) {
  return {
    event: 'OptInRequested',
    record: id,
    occurredAt: new Date().toISOString(),
    actor: { type: 'contact' },
    channel: 'webform',
    source: 'Newsletter form',
    evidence: { text: 'Ja graag', language, policyUrl: 'https://buurtkrant.example/privacy' },
    ...more,
  };
}

/** A person who signed up and has the confirmation mail. */
export async function signUp(rig: Rig, wanted: Wanted = {}): Promise<Person & { readonly mail: CaughtMail }> {
  const person = addPerson(rig, wanted);
  const answer = await rig.webhook(tickOf(person));
  if (answer.status !== 202) throw new Error(`webhook answered ${answer.status}`);
  const mail = await mailTo(rig, person, 0);
  await inStatus(rig, person, 'Invited');
  return { ...person, mail };
}

/** A person who signed up and confirmed; `mail` is the welcome mail. */
export async function confirmed(
  rig: Rig,
  wanted: Wanted = {},
): Promise<Person & { readonly mail: CaughtMail; readonly invitation: CaughtMail }> {
  const person = await signUp(rig, wanted);
  await press(linkIn(person.mail, 'confirm'));
  await inStatus(rig, person, 'Confirmed');
  const welcome = await until('the welcome mail', () =>
    rig.smtp.to(person.email).find((each) => each.links['confirm'] === undefined),
  );
  return { ...person, mail: welcome, invitation: person.mail };
}

/** The number-th mail to them, from 0. */
export function mailTo(rig: Rig, { email }: Pick<Person, 'email'>, number: number): Promise<CaughtMail> {
  return until(`mail ${number} to a person`, () => rig.smtp.to(email)[number]);
}

export function recordOf({ crm }: Rig, { id }: Pick<Person, 'id'>): StoredRecord {
  const record = crm.records.get(id);
  if (record === undefined) throw new Error(`no record ${id}`);
  return record;
}

export function statusOf(rig: Rig, person: Pick<Person, 'id'>): string {
  return recordOf(rig, person)['consent_status'] ?? '';
}

export function inStatus(
  rig: Rig,
  person: Pick<Person, 'id'>,
  status: string,
  within = 20_000,
): Promise<boolean> {
  return until(`${person.id} to be ${status}`, () => statusOf(rig, person) === status, { within });
}

/** What was written on the record, oldest first: in comments, and where the extension is, in its history. */
function textsOn({ crm }: Rig, { id }: Pick<Person, 'id'>): string[] {
  const number = (each: string) => Number(each.split('x')[1]);
  const comments = crm.records
    .comments(id)
    .map((each) => ({ at: number(each.id), text: each['commentcontent'] ?? '' }));
  const history = (crm.crm.extension?.history ?? [])
    .filter(({ person }) => person === number(id))
    .map(({ number: at, line, evidence }) => ({
      at,
      text: evidence === '' ? line : joinEvidence(line, evidence),
    }));
  return [...comments, ...history].toSorted((a, b) => a.at - b.at).map(({ text }) => text);
}

/** Evidence on the record, oldest first. */
export function evidenceOn(rig: Rig, person: Pick<Person, 'id'>): Readonly<Record<string, unknown>>[] {
  return textsOn(rig, person).flatMap((text) => {
    const block = readEvidence(text)?.block;
    return block === undefined ? [] : [block];
  });
}

/** Events of the evidence on the record, oldest first. */
export function eventsOn(rig: Rig, person: Pick<Person, 'id'>): unknown[] {
  return evidenceOn(rig, person).map((each) => each['event']);
}

/** Notes for people: texts that are no evidence. */
export function notesOn(rig: Rig, person: Pick<Person, 'id'>): string[] {
  return textsOn(rig, person).filter((text) => readEvidence(text) === null);
}

export function linkIn({ links, parsed }: CaughtMail, act: string): string {
  const link = links[act];
  if (link === undefined) throw new Error(`no ${act} link in "${parsed.subject ?? ''}"`);
  return link;
}

const PRESSED: Readonly<Record<string, string>> = { unsubscribe: 'yes' };

/** Presses the one button of a page: what a browser sends. */
export async function press(url: string): Promise<{ readonly status: number; readonly title: string }> {
  const act = new URL(url).pathname.split('/')[1] ?? '';
  const body = new URLSearchParams(PRESSED[act] === undefined ? {} : { [act]: PRESSED[act] });
  const response = await fetch(url, { method: 'POST', body });
  return { status: response.status, title: titleOf(await response.text()) };
}

export function titleOf(page: string): string {
  return /<h1[^>]*>\s*([^<]*?)\s*<\/h1>/.exec(page)?.[1] ?? '';
}

const outcomeSchema = z.object({
  status: z.string(),
  code: z.string().optional(),
  sentence: z.string().optional(),
  consentStatus: z.string().optional(),
});

/** What Vtiger is told when it asks how a webhook ended. */
export async function outcomeOf(rig: Rig, id: string): Promise<z.output<typeof outcomeSchema>> {
  const headers = signWebhook(rig.env['WEBHOOK_SECRETS'] ?? '', '', { id });
  const url = `${rig.env['PUBLIC_URL'] ?? ''}/webhooks/vtiger/${id}`;
  return outcomeSchema.parse(await (await fetch(url, { headers })).json());
}

/** Sends a webhook and waits until it has ended. */
export async function toldAndEnded(
  rig: Rig,
  body: Readonly<Record<string, unknown>>,
  within = 20_000,
): Promise<z.output<typeof outcomeSchema>> {
  const id = `msg_${randomUUID()}`;
  const answer = await rig.webhook(body, id);
  if (answer.status !== 202) throw new Error(`webhook answered ${answer.status}`);
  return until(
    'the webhook to end',
    async () => {
      const outcome = await outcomeOf(rig, id);
      return outcome.status === 'pending' ? null : outcome;
    },
    { within },
  );
}

/** The sum of a metric's samples that carry all these labels. */
export async function metric(
  { adminUrl }: { readonly adminUrl: string },
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number> {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => Object.entries(labels).every(([key, value]) => line.includes(`${key}="${value}"`)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

/** Nothing waits or runs: what was begun is done. */
export async function quiet(rig: Rig): Promise<void> {
  let calm = 0;
  await until(
    'the queues to be empty',
    async () => {
      const busy =
        (await metric(rig.bridge(), 'jobs', { state: 'waiting' })) +
        (await metric(rig.bridge(), 'jobs', { state: 'active' }));
      calm = busy === 0 ? calm + 1 : 0;
      return calm >= 3;
    },
    { within: 60_000, every: 100 },
  );
}
