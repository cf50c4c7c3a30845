import { type Rig, startRig } from '../harness/rig';
import { until } from '../harness/waiting';

let rig: Rig;
afterEach(() => rig.stop());

const PEOPLE = 20;

/** Calls of Vtiger from the webhook to Invited; sweeps are put off and log-ins are not counted. */
async function callsPerInvitation(
  extension: boolean,
  how: 'apart' | 'together',
): Promise<Record<string, number>> {
  rig = await startRig({
    crm: { extension, latency: 5 },
    env: { SWEEP_CRON: '0 0 1 1 *', MAIL_RATE: '500/s' },
  });
  const status = (id: string) => rig.crm.records.get(id)?.['consent_status'];
  const signUp = async (ids: readonly string[]) => {
    await Promise.all(ids.map((id) => rig.webhook(hook(id))));
    await until('Invited', () => (ids.every((id) => status(id) === 'Invited') ? true : null));
  };
  const people = Array.from({ length: PEOPLE + 1 }, (_, n) =>
    rig.crm.records.insert('Contacts', { lastname: 'T', email: `p${n}@example.com` }),
  );
  const [first = '', ...rest] = people;
  await signUp([first]);
  rig.crm.calls.clear();
  if (how === 'together') await signUp(rest);
  else for (const id of rest) await signUp([id]);
  const counts = Object.entries(rig.crm.calls.counts());
  return Object.fromEntries(counts.map(([name, count]) => [name, count / PEOPLE]));
}

const hook = (record: string) => ({
  event: 'OptInRequested',
  record,
  occurredAt: new Date().toISOString(),
  actor: { type: 'contact' },
  channel: 'webform',
  source: 'Newsletter form',
  basis: '',
  evidence: { text: 'Ja', language: 'nl', policyUrl: '' },
  reason: '',
});

describe('calls of Vtiger from a sign-up to Invited', () => {
  it('a CRM without the extension, when one signs up after the other, then seven each', async () => {
    expect(await callsPerInvitation(false, 'apart')).toEqual({ retrieve: 1, query: 2, create: 2, revise: 2 });
  });

  it('a CRM with the extension, when one signs up after the other, then four each', async () => {
    expect(await callsPerInvitation(true, 'apart')).toEqual({
      'consentbridge.find': 2,
      'consentbridge.apply': 2,
    });
  });

  it('a CRM with the extension, when many sign up at once, then they share calls', async () => {
    const counts = await callsPerInvitation(true, 'together');
    const own = ['consentbridge.find', 'consentbridge.apply'].map((name) => counts[name] ?? 0);
    expect(Math.max(...own)).toBeLessThan(2);
  });
});
