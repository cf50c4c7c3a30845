import fc from 'fast-check';
import { normalizeAddress } from '../../../src/consent/address';
import { SEEDED } from './arbitraries';

describe('an address', () => {
  it.each([
    ['  Jan@Example.COM \n', 'jan@example.com'],
    ['jan+news@example.com', 'jan+news@example.com'],
    ["o'brien@example.com", "o'brien@example.com"],
    ['jan@münchen.de', 'jan@xn--mnchen-3ya.de'],
    ['jan@mu\u0308nchen.de', 'jan@xn--mnchen-3ya.de'],
    ['jan@XN--MNCHEN-3YA.de', 'jan@xn--mnchen-3ya.de'],
    ['Ju\u0308rgen@example.com', 'jürgen@example.com'],
    ['jan@sub.example.co.uk', 'jan@sub.example.co.uk'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('%j, then %j', (raw, expected) => expect(normalizeAddress(raw)).toBe(expected));

  it.each([
    '',
    ' ',
    'jan',
    '@example.com',
    'jan@',
    'jan@localhost',
    'jan@127.0.0.1',
    'jan@127.1',
    'jan@0x7f.1',
    'jan@[::1]',
    'jan@example.com.',
    'jan@-example.com',
    'jan@example-.com',
    'jan@exa mple.com',
    'jan@example..com',
    'jan@exam_ple.com',
    'jan@xn--a.com',
    '.jan@example.com',
    'jan.@example.com',
    'ja..n@example.com',
    'ja n@example.com',
    'jan@home@example.com',
    '"jan"@example.com',
    'jan@example.com,piet@example.com',
    'Jan <jan@example.com>',
    'jan(x)@example.com',
    'ja\u0000n@example.com',
    'ja\\n@example.com',
    `${'a'.repeat(65)}@example.com`,
    `jan@${'a'.repeat(64)}.com`,
    `jan@${'é'.repeat(60)}.${'é'.repeat(60)}.${'é'.repeat(60)}.${'é'.repeat(60)}.com`,
    'jan@example.com/path',
    'jan@user:pw.example.com',
    'jan@example.com:25',
    'jan@example.123',
  ])('%j, then none that one could mail', (raw) => expect(normalizeAddress(raw)).toBeNull());

  it('when normalised again, then the same, for anything', () => {
    const local = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    const domain = fc.oneof(
      fc.domain(),
      local.map((label) => `${label}.com`),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
    const raw = fc.oneof(
      fc.emailAddress(),
      fc.tuple(local, domain).map(([a, b]) => `${a}@${b}`),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(raw, (text) => {
        const once = normalizeAddress(text);
        if (once === null) return;
        expect(normalizeAddress(once)).toBe(once);
        expect(once).toMatch(/^[^\s@]+@[a-z0-9.-]+$/);
      }),
      SEEDED,
    );
  });
});
