// Writes, or with --check compares, what is computed from the rules: parts of README.md and docs/rules (rule table, presets, headers,
// options), the presets for oxlint and the types of options.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import plugin from '../dist/index.js';
import { generatedFiles, update } from './generated.mjs';

const root = resolve(import.meta.dirname, '..');
const generator = join(root, 'node_modules/eslint-doc-generator/dist/bin/eslint-doc-generator.js');
const names = Object.keys(plugin.rules);

if (names.length === 0) {
  console.log('docs: the plugin has no rules yet, so there is nothing to generate');
  process.exit();
}
const check = process.argv.includes('--check');
// The generator fails when it is told to create pages and all of them exist.
const missing = names.some((name) => !existsSync(join(root, `docs/rules/${name}.md`)));
const flag = check ? ['--check'] : missing ? ['--init-rule-docs'] : [];
const { status } = spawnSync(process.execPath, [generator, ...flag], { cwd: root, stdio: 'inherit' });
const stale = update(root, generatedFiles(plugin), check);
if (check && stale.length > 0) console.error(`docs: ${stale.join(', ')} differ from the rules; run \`npm run docs\``);
process.exit(status || (check && stale.length > 0 ? 1 : 0));
