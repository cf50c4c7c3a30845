import { z } from 'zod';
import type { Log } from '../../../flow/ports';
import { parseResult } from '../parse-result';
import type { Ask } from '../proven-query';

/** Finds the group that entries go to. `null`: there is none of that name, and the API user takes them. */
export type FindGroup = () => Promise<string | null>;

const FIELDS = ['id', 'groupname'];
const ALLOWED = new Set(FIELDS);
const group = z.object({ id: z.string(), groupname: z.string() });
const REMEMBERED = 10 * 60_000;

export interface GroupOptions {
  readonly proven: Ask;
  /** '' = none. */
  readonly name: string;
  readonly log: Pick<Log, 'warn'>;
  readonly now?: () => number;
}

export function createGroupFinder({
  proven,
  name,
  log,
  now = () => performance.now(),
}: GroupOptions): FindGroup {
  let known: { readonly at: number; readonly id: string | null } | null = null;
  return async () => {
    if (name === '') return null;
    if (known !== null && now() - known.at < REMEMBERED) return known.id;
    const rows = await proven(
      {
        module: 'Groups',
        fields: FIELDS,
        where: [[{ field: 'groupname', op: '=', value: name }]],
        orderBy: ['id'],
        direction: 'asc',
        limit: 100,
      },
      ALLOWED,
    );
    const groups = rows.map((row) => parseResult(group, row, 'query'));
    const id = groups.find((each) => each.groupname.toLowerCase() === name.toLowerCase())?.id ?? null;
    if (id === null) log.warn('there is no group of the name in REQUEST_GROUP; requests go to the API user');
    known = { at: now(), id };
    return id;
  };
}
