import type { ConsentEvent } from './event';
import type { ConsentRecord } from './record';
import type { SealFacts } from './seal';
import type { AddressState, AgreedText } from './state';

/**
 * What became of a record's seal. `valid`: the MAC holds over the seal's clear part with `agreed`, which is what the
 * record carries now or, where staff changed date or text since, what the evidence says it carried.
 */
export type SealReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'valid'; readonly facts: SealFacts; readonly agreed: AgreedText }
  | { readonly kind: 'untrusted' };

/** One record as the bridge sees it. `fingerprint` is that of its present address, '' without a valid one. */
export interface Sighting {
  readonly record: ConsentRecord;
  readonly fingerprint: string;
  readonly seal: SealReading;
}

/** An event found on a record; it gets its id from record, modifiedtime and name. */
export type FoundEvent = Omit<ConsentEvent, 'id'>;

/** What a record stands for, and what others did to it around the bridge (domain: "Records changed around the bridge"). */
export interface Judgement {
  /** The state to go on from: sealed, or blank. */
  readonly base: AddressState;
  /** Address first, then refusals, then the rest. */
  readonly found: readonly FoundEvent[];
  /** Why fields are put back, for the note on the record. */
  readonly putBack: readonly string[];
  /** Left alone and reported, with the reason; persons' acts are written all the same. */
  readonly held: 'seal_untrusted' | 'legacy_without_proof' | null;
  /** A sign of a wrong key when there are many: an untrusted seal, or a fingerprint of another address. */
  readonly drift: boolean;
}
