import { Registry } from 'prom-client';
import { createMailboxTally } from '../../../../src/adapters/metrics/mailbox-tally';

describe('the metrics of the mailbox', () => {
  it('say up, down, or nothing where another process reads', async () => {
    const registry = new Registry();
    const tally = createMailboxTally(registry);
    const shown = async () => /^mailbox_up (\S+)$/m.exec(await registry.metrics())?.[1] ?? null;
    expect(await shown()).toBeNull();
    tally.up(true);
    expect(await shown()).toBe('1');
    tally.up(false);
    expect(await shown()).toBe('0');
    tally.up(null);
    expect(await shown()).toBeNull();
  });

  it('count mails by end and reason', async () => {
    const registry = new Registry();
    const tally = createMailboxTally(registry);
    tally.mail('done', 'withdrawal');
    tally.mail('done', 'withdrawal');
    expect(await registry.metrics()).toContain('mailbox_mails_total{end="done",reason="withdrawal"} 2');
  });
});
