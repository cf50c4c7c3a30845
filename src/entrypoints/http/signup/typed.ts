import type { Request } from 'express';
import { normalizeAddress } from '../../../consent/address';
import type { FaultKind } from './words';

/** The names of the form's fields: forms on other sites rely on them. */
export const FIELDS = {
  firstname: 'firstname',
  lastname: 'lastname',
  email: 'email',
  topics: 'topics',
  agree: 'agree',
  /** The mark of the consent text that stood in the form. */
  text: 'text',
  proof: 'altcha',
  trap: 'website',
} as const;

/** What was typed, as it was typed. */
export interface Typed {
  readonly firstname: string;
  readonly lastname: string;
  readonly email: string;
  readonly topics: readonly string[];
  readonly agreed: boolean;
  readonly textMark: string;
  readonly proof: string;
  readonly trapped: boolean;
}

export const NOTHING_TYPED: Typed = {
  firstname: '',
  lastname: '',
  email: '',
  topics: [],
  agreed: false,
  textMark: '',
  proof: '',
  trapped: false,
};

export type Faults = Readonly<
  Partial<Record<'firstname' | 'lastname' | 'email' | 'topics' | 'agree', FaultKind>>
>;

/** A posted form, urlencoded as browsers send it; anything else reads as an empty form. */
export function readTyped(request: Pick<Request, 'body' | 'get'>): Typed {
  const body: unknown = request.body;
  const type = request.get('content-type') ?? '';
  const readable = Buffer.isBuffer(body) && /^application\/x-www-form-urlencoded\b/i.test(type);
  const fields = new URLSearchParams(readable ? body.toString('utf8') : '');
  const one = (name: string) => (fields.get(name) ?? '').normalize('NFC').trim();
  return {
    firstname: one(FIELDS.firstname),
    lastname: one(FIELDS.lastname),
    email: one(FIELDS.email),
    topics: [...new Set(fields.getAll(FIELDS.topics))],
    agreed: one(FIELDS.agree) === 'yes',
    textMark: one(FIELDS.text),
    proof: one(FIELDS.proof),
    trapped: one(FIELDS.trap) !== '',
  };
}

export interface Offered {
  readonly topics: readonly string[];
  /** Of the consent text that the page shows now. */
  readonly textMark: string;
}

/** Nothing is queued while this finds anything. */
export function faultsIn(typed: Typed, offered: Offered): Faults {
  const found = {
    firstname: typed.firstname === '' ? undefined : nameFault(typed.firstname, LONGEST.firstname),
    lastname: typed.lastname === '' ? 'nameMissing' : nameFault(typed.lastname, LONGEST.lastname),
    email: emailFault(typed.email),
    topics: topicsFault(typed.topics, offered.topics),
    // A text that changed since the page was shown is shown again, not agreed to (GDPR art. 7(1)).
    agree: typed.textMark !== offered.textMark ? 'textChanged' : typed.agreed ? undefined : 'tickMissing',
  } satisfies Record<keyof Faults, FaultKind | undefined>;
  return Object.fromEntries(Object.entries(found).filter(([, fault]) => fault !== undefined));
}

/** What Vtiger's columns of Leads hold. */
export const LONGEST = { firstname: 40, lastname: 80, email: 100 } as const;

/**
 * Links and markup are how a form is misused to carry advertising; Vtiger loses characters of 4 bytes and alters
 * `<` and entities.
 */
const ODD = /[<>\p{Cc}]|[\u{10000}-\u{10ffff}]|:\/\/|\bwww\.|&#?\w+;|@/iu;

function nameFault(name: string, longest: number): FaultKind | undefined {
  if (name.length > longest) return 'nameLong';
  return ODD.test(name) ? 'nameOdd' : undefined;
}

function emailFault(email: string): FaultKind | undefined {
  if (email === '') return 'emailMissing';
  return email.length > LONGEST.email || normalizeAddress(email) === null ? 'emailWrong' : undefined;
}

function topicsFault(chosen: readonly string[], offered: readonly string[]): FaultKind | undefined {
  if (!chosen.every((topic) => offered.includes(topic))) return 'topicsChanged';
  return offered.length > 0 && chosen.length === 0 ? 'topicsMissing' : undefined;
}
