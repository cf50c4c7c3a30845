import type { FlowDeps } from '../../flow/deps';
import type { QueueOffice, SweepQueue } from '../../flow/queue-ports';

/**
 * What commands work with. Opening it needs the configuration and Redis; Vtiger and the mail server are asked only by
 * the commands that need them. Its log must not write to standard output: that is the command's.
 */
export interface CliBridge {
  readonly deps: FlowDeps;
  readonly queue: QueueOffice;
  readonly sweeps: SweepQueue;
  readonly facts: BridgeFacts;
  /** @throws Failure `store_unavailable`. */
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

/** From `INFO`; `null` where the server does not tell. */
export interface RedisFacts {
  /** `redis_version`. */
  readonly version: string | null;
  /** `maxmemory_policy`. */
  readonly maxmemoryPolicy: string | null;
  /** `aof_enabled`. */
  readonly aof: boolean | null;
  /** The bridge's own private server, or the one of REDIS_URL. */
  readonly kind: 'private' | 'external';
}
