import { MOST_DEATHS, MOST_THROWS, Progress } from '../../../../src/adapters/mailbox/progress';

describe('what a process knows of a mail that stayed', () => {
  it('gives it up, when it threw three times, whatever others did', () => {
    const progress = new Progress();
    const tries = Array.from({ length: MOST_THROWS }, () => progress.threw(1));
    expect(tries).toEqual([false, false, true]);
    expect(progress.threw(2)).toBe(false);
  });

  it('suspects it, when the connection died on it, and gives it up only after ten', () => {
    const progress = new Progress();
    expect(progress.isSuspect(1)).toBe(false);
    for (let death = 1; death <= MOST_DEATHS; death += 1) {
      progress.died(1);
      expect([progress.isSuspect(1), progress.isHopeless(1)]).toEqual([true, death === MOST_DEATHS]);
    }
  });

  it('is kept over connections, and forgotten, when the UIDs are others or it was moved', () => {
    const progress = new Progress();
    progress.open(7n);
    progress.ended(1, 'review');
    progress.open(7n);
    expect(progress.endOf(1)).toBe('review');
    progress.forget([1]);
    expect(progress.endOf(1)).toBeNull();
    progress.ended(1, 'review');
    progress.died(2);
    progress.open(8n);
    expect([progress.endOf(1), progress.isSuspect(2)]).toEqual([null, false]);
  });
});
