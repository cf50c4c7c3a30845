import { Failure } from '../../src/flow/failure';
import type { MailCode } from '../../src/adapters/mail/verdict';
import type { Mailer, MailOrder } from '../../src/flow/ports';

export type MailFault = MailCode;

/** Keeps what it was asked to send; fails on command. */
export class FakeMailer implements Mailer {
  readonly outbox: MailOrder[] = [];
  /** Runs while the mail is under way: what others do in the meantime. */
  meanwhile: ((order: MailOrder) => void | Promise<void>) | null = null;
  private faults: MailFault[] = [];
  private readonly faultsFor = new Map<string, MailFault>();

  failNext(...faults: MailFault[]): void {
    this.faults.push(...faults);
  }

  /** Every mail to the address fails so from now on. */
  failFor(address: string, fault: MailFault): void {
    this.faultsFor.set(address, fault);
  }

  async send(order: MailOrder): Promise<void> {
    await this.meanwhile?.(order);
    const fault = this.faults.shift() ?? this.faultsFor.get(order.to);
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
  const retryable = code !== 'mail_address_refused' && code !== 'mail_in_doubt';
  return new Failure('The fake mail server says no.', { code, stage: 'mail', retryable });
}
