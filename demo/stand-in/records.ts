import { accessOf, type Crm } from './crm';
import { presentRecord } from './present';
import { labelOf, newRow } from './save';
import { stamp } from './clock';
import type { Row } from './store';
import type { StandInUser } from './users';
import { defuseScript, toStored } from './values';

/** A record as an admin sees it: every field as text (null: an empty reference), with `id` and `label`. */
export type StoredRecord = Readonly<Record<string, string | null>> & { readonly id: string };

export interface InsertOptions {
  /** The number to give it; the next free one when absent. */
  readonly number?: number;
  readonly createdtime?: string;
  readonly modifiedtime?: string;
  readonly label?: string;
  readonly deleted?: boolean;
  readonly converted?: boolean;
}

/**
 * The records as somebody in the CRM handles them, past the webservice. Values are the stored ones (date-times in UTC);
 * changes move modifiedtime and fire nothing.
 */
export class Records {
  constructor(private readonly crm: Crm) {}

  list(module: string): readonly StoredRecord[] {
    return this.crm.store
      .rows(module)
      .filter((row) => !row.deleted)
      .map((row) => this.present(row));
  }

  get(id: string): StoredRecord | undefined {
    const row = this.row(id);
    return row === undefined || row.deleted ? undefined : this.present(row);
  }

  /** The comments on a record, newest last. */
  comments(id: string): readonly StoredRecord[] {
    const rows = this.crm.store.indexed('ModComments', 'related_to', id.split('x')[1] ?? '') ?? [];
    return [...rows].filter((row) => !row.deleted).map((row) => this.present(row));
  }

  insert(
    module: string,
    fields: Readonly<Record<string, string | null>>,
    options: InsertOptions = {},
  ): string {
    const { crm } = this;
    const definition = crm.modules.get(module);
    if (definition === undefined) throw new Error(`no module ${module}`);
    const access = accessOf(crm, this.admin());
    const row = newRow(crm, access, definition, options.number);
    Object.assign(row.values, { assigned_user_id: String(access.user.id), source: 'CRM' });
    Object.assign(row.values, this.forms(module, fields));
    if (options.createdtime !== undefined) row.values['createdtime'] = options.createdtime;
    row.values['modifiedtime'] = options.modifiedtime ?? row.values['createdtime'] ?? null;
    row.label = options.label ?? labelOf(definition, row.values);
    row.deleted = options.deleted ?? false;
    row.converted = options.converted ?? false;
    crm.store.add(row);
    return `${definition.prefix}x${row.id}`;
  }

  edit(id: string, fields: Readonly<Record<string, string | null>>, userId = 1): void {
    const row = this.need(id);
    for (const [name, value] of Object.entries(this.forms(row.module, fields))) {
      this.crm.store.set(row, name, value);
    }
    row.label = labelOf(this.crm.modules.get(row.module), row.values);
    this.stampOf(row, userId);
  }

  /** Into the recycle bin. */
  remove(id: string, userId = 1): void {
    const row = this.need(id);
    row.deleted = true;
    this.stampOf(row, userId);
  }

  restore(id: string, userId = 1): void {
    const row = this.need(id);
    row.deleted = false;
    this.stampOf(row, userId);
  }

  /** Sets stored values and nothing else: no modifiedtime, no label. */
  poke(id: string, fields: Readonly<Record<string, string | null>>): void {
    const row = this.need(id);
    for (const [name, value] of Object.entries(fields)) this.crm.store.set(row, name, value);
  }

  private stampOf(row: Row, userId: number): void {
    this.crm.store.set(row, 'modifiedtime', stamp(this.crm.now()));
    this.crm.store.set(row, 'modifiedby', String(userId));
  }

  private forms(
    module: string,
    fields: Readonly<Record<string, string | null>>,
  ): Record<string, string | null> {
    const forms: Record<string, string | null> = {};
    for (const [name, value] of Object.entries(fields)) {
      const field = this.crm.modules.get(module)?.fields.find((one) => one.name === name);
      if (field === undefined) throw new Error(`${module} has no field ${name}`);
      if (field.type === 'reference' || field.type === 'owner')
        forms[name] = value?.split('x').at(-1) ?? null;
      else if (field.type === 'datetime') forms[name] = value === '' ? null : value;
      else
        forms[name] =
          value === null
            ? null
            : defuseScript(toStored(field, value, this.admin()) ?? '') || emptyOf(field.type);
    }
    return forms;
  }

  private present(row: Row): StoredRecord {
    const record = presentRecord(this.crm.store, accessOf(this.crm, this.admin()), row);
    const fields = Object.entries(record).map(([name, value]): [string, string | null] => [
      name,
      value === null ? null : String(value),
    ]);
    return { ...Object.fromEntries(fields), id: String(record['id']) };
  }

  private admin(): StandInUser {
    const admin = this.crm.users.find((one) => one.admin === true);
    return { ...(admin ?? { id: 1, name: 'admin', accessKey: '' }), admin: true, dateFormat: 'yyyy-mm-dd' };
  }

  private row(id: string): Row | undefined {
    const [prefix, number] = id.split('x');
    const row =
      prefix === '19' ? this.crm.store.findUser(Number(number)) : this.crm.store.find(Number(number));
    return row !== undefined && this.crm.modules.get(row.module)?.prefix === Number(prefix) ? row : undefined;
  }

  private need(id: string): Row {
    const row = this.row(id);
    if (row === undefined) throw new Error(`no record ${id}`);
    return row;
  }
}

const emptyOf = (type: string): string | null => (type === 'date' ? null : '');
