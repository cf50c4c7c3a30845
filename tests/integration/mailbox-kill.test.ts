import { mailboxKills } from '../soak/mailbox-kill';

jest.setTimeout(240_000);

describe('a mailbox', () => {
  it('has every mail take effect exactly once, when its reader is killed five times', async () => {
    const { numbers, violations } = await mailboxKills({ kills: 5, mails: 100, seed: 20261124 });
    expect(violations).toEqual([]);
    expect(numbers).toMatchObject({ mails: 100, kills: 5 });
  });
});
