import { Counter, Histogram, Registry } from 'prom-client';
import type { Tally } from '../../flow/store-ports';
import type { MailboxTally } from '../../flow/mailbox-ports';
import { addGauges, type GaugeSources } from './gauges';
import { createMailboxTally } from './mailbox-tally';

/** What is counted. Labels hold codes and names of ours, never an address, a record or a token. */
export interface Metrics {
  readonly registry: Registry;
  readonly tally: Tally;
  readonly mailbox: MailboxTally;
  /** An opened or used link: by act, method and who it seems to be. */
  readonly clicks: (act: string, method: string, kind: string) => void;
  /** One call to Vtiger. */
  readonly crmCall: (operation: string, ms: number, result: string) => void;
  readonly contentType: string;
  expose(): Promise<string>;
}

/** @param sources what Redis says at each scrape; without them only counters are shown. */
export function createMetrics(sources?: GaugeSources): Metrics {
  const registry = new Registry();
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  if (sources !== undefined) addGauges({ registry }, sources);
  const clicks = counter('clicks_total', 'Opened and used links.', ['act', 'method', 'class']);
  const calls = counter('crm_calls_total', 'Calls to Vtiger.', ['operation', 'result']);
  const seconds = new Histogram({
    name: 'crm_call_seconds',
    help: 'Duration of calls to Vtiger.',
    labelNames: ['operation'] as const,
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers: [registry],
  });
  return {
    registry,
    tally: createTally(registry),
    mailbox: createMailboxTally(registry),
    clicks: (act, method, kind) => clicks.inc({ act, method, class: kind }),
    crmCall: (operation, ms, result) => {
      calls.inc({ operation, result });
      seconds.observe({ operation }, ms / 1000);
    },
    contentType: registry.contentType,
    expose: () => registry.metrics(),
  };
}

function createTally(registry: Registry): Tally {
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  const mails = counter('mails_total', 'Mails by kind and result.', ['kind', 'result']);
  const doubtful = counter('mail_in_doubt_total', 'Mails of which nobody knows whether they left.', ['kind']);
  const events = counter('events_total', 'Consent events by outcome.', ['event', 'result', 'code']);
  const writes = counter('in_doubt_writes_total', 'Writes to Vtiger that got no answer.', []);
  const held = counter('held_total', 'Work that is held and waits for the admin.', ['reason']);
  return {
    mail: (kind, result) => {
      mails.inc({ kind, result });
      if (result === 'in_doubt') doubtful.inc({ kind });
    },
    event: (name, result, code) => {
      events.inc({ event: name, result, code });
    },
    inDoubtWrite: () => {
      writes.inc();
    },
    held: (reason) => {
      held.inc({ reason });
    },
  };
}
