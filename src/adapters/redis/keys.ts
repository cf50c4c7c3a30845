/** Names of all keys of the bridge besides BullMQ's; the braced prefix keeps them in one cluster slot. */
export interface Keys {
  readonly prefix: string;
  key(...parts: readonly string[]): string;
}

export function createKeys(prefix: string): Keys {
  return { prefix, key: (...parts) => [prefix, 'bridge', ...parts].join(':') };
}
