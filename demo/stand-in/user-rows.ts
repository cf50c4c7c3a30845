import { GROUPS } from './schema/business';
import type { ModuleDefinition } from './schema/module-definition';
import type { Store } from './store';
import type { StandInUser } from './users';
import { initialValue } from './values';

/** Settings of a user as Vtiger ships them; the lab's admin shows them. */
const SHIPPED: Readonly<Record<string, string>> = {
  status: 'Active',
  roleid: 'H2',
  activity_view: 'This Week',
  lead_view: 'Today',
  hour_format: '12',
  end_hour: '23:00',
  start_hour: '00:00',
  currency_id: '21x1',
  currency_grouping_pattern: '123,456,789',
  currency_decimal_separator: '.',
  currency_grouping_separator: ',',
  currency_symbol_placement: '$1.0',
  internal_mailer: '1',
  theme: 'alphagrey',
  language: 'en_us',
  reminder_interval: '1 Minute',
  no_of_currency_decimals: '2',
  truncate_trailing_zeros: '1',
  dayoftheweek: 'Sunday',
  callduration: '5',
  othereventduration: '5',
  calendarsharedtype: 'public',
  default_record_view: 'Summary',
  defaulteventstatus: 'Planned',
  defaultactivitytype: 'Call',
  defaultcalendarview: 'MyCalendar',
  defaultlandingpage: 'Home',
};

export function seedUsers(
  store: Store,
  modules: ReadonlyMap<string, ModuleDefinition>,
  users: readonly StandInUser[],
): void {
  const fields = modules.get('Users')?.fields ?? [];
  for (const user of users) {
    const values: Record<string, string | null> = {};
    for (const field of fields) {
      values[field.name] = SHIPPED[field.name] ?? initialValue(field) ?? '';
    }
    Object.assign(values, ownValues(user));
    store.add({ id: user.id, module: 'Users', values, label: '', deleted: false, converted: false });
  }
}

export function seedGroups(store: Store): void {
  for (const { id, groupname, description } of GROUPS) {
    const values = { groupname, description };
    store.add({ id, module: 'Groups', values, label: '', deleted: false, converted: false });
  }
}

function ownValues(user: StandInUser): Record<string, string | null> {
  const name = [user.firstName ?? '', user.lastName ?? ''].join(' ').trim();
  return {
    user_name: user.name,
    is_admin: user.admin === true ? 'on' : 'off',
    is_owner: user.id === 1 ? '1' : '0',
    first_name: user.firstName ?? '',
    last_name: user.lastName ?? '',
    email1: user.email ?? '',
    date_format: user.dateFormat ?? 'yyyy-mm-dd',
    time_zone: user.timeZone ?? 'UTC',
    userlabel: name,
    phone_crm_extension: null,
    rowheight: null,
    hidecompletedevents: null,
  };
}
