import { createLeaderLock } from '../../src/adapters/redis/leader';
import { type MailboxOptions, startMailbox } from '../../src/adapters/mailbox/read-mailbox';
import { Failure } from '../../src/flow/failure';
import type { LeaderLock, MailOutcome, ReceivedMail } from '../../src/flow/mailbox-ports';
import { startTestMailbox, type TestMailbox } from './harness/dovecot';
import { memoryLog, startTestRedis, testKeys, type TestRedis, until } from './harness/redis';

jest.setTimeout(60_000);

const FOLDERS = { done: 'Done', review: 'Review', failed: 'Failed' };
const alone: LeaderLock = {
  stand: () => Promise.resolve({ lost: new AbortController().signal, resign: () => Promise.resolve() }),
};
const mail = (subject: string, number: number | string = 0) =>
  `From: Jan <jan@example.org>\nTo: consent@own.example\nMessage-ID: <${number}@example.org>\nSubject: ${subject}\n\nDag\n`;
const done: MailOutcome = { end: 'done', reason: 'withdrawn' };

let box: TestMailbox;
let running: { stop(): Promise<void> }[] = [];
let user = '';
let users = 0;

beforeAll(async () => {
  box = await startTestMailbox();
});
afterAll(() => box.stop());
beforeEach(() => {
  user = `user${(users += 1)}`;
});
afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()));
  running = [];
});

function reader(
  handle: (mail: ReceivedMail) => MailOutcome | Promise<MailOutcome>,
  more: Partial<MailboxOptions> = {},
) {
  const log = memoryLog();
  const seen: ReceivedMail[] = [];
  const up: (boolean | null)[] = [];
  const ends: string[] = [];
  const mailbox = startMailbox({
    imapUrl: box.url(user),
    lookEvery: 60_000,
    folders: FOLDERS,
    authservId: undefined,
    leader: alone,
    handle: async (each) => {
      seen.push(each);
      return handle(each);
    },
    log,
    tally: { up: (is) => up.push(is), mail: (end, reason) => ends.push(`${end} ${reason}`) },
    pauses: { first: 20, most: 100, login: 50, lead: 20, retry: 20 },
    ...more,
  });
  running.push(mailbox);
  return { ...mailbox, log, seen, up, ends, logged: () => JSON.stringify(log.lines) };
}

const counts = (wanted: Record<string, number>, of: TestMailbox = box, whose = user) =>
  until(async () => {
    const found = await of.counts(whose);
    return Object.entries(wanted).every(([folder, count]) => found[folder] === count);
  }, 15_000);

