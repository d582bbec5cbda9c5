// Lints the traps, and whole source trees on request, with Bulwark and its peers. See README.md beside this file.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { installedVersion, installPeers, loadPeer, readJson, runOrExit } from './install.mjs';
import { BULWARK, PEERS, TOPICS } from './peers.mjs';
import { isFolder, sourcesIn } from './sources.mjs';
import { judge, readTraps } from './traps.mjs';

const root = resolve(import.meta.dirname, '..');

const USAGE = `usage: npm run compare -- [options]
  --details            list every miss and every false alarm in the traps
  --repos DIR[,DIR…]   also lint these source trees and count findings
  --out FILE           with --repos: write all findings there as Markdown, for reading
  --json               print one JSON object instead of tables
  --plugin DIR         measure the built plugin of another checkout`;

const options = readOptions();
if (options.plugin === root) runOrExit('node scripts/prepare.mjs', root);
installPeers();
const { Linter } = await import('eslint');
const parser = await import('@typescript-eslint/parser');
const plugins = await loadPlugins();

const traps = runTraps();
const trees = options.repos.map((folder) => runTree(folder));
if (options.out) writeFileSync(options.out, asMarkdown(trees));

if (options.json) {
  const versions = Object.fromEntries([['eslint', Linter.version], ...plugins.map(({ name, version }) => [name, version])]);
  const counts = trees.map(({ folder, files, lines, count, crashes }) => ({ folder, files, lines, count, crashes }));
  console.log(JSON.stringify({ versions, traps, trees: counts }, null, 2));
} else {
  printTraps();
  for (const tree of trees) printTree(tree);
  if (options.out) console.log(`\nall findings: ${options.out}`);
}

function readOptions() {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        details: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        json: { type: 'boolean', default: false },
        out: { type: 'string' },
        plugin: { type: 'string', default: root },
        repos: { type: 'string', default: '' },
      },
    }));
  } catch (error) {
    refuse(error.message);
  }
  if (values.help) {
    console.log(USAGE);
    process.exit();
  }
  // npm runs this in the project's folder; paths are meant from where the user stands.
  const from = (path) => resolve(process.env.INIT_CWD ?? process.cwd(), path);
  const repos = values.repos.split(',').filter(Boolean).map(from);
  for (const folder of repos) if (!isFolder(folder)) refuse(`--repos: ${folder} is not a folder`);
  if (values.out !== undefined && repos.length === 0) refuse('--out needs --repos');
  const plugin = from(values.plugin);
  if (plugin !== root && !existsSync(join(plugin, 'dist/index.js'))) refuse(`--plugin: ${plugin}/dist/index.js is missing`);
  return { ...values, repos, plugin, out: values.out && from(values.out) };
}

function refuse(reason) {
  console.error(`compare: ${reason}\n\n${USAGE}`);
  process.exit(2);
}

/** The plugins with the configuration of each of their rules; a rule that does not exist is an error in the mapping. */
async function loadPlugins() {
  const bulwark = {
    ...BULWARK,
    version: readJson(join(options.plugin, 'package.json')).version,
    plugin: (await import(pathToFileURL(join(options.plugin, 'dist/index.js')).href)).default,
  };
  const peers = PEERS.map(async (peer) => ({
    ...peer,
    version: installedVersion(peer.package),
    plugin: await loadPeer(peer.package),
  }));
  return [bulwark, ...(await Promise.all(peers))].map(({ plugin, ...about }) => {
    const preset = Object.assign({}, ...[plugin.configs?.[about.preset]].flat(9).map((config) => config?.rules));
    const configured = Object.entries(about.rules).map(([rule, topic]) => {
      if (!plugin.rules[rule]) throw new Error(`${about.name} ${about.version} has no rule ${rule}`);
      const [, entry] = Object.entries(preset).find(([id]) => id.endsWith(`/${rule}`)) ?? [];
      return { id: `${about.name}/${rule}`, topic, entry: ['error', ...(Array.isArray(entry) ? entry.slice(1) : [])] };
    });
    return { ...about, plugin, configured, ruleCount: Object.keys(plugin.rules).length };
  });
}

/** Lints one text. A message without `ruleId` says that the text could not be linted. Comments that switch rules off are not obeyed. */
function lint(linter, code, filename, of, topic) {
  const rules = of.flatMap(({ configured }) => configured).filter((rule) => !topic || rule.topic === topic);
  return linter.verify(
    code,
    {
      files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
      plugins: Object.fromEntries(of.map(({ name, plugin }) => [name, plugin])),
      languageOptions: { parser, sourceType: 'module', parserOptions: { ecmaFeatures: { jsx: true } } },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      rules: Object.fromEntries(rules.map(({ id, entry }) => [id, entry])),
    },
    filename,
  );
}

/** Per row (topic, and policy apart) and plugin: counts, misses, false alarms; `undefined` where a plugin has no rule. */
function runTraps() {
  const rows = {};
  const stray = [];
  for (const trap of readTraps()) {
    const linter = new Linter({ cwd: trap.cwd });
    for (const plugin of plugins) {
      if (!plugin.configured.some(({ topic }) => topic === trap.topic)) continue;
      const findings = lint(linter, trap.code, join(trap.cwd, trap.path), [plugin], trap.topic);
      const fatal = findings.find(({ ruleId }) => ruleId === null);
      if (fatal) throw new Error(`${trap.topic}/${trap.path}:${fatal.line}: ${fatal.message}`);
      const judged = judge(trap, findings);
      for (const { line, message } of judged.stray) stray.push({ plugin: plugin.name, at: `${trap.topic}/${trap.path}:${line}`, message });
      for (const mark of judged.marks) {
        const row = (rows[mark.policy ? `${trap.topic} (policy)` : trap.topic] ??= {});
        const cell = (row[plugin.name] ??= { bad: 0, found: 0, fine: 0, wrong: 0, misses: [], falseAlarms: [] });
        const at = `${trap.topic}/${trap.path}:${mark.line}`;
        const isReported = mark.findings.length > 0;
        cell[mark.verdict] += 1;
        if (mark.verdict === 'bad' && isReported) cell.found += 1;
        if (mark.verdict === 'bad' && !isReported) cell.misses.push(`${at} ${mark.why}`);
        if (mark.verdict === 'fine' && isReported) cell.wrong += 1;
        if (mark.verdict === 'fine' && isReported) cell.falseAlarms.push(`${at} ${mark.why} (${mark.findings[0].ruleId})`);
      }
    }
  }
  return { rows, stray };
}

