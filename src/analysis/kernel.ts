/** What a rule is given: the questions of the kernel, about one file, with the project's settings in force. */
import { ROWS } from '../knowledge/rows.js';
import { apiOf, type ApiIndex } from './api.js';
import { fileKindsOf } from './place.js';
import type { SourceCode } from './scope.js';
import { readSettings, rowsFromSettings, type BulwarkSettings } from './settings.js';
import { buildTrie, type Trie } from './trie.js';

export interface Kernel {
  readonly sourceCode: SourceCode;
  readonly settings: BulwarkSettings;
  /** What kinds of file this is: `test`, `script`, `next-route`, `client` … */
  readonly fileKinds: ReadonlySet<string>;
  /** Which API each expression of the file denotes. */
  readonly api: ApiIndex;
}

/** The parts of ESLint's rule context that the kernel reads. */
export interface FileContext {
  readonly sourceCode: SourceCode;
  readonly filename: string;
  readonly cwd: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

const builtIn = lazily(() => buildTrie(ROWS));
const tries = new WeakMap<BulwarkSettings, Trie>();
const kernels = new WeakMap<object, Kernel>();

/** The kernel of a file, one for all rules. */
export function kernelOf(context: FileContext): Kernel {
  const known = kernels.get(context.sourceCode.ast);
  if (known) return known;
  const { settings } = readSettings(context.settings);
  const fileKinds = lazily(() => fileKindsOf(context.filename, context.cwd, context.sourceCode, settings.files));
  const api = lazily(() => apiOf(context.sourceCode, trieFor(settings), fileKinds()));
  const kernel: Kernel = {
    sourceCode: context.sourceCode,
    settings,
    get fileKinds() {
      return fileKinds();
    },
    get api() {
      return api();
    },
  };
  kernels.set(context.sourceCode.ast, kernel);
  return kernel;
}

function trieFor(settings: BulwarkSettings): Trie {
  const own = rowsFromSettings(settings);
  if (own.length === 0) return builtIn();
  let trie = tries.get(settings);
  if (!trie) tries.set(settings, (trie = buildTrie([...ROWS, ...own])));
  return trie;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
