import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignedHeaders {
  readonly id: string | undefined;
  /** Seconds since 1970, as sent. */
  readonly timestamp: string | undefined;
  /** Space-separated `v1,<base64>`; several while a secret is being replaced. */
  readonly signature: string | undefined;
}

export type SignatureFault =
  'signature_missing' | 'timestamp_invalid' | 'timestamp_out_of_tolerance' | 'signature_invalid';

export const SIGNATURE_SENTENCES: Readonly<Record<SignatureFault, string>> = {
  signature_missing: 'webhook-id, webhook-timestamp and webhook-signature must all be sent.',
  timestamp_invalid: 'webhook-timestamp must be whole seconds since 1970.',
  timestamp_out_of_tolerance: 'webhook-timestamp differs by more than five minutes; check both clocks.',
  signature_invalid: 'No signature fits any of the secrets; check WEBHOOK_SECRETS on both sides.',
};

const TOLERANCE_MS = 5 * 60_000;
/** Nobody has more secrets in use at once; the work per request stays bounded. */
const MOST_SIGNATURES = 10;

/** Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, the raw bytes, before anything is parsed. */
export function signatureFault(
  { id, timestamp, signature }: SignedHeaders,
  body: Buffer,
  { secrets, now }: { readonly secrets: readonly Buffer[]; readonly now: number },
): SignatureFault | null {
  if (!id || !timestamp || !signature) return 'signature_missing';
  if (!/^\d{1,12}$/.test(timestamp)) return 'timestamp_invalid';
  // Both ways: a message from the future could be replayed until then.
  if (Math.abs(now - Number(timestamp) * 1000) > TOLERANCE_MS) return 'timestamp_out_of_tolerance';
  const given = signature
    .split(' ', MOST_SIGNATURES)
    .filter((each) => each.startsWith('v1,'))
    .map((each) => Buffer.from(each.slice('v1,'.length), 'base64'));
  const expected = secrets.map((secret) =>
    createHmac('sha256', secret).update(`${id}.${timestamp}.`, 'utf8').update(body).digest(),
  );
  return expected.some((mac) => given.some((each) => equal(mac, each))) ? null : 'signature_invalid';
}

function equal(expected: Buffer, given: Buffer): boolean {
  return expected.length === given.length && timingSafeEqual(expected, given);
}
