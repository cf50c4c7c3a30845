import type { FieldDefinition } from './field';

/** A module as the CRM defines it. */
export interface ModuleDefinition {
  readonly name: string;
  readonly prefix: number;
  readonly idLabel: string;
  readonly labelFields: readonly string[];
  readonly fields: readonly FieldDefinition[];
  /** The automatic number, e.g. CON12. */
  readonly numbering?: { readonly field: string; readonly prefix: string };
}
