import type { Crm, Log } from '../../flow/ports';
import { type Eraser, createStandardEraser } from './eraser';
import { createExtensionCalls, type ExtensionCalls } from './extension/calls';
import { createExtensionCrm } from './extension/extension-crm';
import { createExtensionEraser } from './extension/extension-eraser';
import { createGrade } from './extension/grade';
import { createGradedCrm, createGradedEraser } from './extension/graded-crm';
import { createLogin, type LoginOptions } from './login';
import { createOperations, type VtigerOperations } from './operations';
import { createSchemas, type ModuleOverrides, type Schemas } from './schemas';
import { createSessionPool } from './sessions';
import { createStandardCrm } from './standard-crm';
import { createTransport, type TransportOptions } from './transport';

export interface VtigerOptions extends LoginOptions {
  /** Of the CRM, without webservice.php. */
  readonly url: string;
  /** Sessions side by side. */
  readonly concurrency: number;
  /** ms per call. */
  readonly timeout: number;
  /** Fields made by hand: our name (`consent_status`) -> Vtiger's (`cf_863`). */
  readonly fields?: ModuleOverrides;
  /** The bridge's count of fingerprints. With it the extension is used where it is installed and counts alike. */
  readonly fingerprint?: (address: string) => string;
  /** Every call, for metrics: `ok` or the failure's code. */
  readonly onCall?: TransportOptions['onCall'];
  readonly log: Log;
}

export interface VtigerCrm extends Crm {
  /** Removes persons: the part of the port `PersonCrm` that depends on the grade. */
  readonly eraser: Eraser;
  /** The standard webservice operations beneath. */
  readonly operations: VtigerOperations;
  /** Lets go of its connections. */
  close(): void;
}

/** The CRM through Vtiger's webservice: by the operations of the extension, else by the standard ones. */
export function createVtigerCrm(options: VtigerOptions): VtigerCrm {
  const { timeout, onCall, log, fields = {} } = options;
  const endpoint = `${options.url.replace(/\/+$/, '')}/webservice.php`;
  const transport = createTransport({ endpoint, timeout, ...(onCall === undefined ? {} : { onCall }) });
  const login = createLogin(transport, options);
  const pool = createSessionPool(options.concurrency, async () => {
    const session = await login();
    log.debug('logged in to Vtiger', { version: session.version });
    return session;
  });
  const operations = createOperations(transport, pool, endpoint);
  const schemas = createSchemas(operations, fields);
  const crm = createStandardCrm(operations, schemas, fields);
  const standard = { crm, eraser: createStandardEraser({ crm, operations, schemas }) };
  const calls = createExtensionCalls({ transport, pool, timeout });
  const graded = byGrade(standard, { schemas, calls }, options);
  return { ...graded.crm, eraser: graded.eraser, operations, close: () => transport.close() };
}

interface Faces {
  readonly crm: Crm;
  readonly eraser: Eraser;
}

function byGrade(
  standard: Faces,
  { schemas, calls }: { readonly schemas: Schemas; readonly calls: ExtensionCalls },
  { fingerprint, concurrency, fields = {}, log }: VtigerOptions,
): Faces {
  if (fingerprint === undefined) return standard;
  const handMade = Object.values(fields).some((names) => Object.keys(names).length > 0);
  const grade = createGrade({ schemas, info: calls.info, fingerprint, handMade, log });
  const extension = createExtensionCrm({ calls, concurrency, standard: standard.crm });
  return {
    crm: createGradedCrm(standard.crm, extension, grade),
    eraser: createGradedEraser(standard.eraser, createExtensionEraser(calls), grade),
  };
}
