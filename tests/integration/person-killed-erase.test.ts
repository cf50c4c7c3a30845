import { addPerson, type Person, quiet } from '../harness/people';
import { killedAt, type Moment } from '../harness/killed';
import {
  addBusiness,
  askErasure,
  freshLink,
  mailsOf,
  startPersonRig,
  ticketsOf,
} from '../harness/person-page';
import type { Rig } from '../harness/rig';
import { placesWith } from '../harness/traces';
import { until } from '../harness/waiting';

/* kill -9 in the middle of an erasure: the next start ends it, with one mail and without a trace. */

let rig: Rig;
beforeAll(async () => {
  rig = await startPersonRig({ env: { ERASE_POLICY: 'auto', IN_DOUBT_WAIT: '2s', JOB_LOCK: '2s' } });
  addBusiness(rig);
}, 60_000);
afterAll(() => rig.stop());

const isGone = ({ id }: Pick<Person, 'id'>) => rig.crm.records.get(id) === undefined;

const ERASURES: readonly (readonly [string, (person: Person) => Moment])[] = [
  [
    'its ticket is opened',
    () => ({ operation: 'create', when: 'after', about: ({ module }) => module === 'HelpDesk' }),
  ],
  [
    'its record is deleted',
    ({ id }) => ({ operation: 'delete', when: 'before', about: ({ record }) => record === id }),
  ],
  [
    'its record was deleted',
    ({ id }) => ({ operation: 'delete', when: 'after', about: ({ record }) => record === id }),
  ],
  [
    'its ticket is closed',
    () => ({ operation: 'revise', when: 'before', about: ({ record }) => record.startsWith('17x') }),
  ],
  [
    'its ticket was closed',
    () => ({ operation: 'revise', when: 'after', about: ({ record }) => record.startsWith('17x') }),
  ],
];

test.each(ERASURES)(
  'an erasure, when the bridge is killed as %s, then the next start ends it: gone, one ticket, closed, one mail, no trace',
  async (_what, moment) => {
    const fields = { firstname: 'Xerxes', lastname: 'Killmans' };
    const person = addPerson(rig, { language: 'en', fields });
    const twin = addPerson(rig, { module: 'Leads', email: person.email, language: 'en', fields });
    const killed = killedAt(rig, moment(person));
    await askErasure(freshLink(rig, person));
    await killed;
    await rig.startBridge();
    await until('both to be gone', () => isGone(person) && isGone(twin), { within: 40_000 });
    await until('the ticket to be closed', () => ticketsOf(rig, person)[0]?.['ticketstatus'] === 'Closed', {
      within: 40_000,
    });
    await quiet(rig);
    expect(ticketsOf(rig, person)).toHaveLength(1);
    expect(mailsOf(rig, person.email, 'request-').map(({ parsed }) => parsed.subject)).toHaveLength(1);
    expect(mailsOf(rig, person.email, 'request-done')).toHaveLength(1);
    expect(await placesWith(rig, [person.email, 'Killmans'])).toEqual([]);
  },
  90_000,
);
