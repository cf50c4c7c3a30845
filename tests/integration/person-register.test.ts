import { addPerson, confirmed, notesOn, type Person, quiet, recordOf, statusOf } from '../harness/people';
import { runCommand } from '../harness/cli';
import {
  addBusiness,
  askErasure,
  doOn,
  freshLink,
  mailOf,
  mailsOf,
  startPersonRig,
  ticketsOf,
} from '../harness/person-page';
import type { Rig } from '../harness/rig';
import { until } from '../harness/waiting';

/* The request register on the built bridge (GDPR art. 12(3), 12(4)): staff decide by closing a ticket. */

let rig: Rig;
beforeAll(async () => {
  rig = await startPersonRig();
  addBusiness(rig);
}, 60_000);
afterAll(() => rig.stop());

const textOf = (mail: { readonly parsed: { readonly text?: string | undefined } }) =>
  (mail.parsed.text ?? '').replace(/\s+/g, ' ');
const isGone = ({ id }: Pick<Person, 'id'>) => rig.crm.records.get(id) === undefined;

/** A person whose request to be erased waits for staff (ERASE_POLICY=review). */
async function asked(language = 'en') {
  const person = await confirmed(rig, {
    language,
    fields: { firstname: 'Willemijn', phone: '+31 20 555 7070' },
  });
  await askErasure(freshLink(rig, person));
  const ticket = await until('the ticket', () => ticketsOf(rig, person)[0], { within: 30_000 });
  await mailOf(rig, person.email, 'request-received');
  return { person, ticket };
}

const closeWith = (id: string, solution: string) =>
  rig.crm.records.edit(id, { ticketstatus: 'Closed', solution });

test('a request to erase, when the policy is review, then a ticket due in a month without personal data, a mail until when, and nothing is erased', async () => {
  const { person, ticket } = await asked();
  const due = new Date(Date.parse(/Due: (\S+)/.exec(ticket['description'] ?? '')?.[1] ?? ''));
  const days = (due.getTime() - Date.now()) / 86_400_000;
  expect([days > 27, days < 32]).toEqual([true, true]);
  expect(ticket['ticket_title']).toBe(`GDPR request: erase, due ${due.toISOString().slice(0, 10)}`);
  const words = ['ticket_title', 'description', 'solution'].map((name) => ticket[name] ?? '').join('\n');
  for (const secret of [person.email, 'Willemijn', 'Person', '7070']) expect(words).not.toContain(secret);
  await quiet(rig);
  expect(isGone(person)).toBe(false);
  // Asked once more: one ticket, one mail.
  await askErasure(freshLink(rig, person));
  await quiet(rig);
  expect(ticketsOf(rig, person)).toHaveLength(1);
  expect(mailsOf(rig, person.email, 'request-received')).toHaveLength(1);
});

test.each([
  ['en', 'approved'],
  ['nl', 'Goedgekeurd, AVG art. 17'],
])(
  'a request in %s, when staff close it with "%s", then the person is erased and told once',
  async (language, solution) => {
    const { person, ticket } = await asked(language);
    closeWith(ticket.id, solution);
    await until('the record to be gone', () => isGone(person), { within: 30_000 });
    await mailOf(rig, person.email, 'request-done');
    await quiet(rig);
    expect(mailsOf(rig, person.email, 'request-done')).toHaveLength(1);
    expect(recordOf(rig, ticket)['description']).toContain('State: told');
  },
);

test('a request, when staff close it with any other text, then the person stays and is told that reason', async () => {
  const { person, ticket } = await asked();
  closeWith(ticket.id, 'Your order of last week is not paid yet.');
  const mail = await mailOf(rig, person.email, 'request-refused');
  expect(textOf(mail)).toContain('Your order of last week is not paid yet.');
  await quiet(rig);
  expect([isGone(person), statusOf(rig, person)]).toEqual([false, 'Confirmed']);
  expect(mailsOf(rig, person.email, 'request-')).toHaveLength(2);
});

test('a request, when staff close it without a word, then nothing is done or told until they say what', async () => {
  const { person, ticket } = await asked();
  closeWith(ticket.id, '');
  await until('the bridge to say that it waits', () =>
    rig.bridge().logs.some((line) => line.includes('a decided request waits') && line.includes(ticket.id)),
  );
  expect([isGone(person), mailsOf(rig, person.email, 'request-').length]).toEqual([false, 1]);
  closeWith(ticket.id, 'approved');
  await until('the record to be gone', () => isGone(person), { within: 30_000 });
}, 60_000);

test('an approved request, when documents keep the record, then it is emptied and Optout, and the person is told why', async () => {
  const { person, ticket } = await asked();
  rig.crm.records.insert('Invoice', { subject: 'I', contact_id: person.id });
  closeWith(ticket.id, 'approved');
  const mail = await mailOf(rig, person.email, 'request-kept');
  expect(textOf(mail)).toContain('Your name is on documents');
  expect(recordOf(rig, person)).toMatchObject({ consent_status: 'Optout', phone: '' });
  expect(notesOn(rig, person)).toEqual([]);
});

test('a request by phone, when staff make the ticket by hand and close it, then it counts and the person is told', async () => {
  const person = addPerson(rig, { language: 'en' });
  const ticket = rig.crm.records.insert('HelpDesk', {
    ticket_title: 'GDPR request by phone: wants a copy',
    ticketstatus: 'Open',
    contact_id: person.id,
  });
  const listed = await runCommand(rig.env, ['requests']);
  expect(listed.json).toMatchObject({
    requests: expect.arrayContaining([
      expect.objectContaining({ ticket, kind: 'access', record: person.id }),
    ]) as object,
  });
  closeWith(ticket, 'Sent by letter');
  const mail = await mailOf(rig, person.email, 'request-done');
  expect(textOf(mail).length).toBeGreaterThan(50);
}, 60_000);

test('a request, when it is extended at the command line, then the ticket is due two months later, the person is told once, and not a second time', async () => {
  const { person, ticket } = await asked();
  const extend = () => runCommand(rig.env, ['requests', 'extend', ticket.id, '--reason', 'We moved house.']);
  expect((await extend()).exit).toBe(0);
  const mail = await mailOf(rig, person.email, 'request-extended');
  expect(textOf(mail)).toContain('We moved house.');
  const due = Date.parse(/Due: (\S+)/.exec(recordOf(rig, ticket)['description'] ?? '')?.[1] ?? '');
  expect((due - Date.now()) / 86_400_000).toBeGreaterThan(85);
  expect((await extend()).exit).not.toBe(0);
  const refused = await runCommand(rig.env, ['requests', 'refuse', ticket.id, '--reason', 'Not you.']);
  expect(refused.exit).toBe(0);
  await mailOf(rig, person.email, 'request-refused');
  expect(recordOf(rig, ticket)['ticketstatus']).toBe('Closed');
  expect(mailsOf(rig, person.email, 'request-extended')).toHaveLength(1);
}, 90_000);

test.each(['access', 'correction', 'objection'] as const)(
  'a question about %s, when the person asks the staff, then a ticket of its kind, and closing it tells them',
  async (about) => {
    const person = addPerson(rig, { language: 'en' });
    await doOn(freshLink(rig, person), 'ask', { about });
    const ticket = await until('the ticket', () => ticketsOf(rig, person)[0]);
    expect(ticket['ticket_title']).toContain(`GDPR request: ${about}, due`);
    closeWith(ticket.id, 'Answered by mail');
    await mailOf(rig, person.email, 'request-done');
    expect(isGone(person)).toBe(false);
  },
);
