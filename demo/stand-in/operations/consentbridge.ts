import type { z } from 'zod';
import { stamp } from '../clock';
import { PhpFatal, VtigerError } from '../errors';
import { VTIGER_VERSION } from '../sessions';
import type { Operation } from './call';
import { apply, applyElement } from './consentbridge-apply';
import { erase, eraseElement, suppress, suppressElement } from './consentbridge-erase';
import {
  changed,
  changedElement,
  due,
  dueElement,
  find,
  findElement,
  history,
  historyElement,
} from './consentbridge-read';
import type { ExtensionCall, Person } from './consentbridge-record';
import { fingerprintOf } from './consentbridge-state';

const invalid = (): VtigerError =>
  new VtigerError('CONSENTBRIDGE_INVALID', 'element is not in the form of the operation.');

/** Not installed: an unknown operation is a PHP fatal. The result is JSON text, as the module gives it. */
function door(answer: (call: ExtensionCall, element: string) => unknown): Operation {
  return ({ crm, access, parameter }) => {
    const state = crm.extension;
    if (state === null) throw new PhpFatal('unknown operation');
    if (state.disabled)
      throw new VtigerError('CONSENTBRIDGE_DISABLED', 'The module ConsentBridge is switched off.');
    return JSON.stringify(answer({ crm, access, state }, parameter('element') ?? ''));
  };
}

function operation<T>(form: z.ZodType<T>, answer: (call: ExtensionCall, asked: T) => unknown): Operation {
  return door((call, element) => {
    const parsed = form.safeParse(parsedJson(element));
    if (!parsed.success) throw invalid();
    return answer(call, parsed.data);
  });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalid();
  }
}

/** docs/reference/module-webservice.md, contract 1. */
export const EXTENSION_OPERATIONS = [
  ['consentbridge.info', { source: 'GET', run: door(info) }],
  ['consentbridge.find', { source: 'POST', run: operation(findElement, find) }],
  ['consentbridge.due', { source: 'POST', run: operation(dueElement, due) }],
  ['consentbridge.changed', { source: 'POST', run: operation(changedElement, changed) }],
  ['consentbridge.apply', { source: 'POST', run: operation(applyElement, apply) }],
  ['consentbridge.history', { source: 'POST', run: operation(historyElement, history) }],
  ['consentbridge.suppress', { source: 'POST', run: operation(suppressElement, suppress) }],
  ['consentbridge.erase', { source: 'POST', run: operation(eraseElement, erase) }],
] as const;

function info({ crm, access, state }: ExtensionCall): unknown {
  const rights = (module: Person) => {
    const { view = false, edit = false, delete: removes = false } = access.rights(module);
    return { read: view, write: edit, delete: removes };
  };
  return {
    module: 'ConsentBridge',
    contract: 1,
    version: '0.1.0',
    vtigerVersion: VTIGER_VERSION,
    time: stamp(crm.now()),
    timeZone: 'UTC',
    maxItems: 500,
    user: { id: `19x${access.user.id}`, admin: access.user.admin === true, designated: true },
    modules: { Contacts: rights('Contacts'), Leads: rights('Leads') },
    keys: {
      addressCheck: fingerprintOf(state, 'key-check@consent-bridge.invalid'),
      labelKid: '',
      publicUrl: '',
    },
    backfill: { waiting: 0 },
    outbox: { waiting: 0, oldest: '' },
    cron: { lastRun: stamp(crm.now()) },
    fullPath: { Contacts: [], Leads: [] },
    ...state.info,
  };
}
