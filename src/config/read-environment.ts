import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { Variable } from './variable';
import { type VariableName, VARIABLES } from './variables';

export type Environment = Readonly<Record<string, string | undefined>>;

type Table = typeof VARIABLES;
type ValueOf<V> = V extends { kind: z.ZodType<infer T, string>; need: infer N }
  ? N extends 'optional'
    ? T | undefined
    : T
  : never;

/** What each variable says; one that is at fault is absent. */
export type Values = { readonly [K in VariableName]: ValueOf<Table[K]> };

/** Reads every variable; all faults are collected, none repeats a value. */
export function readEnvironment(env: Environment): { values: Partial<Values>; faults: string[] } {
  const faults: string[] = [];
  const read = Object.entries(VARIABLES).map(([name, variable]) => {
    const text = textOf(env, name, variable, faults);
    return [name, text === undefined ? undefined : valueOf(name, variable, text, faults)];
  });
  return { values: Object.fromEntries(read) as Partial<Values>, faults };
}

function textOf(
  env: Environment,
  name: string,
  { need, secret }: Variable<unknown>,
  faults: string[],
): string | undefined {
  const direct = present(env[name]);
  const file = secret ? present(env[`${name}_FILE`]) : undefined;
  if (direct !== undefined && file !== undefined)
    faults.push(`${name} and ${name}_FILE are both set; keep one`);
  if (direct !== undefined) return direct;
  if (file !== undefined) return readText(`${name}_FILE`, file, faults);
  if (need === 'required') faults.push(`${name} is missing`);
  return typeof need === 'object' ? need.fallback : undefined;
}

/** An empty value counts as not set: compose files write `NAME=` for "none". */
function present(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value;
}

/** The text of a file that a variable names; a fault where it can't be read. */
export function readText(name: string, path: string, faults: string[]): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    faults.push(`${name} names a file that cannot be read`);
    return undefined;
  }
}

function valueOf(name: string, { kind }: Variable<unknown>, text: string, faults: string[]): unknown {
  const read = kind.safeParse(text);
  if (read.success) return read.data;
  faults.push(`${name} ${read.error.issues[0]?.message ?? 'is not valid'}`);
  return undefined;
}
