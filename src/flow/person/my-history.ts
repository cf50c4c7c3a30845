import type { MyHistoryLine } from '../person-door';
import type { PersonDeps } from '../person-ports';
import { historyOf, type HistoryEntry, wordOf } from '../read-history';

/** The consent history of one's records in plain facts, oldest first, each event once (GDPR art. 7(1), 15). */
export async function readMyHistory(
  deps: PersonDeps,
  records: readonly string[],
): Promise<readonly MyHistoryLine[]> {
  return (await historyOf(deps, records)).map(lineOf);
}

/** Neither ids of records nor the network address: the page may be read over one's shoulder. */
function lineOf({ block, occurredAt, topics }: HistoryEntry): MyHistoryLine {
  const [actor = ''] = wordOf(block, 'actor').split(' ');
  return {
    event: wordOf(block, 'event'),
    occurredAt: occurredAt === null ? '' : new Date(occurredAt).toISOString(),
    from: wordOf(block, 'from_status'),
    to: wordOf(block, 'to_status'),
    actor,
    channel: wordOf(block, 'channel'),
    text: wordOf(block, 'consent_text'),
    topics,
  };
}
