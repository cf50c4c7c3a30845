import { textOfRedis } from './redis-content';
import type { Rig } from './rig';

/** Where an address could be left: what is there, as text. */
export async function everythingOf(rig: Rig): Promise<Readonly<Record<string, string>>> {
  const metrics = await (await fetch(`${rig.bridge().adminUrl}/metrics`)).text();
  return {
    redis: await textOfRedis(rig.redis),
    'files of Redis': rig.filesOfRedis(),
    logs: rig.bridge().logs.join('\n'),
    metrics,
    vtiger: textOfVtiger(rig),
  };
}

/** What Vtiger shows of all that is not deleted. */
export function textOfVtiger({ crm }: Rig): string {
  const { modules, extension } = crm.crm;
  const records = [...modules.keys()].flatMap((module) => crm.records.list(module));
  const kept = extension === null ? [] : [extension.history, [...extension.suppressed]];
  return JSON.stringify([records, kept]);
}

/** The places that hold any of these words, in any case, plain or as a URL or base64 would spell them. */
export async function placesWith(rig: Rig, words: readonly string[]): Promise<string[]> {
  const spellings = words.flatMap((word) => [word, encodeURIComponent(word), ...inBase64(word)]);
  return Object.entries(await everythingOf(rig)).flatMap(([place, text]) => {
    const lower = text.toLowerCase();
    return spellings
      .filter((each) => text.includes(each) || lower.includes(each.toLowerCase()))
      .map((each) => `${place}: ${each}`);
  });
}

/** The middle of the base64 form at each of the three offsets that it can begin at. */
function inBase64(word: string): string[] {
  if (word.length < 9) return [];
  return [0, 1, 2].map((offset) => {
    const text = Buffer.from('x'.repeat(offset) + word).toString('base64');
    return text.slice(4, -4);
  });
}
