import type { Rig } from '../harness/rig';

/** So long after the mail server took a mail its entry in the ledger is surely written, if the bridge lives. */
const LEDGER_LAG = 3000;
const PREFIX = '{consent}:bridge:mail:';

/**
 * "Nobody is mailed the same twice", seen from the mail server. The one allowed duplicate: the entry in the ledger is
 * `reserved` and the process, Redis or the line died between the first copy and the entry (domain: "Write-ahead").
 */
export class MailLaw {
  readonly breaches: string[] = [];
  allowed = 0;
  private readonly taken = new Map<string, number>();
  private readonly deaths: number[] = [];

  constructor(private readonly rig: Pick<Rig, 'redis'>) {}

  /** The bridge, Redis or a connection died now. */
  died(): void {
    this.deaths.push(Date.now());
  }

  /** For each message that the mail server is about to take. */
  async take(to: string, raw: Buffer): Promise<void> {
    const key = /^message-id:\s*<([^@>]+)@/im.exec(raw.toString('latin1'))?.[1] ?? '';
    const before = this.taken.get(key);
    this.taken.set(key, Date.now());
    if (before === undefined) return;
    const entry = await this.rig.redis.get(PREFIX + key);
    const explained = this.deaths.some((at) => at >= before - 50 && at <= before + LEDGER_LAG);
    const planned = /\.(invitation|reminder)\.0$/.test(key);
    if (planned && explained && entry === 'reserved') this.allowed += 1;
    else
      this.breaches.push(
        `${to} was mailed ${key.replace(/^[^.]+/, '')} again, ledger ${entry ?? 'empty'}, ${explained ? 'after a death' : 'nothing had died'}`,
      );
  }

  /** Different mails of one kind that one address was sent. */
  kinds(rig: Pick<Rig, 'smtp'>, to: string, kind: string): string[] {
    const ids = rig.smtp.to(to).map(({ parsed }) => parsed.messageId ?? '');
    return [...new Set(ids.filter((id) => id.includes(`.${kind}.`)))];
  }
}
