import { z } from 'zod';
import { crmFailure, isCrmFailure } from '../failures';
import type { VtigerOperations } from '../operations';
import { parseResult } from '../parse-result';
import { remembered } from '../remembered';

const described = z.object({
  name: z.string(),
  label: z.string(),
  mandatory: z.boolean().catch(false),
  editable: z.boolean().catch(true),
  type: z.object({
    name: z.string(),
    picklistValues: z.array(z.object({ value: z.string() })).optional(),
    refersTo: z.array(z.string()).optional(),
  }),
});
export type DescribedField = z.infer<typeof described>;

const description = z.object({
  idPrefix: z.coerce.string(),
  retrieveable: z.boolean(),
  createable: z.boolean(),
  updateable: z.boolean(),
  fields: z.array(described),
});

/** Any module as the API user sees it. */
export interface DescribedModule {
  readonly module: string;
  readonly idPrefix: string;
  readonly readable: boolean;
  readonly creatable: boolean;
  /** Records may be made and changed. */
  readonly editable: boolean;
  readonly fields: readonly DescribedField[];
  /** What a query may name. */
  readonly names: ReadonlySet<string>;
}

export interface Descriptions {
  /** `null`: there is no such module, or the API user may not use it: one answer for both. `maxAge` in ms. */
  find(module: string, maxAge?: number): Promise<DescribedModule | null>;
  /** @throws Failure `crm_access_denied` where {@link find} answers null. */
  get(module: string, maxAge?: number): Promise<DescribedModule>;
}

/** How old a description may be when something irreversible, or "not found", rests on it. */
export const FRESH = 30_000;

export function createDescriptions(
  operations: Pick<VtigerOperations, 'describe'>,
  now?: () => number,
): Descriptions {
  const { get: find } = remembered((module: string) => load(operations, module), now);
  return {
    find,
    get: async (module, maxAge) => {
      const found = await find(module, maxAge);
      if (found === null) throw crmFailure('crm_access_denied', { detail: module });
      return found;
    },
  };
}

async function load(
  operations: Pick<VtigerOperations, 'describe'>,
  module: string,
): Promise<DescribedModule | null> {
  try {
    const { idPrefix, retrieveable, createable, updateable, fields } = parseResult(
      description,
      await operations.describe(module),
      'describe',
    );
    const names = new Set(fields.map((field) => field.name));
    return {
      module,
      idPrefix,
      readable: retrieveable,
      creatable: createable,
      editable: createable && updateable,
      fields,
      names,
    };
  } catch (error) {
    if (isCrmFailure(error, 'crm_access_denied')) return null;
    throw error;
  }
}

/** Fields of a module that may point to a record of another one. */
export function referencesTo(module: DescribedModule, target: string): readonly string[] {
  return module.fields
    .filter((field) => field.type.name === 'reference' && field.type.refersTo?.includes(target))
    .map((field) => field.name);
}
