import { mailboxKills } from '../soak/mailbox-kill';

jest.setTimeout(240_000);

describe('the mailbox of a running bridge', () => {
  it('has every mail take effect exactly once, when the bridge is killed five times', async () => {
    const { numbers, violations } = await mailboxKills({ kills: 5, mails: 100, seed: 20261124 });
    expect(violations).toEqual([]);
    expect(numbers).toMatchObject({ kills: 5 });
    expect(numbers['mails']).toBeGreaterThanOrEqual(100);
  });
});
