// Lints the example app with its own configuration and prints what Bulwark finds there.
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { ESLint } from 'eslint';

const root = resolve(import.meta.dirname, '..');
const app = join(root, 'examples/saas');
if (!existsSync(app)) fail('examples/saas is missing');

const eslint = new ESLint({ cwd: app });
const results = await eslint.lintFiles(['.']);
const rulesMeta = eslint.getRulesMetaForResults(results);

const count = { files: 0, errors: 0, warnings: 0 };
for (const { filePath, messages } of results) {
  if (messages.length === 0) continue;
  count.files += 1;
  console.log(`\n${relative(root, filePath)}`);
  for (const { line, column, severity, message, ruleId, fatal } of messages) {
    if (fatal) fail(`${relative(root, filePath)}:${line}:${column} ${message}`);
    count[severity === 2 ? 'errors' : 'warnings'] += 1;
    console.log(`  ${line}:${column}  ${severity === 2 ? 'error' : 'warning'}  ${message}`);
    console.log(`      ${ruleId}  ${rulesMeta[ruleId]?.docs?.url ?? ''}`);
  }
}

const plural = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;
console.log(
  `\n${plural(count.errors, 'error')} and ${plural(count.warnings, 'warning')} in ${count.files} of ${plural(results.length, 'file')} of the example app`,
);
// The example app exists to show findings: none at all means that the plugin did not run.
if (count.errors + count.warnings === 0) fail('no findings');

function fail(reason) {
  console.error(`demo failed: ${reason}`);
  process.exit(1);
}
