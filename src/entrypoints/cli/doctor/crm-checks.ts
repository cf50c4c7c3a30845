import type { CrmInspection } from '../../../flow/ports';
import type { CliBridge } from '../cli-bridge';
import { type Check, examined, fault, ok, warn } from './check';

type Module = CrmInspection['modules'][number];

/** What only the extension brings (interfaces: "Standard grade"). */
const STANDARD_LACKS =
  'no webhook (the sweep finds changes), evidence as comments, links for mail templates by `consent-bridge links`, no suppression after erasure, no bulk work';

export function crmChecks({ deps }: CliBridge): Promise<Check[]> {
  return examined(
    'Vtiger',
    'correct what it says; VTIGER_URL, VTIGER_USERNAME, VTIGER_ACCESS_KEY',
    async () => {
      const found = await deps.crm.inspect();
      return [
        ok(`Vtiger ${found.version} answers; logged in as ${found.user.name} (${found.user.id})`),
        ...userChecks(found.user),
        ok(found.grade === 'extension' ? 'Extension grade' : `Standard grade: ${STANDARD_LACKS}`),
        ...found.modules.flatMap(moduleChecks),
        ...(found.grade === 'standard' ? [CONVERSION] : []),
      ];
    },
  );
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
  const { name, readable, creatable, updateable, missing, notWritable, missingStatuses } = module;
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
  return [foundCheck(module), ...problems];
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
