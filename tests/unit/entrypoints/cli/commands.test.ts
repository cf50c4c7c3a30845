import { settleAddress } from '../../../../src/flow/settle-address';
import { applyAct } from '../../../../src/flow/apply-act';
import { claimsOf } from '../../../fakes/fake-tokens';
import { DAY, TEXT } from '../../../fakes/world';
import { createTerminal } from './fake-bridge';

const EMAIL = 'anna@example.com';

/** A terminal over a world where Anna was invited. */
async function invited() {
  const terminal = createTerminal();
  const id = terminal.world.signUp(EMAIL);
  await settleAddress(terminal.world.deps, { record: id });
  return { ...terminal, id };
}

describe('status', () => {
  it('a record, when invited, is told in words with its dates and what comes next', async () => {
    const { run, id } = await invited();
    const { exit, out } = await run('status', id);
    expect(exit).toBe(0);
    expect(out).toContain('Invited: the confirmation mail was sent');
    expect(out).toContain('one reminder is sent, on 2026-11-26 10:00:00 UTC');
    expect(out).toContain(`${id} (Contacts) shows Invited`);
    expect(out).not.toContain(EMAIL);
  });

  it('an address, when typed in any spelling, is found, and its document names every record', async () => {
    const { ask, id, world } = await invited();
    const other = world.crm.add({ email: EMAIL, module: 'Leads' });
    const { exit, document } = await ask('status', ' Anna@Example.com ');
    expect(exit).toBe(0);
    expect(document).toMatchObject({
      status: 'Invited',
      next: { step: 'remind', at: '2026-11-26T10:00:00.000Z' },
      records: [{ id }, { id: other, module: 'Leads', held: null }],
      found: [],
      stopped: null,
    });
  });

  it.each([
    ['a record that does not exist', '12x99', 'record_not_found'],
    ['an address that nobody carries', 'nobody@example.com', 'address_not_found'],
  ])('%s, when asked for, ends 1', async (_, subject, code) => {
    const { ask, run } = createTerminal();
    expect(await ask('status', subject)).toMatchObject({ exit: 1, document: { error: { code } } });
    expect(await run('explain', subject)).toMatchObject({ exit: 1, out: '' });
    expect(await run('history', subject)).toMatchObject({ exit: 1, out: '' });
  });

  it('an address that nobody carries, when its refusal waits, says so', async () => {
    const { run, world } = createTerminal();
    const act = { record: '12x99', fingerprint: world.fingerprint(EMAIL), occurredAt: world.clock.now() };
    await applyAct(world.deps, {
      ...act,
      event: 'ConsentWithdrawn',
      channel: 'form',
      eventId: world.newId(),
    });
    expect((await run('status', EMAIL)).err).toContain('ConsentWithdrawn waits');
  });

  it('a record, when it has no address, is left alone or its refusal was found, says so', async () => {
    const { run, world } = createTerminal();
    const blank = world.crm.add({ email: '' });
    const broken = world.crm.add({ email: 'anna@' });
    const legacy = world.crm.add({ email: 'old@example.com', status: 'Confirmed' });
    const refused = world.crm.add({ email: EMAIL, status: 'Optout' });
    expect((await run('status', blank)).out).toContain('the record has none');
    expect((await run('status', broken)).out).toContain('cannot be mailed');
    expect((await run('status', legacy)).out).toContain('left alone: it says yes without proof');
    expect((await run('status', refused)).out).toContain('Found and not yet written: ConsentRefused.');
  });

  it('the bridge, when it is on hold or has stopped, says that nothing is done', async () => {
    const held = createTerminal({ settings: { mailMode: { kind: 'hold' } } });
    expect((await held.run('status', held.world.signUp(EMAIL))).out).toContain('MAIL_MODE is hold');
    const stopped = createTerminal();
    await stopped.world.deps.alarm.raise(21);
    expect((await stopped.run('status', stopped.world.signUp(EMAIL))).out).toContain('writing has stopped');
  });
});

describe('explain', () => {
  it('a status set by hand, when explained, shows seal, finding, put back, writes and evidence, and writes nothing', async () => {
    const { run, ask, id, world } = await invited();
    world.crm.edit(id, { status: 'Confirmed' });
    const before = world.crm.see(id);
    const { exit, out } = await run('explain', id);
    expect(exit).toBe(0);
    expect(out).toContain('seal        valid (key s1)');
    expect(out).toContain('put back    recorded consent needs');
    expect(out).toContain(`write ${id}: status, seal`);
    expect(out).toContain('OptInRequested: none -> Optin');
    const { document } = await ask('explain', EMAIL);
    expect(document).toMatchObject({
      status: 'Invited',
      records: [{ id, seal: 'valid', held: null }],
      wouldWrite: [{ record: id, fields: ['status', 'seal'] }],
      evidence: [{ event: 'OptInRequested' }, { event: 'InvitationSent' }],
    });
    expect(world.crm.see(id)).toEqual(before);
    expect(world.crm.commentsOn(id)).toHaveLength(2);
  });

  it('records, when never sealed, falsely sealed or refused by hand, are told apart', async () => {
    const { run, id, world } = await invited();
    world.crm.edit(id, { seal: world.crm.see(id).seal.replace('Invited', 'Confirmed') });
    expect((await run('explain', id)).out).toContain('seal        does not hold');
    const fresh = world.crm.add({ email: 'new@example.com', status: 'Unsubscribed' });
    const { out } = await run('explain', fresh);
    expect(out).toContain('none: the bridge never wrote this record');
    expect(out).toContain('found       ConsentWithdrawn by staff');
    expect(out).toContain('apply ConsentWithdrawn: none -> Unsubscribed');
    expect(out).toContain('Evidence: none');
    expect((await run('explain', world.crm.add({ email: 'x@example.com' }))).out).toContain('write nothing');
  });
});

