import { join } from 'node:path';
import { z } from 'zod';
import type { Records } from '../../../../demo/stand-in/records';
import { type StandIn, startStandIn } from '../../../../demo/stand-in/start';
import { DEFAULT_USERS } from '../../../../demo/stand-in/users';
import { bodyOf, parametersOf, type Recording, readRecordings, rowsOf } from '../../stand-in/recording';

const recordings = readRecordings(join(__dirname, '../../../fixtures/vtiger-persons'));
const PERSON = '12x7107';

/** The records in which the pairs were recorded. */
function seed(records: Records): void {
  const put = (
    id: string,
    module: string,
    fields: Record<string, string>,
    createdtime = '2026-11-24 14:28:05',
  ) => records.insert(module, fields, { number: Number(id.split('x')[1]), createdtime });
  put('11x7106', 'Accounts', { accountname: 'Demo BV', accounttype: 'Customer' });
  put(PERSON, 'Contacts', { firstname: 'Eva', lastname: 'Demo', account_id: '11x7106' });
  put('12x7108', 'Contacts', { firstname: 'Bo', lastname: 'Bare' });
  put('10x7109', 'Leads', { firstname: 'Lea', lastname: 'Lead' });
  put('2x7110', 'Vendors', { vendorname: 'Vendor BV' });
  put('14x7111', 'Products', { productname: 'Widget' });
  put('25x7112', 'ServiceContracts', { subject: 'SC 1', sc_related_to: PERSON });
  put('13x7113', 'Potentials', { potentialname: 'Deal 1', related_to: '11x7106', contact_id: PERSON });
  put('29x7114', 'Project', { projectname: 'Project 1', linktoaccountscontacts: PERSON });
  put('32x7115', 'Assets', { assetname: 'Asset 1', account: '11x7106', contact: PERSON });
  put('15x7116', 'Documents', { notes_title: 'Doc 1' });
  put('17x7117', 'HelpDesk', { ticket_title: 'Printer broken', ticketstatus: 'Open', contact_id: PERSON });
  put('30x7118', 'ModComments', { commentcontent: 'Hello', related_to: PERSON });
  const ticket = {
    ticket_title: 'GDPR request: erase, due 2026-12-24',
    ticketstatus: 'Open',
    ticketpriorities: 'Normal',
    description: 'Request: 0190\nKind: erase',
    contact_id: PERSON,
    assigned_user_id: '20x4',
    source: 'WEBSERVICE',
  };
  put('17x7119', 'HelpDesk', ticket, '2026-11-24 14:28:20');
}

/** What the calls before left on the ticket. */
const BEFORE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'revise-ticket-due': { solution: 'approved & done', ticketstatus: 'Closed' },
};

let standIn: StandIn;
afterEach(() => standIn.stop());

async function replay(one: Recording): Promise<string> {
  const [row] = rowsOf(one);
  const modified = row?.['modifiedtime'];
  standIn = await startStandIn({
    seed,
    users: DEFAULT_USERS.map((user) => ({ ...user, timeZone: 'UTC', dateFormat: 'yyyy-mm-dd' })),
    ...(modified == null ? {} : { clock: () => Date.parse(`${modified.replace(' ', 'T')}Z`) }),
  });
  standIn.crm.links.set(7107, new Set([7110, 7116]));
  const left = BEFORE[one.name];
  if (left !== undefined) standIn.records.poke('17x7119', left);
  const [admin] = standIn.users;
  const { sessionName } = parametersOf(one);
  if (admin !== undefined && sessionName !== undefined) standIn.crm.sessions.open(sessionName, admin);
  if (one.name.startsWith('create-')) standIn.crm.store.setNextId(Number(row?.['id']?.split('x')[1] ?? 8000));
  const { method, path, query, form } = one.request;
  const url = new URL(path, standIn.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const answer = await fetch(url, {
    method,
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  });
  return answer.text();
}

const described = z.object({
  result: z.object({ fields: z.array(z.looseObject({ name: z.string() })), labelFields: z.string() }),
});
const WHOLE = new Set(['describe-helpdesk', 'describe-groups']);
const isReduced = (one: Recording) => one.name.startsWith('describe-') && !WHOLE.has(one.name);
const isLead = (one: Recording) => one.name === 'create-lead-signup';

describe('the stand-in, given what the adapter of persons asks of Vtiger 8.4.0,', () => {
  it.each(
    recordings
      .filter((one) => !isReduced(one) && !isLead(one))
      .map((one): [string, Recording] => [one.name, one]),
  )('answers %s as recorded', async (_, one) => {
    expect(JSON.parse(await replay(one))).toEqual(JSON.parse(bodyOf(one)));
  });

  it.each(recordings.filter(isReduced).map((one): [string, Recording] => [one.name, one]))(
    'has of %s only fields that are recorded so, in that order',
    async (_, one) => {
      const own = described.parse(JSON.parse(await replay(one))).result;
      const real = described.parse(JSON.parse(bodyOf(one))).result;
      const names = own.fields.map((field) => field.name);
      expect(own.fields).toEqual(real.fields.filter((field) => names.includes(field.name)));
      expect(own.labelFields).toBe(real.labelFields);
    },
  );

  it('a lead of a sign-up, when created, then its fields come back as recorded', async () => {
    const one = recordings.find(isLead);
    if (one === undefined) throw new Error('not recorded');
    const [real] = rowsOf(one);
    const { result } = z
      .object({ result: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(await replay(one)));
    const shared = Object.keys(result).filter((name) => real !== undefined && name in real);
    expect(shared.length).toBeGreaterThan(30);
    for (const name of shared.filter((each) => each !== 'lead_no'))
      expect([name, result[name]]).toEqual([name, real?.[name]]);
  });
});
