/** Goes through the suggestions of a run one by one, with somebody who decides. */
import { readFileSync, writeFileSync } from 'node:fs';
import { diffOf } from './diff.js';
import type { Message, Result } from './engine/results.js';
import { pathFrom } from './files.js';
import { fingerprintsOf } from './fingerprint.js';
import { CliError, painter, widthOf, type Io } from './io.js';
import { Prompt } from './prompt.js';
import { count, oneLine, visible, wrap } from './text.js';
import { firstLine } from './tools.js';

type CheckText = (text: string, file: string) => Promise<Result>;

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Shows each suggestion with its diff, and writes those that are taken. After each, the file is checked anew: a suggestion may
 * settle two findings, or move what comes after it.
 * @returns the results as they are afterwards.
 * @throws {CliError} when nobody can be asked.
 */
export async function applySuggestions(results: readonly Result[], checkText: CheckText, io: Io): Promise<readonly Result[]> {
  if (io.stdin.isTTY !== true || io.stderr.isTTY !== true) throw new CliError('--fix-suggestions asks before each change, so it needs a terminal');
  const session = new Session(checkText, io, results.reduce((sum, { messages }) => sum + messages.filter(hasSuggestion).length, 0));
  try {
    const after: Result[] = [];
    for (const result of results) after.push(session.stopped || !result.messages.some(hasSuggestion) ? result : await session.goThrough(result));
    session.sayGoodbye();
    return after;
  } finally {
    session.close();
  }
}

function hasSuggestion({ suggestions }: Message): boolean {
  return suggestions !== undefined && suggestions.length > 0;
}

/** The fingerprints of a file's findings in two parts: what a line says, and the how-manieth such line it is. */
function namesOf(result: Result): readonly { readonly hash: string; readonly number: number }[] {
  return fingerprintsOf(result).map((name) => {
    const [hash = '', number = ''] = name.split(':');
    return { hash, number: Number(number) };
  });
}

class Session {
  stopped = false;
  readonly #checkText: CheckText;
  readonly #io: Io;
  readonly #total: number;
  readonly #prompt: Prompt;
  #asked = 0;
  #applied = 0;

  constructor(checkText: CheckText, io: Io, total: number) {
    this.#checkText = checkText;
    this.#io = io;
    this.#total = total;
    this.#prompt = new Prompt(io.stdin, io.stderr);
  }

  /** All suggestions of a file. What was passed over is not asked again when the file is checked anew. */
  async goThrough(start: Result): Promise<Result> {
    let result = start;
    const passed = new Map<string, number>();
    for (;;) {
      const names = namesOf(result);
      const index = result.messages.findIndex((message, at) => hasSuggestion(message) && (names[at]?.number ?? 0) > (passed.get(names[at]?.hash ?? '') ?? 0));
      const message = result.messages[index];
      const name = names[index];
      if (!message || !name) return result;
      const next = await this.#offer(result, message);
      if (this.stopped) return result;
      if (next) {
        this.#applied++;
        result = next;
      }
      // Where a finding is gone, the next one on a line like it takes its number.
      const left = namesOf(result).filter(({ hash }) => hash === name.hash).length;
      if (left >= names.filter(({ hash }) => hash === name.hash).length) passed.set(name.hash, name.number);
    }
  }

  async #offer({ filePath }: Result, message: Message): Promise<Result | undefined> {
    const { stderr, env, cwd } = this.#io;
    const paint = painter(stderr, env);
    const suggestions = message.suggestions ?? [];
    const before = readFileSync(filePath, 'utf8');
    const texts = suggestions.map(({ fix }) => withFix(before, fix));
    this.#asked++;
    this.#say('', `${paint('dim', `[${String(this.#asked)}/${String(Math.max(this.#total, this.#asked))}]`)} ${paint('underline', visible(pathFrom(cwd, filePath)))}:${String(message.line)}:${String(message.column)}  ${paint('dim', message.ruleId ?? '')}`);
    this.#say(...wrap(oneLine(message.message), widthOf(stderr)));
    for (const [index, { desc }] of suggestions.entries()) {
      this.#say('', `${suggestions.length > 1 ? `${String(index + 1)}. ` : ''}${oneLine(desc)}`);
      stderr.write(diffOf(before, texts[index] ?? before, paint));
    }
    const choices = suggestions.length === 1 ? '[y]es' : suggestions.map((_, index) => String(index + 1)).join(', ');
    for (;;) {
      const answer = await this.#prompt.ask(`\nApply? ${choices}, [n]o, [q]uit: `);
      if (answer === undefined || answer === 'q' || answer === 'quit') {
        this.stopped = true;
        return undefined;
      }
      if (answer === 'n' || answer === 'no' || answer === '') return undefined;
      const index = suggestions.length === 1 && (answer === 'y' || answer === 'yes') ? 0 : Number(answer) - 1;
      const text = texts[index];
      if (text !== undefined) return this.#apply(filePath, before, text);
      this.#say(`Please answer with one of these: ${choices}, n, q.`);
    }
  }

  async #apply(filePath: string, before: string, text: string): Promise<Result | undefined> {
    // An editor may have saved the file while we waited.
    if (readFileSync(filePath, 'utf8') !== before) {
      this.#say('The file has changed in the meantime; it is left as it is.');
      return undefined;
    }
    const result = await this.#checkText(text, filePath);
    if (result.fatalErrorCount > 0) {
      this.#say('The file would no longer parse; it is left as it is. Please report this.');
      return undefined;
    }
    try {
      writeFileSync(filePath, text);
    } catch (error) {
      this.#say(`The file cannot be written: ${firstLine(error)}`);
      return undefined;
    }
    return result;
  }

  sayGoodbye(): void {
    if (this.#total === 0) this.#say('None of the findings has a suggestion.');
    else this.#say('', `${count(this.#applied, 'suggestion')} applied${this.stopped ? '; stopped.' : '.'}`, '');
  }

  close(): void {
    this.#prompt.close();
  }

  #say(...lines: readonly string[]): void {
    for (const line of lines) this.#io.stderr.write(`${line}\n`);
  }
}

/** ESLint counts without the mark at the start of the file. */
function withFix(text: string, { range: [start, end], text: replacement }: { readonly range: readonly [number, number]; readonly text: string }): string {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const bare = text.slice(mark.length);
  return `${mark}${bare.slice(0, start)}${replacement}${bare.slice(end)}`;
}
