import { handleRequest } from '../../../src/flow/person/handle-request';
import type { QueuedRequest } from '../../../src/flow/person-requests';
import { createPersonWorld, type PersonWorld } from '../../fakes/person-world';
import { HOUR } from '../../fakes/world';

const EMAIL = 'anna@example.com';
const PHONE = '0612345678';

/** One request of each kind about one person, what was typed beside it. */
async function requests(world: PersonWorld): Promise<QueuedRequest[]> {
  const record = world.addPerson(EMAIL, ['Anna', 'Jansen']);
  const link = { ...world.link(record), round8: 'personal' };
  const typed = async (content: Readonly<Record<string, string>>) => {
    const requestId = world.newId();
    await world.parcels.put(requestId, content, 24 * HOUR);
    return requestId;
  };
  const { occurredAt, language } = link;
  return [
    { kind: 'link', requestId: world.newId(), ...link },
    { kind: 'link-typed', requestId: await typed({ email: EMAIL }), occurredAt, language },
    { kind: 'change', requestId: await typed({ mobile: PHONE }), ...link },
    { kind: 'change', requestId: await typed({ mobile: `call ${PHONE}` }), ...link },
    { kind: 'new-address', requestId: await typed({ email: 'new@example.org' }), ...link },
    { kind: 'address-confirmed', requestId: world.newId(), request8: 'deadbeef', ...link },
    { kind: 'ask-staff', about: 'access', requestId: world.newId(), ...link },
    { kind: 'erase', requestId: world.newId(), ...link },
    {
      kind: 'sign-up',
      requestId: await typed({ firstname: 'Piet', lastname: 'Puk', email: 'piet@example.net' }),
      occurredAt,
      language,
      shown: { text: 'Yes' },
      topics: [],
      source: 'Sign-up page',
    },
  ];
}

describe('a request of any kind', () => {
  it('when handled, is told once, forgets what was typed, and says nothing personal in the log', async () => {
    const world = createPersonWorld();
    for (const request of await requests(world)) {
      const outcome = await handleRequest(world.deps, request);
      const { kind, requestId } = request;
      const told = world.store.reported.get(`act ${requestId}`);
      expect({ kind, told }).toEqual({ kind, told: [outcome] });
      expect({ kind, left: await world.parcels.find(requestId) }).toEqual({ kind, left: null });
    }
    const logged = world.log.lines.join('\n');
    expect(logged).toContain('not_a_phone:mobile');
    expect(logged).not.toMatch(new RegExp(`${PHONE}|example\\.(com|org|net)|Anna|Piet`));
    expect(JSON.stringify([...world.store.reported])).not.toMatch(/06123|example\.|Anna|Piet/);
  });

  it('when its job runs again after all was done, does nothing', async () => {
    const world = createPersonWorld();
    const all = await requests(world);
    for (const request of all) await handleRequest(world.deps, request);
    const before = { mails: world.mailer.outbox.length, calls: world.crm.calls.length };
    const writes = world.people.calls.length;
    for (const request of all)
      expect(await handleRequest(world.deps, request)).toEqual({ state: 'unchanged' });
    expect({ mails: world.mailer.outbox.length, calls: world.crm.calls.length }).toEqual(before);
    expect(world.people.calls).toHaveLength(writes);
    for (const { requestId } of all) expect(world.store.reported.get(`act ${requestId}`)).toHaveLength(1);
  });

  it.each([
    ['crm_unavailable', (world: PersonWorld) => world.people.failNext('read', 'down')],
    ['address_busy', (world: PersonWorld) => world.lock.acquire(world.fingerprint(EMAIL))],
  ])('when it fails with %s, keeps what was typed and tells nothing yet', async (code, hinder) => {
    const world = createPersonWorld();
    const [, , change] = await requests(world);
    if (change === undefined) throw new Error('there is no change');
    await Promise.resolve(world).then(hinder);
    await expect(handleRequest(world.deps, change)).rejects.toMatchObject({ code, retryable: true });
    expect(world.parcels.ids()).toContain(change.requestId);
    expect(world.store.reported.size).toBe(0);
  });
});
