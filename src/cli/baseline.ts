/**
 * Findings that a project has put off, in ESLint's own file for bulk suppressions: a number for each file and rule. What
 * `eslint --suppress-all` writes counts here, and what is written here counts there. ESLint's Node API reads that file only in
 * version 10, and writes it in none, so the few lines that count are here.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { withMessages, type Message, type Result } from './engine/results.js';
import { pathFrom, textOf } from './files.js';
import { CliError } from './io.js';

export const BASELINE_FILE = 'eslint-suppressions.json';

/** File (from the folder of the run) → rule → how many findings. */
type Suppressions = Record<string, Record<string, { count: number }>>;

export interface Suppressed {
  readonly results: readonly Result[];
  /** How many findings were left out. */
  readonly hidden: number;
  /** How many findings the file speaks of that are there no longer. */
  readonly gone: number;
}

/**
 * Leaves out what the file puts off. As in ESLint: only errors, and all findings of a rule in a file are told once there are more
 * of them than it says.
 * @param ran is asked whether a rule was run at all; entries of others are not gone.
 */
export function suppress(cwd: string, file: string, results: readonly Result[], ran: (ruleId: string) => boolean): Suppressed {
  const suppressions = read(cwd, file);
  let hidden = 0;
  let gone = 0;
  const left = results.map((result) => {
    const entry = suppressions[pathFrom(cwd, result.filePath)];
    if (!entry || result.fatalErrorCount > 0) return result;
    const found = countsOf(result.messages);
    const covered = new Set<string>();
    for (const [ruleId, { count }] of Object.entries(entry)) {
      const number = found.get(ruleId) ?? 0;
      if (number > 0 && number <= count) covered.add(ruleId);
      if (number < count && ran(ruleId)) gone += count - number;
    }
    const kept = result.messages.filter((message) => !isCounted(message) || !covered.has(message.ruleId ?? ''));
    hidden += result.messages.length - kept.length;
    return kept.length === result.messages.length ? result : withMessages(result, kept);
  });
  return { results: left, hidden, gone };
}

/**
 * Makes the file say exactly what was found: in the files that were checked, and of the rules that were run. All other entries
 * stay, but for those of files that exist no longer.
 * @returns how many findings are put off now.
 */
export function updateBaseline(cwd: string, file: string, results: readonly Result[], ran: (ruleId: string) => boolean): number {
  const suppressions = read(cwd, file);
  let total = 0;
  for (const result of results) {
    // What does not parse has shown nothing, so nothing is known to be gone.
    if (result.fatalErrorCount > 0) continue;
    const path = pathFrom(cwd, result.filePath);
    const kept = Object.entries(suppressions[path] ?? {}).filter(([ruleId]) => !ran(ruleId));
    const found = [...countsOf(result.messages)].map(([ruleId, count]) => [ruleId, { count }] as const);
    total += found.reduce((sum, [, { count }]) => sum + count, 0);
    suppressions[path] = Object.fromEntries([...kept, ...found]);
  }
  const entries = Object.entries(suppressions).filter(([path, rules]) => Object.keys(rules).length > 0 && existsSync(resolve(cwd, path)));
  if (entries.length > 0 || existsSync(resolve(cwd, file))) writeFileSync(resolve(cwd, file), JSON.stringify(sorted(entries.map(([path, rules]) => [path, sorted(Object.entries(rules))])), null, 2));
  return total;
}

/** ESLint sorts the keys and ends without a line break; the same form keeps its next write from changing every line. */
function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function countsOf(messages: readonly Message[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const message of messages) if (isCounted(message)) counts.set(message.ruleId ?? '', (counts.get(message.ruleId ?? '') ?? 0) + 1);
  return counts;
}

function isCounted({ severity, ruleId }: Message): boolean {
  return severity === 2 && ruleId !== null;
}

function read(cwd: string, file: string): Suppressions {
  const text = textOf(resolve(cwd, file));
  if (text === undefined) return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CliError(`the baseline ${file} is no JSON`);
  }
  if (isSuppressions(value)) return value;
  throw new CliError(`the baseline ${file} is not of the form that ESLint writes: { "file": { "rule": { "count": 1 } } }`);
}

function isSuppressions(value: unknown): value is Suppressions {
  return isRecord(value) && Object.values(value).every((rules) => isRecord(rules) && Object.values(rules).every((entry) => isRecord(entry) && typeof entry['count'] === 'number'));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
