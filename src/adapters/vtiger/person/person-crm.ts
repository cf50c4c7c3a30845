import { MODULES } from '../../../consent/record';
import type { PersonCrm } from '../../../flow/person-ports';
import type { Log } from '../../../flow/ports';
import { createControls } from '../controls';
import type { Eraser } from '../eraser';
import type { VtigerOperations } from '../operations';
import { createBareQuery, createProvenQuery } from '../proven-query';
import type { ModuleOverrides } from '../schemas';
import { accountOf } from './account';
import { createDescriptions } from './descriptions';
import { findDocuments } from './documents';
import { labelOf } from './label-of';
import { personFields, topicsOf } from './person-fields';
import { readPerson } from './read-person';
import { countRelated } from './related';
import { changePerson, createLead } from './write-person';

export interface PersonCrmOptions {
  readonly operations: VtigerOperations;
  readonly eraser: Eraser;
  /** Consent fields made by hand. */
  readonly overrides?: ModuleOverrides;
  readonly log: Pick<Log, 'warn'>;
  /** ms, of a clock that only goes forward. */
  readonly now?: () => number;
}

/** Persons in Vtiger, beyond their consent: by the standard operations in either grade, erasing by the grade that is there. */
export function createPersonCrm({
  operations,
  eraser,
  overrides = {},
  log,
  now,
}: PersonCrmOptions): PersonCrm {
  const descriptions = createDescriptions(operations, now);
  const proven = createProvenQuery(createBareQuery(operations), createControls(operations));
  const reads = { operations, descriptions, proven, log };
  const writes = {
    operations,
    descriptions,
    overrides: (module: keyof ModuleOverrides) => overrides[module],
  };
  return {
    describe: async (module) => personFields(await descriptions.get(module), overrides[module]),
    read: (id) => readPerson(reads, id),
    change: (id, values) => changePerson(writes, id, values),
    related: (id) => countRelated(reads, id),
    createLead: (values) => createLead(writes, values),
    topics: async () => {
      const lists = MODULES.map(async (module) =>
        topicsOf(await descriptions.get(module), overrides[module]),
      );
      return [...new Set((await Promise.all(lists)).flat())];
    },
    documents: (record, modules) => findDocuments(reads, record, modules),
    rights: (modules) =>
      Promise.all(
        modules.map(async (module) => {
          const { readable = false, editable = false } = (await descriptions.find(module)) ?? {};
          return { module, readable, editable };
        }),
      ),
    account: (record) => accountOf(reads, record),
    erase: (id) => eraser.erase(id),
    suppress: (fingerprint, status) => eraser.suppress(fingerprint, status),
    labelOf: (id) => labelOf(reads, id),
    apiUser: async () => (await operations.account()).userId,
  };
}
