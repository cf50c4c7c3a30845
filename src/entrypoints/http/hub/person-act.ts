import { isIPv6 } from 'node:net';
import type { Request } from 'express';
import type { PersonAct } from '../../../flow/ports';
import type { PublicSettings } from '../app-deps';
import { consentTextFor } from './consent-text';
import type { Intent } from './intent';
import type { DoorName, Link } from './link';

type Network = NonNullable<PersonAct['network']>;

const LONGEST_AGENT = 300;

export interface ActContext {
  readonly settings: PublicSettings;
  readonly now: number;
  readonly request: Pick<Request, 'ip' | 'get'>;
  /** All topics that the page knows: without them "all but this one" can't be written. */
  readonly offered: readonly string[];
}

/** What the person did, with the text as the page showed it. */
export function personAct(
  link: Pick<Link<DoorName>, 'claims' | 'language'>,
  intent: Intent,
  { settings, now, request, offered }: ActContext,
): PersonAct {
  const { record, fingerprint, round8 } = link.claims;
  const undo = intent.event === 'WithdrawalUndone';
  const network = networkOf(request, settings.evidenceNetwork);
  return {
    event: intent.event,
    record,
    fingerprint,
    channel: intent.channel,
    occurredAt: now,
    ...(round8 === undefined ? {} : undo ? { undoes: round8 } : { round8 }),
    ...(intent.topics === undefined ? {} : { topics: intent.topics, offered }),
    ...(intent.notMe === undefined ? {} : { notMe: intent.notMe }),
    ...(intent.showsText ? { shown: shownText(link, settings) } : {}),
    ...(network === null ? {} : { network }),
  };
}

function shownText(
  { language: page }: Pick<Link<DoorName>, 'language'>,
  settings: PublicSettings,
): NonNullable<PersonAct['shown']> {
  const { text, language } = consentTextFor(page, settings);
  return { text, language, policyUrl: settings.privacyUrl };
}

function networkOf(
  request: Pick<Request, 'ip' | 'get'>,
  keep: PublicSettings['evidenceNetwork'],
): Network | null {
  if (keep === 'none') return null;
  const ip = request.ip ?? '';
  const userAgent = (request.get('user-agent') ?? '').slice(0, LONGEST_AGENT);
  return { ip: keep === 'full' ? ip : truncated(ip), userAgent };
}

/** The last octet of IPv4, the last 80 bits of IPv6: what analytics practice takes as no longer one connection. */
function truncated(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain.replace(/\.\d+$/, '.0');
  const [head = '', tail = ''] = plain.split('::');
  const given = head.split(':').filter((group) => group !== '');
  const last = tail.split(':').filter((group) => group !== '');
  const filling = plain.includes('::') ? Array<string>(8 - given.length - last.length).fill('0') : [];
  return `${[...given, ...filling, ...last].slice(0, 3).join(':')}::`;
}
