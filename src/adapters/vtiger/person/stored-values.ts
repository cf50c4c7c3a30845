import { crmFailure } from '../failures';
import type { Element, Row } from '../operations';
import { decodeList, sameText } from '../values';
import type { DescribedField, DescribedModule } from './descriptions';
import { textOf } from './read-person';

const NUMBERS = new Set(['integer', 'double', 'currency']);

interface Comparison {
  readonly described: DescribedModule;
  readonly sent: Element;
  readonly stored: Row;
  /** A record that was just made: nothing of it can come later. */
  readonly created?: true;
}

/**
 * Compares what was stored with what was sent: success is no proof (facts 9, 42, 87). Where nothing arrived and nothing
 * was altered, the database was probably locked, and another try may help.
 *
 * @throws Failure `crm_not_stored` that names fields, never values.
 */
export function assertPersonStored({ described, sent, stored, created }: Comparison): void {
  const names = Object.keys(sent);
  const judged = names.map((name) => {
    const field = described.fields.find((each) => each.name === name);
    return { name, fate: fateOf(field, sent[name] ?? '', textOf(stored[name])) };
  });
  const lost = judged.filter((each) => each.fate !== 'stored');
  if (lost.length === 0) return;
  const detail = `${described.module}: ${lost.map((each) => each.name).join(', ')}`;
  const later = created === undefined && judged.every((each) => each.fate === 'untouched');
  throw crmFailure(later ? 'crm_not_stored_yet' : 'crm_not_stored', { detail });
}

function fateOf(
  field: DescribedField | undefined,
  sent: string,
  stored: string,
): 'stored' | 'altered' | 'untouched' {
  if (isSame(field?.type.name ?? 'string', sent, stored)) return 'stored';
  // Cut to the column's length: another try would be cut again.
  return stored !== '' && sent.startsWith(stored) ? 'altered' : 'untouched';
}

function isSame(type: string, sent: string, stored: string): boolean {
  if (sameText(sent, stored)) return true;
  // Vtiger writes numbers out with all decimals of the column, and an empty one as zero.
  if (NUMBERS.has(type)) return Number(sent) === Number(stored);
  if (type === 'multipicklist') return String(decodeList(sent)) === String(decodeList(stored));
  return type === 'boolean' && sent === '' && stored === '0';
}
