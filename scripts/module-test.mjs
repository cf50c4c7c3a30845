// Checks the Vtiger module: syntax of every file, PHP 7.4 compatibility, coding standard, unit tests.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = 'vtiger-module';
const tools = ['php', 'phpcs', 'phpunit'];
const missing = tools.filter((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status !== 0);
if (missing.length > 0) {
  console.error(`The module's checks need ${missing.join(', ')}. On Debian or Ubuntu:
  apt-get install php-cli php-mbstring php-intl php-xml php-codesniffer phpunit`);
  process.exit(1);
}

const files = readdirSync(folder, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && /\.(php|inc|service)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

const steps = [
  ...files.map((file) => ['php', ['-l', file], 'quiet']),
  ['php', ['vtiger-module/checks/syntax74.php', ...files]],
  ['phpcs', ['--standard=phpcs.xml', '-q'], folder],
  ['phpunit', ['--configuration', 'phpunit.xml'], folder],
];
let failed = 0;
for (const [tool, args, how] of steps) {
  const cwd = how === folder ? folder : '.';
  const { status, stdout, stderr } = spawnSync(tool, args, { cwd, encoding: 'utf8' });
  if (status === 0 && how === 'quiet') continue;
  if (status !== 0) failed += 1;
  process.stdout.write(stdout + stderr);
}
console.log(`${files.length} PHP files: ${failed === 0 ? 'all checks passed' : `${failed} checks failed`}`);
process.exit(failed === 0 ? 0 : 1);
