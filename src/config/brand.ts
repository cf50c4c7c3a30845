import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Values } from './read-environment';

/** What people see of the organisation. The logo is inlined in pages and mails: nothing is fetched from elsewhere. */
export interface Brand {
  readonly name: string;
  /** `#rrggbb`. */
  readonly color: string;
  readonly logo?: { readonly type: string; readonly bytes: Buffer };
}

const TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
};
const MOST_BYTES = 20 * 1024;

/** Reads the logo; faults are added to `faults`. SVG is refused: few mail clients show it. */
export function readBrand(values: Partial<Values>, faults: string[]): Brand {
  const brand = { name: values.BRAND_NAME ?? '', color: values.BRAND_COLOR ?? '' };
  const path = values.BRAND_LOGO_FILE;
  if (path === undefined) return brand;
  const type = TYPES[extname(path).toLowerCase()];
  const bytes = read(path);
  if (type !== undefined && bytes !== null && bytes.length <= MOST_BYTES)
    return { ...brand, logo: { type, bytes } };
  faults.push('BRAND_LOGO_FILE must name a readable PNG, JPEG or GIF file of 20 KB at most');
  return brand;
}

function read(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
