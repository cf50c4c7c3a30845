import { z } from 'zod';

/* Kinds of values. Their messages complete the sentence "NAME ..." and never repeat the value: it may be a secret. */

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3600_000,
  d: 86_400_000,
  w: 604_800_000,
};

function milliseconds(text: string): number | null {
  const parts = /^(\d{1,6})(ms|s|m|h|d|w)$/.exec(text);
  return parts === null ? null : Number(parts[1]) * (UNITS[parts[2] ?? ''] ?? NaN);
}

/** A kind from a function that answers `null` for what it does not take. */
export function kind<T>(read: (text: string) => T | null, says: string) {
  return z.string().transform((text, context): T => {
    const value = read(text.trim());
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message: says });
    return z.NEVER;
  });
}

/** `30s`, `10m`, `3d` in milliseconds. */
export const duration = kind((text) => {
  const ms = milliseconds(text);
  return ms === null || ms === 0 ? null : ms;
}, 'must be a duration such as 30s, 10m, 3d');

export const whole = (least: number, most: number) =>
  kind((text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    return value >= least && value <= most ? value : null;
  }, `must be a whole number from ${least} to ${most}`);

/** `10/s`: how many per second. */
export const perSecond = kind((text) => {
  const parts = /^(\d{1,5})\/s$/.exec(text);
  return parts === null || Number(parts[1]) === 0 ? null : Number(parts[1]);
}, 'must be a rate such as 10/s');

export interface Rate {
  readonly limit: number;
  readonly windowMs: number;
}

/** `60/1m`, or `off`. */
export const rate = kind((text): Rate | 'off' | null => {
  if (text === 'off') return 'off';
  const [limit = '', window = ''] = text.split('/');
  const windowMs = milliseconds(window);
  if (!/^[1-9]\d{0,6}$/.test(limit) || windowMs === null || windowMs === 0) return null;
  return { limit: Number(limit), windowMs };
}, 'must be a rate such as 60/1m, or off');

export const oneOf = <const T extends string>(...values: readonly T[]) =>
  kind(
    (text): T | null => values.find((value) => value === text) ?? null,
    `must be one of ${values.join(', ')}`,
  );

export const listOf = <const T extends string>(...values: readonly T[]) =>
  kind(
    (text): T[] | null => {
      const parts = splitList(text);
      const known = values.filter((value) => parts.includes(value));
      return known.length === new Set(parts).size ? known : null;
    },
    `must be a comma list of ${values.join(', ')}`,
  );

export const words = kind((text) => (text === '' ? null : text), 'must not be empty');

/** A comma list of plain names; `none` is the empty list. */
export const names = kind((text): string[] | null => {
  const parts = splitList(text);
  return parts.length === 0 ? null : parts.filter((part) => part !== 'none');
}, 'must be a comma list of names, or none');

/** A colour as `#1a5fb4`. */
export const colour = kind(
  (text) => (/^#[0-9a-f]{6}$/i.test(text) ? text.toLowerCase() : null),
  'must be a colour such as #1a5fb4',
);

export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
