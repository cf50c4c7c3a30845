import { type ConsentRecord, type ModuleName, MODULES } from '../consent/record';
import type { FlowDeps } from './deps';
import { glimpsePage } from './glimpse-page';
import type { FullPass } from './store-ports';
import { beginFullPass, DRIFT_LIMIT } from './sweep-changed';

const PAGE = 100;
const DAY = 24 * 3600_000;

/**
 * One slice of the full pass, at most `pages` pages per module; begins a pass when the last one ended a day ago.
 * Answers whether a pass is still under way.
 */
export async function sweepFull(deps: FlowDeps, pages: number): Promise<{ underWay: boolean; seen: number }> {
  await beginWhenStale(deps);
  let underWay = false;
  let seen = 0;
  for (const module of MODULES) {
    const pass = await deps.watermarks.fullPass(module);
    if (pass === null) continue;
    const slice = await sweepSlice(deps, module, { pass, pages });
    seen += slice.seen;
    underWay ||= slice.underWay;
  }
  return { underWay, seen };
}

/** All modules together: whether keys are right is told by a pass over everything. */
async function beginWhenStale(deps: FlowDeps): Promise<void> {
  const ended = await Promise.all(MODULES.map((module) => deps.watermarks.lastFullPass(module)));
  if (ended.some((last) => last === null || deps.clock.now() - last >= DAY))
    for (const module of MODULES) await beginFullPass(deps, module);
}

async function sweepSlice(
  deps: FlowDeps,
  module: ModuleName,
  { pass, pages }: { pass: FullPass; pages: number },
): Promise<{ underWay: boolean; seen: number }> {
  let { after, drift } = pass;
  let seen = 0;
  for (let count = 0; count < pages; count += 1) {
    const page: ConsentRecord[] = await deps.crm.listAll(module, after);
    drift += (await glimpsePage(deps, page)).drift;
    seen += page.length;
    if (drift > DRIFT_LIMIT) await deps.alarm.raise(drift);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) {
      await endPass(deps, module, { from: pass.from, drift });
      return { underWay: false, seen };
    }
    after = last.id;
    await deps.watermarks.saveFullPass(module, { after, from: pass.from, drift });
  }
  return { underWay: true, seen };
}

async function endPass(
  deps: FlowDeps,
  module: ModuleName,
  { from, drift }: { from: number; drift: number },
): Promise<void> {
  const watermark = await deps.watermarks.get(module);
  if (watermark === null) await deps.watermarks.set(module, from);
  const passedOn = await passDriftOn(deps, module, drift);
  await deps.watermarks.saveFullPass(module, null);
  await deps.watermarks.endFullPass(module, deps.clock.now());
  if (!passedOn && drift <= DRIFT_LIMIT) await deps.alarm.clear();
}

/** The module that ends last decides for all of them: a clean module must not silence the alarm of another. */
async function passDriftOn(deps: FlowDeps, ended: ModuleName, drift: number): Promise<boolean> {
  for (const module of MODULES) {
    const pass = module === ended ? null : await deps.watermarks.fullPass(module);
    if (pass === null) continue;
    await deps.watermarks.saveFullPass(module, { ...pass, drift: pass.drift + drift });
    return true;
  }
  return false;
}
