// Builds dist/ConsentBridge-<version>.zip, the package that Vtiger's Module Manager imports.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { strToU8, zipSync } from 'fflate';

const source = 'vtiger-module';
/** What Vtiger extracts (vtlib PackageImport); everything else here is for building and testing only. */
const shipped = ['modules', 'languages', 'layouts', 'cron', 'settings'];
/** A fixed time makes the same source the same zip. */
const mtime = new Date('2026-01-01T00:00:00');

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const files = shipped.flatMap((folder) => list(join(source, folder)));
const manifest = readFileSync(join(source, 'manifest.xml'), 'utf8').replaceAll('@VERSION@', version);
const entries = Object.fromEntries([
  ['manifest.xml', strToU8(manifest)],
  ...files.map((file) => [relative(source, file), content(file)]),
]);
const target = `dist/ConsentBridge-${version}.zip`;
mkdirSync('dist', { recursive: true });
writeFileSync(target, zipSync(entries, { level: 9, mtime }));
console.log(`${target}: ${files.length + 1} files`);

function list(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function content(file) {
  const bytes = readFileSync(file);
  return file.endsWith('Version.php')
    ? strToU8(bytes.toString('utf8').replaceAll('@VERSION@', version))
    : bytes;
}