describe('history', () => {
  it('a confirmed record, when read, tells who, how and by what words, oldest first', async () => {
    const { run, ask, id, world } = await invited();
    world.clock.advance(DAY);
    await applyAct(world.deps, world.click(world.mailer.outbox[0], 'confirm'));
    const { out } = await run('history', id);
    const order = ['OptInRequested', 'InvitationSent', 'ConsentConfirmed'].map((name) => out.indexOf(name));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(out).toContain('text shown (as it was hashed then)');
    expect(out).toContain(TEXT);
    expect(out).toContain('who          contact');
    const { document } = await ask('history', EMAIL);
    expect(document['events']).toHaveLength(3);
  });

  it('a text, when somebody altered it in the comment, is called altered', async () => {
    const { run, id, world } = await invited();
    const [first = ''] = world.crm.commentsOn(id);
    const other = world.crm.add({ email: 'other@example.com' });
    await world.crm.addComment(other, first.replaceAll(TEXT, 'Yes, sell my data.'));
    expect((await run('history', other)).out).toContain('ALTERED');
  });

  it('an address, when two of its records carry the same evidence, tells it once and names both', async () => {
    const { ask, id, world } = await invited();
    const other = world.crm.add({ email: EMAIL });
    for (const comment of world.crm.commentsOn(id)) await world.crm.addComment(other, comment);
    const { document } = await ask('history', EMAIL);
    expect(document['events']).toMatchObject([{ records: [id, other] }, { records: [id, other] }]);
    expect((await ask('history', other)).document['events']).toMatchObject([
      { records: [other] },
      { records: [other] },
    ]);
  });

  it('a choice of topics, when read, names them', async () => {
    const { run, id, world } = await invited();
    const [first = ''] = world.crm.commentsOn(id);
    const other = world.crm.add({ email: 'other@example.com' });
    const named = first.replace('"consent_text"', '"purposes":["Recipes","Offers"],"consent_text"');
    await world.crm.addComment(other, named);
    expect((await run('history', other)).out).toMatch(/^ {2}topics +Recipes, Offers$/m);
    expect((await run('history', id)).out).not.toMatch(/^ {2}topics/m);
  });

  it('a record, when it has no evidence, says so', async () => {
    const { run, world } = createTerminal();
    expect((await run('history', world.crm.add({ email: EMAIL }))).out).toContain('No evidence');
  });
});

describe('links', () => {
  it('a record, when it has an address, gets its four label links', async () => {
    const { run, ask, id, world } = await invited();
    const { document } = await ask('links', id);
    const links = Object.values((document as { links: Record<string, string> }).links);
    expect(links.map((link) => claimsOf(link).act)).toEqual([
      'confirm',
      'subscribe',
      'unsubscribe',
      'preferences',
    ]);
    for (const link of links)
      expect(claimsOf(link)).toEqual({
        act: claimsOf(link).act,
        record: id,
        fingerprint: world.fingerprint(EMAIL),
      });
    expect((await run('links', id)).out.split('\n')[0]).toMatch(/^confirm {6}https:/);
  });

  it.each([
    ['there is no such record', '', 'record_not_found'],
    ['it has no address', ' ', 'no_address'],
    ['its address cannot be mailed', 'anna@', 'invalid_address'],
  ])('a record, when %s, gets none and ends 1', async (_, email, code) => {
    const { ask, world } = createTerminal();
    const id = email === '' ? '12x99' : world.crm.add({ email });
    expect(await ask('links', id)).toMatchObject({ exit: 1, document: { error: { code } } });
  });

  it('label links, when LABEL_SECRETS is not set, end 78', async () => {
    const { ask, facts, id } = { ...(await invited()) };
    facts.labelLinks = false;
    const { exit, document } = await ask('links', id);
    expect(exit).toBe(78);
    expect(document).toMatchObject({ error: { code: 'label_secrets_missing' } });
  });
});

