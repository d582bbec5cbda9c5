/** Many workers, a cache on disk and an editor that lints the same file again and again: always the findings of the text at hand. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as parser from '@typescript-eslint/parser';
import { ESLint, Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { root } from '../helpers/project.js';

const app = join(root, 'examples/saas');
const require = createRequire(import.meta.url);
// Of the major that this project of the suite is about.
const eslintBin = join(dirname(require.resolve('eslint')), '../bin/eslint.js');

interface Report {
  readonly filePath: string;
  readonly messages: readonly Linter.LintMessage[];
}

/** Runs ESLint's own command on the example application, with its own configuration and the built plugin. */
async function eslint(...flags: readonly string[]): Promise<readonly Report[]> {
  const run = promisify(execFile)(process.execPath, [eslintBin, '.', '--format', 'json', ...flags], { cwd: app, maxBuffer: 64 * 1024 * 1024 });
  // Findings make it exit with 1; what it prints is what counts.
  const output = await run.catch((error: unknown) => error as { readonly stdout: string; readonly stderr: string });
  try {
    return JSON.parse(output.stdout) as readonly Report[];
  } catch {
    throw new Error(`eslint ${flags.join(' ')} printed no JSON: ${output.stdout.slice(0, 500)}${output.stderr.slice(0, 1_500)}`);
  }
}

const brief = (reports: readonly Report[]): string[] =>
  reports.flatMap(({ filePath, messages }) => messages.map(({ ruleId, line, column, message }) => `${filePath.slice(app.length + 1)}:${String(line)}:${String(column)} ${ruleId ?? 'fatal'} ${message}`)).sort();

// Each run starts ESLint and the TypeScript parser anew.
const SLOW = 300_000;

describe("ESLint's command on the example application", { timeout: SLOW }, () => {
  let folder = '';
  let plain: readonly Report[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bulwark-cache-'));
    plain = await eslint();
  }, SLOW);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('has something to find', () => {
    expect(brief(plain).length).toBeGreaterThan(10);
    expect(brief(plain).filter((line) => line.includes(' fatal '))).toEqual([]);
  });

  test('finds the same with two workers', async () => {
    expect(brief(await eslint('--concurrency', '2'))).toEqual(brief(plain));
  });

  test('finds the same with as many workers as ESLint thinks right', async () => {
    expect(brief(await eslint('--concurrency', 'auto'))).toEqual(brief(plain));
  });

  test('finds the same when it fills a cache, and when it answers from it', async () => {
    const cache = join(folder, 'cache');
    expect(brief(await eslint('--cache', '--cache-location', cache))).toEqual(brief(plain));
    const filled = readFileSync(cache, 'utf8');
    expect(filled).toContain('no-unvalidated-redirect');
    const before = statSync(cache).size;
    expect(brief(await eslint('--cache', '--cache-location', cache, '--cache-strategy', 'content'))).toEqual(brief(plain));
    expect(before).toBeGreaterThan(1_000);
  });
});

/** What an editor sends while somebody types: one file name, ever new texts. */
const EDITS: readonly (readonly [string, string, readonly string[]])[] = [
  ['an open redirect', "import { redirect } from 'next/navigation';\nexport async function GET(request: Request) {\n  redirect(new URL(request.url).searchParams.get('next')!);\n}\n", ['no-unvalidated-redirect 3']],
  ['half a check', "import { redirect } from 'next/navigation';\nexport async function GET(request: Request) {\n  const next = new URL(request.url).searchParams.get('next')!;\n  if (next.\n", ['fatal 4']],
  ['a check', "import { redirect } from 'next/navigation';\nexport async function GET(request: Request) {\n  const next = new URL(request.url).searchParams.get('next');\n  redirect(next === '/home' ? next : '/');\n}\n", []],
  ['something else at the same place', "import { redirect } from 'next/navigation';\nexport async function GET(request: Request) {\n  console.log(Math.random()); // and nothing of the request\n}\n", []],
  ['a client at the top', "import { createClient } from '@supabase/supabase-js';\nexport const admin = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);\n", ['no-module-scope-admin-client 2']],
  ['nothing', '', []],
  ['the open redirect again', "import { redirect } from 'next/navigation';\nexport async function GET(request: Request) {\n  redirect(new URL(request.url).searchParams.get('next')!);\n}\n", ['no-unvalidated-redirect 3']],
];

const config: Linter.Config = { files: ['**/*.ts'], plugins: { bulwark: plugin }, languageOptions: { parser }, rules: plugin.configs.all.rules };
const lines = (messages: readonly Linter.LintMessage[]): string[] => messages.map(({ ruleId, line }) => `${ruleId?.replace('bulwark/', '') ?? 'fatal'} ${String(line)}`);

describe('an editor that lints a file while it changes', () => {
  test('gets the findings of the text that it sends, through the Node API', async () => {
    const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: [config] });
    for (const [name, text, expected] of EDITS) {
      const [result] = await eslint.lintText(text, { filePath: 'app/go/route.ts' });
      expect([name, ...lines(result?.messages ?? [])]).toEqual([name, ...expected]);
    }
  });

  test('gets them through one linter, also when two files take turns', () => {
    const linter = new Linter({ cwd: root });
    for (const [name, text, expected] of EDITS) {
      expect([name, ...lines(linter.verify(text, [config], 'app/go/route.ts'))]).toEqual([name, ...expected]);
      expect(lines(linter.verify(EDITS[0]?.[1] ?? '', [config], 'app/other/route.ts'))).toEqual(['no-unvalidated-redirect 3']);
    }
  });

  test('gets the findings of the settings in force, whatever was in force before', () => {
    const linter = new Linter({ cwd: root });
    const code = "import { makeRoot } from './root.js';\nexport const client = makeRoot();\n";
    const found = (settings: object): string[] => lines(linter.verify(code, [{ ...config, settings: { bulwark: settings } }], 'lib/client.ts'));
    expect(found({})).toEqual([]);
    expect(found({ adminFactories: ['makeRoot'] })).toEqual(['no-module-scope-admin-client 2']);
    expect(found({})).toEqual([]);
  });

  test('gets the same for a tree that is linted twice', () => {
    const linter = new Linter({ cwd: root });
    const first = linter.verify(EDITS[0]?.[1] ?? '', [config], 'app/go/route.ts');
    const again = linter.verify(linter.getSourceCode(), [config], 'app/go/route.ts');
    expect(lines(again)).toEqual(lines(first));
  });
});
