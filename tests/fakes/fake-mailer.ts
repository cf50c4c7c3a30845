import { Failure } from '../../src/flow/failure';
import type { Mailer, MailOrder } from '../../src/flow/ports';

export type MailFault =
  'mail_address_refused' | 'mail_policy_refused' | 'mail_temporary' | 'mail_unreachable' | 'mail_in_doubt';

/** Keeps what it was asked to send; fails on command. */
export class FakeMailer implements Mailer {
  readonly outbox: MailOrder[] = [];
  /** Runs while the mail is under way: what others do in the meantime. */
  meanwhile: ((order: MailOrder) => void | Promise<void>) | null = null;
  private faults: MailFault[] = [];

  failNext(...faults: MailFault[]): void {
    this.faults.push(...faults);
  }

  async send(order: MailOrder): Promise<void> {
    await this.meanwhile?.(order);
    const fault = this.faults.shift();
    if (fault === 'mail_in_doubt') this.outbox.push(order);
    if (fault !== undefined) throw mailFailure(fault);
    this.outbox.push(order);
  }

  async verify(): Promise<void> {
    return Promise.resolve();
  }

  /** Mails of a kind (default: all) to an address. */
  to(address: string, kind?: string): MailOrder[] {
    return this.outbox.filter((mail) => mail.to === address && (kind === undefined || mail.kind === kind));
  }
}

function mailFailure(code: MailFault): Failure {
  const retryable = code !== 'mail_address_refused';
  return new Failure('The fake mail server says no.', { code, stage: 'mail', retryable });
}
