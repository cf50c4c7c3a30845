import { setTimeout as sleep } from 'node:timers/promises';
import { watchTopics } from '../../../../src/entrypoints/http/watch-topics';

describe('topics for pages', () => {
  it('are none at first, then those of Vtiger, and stay when Vtiger is away', async () => {
    const answers: (() => Promise<string[]>)[] = [
      () => Promise.resolve(['News']),
      () => Promise.reject(new Error('away')),
      () => Promise.resolve(['News', 'Courses']),
    ];
    const warned: string[] = [];
    const seen: string[] = [];
    const watch = watchTopics({
      read: () => (answers.shift() ?? (() => new Promise<string[]>(() => undefined)))(),
      every: 10,
      log: { warn: (message) => warned.push(message) },
    });
    expect(watch.now()).toEqual([]);
    for (let tries = 0; tries < 200 && watch.now().length < 2; tries += 1) {
      await sleep(5);
      seen.push(watch.now().join());
    }
    watch.stop();
    expect([...new Set(seen.filter((each) => each !== ''))]).toEqual(['News', 'News,Courses']);
    expect(warned).toHaveLength(1);
  });
});
