import { Failure } from '../../../flow/failure';
import type { Log } from '../../../flow/ports';
import { isCrmFailure } from '../failures';
import type { Schemas } from '../schemas';
import type { Info } from './answers';

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
}

export interface Grade {
  /** Whether the extension's operations are to be used now. */
  isExtension(): Promise<boolean>;
  /** The extension said that it is off: not again before the next look. */
  switchedOff(): void;
  /** It may be gone: look again before the next call. */
  doubt(): void;
}

type Verdict = { readonly extension: true } | { readonly extension: false; readonly why: string | null };

const CONTRACT = 1;
/**
 * Only the extension makes a field of this very name (the Layout Editor's are `cf_NNN`), and an API user sees it, unlike
 * the links; an operation that Vtiger does not know is HTTP 500, like a fault of its own.
 */
const OWN_FIELD = 'consent_topics';
/** An address that nobody has: equal fingerprints of it prove equal keys. */
const CHECK_ADDRESS = 'key-check@consent-bridge.invalid';
const LOOK_AGAIN = 10 * 60_000;

const OFF = 'it is switched off in Module Manager';

/** Which operations are used: asked at the first log-in and every ten minutes, so that an installation is noticed. */
export function createGrade(options: GradeOptions): Grade {
  const { log, now = () => performance.now() } = options;
  let verdict: Verdict = { extension: false, why: null };
  let until = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;
  const settle = (next: Verdict): void => {
    tell(log, verdict, next);
    verdict = next;
    until = now() + LOOK_AGAIN;
  };
  const look = async (): Promise<void> => {
    // Vtiger is away: what was known stays, and the next call looks again.
    const next = await verdictOf(options).catch(() => null);
    if (next !== null) settle(next);
  };
  return {
    isExtension: async () => {
      if (now() >= until) {
        looking ??= look().finally(() => (looking = null));
        await looking;
      }
      return verdict.extension;
    },
    switchedOff: () => settle({ extension: false, why: OFF }),
    doubt: () => {
      until = Number.NEGATIVE_INFINITY;
    },
  };
}

function tell(log: Log, before: Verdict, next: Verdict): void {
  if (next.extension) {
    if (!before.extension) log.info('the extension is used');
  } else if (next.why !== null && (before.extension || before.why !== next.why)) {
    log.warn('the extension is not used, the standard operations are', { why: next.why });
  } else if (before.extension) log.warn('the extension is gone, the standard operations are used');
}

async function verdictOf({ schemas, info, fingerprint, handMade }: GradeOptions): Promise<Verdict> {
  const { allowed } = await schemas.get('Contacts', LOOK_AGAIN);
  if (!allowed.has(OWN_FIELD)) return { extension: false, why: null };
  if (handMade) return { extension: false, why: 'VTIGER_FIELD_ settings name fields made by hand' };
  try {
    return judge(await info(), fingerprint);
  } catch (error) {
    const why = error instanceof Failure ? refusalOf(error) : null;
    if (why === null) throw error;
    return { extension: false, why };
  }
}

function judge({ contract, keys }: Info, fingerprint: (address: string) => string): Verdict {
  if (contract !== CONTRACT)
    return { extension: false, why: `it speaks contract ${contract}, the bridge knows ${CONTRACT}` };
  if (keys.addressCheck === fingerprint(CHECK_ADDRESS)) return { extension: true };
  const why = keys.addressCheck === '' ? 'it has no address key' : 'its address key is not ADDRESS_KEY';
  return { extension: false, why };
}

/** An answer that says no; `null` for none, after which nothing is known. */
function refusalOf(error: Failure): string | null {
  if (isCrmFailure(error, 'crm_extension_off')) return OFF;
  if (isCrmFailure(error, 'crm_access_denied')) return 'the API user may not use it';
  if (isCrmFailure(error, 'crm_http_5xx', 'crm_empty')) return 'Vtiger does not know its operations';
  return isCrmFailure(error, 'crm_schema') ? 'its answer has another form' : null;
}
