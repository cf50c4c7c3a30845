import type { Access } from '../access';
import type { Crm } from '../crm';
import { PhpFatal } from '../errors';
import { decodeJson, type PhpValue } from '../json';
import type { Element } from '../save';

/** One call of an operation by a user; parameters come from GET or POST, as the operation is registered. */
export interface OperationCall {
  readonly crm: Crm;
  readonly access: Access;
  /** A parameter; null when it is missing, empty or "0", which PHP takes for the same. */
  readonly parameter: (name: string) => string | null;
}
export type Operation = (call: OperationCall) => unknown;

/** The element as Vtiger's decoder gives it; a text where an array is needed is a PHP fatal. */
export function elementOf(call: OperationCall): Element | null {
  const value: PhpValue = decodeJson(call.parameter('element') ?? '');
  if (typeof value === 'string') throw new PhpFatal('text used as array');
  if (value === null || typeof value !== 'object') return null;
  return Array.isArray(value) ? Object.fromEntries(value.entries()) : value;
}
