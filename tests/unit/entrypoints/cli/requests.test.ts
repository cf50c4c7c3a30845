import { DAY } from '../../../fakes/world';
import { createTerminal } from './fake-bridge';

const EMAIL = 'anna@example.com';
const NOON = '12:00:00.000Z';

/** A register with requests of every state; the clock says 2026-11-23. */
function register() {
  const terminal = createTerminal();
  const { world } = terminal;
  const record = world.addPerson(EMAIL, ['Anna', 'Peeters']);
  const on = (day: string) => Date.parse(`${day}T${NOON}`);
  const add = world.register.addByHand.bind(world.register);
  const later = add({ kind: 'access', dueAt: on('2026-12-20'), record, requestId: 'r-1' });
  const soon = add({ kind: 'erase', dueAt: on('2026-11-27'), record });
  const late = add({ kind: 'correction', dueAt: on('2026-11-20') });
  return { ...terminal, record, later, soon, late };
}

describe('requests', () => {
  it('when listed, show what is due first, mark what is overdue, and name nobody', async () => {
    const { run, world, later, soon, late, record } = register();
    world.register.staffClose(later, 'sent to Anna Peeters');
    world.register.staffClose(soon, 'approved by Anna');
    const { exit, out } = await run('requests');
    expect(exit).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(
      new RegExp(`^${late}  correction  OVERDUE since 2026-11-20, 2 days +no record +open$`),
    );
    expect(lines[1]).toMatch(
      new RegExp(
        `^${soon}  erase       due 2026-11-27, in 4 days +${record} +approved; not carried out yet$`,
      ),
    );
    expect(lines[2]).toMatch(
      new RegExp(`^${later}  access      due 2026-12-20 +${record} +done; .* not told yet$`),
    );
    expect(out).not.toContain('Anna');
  });

  it('when listed as a document, say the same', async () => {
    const { ask, later, soon, late, record } = register();
    const { exit, document } = await ask('requests', 'list');
    expect(exit).toBe(0);
    expect(document).toMatchObject({
      ...{ open: 3, dueSoon: 2, overdue: 1 },
      requests: [
        { ticket: late, overdue: true, record: null, requestId: null },
        { ticket: soon, overdue: false, dueSoon: true, due: `2026-11-27T${NOON}`, state: 'open' },
        { ticket: later, dueSoon: false, record, requestId: 'r-1' },
      ],
    });
  });

  it('when due within five days, end 1 with --due; else 0', async () => {
    const { run, ask, world, later, soon, late } = register();
    const first = await ask('requests', '--due');
    expect(first.exit).toBe(1);
    expect(first.document['requests']).toMatchObject([{ ticket: late }, { ticket: soon }]);
    for (const ticket of [soon, late]) await world.register.close(ticket, 'done');
    expect(await run('requests', '--due')).toMatchObject({
      exit: 0,
      out: 'No request is due within 5 days.\n',
    });
    await world.register.close(later, 'done');
    expect((await run('requests')).out).toBe('No request is open.\n');
  });

  it.each([
    ['', 'it was closed without a word'],
    ['refused', 'the person must be told why'],
    ['refused: a lawsuit', 'refused; the person is not told yet'],
    ['gewist', 'done; the person is not told yet'],
  ])('when staff closed one with "%s", say what that means', async (outcome, words) => {
    const { run, world, soon } = register();
    world.register.staffClose(soon, outcome);
    expect((await run('requests')).out).toContain(words);
  });

  it.each([
    ['Extended: the archive', false, 'to be extended'],
    ['Extended: the archive', true, 'open, extended'],
  ])('when one is open with "%s" (extended before: %s), say so', async (outcome, extended, words) => {
    const { run, world, soon } = register();
    Object.assign(world.register.tickets.get(soon) ?? {}, { outcome, extended });
    expect((await run('requests')).out).toContain(words);
  });
});

describe('requests approve, refuse, extend', () => {
  it('when approved, erase and tell', async () => {
    const { run, world, soon, record } = register();
    expect(await run('requests', 'approve', soon)).toMatchObject({
      exit: 0,
      out: 'Erased. The person was told.\n',
    });
    expect(world.people.isGone(record)).toBe(true);
    expect(world.mailer.outbox).toMatchObject([{ kind: 'request-done', to: EMAIL }]);
  });

  it('when nobody can be mailed, say that the person must be told otherwise', async () => {
    const { run, late } = register();
    expect((await run('requests', 'approve', late)).out).toContain('tell them yourself');
  });

  it('when refused or extended, tell the reason', async () => {
    const { ask, world, soon, later } = register();
    expect(await ask('requests', 'refuse', soon, '--reason', ' there is a lawsuit ')).toMatchObject({
      exit: 0,
      document: { ticket: soon, result: 'refused', told: true },
    });
    expect(await ask('requests', 'extend', later, '--reason', 'the archive')).toMatchObject({
      exit: 0,
      document: { ticket: later, result: 'extended', told: true },
    });
    expect(world.mailer.outbox).toMatchObject([
      { kind: 'request-refused', reason: 'there is a lawsuit' },
      { kind: 'request-extended', reason: 'the archive' },
    ]);
    expect(world.register.see(later)).toMatchObject({ open: true, extended: true });
  });

  it.each([
    ['there is no such ticket', 'request_not_found', () => '17x99'],
    ['it was answered before', 'answered_before', answered],
    ['documents can not be read', 'documents_unknown', unreadable],
  ])('when %s, end 1 with %s and do nothing', async (_, code, given) => {
    const terminal = register();
    const ticket = await given(terminal);
    expect(await terminal.ask('requests', 'approve', ticket)).toMatchObject({
      exit: 1,
      document: { error: { code } },
    });
    expect(terminal.world.people.isGone(terminal.record)).toBe(false);
    expect(terminal.world.mailer.outbox).toEqual([]);
  });

  it('when extended twice, end 1', async () => {
    const { ask, later } = register();
    await ask('requests', 'extend', later, '--reason', 'the archive');
    expect(await ask('requests', 'extend', later, '--reason', 'still')).toMatchObject({
      exit: 1,
      document: { error: { code: 'extended_before' } },
    });
  });

  it('while the bridge is on hold, end 1 and do nothing', async () => {
    const terminal = createTerminal({ settings: { mailMode: { kind: 'hold' } } });
    const record = terminal.world.addPerson(EMAIL, ['Anna', 'Peeters']);
    const ticket = terminal.world.register.addByHand({ kind: 'erase', record, dueAt: DAY });
    expect(await terminal.ask('requests', 'approve', ticket)).toMatchObject({
      exit: 1,
      document: { error: { code: 'mail_mode_hold' } },
    });
  });

  it.each([
    ['refuse', '17x1'],
    ['extend', '17x1'],
    ['refuse', '17x1', '--reason', '  '],
    ['approve'],
    ['approve', 'seventeen'],
    ['burn', '17x1'],
  ])('when called as %s %s, end 64 and ask nothing', async (...argv) => {
    const { run, closed } = createTerminal();
    expect(await run('requests', ...argv)).toMatchObject({ exit: 64, out: '' });
    expect(closed()).toBe(0);
  });

  it('when the CRM is down, end 69', async () => {
    const { run, world, soon } = register();
    world.people.failNext('documents', 'down');
    expect(await run('requests', 'approve', soon)).toMatchObject({ exit: 69 });
  });
});

type Terminal = ReturnType<typeof register>;

async function answered({ world, later }: Terminal): Promise<string> {
  await world.register.close(later, 'done');
  return later;
}

function unreadable({ world, soon, record }: Terminal): string {
  world.people.documentsOf.set(record, 'unknown');
  return soon;
}
