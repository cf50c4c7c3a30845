import { concernsOneRecord } from '../adopt-legacy';
import { Failure } from '../failure';
import type { PersonDeps, RegisterEntry, RequestCounts } from '../person-ports';
import { type Answered, answerRequest } from './requests-answer';
import { decisionOf } from './register-decision';
import { countRequests, dueFirst } from './requests-list';
import { underLock } from './requests-lock';

/** What one look at the register did, and how it stands afterwards. */
export interface RegisterWork extends RequestCounts {
  readonly answered: number;
  /** Decided, and yet staff or the admin must do something first. */
  readonly waiting: number;
  readonly failed: number;
}

/**
 * Looks over the request register and does what staff decided since: the ticket is the only place where they decide.
 * One request that can't be answered holds up no other. `null`: the API user may not use HelpDesk, so there is none.
 *
 * @throws Failure when the CRM or Redis is down: it will meet the next request as well.
 */
export async function workRegister(deps: PersonDeps): Promise<RegisterWork | null> {
  const entries = await entriesOf(deps);
  if (entries === null) return null;
  const left = new Map<string, RegisterEntry>();
  let [answered, waiting, failed] = [0, 0, 0];
  for (const entry of dueFirst(entries)) {
    const result = await attempt(deps, entry);
    if (result === 'failed') failed += 1;
    else if (result?.kind === 'waits') waiting += 1;
    else if (result !== null) answered += 1;
    const isOver = result !== null && result !== 'failed' && !['waits', 'extended'].includes(result.kind);
    if (!isOver) left.set(entry.ticket, entry);
  }
  const counts = countRequests([...left.values()], deps.clock.now());
  await deps.requestCounts.put(counts);
  if (counts.overdue > 0) deps.log.warn('requests of persons are overdue (GDPR art. 12(3))', { ...counts });
  return { ...counts, answered, waiting, failed };
}

/** Its role is one without requests, or the module is switched off; any other failure must be seen. */
const NO_HELPDESK: readonly string[] = ['crm_access_denied', 'crm_unknown_entity'];

async function entriesOf({ register, log }: PersonDeps): Promise<readonly RegisterEntry[] | null> {
  try {
    return await register.list();
  } catch (error) {
    if (!(error instanceof Failure) || !NO_HELPDESK.includes(error.code)) throw error;
    log.debug('there is no request register', { code: error.code });
    return null;
  }
}

async function attempt(deps: PersonDeps, entry: RegisterEntry): Promise<Answered | 'failed' | null> {
  if (decisionOf(entry).kind === 'wait') return null;
  try {
    const result = await answerTicket(deps, entry.ticket);
    if (result?.kind === 'waits') {
      deps.tally.held(`request:${result.code}`);
      deps.log.warn('a decided request waits', { ticket: entry.ticket, code: result.code });
    }
    return result;
  } catch (error) {
    if (!(error instanceof Failure) || !(error.stage === 'mail' || concernsOneRecord(error))) throw error;
    deps.log.warn('a request could not be answered', { ticket: entry.ticket, code: error.code });
    return 'failed';
  }
}

/** Read anew under its lock: the command line may have answered it meanwhile. */
async function answerTicket(deps: PersonDeps, ticket: string): Promise<Answered | null> {
  return underLock(deps, `ticket.${ticket}`, async () => {
    const entry = await deps.register.find(ticket);
    if (entry === null || !(entry.open || entry.untold)) return null;
    return answerRequest(deps, entry, decisionOf(entry));
  });
}
