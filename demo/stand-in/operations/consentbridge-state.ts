import { createHmac } from 'node:crypto';
import { domainToASCII } from 'node:url';

export interface HistoryEntry {
  readonly number: number;
  readonly id: string;
  /** Number of the Contact or Lead. */
  readonly person: number;
  readonly line: string;
  readonly evidence: string;
  readonly principal: string;
  readonly occurredAt: string;
  readonly createdtime: string;
}

export interface Suppression {
  readonly status: string;
  readonly occurredAt: string;
}

/** What the extension module keeps in tables of its own. */
export interface ExtensionState {
  /** `null`: none is set in the module. */
  addressKey: Buffer | null;
  /** Switched off in Module Manager: its operations say so. */
  disabled: boolean;
  /** What `consentbridge.info` says otherwise than by itself. */
  readonly info: Readonly<Record<string, unknown>>;
  readonly history: HistoryEntry[];
  /** By raw address: counted once, as the module's table of addresses holds it. */
  readonly fingerprints: Map<string, string>;
  readonly suppressed: Map<string, Suppression>;
}

/** Address key of tests and the demo (tests/harness/environment.ts), so that both sides count alike. */
const SHARED_KEY = Buffer.alloc(32, 3);

export interface ExtensionOptions {
  /** `null`: none. */
  readonly addressKey?: Buffer | null;
  readonly disabled?: boolean;
  /** Members of the answer of `consentbridge.info`, such as `{ backfill: { waiting: 3 } }`. */
  readonly info?: Readonly<Record<string, unknown>>;
}

export function newExtension(options: boolean | ExtensionOptions | undefined): ExtensionState | null {
  if (options === undefined || options === false) return null;
  const { addressKey = SHARED_KEY, disabled = false, info = {} } = options === true ? {} : options;
  return { addressKey, disabled, info, history: [], fingerprints: new Map(), suppressed: new Map() };
}

/** '' without a key, and for what is no address. */
export function fingerprintOf(state: ExtensionState, email: string): string {
  const known = state.fingerprints.get(email);
  if (known !== undefined) return known;
  const fingerprint = count(state.addressKey, email);
  state.fingerprints.set(email, fingerprint);
  return fingerprint;
}

function count(key: Buffer | null, email: string): string {
  const normal = email.trim().toLowerCase().normalize('NFC');
  const at = normal.lastIndexOf('@');
  const domain = at < 1 ? '' : domainToASCII(normal.slice(at + 1));
  if (key === null || domain === '') return '';
  return createHmac('sha256', key)
    .update(`address:${normal.slice(0, at)}@${domain}`, 'utf8')
    .digest('base64url')
    .slice(0, 22);
}

export const isFingerprint = (text: string): boolean => /^[A-Za-z0-9_-]{22}$/.test(text);
