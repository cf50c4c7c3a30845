import { fold } from './collation';
import type { FieldDefinition } from './schema/field';
import type { ModuleDefinition } from './schema/module-definition';

/** A record as the database holds it: references and owners as bare numbers, dates in UTC, NULL as null. */
export interface Row {
  readonly id: number;
  readonly module: string;
  readonly values: Record<string, string | null>;
  label: string;
  deleted: boolean;
  /** Leads only: hidden from queries, still readable by id. */
  converted: boolean;
}

const INDEXED = new Set(['email', 'consent_status', 'consent_address_fp', 'related_to', 'parent_id']);
const INDEXED_LABELS = new Set(['Consent status', 'Consent address fingerprint']);
export const isIndexed = (field: FieldDefinition): boolean =>
  INDEXED.has(field.name) || INDEXED_LABELS.has(field.label);

/** The tables, with indexes on what the bridge asks for. Users and groups have numbers of their own: 19x3 is not record 3. */
export class Store {
  private readonly records = new Map<number, Row>();
  private readonly users = new Map<number, Row>();
  private readonly groups = new Map<number, Row>();
  private readonly byModule = new Map<string, Map<number, Row>>();
  private readonly indexes = new Map<string, Map<string, Set<Row>>>();
  private readonly counters = new Map<string, number>();
  private nextId: number;

  constructor(
    private readonly modules: ReadonlyMap<string, ModuleDefinition>,
    firstId: number,
  ) {
    this.nextId = firstId;
    for (const module of modules.values()) {
      this.byModule.set(module.name, new Map());
      for (const field of module.fields.filter(isIndexed)) {
        this.indexes.set(`${module.name}.${field.name}`, new Map());
      }
    }
  }

  takeId(wanted?: number): number {
    const id = wanted ?? this.nextId;
    this.nextId = Math.max(this.nextId, id + 1);
    return id;
  }

  /** The next new record gets this number. */
  setNextId(id: number): void {
    this.nextId = id;
  }

  /** The next automatic number of a module, e.g. 12 for CON12. */
  takeNumber(module: string): number {
    const next = (this.counters.get(module) ?? 0) + 1;
    this.counters.set(module, next);
    return next;
  }

  setCounter(module: string, number: number): void {
    this.counters.set(module, number);
  }

  add(row: Row): void {
    this.tableOf(row.module).set(row.id, row);
    this.byModule.get(row.module)?.set(row.id, row);
    for (const [name, value] of Object.entries(row.values)) this.index(row, name, value);
  }

  set(row: Row, name: string, value: string | null): void {
    const old = row.values[name] ?? null;
    if (old !== null) this.indexes.get(`${row.module}.${name}`)?.get(fold(old))?.delete(row);
    row.values[name] = value;
    this.index(row, name, value);
  }

  find(id: number): Row | undefined {
    return this.records.get(id);
  }

  findUser(id: number): Row | undefined {
    return this.users.get(id);
  }

  findGroup(id: number): Row | undefined {
    return this.groups.get(id);
  }

  /** By number: those of users and groups are their own. */
  findOf(module: string, id: number): Row | undefined {
    return this.tableOf(module).get(id);
  }

  /** All rows of a module, deleted ones included, in order of id. */
  rows(module: string): readonly Row[] {
    return [...(this.byModule.get(module)?.values() ?? [])].sort((a, b) => a.id - b.id);
  }

  /** Rows whose field compares equal to a text; undefined when there is no index on it. */
  indexed(module: string, name: string, text: string): ReadonlySet<Row> | undefined {
    const index = this.indexes.get(`${module}.${name}`);
    return index === undefined ? undefined : (index.get(fold(text)) ?? new Set());
  }

  moduleOf(name: string): ModuleDefinition | undefined {
    return this.modules.get(name);
  }

  private tableOf(module: string): Map<number, Row> {
    if (module === 'Groups') return this.groups;
    return module === 'Users' ? this.users : this.records;
  }

  private index(row: Row, name: string, value: string | null): void {
    const index = this.indexes.get(`${row.module}.${name}`);
    if (index === undefined || value === null) return;
    const key = fold(value);
    const rows = index.get(key) ?? new Set<Row>();
    rows.add(row);
    index.set(key, rows);
  }
}
