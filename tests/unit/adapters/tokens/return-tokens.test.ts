import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createReturnTokens } from '../../../../src/adapters/tokens/return-tokens';

const secret = (withdrawOnly = false) => ({ key: randomBytes(32), withdrawOnly });
const fingerprints = fc.uint8Array({ minLength: 17, maxLength: 17 }).map((bytes) => {
  const last = bytes[16] ?? 0;
  bytes[16] = last & 0xf0;
  return Buffer.from(bytes).toString('base64url').slice(0, 22);
});
const purposes = fc.constantFrom('bounce' as const, 'withdraw' as const);

describe('a return address', () => {
  const [a, b] = [secret(), secret()];
  const tokens = createReturnTokens([a, b]);

  it('is read as it was signed, in whatever case a server brings it', () => {
    fc.assert(
      fc.property(fingerprints, purposes, (fingerprint, purpose) => {
        const part = tokens.sign({ fingerprint, purpose });
        expect(part).toMatch(/^[bu][a-z2-7]{44}$/);
        expect(tokens.read(part)).toEqual({ fingerprint, purpose });
        expect(tokens.read(part.toUpperCase())).toEqual({ fingerprint, purpose });
      }),
    );
  });

  it('is read by an older key, and by a withdraw-only one as a way out alone', () => {
    const signed = createReturnTokens([b]);
    const parts = (['withdraw', 'bounce'] as const).map((purpose) =>
      signed.sign({ fingerprint: 'A'.repeat(22), purpose }),
    );
    expect(parts.map((part) => tokens.read(part)?.purpose)).toEqual(['withdraw', 'bounce']);
    const retired = createReturnTokens([a, { ...b, withdrawOnly: true }]);
    expect(parts.map((part) => retired.read(part)?.purpose)).toEqual(['withdraw', undefined]);
  });

  it('is nobody’s, when a character, the purpose or the length was changed, or another key signed', () => {
    const part = tokens.sign({ fingerprint: 'A'.repeat(22), purpose: 'bounce' });
    for (let at = 1; at < part.length; at += 1) {
      const other = part[at] === 'a' ? 'c' : 'a';
      expect(tokens.read(part.slice(0, at) + other + part.slice(at + 1))).toBeNull();
    }
    expect(tokens.read(`u${part.slice(1)}`)).toBeNull();
    expect(tokens.read(`${part}a`)).toBeNull();
    expect(tokens.read(part.slice(0, -1))).toBeNull();
    expect(createReturnTokens([secret()]).read(part)).toBeNull();
  });

  it('never throws, whatever the local part is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => tokens.read(text) === null));
  });

  it('cannot be made, when every key is withdraw-only', () => {
    expect(() => createReturnTokens([secret(true)])).toThrow(/withdraw-only/);
  });
});
