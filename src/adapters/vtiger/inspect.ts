import { type ModuleName, MODULES } from '../../consent/record';
import { STATUSES } from '../../consent/status';
import type { CrmInspection } from '../../flow/crm-inspection';
import { isCrmFailure } from './failures';
import { CONSENT_FIELD_NAMES, CONSENT_FIELDS, READ_FIELDS } from './fields';
import type { VtigerOperations } from './operations';
import { type Description, parseDescription, schemaOf } from './schema';
import type { ModuleOverrides } from './schemas';

type InspectedModule = CrmInspection['modules'][number];
type Inspectors = Pick<VtigerOperations, 'account' | 'describe'>;

const NEEDED = CONSENT_FIELD_NAMES.map((key) => CONSENT_FIELDS[key])
  .filter(({ optional }) => optional !== true)
  .map(({ name }) => name);
const COMMENT_FIELDS = ['commentcontent', 'related_to', 'assigned_user_id'];

/** Always asked anew: an admin looks at it right after a change. */
export async function inspectCrm(operations: Inspectors, overrides: ModuleOverrides): Promise<CrmInspection> {
  const account = await operations.account();
  const consent = MODULES.map(async (module) => {
    const description = await describeIfAllowed(operations, module);
    return description === null ? unreadable(module) : inspectModule(module, description, overrides);
  });
  const comments = describeIfAllowed(operations, 'ModComments').then(inspectComments);
  return {
    version: account.version,
    user: {
      id: account.userId,
      name: account.userName,
      timeZone: account.timeZone,
      dateFormat: account.dateFormat,
    },
    grade: 'standard',
    modules: await Promise.all([...consent, comments]),
  };
}

async function describeIfAllowed(operations: Inspectors, module: string): Promise<Description | null> {
  try {
    return parseDescription(await operations.describe(module));
  } catch (error) {
    if (isCrmFailure(error, 'crm_access_denied')) return null;
    throw error;
  }
}

function inspectModule(
  module: ModuleName,
  description: Description,
  overrides: ModuleOverrides,
): InspectedModule {
  const schema = schemaOf(module, description, overrides[module]);
  const fields = CONSENT_FIELD_NAMES.flatMap((key): [string, string][] => {
    const name = schema.names[key];
    return name === undefined ? [] : [[CONSENT_FIELDS[key].name, name]];
  });
  const { statuses } = schema;
  return {
    name: module,
    readable: description.retrieveable,
    creatable: description.createable,
    updateable: description.updateable,
    fields: Object.fromEntries(fields),
    missing: schema.missing,
    off: schema.off,
    notWritable: schema.notWritable,
    missingStatuses: statuses === null ? [] : STATUSES.filter((status) => !statuses.includes(status)),
  };
}

function inspectComments(description: Description | null): InspectedModule {
  if (description === null) return unreadable('ModComments');
  const named = new Set(description.fields.map((field) => field.name));
  return {
    name: 'ModComments',
    readable: description.retrieveable,
    creatable: description.createable,
    updateable: description.updateable,
    fields: Object.fromEntries(COMMENT_FIELDS.filter((name) => named.has(name)).map((name) => [name, name])),
    missing: COMMENT_FIELDS.filter((name) => !named.has(name)),
    off: [],
    notWritable: [],
    missingStatuses: [],
  };
}

function unreadable(name: InspectedModule['name']): InspectedModule {
  const missing = name === 'ModComments' ? COMMENT_FIELDS : [...NEEDED, ...READ_FIELDS];
  return {
    name,
    readable: false,
    creatable: false,
    updateable: false,
    fields: {},
    missing,
    off: [],
    notWritable: [],
    missingStatuses: name === 'ModComments' ? [] : STATUSES,
  };
}
