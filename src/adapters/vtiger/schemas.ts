import type { ModuleName } from '../../consent/record';
import { isCrmFailure } from './failures';
import type { VtigerOperations } from './operations';
import { remembered } from './remembered';
import { type FieldOverrides, type ModuleSchema, parseDescription, schemaOf } from './schema';

export type ModuleOverrides = Readonly<Partial<Record<ModuleName, FieldOverrides>>>;

export interface Schemas {
  /** Remembered for a while; `maxAge` in ms asks for a younger one. */
  get(module: ModuleName, maxAge?: number): Promise<ModuleSchema>;
  forget(module: ModuleName): void;
  /** Runs `use`; when Vtiger denies a field, looks at the module anew and runs it once more. */
  with<T>(module: ModuleName, use: (schema: ModuleSchema) => Promise<T>): Promise<T>;
}

/** What `describe` says, asked once for all who ask at the same time. */
export function createSchemas(
  operations: Pick<VtigerOperations, 'describe'>,
  overrides: ModuleOverrides,
  now?: () => number,
): Schemas {
  const load = async (module: ModuleName): Promise<ModuleSchema> =>
    schemaOf(module, parseDescription(await operations.describe(module)), overrides[module]);
  const { get, forget } = remembered(load, now);
  return {
    get,
    forget,
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
