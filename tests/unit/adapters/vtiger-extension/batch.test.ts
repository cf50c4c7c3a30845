import { createBatch } from '../../../../src/adapters/vtiger/extension/batch';

interface Sent {
  readonly asks: readonly number[];
  readonly answer: () => void;
  readonly fail: (error: Error) => void;
}

/** A batch whose calls are answered by hand. */
function batchBy(options: { most: number; calls: number }) {
  const sent: Sent[] = [];
  const ask = createBatch<number, string>({
    ...options,
    send: (asks) =>
      new Promise((resolve, reject) => {
        sent.push({ asks, answer: () => resolve(asks.map((each) => `a${each}`)), fail: reject });
      }),
  });
  return { sent, ask };
}

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('a batch', () => {
  it('asks of one moment, when sent, then they are one call and each gets its own answer', async () => {
    const { sent, ask } = batchBy({ most: 10, calls: 1 });
    const asks = [ask(1), ask(2), ask(3)];
    await tick();
    expect(sent.map((each) => each.asks)).toEqual([[1, 2, 3]]);
    sent[0]?.answer();
    expect(await Promise.all(asks)).toEqual(['a1', 'a2', 'a3']);
  });

  it('asks that come while all calls are under way, when one ends, then they go together', async () => {
    const { sent, ask } = batchBy({ most: 10, calls: 1 });
    const first = ask(1);
    await tick();
    const later = [ask(2), ask(3)];
    await tick();
    expect(sent).toHaveLength(1);
    sent[0]?.answer();
    await first;
    await tick();
    expect(sent.map((each) => each.asks)).toEqual([[1], [2, 3]]);
    sent[1]?.answer();
    expect(await Promise.all(later)).toEqual(['a2', 'a3']);
  });

  it('more asks than one call takes, when sent, then several calls, no more side by side than allowed', async () => {
    const { sent, ask } = batchBy({ most: 2, calls: 2 });
    const asks = [1, 2, 3, 4, 5].map((each) => ask(each));
    await tick();
    expect(sent.map((each) => each.asks)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    sent[1]?.answer();
    await tick();
    expect(sent[2]?.asks).toEqual([5]);
    for (const each of sent) each.answer();
    expect(await Promise.all(asks)).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
  });

  it('a call that fails, when others follow, then only its own asks fail', async () => {
    const { sent, ask } = batchBy({ most: 10, calls: 1 });
    const failing = ask(1);
    await tick();
    const later = ask(2);
    sent[0]?.fail(new Error('lost'));
    await expect(failing).rejects.toThrow('lost');
    await tick();
    sent[1]?.answer();
    expect(await later).toBe('a2');
  });

  it('an answer that is missing, when the call ends, then its ask fails and does not wait for ever', async () => {
    const ask = createBatch<number, string>({ most: 10, calls: 1, send: () => Promise.resolve(['one']) });
    const [first, second] = [ask(1), ask(2)];
    expect(await first).toBe('one');
    await expect(second).rejects.toThrow('without an answer');
  });
});
