import type { Request } from 'express';
import type { PersonAct } from '../../../flow/ports';
import type { PublicSettings } from '../app-deps';
import { networkOf } from '../network-of';
import { consentTextFor } from './consent-text';
import type { Intent } from './intent';
import type { DoorName, Link } from './link';

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
