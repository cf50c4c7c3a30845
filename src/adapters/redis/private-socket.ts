import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The kernel takes 107 bytes of path for a unix socket. */
const LONGEST = 100;

/** Where a folder's socket lies; the CLI finds a running bridge's private Redis by it. */
export function privateSocket(folder: string, name: 'redis' | 'owner'): string {
  const path = join(resolve(folder), `${name}.sock`);
  if (Buffer.byteLength(path) <= LONGEST) return path;
  const short = createHash('sha256').update(path).digest('hex').slice(0, 16);
  return join(tmpdir(), `consent-bridge-${short}.sock`);
}
