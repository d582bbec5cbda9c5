// Makes a checkout ready to run: installs and builds only what is missing or stale. Needs nothing but Node.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const at = (path) => join(root, path);

if (!isInstalled()) npm('installing packages', 'ci', '--no-audit', '--no-fund', '--loglevel=error');
if (!isBuilt()) npm('building dist', 'run', '--silent', 'build');

/** Is every package of the lock file installed in that version? Optional ones depend on the platform. */
function isInstalled() {
  const lock = packagesOf('package-lock.json');
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(lock).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

function packagesOf(path) {
  return existsSync(at(path)) ? JSON.parse(readFileSync(at(path), 'utf8')).packages : {};
}

/** Is dist newer than everything it is made of? Folders count too: their time changes when a file goes away. */
function isBuilt() {
  if (!existsSync(at('dist/index.js'))) return false;
  const inputs = ['src', ...readdirSync(at('src'), { recursive: true }).map((path) => join('src', path))];
  const built = statSync(at('dist/index.js')).mtimeMs;
  return [...inputs, 'tsconfig.json', 'tsconfig.build.json', 'rolldown.config.mjs'].every((path) => statSync(at(path)).mtimeMs <= built);
}

function npm(what, ...args) {
  console.log(`prepare: ${what} …`);
  // A shell finds npm.cmd on Windows.
  const { status } = spawnSync(`npm ${args.join(' ')}`, { cwd: root, stdio: 'inherit', shell: true });
  if (status !== 0) process.exit(status ?? 1);
}
