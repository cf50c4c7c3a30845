import { type EvidenceRead, readEvidence } from '../../../consent/evidence-reader';
import { type ConsentRecord, type ModuleName, MODULES } from '../../../consent/record';
import type { FlowDeps } from '../../../flow/deps';
import { type Check, fault, ok, warn } from './check';

type Asked = Pick<FlowDeps, 'crm' | 'clock'>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TODO =
  "set $default_timezone = 'UTC' in config.inc.php of Vtiger; what was changed around the bridge is dated wrong until then";

/**
 * createdtime and modifiedtime are stored in the server's `$default_timezone` and told without a zone (fact 63); the
 * bridge reads them as UTC. Each piece of evidence it wrote carries both clocks: its own in the block, Vtiger's on the
 * row. So nothing has to be written to compare them.
 */
export async function timeZoneCheck(deps: Asked): Promise<Check> {
  const lags = (await Promise.all(MODULES.map((module) => lagsIn(deps, module)))).flat();
  if (lags.length > 0) return judge(lags);
  const newest = await Promise.all(MODULES.map((module) => deps.crm.newestChange(module)));
  const ahead = Math.max(...newest.map((at) => (at ?? 0) - deps.clock.now()));
  if (ahead > EARLIEST) return fault('Vtiger dates changes in the future: its time zone is not UTC', TODO);
  return unknown('the bridge has written nothing yet');
}

/** Clocks differ a little, and a write may wait for Vtiger. */
const EARLIEST = 5 * MINUTE;
const LATEST = 10 * MINUTE;

/** A row is written after what it tells of, never before: the shortest lag is the nearest to the zone. */
function judge(lags: readonly number[]): Check {
  const shortest = Math.min(...lags);
  if (shortest >= -EARLIEST && shortest <= LATEST) return ok('Vtiger writes its times in UTC');
  const agree = lags.filter((lag) => lag - shortest <= LATEST).length > 1;
  // Vtiger may have been down for as long; twice the same is no accident, and nothing makes a row too early.
  if (shortest > 0 && !agree) return unknown('the last evidence was written late');
  const hours = Math.round(shortest / (HOUR / 4)) / 4;
  const side = hours > 0 ? 'ahead of' : 'behind';
  return fault(`Vtiger writes its times ${Math.abs(hours)} hours ${side} UTC`, TODO);
}

function unknown(why: string): Check {
  return warn(
    `Whether Vtiger writes its times in UTC can't be told: ${why}`,
    'look again after the next invitation was sent',
  );
}

/** Enough to tell late ones apart, and no load for anybody. */
const RECORDS = 5;
const COMMENTS = 20;
const WINDOWS = [HOUR, 24 * HOUR, 31 * 24 * HOUR];

/** Vtiger's clock minus ours on the latest evidence, ms. */
async function lagsIn({ crm }: Asked, module: ModuleName): Promise<number[]> {
  const records = await lately({ crm }, module);
  const comments = await Promise.all(records.map(({ id }) => crm.comments(id, COMMENTS)));
  return comments.flat().flatMap(({ content, createdTime }) => {
    const wrote = ownTime(readEvidence(content));
    return wrote === null || createdTime === null ? [] : [createdTime - wrote];
  });
}

async function lately({ crm }: Pick<Asked, 'crm'>, module: ModuleName): Promise<ConsentRecord[]> {
  const newest = await crm.newestChange(module);
  for (const window of newest === null ? [] : WINDOWS) {
    const page = await crm.listChanged(module, { since: (newest ?? 0) - window, afterId: null });
    const sealed = page.filter(({ seal }) => seal !== '');
    if (sealed.length > 0) return sealed.slice(-RECORDS);
  }
  return [];
}

const MAILED: readonly unknown[] = ['InvitationSent', 'ReminderSent'];
const PRESSED: readonly unknown[] = ['link', 'label', 'one-click', 'form'];

/** Only what the bridge dated by its own clock, just before it wrote; found events have Vtiger's. */
function ownTime(read: EvidenceRead | null): number | null {
  if (read === null || 'copied_from' in read.block) return null;
  const { event, channel, occurred_at: at } = read.block;
  if (!MAILED.includes(event) && !PRESSED.includes(channel)) return null;
  const time = typeof at === 'string' ? Date.parse(at) : NaN;
  return Number.isNaN(time) ? null : time;
}
