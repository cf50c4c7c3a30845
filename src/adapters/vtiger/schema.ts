import { z } from 'zod';
import type { ConsentFields, ModuleName } from '../../consent/record';
import { crmFailure } from './failures';
import {
  CONSENT_FIELD_NAMES,
  CONSENT_FIELDS,
  CONVERTED_FIELD,
  type FieldSpec,
  plainLabel,
  READ_FIELDS,
} from './fields';
import { parseResult } from './parse-result';

const describedField = z.object({
  name: z.string(),
  label: z.string(),
  editable: z.boolean().optional(),
  type: z.object({
    name: z.string(),
    picklistValues: z.array(z.object({ value: z.string() })).optional(),
  }),
});
type DescribedField = z.infer<typeof describedField>;

const description = z.object({
  idPrefix: z.coerce.string(),
  createable: z.boolean(),
  updateable: z.boolean(),
  retrieveable: z.boolean(),
  fields: z.array(describedField),
});
export type Description = z.infer<typeof description>;

export function parseDescription(result: unknown): Description {
  return parseResult(description, result, 'describe');
}

/** How a module holds our fields. */
export interface ModuleSchema {
  readonly module: ModuleName;
  readonly idPrefix: string;
  /** Our key -> Vtiger's field name, for those that were found. */
  readonly names: Readonly<Partial<Record<keyof ConsentFields, string>>>;
  /** Our field names, for people; optional ones apart. */
  readonly missing: readonly string[];
  /** Optional fields that are not there, or that the API user may not write: what they are for is off. */
  readonly off: readonly string[];
  readonly notWritable: readonly string[];
  /** Everything that `describe` names: what a query may name. */
  readonly allowed: ReadonlySet<string>;
  /** Values of the picklist of statuses; `null` where it is no picklist. */
  readonly statuses: readonly string[] | null;
  readonly converted: boolean;
}

/** Names of fields made by hand, by our field name. */
export type FieldOverrides = Readonly<Record<string, string>>;

export function schemaOf(
  module: ModuleName,
  { idPrefix, fields }: Description,
  overrides: FieldOverrides = {},
): ModuleSchema {
  const found = CONSENT_FIELD_NAMES.map((key) => {
    const spec = CONSENT_FIELDS[key];
    const field = findField(fields, spec, overrides[spec.name]);
    const useless = spec.optional === true && field !== undefined && !isWritable(field);
    return { key, spec, field: useless ? undefined : field };
  });
  const allowed = new Set(fields.map((field) => field.name));
  const absent = found.flatMap(({ spec, field }) => (field === undefined ? [spec] : []));
  const named = (optional: boolean) =>
    absent.filter((spec) => (spec.optional === true) === optional).map(({ name }) => name);
  const status = found.find((each) => each.key === 'status')?.field;
  return {
    module,
    idPrefix,
    names: Object.fromEntries(
      found.flatMap(({ key, field }) => (field === undefined ? [] : [[key, field.name]])),
    ),
    missing: [...named(false), ...READ_FIELDS.filter((name) => !allowed.has(name))],
    off: named(true),
    notWritable: found.flatMap(({ spec, field }) =>
      field === undefined || isWritable(field) ? [] : [spec.name],
    ),
    allowed,
    statuses: status?.type.picklistValues?.map((each) => each.value) ?? null,
    converted: allowed.has(CONVERTED_FIELD),
  };
}

/** By override, else by exact name, else by label where just one field bears it; of a type that can hold it. */
function findField(
  fields: readonly DescribedField[],
  spec: FieldSpec,
  override: string | undefined,
): DescribedField | undefined {
  const fits = (field: DescribedField | undefined) =>
    field !== undefined && spec.types.includes(field.type.name) ? field : undefined;
  const named = fields.find((field) => field.name === (override ?? spec.name));
  if (override !== undefined || named !== undefined) return fits(named);
  const labels = new Set([spec.name, ...spec.labels].map(plainLabel));
  const labelled = fields.filter((field) => labels.has(plainLabel(field.label)));
  return labelled.length === 1 ? fits(labelled[0]) : undefined;
}

/** A date-time of uitype 70 is described as not editable and can be written all the same (fact 34). */
function isWritable(field: DescribedField): boolean {
  return field.editable !== false || field.type.name === 'datetime';
}

/** @throws Failure `crm_field_missing` that names what the module lacks. */
export function assertComplete(schema: ModuleSchema): void {
  if (schema.missing.length === 0) return;
  throw crmFailure('crm_field_missing', { detail: `${schema.module}: ${schema.missing.join(', ')}` });
}
