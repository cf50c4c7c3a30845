import fc from 'fast-check';
import { createSeals } from '../../../src/adapters/seals/seals';
import { compactInstant, parseCompactInstant, toSecond } from '../../../src/consent/instant';
import { parseSeal, sealFactsOf, textForHash } from '../../../src/consent/seal';
import { STATUSES_AND_NONE } from '../../../src/consent/status';
import { instant, SEEDED, state } from './arbitraries';
import { FP, NOW, ROUND, stateOf } from './samples';

const key = (letter: string) => Buffer.alloc(32, letter);
const seals = createSeals({
  addressKey: key('a'),
  sealSecrets: [
    { kid: 'k1', key: key('b') },
    { kid: 'k2', key: key('c') },
  ],
});
const covers = { fingerprint: FP, consentDate: NOW, textHash: seals.textHash('Yes.') };
const longest = sealFactsOf(
  stateOf('Unsubscribed', {
    before: 'Unsubscribed',
    beforeOn: NOW,
    changedOn: NOW,
    notMe: true,
    round: ROUND,
  }),
  true,
);

describe('a seal', () => {
  it('when issued, then it has the form of the design and fits its field', () => {
    const seal = seals.issue(longest, covers);
    expect(seal).toMatch(
      /^v1\.k1\.Unsubscribed\.Unsubscribed\.20261123T100000Z\.0198f000-0000-7000-8000-00000000aaaa\.20261123T100000Z\.1\.n\.[\w-]{43}$/,
    );
    expect(seal.length).toBeGreaterThanOrEqual(140);
    expect(seal.length).toBeLessThanOrEqual(170);
  });
  it('when read back, then it says what was sealed, for any state', () => {
    fc.assert(
      fc.property(state, fc.boolean(), fc.option(instant), fc.string(), (drawn, flag, consentDate, text) => {
        const facts = sealFactsOf(drawn, flag);
        const given = { fingerprint: FP, consentDate, textHash: seals.textHash(text) };
        const parsed = parseSeal(seals.issue(facts, given));
        expect(parsed?.facts).toEqual(facts);
        expect(seals.check(parsed!, given)).toBe('valid');
      }),
      SEEDED,
    );
  });
  it('when any one character is another, then it is caught', () => {
    const seal = seals.issue(longest, covers);
    const letters = Array.from('ABCZabcnxz0159-_.T ');
    for (let at = 0; at < seal.length; at += 1) {
      for (const letter of letters.filter((each) => each !== seal[at])) {
        const parsed = parseSeal(seal.slice(0, at) + letter + seal.slice(at + 1));
        expect([at, letter, parsed === null ? 'unreadable' : seals.check(parsed, covers)]).not.toContain(
          'valid',
        );
      }
    }
  });
  it.each([
    ['another address', { ...covers, fingerprint: 'zyxwvutsrqponmlkjihgfe' }],
    ['another date', { ...covers, consentDate: NOW + 1000 }],
    ['no date', { ...covers, consentDate: null }],
    ['another text', { ...covers, textHash: seals.textHash('No.') }],
  ])('when it stands beside %s, then it is caught', (_title, other) => {
    expect(seals.check(parseSeal(seals.issue(longest, covers))!, other)).toBe('invalid');
  });
  it('when its key is another or unknown, then it is caught', () => {
    const seal = seals.issue(longest, covers);
    expect(seals.check(parseSeal(seal.replace('.k1.', '.k2.'))!, covers)).toBe('invalid');
    expect(seals.check(parseSeal(seal.replace('.k1.', '.k9.'))!, covers)).toBe('unknown_kid');
  });
  it('when the text only has other line ends or white space around it, then it holds', () => {
    expect(seals.textHash(' One\r\nTwo\r\n')).toBe(seals.textHash('One\nTwo'));
    expect(textForHash('a\rb\r\nc\n')).toBe('a\nb\nc');
  });
});

describe('what is no seal', () => {
  const seal = seals.issue(longest, covers);
  it.each([
    ['nothing', ''],
    ['a status that is none of ours', seal.replace('Unsubscribed', 'Unsubscribe')],
    ['a status before that is none of ours', seal.replace('.Unsubscribed.2', '.Gone.2')],
    ['an impossible date', seal.replace('20261123T100000Z.1', '20261323T100000Z.1')],
    ['an impossible date before', seal.replace('20261123T100000Z.0', '20261123T990000Z.0')],
    ['a day that no month has', seal.replace('20261123T100000Z.1', '20260231T100000Z.1')],
    ['a date in no form', seal.replace('20261123T100000Z.1', '2026.1')],
    ['a longer one', `${seal}A`],
    ['a line after it', `${seal}\n`],
    ['another version', seal.replace('v1', 'v2')],
  ])('%s, then null', (_title, text) => {
    expect(parseSeal(text)).toBeNull();
  });
  it('anything at all, then null and never an error', () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(fc.nat(200), fc.string({ maxLength: 3 }))
        .map(([at, text]) => seal.slice(0, at) + text + seal.slice(at + 1)),
      fc
        .tuple(
          ...Array.from({ length: 10 }, () =>
            fc.constantFrom('v1', 'k1', 'none', 'Optin', '-', '1', 'n', '20261123T100000Z', ROUND),
          ),
        )
        .map((parts) => parts.join('.')),
    );
    fc.assert(
      fc.property(garbage, (text) => {
        const parsed = parseSeal(text);
        if (parsed !== null) expect(STATUSES_AND_NONE).toContain(parsed.facts.status);
      }),
      SEEDED,
    );
  });
});

describe('an instant', () => {
  it('in its compact form, then whole seconds, both ways', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }),
        (date) => {
          const text = compactInstant(date.getTime());
          expect(text).toMatch(/^\d{8}T\d{6}Z$/);
          expect(parseCompactInstant(text)).toBe(toSecond(date.getTime()));
        },
      ),
      SEEDED,
    );
    expect(compactInstant(null)).toBe('-');
    expect(parseCompactInstant('-')).toBeNull();
    expect(toSecond(-1)).toBe(-1000);
  });
});
