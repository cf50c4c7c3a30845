import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { crmFailure } from '../../../../src/adapters/vtiger/failures';
import type { VtigerOperations } from '../../../../src/adapters/vtiger/operations';
import type { Log } from '../../../../src/flow/ports';

const answer = z.object({ response: z.object({ body: z.object({ result: z.unknown() }) }) });

/** What Vtiger 8.4.0 answered. */
export function result(name: string, folder = 'vtiger-persons'): unknown {
  const file = join(__dirname, '../../../fixtures', folder, `${name}.json`);
  return answer.parse(JSON.parse(readFileSync(file, 'utf8'))).response.body.result;
}

const DESCRIBED: Readonly<Record<string, readonly [string, string?]>> = {
  Contacts: ['describe-contacts', 'vtiger-contract'],
  Leads: ['describe-leads', 'vtiger-contract'],
  ModComments: ['describe-modcomments', 'vtiger-contract'],
  Emails: ['describe-emails', 'vtiger-contract'],
  HelpDesk: ['describe-helpdesk'],
  Documents: ['describe-documents'],
  Vendors: ['describe-vendors'],
  Project: ['describe-project'],
  Invoice: ['describe-invoice'],
  Groups: ['describe-groups'],
};

/** Accounts, reduced. */
const ACCOUNTS = {
  idPrefix: '11',
  retrieveable: true,
  createable: true,
  updateable: true,
  fields: [
    { name: 'accountname', label: 'Organization Name', type: { name: 'string' } },
    { name: 'accounttype', label: 'Type', type: { name: 'picklist' } },
  ],
};

export function describedAs(module: string): unknown {
  if (module === 'Accounts') return ACCOUNTS;
  const [name, folder] = DESCRIBED[module] ?? [];
  if (name === undefined) throw crmFailure('crm_access_denied', { detail: module });
  return result(name, folder);
}

const unexpected = (operation: string) => (): Promise<never> =>
  Promise.reject(new Error(`${operation} was not to be called`));

/** Vtiger's operations: modules are described as recorded, everything else is a test's own. */
export function fakeOperations(own: Partial<VtigerOperations> = {}): VtigerOperations {
  return {
    describe: (module) => Promise.resolve().then(() => describedAs(module)),
    retrieve: unexpected('retrieve'),
    revise: unexpected('revise'),
    create: unexpected('create'),
    delete: unexpected('delete'),
    query: unexpected('query'),
    listTypes: unexpected('listtypes'),
    relatedTypes: unexpected('relatedtypes'),
    queryRelated: unexpected('query_related'),
    account: () =>
      Promise.resolve({
        name: 's1',
        userId: '19x5',
        userName: 'bridge',
        version: '8.4.0',
        timeZone: 'UTC',
        dateFormat: 'yyyy-mm-dd',
        isAdmin: false,
      }),
    ...own,
  };
}

export interface Warned {
  readonly log: Pick<Log, 'warn'>;
  readonly warned: string[];
}

export function warnings(): Warned {
  const warned: string[] = [];
  return {
    warned,
    log: { warn: (message, fields) => warned.push(`${message} ${JSON.stringify(fields ?? {})}`) },
  };
}
