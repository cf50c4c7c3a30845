/** Rights on one module; a module that is not named is off for the user. */
export interface ModuleRights {
  readonly view?: boolean;
  readonly edit?: boolean;
  readonly create?: boolean;
  readonly delete?: boolean;
  /** Fields absent from describe, retrieve and query. */
  readonly hidden?: readonly string[];
  /** The only fields that may be written; absent: all. */
  readonly writable?: readonly string[];
  /** Fields that may not be written. */
  readonly readOnly?: readonly string[];
}

export interface StandInUser {
  readonly id: number;
  readonly name: string;
  accessKey: string;
  active?: boolean;
  readonly admin?: boolean;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  /** Such a date-time as uitype 6 is read in this zone; API users are to be set to UTC. */
  readonly timeZone?: string;
  readonly dateFormat?: 'yyyy-mm-dd' | 'dd-mm-yyyy' | 'mm-dd-yyyy';
  /** Rights per module of a user who is no admin. */
  rights?: Readonly<Record<string, ModuleRights>>;
  /** "View all" and "Edit all" in the profile: cancel field-level restrictions. */
  global?: boolean;
}

/** The default: an admin, and the bridge's API user with the documented rights. */
export const DEFAULT_USERS: readonly StandInUser[] = [
  {
    id: 1,
    name: 'admin',
    accessKey: 'adminAccessKey01',
    admin: true,
    firstName: 'Ada',
    lastName: 'Admin',
    email: 'admin@example.com',
    timeZone: 'Europe/Amsterdam',
    dateFormat: 'dd-mm-yyyy',
  },
  {
    id: 5,
    name: 'bridge',
    accessKey: 'bridgeAccessKey1',
    lastName: 'Bridge',
    email: 'bridge@example.com',
    timeZone: 'UTC',
    dateFormat: 'yyyy-mm-dd',
    rights: {
      Contacts: { view: true, edit: true },
      Leads: { view: true, edit: true },
      ModComments: { view: true, create: true },
    },
  },
];
