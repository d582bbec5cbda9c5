// One warm process: how much CPU the rules take on top of linting without rules, when everything has been compiled and is
// in memory. Each file is parsed once; every configuration lints a fresh copy of the tree several times, in turn; of the runs
// of one configuration over one file the cheapest counts, since everything that disturbs a run makes it dearer.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Linter } from 'eslint';
import { configWith, configurationOf, FLOOR, loadBulwark, resolved } from './configurations.mjs';
import { freshSourceCode, parsed } from './copies.mjs';
import { rotated } from './statistics.mjs';

const PARSING = 'parsing';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** Moves what has just been made to where old objects live: else the first to allocate anything pays for the copy of the tree. */
function settle() {
  collectGarbage({ type: 'minor' });
  collectGarbage({ type: 'minor' });
}

/**
 * @returns microseconds of CPU over all files: `parsing`, `floor` (which contains no parsing) and each configuration, and
 * which configurations crashed on which files. Files on which one crashes count for none.
 */
export async function measureWarm(files, names, repetitions, progress) {
  const configurations = await Promise.all([FLOOR, ...names.filter((name) => name !== FLOOR)].map(configurationOf));
  const tasks = configurations.map(({ name, config }) => ({ name, config }));
  const { best, ...rest } = await measure(files, tasks, repetitions, { parsing: true, clock: cpu, progress });
  return { microseconds: best, ruleCounts: Object.fromEntries(configurations.map(({ name, rules }) => [name, rules])), ...rest };
}

/**
 * What each rule takes: alone, when it asks every question of the kernel first, and last, when all other rules have asked
 * theirs. Measured inside the rule, by the clock on the wall: differences of whole runs do not resolve it.
 */
export async function measureRules(files, repetitions, progress) {
  const { rules } = await loadBulwark();
  const names = Object.keys(rules);
  const timer = { microseconds: 0 };
  const tasks = names.flatMap((name) => [
    { name: `${name} alone`, config: timedConfig(rules, [], name, timer) },
    { name: `${name} last`, config: timedConfig(rules, names.filter((other) => other !== name), name, timer) },
  ]);
  const everything = { name: 'all rules', config: timedConfig(rules, [], undefined, timer) };
  const clock = () => timer.microseconds;
  const { best, ...rest } = await measure(files, [everything, ...tasks], repetitions, { parsing: false, clock, progress });
  return { rules: names.map((name) => ({ name, alone: best[`${name} alone`], last: best[`${name} last`] })), all: best['all rules'], ...rest };
}

/** Lints with some rules as they are and then one that a timer looks into; with all of them timed when none is named. */
function timedConfig(rules, before, name, timer) {
  const timed = name === undefined ? Object.keys(rules) : [name];
  const plugins = { plain: { rules }, timed: { rules: Object.fromEntries(timed.map((each) => [each, timedRule(rules[each], timer)])) } };
  const on = [...before.map((each) => `plain/${each}`), ...timed.map((each) => `timed/${each}`)];
  return configWith({ plugins, rules: Object.fromEntries(on.map((id) => [id, 'error'])) });
}

function timedRule(rule, timer) {
  const timed = (work) => (...args) => {
    const start = performance.now();
    try {
      return work(...args);
    } finally {
      timer.microseconds += (performance.now() - start) * 1000;
    }
  };
  return {
    ...rule,
    create: timed((context) => Object.fromEntries(Object.entries(rule.create(context)).map(([selector, listener]) => [selector, timed(listener)]))),
  };
}

async function measure(files, tasks, repetitions, { parsing, clock, progress }) {
  const best = Object.fromEntries(tasks.map(({ name }) => [name, 0]));
  if (parsing) best[PARSING] = 0;
  const folders = new Map();
  const crashes = [];
  let unreadable = 0;
  let lines = 0;
  let count = 0;
  for (const [index, file] of files.entries()) {
    progress?.(index, files.length);
    const { cwd, path, text } = file;
    if (!folders.has(cwd)) folders.set(cwd, { linter: new Linter({ cwd }), configs: await Promise.all(tasks.map(({ config }) => resolved(config, cwd))) });
    const { linter, configs } = folders.get(cwd);
    let tree;
    try {
      tree = parsed(file);
    } catch {
      unreadable += 1;
      continue;
    }
    const here = Object.fromEntries(Object.keys(best).map((name) => [name, Infinity]));
    const note = (name, work) => {
      settle();
      const start = clock();
      work();
      here[name] = Math.min(here[name], clock() - start);
    };
    for (let round = 0; round < repetitions; round += 1) {
      if (parsing) note(PARSING, () => parsed(file));
      for (const at of rotated([...tasks.keys()], round)) {
        const { name } = tasks[at];
        const source = freshSourceCode(tree, text);
        try {
          note(name, () => linter.verify(source, configs[at], path));
        } catch (error) {
          if (round === 0) crashes.push({ name, path, message: String(error.message).split('\n')[0] });
        }
      }
    }
    if (Object.values(here).includes(Infinity)) continue;
    for (const name of Object.keys(best)) best[name] += here[name];
    lines += file.lines;
    count += 1;
  }
  return { best, files: count, lines, unreadable, crashes };
}

/** Microseconds of CPU that this process has taken, with its helper threads. */
function cpu() {
  const { user, system } = process.cpuUsage();
  return user + system;
}
