import type { Log } from '../../flow/ports';
import type { QueueOffice } from '../../flow/queue-ports';

/** What readiness rests on. Vtiger and mail being away is no reason to take no clicks: acts wait in Redis. */
export interface Readiness {
  readonly redis: boolean;
  /** `null`: this process has no worker role. */
  readonly workers: boolean | null;
  readonly degraded: Readonly<Record<string, string>>;
}

export interface AdminAppDeps {
  readonly metrics: { readonly contentType: string; expose(): Promise<string> };
  readonly readiness: () => Promise<Readiness>;
  readonly office: QueueOffice;
  readonly log: Log;
  readonly version: string;
  /** ADMIN_TOKEN; without one the port must listen on loopback, and only loopback names are answered. */
  readonly token: string | undefined;
}
