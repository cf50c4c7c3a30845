import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Rig } from '../harness/rig';
import type { CaughtMail } from '../harness/smtp-sink';

/** An answer that reached the person. */
export interface Answered {
  readonly status: number;
  readonly page: string;
  /** An earlier try got no answer: it may have counted as well. */
  readonly again: boolean;
}

const PATIENCE = 120_000;

/** Somebody with an address on one record or more, who tries again until a page answers. */
export class Person {
  readonly records: string[] = [];
  /** Mails before this one belong to an earlier asking. */
  private read = 0;

  constructor(
    private readonly rig: Rig,
    readonly address: string,
    modules: readonly ('Contacts' | 'Leads')[],
    fields: Readonly<Record<string, string>> = {},
  ) {
    for (const module of modules)
      this.records.push(rig.crm.records.insert(module, { lastname: 'Jansen', email: address, ...fields }));
  }

  get record(): string {
    return this.records[0] ?? '';
  }

  statuses(): string[] {
    return this.records.map((id) => this.rig.crm.records.get(id)?.['consent_status'] ?? '');
  }

  /** The form on the web site: Vtiger tells the bridge and tells it again until it is accepted. */
  async tell(event: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const id = `msg_${randomUUID()}`;
    const occurredAt = new Date().toISOString();
    const body = { ...SIGN_UP, event, record: this.record, occurredAt, ...more };
    const { status, page } = await this.insist(() => this.rig.webhook(body, id));
    if (status !== 202) throw new Error(`the webhook was answered ${status}: ${page}`);
  }

  /** The next mail that has this link; `null` when none came in time. */
  async mailWith(link: string, within = PATIENCE): Promise<CaughtMail | null> {
    const end = Date.now() + within;
    for (;;) {
      const mails = this.rig.smtp.to(this.address);
      const found = mails.findIndex((mail, index) => index >= this.read && mail.links[link] !== undefined);
      if (found >= 0) {
        this.read = found + 1;
        return mails[found] ?? null;
      }
      if (Date.now() > end) return null;
      await sleep(60);
    }
  }

  /** Mails that have come so far are not answered any more. */
  forget(): void {
    this.read = this.rig.smtp.to(this.address).length;
  }

  press(url: string, fields = ''): Promise<Answered> {
    if (url === '') throw new Error(`${this.address}: the mail lacks the link`);
    return this.insist(() =>
      fetch(new URL(url, this.rig.env['PUBLIC_URL']), {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: fields,
        redirect: 'manual',
        signal: AbortSignal.timeout(10_000),
      }),
    );
  }

  private async insist(ask: () => Promise<Response>): Promise<Answered> {
    const end = Date.now() + PATIENCE;
    let why = '';
    for (let again = false; ; again = true) {
      try {
        const response = await ask();
        const page = await response.text();
        why = `${response.status}`;
        if (response.status < 500) return { status: response.status, page, again };
      } catch (error) {
        // Refused or cut off: the person presses again.
        why = String(error instanceof Error ? (error.cause ?? error) : error);
      }
      if (Date.now() > end)
        throw new Error(`${this.address}: no answer from the bridge for two minutes: ${why}`);
      await sleep(150);
    }
  }
}

/** Invitations name it in the header alone (RFC 8058): there it means, cancel this request. */
export function unsubscribeLink({ links, raw }: CaughtMail): string {
  const header = /^list-unsubscribe:\s*<([^>]+)>/im.exec(raw.toString('latin1').replace(/\r\n[ \t]+/g, ' '));
  return links['unsubscribe'] ?? header?.[1]?.replace(/\s/g, '') ?? '';
}

export const UNSUBSCRIBE = 'unsubscribe=yes';
export const ONE_CLICK = 'List-Unsubscribe=One-Click';

/** The link of the page after a withdrawal, while it can be undone. */
export function undoLink({ page }: Answered): string | null {
  return /href="([^"]*\/undo\/[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? null;
}

const SIGN_UP = {
  actor: { type: 'contact' },
  channel: 'webform',
  source: 'Newsletter form',
  basis: '',
  evidence: { text: 'Ja, graag.', language: 'nl', policyUrl: 'https://buurtkrant.example/privacy' },
  reason: '',
};
