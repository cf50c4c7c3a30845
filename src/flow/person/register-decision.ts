import type { RegisterEntry } from '../person-ports';

/** What staff decided about a request, as the ticket's solution says it. */
export type StaffDecision =
  | { readonly kind: 'approve' }
  | { readonly kind: 'done' }
  | { readonly kind: 'refuse'; readonly reason: string }
  | { readonly kind: 'extend'; readonly reason: string }
  /** Closed, or to be extended, and yet nothing that could be told to the person. */
  | { readonly kind: 'undecided'; readonly code: UndecidedCode }
  | { readonly kind: 'wait' };

export type UndecidedCode = 'no_outcome' | 'no_reason';

/* Words of the four languages, without accents: staff write what comes to hand. */
const APPROVED = first(
  'approved|approve|agreed|goedgekeurd|akkoord|genehmigt|bewilligt|stattgegeben|approuvee?|accordee?',
);
const REFUSED = first(
  'refused|refuse|rejected|denied|geweigerd|afgewezen|abgelehnt|verweigert|refusee|rejetee?',
);
const EXTENDED = first('extended|extend|verlengd|verlangert|prolongee?|prolonge');
const DONE = first(
  'done|erased|deleted|gedaan|gewist|verwijderd|afgehandeld|erledigt|geloscht|fait|effacee?|supprimee?',
);

/**
 * Reads a decision from a ticket. An erasure is carried out only on a word that approves it: whatever else staff wrote
 * is their reason for a refusal, which the person must be told (GDPR art. 12(4)).
 */
export function decisionOf(
  entry: Pick<RegisterEntry, 'kind' | 'open' | 'extended' | 'outcome'>,
): StaffDecision {
  const outcome = entry.outcome.trim();
  const words = plain(outcome);
  if (entry.open) {
    if (entry.extended || !EXTENDED.test(words)) return { kind: 'wait' };
    return withReason('extend', afterWord(outcome, words, EXTENDED));
  }
  if (EXTENDED.test(words)) return decisionOf({ ...entry, outcome: withoutFirstLine(outcome) });
  if (REFUSED.test(words)) return withReason('refuse', afterWord(outcome, words, REFUSED));
  if (entry.kind !== 'erase') return { kind: 'done' };
  if (APPROVED.test(words)) return { kind: 'approve' };
  if (DONE.test(words)) return { kind: 'done' };
  return outcome === '' ? { kind: 'undecided', code: 'no_outcome' } : { kind: 'refuse', reason: outcome };
}

function withReason(kind: 'refuse' | 'extend', reason: string): StaffDecision {
  return reason === '' ? { kind: 'undecided', code: 'no_reason' } : { kind, reason };
}

/** Why it was extended stays on the ticket, above what was decided then. */
function withoutFirstLine(outcome: string): string {
  return outcome.split(/\r?\n/).slice(1).join('\n');
}

/** What follows the word and its colon or dash. */
function afterWord(outcome: string, words: string, word: RegExp): string {
  const length = word.exec(words)?.[0].length ?? 0;
  return outcome
    .normalize('NFC')
    .slice(length)
    .replace(/^[\s:;,.–—-]+/, '');
}

function first(words: string): RegExp {
  return new RegExp(`^(?:${words})(?![\\p{L}\\p{N}])`, 'u');
}

/** Lower case without accents, letter for letter as long as the NFC form. */
function plain(text: string): string {
  const bare = (letter: string) => letter.normalize('NFD').charAt(0).toLowerCase();
  return Array.from(text.normalize('NFC'), bare).join('');
}
