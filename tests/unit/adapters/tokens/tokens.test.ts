import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { createTokens } from '../../../../src/adapters/tokens/tokens';
import { TOKEN_ACTS, type TokenAct, type TokenClaims } from '../../../../src/flow/ports';

const NOW = Date.parse('2026-11-24T10:00:00.000Z');
const key = (letter: string) => Buffer.alloc(32, letter);
const secret = (kid: string, letter: string, withdrawOnly = false) => ({
  kid,
  key: key(letter),
  withdrawOnly,
});
const FINGERPRINT = 'fp_ABCDEFGHIJKLMNOPQRS';
const LONGEST: TokenClaims = {
  record: '12x2147483647',
  act: 'unsubscribe',
  fingerprint: FINGERPRINT,
  round8: 'abcdef12',
  expires: 4_102_444_800,
};
const create = (tokens = [secret('k1', 'a')], labels = [secret('l1', 'l')], now = NOW) =>
  createTokens({ tokenSecrets: tokens, labelSecrets: labels, now: () => now });
const decoded = (part: string | undefined): unknown =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const forge = (letter: string, header: unknown, payload: unknown, hash = 'sha256') => {
  const text = `${encoded(header)}.${encoded(payload)}`;
  return `${text}.${createHmac(hash, key(letter)).update(text).digest('base64url')}`;
};
const GOOD_HEADER = { alg: 'HS256', kid: 'k1' };
const GOOD = { sub: '12x345', act: 'confirm', adr: FINGERPRINT };

