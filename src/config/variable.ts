import type { z } from 'zod';

/** How one variable is read. `secret`: its value may also come from the file that NAME_FILE names. */
export interface Variable<T> {
  readonly kind: z.ZodType<T, string>;
  readonly need: 'required' | 'optional' | { readonly fallback: string };
  readonly secret: boolean;
}

type Kind<T> = z.ZodType<T, string>;

export function required<T>(kind: Kind<T>, mark?: 'secret') {
  return { kind, need: 'required' as const, secret: mark === 'secret' };
}

export function optional<T>(kind: Kind<T>, mark?: 'secret') {
  return { kind, need: 'optional' as const, secret: mark === 'secret' };
}

export function withDefault<T>(kind: Kind<T>, fallback: string) {
  return { kind, need: { fallback }, secret: false };
}
