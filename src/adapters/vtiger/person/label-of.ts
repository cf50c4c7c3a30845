import { isCrmFailure } from '../failures';
import type { VtigerOperations } from '../operations';
import { textOf } from './read-person';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#039': "'" };

/** What a referenced record or owner is called; `null` where it is gone or may not be read. */
export async function labelOf(
  { operations }: { readonly operations: Pick<VtigerOperations, 'retrieve'> },
  id: string,
): Promise<string | null> {
  try {
    const { label, first_name: first, last_name: last } = await operations.retrieve(id);
    const named = textOf(label) === '' ? `${textOf(first)} ${textOf(last)}` : decoded(textOf(label));
    return named.trim() === '' ? null : named.trim();
  } catch (error) {
    if (isCrmFailure(error, 'crm_not_found', 'crm_access_denied', 'crm_invalid_id')) return null;
    throw error;
  }
}

/** Vtiger encodes the label, and nothing else (fact 39). */
function decoded(label: string): string {
  return label.replace(/&(amp|lt|gt|quot|#039);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}
