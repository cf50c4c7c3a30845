import { createSeals } from '../../../../src/adapters/seals/seals';
import { parseSeal } from '../../../../src/consent/seal';
import { stateOf } from '../../consent/samples';
import { sealFactsOf } from '../../../../src/consent/seal';

const key = (kid: string, byte: number) => ({ kid, key: Buffer.alloc(32, byte) });
const seals = (...sealSecrets: ReturnType<typeof key>[]) =>
  createSeals({ addressKey: Buffer.alloc(32, 1), sealSecrets });
const covers = { fingerprint: 'fp', consentDate: 5000, textHash: 'hash' };
const facts = sealFactsOf(stateOf('Confirmed'), false);

describe('seals', () => {
  it('a seal, when checked with its key, is valid, and invalid over anything else', () => {
    const { issue, check } = seals(key('a', 2));
    const parsed = parseSeal(issue(facts, covers));
    expect(parsed?.facts).toEqual(facts);
    if (parsed === null) return;
    expect(check(parsed, covers)).toBe('valid');
    expect(check(parsed, { ...covers, fingerprint: 'other' })).toBe('invalid');
    expect(check({ ...parsed, mac: 'short' }, covers)).toBe('invalid');
  });

  it('a seal, when keys were rotated, is checked with the key that it names', () => {
    const parsed = parseSeal(seals(key('a', 2)).issue(facts, covers));
    if (parsed === null) throw new Error('the seal is not in the form of a seal');
    expect(seals(key('b', 3), key('a', 2)).check(parsed, covers)).toBe('valid');
    expect(seals(key('b', 3)).check(parsed, covers)).toBe('unknown_kid');
  });

  it('no key at all, when the seals are made, is refused', () => {
    expect(() => seals()).toThrow('SEAL_SECRETS');
  });
});

describe('the round that an event opens', () => {
  const { roundId } = seals(key('a', 2));
  const opening = { id: 'e1', occurredAt: Date.UTC(2026, 10, 24) };

  it('when named twice, is the same UUIDv7 with the time of the event', () => {
    const round = roundId(opening);
    expect(round).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(roundId({ ...opening })).toBe(round);
    expect(parseInt(round.replace('-', '').slice(0, 12), 16)).toBe(opening.occurredAt);
  });

  it('when another event opens one at the same time, is another, also in the 8 characters of tokens', () => {
    const rounds = Array.from({ length: 500 }, (_, n) => roundId({ ...opening, id: `e${n}` }).slice(-8));
    expect(new Set(rounds).size).toBe(500);
  });

  it('when the event is dated before 1970, is still in the form', () => {
    expect(roundId({ id: 'e1', occurredAt: -1 })).toMatch(/^0{8}-0{4}-7/);
  });
});
