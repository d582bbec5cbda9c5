/** How are packages installed here? */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryOf } from './files.js';

const MANAGERS = [
  { name: 'pnpm', locks: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'], add: 'pnpm add --save-dev' },
  { name: 'Yarn', locks: ['yarn.lock'], add: 'yarn add --dev' },
  { name: 'Bun', locks: ['bun.lock', 'bun.lockb'], add: 'bun add --dev' },
  { name: 'npm', locks: ['package-lock.json', 'npm-shrinkwrap.json'], add: 'npm install --save-dev' },
] as const;

type Manager = (typeof MANAGERS)[number];

const NPM: Manager = MANAGERS[3];

/** By the lock file in this folder, or in the nearest folder above that has one: in a workspace there is one for all packages. */
export function managerOf(folder: string): Manager {
  const root = repositoryOf(folder) ?? folder;
  for (let here = folder; ; here = dirname(here)) {
    const found = MANAGERS.find(({ locks }) => locks.some((lock) => existsSync(join(here, lock))));
    if (found) return found;
    if (here === root || here === dirname(here)) return NPM;
  }
}

export function installCommand(folder: string, packages: readonly string[]): string {
  return `${managerOf(folder).add} ${packages.join(' ')}`;
}
