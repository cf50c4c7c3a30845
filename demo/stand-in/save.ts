import type { Access } from './access';
import { stamp } from './clock';
import { type Crm, touch } from './crm';
import { accessDenied, operationDenied, PhpDie, VtigerError } from './errors';
import { encodeEntities } from './html-entities';
import { entityOfId } from './ids';
import type { PhpValue } from './json';
import type { FieldDefinition } from './schema/field';
import type { ModuleDefinition } from './schema/module-definition';
import type { Row } from './store';
import { defuseScript, initialValue, phpText, reviseValue, toStored } from './values';

export type Element = Readonly<Record<string, PhpValue>>;

const STAMPS = ['createdtime', 'modifiedtime', 'modifiedby', 'tags', 'starred', 'creator'];

/** References must be of a module the field refers to; whether the record exists is not asked. */
export function checkReferences(access: Access, module: ModuleDefinition, element: Element): void {
  for (const field of access.fields(module)) {
    if (field.type !== 'reference') continue;
    const value = phpText(element[field.name] ?? null);
    if (value === null || value === '') continue;
    const entity = entityOfId(value);
    if (entity === undefined) throw operationDenied(' for id');
    if (!field.refersTo.includes(entity.name)) {
      throw new VtigerError('REFERENCE_INVALID', `Invalid reference specified for ${field.name}`);
    }
    if (!access.lists(entity.name) && entity.name !== 'Users') {
      throw accessDenied(`Permission to access reference type is denied${entity.name}`);
    }
  }
}

export function checkMandatory(module: ModuleDefinition, element: Element, onlyPresent: boolean): void {
  for (const field of module.fields.filter((one) => one.mandatory)) {
    if (onlyPresent && !(field.name in element)) continue;
    const value = phpText(element[field.name] ?? null);
    if (value === null || value === '') {
      throw new VtigerError('MANDATORY_FIELDS_MISSING', `${field.name} does not have a value`);
    }
  }
}

/** A user who is no admin assigns to himself, or to others where the records of the module are shared. */
export function checkOwner(crm: Crm, access: Access, module: string, element: Element): void {
  const value = phpText(element['assigned_user_id'] ?? null);
  if (value === null || access.user.admin === true) return;
  const [prefix, number] = value.split('x');
  if (prefix === '20' && crm.store.findGroup(Number(number)) !== undefined && sharesWith(crm, module)) return;
  const own = number === String(access.user.id);
  const other = crm.store.findUser(Number(number)) !== undefined && crm.sharing[module] !== 'private';
  if (prefix !== '19' || (!own && !other)) throw accessDenied('Cannot assign record to the given user');
}

/** Private or read-only modules leave only the groups that the user belongs to, and nobody here is in one. */
const sharesWith = (crm: Crm, module: string): boolean => (crm.sharing[module] ?? 'edit') === 'edit';

/** Duplicate prevention looks at the record as it will be, so a twin blocks every later write too. */
export function checkDuplicates(crm: Crm, row: Row, changes: Readonly<Record<string, string | null>>): void {
  for (const name of crm.unique[row.module] ?? []) {
    const value = name in changes ? changes[name] : row.values[name];
    if (value === null || value === undefined || value === '') continue;
    const twins = crm.store.indexed(row.module, name, value) ?? crm.store.rows(row.module);
    for (const twin of twins) {
      const same = twin.values[name] === value && twin.id !== row.id && !twin.deleted;
      if (same) throw new VtigerError(0, 'Duplicate(s) detected!');
    }
  }
}

/** Bare numbers of references and owners, stored forms of the rest. */
export function storedForms(
  access: Access,
  module: ModuleDefinition,
  element: Element,
  revising: boolean,
): Record<string, string | null> {
  const forms: Record<string, string | null> = {};
  for (const field of module.fields) {
    const sent = element[field.name];
    if (sent === undefined || isProtected(module, field, revising)) continue;
    const value = revising ? reviseValue(sent) : sent;
    forms[field.name] = storedForm(field, module, value, access);
  }
  return forms;
}

