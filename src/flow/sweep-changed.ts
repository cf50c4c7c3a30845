import { type ConsentRecord, type ModuleName, MODULES } from '../consent/record';
import type { FlowDeps } from './deps';
import { glimpsePage } from './glimpse-page';
import type { ChangeCursor } from './ports';

const PAGE = 100;
/** Vtiger dates a change when its save begins; a slow save appears late. */
const LOOK_BACK = 120_000;
/** More than so many untrusted seals or foreign fingerprints in one pass: a wrong key, not so many edits. */
export const DRIFT_LIMIT = 20;

/** Looks over what changed since the watermark. Without a watermark a full pass begins instead. */
export async function sweepChanged(deps: FlowDeps): Promise<{ seen: number; looks: number }> {
  let seen = 0;
  let looks = 0;
  for (const module of MODULES) {
    const watermark = await deps.watermarks.get(module);
    if (watermark === null) {
      await beginFullPass(deps, module);
      continue;
    }
    const found = await sweepModule(deps, module, watermark);
    seen += found.seen;
    looks += found.looks;
  }
  return { seen, looks };
}

async function sweepModule(
  deps: FlowDeps,
  module: ModuleName,
  watermark: number,
): Promise<{ seen: number; looks: number }> {
  let cursor: ChangeCursor = { since: watermark - LOOK_BACK, afterId: null };
  let seen = 0;
  let looks = 0;
  let drift = 0;
  for (;;) {
    const page: ConsentRecord[] = await deps.crm.listChanged(module, cursor);
    const found = await glimpsePage(deps, page);
    seen += page.length;
    looks += found.looks;
    drift += found.drift;
    if (drift > DRIFT_LIMIT) await deps.alarm.raise(drift);
    const last = page.at(-1);
    if (last === undefined) return { seen, looks };
    const reached = last.modifiedTime ?? cursor.since;
    await deps.watermarks.set(module, Math.max(watermark, reached));
    if (page.length < PAGE) return { seen, looks };
    cursor = { since: reached, afterId: last.id };
  }
}

/** A pass over all records: absent watermark (first start, Redis emptied), once a day, or asked for. */
export async function beginFullPass(deps: FlowDeps, module: ModuleName): Promise<void> {
  if ((await deps.watermarks.fullPass(module)) !== null) return;
  const newest = await deps.crm.newestChange(module);
  const from = newest ?? deps.clock.now();
  await deps.watermarks.saveFullPass(module, { after: null, from, drift: 0 });
}
