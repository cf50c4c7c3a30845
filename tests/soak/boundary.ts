import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Rig } from '../harness/rig';
import { smtpAnswer } from '../harness/smtp-sink';
import type { MailLaw } from './mail-law';
import type { Random } from './random';

/** Where the process dies: at the n-th such moment from now. */
export type Boundary =
  | { readonly at: 'crm'; readonly when: 'before' | 'after'; readonly operation: string; readonly n: number }
  | { readonly at: 'mail'; readonly when: 'recipient' | 'lost' | 'taken'; readonly n: number }
  | { readonly at: 'redis'; readonly key: string; readonly n: number }
  | { readonly at: 'time'; readonly ms: number };

const OPERATIONS = ['revise', 'revise', 'revise', 'create', 'create', 'query', 'retrieve'] as const;
const KEYS = ['mail', 'evidence', 'applied', 'outcome', 'undo', 'standing', 'lock', 'watermark'] as const;

export function anyBoundary(random: Random): Boundary {
  const n = random.between(1, 6);
  switch (random.pick(['crm', 'crm', 'mail', 'redis', 'time'] as const)) {
    case 'crm':
      return { at: 'crm', when: random.pick(['before', 'after']), operation: random.pick(OPERATIONS), n };
    case 'mail':
      return { at: 'mail', when: random.pick(['recipient', 'lost', 'taken']), n: random.between(1, 3) };
    case 'redis':
      return { at: 'redis', key: random.pick(KEYS), n };
    case 'time':
      return { at: 'time', ms: random.whole(1500) };
  }
}

export function nameOf(boundary: Boundary): string {
  switch (boundary.at) {
    case 'crm':
      return `${boundary.when} ${boundary.operation} ${boundary.n}`;
    case 'mail':
      return `mail ${boundary.n} ${boundary.when}`;
    case 'redis':
      return `Redis key ${boundary.key} ${boundary.n}`;
    case 'time':
      return `after ${boundary.ms} ms`;
  }
}

const nothing = () => undefined;

/** Redis tells each command as it runs it. Spoken plainly: the client that the bridge uses takes MONITOR for a fault. */
function watchRedis({ env }: Rig, heard: (line: string) => void): Socket {
  const { hostname, port } = new URL(env['REDIS_URL'] ?? '');
  const socket = connect(Number(port), hostname, () => socket.write('MONITOR\r\n'));
  socket.on('error', nothing);
  createInterface({ input: socket }).on('line', heard);
  return socket;
}

/** Lets a boundary strike: hooks in the stand-in, the mail server, and Redis's own account of its commands. */
export class Striker {
  private boundary: Boundary | null = null;
  private left = 0;
  private strike: () => Promise<void> = async () => undefined;

  private constructor(private readonly rig: Rig) {}

  static attach(rig: Rig, law: MailLaw): Striker {
    const striker = new Striker(rig);
    for (const when of ['before', 'after'] as const)
      rig.crm[when]('*', ({ operation }) =>
        striker.reached((b) => b.at === 'crm' && b.when === when && b.operation === operation).then(nothing),
      );
    rig.smtp.onRecipient = () => void striker.reached((b) => b.at === 'mail' && b.when === 'recipient');
    rig.smtp.onMessage = async (to, raw) => {
      if (await striker.reached((b) => b.at === 'mail' && b.when === 'lost')) throw smtpAnswer(451, 'lost');
      await law.take(to, raw);
      await striker.reached((b) => b.at === 'mail' && b.when === 'taken');
    };
    const watched = watchRedis(rig, (line) => {
      void striker.reached((b) => b.at === 'redis' && line.includes(`:bridge:${b.key}:`));
    });
    striker.stop = () => watched.destroy();
    return striker;
  }

  /** Ends the watching. */
  stop: () => void = () => undefined;

  arm(boundary: Boundary, strike: () => Promise<void>): void {
    this.boundary = boundary;
    this.left = boundary.at === 'time' ? 0 : boundary.n;
    this.strike = strike;
  }

  disarm(): void {
    this.boundary = null;
  }

  private async reached(is: (boundary: Boundary) => boolean): Promise<boolean> {
    if (this.boundary === null || !is(this.boundary)) return false;
    this.left -= 1;
    if (this.left > 0) return false;
    this.boundary = null;
    await this.strike();
    return true;
  }
}
