import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { proveChaos } from './chaos';
import { proveFlush } from './flush';
import { proveKills } from './kill-runs';
import { proveMailbox } from './mailbox-kill';
import { provePairs } from './pairs';
import type { ProofResult, ProofScale } from './proof';
import { tableOf, withRow } from './table';

/* npm run soak -- [--tenth] [--seed N] [--only kill,flush,pairs,chaos,mailbox]: in full, each row goes into PAGE. */

const PAGE = 'docs/soak.md';

const { values } = parseArgs({
  options: {
    tenth: { type: 'boolean', default: false },
    seed: { type: 'string', default: '20261124' },
    only: { type: 'string', default: 'kill,flush,pairs,chaos,mailbox' },
  },
});

const PROOFS: Readonly<Record<string, (scale: ProofScale) => Promise<ProofResult>>> = {
  kill: ({ size, seed }) =>
    proveKills({ runs: size === 'full' ? 200 : 20, seed, people: 5, expireAfter: 15, rest: 2000 }),
  flush: proveFlush,
  pairs: provePairs,
  chaos: proveChaos,
  mailbox: proveMailbox,
};

async function main(): Promise<number> {
  const scale: ProofScale = { size: values.tenth ? 'tenth' : 'full', seed: Number(values.seed) };
  const results: ProofResult[] = [];
  for (const name of values.only.split(',')) {
    const proof = PROOFS[name];
    if (proof === undefined)
      throw new Error(`no proof "${name}"; there are ${Object.keys(PROOFS).join(', ')}`);
    console.log(`== ${name}, seed ${scale.seed}`);
    const result = await proof(scale);
    results.push(result);
    console.log(tableOf([result]));
    if (!values.tenth) writeFileSync(PAGE, withRow(readFileSync(PAGE, 'utf8'), result));
    for (const violation of result.violations.slice(0, 40)) console.log(`!! ${violation}`);
    if (result.violations.length > 0)
      console.log(
        `!! again: npm run soak -- ${values.tenth ? '--tenth ' : ''}--seed ${scale.seed} --only ${name}`,
      );
  }
  return results.some(({ violations }) => violations.length > 0) ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
