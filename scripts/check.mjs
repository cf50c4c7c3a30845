#!/usr/bin/env node
// The quick checks, in two lanes side by side: style and structure in one, unit tests in the other.
import { spawn } from 'node:child_process';

const LANES = [['format:check', 'lint', 'types', 'deps'], ['test:unit']];

const results = (await Promise.all(LANES.map(runLane))).flat();
for (const { name, seconds, passed, output } of results) {
  if (!passed) process.stdout.write(output);
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
}
process.exit(results.every(({ passed }) => passed) ? 0 : 1);

async function runLane(names) {
  const done = [];
  for (const name of names) done.push(await run(name));
  return done;
}

function run(name) {
  const began = Date.now();
  const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.on('close', (code) =>
      resolve({ name, passed: code === 0, output, seconds: Math.round((Date.now() - began) / 1000) }),
    );
  });
}
