import type { ModuleName } from '../../consent/record';
import type { Controls } from './controls';
import { crmFailure } from './failures';
import { z } from 'zod';
import { parseResult } from './parse-result';
import type { Ask } from './proven-query';
import { decodeInstant } from './values';

const FIELDS = ['id', 'modifiedtime'];
const ALLOWED = new Set(FIELDS);
const changed = z.object({ modifiedtime: z.string() });

/** The newest modifiedtime, epoch ms; `null` in an empty module, which its missing control proves. */
export async function newestChange(
  { bare }: { readonly bare: Ask },
  controls: Controls,
  module: ModuleName,
): Promise<number | null> {
  const [row] = await bare(
    { module, fields: FIELDS, where: [], orderBy: ['modifiedtime'], direction: 'desc', limit: 1 },
    ALLOWED,
  );
  if (row !== undefined) return decodeInstant(parseResult(changed, row, 'query').modifiedtime);
  controls.lost(module);
  if ((await controls.find(module)) === null) return null;
  throw crmFailure('crm_control_missing', { detail: module });
}
