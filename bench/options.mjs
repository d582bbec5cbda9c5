// The command line of the benchmark.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isFolder } from '../compare/sources.mjs';
import { EMPTY, NAMES, PEER_NAMES, PRESET_NAMES } from './configurations.mjs';

const USAGE = `usage: npm run bench -- [options]
  --trees DIR[,DIR…]     measure these source trees; a generated one when absent
  --lines N              of the trees, measure files of about N lines in all (default 100000, with --quick 15000)
  --only PART[,PART…]    warm, rules, process, growth, imports (default: all)
  --configs NAME[;NAME…] which configurations; 'bulwark' stands for its presets, 'peers' for all peers (default: bulwark;peers)
                         ${NAMES.slice(1).join('; ')}
  --rounds N             how often everything runs (default 5, with --quick 3)
  --quick                fewer lines and rounds: for a first look
  --json FILE            also write all numbers as JSON
  --markdown             print tables for pasting into a page
  --write FILE           rewrite the generated sections of a Markdown page (docs/performance.md)`;

export const PARTS = ['warm', 'rules', 'process', 'growth', 'imports'];

export function readOptions() {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        configs: { type: 'string', default: 'bulwark;peers' },
        help: { type: 'boolean', short: 'h', default: false },
        json: { type: 'string' },
        lines: { type: 'string' },
        markdown: { type: 'boolean', default: false },
        only: { type: 'string', default: PARTS.join() },
        quick: { type: 'boolean', default: false },
        rounds: { type: 'string' },
        trees: { type: 'string', default: '' },
        write: { type: 'string' },
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
  const trees = values.trees.split(',').filter(Boolean).map(from);
  for (const tree of trees) if (!isFolder(tree)) refuse(`--trees: ${tree} is not a folder`);
  const only = values.only.split(',');
  for (const part of only) if (!PARTS.includes(part)) refuse(`--only: there is no part '${part}'; there are: ${PARTS.join(', ')}`);
  return {
    trees,
    only: new Set(only),
    configs: configsNamed(values.configs),
    lines: numberIn('lines', values.lines, values.quick ? 15_000 : 100_000),
    rounds: numberIn('rounds', values.rounds, values.quick ? 3 : 5),
    // Files of the generated trees: the largest is measured when no tree is given.
    sizes: values.quick ? [50, 100, 200] : [250, 500, 1000],
    quick: values.quick,
    markdown: values.markdown,
    json: values.json && from(values.json),
    write: values.write && from(values.write),
  };
}

function configsNamed(text) {
  const groups = { bulwark: [EMPTY, ...PRESET_NAMES], peers: PEER_NAMES };
  const names = text.split(';').map((name) => name.trim()).filter(Boolean).flatMap((name) => groups[name] ?? [name]);
  for (const name of names) if (!NAMES.includes(name)) refuse(`--configs: there is no configuration '${name}'; there are: bulwark; peers; ${NAMES.join('; ')}`);
  return NAMES.filter((name) => names.includes(name));
}

function numberIn(option, text, otherwise) {
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) refuse(`--${option}: '${text}' is not a whole number above zero`);
  return number;
}

function refuse(reason) {
  console.error(`bench: ${reason}\n\n${USAGE}`);
  process.exit(2);
}
