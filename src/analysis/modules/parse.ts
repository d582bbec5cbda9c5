/** The text of another file as a tree with scopes, as ESLint would hand it to a rule. Parsed by the user's own parser. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { childrenOf, walk, type Node, type VisitorKeys } from '../ast.js';
import type { SourceCode } from '../scope.js';

/** What ESLint tells a rule about how its file was parsed. */
export interface LanguageOptions {
  readonly parser?: unknown;
  readonly parserOptions?: Readonly<Record<string, unknown>>;
  readonly ecmaVersion?: unknown;
}

interface Parsed {
  readonly ast: unknown;
  readonly scopeManager?: unknown;
  readonly visitorKeys?: unknown;
}

interface Parser {
  readonly parseForESLint?: (text: string, options: object) => Parsed;
  readonly parse?: (text: string, options: object) => unknown;
}

/** Options that would make a parser build a whole program with type information. */
const WITHOUT_TYPES = { project: null, projectService: false, programs: null, EXPERIMENTAL_useProjectService: false };

/**
 * Parses `text`. Undefined where that is not possible: a syntax error, no parser for TypeScript, a host that does not hand out
 * its parser.
 * @param like The source code of the file that asks, for what its parser leaves open.
 */
export function parseModule(text: string, path: string, { parser, parserOptions, ecmaVersion }: LanguageOptions, like: SourceCode, cwd: string): SourceCode | undefined {
  const candidates = /\.[cm]?tsx?$/u.test(path) && !speaksTypeScript(parser) ? [typescriptParser(cwd), parser] : [parser, typescriptParser(cwd)];
  const options = {
    ...parserOptions, ...WITHOUT_TYPES, ecmaVersion: ecmaVersion ?? 'latest', sourceType: /\.c[jt]s$/u.test(path) ? 'commonjs' : 'module', filePath: path,
    ecmaFeatures: { jsx: !/\.[cm]?ts$/u.test(path) }, loc: true, range: true, raw: true, tokens: false, comment: false, jsDocParsingMode: 'none',
    // What the language brings is known by name. A parser would list a thousand names of it for each file.
    lib: [],
  };
  for (const candidate of candidates) {
    if (!isParser(candidate)) continue;
    try {
      const parsed = candidate.parseForESLint ? candidate.parseForESLint(text, options) : { ast: candidate.parse?.(text, options) };
      return sourceCodeOf(text, parsed, like, cwd);
    } catch {
      // Another file's syntax error is reported where that file is linted.
    }
  }
  return undefined;
}

function isParser(value: unknown): value is Parser {
  const parser = value as Parser | null | undefined;
  return typeof parser?.parseForESLint === 'function' || typeof parser?.parse === 'function';
}

/** ESLint's own parser and Babel's read no types unless told to. */
function speaksTypeScript(parser: unknown): boolean {
  const { meta, name } = (parser ?? {}) as { readonly meta?: { readonly name?: unknown }; readonly name?: unknown };
  return /typescript|vue|svelte|astro/u.test(String(meta?.name ?? name));
}

const parsers = new Map<string, unknown>();

/** The TypeScript parser of the project, for JavaScript files that import TypeScript and for hosts that parse by themselves. */
function typescriptParser(cwd: string): unknown {
  if (!parsers.has(cwd)) parsers.set(cwd, requireFrom(cwd, '@typescript-eslint/parser') ?? (requireFrom(cwd, 'typescript-eslint') as { parser?: unknown } | undefined)?.parser);
  return parsers.get(cwd);
}

function requireFrom(folder: string, name: string): unknown {
  try {
    return createRequire(join(folder, 'package.json'))(name);
  } catch {
    return undefined;
  }
}

function sourceCodeOf(text: string, parsed: Parsed, like: SourceCode, cwd: string): SourceCode | undefined {
  const ast = Object.assign(parsed.ast as SourceCode['ast'], { tokens: [], comments: [] });
  const visitorKeys = (parsed.visitorKeys ?? like.visitorKeys) as VisitorKeys;
  const scopeManager = parsed.scopeManager ?? scopesOf(ast, visitorKeys, cwd);
  if (!scopeManager) return undefined;
  walk(visitorKeys, ast, (node) => {
    for (const child of childrenOf(visitorKeys, node)) child.parent = node;
    return undefined;
  });
  return new ParsedSource(text, ast, scopeManager as ScopeManager, visitorKeys) as unknown as SourceCode;
}

type ScopeManager = NonNullable<SourceCode['scopeManager']>;

/**
 * What the kernel asks of another file's source code. The class of the host is not taken: oxlint has none, and ESLint's would index
 * tokens and comments that nobody asks for.
 */
class ParsedSource {
  readonly text: string;
  readonly ast: SourceCode['ast'];
  readonly scopeManager: ScopeManager;
  readonly visitorKeys: VisitorKeys;
  readonly parserServices = {};

  constructor(text: string, ast: SourceCode['ast'], scopeManager: ScopeManager, visitorKeys: VisitorKeys) {
    this.text = text;
    this.ast = ast;
    this.scopeManager = scopeManager;
    this.visitorKeys = visitorKeys;
  }

  getText(node?: Node): string {
    return node ? this.text.slice(node.range[0], node.range[1]) : this.text;
  }

  /** The innermost scope at a node; that of the whole file for the program, not that of the module. */
  getScope(at: Node): unknown {
    const inner = at.type !== 'Program';
    for (let node: Node | undefined = at; node; node = node.parent) {
      const scope = this.scopeManager.acquire(node, inner);
      if (scope) return scope.type === 'function-expression-name' ? scope.childScopes[0] : scope;
    }
    return this.scopeManager.scopes[0];
  }

  getDeclaredVariables(node: Node): unknown {
    return this.scopeManager.getDeclaredVariables(node);
  }

  // What is written in a suggestion is about the file that is linted, never about this one.
  getTokens(): readonly never[] {
    return [];
  }

  getCommentsInside(): readonly never[] {
    return [];
  }

  getTokenBefore(): null {
    return null;
  }

  getTokenAfter(): null {
    return null;
  }
}

/** Scopes for parsers that find none themselves, as ESLint finds them. */
function scopesOf(ast: Node, visitorKeys: VisitorKeys, cwd: string): unknown {
  const eslint = createRequire(join(cwd, 'package.json')).resolve('eslint/package.json');
  const scopes = createRequire(eslint)('eslint-scope') as { analyze(ast: object, options: object): unknown };
  return scopes.analyze(ast, { ecmaVersion: 2024, sourceType: 'module', childVisitorKeys: visitorKeys, fallback: Object.keys });
}
