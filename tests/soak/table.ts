import type { ProofResult } from './proof';

const HEAD = ['| proof | what was done and counted | violations | seconds | seed |', '|---|---|---|---|---|'];

/** The results as a table in Markdown. */
export function tableOf(results: readonly ProofResult[]): string {
  return [...HEAD, ...results.map(rowOf)].join('\n');
}

function rowOf({ proof, numbers, violations, seconds, seed }: ProofResult): string {
  const counted = Object.entries(numbers).map(([name, count]) => `${name} ${count}`);
  return `| ${proof} | ${counted.join(', ')} | ${violations.length === 0 ? 'none' : violations.length} | ${seconds} | ${seed} |`;
}

/** The page with this proof's row in place of its last one, or after the table's other rows. */
export function withRow(page: string, result: ProofResult): string {
  const lines = page.split('\n');
  const first = lines.indexOf(HEAD[0] ?? '') + HEAD.length;
  const rows = lines.slice(first).findIndex((line) => !line.startsWith('|'));
  const own = lines.slice(first, first + rows).findIndex((line) => line.startsWith(`| ${result.proof} `));
  lines.splice(own < 0 ? first + rows : first + own, own < 0 ? 0 : 1, rowOf(result));
  return lines.join('\n');
}
