import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The version in package.json, which lies beside `dist` and `src` alike. */
export const version = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8'))).version;
