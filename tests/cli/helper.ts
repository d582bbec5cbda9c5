/** Small projects in temporary folders, and the command line run in them: as a program, or in this process with streams of our own. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll } from 'vitest';
import type { Io } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';
import { filesIn, root } from '../helpers/project.js';

const eslintPackage = process.env['ESLINT_ALIAS'] === 'eslint9' ? 'eslint9' : 'eslint';
export const eslintMajor = eslintPackage === 'eslint9' ? 9 : 10;

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bulwark-cli-')));
  folders.push(folder);
  return folder;
}

let packed: string | undefined;

/** A copy of what is published, far from the packages of this repository, as npm would install it. */
export function packedPlugin(): string {
  if (packed !== undefined && existsSync(packed)) return packed;
  const folder = join(temporaryFolder(), 'node_modules/eslint-plugin-bulwark');
  for (const path of ['dist/index.js', ...filesIn('dist', '.cjs'), ...filesIn('docs/rules', '.md'), 'package.json']) cpSync(join(root, path), join(folder, path));
  packed = folder;
  return folder;
}

export type Tool = 'eslint' | 'parser' | 'oxlint' | 'jiti' | 'plugin';

const TOOLS: Readonly<Record<Tool, readonly (readonly [name: string, target: () => string])[]>> = {
  eslint: [['eslint', () => installed(eslintPackage)]],
  parser: [['@typescript-eslint/parser', () => installed('@typescript-eslint/parser')]],
  oxlint: [['oxlint', () => installed('oxlint')]],
  jiti: [['jiti', () => installed('jiti')]],
  plugin: [['eslint-plugin-bulwark', packedPlugin]],
};

function installed(name: string): string {
  return realpathSync(join(root, 'node_modules', name));
}

export interface Project {
  readonly folder: string;
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  readonly has: (path: string) => boolean;
}

/** A project with these files, and with these tools in its node_modules. */
export function projectOf(files: Readonly<Record<string, string>>, tools: readonly Tool[] = ['eslint', 'parser']): Project {
  const folder = temporaryFolder();
  const project: Project = {
    folder,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    has: (path) => existsSync(join(folder, path)),
  };
  for (const [path, text] of Object.entries({ 'package.json': '{ "private": true, "type": "module" }\n', ...files })) project.write(path, text);
  for (const [name, target] of tools.flatMap((tool) => TOOLS[tool])) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target(), link, 'junction');
  }
  return project;
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program, without the variables by which CI services and terminals show themselves. */
export function run({ folder }: Pick<Project, 'folder'>, args: readonly string[], { env = {}, bin = join(packedPlugin(), 'dist/cli/bin.cjs') }: { readonly env?: Readonly<Record<string, string>>; readonly bin?: string } = {}): Outcome {
  const { PATH = '', SystemRoot = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8', env: { PATH, SystemRoot, ...env } });
  return { code: status, stdout, stderr };
}

class Recorder {
  text = '';
  readonly isTTY: boolean;
  readonly columns = 100;

  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }

  write(text: string): boolean {
    this.text += text;
    return true;
  }
}

export interface Terminal {
  /** What is typed, line by line; after it the input ends. */
  readonly typed?: readonly string[];
  readonly isTTY?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the command line in this process, at a terminal. */
export async function runAtTerminal({ folder }: Pick<Project, 'folder'>, args: readonly string[], { typed = [], isTTY = true, env = {} }: Terminal = {}): Promise<Outcome> {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  stdin.end(typed.map((line) => `${line}\n`).join(''));
  const stdout = new Recorder(isTTY);
  const stderr = new Recorder(isTTY);
  const io: Io = { cwd: folder, env: { NO_COLOR: '1', ...env }, stdin, stdout, stderr };
  return { code: await main(args, io), stdout: stdout.text, stderr: stderr.text };
}

/** Signs a token with 'none': one finding of no-weak-jwt-algorithm, on line 2. */
export const BAD = `import jwt from 'jsonwebtoken';\nexport const token = jwt.sign({ id: 1 }, 'x', { algorithm: 'none', expiresIn: '1h' });\n`;
/** The same, as only TypeScript has it. */
export const BAD_TS = `import jwt from 'jsonwebtoken';\nexport const token: string = jwt.sign({ id: 1 } as object, 'x', { algorithm: 'none', expiresIn: '1h' });\n`;
/** A token of Math.random(): one finding of no-insecure-random with a suggestion, on line 1. */
export const RANDOM = `export const resetToken = Math.random().toString(36).slice(2);\n`;
export const FINE = `export const answer = 42;\n`;
export const WEAK_JWT = 'bulwark/no-weak-jwt-algorithm';
export const INSECURE_RANDOM = 'bulwark/no-insecure-random';
