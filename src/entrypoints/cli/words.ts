import type { NextStep } from '../../consent/next-step';
import type { StatusOrNone } from '../../consent/status';

/* Plain words for people at a terminal. */

export const STATUS_WORDS: Readonly<Record<StatusOrNone, string>> = {
  none: 'nobody was asked',
  Optin: 'asking has begun; no mail is confirmed as sent yet',
  Invited: 'the confirmation mail was sent; no answer yet',
  Reminded: 'the reminder was sent; no answer yet',
  Expired: 'there was no answer in time',
  Confirmed: 'the person confirmed by the mailed link: newsletters may be sent',
  Subscribed: 'the person subscribed, or consent was recorded: newsletters may be sent',
  Optout: 'the person refused: no newsletters',
  Unsubscribed: 'the person withdrew: no newsletters',
  Bounced: 'mail to this address is refused for good: no newsletters',
  Blacklisted: 'barred after a complaint or by staff: no newsletters',
};

export const HELD_WORDS: Readonly<Record<string, string>> = {
  legacy_without_proof: 'it says yes without proof; see consent-bridge adopt --legacy',
  seal_untrusted: 'its seal does not hold: somebody changed it, or SEAL_SECRETS changed',
};

export const STOPPED_WORDS = {
  writing_stopped: 'Nothing of this is done now: writing has stopped; see consent-bridge doctor.',
  mail_mode_hold:
    'Nothing of this is done now: MAIL_MODE is hold. What people refuse or withdraw is written.',
} as const;

const STEP_WORDS = {
  invite: 'the confirmation mail is sent',
  remind: 'one reminder is sent',
  expire: 'the request expires',
} as const;

export function nextWords(next: NextStep, now: number): string {
  if (next.step === 'rest') return 'nothing; the bridge waits for an act of the person or of staff';
  const what = STEP_WORDS[next.step];
  return next.at <= now ? `${what}, now` : `${what}, on ${instant(next.at)}`;
}

/** `2026-11-23 10:00:00 UTC`. */
export function instant(at: number | null): string {
  return at === null ? 'unknown' : `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** For documents: ISO 8601, or null. */
export function isoOrNull(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** `3 days`, `2 hours`, `40 seconds`: roughly how long. */
export function span(ms: number): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ] as const;
  const [name, size] = units.find(([, each]) => ms >= each) ?? ['second', 1000];
  const count = Math.floor(ms / size);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** Rows as aligned columns; the last one is never padded. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
