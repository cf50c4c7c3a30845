import { Counter, Gauge, type Registry } from 'prom-client';
import type { MailboxTally } from '../../flow/mailbox-ports';

/** `mailbox_up` is absent where another process reads; `mailbox_mails_total` says how mails ended, and why. */
export function createMailboxTally(registry: Registry): MailboxTally {
  const mails = new Counter({
    name: 'mailbox_mails_total',
    help: 'Mails read from the mailbox, by where they went and why.',
    labelNames: ['end', 'reason'] as const,
    registers: [registry],
  });
  const up = new Gauge({
    name: 'mailbox_up',
    help: 'Whether the mailbox can be read (1) or not (0), in the process that reads it.',
    labelNames: [] as const,
    registers: [registry],
  });
  up.remove();
  return {
    up: (isUp) => {
      if (isUp === null) up.remove();
      else up.set(Number(isUp));
    },
    mail: (end, reason) => {
      mails.inc({ end, reason });
    },
  };
}
