/** What a rule is given: the questions of the kernel, about one file, with the project's settings in force. */
import type { Topic } from '../knowledge/mentions.js';
import { ROWS } from '../knowledge/rows.js';
import { apiOf, type ApiIndex } from './api.js';
import { lazily } from './lazily.js';
import { beginRound, type ProjectFile } from './modules/files.js';
import type { LanguageOptions } from './modules/parse.js';
import { projectOf } from './modules/project.js';
import { MAX_DEPTH, ModuleView } from './modules/view.js';
import { fileKindsOf } from './place.js';
import type { SourceCode } from './scope.js';
import { readSettings, rowsFromSettings, type BulwarkSettings, type CheckedSettings } from './settings.js';
import type { Found } from './word-search.js';
import { buildTrie, type Hint, type Trie } from './trie.js';

export interface Kernel {
  readonly sourceCode: SourceCode;
  readonly settings: BulwarkSettings;
  /** What is wrong with the settings. */
  readonly settingsProblems: readonly string[];
  /** Does the file contain a word without which it has nothing of this kind in it? A closer look has to decide. */
  mentions(topic: Topic): boolean;
  /** What kinds of file this is: `test`, `script`, `next-route`, `client` … */
  readonly fileKinds: ReadonlySet<string>;
  /** Which API each expression of the file denotes. */
  readonly api: ApiIndex;
  /** What the files that this one imports export. Undefined where that cannot be seen, or is switched off. */
  readonly modules: ModuleView | undefined;
}

/** The parts of ESLint's rule context that the kernel reads. */
export interface FileContext {
  readonly sourceCode: SourceCode;
  readonly filename: string;
  readonly cwd: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Without it no other file can be parsed. */
  readonly languageOptions?: LanguageOptions;
}

const builtIn = lazily(() => buildTrie(ROWS));
const tries = new WeakMap<BulwarkSettings, Trie>();
const kernels = new WeakMap<object, Kernel>();

/** The kernel of a file, one for all rules. */
export function kernelOf(context: FileContext): Kernel {
  const known = kernels.get(context.sourceCode.ast);
  if (known) return known;
  beginRound();
  const kernel = makeKernel(context, MAX_DEPTH);
  kernels.set(context.sourceCode.ast, kernel);
  return kernel;
}

function makeKernel(context: FileContext, depth: number): Kernel {
  return new FileKernel(context, readSettings(context.settings), depth);
}

class FileKernel implements Kernel {
  readonly sourceCode: SourceCode;
  readonly settings: BulwarkSettings;
  readonly settingsProblems: readonly string[];
  readonly #context: FileContext;
  readonly #settings: BulwarkSettings;
  readonly #trie: Trie;
  readonly #depth: number;
  #words: Found<Topic | Hint> | undefined;
  #fileKinds: ReadonlySet<string> | undefined;
  #modules: { readonly view: ModuleView | undefined } | undefined;
  #api: ApiIndex | undefined;

  constructor(context: FileContext, { settings, problems }: CheckedSettings, depth: number) {
    this.sourceCode = context.sourceCode;
    this.settings = settings;
    this.settingsProblems = problems;
    this.#settings = settings;
    this.#context = context;
    this.#trie = trieFor(settings);
    this.#depth = depth;
  }

  mentions(topic: Topic): boolean {
    return this.#wordsOfText().has(topic);
  }

  get fileKinds(): ReadonlySet<string> {
    return this.#kindsOfFile();
  }

  get modules(): ModuleView | undefined {
    return this.#view();
  }

  get api(): ApiIndex {
    return (this.#api ??= apiOf({ sourceCode: this.#context.sourceCode, trie: this.#trie, kindsOfFile: () => this.#kindsOfFile(), words: () => this.#wordsOfText(), modules: this.#view() }));
  }

  #wordsOfText(): Found<Topic | Hint> {
    return (this.#words ??= wordsIn(this.#context.sourceCode.text, this.#trie));
  }

  #kindsOfFile(): ReadonlySet<string> {
    const { filename, cwd, sourceCode } = this.#context;
    return (this.#fileKinds ??= fileKindsOf(filename, cwd, sourceCode, this.#settings.files));
  }

  #view(): ModuleView | undefined {
    return (this.#modules ??= { view: viewOf(this.#context, this.#settings, this.#depth) }).view;
  }
}

/** A character of a name, written as an escape (`M\u0061th`, `\u{4d}ath`). Nearly all escapes are accents and control characters in patterns. */
const ESCAPED_LETTER = /\\u(?:00(?:24|3\d|[46][1-9a-f]|[57][\da]|5f)|\{0*(?:24|3\d|[46][1-9a-f]|[57][\da]|5f)\})/iu;

/** What the words of a text stand for. Where letters are written as escapes, it may have any. */
function wordsIn(text: string, trie: Trie): Found<Topic | Hint> {
  const words = trie.words();
  return text.includes('\\u') && ESCAPED_LETTER.test(text) ? words.all : words.in(text);
}

// ---- other files -----------------------------------------------------------------------------------------------------

function viewOf(context: FileContext, settings: BulwarkSettings, depth: number): ModuleView | undefined {
  const { languageOptions: language, filename: path, cwd, sourceCode } = context;
  if (!settings.crossFile || !language || depth === 0) return undefined;
  // `<input>`, `<text>` and the blocks of a Markdown file are nowhere on disk: what they import cannot be found.
  if (!/^(?:[/\\]|[a-z]:)/iu.test(path)) return undefined;
  return new ModuleView({ project: projectOf(cwd), path, cwd, sourceCode, language, depth, makeKernel: (file, below) => kernelOfOther(context, file, below) });
}

interface OtherKernel {
  readonly kernel: Kernel;
  readonly depth: number;
  readonly settings: unknown;
}

const others = new WeakMap<object, OtherKernel[]>();

/** The kernel of another file as seen from this depth, kept as long as nothing that it has looked at changes. */
function kernelOfOther(context: FileContext, { path, sourceCode }: ProjectFile, depth: number): Kernel {
  const settings = context.settings['bulwark'];
  const list = others.get(sourceCode.ast) ?? [];
  const at = list.findIndex((other) => other.depth === depth && other.settings === settings);
  const known = list[at]?.kernel;
  if (known && (known.modules?.isCurrent() ?? true)) return known;
  const kernel = makeKernel({ ...contextOf(context), filename: path, sourceCode }, depth);
  if (at >= 0) list.splice(at, 1);
  others.set(sourceCode.ast, [...list, { kernel, depth, settings }]);
  return kernel;
}

/** The members of ESLint's context are getters of its class, which a spread does not copy. */
function contextOf({ sourceCode, filename, cwd, settings, languageOptions }: FileContext): FileContext {
  return { sourceCode, filename, cwd, settings, ...(languageOptions ? { languageOptions } : {}) };
}

function trieFor(settings: BulwarkSettings): Trie {
  let trie = tries.get(settings);
  if (!trie) {
    const own = rowsFromSettings(settings);
    tries.set(settings, (trie = own.length === 0 ? builtIn() : buildTrie([...ROWS, ...own])));
  }
  return trie;
}
