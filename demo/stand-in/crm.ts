import { Access, type Sharing } from './access';
import { stamp } from './clock';
import type { ExtensionState } from './operations/consentbridge-state';
import type { ModuleDefinition } from './schema/module-definition';
import type { Sessions } from './sessions';
import type { Row, Store } from './store';
import type { StandInUser } from './users';

/** Runs inside a save, as a workflow of Vtiger does: what it changes is in the answer already. */
export type Workflow = (
  row: Row,
  changed: readonly string[],
  set: (name: string, value: string) => void,
) => void;

/** The state of the whole stand-in, shared by the operations. */
export interface Crm {
  readonly store: Store;
  readonly modules: ReadonlyMap<string, ModuleDefinition>;
  readonly users: StandInUser[];
  readonly sessions: Sessions;
  readonly sharing: Record<string, Sharing>;
  /** Fields marked unique (Duplicate Prevention), per module. */
  readonly unique: Record<string, readonly string[]>;
  /** Relations made by add_related: number of the source, numbers of what it is related to. */
  readonly links: Map<number, Set<number>>;
  readonly workflows: Workflow[];
  /** Settings > Leads > field mapping: custom fields of a lead that a conversion copies, by name in Contacts. */
  readonly leadMapping: Record<string, string>;
  /** Whether the server was repaired so that sync works; unrepaired it is a fatal error. */
  patchedSync: boolean;
  /** PHP's display_errors: a fatal error then answers 200 instead of 500, as empty. */
  displayErrors: boolean;
  /** The bridge's extension module; null where it is not installed. */
  readonly extension: ExtensionState | null;
  readonly now: () => number;
}

export const accessOf = (crm: Crm, user: StandInUser): Access => new Access(user, crm.sharing);

/** modifiedtime resolves to the second; any save moves it, even one that changes nothing. */
export function touch(crm: Crm, row: Row, userId: number): void {
  crm.store.set(row, 'modifiedtime', stamp(crm.now()));
  crm.store.set(row, 'modifiedby', String(userId));
}
