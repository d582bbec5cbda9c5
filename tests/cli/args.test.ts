import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { readArguments, type CheckOptions } from '../../src/cli/args.js';
import { helpText } from '../../src/cli/help.js';
import { CliError } from '../../src/cli/io.js';
import { CHECK_OPTIONS, EXPLAIN_OPTIONS, FORMATS, INIT_OPTIONS, PRESETS } from '../../src/cli/options.js';
import { nearest } from '../../src/cli/text.js';
import { read } from '../helpers/project.js';

function checked(...argv: string[]): CheckOptions {
  const command = readArguments(argv);
  if (command.name !== 'check') throw new Error(`read as ${command.name}`);
  return command.options;
}

function complaint(...argv: string[]): string {
  try {
    readArguments(argv);
  } catch (error) {
    if (error instanceof CliError) return error.message;
  }
  return 'accepted';
}

describe('arguments', () => {
  test('mean a check when no command is named', () => {
    expect(checked()).toMatchObject({ paths: [], preset: undefined, rules: [], format: 'text', outputFile: undefined, maxWarnings: undefined, fixSuggestions: false, baseline: undefined, updateBaseline: false, crossFile: true, ignore: [], gitignore: true, engine: 'auto', config: undefined });
    expect(checked('src', 'lib/a.ts').paths).toEqual(['src', 'lib/a.ts']);
    expect(checked('check', 'src').paths).toEqual(['src']);
    // A folder that is called like a command.
    expect(checked('./init').paths).toEqual(['./init']);
    expect(checked('check', 'init').paths).toEqual(['init']);
  });

  test('are read in every usual spelling', () => {
    expect(checked('--format', 'sarif', '-o', 'out.sarif')).toMatchObject({ format: 'sarif', outputFile: 'out.sarif' });
    expect(checked('--format=json', '--max-warnings=0')).toMatchObject({ format: 'json', maxWarnings: 0 });
    expect(checked('-f', 'github', 'src', '--preset', 'all')).toMatchObject({ format: 'github', preset: 'all', paths: ['src'] });
    expect(checked('-fjson').format).toBe('json');
    expect(checked('--', '--odd-name.js').paths).toEqual(['--odd-name.js']);
  });

  test('name rules with and without the prefix, each once', () => {
    expect(checked('--rule', 'no-pii-in-logs', '--rule=bulwark/no-pii-in-logs', '--rule', 'no-insecure-random').rules).toEqual(['no-pii-in-logs', 'no-insecure-random']);
  });

  test('switch things off', () => {
    expect(checked('--no-cross-file', '--no-config', '--no-baseline', '--no-ignore')).toMatchObject({ crossFile: false, config: false, baseline: false, gitignore: false });
    expect(checked('--ignore', 'a/', '--ignore', '*.gen.ts').ignore).toEqual(['a/', '*.gen.ts']);
  });

  test('name other commands', () => {
    expect(readArguments(['init', '--yes', '--preset', 'strict'])).toEqual({ name: 'init', options: { preset: 'strict', yes: true, settings: true } });
    expect(readArguments(['init', '-y', '--no-settings'])).toEqual({ name: 'init', options: { preset: 'recommended', yes: true, settings: false } });
    expect(readArguments(['explain', 'bulwark/no-pii-in-logs'])).toEqual({ name: 'explain', rules: ['no-pii-in-logs'] });
    expect(readArguments(['explain'])).toEqual({ name: 'explain', rules: [] });
  });

  test('ask for help and version, wherever they stand', () => {
    expect(readArguments(['--help'])).toEqual({ name: 'help', of: undefined });
    expect(readArguments(['help'])).toEqual({ name: 'help', of: undefined });
    expect(readArguments(['help', 'init'])).toEqual({ name: 'help', of: 'init' });
    expect(readArguments(['check', '-h'])).toEqual({ name: 'help', of: 'check' });
    expect(readArguments(['init', '--help'])).toEqual({ name: 'help', of: 'init' });
    expect(readArguments(['src', '--version'])).toEqual({ name: 'version' });
    expect(readArguments(['-v'])).toEqual({ name: 'version' });
  });

  test.each([
    [['--formt', 'json'], 'unknown option --formt; did you mean --format?'],
    [['-x'], 'unknown option -x; --help lists the options'],
    [['init', '--format', 'json'], 'unknown option --format; --help lists the options'],
    [['--format'], '--format needs a value: --format NAME'],
    [['--format', '--preset', 'all'], '--format needs a value: --format NAME'],
    [['--output-file='], '--output-file needs a value: --output-file FILE'],
    [['--format', 'xml'], "--format must be one of text, stylish, json, html, sarif, github, markdown, not 'xml'"],
    [['--preset', 'best'], "--preset must be one of recommended, strict, all, not 'best'"],
    [['--engine', 'biome'], "--engine must be one of auto, eslint, oxlint, not 'biome'"],
    [['--max-warnings', 'few'], "--max-warnings must be a whole number, not 'few'"],
    [['--max-warnings=-1'], "--max-warnings must be a whole number, not '-1'"],
    [['--fix-suggestions=all'], "--fix-suggestions is a switch and takes no value, but got 'all'"],
    [['--rule', 'no-pii-in-log'], "there is no rule 'no-pii-in-log'; did you mean no-pii-in-logs?"],
    [['--rule', 'weak-jwt'], "there is no rule 'weak-jwt'; did you mean no-weak-jwt-algorithm?"],
    [['explain', 'no-console'], "there is no rule 'no-console'; `explain` lists the rules"],
    [['--rule', 'constructor'], "there is no rule 'constructor'; `explain` lists the rules"],
    [['--preset', 'all', '--rule', 'no-pii-in-logs'], '--preset and --rule cannot be used together'],
    [['--baseline', 'x.json', '--no-baseline'], '--baseline and --no-baseline cannot be used together'],
    [['--config', 'x.js', '--no-config'], '--config and --no-config cannot be used together'],
    [['--fix-suggestions', '--update-baseline'], '--fix-suggestions and --update-baseline cannot be used together'],
    [['init', 'src'], "init takes no paths, but got 'src': it sets up the current folder"],
  ])('%j are refused in one line', (argv, message) => {
    expect(complaint(...argv)).toBe(message);
  });
});

