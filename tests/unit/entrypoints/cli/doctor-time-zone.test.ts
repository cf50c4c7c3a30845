import { timeZoneCheck } from '../../../../src/entrypoints/cli/doctor/time-zone-check';
import { createWorld } from '../../../fakes/world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const block = (at: number, more: object) =>
  `E-mail consent: a line\nconsent-bridge evidence ${JSON.stringify({
    event_id: '0193',
    event: 'InvitationSent',
    channel: 'system',
    to_status: 'Invited',
    occurred_at: new Date(at).toISOString(),
    agreement: {},
    ...more,
  })}`;

/** A CRM whose clock is wrong by so much; evidence was written `late` after it happened, more of it before. */
async function checkOf(zone: number, evidence: readonly { late?: number; more?: object }[]) {
  const { crm, clock } = createWorld();
  const base = crm.comments.bind(crm);
  crm.comments = async (record, limit) =>
    (await base(record, limit)).map((each) => ({ ...each, createdTime: (each.createdTime ?? 0) + zone }));
  for (const { late = 2000, more = {} } of evidence) {
    const id = crm.add({ email: 'jan@example.org', seal: 'v1.s1', modifiedTime: clock.now() + zone });
    await crm.addComment(id, block(clock.now() - late, more));
    await crm.addComment(id, 'a note');
  }
  return timeZoneCheck({ crm, clock });
}

describe('doctor on the time zone of Vtiger', () => {
  it.each<[string, number, 'ok' | 'fault', string]>([
    ['UTC', 0, 'ok', 'in UTC'],
    ['a clock that is three minutes off', -3 * MINUTE, 'ok', 'in UTC'],
    ['Amsterdam in summer', 2 * HOUR, 'fault', '2 hours ahead of UTC'],
    ['New York in winter', -5 * HOUR, 'fault', '5 hours behind UTC'],
    ['Kathmandu', 5.75 * HOUR, 'fault', '5.75 hours ahead of UTC'],
  ])('a server in %s, when the bridge has written, then %d ms are %s', async (_zone, ms, level, words) => {
    const check = await checkOf(ms, [{}, { late: 90_000 }]);
    expect([check.level, check.what]).toEqual([level, expect.stringContaining(words)]);
    expect(check.todo ?? 'config.inc.php').toContain('config.inc.php');
  });

  it('evidence that had to wait, when some of it did not, then the quickest tells', async () => {
    expect((await checkOf(0, [{ late: 3 * HOUR }, {}, { late: HOUR }])).level).toBe('ok');
  });

  it('one piece of evidence that was written late, when there is no other, then it proves nothing', async () => {
    const check = await checkOf(0, [{ late: 2 * HOUR }]);
    expect([check.level, check.what]).toEqual(['warn', expect.stringContaining("can't be told")]);
  });

  it('one piece of evidence that was written too early, when there is no other, then that is proof', async () => {
    expect((await checkOf(-HOUR, [{}])).level).toBe('fault');
  });

  it.each([
    ['taken over from another record', { copied_from: '12x9' }],
    ['of an event found by its change', { event: 'ConsentWithdrawn', channel: 'crm' }],
    ['without a date', { occurred_at: 'yesterday' }],
  ])('evidence %s, when there is no other, then it does not count', async (_what, more) => {
    const check = await checkOf(2 * HOUR, [{ more }]);
    // The record itself was changed in the future.
    expect([check.level, check.what]).toEqual(['fault', expect.stringContaining('in the future')]);
    expect((await checkOf(0, [{ more }])).level).toBe('warn');
  });

  it.each(['link', 'label', 'one-click', 'form'])(
    'an act by %s, when it is evidence, then it counts',
    async (channel) => {
      expect((await checkOf(0, [{ more: { event: 'ConsentConfirmed', channel } }])).level).toBe('ok');
    },
  );

  it('a CRM in which nothing was written, when looked at, then that is said', async () => {
    const { level, what } = await checkOf(0, []);
    expect([level, what]).toEqual(['warn', expect.stringContaining('has written nothing yet')]);
  });

  it('records of long ago, when nothing else was changed since, then their evidence is read', async () => {
    const { crm, clock } = createWorld();
    const id = crm.add({ email: 'jan@example.org', seal: 'v1.s1', modifiedTime: clock.now() });
    await crm.addComment(id, block(clock.now(), {}));
    clock.advance(20 * 24 * HOUR);
    crm.add({ email: 'new@example.org' });
    expect((await timeZoneCheck({ crm, clock })).level).toBe('ok');
  });
});
