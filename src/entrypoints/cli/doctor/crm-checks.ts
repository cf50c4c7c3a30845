import type { CrmInspection } from '../../../flow/crm-inspection';
import type { CliBridge } from '../cli-bridge';
import { type Check, examined, fault, ok, warn } from './check';
import { extensionChecks } from './extension-checks';
import { timeZoneCheck } from './time-zone-check';

type Module = CrmInspection['modules'][number];

export function crmChecks({ deps }: CliBridge): Promise<Check[]> {
  return examined(
    'Vtiger',
    'correct what it says; VTIGER_URL, VTIGER_USERNAME, VTIGER_ACCESS_KEY',
    async () => {
      const found = await deps.crm.inspect();
      return [
        ok(`Vtiger ${found.version} answers; logged in as ${found.user.name} (${found.user.id})`),
        ...userChecks(found.user),
        ...(await zoneChecks(deps)),
        ...extensionChecks(found, deps.clock.now()),
        ...found.modules.flatMap(moduleChecks),
        ...(found.grade === 'standard' ? [CONVERSION] : []),
      ];
    },
  );
}

/** It reads records, so it may fail where the rest does not. */
function zoneChecks(deps: CliBridge['deps']): Promise<Check[]> {
  return examined('Time zone of Vtiger', 'see the other Vtiger lines', async () => [
    await timeZoneCheck(deps),
  ]);
}

/** The webservice writes and reads date-times in the user's zone and format (facts 28, 29). */
function userChecks({ timeZone, dateFormat }: CrmInspection['user']): Check[] {
  return [
    timeZone === 'UTC'
      ? ok('The API user lives in UTC')
      : fault(
          `The API user lives in ${timeZone || 'no time zone'}`,
          'set its time zone to UTC in My Preferences',
        ),
    dateFormat === 'yyyy-mm-dd'
      ? ok('The API user writes dates yyyy-mm-dd')
      : fault(
          `The API user writes dates ${dateFormat || 'in no known way'}`,
          'set its date format to yyyy-mm-dd in My Preferences',
        ),
  ];
}

/** Vtiger's mapping of Lead fields cannot be read by webservice. */
const CONVERSION = warn(
  'Lead conversion: whether consent fields are mapped cannot be seen from outside',
  'map every consent field of Leads to Contacts in the Lead conversion settings, else a converted Lead loses its history',
);

function moduleChecks(module: Module): Check[] {
  const { name, readable, creatable, updateable, missing, off, notWritable, missingStatuses } = module;
  if (!readable) return [fault(`${name}: the API user may not read it`, 'allow it in its profile')];
  const comments = name === 'ModComments';
  const may = comments ? creatable : updateable;
  const problems = [
    ...(may
      ? []
      : [
          fault(
            `${name}: the API user may not ${comments ? 'create' : 'edit'} it`,
            'allow it in its profile',
          ),
        ]),
    ...listed(missing, `${name}: fields missing`, 'make them, or name them by VTIGER_FIELD_...'),
    ...listed(notWritable, `${name}: fields that the API user may not write`, 'allow it in its profile'),
    ...listed(
      missingStatuses,
      `${name}: consent_status lacks values`,
      'add them to the picklist, spelt exactly so, and give its role access',
    ),
  ];
  const unused = off.map((field) => ok(`${name}: no ${field} that can be written, so topics are off`));
  return [foundCheck(module), ...unused, ...problems];
}

function listed(names: readonly string[], what: string, todo: string): Check[] {
  return names.length === 0 ? [] : [fault(`${what}: ${names.join(', ')}`, todo)];
}

function foundCheck({ name, fields }: Module): Check {
  const pairs = Object.entries(fields);
  const mapped = pairs.filter(([ours, theirs]) => ours !== theirs);
  const detail = mapped.map(([ours, theirs]) => `${ours} is ${theirs}`);
  return { ...ok(`${name}: ${pairs.length} fields found`), detail };
}
