import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { temporaryFolder } from '../cli/helper.js';
import { root } from '../helpers/project.js';
import { app, eslintFindings } from './findings.js';
import { Editor, type Diagnostic, type EditorOptions } from './language-server.js';

const FILE = 'app/actions/members.ts';
const RULE = 'no-insecure-random';

/** The server of VS Code's ESLint extension, with the settings that its client sends. */
const ESLINT: EditorOptions = {
  command: [join(root, 'node_modules/vscode-langservers-extracted/bin/vscode-eslint-language-server'), '--stdio'],
  folder: app,
  settings: {
    validate: 'on', run: 'onType', packageManager: 'npm', quiet: false, format: false, nodePath: null, onIgnoredFiles: 'off', options: {}, rulesCustomizations: [],
    experimental: {}, problems: { shortenToSingleLine: false }, codeActionOnSave: { enable: false, mode: 'all' },
    codeAction: { disableRuleComment: { enable: true, location: 'separateLine' }, showDocumentation: { enable: true } },
    workingDirectory: { directory: app }, workspaceFolder: { uri: pathToFileURL(app).href, name: 'app' },
  },
};

function oxlint(): EditorOptions {
  const configPath = join(temporaryFolder(), '.oxlintrc.json');
  writeFileSync(configPath, JSON.stringify({ extends: [join(root, 'oxlint/recommended.json')], categories: { correctness: 'off' } }));
  const options = { configPath, run: 'onType' };
  return {
    command: [join(root, 'node_modules/oxlint/bin/oxlint'), '--lsp'], folder: app, settings: options,
    initializationOptions: [{ workspaceUri: pathToFileURL(app).href, options }],
  };
}

const ofRule = (diagnostics: readonly Diagnostic[]): Diagnostic[] => diagnostics.filter(({ code }) => code.includes(RULE));

describe.each([
  { name: 'the ESLint server of VS Code', options: () => ESLINT, href: plugin.rules[RULE]?.meta.docs.url },
  // oxlint 1.89 has no address for rules of plugins.
  { name: 'the language server of oxlint', options: oxlint, href: undefined },
])('an editor with $name', ({ options, href }) => {
  let editor: Editor;
  let shown: readonly Diagnostic[] = [];

  beforeAll(async () => {
    editor = new Editor(options());
    await editor.start();
    shown = await editor.open(FILE);
  });

  afterAll(() => editor.stop());

  test('shows the findings, with message and address of the page', async () => {
    const expected = (await eslintFindings()).filter(({ file, rule }) => file === FILE && plugin.rules[rule]?.meta.docs.recommended);
    expect(expected.length).toBeGreaterThan(3);
    const texts = shown.map(({ range, message }) => `${String(range.start.line + 1)}:${String(range.start.character + 1)} ${message.split('\nhelp:')[0] ?? ''}`);
    expect(texts.sort()).toEqual(expected.map(({ line, column, message }) => `${String(line)}:${String(column)} ${message}`).sort());
    expect(ofRule(shown)[0]?.codeDescription?.href).toBe(href);
  });

  test('offers the suggestion, which clears the problem', async () => {
    const [first] = ofRule(shown);
    const fixes = await editor.quickFixes(first!);
    const fix = fixes.find(({ title }) => title.includes('random UUID'))!;
    const left = ofRule(await editor.choose(fix));
    expect(editor.text).toContain('const inviteToken = globalThis.crypto.randomUUID();');
    expect(left).toHaveLength(ofRule(shown).length - 1);
    expect(left.map(({ message }) => message)).not.toContain(first?.message);
  });
});
