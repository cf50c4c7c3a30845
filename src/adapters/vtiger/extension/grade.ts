import { Failure } from '../../../flow/failure';
import type { ExtensionInspection } from '../../../flow/crm-inspection';
import type { Log } from '../../../flow/ports';
import { isCrmFailure } from '../failures';
import type { Schemas } from '../schemas';
import type { Info } from './answers';
import { factsOf } from './facts';

export interface GradeOptions {
  readonly schemas: Pick<Schemas, 'get'>;
  readonly info: () => Promise<Info>;
  /** The bridge's own count, to compare address keys by. */
  readonly fingerprint: (address: string) => string;
  /** Fields made by hand are named in the settings: the extension knows only its own. */
  readonly handMade: boolean;
  readonly log: Log;
  /** ms, of a clock that only goes forward. */
  readonly now?: () => number;
  /** Epoch ms, to compare Vtiger's clock with. */
  readonly clock?: () => number;
}

export interface Grade {
  /** Whether the extension's operations are to be used now. */
  isExtension(): Promise<boolean>;
  /** What was found at the last look; `null`: the extension is not installed. */
  found(): Promise<ExtensionInspection | null>;
  /** The extension said that it is off: not again before the next look. */
  switchedOff(): void;
  /** It may be gone: look again before the next call. */
  doubt(): void;
}

type Unused = NonNullable<ExtensionInspection['unused']>;

const CONTRACT = 1;
/**
 * Only the extension makes a field of this very name (the Layout Editor's are `cf_NNN`), and an API user sees it, unlike
 * the links; an operation that Vtiger does not know is HTTP 500, like a fault of its own.
 */
const OWN_FIELD = 'consent_topics';
/** An address that nobody has: equal fingerprints of it prove equal keys. */
const CHECK_ADDRESS = 'key-check@consent-bridge.invalid';
const LOOK_AGAIN = 10 * 60_000;

const OFF: Unused = { code: 'off', sentence: 'it is switched off in Module Manager' };
const HAND_MADE: Unused = {
  code: 'hand_made',
  sentence: 'VTIGER_FIELD_ settings name fields made by hand',
};

/** Which operations are used: asked at the first log-in and every ten minutes, so that an installation is noticed. */
export function createGrade(options: GradeOptions): Grade {
  const { log, now = () => performance.now() } = options;
  let found: ExtensionInspection | null = null;
  let until = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;
  const settle = (next: ExtensionInspection | null): void => {
    tell(log, found, next);
    found = next;
    until = now() + LOOK_AGAIN;
  };
  const look = async (): Promise<void> => {
    // Vtiger is away: what was known stays, and the next call looks again.
    const next = await lookFor(options).catch(() => undefined);
    if (next !== undefined) settle(next);
  };
  const current = async (): Promise<ExtensionInspection | null> => {
    if (now() >= until) {
      looking ??= look().finally(() => (looking = null));
      await looking;
    }
    return found;
  };
  return {
    isExtension: async () => isUsed(await current()),
    found: current,
    switchedOff: () => settle({ unused: OFF, facts: null }),
    doubt: () => {
      until = Number.NEGATIVE_INFINITY;
    },
  };
}

function isUsed(found: ExtensionInspection | null): boolean {
  return found !== null && found.unused === null;
}

function tell(log: Log, before: ExtensionInspection | null, next: ExtensionInspection | null): void {
  const why = next?.unused?.sentence;
  if (isUsed(next)) {
    if (!isUsed(before)) log.info('the extension is used');
  } else if (why !== undefined && why !== before?.unused?.sentence) {
    log.warn('the extension is not used, the standard operations are', { why });
  } else if (isUsed(before)) log.warn('the extension is gone, the standard operations are used');
}

async function lookFor({
  schemas,
  info,
  fingerprint,
  handMade,
  clock = Date.now,
}: GradeOptions): Promise<ExtensionInspection | null> {
  const { allowed } = await schemas.get('Contacts', LOOK_AGAIN);
  if (!allowed.has(OWN_FIELD)) return null;
  if (handMade) return { unused: HAND_MADE, facts: null };
  try {
    const told = await info();
    return { unused: judge(told, fingerprint), facts: factsOf(told, clock()) };
  } catch (error) {
    const unused = error instanceof Failure ? refusalOf(error) : null;
    if (unused === null) throw error;
    return { unused, facts: null };
  }
}

function judge({ contract, keys }: Info, fingerprint: (address: string) => string): Unused | null {
  if (contract !== CONTRACT)
    return { code: 'contract', sentence: `it speaks contract ${contract}, the bridge knows ${CONTRACT}` };
  if (keys.addressCheck === fingerprint(CHECK_ADDRESS)) return null;
  return keys.addressCheck === ''
    ? { code: 'no_key', sentence: 'it has no address key' }
    : { code: 'other_key', sentence: 'its address key is not ADDRESS_KEY' };
}

/** An answer that says no; `null` for none, after which nothing is known. */
function refusalOf(error: Failure): Unused | null {
  if (isCrmFailure(error, 'crm_extension_off')) return OFF;
  if (isCrmFailure(error, 'crm_access_denied'))
    return { code: 'denied', sentence: 'the API user may not use it' };
  if (isCrmFailure(error, 'crm_http_5xx', 'crm_empty'))
    return { code: 'unknown', sentence: 'Vtiger does not know its operations' };
  return isCrmFailure(error, 'crm_schema') ? { code: 'form', sentence: 'its answer has another form' } : null;
}
