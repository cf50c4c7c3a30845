import type { Crm } from '../../../flow/ports';
import type { CrmInspection } from '../../../flow/crm-inspection';
import type { Eraser } from '../eraser';
import { isCrmFailure } from '../failures';
import type { Grade } from './grade';

/** Each call by the extension where it is there, else by the standard operations. */
function byGrade<P>(standard: P, extension: P, grade: Grade) {
  return async <T>(call: (port: P) => Promise<T>): Promise<T> => {
    if (!(await grade.isExtension())) return call(standard);
    try {
      return await call(extension);
    } catch (error) {
      // A server error may mean that the module was removed meanwhile; a write in doubt is not made again here.
      if (isCrmFailure(error, 'crm_http_5xx', 'crm_empty')) grade.doubt();
      if (!isCrmFailure(error, 'crm_extension_off')) throw error;
      grade.switchedOff();
      return await call(standard);
    }
  };
}

export function createGradedCrm(standard: Crm, extension: Crm, grade: Grade): Crm {
  const by = byGrade(standard, extension, grade);
  return {
    retrieve: (id) => by((crm) => crm.retrieve(id)),
    findByAddress: (address, spellings) => by((crm) => crm.findByAddress(address, spellings)),
    findByAddresses: (addresses) => by((crm) => crm.findByAddresses(addresses)),
    findByFingerprint: (fingerprint) => by((crm) => crm.findByFingerprint(fingerprint)),
    write: (id, fields, beside) => by((crm) => crm.write(id, fields, beside)),
    isAtomic: () => grade.isExtension(),
    addComment: (record, content) => by((crm) => crm.addComment(record, content)),
    comments: (record, limit) => by((crm) => crm.comments(record, limit)),
    listByStatus: (module, status, page) => by((crm) => crm.listByStatus(module, status, page)),
    listChanged: (module, from) => by((crm) => crm.listChanged(module, from)),
    listAll: (module, after) => by((crm) => crm.listAll(module, after)),
    newestChange: (module) => by((crm) => crm.newestChange(module)),
    inspect: () => by((crm) => inspectBeside(crm, grade)),
  };
}

/** Also when it is not used: the admin wants to know why. */
async function inspectBeside(crm: Crm, grade: Grade): Promise<CrmInspection> {
  const [inspection, extension] = await Promise.all([crm.inspect(), grade.found()]);
  return extension === null ? inspection : { ...inspection, extension };
}

export function createGradedEraser(standard: Eraser, extension: Eraser, grade: Grade): Eraser {
  const by = byGrade(standard, extension, grade);
  return {
    erase: (id) => by((eraser) => eraser.erase(id)),
    suppress: (fingerprint, status) => by((eraser) => eraser.suppress(fingerprint, status)),
  };
}
