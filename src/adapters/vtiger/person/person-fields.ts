import type { ModuleName } from '../../../consent/record';
import type { PersonField } from '../../../flow/person-ports';
import { CONSENT_FIELDS, plainLabel } from '../fields';
import type { FieldOverrides } from '../schema';
import type { DescribedField, DescribedModule } from './descriptions';

/** Vtiger's own id is no fact about a person. */
const ID = 'id';

export function personFields(
  described: DescribedModule,
  overrides: FieldOverrides = {},
): readonly PersonField[] {
  const consent = consentFieldNames(described, overrides);
  return described.fields
    .filter((field) => field.name !== ID)
    .map((field) => ({ ...personField(field), ...(consent.has(field.name) ? { ofConsent: true } : {}) }));
}

function personField({ name, label, type, editable, mandatory }: DescribedField): PersonField {
  return {
    name,
    label,
    type: type.name,
    editable,
    mandatory,
    ...(type.picklistValues === undefined ? {} : { values: type.picklistValues.map((each) => each.value) }),
    ...(type.refersTo === undefined ? {} : { refersTo: type.refersTo }),
  };
}

/**
 * Vtiger's names of the fields that only consent's own use case writes, with their evidence. Hidden behind another
 * name where they were made by hand.
 */
export function consentFieldNames(
  { fields }: DescribedModule,
  overrides: FieldOverrides = {},
): ReadonlySet<string> {
  const specs = Object.values(CONSENT_FIELDS);
  const labels = new Set(specs.flatMap((spec) => [spec.name, ...spec.labels]).map(plainLabel));
  const labelled = fields.filter((field) => labels.has(plainLabel(field.label))).map((field) => field.name);
  return new Set([...specs.map((spec) => spec.name), ...labelled, ...Object.values(overrides)]);
}

const TOPICS = 'consent_topics';
const TOPIC_LABELS = new Set(
  [
    TOPICS,
    'Toestemmingsonderwerpen',
    'Onderwerpen toestemming',
    'Einwilligungsthemen',
    'Thèmes du consentement',
  ].map(plainLabel),
);

/** Values of the field of topics, in the picklist's order; [] where a module has none. */
export function topicsOf({ fields }: DescribedModule, overrides: FieldOverrides = {}): readonly string[] {
  const lists = fields.filter((field) => field.type.name === 'multipicklist');
  const named = lists.find((field) => field.name === (overrides[TOPICS] ?? TOPICS));
  const labelled = lists.filter((field) => TOPIC_LABELS.has(plainLabel(field.label)));
  const field = named ?? (labelled.length === 1 ? labelled[0] : undefined);
  return field?.type.picklistValues?.map((each) => each.value) ?? [];
}

export type OverridesOf = (module: ModuleName) => FieldOverrides | undefined;
