import type { ModuleName } from '../../consent/record';
import { isCrmFailure } from './failures';
import type { VtigerOperations } from './operations';
import { type FieldOverrides, type ModuleSchema, parseDescription, schemaOf } from './schema';

export type ModuleOverrides = Readonly<Partial<Record<ModuleName, FieldOverrides>>>;

export interface Schemas {
  /** Remembered for a while; `maxAge` in ms asks for a younger one. */
  get(module: ModuleName, maxAge?: number): Promise<ModuleSchema>;
  forget(module: ModuleName): void;
  /** Runs `use`; when Vtiger denies a field, looks at the module anew and runs it once more. */
  with<T>(module: ModuleName, use: (schema: ModuleSchema) => Promise<T>): Promise<T>;
}

const REMEMBERED = 10 * 60_000;

interface Memo {
  readonly at: number;
  readonly schema: Promise<ModuleSchema>;
}

/** What `describe` says, asked once for all who ask at the same time. */
export function createSchemas(
  operations: Pick<VtigerOperations, 'describe'>,
  overrides: ModuleOverrides,
  now: () => number = () => performance.now(),
): Schemas {
  const memos = new Map<ModuleName, Memo>();
  const load = async (module: ModuleName) =>
    schemaOf(module, parseDescription(await operations.describe(module)), overrides[module]);
  const get = (module: ModuleName, maxAge = REMEMBERED): Promise<ModuleSchema> => {
    const memo = memos.get(module);
    if (memo !== undefined && now() - memo.at < maxAge) return memo.schema;
    const fresh = { at: now(), schema: load(module) };
    memos.set(module, fresh);
    fresh.schema.catch(() => {
      if (memos.get(module) === fresh) memos.delete(module);
    });
    return fresh.schema;
  };
  return {
    get,
    forget: (module) => void memos.delete(module),
    with: async (module, use) => {
      try {
        return await use(await get(module));
      } catch (error) {
        if (!isCrmFailure(error, 'crm_field_denied')) throw error;
        return await use(await get(module, 0));
      }
    },
  };
}
