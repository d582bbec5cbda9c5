/** Results in ESLint's form, whatever made them: its formatters, and those of others, read them. */
import type { ESLint, Linter } from 'eslint';
import { readFileSync } from 'node:fs';

export type Result = ESLint.LintResult;
export type Message = Linter.LintMessage;

export interface Engine {
  /** What runs, with its version, for the first line. */
  readonly label: string;
  /**
   * Runs the rules.
   * @param onFile is told of each file that is done.
   */
  check(files: readonly string[], onFile: (file: string) => void): Promise<Run>;
  /** Checks a text as if it were this file's; undefined where the engine knows no suggestions. */
  readonly checkText: ((text: string, file: string) => Promise<Result>) | undefined;
  /** Writes a report with a formatter of ESLint's own; undefined without ESLint. */
  readonly format: ((name: string, results: readonly Result[]) => Promise<string>) | undefined;
}

export interface Run {
  readonly results: readonly Result[];
  /** A rule or the engine failed at some file: the report is not complete. */
  readonly crashed: boolean;
}

/** The result of a file with these messages, sorted and counted. */
export function resultOf(filePath: string, messages: readonly Message[], source?: string): Result {
  const sorted = [...messages].sort((left, right) => left.line - right.line || left.column - right.column);
  return recounted({ filePath, messages: sorted, suppressedMessages: [], errorCount: 0, fatalErrorCount: 0, warningCount: 0, fixableErrorCount: 0, fixableWarningCount: 0, usedDeprecatedRules: [], ...(source === undefined ? {} : { source }) });
}

/** The same result with other messages. */
export function withMessages(result: Result, messages: readonly Message[]): Result {
  const { source, ...rest } = result;
  // As in ESLint, the text of a file without findings is not carried along.
  return recounted({ ...rest, messages: [...messages], ...(source === undefined || messages.length === 0 ? {} : { source }) });
}

function recounted(result: Result): Result {
  const errors = result.messages.filter(({ severity }) => severity === 2);
  const warnings = result.messages.filter(({ severity }) => severity === 1);
  return {
    ...result,
    errorCount: errors.length,
    fatalErrorCount: errors.filter(({ fatal }) => fatal).length,
    warningCount: warnings.length,
    fixableErrorCount: errors.filter(({ fix }) => fix).length,
    fixableWarningCount: warnings.filter(({ fix }) => fix).length,
  };
}

/** What stands in the place of a result when a file could not be checked. */
export function failure(filePath: string, message: string, source?: string): Result {
  return resultOf(filePath, [{ ruleId: null, fatal: true, severity: 2, message, line: 1, column: 1 }], source);
}

/** The text of a file, or the result that says why it cannot be read. */
export function sourceOf(file: string): { readonly text: string } | { readonly failed: Result } {
  try {
    return { text: readFileSync(file, 'utf8') };
  } catch (error) {
    return { failed: failure(file, `The file cannot be read: ${error instanceof Error ? error.message.replace(/, .*$/u, '') : String(error)}.`) };
  }
}

export interface Totals {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  /** Files that do not parse or cannot be read; they are among the errors. */
  readonly fatal: number;
  /** Files with findings; those that could not be checked are none of them. */
  readonly affected: number;
  readonly withSuggestion: number;
}

export function totalsOf(results: readonly Result[]): Totals {
  const messages = results.flatMap((result) => result.messages);
  return {
    files: results.length,
    errors: messages.filter(({ severity }) => severity === 2).length,
    warnings: messages.filter(({ severity }) => severity === 1).length,
    fatal: messages.filter(({ fatal }) => fatal).length,
    affected: results.filter((result) => result.messages.some(({ fatal }) => fatal !== true)).length,
    withSuggestion: messages.filter(({ suggestions }) => suggestions && suggestions.length > 0).length,
  };
}
