/** The check: files, rules, baseline, report. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { CheckOptions } from './args.js';
import { BASELINE_FILE, suppress, updateBaseline } from './baseline.js';
import { totalsOf, type Engine, type Result } from './engine/results.js';
import { findFiles, pathFrom, repositoryOf, textOf } from './files.js';
import { githubFormat } from './formats/github.js';
import { markdownFormat } from './formats/markdown.js';
import type { Format, Report } from './formats/report.js';
import { sarifFormat } from './formats/sarif.js';
import { textFormat } from './formats/text.js';
import { CliError, EXIT, isWatched, painter, plain, widthOf, type Io } from './io.js';
import type { FormatName } from './options.js';
import { Progress } from './progress.js';
import { selectEngine } from './select.js';
import { settingsFrom, type RawSettings } from './settings.js';
import { applySuggestions } from './suggestions.js';
import { count } from './text.js';
import { firstLine } from './tools.js';

/** The formats that ESLint brings along. */
type ForeignFormat = 'stylish' | 'json' | 'html';
const FORMATS: Readonly<Record<Exclude<FormatName, ForeignFormat>, Format>> = { text: textFormat, sarif: sarifFormat, github: githubFormat, markdown: markdownFormat };

/**
 * Checks files and reports.
 * @returns the exit code.
 * @throws {CliError} when it cannot be done as asked.
 */
export async function check(options: CheckOptions, io: Io): Promise<number> {
  const { cwd } = io;
  const note = (text: string): unknown => io.stderr.write(`${painter(io.stderr, io.env)('yellow', 'note:')} ${text}\n`);
  const settings = await settingsOf(cwd, options);
  const found = findFiles(cwd, options.paths, options);
  for (const text of found.leftOut) note(text);
  if (found.files.length === 0) {
    if (found.leftOut.length > 0) return EXIT.fine;
    throw new CliError(`there is no JavaScript or TypeScript to check in ${options.paths.length === 0 ? 'this folder' : options.paths.join(', ')}`);
  }
  const { engine, files, ruleNames, notes } = await selectEngine(cwd, options, found, settings);
  for (const text of notes) note(text);
  if (options.fixSuggestions && !engine.checkText) throw new CliError(`--fix-suggestions needs ESLint: ${engine.label} tells no suggestions`);
  if (isForeign(options.format) && options.format !== 'json' && !engine.format) throw new CliError(`--format ${options.format} is written by ESLint, and ${engine.label} runs the rules; other formats work`);

  const run = await runWithProgress(engine, files, ruleNames, io);
  const results = options.fixSuggestions && engine.checkText ? await applySuggestions(run.results, engine.checkText, io) : run.results;
  const { results: left, hidden } = applyBaseline(results, ruleNames, options, io, note);
  const totals = totalsOf(left);
  const report: Report = {
    results: left,
    totals,
    cwd,
    root: repositoryOf(cwd) ?? cwd,
    ruleNames,
    hidden,
    crashed: run.crashed,
    maxWarnings: options.maxWarnings,
    ...(options.outputFile === undefined && isWatched(io.stdout, io.env) ? { terminal: { width: widthOf(io.stdout) } } : { terminal: undefined }),
    paint: options.outputFile === undefined ? painter(io.stdout, io.env) : plain,
  };
  const text = await written(options.format, report, engine);
  if (options.outputFile === undefined) io.stdout.write(text);
  else save(cwd, options.outputFile, text);
  if (options.outputFile !== undefined || options.format !== 'text') {
    const target = options.outputFile === undefined ? '' : `; the report is in ${options.outputFile}`;
    io.stderr.write(`${count(totals.errors, 'error')} and ${count(totals.warnings, 'warning')} in ${count(totals.files, 'file')}${target}\n`);
  }
  if (run.crashed) return EXIT.trouble;
  return totals.errors > 0 || (options.maxWarnings !== undefined && totals.warnings > options.maxWarnings) ? EXIT.findings : EXIT.fine;
}

/** What is said on the command line of `settings.bulwark`. */
export async function settingsOf(cwd: string, { settingsFile, crossFile }: Pick<CheckOptions, 'settingsFile' | 'crossFile'>): Promise<RawSettings> {
  const settings = settingsFile === undefined ? {} : await settingsFrom(cwd, settingsFile);
  return crossFile ? settings : { ...settings, crossFile: false };
}

async function runWithProgress(engine: Engine, files: readonly string[], ruleNames: readonly string[], io: Io): ReturnType<Engine['check']> {
  io.stderr.write(`Checking ${count(files.length, 'file')} with ${count(ruleNames.length, 'rule')} in ${engine.label}\n`);
  const progress = new Progress(io, files.length);
  try {
    return await engine.check(files, (file) => {
      progress.step(pathFrom(io.cwd, file));
    });
  } finally {
    progress.end();
  }
}

function applyBaseline(results: readonly Result[], ruleNames: readonly string[], { baseline, updateBaseline: update }: CheckOptions, { cwd, stderr }: Io, note: (text: string) => unknown): { readonly results: readonly Result[]; readonly hidden: number } {
  if (baseline === false) return { results, hidden: 0 };
  const file = baseline ?? BASELINE_FILE;
  const ran = (ruleId: string): boolean => ruleId.startsWith('bulwark/') && ruleNames.includes(ruleId.slice('bulwark/'.length));
  if (update) stderr.write(`${file}: ${count(updateBaseline(cwd, file, results, ran), 'finding')} put off\n`);
  else if (baseline !== undefined && textOf(resolve(cwd, file)) === undefined) throw new CliError(`the baseline ${file} cannot be read; --update-baseline writes one`);
  const { results: left, hidden, gone } = suppress(cwd, file, results, ran);
  if (gone > 0) note(`${count(gone, 'finding')} of ${file} ${gone === 1 ? 'is' : 'are'} gone; --update-baseline takes ${gone === 1 ? 'it' : 'them'} out.`);
  return { results: left, hidden };
}

function isForeign(format: FormatName): format is ForeignFormat {
  return !Object.hasOwn(FORMATS, format);
}

async function written(format: FormatName, report: Report, engine: Engine): Promise<string> {
  if (!isForeign(format)) return FORMATS[format](report);
  const text = engine.format ? await engine.format(format, report.results) : JSON.stringify(report.results);
  // ESLint's formatters look at the process itself to see whether somebody wants colours.
  return `${report.paint === plain ? stripVTControlCharacters(text) : text}\n`;
}

function save(cwd: string, file: string, text: string): void {
  try {
    mkdirSync(dirname(resolve(cwd, file)), { recursive: true });
    writeFileSync(resolve(cwd, file), text);
  } catch (error) {
    throw new CliError(`the report cannot be written to ${file}: ${firstLine(error)}`);
  }
}
