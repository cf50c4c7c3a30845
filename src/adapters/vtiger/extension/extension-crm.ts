import type { Crm } from '../../../flow/ports';
import type { ExtensionCalls } from './calls';
import { createFind, findByAddress, findByAddresses, findByFingerprint, retrieve } from './find';
import { readHistory } from './history';
import { listAll, listByStatus, listChanged, newestChange } from './lists';
import { addEntry, createApply, writeRecord } from './write';

export interface ExtensionParts {
  readonly calls: ExtensionCalls;
  /** Sessions side by side: half of them for reading, half for writing. */
  readonly concurrency: number;
  /** The standard operations, for what the extension does not hold. */
  readonly standard: Pick<Crm, 'comments' | 'inspect'>;
}

/** The CRM through the operations of the extension ("extension grade"): bulk, compare-and-set, history of its own. */
export function createExtensionCrm({ calls, concurrency, standard }: ExtensionParts): Crm {
  const side = Math.max(1, Math.floor(concurrency / 2));
  const find = createFind(calls, side);
  const apply = createApply(calls, side);
  return {
    retrieve: (id) => retrieve(find, id),
    findByAddress: (address, spellings) => findByAddress(find, address, spellings),
    findByAddresses: (addresses) => findByAddresses(find, addresses),
    findByFingerprint: (fingerprint) => findByFingerprint(find, fingerprint),
    write: (id, given, beside) => writeRecord({ find, apply }, id, given, beside),
    addComment: (record, content) => addEntry({ apply }, record, content),
    comments: (record, limit) => readHistory(calls, standard, record, limit),
    listByStatus: (module, status, page) => listByStatus(calls, module, status, page),
    listChanged: (module, from) => listChanged(calls, module, from),
    listAll: (module, after) => listAll(calls, module, after),
    newestChange: (module) => newestChange(calls, module),
    inspect: async () => ({ ...(await standard.inspect()), grade: 'extension' }),
  };
}