describe('the help', () => {
  const tables = { check: CHECK_OPTIONS, init: INIT_OPTIONS, explain: EXPLAIN_OPTIONS };

  test.each(Object.entries(tables))('of %s names every option, within the width', (command, table) => {
    const text = helpText(command as keyof typeof tables, 80);
    for (const option of Object.keys(table)) expect(text).toContain(`--${option}`);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('without a command tells of all of them', () => {
    const text = helpText(undefined, 80);
    for (const word of ['Usage: eslint-plugin-bulwark [options]', 'init', 'explain', 'check', 'Exit codes']) expect(text).toContain(word);
  });

  test('and the documentation tell the same options, formats and presets', () => {
    const page = read('docs/cli.md');
    for (const table of Object.values(tables)) for (const option of Object.keys(table)) expect(page).toContain(`--${option}`);
    for (const name of [...FORMATS, ...PRESETS]) expect(page).toContain(`\`${name}\``);
    const known = new Set(Object.values(tables).flatMap((table) => Object.keys(table)));
    const told = [...page.matchAll(/^\| `(?:-\w`, `)?--([\w-]+)/gmu)].map(([, option = '']) => option);
    expect(told.filter((option) => !known.has(option))).toEqual([]);
  });

  test('lists the presets that there are', () => {
    expect([...PRESETS]).toEqual(Object.keys(plugin.configs));
  });
});

test('a name is guessed only when it is near', () => {
  expect(nearest('--presset', ['--preset', '--rule'])).toBe('--preset');
  expect(nearest('banana', ['--preset', '--rule'])).toBeUndefined();
  expect(nearest('in', ['no-pii-in-logs', 'no-in-memory'])).toBeUndefined();
});
