import type { FieldDefinition } from './schema/field';
import { ENTITIES } from './schema/entities';
import type { ModuleDefinition } from './schema/module-definition';
import type { Row } from './store';
import type { ModuleRights, StandInUser } from './users';

/** Organisation-wide sharing of a module's records that others own. */
export type Sharing = 'edit' | 'read' | 'private';

/** Groups, currencies and the like: everybody reads them. */
const isActor = (module: string): boolean =>
  ENTITIES.some((entity) => entity.name === module && !entity.isEntity);

const ALL: ModuleRights = { view: true, edit: true, create: true, delete: true };

/** What one user may do. Admins may do everything; field rights end with "View all" and "Edit all". */
export class Access {
  constructor(
    readonly user: StandInUser,
    private readonly sharing: Readonly<Record<string, Sharing>>,
  ) {}

  rights(module: string): ModuleRights {
    if (this.user.admin === true) return ALL;
    const own = this.user.rights?.[module];
    if (own === undefined) return isActor(module) ? { view: true } : {};
    return this.user.global === true ? { ...ALL } : own;
  }

  /** Modules of listtypes; what is no entity is always listed. */
  lists(module: string): boolean {
    const entity = ENTITIES.find((one) => one.name === module);
    if (entity === undefined) return false;
    return this.user.admin === true || !entity.isEntity || this.user.rights?.[module] !== undefined;
  }

  /** Fields the user sees: by block for an admin, by column name for others (their query groups by it). */
  fields(module: ModuleDefinition): readonly FieldDefinition[] {
    if (this.user.admin === true || this.user.global === true) return module.fields;
    const hidden = this.rights(module.name).hidden ?? [];
    return module.fields
      .filter((one) => !hidden.includes(one.name))
      .sort((a, b) => (a.column < b.column ? -1 : 1));
  }

  writes(module: string, field: string): boolean {
    const { hidden, writable, readOnly } = this.rights(module);
    // Recorded: the owner can be changed though the field is read-only for the profile.
    if (field === 'assigned_user_id') return true;
    if (hidden?.includes(field) === true || readOnly?.includes(field) === true) return false;
    return writable === undefined || writable.includes(field);
  }

  sees(row: Row): boolean {
    return this.rights(row.module).view === true && (this.owns(row) || this.shared(row) !== 'private');
  }

  edits(row: Row): boolean {
    return this.rights(row.module).edit === true && (this.owns(row) || this.shared(row) === 'edit');
  }

  deletes(row: Row): boolean {
    return this.rights(row.module).delete === true && (this.owns(row) || this.shared(row) === 'edit');
  }

  private shared(row: Row): Sharing {
    return this.user.global === true ? 'edit' : (this.sharing[row.module] ?? 'edit');
  }

  private owns(row: Row): boolean {
    return this.user.admin === true || row.values['assigned_user_id'] === String(this.user.id);
  }
}
