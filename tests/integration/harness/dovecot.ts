import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { freePort } from '../../harness/free-port';

/** A Dovecot of a test's own on a free port; every user exists, and all have one password. */
export interface TestMailbox {
  /** IMAP_URL of a user's inbox. */
  url(user?: string, password?: string): string;
  /** Into a folder; answers their UIDs. */
  append(
    sources: readonly (string | Buffer)[],
    where?: { user?: string; folder?: string },
  ): Promise<number[]>;
  /** Laid into the inbox as a mail server lays them, without IMAP: thousands in a second. */
  deliver(sources: readonly (string | Buffer)[], user?: string): void;
  /** How many mails lie in each folder. */
  counts(user?: string): Promise<Record<string, number>>;
  /** The subjects in a folder, in order. */
  subjects(folder: string, user?: string): Promise<string[]>;
  connect(user?: string): Promise<ImapFlow>;
  /** kill -9 of the server and its children. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const PASSWORD = 'secret';

/** @param capability what the server says it can, in place of all it can */
export async function startTestMailbox({ capability }: { capability?: string } = {}): Promise<TestMailbox> {
  const dir = mkdtempSync(join(tmpdir(), 'bridge-imap-'));
  const port = await freePort();
  const config = writeConfig(dir, port, capability);
  let child = await launch(config, dir, port);
  const url = (user = 'jan', password = PASSWORD) => `imap://${user}:${password}@127.0.0.1:${port}/INBOX`;
  const open = async (user = 'jan') => {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      auth: { user, pass: PASSWORD },
      logger: false,
      disableAutoIdle: true,
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const within = async <T>(user: string | undefined, act: (client: ImapFlow) => Promise<T>) => {
    const client = await open(user);
    try {
      return await act(client);
    } finally {
      await client.logout();
    }
  };
  return {
    url,
    connect: open,
    append: (sources, { user, folder = 'INBOX' } = {}) =>
      within(user, async (client) => {
        const uids: number[] = [];
        for (const source of sources) {
          const done = await client.append(folder, wire(source));
          uids.push(done === false ? 0 : (done.uid ?? 0));
        }
        return uids;
      }),
    deliver: (sources, user = 'jan') => deliver(join(dir, 'mail', user), sources),
    counts: (user) =>
      within(user, async (client) => {
        const listed = await client.list({ statusQuery: { messages: true } });
        return Object.fromEntries(listed.map(({ path, status }) => [path, status?.messages ?? 0]));
      }),
    subjects: (folder, user) =>
      within(user, async (client) => {
        await client.mailboxOpen(folder, { readOnly: true });
        const rows = await client.fetchAll('1:*', { envelope: true });
        return rows.map(({ envelope }) => envelope?.subject ?? '');
      }),
    kill: () => end(child, 'SIGKILL', dir),
    start: async () => {
      child = await launch(config, dir, port);
    },
    stop: async () => {
      await end(child, 'SIGTERM', dir);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

let delivered = 0;

/** Maildir: written into tmp, moved into new, so that nobody sees half a mail. */
function deliver(maildir: string, sources: readonly (string | Buffer)[]): void {
  const folders = ['cur', 'new', 'tmp'].map((folder) => join(maildir, folder));
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  const written = sources.map((source) => {
    delivered += 1;
    const name = `${Math.floor(Date.now() / 1000)}.M${String(delivered).padStart(9, '0')}.test`;
    writeFileSync(join(maildir, 'tmp', name), wire(source));
    return name;
  });
  const { isRoot, owner, group } = mailOwner();
  if (isRoot) {
    spawnSync('chown', [`${owner}:${group}`, maildir, ...folders]);
    spawnSync('chown', ['-R', `${owner}:${group}`, join(maildir, 'tmp')]);
  }
  for (const name of written) renameSync(join(maildir, 'tmp', name), join(maildir, 'new', name));
}

function wire(source: string | Buffer): Buffer {
  return Buffer.isBuffer(source) ? source : Buffer.from(source.replace(/\r?\n/g, '\r\n'));
}

/** Root may not own mails, so they are nobody's then; anybody else runs all of it under their own name. */
function mailOwner() {
  const { uid, username } = userInfo();
  const isRoot = uid === 0;
  const owner = isRoot ? 'nobody' : username;
  const group = spawnSync('id', ['-gn', owner]).stdout.toString().trim();
  return { isRoot, username, owner, group };
}

function writeConfig(dir: string, port: number, capability: string | undefined): string {
  const { isRoot, username, owner, group } = mailOwner();
  mkdirSync(join(dir, 'mail'));
  if (isRoot) spawnSync('chown', ['-R', `${owner}:${group}`, join(dir, 'mail')]);
  spawnSync('chmod', ['755', dir]);
  const own = isRoot
    ? ''
    : `default_login_user = ${username}\ndefault_internal_user = ${username}\ndefault_internal_group = ${group}\n`;
  const path = join(dir, 'dovecot.conf');
  writeFileSync(
    path,
    `protocols = imap
base_dir = ${dir}/run
state_dir = ${dir}/run
log_path = ${dir}/log
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain
auth_failure_delay = 0
mail_location = maildir:${dir}/mail/%u
mail_uid = ${owner}
mail_gid = ${group}
first_valid_uid = 1
first_valid_gid = 0
mail_fsync = never
mail_max_userip_connections = 100
${own}passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${owner} gid=${group} home=${dir}/mail/%u
}
namespace inbox {
  inbox = yes
}
service imap-login {
  ${isRoot ? '' : 'chroot =\n  '}inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
${isRoot ? '' : 'service anvil {\n  chroot =\n}\nservice stats {\n  chroot =\n}\n'}${capability === undefined ? '' : `imap_capability = ${capability}\n`}`,
  );
  return path;
}

async function launch(config: string, dir: string, port: number): Promise<ChildProcess> {
  // A group of its own: the master's children must die with it.
  const env = { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` };
  const child = spawn('dovecot', ['-F', '-c', config], { stdio: 'ignore', detached: true, env });
  for (const end = Date.now() + 20_000; !(await answers(port));) {
    const log = join(dir, 'log');
    if (child.exitCode !== null || Date.now() > end)
      throw new Error(`dovecot did not start:\n${existsSync(log) ? readFileSync(log, 'utf8') : ''}`);
    await sleep(30);
  }
  return child;
}

/** Whether the port greets. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const say = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', say(true));
    socket.once('error', say(false));
    socket.once('close', say(false));
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals, dir: string): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  if (signal === 'SIGKILL') process.kill(-child.pid, signal);
  else child.kill(signal);
  await ended;
  rmSync(join(dir, 'run'), { recursive: true, force: true });
}