describe('signing', () => {
  test('a token, when signed, has exactly alg and kid in its header and no iat', () => {
    const [header, payload] = create().sign(LONGEST).split('.');
    expect(decoded(header)).toEqual({ alg: 'HS256', kid: 'k1' });
    expect(decoded(payload)).toEqual({
      sub: '12x2147483647',
      act: 'unsubscribe',
      adr: FINGERPRINT,
      rnd: 'abcdef12',
      exp: 4_102_444_800,
    });
  });

  test('a token, when verified by the one who signed it, gives its claims back, whatever they are', () => {
    const claims = fc.record(
      {
        record: fc.tuple(fc.nat(99), fc.nat(2 ** 31 - 1)).map(([tab, id]) => `${tab}x${id}`),
        act: fc.constantFrom(...TOKEN_ACTS),
        fingerprint: fc.stringMatching(/^[A-Za-z0-9_-]{22}$/),
        round8: fc.stringMatching(/^[0-9a-f]{8}$/),
        expires: fc.integer({ min: NOW / 1000 + 1, max: 4_102_444_800 }),
      },
      { requiredKeys: ['record', 'act', 'fingerprint'] },
    );
    const tokens = create();
    fc.assert(
      fc.property(claims, (each) => {
        expect(tokens.verify(tokens.sign(each))).toEqual({
          kind: 'valid',
          claims: { ...each },
          issuer: 'mailed',
          withdrawOnly: false,
        });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('the longest links, when they stand behind a PUBLIC_URL of 50 characters, fit: 300 mailed, 250 on labels', () => {
    const base = 'https://'.padEnd(50, 'x');
    const tokens = create([secret('k1', 'a')], [secret('l1', 'l')]);
    const mailed = TOKEN_ACTS.map((act) => `${base}/${act}/${tokens.sign({ ...LONGEST, act })}?lang=nl`);
    const labels: TokenAct[] = ['confirm', 'subscribe', 'unsubscribe', 'preferences'];
    const printed = labels.map(
      (act) => `${base}/${act}/${tokens.signLabel(LONGEST.record, act, FINGERPRINT)}`,
    );
    expect(Math.max(...mailed.map((link) => link.length))).toBeLessThanOrEqual(300);
    expect(Math.max(...printed.map((link) => link.length))).toBeLessThanOrEqual(250);
  });

  test('a label link, when LABEL_SECRETS is empty, cannot be signed', () => {
    expect(() => create([secret('k1', 'a')], []).signLabel('12x345', 'confirm', FINGERPRINT)).toThrow(
      'LABEL_SECRETS',
    );
  });

  test('a retired key, when it stands first, signs nothing: the first one in use does', () => {
    const tokens = create([secret('k1', 'a', true), secret('k2', 'b')]);
    expect(decoded(tokens.sign(LONGEST).split('.')[0])).toEqual({ alg: 'HS256', kid: 'k2' });
  });
});

describe('verifying', () => {
  test('a token, when its end has come, is expired and keeps its claims', () => {
    const token = create().sign({ ...LONGEST, expires: NOW / 1000 });
    expect(create().verify(token)).toMatchObject({ kind: 'expired', claims: { record: '12x2147483647' } });
    expect(create(undefined, undefined, NOW - 1).verify(token)).toMatchObject({ kind: 'valid' });
  });

  test('a key that no longer signs, when it verifies, still does; a retired one says withdraw-only', () => {
    const old = create([secret('k1', 'a')]).sign(LONGEST);
    expect(create([secret('k2', 'b'), secret('k1', 'a')]).verify(old)).toMatchObject({
      kind: 'valid',
      withdrawOnly: false,
    });
    expect(create([secret('k2', 'b'), secret('k1', 'a', true)]).verify(old)).toMatchObject({
      kind: 'valid',
      withdrawOnly: true,
    });
    expect(create([secret('k2', 'b')]).verify(old)).toEqual({ kind: 'bad' });
  });

  test('a label token, when verified, says that a label key signed it', () => {
    const tokens = create();
    expect(tokens.verify(tokens.signLabel('12x345', 'confirm', FINGERPRINT))).toEqual({
      kind: 'valid',
      claims: { record: '12x345', act: 'confirm', fingerprint: FINGERPRINT },
      issuer: 'label',
      withdrawOnly: false,
    });
  });

  const bad: [string, string][] = [
    ['is empty', ''],
    ['is no token', 'abc'],
    ['has four parts', `${forge('a', GOOD_HEADER, GOOD)}.x`],
    ['is longer than any link', forge('a', GOOD_HEADER, { ...GOOD, sub: '1'.repeat(300) })],
    ['says alg none and has no signature', `${encoded({ alg: 'none', kid: 'k1' })}.${encoded(GOOD)}.`],
    ['says alg none over a good signature', forge('a', { alg: 'none', kid: 'k1' }, GOOD)],
    ['is signed with HS512', forge('a', { alg: 'HS512', kid: 'k1' }, GOOD, 'sha512')],
    ['has typ in its header', forge('a', { ...GOOD_HEADER, typ: 'JWT' }, GOOD)],
    ['has jwk in its header', forge('a', { ...GOOD_HEADER, jwk: {} }, GOOD)],
    ['has crit in its header', forge('a', { ...GOOD_HEADER, crit: ['x'] }, GOOD)],
    ['has no kid', forge('a', { alg: 'HS256' }, GOOD)],
    ['has an unknown kid', forge('a', { alg: 'HS256', kid: 'k9' }, GOOD)],
    ['has a kid from the prototype', forge('a', { alg: 'HS256', kid: '__proto__' }, GOOD)],
    ['is signed with the label key under a token kid', forge('l', GOOD_HEADER, GOOD)],
    ['is signed with the token key under a label kid', forge('a', { alg: 'HS256', kid: 'l1' }, GOOD)],
    ['has an unknown claim', forge('a', GOOD_HEADER, { ...GOOD, admin: true })],
    ['has iat', forge('a', GOOD_HEADER, { ...GOOD, iat: 1 })],
    ['has an unknown act', forge('a', GOOD_HEADER, { ...GOOD, act: 'erase' })],
    ['has no record', forge('a', GOOD_HEADER, { act: 'confirm', adr: FINGERPRINT })],
    ['has a record that is no id', forge('a', GOOD_HEADER, { ...GOOD, sub: "12x1' or 1" })],
    ['has a short fingerprint', forge('a', GOOD_HEADER, { ...GOOD, adr: 'abc' })],
    ['has an end that is text', forge('a', GOOD_HEADER, { ...GOOD, exp: '4102444800' })],
    ['has a payload that is a list', forge('a', GOOD_HEADER, [GOOD])],
    [
      'comes from a label and names a round',
      forge('l', { alg: 'HS256', kid: 'l1' }, { ...GOOD, rnd: 'abcdef12' }),
    ],
    [
      'comes from a label and has an end',
      forge('l', { alg: 'HS256', kid: 'l1' }, { ...GOOD, exp: 4_102_444_800 }),
    ],
    [
      'comes from a label and wants access',
      forge('l', { alg: 'HS256', kid: 'l1' }, { ...GOOD, act: 'access' }),
    ],
    [
      'comes from a label and wants an undo',
      forge('l', { alg: 'HS256', kid: 'l1' }, { ...GOOD, act: 'undo' }),
    ],
  ];
  test.each(bad)('a token, when it %s, is bad', (_why, token) => {
    expect(create().verify(token)).toEqual({ kind: 'bad' });
  });

  test('the forging of these tests, when nothing is wrong with it, gives a valid token', () => {
    expect(create().verify(forge('a', GOOD_HEADER, GOOD))).toMatchObject({ kind: 'valid' });
  });

  test('a token, when any one character is changed, is bad', () => {
    const tokens = create();
    const token = tokens.sign(LONGEST);
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(tokens.verify(token.slice(0, at) + other + token.slice(at + 1))).toEqual({ kind: 'bad' });
    }
  });

  test('a token, when respelled in the spare bits of base64url, is bad: limits per token cannot be dodged', () => {
    const tokens = create();
    const token = tokens.sign(LONGEST);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet.indexOf(token.at(-1) ?? '');
    const respelled = token.slice(0, -1) + (alphabet[last ^ 1] ?? '');
    expect(Buffer.from(respelled.split('.')[2]!, 'base64url')).toEqual(
      Buffer.from(token.split('.')[2]!, 'base64url'),
    );
    expect(tokens.verify(respelled)).toEqual({ kind: 'bad' });
    expect(tokens.verify(`${token}=`)).toEqual({ kind: 'bad' });
  });

  test('anything, when verified, never throws', () => {
    const tokens = create();
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((text) => `a.${text}.b`),
        ),
        (text) => {
          expect(tokens.verify(text)).toEqual({ kind: 'bad' });
        },
      ),
      { seed: 2, numRuns: 300 },
    );
  });
});

describe('the key ring', () => {
  test('a kid, when a mailed and a label key share it, is refused at construction', () => {
    expect(() => create([secret('k1', 'a')], [secret('k1', 'b')])).toThrow('share a kid');
  });
  test('a kid, when it is named twice in one list, is refused at construction', () => {
    expect(() => create([secret('k1', 'a'), secret('k1', 'b')])).toThrow('share a kid');
  });
  test('a key, when it is shorter than 32 bytes, is refused at construction', () => {
    expect(() => create([{ kid: 'k1', key: Buffer.alloc(31), withdrawOnly: false }])).toThrow('32 bytes');
  });
  test('a kid, when it is longer than two characters, is refused at construction', () => {
    expect(() => create([secret('key', 'a')])).toThrow('kid');
  });
  test('TOKEN_SECRETS, when all its keys are withdraw-only, is refused at construction', () => {
    expect(() => create([secret('k1', 'a', true)])).toThrow('withdraw-only');
  });
  test('a KeyObject, when given instead of bytes, signs alike', () => {
    const object = createTokens({
      tokenSecrets: [{ kid: 'k1', key: createSecretKey(key('a')), withdrawOnly: false }],
      labelSecrets: [],
      now: () => NOW,
    });
    expect(create().verify(object.sign(LONGEST))).toMatchObject({ kind: 'valid' });
  });
});
