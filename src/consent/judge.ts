import { judgeSealed } from './judge-sealed';
import { judgeUnsealed } from './judge-unsealed';
import type { Judgement, Sighting } from './judgement';
import type { ConsentRecord } from './record';

/** Judges one record. Total: whatever the fields hold, there is an answer. @param now Epoch ms. */
export function judge(sighting: Sighting, now: number): Judgement {
  const { record, seal } = sighting;
  switch (seal.kind) {
    case 'none':
      return judgeUnsealed(record, now);
    case 'valid':
      return judgeSealed({ ...sighting, facts: seal.facts, agreed: seal.agreed, now });
    case 'untrusted':
      return judgeUntrusted(record, now);
  }
}

/** Invalid MAC or unknown key: refusals are adopted, all else is held. */
function judgeUntrusted(record: ConsentRecord, now: number): Judgement {
  const asFound = judgeUnsealed(record, now);
  const refusals = asFound.found.filter((event) => REFUSING.includes(event.name));
  const adopted = refusals.length > 0;
  return {
    base: asFound.base,
    found: refusals,
    putBack: [],
    held: adopted ? null : 'seal_untrusted',
    drift: true,
  };
}

const REFUSING: readonly string[] = ['ConsentRefused', 'ConsentWithdrawn', 'AddressBlacklisted'];
