import { crmFailure } from '../failures';
import type { Element, VtigerOperations } from '../operations';
import { parseResult } from '../parse-result';
import { assertStorable } from '../values';
import { z } from 'zod';
import type { DescribedModule, Descriptions } from './descriptions';
import { consentFieldNames, type OverridesOf } from './person-fields';
import { moduleOfPerson } from './read-person';
import { assertPersonStored } from './stored-values';

export interface PersonWrites {
  readonly operations: Pick<VtigerOperations, 'revise' | 'create'>;
  readonly descriptions: Descriptions;
  readonly overrides: OverridesOf;
}

export async function changePerson(writes: PersonWrites, id: string, values: Element): Promise<void> {
  const found = await moduleOfPerson(writes.descriptions, id);
  if (found === null) throw crmFailure('crm_not_found');
  const { module, described } = found;
  assertWritable(described, values, consentFieldNames(described, writes.overrides(module)));
  // revise decodes entities (fact 55), so a text that looks like one would not come back.
  for (const [name, value] of Object.entries(values)) assertStorable(value, name, 'decoded');
  if (Object.keys(values).length === 0) return;
  const stored = await writes.operations.revise({ ...values, id });
  assertPersonStored({ described, sent: values, stored });
}

const created = z.looseObject({ id: z.string() });

/** Owned by the API user; where it came from (`leadsource`) stays for staff to say. */
export async function createLead(writes: PersonWrites, values: Element): Promise<string> {
  const described = await writes.descriptions.get('Leads');
  assertWritable(described, values, consentFieldNames(described, writes.overrides('Leads')));
  for (const [name, value] of Object.entries(values)) assertStorable(value, name, 'kept');
  if ((values['lastname'] ?? '').trim() === '')
    throw crmFailure('crm_mandatory_missing', { detail: 'Leads: lastname' });
  const answer = await writes.operations.create('Leads', (userId) => ({
    ...values,
    assigned_user_id: userId,
  }));
  const stored = parseResult(created, answer, 'create', true);
  assertPersonStored({ described, sent: values, stored, created: true });
  return stored.id;
}

/** A field that is hidden, read-only or consent's own is refused before anything is sent (fact 87). */
function assertWritable(described: DescribedModule, values: Element, consent: ReadonlySet<string>): void {
  const refused = Object.keys(values).filter((name) => {
    const field = described.fields.find((each) => each.name === name);
    return field?.editable !== true || name === 'id' || consent.has(name);
  });
  if (refused.length === 0) return;
  throw crmFailure('crm_field_readonly', { detail: `${described.module}: ${refused.join(', ')}` });
}
