#!/usr/bin/env node
// Installs what the demo, the tests and the benchmarks need: npm packages, Redis and, for tests, Chromium and Dovecot.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const PROGRAMS = {
  demo: [['redis-server', 'redis-server']],
  test: [
    ['redis-server', 'redis-server'],
    ['chromium', 'chromium'],
    ['dovecot', 'dovecot-imapd'],
  ],
  module: [
    ['php', 'php-cli php-mbstring php-intl php-xml'],
    ['phpcs', 'php-codesniffer'],
    ['phpunit', 'phpunit'],
  ],
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 12)) {
  fail(`Node ${process.versions.node} is too old: 20.12 or later is needed (https://nodejs.org).`);
}

const purpose = Object.keys(PROGRAMS).find((name) => name === process.argv[2]) ?? 'test';
installPackages();
const missing = PROGRAMS[purpose]
  .filter(([program]) => !onPath(program))
  .flatMap(([, names]) => names.split(' '));
if (missing.length > 0) installPrograms(missing);

/** node_modules is new when npm's own marker is at least as new as the lock file. */
function installPackages() {
  const marker = 'node_modules/.package-lock.json';
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync('package-lock.json').mtimeMs) return;
  say('Installing npm packages (npm ci) ...');
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund']);
}

function installPrograms(names) {
  const how = `apt-get install -y ${names.join(' ')}`;
  if (!onPath('apt-get') || process.getuid?.() !== 0) {
    fail(
      `Missing: ${names.join(', ')}. On Debian or Ubuntu run "sudo ${how}"; elsewhere install them with your package manager, then start again.`,
    );
  }
  say(`Installing ${names.join(', ')} (${how}) ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], env);
  // policy-rc.d would be the only other way to keep Debian from starting a server of its own.
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { ...env, RUNLEVEL: '1' });
}

/** Servers lie in /usr/sbin, which is on root's path alone. */
function onPath(program) {
  return `${process.env.PATH ?? ''}${delimiter}/usr/sbin`
    .split(delimiter)
    .some((folder) => existsSync(join(folder, program)));
}

function run(program, args, env = process.env) {
  const { status } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  if (status !== 0) fail(`"${program} ${args.join(' ')}" failed; see above.`);
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(69);
}
