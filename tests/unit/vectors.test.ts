import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createSeals } from '../../src/adapters/seals/seals';
import { createTokens } from '../../src/adapters/tokens/tokens';
import { normalizeAddress } from '../../src/consent/address';
import { addressKey } from '../../src/config/secrets';
import { parseCompactInstant } from '../../src/consent/instant';
import { parseSeal, sealClear } from '../../src/consent/seal';
import { STATUSES_AND_NONE } from '../../src/consent/status';
import { TOKEN_ACTS } from '../../src/flow/ports';
import { signWebhook } from '../harness/sign-webhook';

const text = z.string();
const status = z.enum(STATUSES_AND_NONE);
const schema = z.object({
  keys: z.object({ address: text, seal: text, label: text, token: text, webhook: text }),
  kids: z.object({ seal: text, label: text }),
  addresses: z.array(z.object({ raw: text, normal: text.nullable(), fingerprint: text.nullable() })),
  labels: z.array(z.object({ record: text, act: z.enum(TOKEN_ACTS), fingerprint: text, token: text })),
  texts: z.array(z.object({ text, hash: text })),
  seals: z.array(
    z.object({
      facts: z.object({
        status,
        before: status,
        beforeOn: z.number().nullable(),
        round: text,
        changedOn: z.number().nullable(),
        emailOptout: z.boolean(),
        notMe: z.boolean(),
      }),
      covers: z.object({ fingerprint: text, consentDate: text, textHash: text }),
      clear: text,
      seal: text,
    }),
  ),
  addressKeys: z.array(z.object({ text, key: text.nullable() })),
  webhooks: z.array(z.object({ id: text, at: z.number(), body: text, signature: text })),
});

/** The PHP module is held to the same file (vtiger-module/tests). */
const vectors = schema.parse(
  JSON.parse(readFileSync(join(__dirname, '../fixtures/vectors.json'), 'utf8')) as unknown,
);
const key = (encoded: string) => Buffer.from(encoded, 'base64');
const seals = createSeals({
  addressKey: key(vectors.keys.address),
  sealSecrets: [{ kid: vectors.kids.seal, key: key(vectors.keys.seal) }],
});
const tokens = createTokens({
  tokenSecrets: [{ kid: 'T1', key: key(vectors.keys.token), withdrawOnly: false }],
  labelSecrets: [{ kid: vectors.kids.label, key: key(vectors.keys.label), withdrawOnly: false }],
  now: () => 0,
});

describe('vectors shared with the Vtiger module', () => {
  test.each(vectors.addresses)(
    'address, when it is %j, then its normal form and fingerprint are those listed',
    ({ raw, normal, fingerprint }) => {
      expect(normalizeAddress(raw)).toBe(normal);
      expect(normal === null ? null : seals.fingerprint(normal)).toBe(fingerprint);
    },
  );

  test.each(vectors.addressKeys)(
    'address key, when it is spelled %j, then its bytes are those listed',
    ({ text: spelled, key: bytes }) => {
      const read = addressKey.safeParse(spelled);
      expect(read.success ? read.data.toString('hex') : null).toBe(bytes);
    },
  );

  test.each(vectors.labels)(
    'label token, when $act for $record is signed, then it is the listed one and verifies as a label',
    ({ record, act, fingerprint, token }) => {
      expect(tokens.signLabel(record, act, fingerprint)).toBe(token);
      const claims = { record, act, fingerprint };
      expect(tokens.verify(token)).toEqual({ kind: 'valid', claims, issuer: 'label', withdrawOnly: false });
    },
  );

  test.each(vectors.texts)('text, when %j is hashed, then the hash is the listed one', ({ text, hash }) => {
    expect(seals.textHash(text)).toBe(hash);
  });

  test.each(vectors.seals)(
    'seal, when $clear is issued, then it is the listed one and checks as valid',
    ({ facts, covers: { fingerprint, consentDate, textHash }, clear, seal }) => {
      const covers = { fingerprint, textHash, consentDate: parseCompactInstant(consentDate) ?? null };
      expect(sealClear(vectors.kids.seal, facts)).toBe(clear);
      expect(seals.issue(facts, covers)).toBe(seal);
      const parsed = parseSeal(seal);
      expect(parsed === null ? null : seals.check(parsed, covers)).toBe('valid');
    },
  );

  test.each(vectors.webhooks)(
    'webhook, when $id is signed, then the signature is the listed one',
    ({ id, at, body, signature }) => {
      const headers = signWebhook(vectors.keys.webhook, body, { id, at: at * 1000 });
      expect(headers['webhook-signature']).toBe(signature);
    },
  );
});
