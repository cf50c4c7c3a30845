import { internalError, operationDenied, unknownRelation } from '../errors';
import { entityOfId, webserviceId } from '../ids';
import type { Presented } from '../present';
import { runQuery } from '../query/run';
import { relatedLists } from '../schema/relations';
import type { Row } from '../store';
import type { Operation, OperationCall } from './call';

export const relatedTypes: Operation = ({ access, parameter }) => {
  const name = parameter('elementType') ?? '';
  if (!access.lists(name)) throw operationDenied();
  const lists = relatedLists(name).filter((one) => access.lists(one.module));
  return {
    types: lists.map((one) => one.module),
    information: Object.fromEntries(
      lists.map(({ label, module }) => [label, { name: module, label, isEntity: '1' }]),
    ),
  };
};

export const retrieveRelated: Operation = (call) =>
  query(call, `SELECT * FROM ${call.parameter('relatedType') ?? ''}`);

/** The query is taken without semicolon: its module must be the relation's to the letter. */
export const queryRelated: Operation = (call) => query(call, call.parameter('query') ?? '');

function query(call: OperationCall, text: string): Presented[] {
  const { crm, access, parameter } = call;
  const id = parameter('id') ?? '';
  const entity = entityOfId(id);
  if (entity === undefined) throw operationDenied(' for id');
  const source = crm.store.find(Number(id.split('x')[1]));
  if (source === undefined || source.deleted) throw operationDenied();
  const related = /FROM\s+(\S+)/i.exec(text)?.[1];
  const label = parameter('relatedLabel');
  const list = relatedLists(source.module).find((one) => one.label === label && one.module === related);
  if (list === undefined || !access.lists(list.module)) throw unknownRelation();
  const ids = relatedRows(call, source, list.module).map((row) => `'${webserviceId(row.module, row.id)}'`);
  return ids.length === 0 ? [] : runQuery(crm, access, withIds(text, `id IN (${ids.join(',')})`));
}

function withIds(text: string, clause: string): string {
  if (!/where/i.test(text)) return `${text} WHERE ${clause};`;
  const [head = '', condition = ''] = text.split('WHERE');
  return `${head} WHERE ${clause} AND ${condition};`;
}

/** Lists in which an Account shows what hangs on its Contacts too. */
const ROLLED_UP = new Set(['Documents', 'HelpDesk']);

function relatedRows(call: OperationCall, source: Row, module: string): readonly Row[] {
  const own = rowsAt(call, source, module);
  if (source.module !== 'Accounts' || !ROLLED_UP.has(module)) return own;
  const contacts = rowsAt(call, source, 'Contacts');
  return [...new Set([...own, ...contacts.flatMap((contact) => rowsAt(call, contact, module))])];
}

function rowsAt({ crm }: OperationCall, source: Row, module: string): readonly Row[] {
  const number = String(source.id);
  const references =
    REFERENCES[`${source.module}.${module}`] ?? REFERENCES[module] ?? referring(crm, source, module);
  const named = references.flatMap((name) => [
    ...(crm.store.indexed(module, name, number) ?? crm.store.rows(module)),
  ]);
  const linked = [...(crm.links.get(source.id) ?? [])].map((id) => crm.store.find(id));
  return [...named.filter((row) => references.some((name) => row.values[name] === number)), ...linked]
    .filter((row) => row !== undefined)
    .filter((row) => row.module === module && !row.deleted);
}

/** Business documents hang on whatever their fields refer to. */
function referring(crm: OperationCall['crm'], source: Row, module: string): readonly string[] {
  const fields = crm.modules.get(module)?.fields ?? [];
  return fields
    .filter((field) => field.type === 'reference' && field.refersTo.includes(source.module))
    .map((field) => field.name);
}

/** Fields by which a module's records hang on another record; the rest of the relations are links. */
const REFERENCES: Readonly<Record<string, readonly string[]>> = {
  ModComments: ['related_to'],
  Emails: ['parent_id'],
  'Contacts.HelpDesk': ['contact_id'],
  'Accounts.Contacts': ['account_id'],
  'Accounts.HelpDesk': ['parent_id'],
};

/** Answers "successfull" also where nothing useful was related (an e-mail stays invisible at the contact). */
export const addRelated: Operation = ({ crm, parameter }) => {
  const source = crm.store.find(Number((parameter('sourceRecordId') ?? '').split('x')[1]));
  const target = crm.store.find(Number((parameter('relatedRecordId') ?? '').split('x')[1]));
  if (source === undefined || source.deleted) throw internalError();
  const listed = relatedLists(source.module).some((one) => one.module === target?.module);
  if (target !== undefined && listed && REFERENCES[target.module] === undefined) {
    const links = crm.links.get(source.id) ?? new Set<number>();
    links.add(target.id);
    crm.links.set(source.id, links);
  }
  return { message: 'successfull' };
};
