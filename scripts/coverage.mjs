#!/usr/bin/env node
// Fails when branch coverage is below what CONTRIBUTING.md promises; reads what "npm test -- --coverage" left.
import { readFileSync } from 'node:fs';

const LEAST = { 'src/consent': 100, 'src/flow': 95, src: 90 };

const summary = JSON.parse(readFileSync('coverage/coverage-summary.json', 'utf8'));
const files = Object.entries(summary).filter(([name]) => name !== 'total');
let short = 0;
for (const [folder, least] of Object.entries(LEAST)) {
  const own = files.filter(([name]) => name.includes(`/${folder}/`)).map(([, each]) => each.branches);
  const total = own.reduce((sum, each) => sum + each.total, 0);
  const covered = own.reduce((sum, each) => sum + each.covered, 0);
  const percent = total === 0 ? 0 : (100 * covered) / total;
  const enough = percent >= least;
  if (!enough) short += 1;
  console.log(
    `${enough ? 'ok  ' : 'LOW '} ${folder}: branches ${percent.toFixed(2)} % (${covered}/${total}), least ${least} %`,
  );
}
process.exit(short === 0 ? 0 : 1);
