import { z } from 'zod';
import type { RelatedCount } from '../../../flow/person-ports';
import { crmFailure, isCrmFailure } from '../failures';
import type { RelatedList, VtigerOperations } from '../operations';
import { parseResult } from '../parse-result';
import { isWord, literal } from '../query';
import { type Descriptions } from './descriptions';
import { moduleOfPerson } from './read-person';

/** What people ask copies of (GDPR art. 15(3)), as far as it hangs on the record. */
const COUNTED = ['ModComments', 'Emails', 'HelpDesk', 'Documents'] as const;
const PAGE = 100;

export interface RelatedReads {
  readonly operations: Pick<VtigerOperations, 'relatedTypes' | 'queryRelated'>;
  readonly descriptions: Descriptions;
}

export async function countRelated(reads: RelatedReads, id: string): Promise<readonly RelatedCount[]> {
  const found = await moduleOfPerson(reads.descriptions, id);
  if (found === null) return [];
  const lists = await reads.operations.relatedTypes(found.module);
  const counts = COUNTED.map(async (module): Promise<readonly RelatedCount[]> => {
    const described = await reads.descriptions.find(module);
    if (described?.readable !== true) return [{ module, count: null }];
    const list = lists.find((each) => each.module === module);
    // A module without such a list: nothing of it can hang there.
    return list === undefined ? [] : [{ module, count: await count(reads, id, list, described.idPrefix) }];
  });
  return (await Promise.all(counts)).flat();
}

async function count(
  reads: RelatedReads,
  id: string,
  list: RelatedList,
  prefix: string,
): Promise<number | null> {
  const seen = new Set<string>();
  try {
    for (let after = `${prefix}x0`; ;) {
      const rows = await relatedPage(reads.operations, { id, list, fields: ['id'], after });
      const before = seen.size;
      for (const row of rows) seen.add(row.id);
      const last = rows.at(-1)?.id;
      if (rows.length < PAGE || last === undefined || seen.size === before) return seen.size;
      after = last;
    }
  } catch (error) {
    if (isCrmFailure(error, 'crm_access_denied', 'crm_unknown_entity')) return null;
    throw error;
  }
}

const related = z.array(z.looseObject({ id: z.string() }));
export type RelatedRow = z.infer<typeof related>[number];

interface Page {
  readonly id: string;
  readonly list: RelatedList;
  readonly fields: readonly string[];
  readonly after: string;
}

/** One page by keyset. Vtiger looks for `WHERE` in capitals, and sets its own ids between it and what follows. */
export async function relatedPage(
  operations: Pick<VtigerOperations, 'queryRelated'>,
  { id, list, fields, after }: Page,
): Promise<readonly RelatedRow[]> {
  if (![list.module, ...fields].every(isWord)) throw crmFailure('crm_query_field');
  const columns = fields.join(',');
  const query = `SELECT ${columns} FROM ${list.module} WHERE id > ${literal(after)} ORDER BY id ASC LIMIT ${String(PAGE)}`;
  return parseResult(
    related,
    await operations.queryRelated({ id, label: list.label, query }),
    'query_related',
  );
}
