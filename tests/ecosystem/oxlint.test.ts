import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectOf, temporaryFolder, type Tool } from '../cli/helper.js';
import { root } from '../helpers/project.js';
import { app, eslintFindings, listed, type Finding } from './findings.js';

interface Report {
  readonly diagnostics: readonly { readonly filename: string; readonly message: string; readonly code?: string; readonly labels: readonly { readonly span: { readonly line: number; readonly column: number } }[] }[];
}

function oxlintFindings(cwd: string, settings: object): Finding[] {
  const config = join(temporaryFolder(), '.oxlintrc.json');
  writeFileSync(config, JSON.stringify({ extends: [join(root, 'oxlint/strict.json')], categories: { correctness: 'off' }, settings: { bulwark: settings } }));
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '-c', config, '-f', 'json', '.'], { cwd, encoding: 'utf8' });
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as Report).diagnostics.map(({ filename, message, code, labels: [label] }) => ({
    file: filename.replaceAll('\\', '/'), line: label?.span.line ?? 0, column: label?.span.column ?? 0, rule: code?.slice('bulwark('.length, -1) ?? 'none', message,
  }));
}

describe('oxlint, with a preset of the package', () => {
  test('finds in the example application what ESLint finds', async () => {
    const findings = listed(oxlintFindings(app, {}));
    expect(findings.length).toBeGreaterThan(40);
    expect(findings).toEqual(listed(await eslintFindings()));
  });

  describe('looks behind imports', () => {
    const files = {
      'lib/things.ts': "import { createClient } from '@supabase/supabase-js';\nexport function things(): unknown {\n  return createClient(process.env.URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);\n}\n",
      'app.ts': "import { things } from './lib/things';\nexport const all: unknown = things();\n",
    };
    const rulesAt = (tools: readonly Tool[], settings: object): string[] => oxlintFindings(projectOf(files, tools).folder, settings).map(({ file, line, rule }) => `${file}:${String(line)} ${rule}`);

    test.each<[string, readonly Tool[], object, string[]]>([
      ['with the TypeScript parser of the project', ['parser'], {}, ['app.ts:2 no-module-scope-admin-client']],
      ['not when told not to', ['parser'], { crossFile: false }, []],
      // oxlint parses by itself and does not hand out how.
      ['not without a parser', [], {}, []],
    ])('%s', (_, tools, settings, expected) => {
      expect(rulesAt(tools, settings)).toEqual(expected);
    });
  });

  test('passes settings on', () => {
    const { folder } = projectOf({ 'a.js': 'export {};\n' }, []);
    expect(oxlintFindings(folder, { loggers: 5 }).map(({ message }) => message)).toEqual([expect.stringContaining('settings.bulwark.loggers must be a list')]);
  });
});