function runTree(folder) {
  const files = sourcesIn(folder);
  const linter = new Linter({ cwd: folder });
  const findings = [];
  const crashes = [];
  const topicOf = new Map(plugins.flatMap(({ configured }) => configured.map(({ id, topic }) => [id, topic])));
  let lines = 0;
  for (const file of files) {
    const code = readFileSync(file, 'utf8');
    const texts = code.split('\n');
    lines += texts.length;
    const path = relative(folder, file).replaceAll('\\', '/');
    for (const { ruleId, line, message } of lintOrCrash(linter, code, file, crashes, path)) {
      if (ruleId === null) continue;
      findings.push({ path, line, ruleId, topic: topicOf.get(ruleId), message, text: texts[line - 1]?.trim().slice(0, 160) ?? '' });
    }
  }
  const count = {};
  for (const topic of TOPICS) {
    count[topic] = Object.fromEntries(
      withTopic(topic).map(({ name }) => [name, findings.filter((each) => each.topic === topic && each.ruleId.startsWith(`${name}/`)).length]),
    );
  }
  return { folder, files: files.length, lines, count, findings, crashes };
}

/** All plugins share one parse; only when a rule throws does each plugin run alone, to see whose it was. */
function lintOrCrash(linter, code, file, crashes, path) {
  try {
    return lint(linter, code, file, plugins);
  } catch {
    return plugins.flatMap((plugin) => {
      try {
        return lint(linter, code, file, [plugin]);
      } catch (error) {
        crashes.push({ plugin: plugin.name, path, message: String(error.message).split('\n')[0] });
        return [];
      }
    });
  }
}

function withTopic(topic) {
  return plugins.filter(({ configured }) => configured.some((rule) => rule.topic === topic));
}

function printTraps() {
  const shown = plugins.filter(({ configured }) => configured.length > 0);
  console.log(`ESLint ${Linter.version} (the newest that every peer accepts)`);
  for (const { name, version, ruleCount, configured } of plugins) {
    console.log(`  ${name} ${version}: ${configured.length} of ${ruleCount} rules are about these topics`);
  }
  console.log('\nTraps: bad ones found, fine ones wrongly reported; – has no rule for the topic\n');
  const cell = (data) => (data ? `${data.found}/${data.bad}${data.fine ? ` ${data.wrong}/${data.fine}` : ''}` : '–');
  printTable(
    ['topic', ...shown.map(({ name }) => name)],
    Object.entries(traps.rows)
      .sort(([a], [b]) => order(a) - order(b))
      .map(([row, cells]) => [row, ...shown.map(({ name }) => cell(cells[name]))]),
  );
  if (!options.details) return;
  for (const { name } of shown) {
    const of = (list) => Object.values(traps.rows).flatMap((row) => row[name]?.[list] ?? []);
    console.log(`\n${name}`);
    for (const each of of('misses')) console.log(`  missed       ${each}`);
    for (const each of of('falseAlarms')) console.log(`  false alarm  ${each}`);
    for (const { at, message } of traps.stray.filter(({ plugin }) => plugin === name)) console.log(`  stray        ${at} ${message}`);
  }
}

function order(row) {
  return TOPICS.indexOf(row.replace(' (policy)', '')) + (row.endsWith(')') ? 0.5 : 0);
}

function printTree({ folder, files, lines, count, crashes }) {
  console.log(`\n${folder}: ${files} files, ${lines} lines; findings, and findings per 1,000 lines\n`);
  const shown = plugins.filter(({ configured }) => configured.length > 0);
  printTable(
    ['topic', ...shown.map(({ name }) => name)],
    TOPICS.map((topic) => [
      topic,
      ...shown.map(({ name }) => {
        const found = count[topic][name];
        return found === undefined ? '–' : `${found} (${((found / Math.max(lines, 1)) * 1000).toFixed(2)})`;
      }),
    ]),
  );
  for (const { plugin, path, message } of crashes) console.log(`  ${plugin} crashed on ${path}: ${message}`);
}

function printTable(head, rows) {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  for (const row of [head, widths.map((width) => '-'.repeat(width)), ...rows]) {
    console.log(`| ${row.map((text, column) => text.padEnd(widths[column])).join(' | ')} |`);
  }
}

function asMarkdown(all) {
  const sections = all.map(({ folder, findings }) => {
    const topics = TOPICS.map((topic) => {
      const items = findings
        .filter((finding) => finding.topic === topic)
        .map(({ path, line, ruleId, message, text }) => {
          return `- ${path}:${line} **${ruleId}** ${message.split('\n')[0]}\n  ${'`` '}${text.replaceAll('``', "''")}${' ``'}`;
        });
      return `### ${topic} (${items.length})\n\n${items.join('\n') || 'none'}`;
    });
    return `## ${folder}\n\n${topics.join('\n\n')}`;
  });
  return `# Findings side by side\n\n${sections.join('\n\n')}\n`;
}
