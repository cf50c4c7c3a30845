export interface Remembered<K, V> {
  /** `maxAge` in ms asks for a younger one. */
  readonly get: (key: K, maxAge?: number) => Promise<V>;
  readonly forget: (key: K) => void;
}

const KEPT_FOR = 10 * 60_000;

/** What `load` answers, asked once for all who ask at the same time, and kept for a while; a failure is not kept. */
export function remembered<K, V>(
  load: (key: K) => Promise<V>,
  now: () => number = () => performance.now(),
): Remembered<K, V> {
  const memos = new Map<K, { readonly at: number; readonly value: Promise<V> }>();
  return {
    get: (key, maxAge = KEPT_FOR) => {
      const memo = memos.get(key);
      if (memo !== undefined && now() - memo.at < maxAge) return memo.value;
      const fresh = { at: now(), value: load(key) };
      memos.set(key, fresh);
      fresh.value.catch(() => {
        if (memos.get(key) === fresh) memos.delete(key);
      });
      return fresh.value;
    },
    forget: (key) => void memos.delete(key),
  };
}
