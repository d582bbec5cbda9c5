/** Runs the rules in oxlint, which reads TypeScript without a parser of the project and is several times faster, but tells no suggestions. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import plugin from '../../index.js';
import { CliError } from '../io.js';
import { PLUGIN_FILE, type OxlintTool } from '../tools.js';
import type { RuleChoice } from './eslint.js';
import { resultOf, sourceOf, type Engine, type Message, type Result, type Run } from './results.js';

/** Windows takes command lines of 32,767 characters. */
const LONGEST_COMMAND = 24_000;

interface Diagnostic {
  readonly message: string;
  /** `bulwark(no-x)`; absent for files that do not parse. */
  readonly code?: string;
  readonly severity: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly offset: number; readonly length: number } }[];
}

export function oxlintEngine(cwd: string, tool: OxlintTool, settings: Readonly<Record<string, unknown>>, choice: RuleChoice): Engine {
  const { namespace } = plugin.meta;
  const config = {
    categories: { correctness: 'off' },
    plugins: [],
    jsPlugins: [{ name: namespace, specifier: PLUGIN_FILE }],
    rules: Object.fromEntries(Object.entries(choice.rules).map(([name, severity]) => [`${namespace}/${name}`, severity])),
    settings: { bulwark: settings },
  };
  return {
    label: `oxlint ${tool.version}`,
    checkText: undefined,
    format: undefined,
    async check(files, onFile) {
      const folder = mkdtempSync(join(tmpdir(), 'bulwark-'));
      try {
        const configFile = join(folder, '.oxlintrc.json');
        writeFileSync(configFile, JSON.stringify(config));
        const results: Result[] = [];
        let crashed = false;
        for (const batch of batchesOf(files)) {
          const run = resultsOf(cwd, batch, await diagnose(cwd, tool, ['-c', configFile, '-f', 'json', '--no-ignore', '--disable-nested-config', ...batch]));
          results.push(...run.results);
          crashed ||= run.crashed;
          for (const file of batch) onFile(file);
        }
        return { results, crashed };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function batchesOf(files: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let length = LONGEST_COMMAND;
  for (const file of files) {
    length += file.length + 3;
    if (length > LONGEST_COMMAND) {
      batches.push([]);
      length = file.length;
    }
    batches.at(-1)?.push(file);
  }
  return batches;
}

async function diagnose(cwd: string, { bin }: OxlintTool, args: readonly string[]): Promise<readonly Diagnostic[]> {
  const { stdout, stderr } = await output(cwd, [bin, ...args]);
  try {
    return (JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] }).diagnostics;
  } catch {
    throw new CliError(`oxlint failed: ${(stderr.trim() || stdout.trim()).split('\n', 1)[0] ?? 'it said nothing'}`);
  }
}

function output(cwd: string, args: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', failed);
    child.on('close', () => {
      done({ stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
  });
}

function resultsOf(cwd: string, files: readonly string[], diagnostics: readonly Diagnostic[]): Run {
  const byFile = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const file = resolve(cwd, diagnostic.filename);
    byFile.set(file, [...(byFile.get(file) ?? []), diagnostic]);
  }
  let crashed = false;
  const results = files.map((file) => {
    const source = sourceOf(file);
    if ('failed' in source) return source.failed;
    const messages = (byFile.get(file) ?? []).flatMap((diagnostic) => messageOf(diagnostic, source.text) ?? []);
    crashed ||= messages.some(({ fatal, message }) => fatal === true && /JS plugin/iu.test(message));
    return resultOf(file, messages, messages.length > 0 ? source.text : undefined);
  });
  return { results, crashed };
}

function messageOf({ message, code, severity, labels }: Diagnostic, text: string): Message | undefined {
  const rule = code === undefined ? undefined : new RegExp(`^${plugin.meta.namespace}\\((.+)\\)$`, 'u').exec(code)?.[1];
  if (code !== undefined && (rule === undefined || !Object.hasOwn(plugin.rules, rule))) return undefined;
  const { offset, length } = labels[0]?.span ?? { offset: 0, length: 0 };
  const start = placeAt(text, offset);
  const end = placeAt(text, offset + length);
  const place = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  return rule === undefined ? { ruleId: null, fatal: true, severity: 2, message: `Parsing error: ${message}`, ...place } : { ruleId: `${plugin.meta.namespace}/${rule}`, severity: severity === 'error' ? 2 : 1, message, ...place };
}

/** oxlint counts bytes, ESLint characters of UTF-16, both from 1. */
function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = Buffer.from(text).subarray(0, offset).toString();
  const lines = before.split(/\r\n|[\n\r\u2028\u2029]/u);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
