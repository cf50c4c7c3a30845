import type { ProofResult } from './proof';

/** The results as a table in Markdown. */
export function tableOf(results: readonly ProofResult[]): string {
  const rows = results.map(({ proof, numbers, violations, seconds, seed }) => {
    const counted = Object.entries(numbers).map(([name, count]) => `${name} ${count}`);
    return `| ${proof} | ${counted.join(', ')} | ${violations.length === 0 ? 'none' : violations.length} | ${seconds} | ${seed} |`;
  });
  return [
    '| proof | what was done and counted | violations | seconds | seed |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
