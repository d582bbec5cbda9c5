// The peers live in this folder's own package.json; whoever needs them installs and loads them through here.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = import.meta.dirname;

/** Installs the peers where one is missing or has another version. What npm prints goes to standard error. */
export function installPeers() {
  const { devDependencies } = readJson(join(here, 'package.json'));
  const isInstalled = Object.entries(devDependencies).every(([name, version]) => installedVersion(name) === version);
  if (!isInstalled) runOrExit('npm ci --no-audit --no-fund --loglevel=error', here);
}

/** Runs a command of the shell; the process ends when it fails. */
export function runOrExit(command, cwd) {
  const { status } = spawnSync(command, { cwd, stdio: ['ignore', process.stderr, process.stderr], shell: true });
  if (status !== 0) process.exit(status ?? 1);
}

/** The version of an installed peer; undefined when it is missing. */
export function installedVersion(name) {
  const file = join(here, 'node_modules', name, 'package.json');
  return existsSync(file) ? readJson(file).version : undefined;
}

/** The file that an import of a peer loads. */
export function peerEntry(name) {
  return fileURLToPath(import.meta.resolve(name));
}

/** Loads a peer: the module of its plugin object. */
export async function loadPeer(name) {
  const module = await import(name);
  return module.default?.rules ? module.default : module;
}

export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
