import { createSecretKey, KeyObject } from 'node:crypto';

/** One secret as the environment names it; `withdrawOnly` retires a leaked key without breaking anybody's way out. */
export interface TokenSecret {
  readonly kid: string;
  readonly key: KeyObject | Buffer;
  readonly withdrawOnly: boolean;
}

export interface RingKey {
  readonly kid: string;
  readonly key: KeyObject;
  readonly withdrawOnly: boolean;
  readonly issuer: 'mailed' | 'label';
}

export interface KeyRing {
  readonly mailed: RingKey;
  /** Absent where no label links are wanted. */
  readonly label: RingKey | undefined;
  find(kid: string): RingKey | undefined;
}

/** RFC 7518 section 3.2: a key for HS256 has at least the size of the hash. */
const LEAST_BYTES = 32;

/**
 * All keys by kid. A kid must say alone who signed, else whoever holds a label key could pass for the bridge:
 * the same kid twice, in one list or in both, is refused here and not resolved later.
 */
export function createKeyRing(
  tokenSecrets: readonly TokenSecret[],
  labelSecrets: readonly TokenSecret[],
): KeyRing {
  const keys = [
    ...tokenSecrets.map((secret) => ringKey(secret, 'mailed')),
    ...labelSecrets.map((secret) => ringKey(secret, 'label')),
  ];
  const byKid = new Map(keys.map((key) => [key.kid, key]));
  if (byKid.size !== keys.length)
    throw new Error('TOKEN_SECRETS and LABEL_SECRETS must not share a kid, nor name one twice');
  // Keys become KeyObjects once: with a string jsonwebtoken is some thirty times slower.
  const mailed = keys.find((key) => key.issuer === 'mailed' && !key.withdrawOnly);
  if (mailed === undefined)
    throw new Error('TOKEN_SECRETS must hold at least one key that is not withdraw-only');
  const label = keys.find((key) => key.issuer === 'label' && !key.withdrawOnly);
  return { mailed, label, find: (kid) => byKid.get(kid) };
}

function ringKey({ kid, key, withdrawOnly }: TokenSecret, issuer: RingKey['issuer']): RingKey {
  const secret = key instanceof KeyObject ? key : createSecretKey(key);
  if (!/^[A-Za-z0-9]{1,2}$/.test(kid)) throw new Error('A kid has one or two letters or digits');
  if (secret.type !== 'secret' || (secret.symmetricKeySize ?? 0) < LEAST_BYTES)
    throw new Error(`The key of kid ${kid} must have ${LEAST_BYTES} bytes or more`);
  return { kid, key: secret, withdrawOnly, issuer };
}
