// Measures what Bulwark costs beside ESLint without rules and beside other security plugins. See README.md beside this file.
import { writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { basename, resolve } from 'node:path';
import { installPeers, runOrExit } from '../compare/install.mjs';
import { readOptions } from './options.mjs';

const root = resolve(import.meta.dirname, '..');
const options = readOptions();
// Everything below loads ESLint, the built plugin or a peer.
runOrExit('node scripts/prepare.mjs', root);
const { OWN, PEER_NAMES, versionOf } = await import('./configurations.mjs');
if (options.configs.some((name) => PEER_NAMES.includes(name))) installPeers();
const { Linter } = await import('eslint');
const { measureGrowth, withGenerated } = await import('./growth.mjs');
const { measureImports } = await import('./imports.mjs');
const { measureProcesses } = await import('./process.mjs');
const { rewrite, sectionsOf, tableOf } = await import('./report.mjs');
const { filesOf, linesOf, sampleOf, stretchOf } = await import('./trees.mjs');
const { measureRules, measureWarm } = await import('./warm.mjs');

const results = options.trees.length > 0 ? await measure(options.trees) : await withGenerated(options.sizes.at(-1), (folder) => measure([folder]));
const sections = sectionsOf(results);
for (const section of sections) console.log(`\n${options.markdown ? '## ' : ''}${section.title}\n\n${tableOf(section)}`);
if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
if (options.write) rewrite(options.write, sections);

async function measure(folders) {
  const { configs, rounds, only } = options;
  const all = filesOf(folders);
  const files = sampleOf(all, options.lines);
  const results = { about: aboutOf(folders, all) };
  if (only.has('warm')) results.warm = await measureWarm(files, configs, rounds, told('warm'));
  if (only.has('rules')) results.rules = await measureRules(files, rounds, told('rules'));
  if (only.has('process')) results.processes = await measureProcesses(stretchOf(all, options.lines), configs, rounds, told('process'));
  if (only.has('growth')) results.growth = await measureGrowth(options.sizes, configs.filter((name) => !PEER_NAMES.includes(name)), rounds, told('growth'));
  if (only.has('imports')) results.imports = await measureImports(configs, Math.max(rounds * 2, 6));
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  return results;
}

function aboutOf(folders, all) {
  const names = options.trees.length > 0 ? folders.map((folder) => basename(folder).replace('__', '/')).join(', ') : 'generated';
  const [{ model } = { model: 'unknown' }] = cpus();
  const peers = PEER_NAMES.filter((name) => options.configs.includes(name));
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${model}, ${platform()} ${arch()}, Node.js ${process.versions.node}`,
    trees: `${names}: ${all.length} files, ${linesOf(all)} lines`,
    rounds: options.rounds,
    versions: Object.fromEntries([['ESLint', Linter.version], ...[OWN, ...peers].map((name) => [name, versionOf(name)])]),
  };
}

/** Tells on standard error how far a part is, when somebody is watching. */
function told(part) {
  if (!process.stderr.isTTY) return undefined;
  return (what, of) => process.stderr.write(`\r\x1b[K${part}: ${of === undefined ? what : `file ${what + 1} of ${of}`} …`);
}