describe('sweep', () => {
  it('sweeps, when asked for twice, are queued twice, the full one only with --full', async () => {
    const { run, ask, sweeps } = createTerminal();
    expect(await run('sweep')).toMatchObject({ exit: 0, err: '' });
    expect((await ask('sweep', '--full')).document).toMatchObject({ queued: ['due', 'changed', 'full'] });
    expect(sweeps.map(({ sweep }) => sweep)).toEqual([
      { kind: 'due' },
      { kind: 'changed' },
      { kind: 'due' },
      { kind: 'changed' },
      { kind: 'full', begin: true },
    ]);
    expect(new Set(sweeps.map(({ slot }) => slot)).size).toBe(2);
  });

  it('a sweep, when writing has stopped, is queued and says so', async () => {
    const { run, world } = createTerminal();
    await world.deps.alarm.raise(21);
    expect((await run('sweep')).out).toContain('Writing has stopped');
  });

  it('a sweep, when it releases the alarm, lets writing go on for a day and begins a full pass', async () => {
    const { run, world, sweeps } = createTerminal();
    await world.deps.alarm.raise(21);
    const { exit, out } = await run('sweep', '--release');
    expect(exit).toBe(0);
    expect(out).toContain('24 hours');
    expect(sweeps.at(-1)?.sweep).toEqual({ kind: 'full', begin: true });
    await world.deps.alarm.raise(21);
    expect(await world.deps.alarm.isRaised()).toBe(false);
    world.clock.advance(25 * 3600_000);
    await world.deps.alarm.raise(21);
    expect(await world.deps.alarm.isRaised()).toBe(true);
  });
});

describe('queue', () => {
  const job = {
    queue: 'steps' as const,
    id: 'step-invite-1',
    name: 'invite',
    code: 'crm_field_missing',
    sentence: 'A field is missing.',
    record: '12x1',
    attempts: 12,
    failedAt: Date.parse('2026-11-23T09:00:00.000Z'),
  };

  it('failed jobs, when there are some, are listed and end 1; when none, 0', async () => {
    const { run, ask, queue } = createTerminal();
    expect(await run('queue', 'failed')).toMatchObject({ exit: 0, out: 'No job has failed.\n' });
    queue.jobs = [job, { ...job, queue: 'sweeps', id: 'sweep-due-1', record: null }];
    const { exit, out } = await run('queue', 'failed');
    expect(exit).toBe(1);
    expect(out).toContain('steps step-invite-1');
    expect(out).toContain('crm_field_missing: A field is missing.');
    expect((await ask('queue', 'failed')).document).toMatchObject({
      failed: [{ id: 'step-invite-1', failedAt: '2026-11-23T09:00:00.000Z' }, { record: null }],
    });
  });

  it('a failed job, when retried by id or with all, is tried again', async () => {
    const { run, ask, queue } = createTerminal();
    queue.jobs = [job, { ...job, id: 'step-invite-2' }, { ...job, id: 'step-invite-3' }];
    expect((await ask('queue', 'retry', 'step-invite-2')).document).toEqual({ retried: 1, queue: 'steps' });
    expect(await run('queue', 'retry', '--all')).toMatchObject({ exit: 0, out: 'Tried again: 2.\n' });
    expect(await ask('queue', 'retry', 'step-invite-2')).toMatchObject({
      exit: 1,
      document: { error: { code: 'job_not_found' } },
    });
  });
});

describe('test-mail', () => {
  it('a test mail, when sent, says that it is one and its links name nobody and have expired', async () => {
    const { ask, world } = createTerminal({ settings: { mailMode: { kind: 'hold' } } });
    const { exit, document } = await ask('test-mail', 'Admin@Example.org', '--language', 'en');
    expect(exit).toBe(0);
    expect(document).toMatchObject({ sent: true, language: 'en', mailMode: 'hold' });
    const [mail] = world.mailer.outbox;
    expect(mail).toMatchObject({ kind: 'invitation', to: 'admin@example.org', language: 'en' });
    expect(mail?.consentText).toContain('This is a test mail');
    for (const link of [mail?.links.confirm, mail?.links.decline, mail?.links.unsubscribe]) {
      const { record, fingerprint, expires = Infinity } = claimsOf(link);
      expect(record).toBe('0x0');
      expect(fingerprint).not.toBe(world.fingerprint('admin@example.org'));
      expect(expires * 1000).toBeLessThan(world.clock.now());
    }
  });

  it('a test mail, when no language is given, is in the default one and told to people', async () => {
    const { run, world } = createTerminal();
    const { out } = await run('test-mail', 'admin@example.org');
    expect(out).toContain('The mail server took it.');
    expect(out).not.toContain('MAIL_MODE');
    expect(world.mailer.outbox[0]?.consentText).toContain('testmail');
  });

  it.each([
    ['mail_address_refused', 1],
    ['mail_policy_refused', 1],
    ['mail_refused_unclear', 1],
    ['mail_temporary', 69],
    ['mail_unreachable', 69],
  ] as const)('a test mail, when it fails by %s, ends %i with code and sentence', async (code, exit) => {
    const { ask, world } = createTerminal();
    world.mailer.failNext(code);
    expect(await ask('test-mail', 'a@example.org')).toMatchObject({ exit, document: { error: { code } } });
  });
});
