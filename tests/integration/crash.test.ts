import { proveKills } from '../soak/kill-runs';

describe('the bridge, killed at step boundaries', () => {
  it('when it dies five times among sign-ups and choices, then nothing is lost, unproven or mailed twice', async () => {
    const { violations, numbers } = await proveKills({
      runs: 5,
      seed: 5,
      people: 4,
      expireAfter: 12,
      rest: 1500,
    });
    expect(violations).toEqual([]);
    expect(numbers['kills']).toBe(5);
  }, 120_000);
});
