/** `--settings FILE`: what an ESLint configuration would have under `settings.bulwark`. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readSettings } from '../analysis/settings.js';
import { textOf } from './files.js';
import { CliError } from './io.js';
import { firstLine } from './tools.js';

export type RawSettings = Readonly<Record<string, unknown>>;

/**
 * Reads a JSON file, or the default export of a module.
 * @throws {CliError} when it cannot be read, or holds what no rule understands: nobody should trust a check that half listens.
 */
export async function settingsFrom(cwd: string, file: string): Promise<RawSettings> {
  const value = await load(resolve(cwd, file), file);
  const { problems } = readSettings({ bulwark: value });
  if (problems.length > 0) throw new CliError(`${file}: ${problems.join('; ')}`);
  return value as RawSettings;
}

async function load(path: string, file: string): Promise<unknown> {
  const text = textOf(path);
  if (text === undefined) throw new CliError(`the settings file ${file} cannot be read`);
  try {
    return file.endsWith('.json') ? JSON.parse(text) : ((await import(pathToFileURL(path).href)) as { readonly default?: unknown }).default;
  } catch (error) {
    throw new CliError(`the settings file ${file} cannot be loaded: ${firstLine(error)}`);
  }
}
