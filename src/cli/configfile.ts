/** The ESLint configuration of a project, as a file. */
import { dirname, join } from 'node:path';
import { repositoryOf, textOf } from './files.js';

/** In the order in which ESLint looks for them. */
const CONFIG_FILES = ['eslint.config.js', 'eslint.config.mjs', 'eslint.config.cjs', 'eslint.config.ts', 'eslint.config.mts', 'eslint.config.cts'] as const;

export interface ConfigFile {
  readonly path: string;
  readonly text: string;
}

/** The file in this folder or the nearest one above it, inside the repository. */
export function findConfigFile(folder: string): ConfigFile | undefined {
  const root = repositoryOf(folder) ?? folder;
  for (let here = folder; ; here = dirname(here)) {
    const found = configFileIn(here);
    if (found || here === root || here === dirname(here)) return found;
  }
}

export function configFileIn(folder: string): ConfigFile | undefined {
  for (const name of CONFIG_FILES) {
    const path = join(folder, name);
    const text = textOf(path);
    if (text !== undefined) return { path, text };
  }
  return undefined;
}

/** Does a configuration speak of this plugin itself? One that gets it from elsewhere has to be named with `--config`. */
export function namesBulwark({ text }: ConfigFile): boolean {
  return text.includes('eslint-plugin-bulwark');
}