describe('a mailbox', () => {
  it('is read to its end, and each mail moved to the folder of its end, when folders are missing', async () => {
    await box.append([mail('STOP', 1), mail('what?', 2), mail('broken', 3)], { user });
    const ends: Record<string, MailOutcome> = {
      STOP: done,
      'what?': { end: 'review', reason: 'no_command' },
      broken: { end: 'failed', reason: 'unreadable' },
    };
    const read = reader(({ subject }) => ends[subject] ?? done);
    await counts({ INBOX: 0, Done: 1, Review: 1, Failed: 1 });
    expect(await box.subjects('Review', user)).toEqual(['what?']);
    expect(read.ends).toEqual(['done withdrawn', 'review no_command', 'failed unreadable']);
    expect(read.up).toContain(true);
    expect(Math.abs((read.seen[0]?.receivedAt ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('is told of a new mail at once, when it lies idle', async () => {
    const read = reader(() => done);
    await until(() => read.up.includes(true));
    for (const number of [1, 2, 3]) {
      await box.append([mail('STOP', number)], { user });
      await counts({ INBOX: 0, Done: number });
    }
  });

  it('says nothing of a mail but uid, end and reason, when it logs', async () => {
    await box.append([mail('STOP geheim', 7)], { user });
    const read = reader(() => done);
    await counts({ Done: 1 });
    expect(read.log.lines.filter(({ message }) => message === 'mail read')).toEqual([
      { level: 'info', message: 'mail read', fields: { uid: 1, end: 'done', reason: 'withdrawn' } },
    ]);
    expect(read.logged()).not.toMatch(/jan|example|geheim|secret/);
  });

  it('leaves a mail alone, when somebody marked it deleted', async () => {
    await box.append([mail('STOP', 1)], { user });
    const client = await box.connect(user);
    await client.mailboxOpen('INBOX');
    await client.messageFlagsAdd('1', ['\\Deleted']);
    await client.logout();
    const read = reader(() => done);
    await until(() => read.up.includes(true));
    expect(read.seen).toEqual([]);
  });
});

describe('a mail that throws', () => {
  it('goes to Failed after three tries, and the next is handled, when the fault is unforeseen', async () => {
    await box.append([mail('bad', 1), mail('STOP', 2)], { user });
    const read = reader(({ subject }) => {
      if (subject === 'bad') throw new Error('jan@example.org broke it');
      return done;
    });
    await counts({ INBOX: 0, Done: 1, Failed: 1 });
    expect(read.seen.map(({ subject }) => subject)).toEqual(['bad', 'STOP', 'bad', 'bad']);
    expect(read.ends).toEqual(['done withdrawn', 'failed unforeseen']);
    expect(read.logged()).not.toContain('jan@');
  });

  it('stays where it is for as long as it takes, when the store is away', async () => {
    await box.append([mail('STOP', 1), mail('STOP', 2)], { user });
    let tries = 0;
    const away = new Failure('away', { code: 'store_unavailable', stage: 'store', retryable: true });
    const read = reader(() => {
      if ((tries += 1) < 8) throw away;
      return done;
    });
    await counts({ INBOX: 0, Done: 2 });
    expect(tries).toBe(9);
    expect(read.log.lines.some(({ fields }) => fields['code'] === 'store_unavailable')).toBe(true);
  });

  it('is not handled again, when it is done and only its move fails', async () => {
    await box.append([mail('STOP', 1)], { user });
    const read = reader(() => done, { folders: { ...FOLDERS, done: 'Nowhere' } });
    await until(() => read.up.includes(true));
    await counts({ INBOX: 0 });
    const client = await box.connect(user);
    await client.mailboxDelete('Nowhere');
    await client.logout();
    await box.append([mail('STOP', 2), mail('STOP', 3)], { user });
    await until(() => read.log.lines.filter(({ message }) => /not be moved/.test(message)).length > 2);
    expect(read.seen).toHaveLength(3);
    const again = await box.connect(user);
    await again.mailboxCreate('Nowhere');
    await again.logout();
    await counts({ INBOX: 0, Nowhere: 2 });
    expect(read.seen).toHaveLength(3);
  });
});

describe('a server', () => {
  it('is tried slowly, told of and shown as down, when it refuses the password', async () => {
    const read = reader(() => done, { imapUrl: box.url(user, 'wrong') });
    await until(() => read.up.length >= 2);
    expect(new Set(read.up)).toEqual(new Set([false]));
    expect(read.log.lines.find(({ level }) => level === 'error')).toMatchObject({
      level: 'error',
      fields: { code: 'mailbox_login_refused', retryAfter: 50 },
    });
    expect(read.logged()).not.toMatch(/wrong|user\d/);
  });

  it('is told of, when the folder of the URL does not exist', async () => {
    const read = reader(() => done, { imapUrl: box.url(user).replace('INBOX', 'Elsewhere') });
    await until(() => read.log.lines.some(({ fields }) => fields['code'] === 'mailbox_missing'));
  });

  it('is read again and nothing lost, when it is killed and comes back', async () => {
    const own = await startTestMailbox();
    try {
      const read = reader(() => done, { imapUrl: own.url() });
      await until(() => read.up.includes(true));
      await own.kill();
      await until(() => read.up.at(-1) === false);
      await own.start();
      await own.append([mail('STOP', 1)]);
      await counts({ INBOX: 0, Done: 1 }, own, 'jan');
      expect(read.up.at(-1)).toBe(true);
    } finally {
      await Promise.all(running.map((each) => each.stop()));
      await own.stop();
    }
  });

  it('is read by polls, COPY and EXPUNGE, when it has neither IDLE nor MOVE nor UIDPLUS', async () => {
    const old = await startTestMailbox({ capability: 'IMAP4rev1' });
    try {
      reader(() => done, { imapUrl: old.url(), lookEvery: 100 });
      await old.append([mail('STOP', 1)]);
      await counts({ INBOX: 0, Done: 1 }, old, 'jan');
      await old.append([mail('STOP', 2)]);
      await counts({ INBOX: 0, Done: 2 }, old, 'jan');
    } finally {
      await Promise.all(running.map((each) => each.stop()));
      await old.stop();
    }
  });

  it('is read right, when the folder was made anew with other UIDs (UIDVALIDITY)', async () => {
    const path = 'Incoming';
    const make = async (subjects: string[], fresh: boolean) => {
      const client = await box.connect(user);
      if (!fresh) await client.mailboxDelete(path);
      await client.mailboxCreate(path);
      await client.logout();
      await box.append(
        subjects.map((each, at) => mail(each, `${each}${at}`)),
        { user, folder: path },
      );
    };
    await make(['one', 'two'], true);
    const read = reader(() => done, { imapUrl: box.url(user).replace('INBOX', path), lookEvery: 200 });
    await counts({ [path]: 0, Done: 2 });
    await make(['three', 'four'], false);
    await counts({ [path]: 0, Done: 4 });
    expect(read.seen.map(({ subject }) => subject)).toEqual(['one', 'two', 'three', 'four']);
  });
});

describe('several processes', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis();
  });
  afterAll(() => redis.stop());

  it('read one at a time, and another goes on, when the leader stops', async () => {
    const keys = testKeys();
    const connection = await redis.connect();
    const leader = () => createLeaderLock('mailbox', { redis: connection, keys, ttl: 300 });
    const readers = [reader(() => done, { leader: leader() }), reader(() => done, { leader: leader() })];
    await until(() => readers.some(({ up }) => up.includes(true)));
    const [first, second] = readers[0]?.up.includes(true) ? readers : [...readers].reverse();
    await box.append([mail('STOP', 1)], { user });
    await counts({ Done: 1 });
    expect(second?.seen).toEqual([]);
    await first?.stop();
    expect(first?.up.at(-1)).toBeNull();
    await box.append([mail('STOP', 2)], { user });
    await counts({ INBOX: 0, Done: 2 });
    expect(second?.seen).toHaveLength(1);
  });

  it('know at once that the lead is lost, when another took it; and soon, when Redis does not answer', async () => {
    const keys = testKeys();
    const connection = await redis.connect();
    const lock = createLeaderLock('mailbox', { redis: connection, keys, ttl: 300 });
    const reign = await lock.stand();
    expect(await lock.stand()).toBeNull();
    await connection.set(keys.key('leader', 'mailbox'), 'another');
    await until(() => reign?.lost.aborted);
    await reign?.resign();
    expect(await connection.get(keys.key('leader', 'mailbox'))).toBe('another');
    await connection.del(keys.key('leader', 'mailbox'));
    const next = await lock.stand();
    await redis.kill();
    await until(() => next?.lost.aborted, 3000);
    await redis.restart();
  });
});
