import { handleRequest } from '../../../src/flow/person/handle-request';
import { createPersonWorld } from '../../fakes/person-world';
import { TEXT } from '../../fakes/world';

const EMAIL = 'anna@example.com';
const returnTo = (fingerprint: string) => ({
  bounce: `b-${fingerprint}@in.example`,
  withdraw: `u-${fingerprint}@in.example`,
});

/** Mails of every way in which the bridge writes to a person. */
async function everyMail(domain: boolean) {
  const world = createPersonWorld();
  const deps = domain ? { ...world.deps, returnTo } : world.deps;
  const id = world.addPerson(EMAIL, ['Anna', 'Jansen']);
  const link = world.link(id);
  await handleRequest(deps, { kind: 'link', requestId: world.newId(), ...link });
  await handleRequest(deps, { kind: 'ask-staff', about: 'access', requestId: world.newId(), ...link });
  const requestId = world.newId();
  await world.parcels.put(requestId, { email: EMAIL, firstname: 'Anna', lastname: 'Jansen' }, 1000);
  const { occurredAt, language } = link;
  const shown = { text: TEXT };
  await handleRequest(deps, {
    kind: 'sign-up',
    requestId,
    occurredAt,
    language,
    shown,
    topics: [],
    source: 'x',
  });
  return { world, mails: world.mailer.outbox };
}

describe('the mails of the bridge', () => {
  it('when MAILBOX_DOMAIN is set, all carry return addresses of their own address', async () => {
    const { world, mails } = await everyMail(true);
    expect(mails.map(({ kind }) => kind)).toEqual(['fresh-link', 'request-received', 'invitation']);
    for (const mail of mails) expect(mail.returnTo).toEqual(returnTo(world.fingerprint(EMAIL)));
  });

  it('when it is not set, carry none', async () => {
    const { mails } = await everyMail(false);
    expect(mails).toHaveLength(3);
    for (const mail of mails) expect(mail).not.toHaveProperty('returnTo');
  });
});