function storedForm(
  field: FieldDefinition,
  module: ModuleDefinition,
  value: PhpValue,
  access: Access,
): string | null {
  if (field.type === 'reference' || field.type === 'owner') {
    const text = phpText(value) ?? '';
    return text.includes('x') ? (text.split('x')[1] ?? '') : text === '' ? null : text;
  }
  const stored = toStored(field, value, access.user);
  const listed = module.name === 'Emails' && EMAIL_LISTS.includes(field.name);
  return listed ? addressList(stored ?? '') : stored;
}

const EMAIL_LISTS = ['saved_toid', 'ccmail', 'bccmail'];

/** E-mail addresses are kept as a JSON list in a text; a list that was sent as JSON is wrapped once more. */
const addressList = (text: string): string =>
  `[${(text.startsWith('[') ? [text] : text.split(',')).map((one) => JSON.stringify(one)).join(',')}]`;

function isProtected(module: ModuleDefinition, field: FieldDefinition, revising: boolean): boolean {
  if (STAMPS.includes(field.name) || field.name === module.numbering?.field) return true;
  return revising && field.name === 'source';
}

export function newRow(crm: Crm, access: Access, module: ModuleDefinition, wantedId?: number): Row {
  const values: Record<string, string | null> = {};
  for (const field of module.fields) values[field.name] = initialValue(field);
  const at = stamp(crm.now());
  const user = String(access.user.id);
  Object.assign(values, { createdtime: at, modifiedtime: at, modifiedby: user, source: 'WEBSERVICE' });
  if (module.name === 'ModComments') values['creator'] = user;
  if (module.name === 'Emails') Object.assign(values, { parent_id: '', ccmail: '[""]', bccmail: '[""]' });
  const { numbering } = module;
  if (numbering !== undefined) {
    values[numbering.field] = `${numbering.prefix}${crm.store.takeNumber(module.name)}`;
  }
  return {
    id: crm.store.takeId(wantedId),
    module: module.name,
    values,
    label: '',
    deleted: false,
    converted: false,
  };
}

/**
 * Writes the changes the user may make and fires the workflows. The label is made from what was sent, also of fields
 * that were not stored because they are read-only for the user.
 */
export function write(
  crm: Crm,
  access: Access,
  row: Row,
  changes: Readonly<Record<string, string | null>>,
): readonly string[] {
  const module = crm.modules.get(row.module);
  const changed: string[] = [];
  for (const [name, value] of Object.entries(changes)) {
    const stored = value === null ? null : defuseScript(value);
    if (!access.writes(row.module, name) || row.values[name] === stored) continue;
    crm.store.set(row, name, stored);
    changed.push(name);
  }
  row.label = labelOf(module, { ...row.values, ...changes });
  runWorkflows(crm, row, changed);
  return changed;
}

function runWorkflows(crm: Crm, row: Row, changed: readonly string[]): void {
  for (const workflow of crm.workflows) {
    workflow(row, changed, (name, value) => crm.store.set(row, name, value));
  }
}

export function labelOf(
  module: ModuleDefinition | undefined,
  values: Readonly<Record<string, string | null>>,
): string {
  const parts = (module?.labelFields ?? []).map((name) => values[name] ?? '');
  return encodeEntities(parts.join(' ').trim());
}

/** An owner who does not exist makes PHP die, after the record was inserted. */
export function dieOnUnknownOwner(crm: Crm, element: Element): void {
  const value = phpText(element['assigned_user_id'] ?? null) ?? '';
  const [prefix, number] = value.includes('x') ? value.split('x') : ['19', value];
  if (prefix === '19' && crm.store.findUser(Number(number)) === undefined) {
    throw new PhpDie('Sorry! Attempt to access restricted file.');
  }
}

export { touch };
