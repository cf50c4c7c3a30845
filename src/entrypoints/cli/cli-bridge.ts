import type { PersonDeps } from '../../flow/person-ports';
import type { QueueOffice, SweepQueue } from '../../flow/queue-ports';

/**
 * What commands work with. Opening it needs the configuration and Redis; Vtiger and the mail server are asked only by
 * the commands that need them. Its log must not write to standard output: that is the command's.
 */
export interface CliBridge {
  readonly deps: PersonDeps;
  readonly queue: QueueOffice;
  readonly sweeps: SweepQueue;
  readonly facts: BridgeFacts;
  /** @throws Failure `store_unavailable`, `redis_too_old`, `redis_evicts`. */
  checkRedis(): Promise<RedisFacts>;
  close(): Promise<void>;
}

/** What the admin set, as far as `doctor` shows it. */
export interface BridgeFacts {
  readonly production: boolean;
  /** `null`: mails are not signed by the bridge. */
  readonly dkim: { readonly domain: string; readonly selector: string } | null;
  /** LABEL_SECRETS holds a key that may sign. */
  readonly labelLinks: boolean;
  /** LABEL_CONFIRM. */
  readonly labelConfirm: 'request' | 'trust';
}

export interface RedisFacts {
  readonly version: string;
  /** It keeps an append-only file. */
  readonly durable: boolean;
  /** The bridge's own private server, or the one of REDIS_URL. */
  readonly kind: 'private' | 'external';
}
