/** Large collections of code that nobody wrote for these tests, and every parser that reads it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import * as babelParser from '@babel/eslint-parser';
import * as typescriptParser from '@typescript-eslint/parser';
import * as astroParser from 'astro-eslint-parser';
import { Linter } from 'eslint';
import * as svelteParser from 'svelte-eslint-parser';
import * as vueParser from 'vue-eslint-parser';

const require = createRequire(import.meta.url);

export interface ForeignFile {
  /** Path inside the package. */
  readonly name: string;
  readonly text: string;
  readonly sourceType: 'module' | 'script' | 'commonjs';
}

export interface Collection {
  readonly name: string;
  readonly language: 'javascript' | 'typescript';
  /** Every file, or every n-th one: always the same ones. */
  readonly files: (every: number) => readonly ForeignFile[];
  /** Parsers that are not up to it, with or without rules. */
  readonly beyond?: readonly string[];
}

function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

function* filesBelow(path: string): Generator<string> {
  if (!statSync(path).isDirectory()) yield path;
  else for (const entry of readdirSync(path).sort()) if (entry !== 'node_modules') yield* filesBelow(join(path, entry));
}

function collection(name: string, language: Collection['language'], folder: () => string, pattern: RegExp, typeOf: (path: string, text: string) => ForeignFile['sourceType']): Collection {
  return {
    name,
    language,
    files: (every) => {
      const start = folder();
      return [...filesBelow(start)]
        .filter((path) => pattern.test(path))
        .filter((_, index) => index % every === 0)
        .map((path) => {
          const text = readFileSync(path, 'utf8');
          return { name: path.slice(start.length + 1) || basename(path), text, sourceType: typeOf(path, text) };
        });
    },
  };
}

const byHead = (_path: string, text: string): ForeignFile['sourceType'] => (/^(?:import|export)\b/mu.test(text) ? 'module' : 'commonjs');

/** Valid programs of the language's own conformance suite: every construct, in every odd place. */
export const TEST262 = collection('test262', 'javascript', () => join(packageFolder('test262-parser-tests'), 'pass'), /\.js$/u, (path) => (path.endsWith('.module.js') ? 'module' : 'script'));
export const ESLINT = collection('eslint', 'javascript', () => join(packageFolder('eslint'), 'lib'), /\.js$/u, byHead);
/** CommonJS as TypeScript writes it, which no package ships: `import x = require('x')`. */
export const IMPORT_EQUALS: Collection = {
  name: 'eslint with the imports of TypeScript',
  language: 'typescript',
  files: (every) => ESLINT.files(every).map((file): ForeignFile => ({ ...file, sourceType: 'module', text: file.text.replaceAll(/^const (\w+) = (require\("[^"]+"\));$/gmu, 'import $1 = $2;') })).filter(({ text }) => /^import \w+ = /mu.test(text)),
};
export const BABEL = collection('babel', 'javascript', () => join(packageFolder('@babel/core'), '..'), /(?:core|parser|types|traverse|generator)\/lib\/.*\.js$/u, byHead);
export const ZOD = collection('zod', 'typescript', () => join(packageFolder('zod'), 'src'), /\.ts$/u, () => 'module');
export const DECLARATIONS = collection('declarations', 'typescript', () => join(packageFolder('typescript'), 'lib'), /\.d\.ts$/u, () => 'module');
/** Nine megabytes in one file. Svelte's parser takes more than half an hour for that, and Astro's compiler ends without a word. */
export const COMPILER: Collection = {
  ...collection('typescript.js', 'javascript', () => join(packageFolder('typescript'), 'lib/typescript.js'), /\.js$/u, () => 'commonjs'),
  beyond: ['svelte-eslint-parser', 'astro-eslint-parser'],
};

export interface TestParser {
  readonly name: string;
  readonly languageOptions: Linter.LanguageOptions;
  readonly extension: string;
  /** Puts code where this parser looks for it. */
  readonly wrap: (code: string) => string;
  readonly reads: readonly Collection['language'][];
  /** How long a text it can take, with or without rules. */
  readonly most?: number;
}

const plain = (code: string): string => code;

/** ESLint 10 asks a scope manager for what Babel's (for ESLint 9) does not have; without one ESLint makes its own. */
function onEveryMajor(parser: typeof babelParser): Linter.Parser {
  if (Linter.version.startsWith('9.')) return parser as unknown as Linter.Parser;
  return {
    parseForESLint(text: string, options: object) {
      const { ast, visitorKeys } = (parser as unknown as { parseForESLint(text: string, options: object): { ast: object; visitorKeys: Record<string, string[]> } }).parseForESLint(text, options);
      return { ast, visitorKeys };
    },
  };
}

const babel = (name: string, plugins: readonly string[], extension: string, reads: TestParser['reads']): TestParser => ({
  name,
  languageOptions: { parser: onEveryMajor(babelParser), parserOptions: { requireConfigFile: false, babelOptions: { babelrc: false, configFile: false, parserOpts: { plugins, createParenthesizedExpressions: true } } } },
  extension,
  wrap: plain,
  reads,
});

/** Every parser that reads JavaScript or TypeScript. */
export const PARSERS: readonly TestParser[] = [
  { name: 'espree', languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } }, extension: 'js', wrap: plain, reads: ['javascript'] },
  { name: '@typescript-eslint/parser', languageOptions: { parser: typescriptParser }, extension: 'ts', wrap: plain, reads: ['javascript', 'typescript'] },
  babel('@babel/eslint-parser', ['jsx', 'flow', 'decorators', 'doExpressions', 'throwExpressions', 'exportDefaultFrom'], 'js', ['javascript']),
  babel('@babel/eslint-parser (TypeScript)', ['typescript', 'decorators'], 'ts', ['typescript']),
  {
    name: 'vue-eslint-parser',
    languageOptions: { parser: vueParser, parserOptions: { parser: { ts: typescriptParser } } },
    extension: 'vue',
    wrap: (code) => `<template>\n  <a v-for="each of list" :key="each" :href="next" @click="go(next)">{{ next }}</a>\n</template>\n\n<script>\n${code}\n</script>\n`,
    reads: ['javascript'],
  },
  {
    name: 'svelte-eslint-parser',
    languageOptions: { parser: svelteParser, parserOptions: { parser: { ts: typescriptParser } } },
    extension: 'svelte',
    wrap: (code) => `<script>\n${code}\n</script>\n\n{#each list as each}\n  <a href={next} on:click={() => go(next)}>{each}</a>\n{/each}\n`,
    reads: ['javascript'],
  },
  {
    name: 'astro-eslint-parser',
    languageOptions: { parser: astroParser, parserOptions: { parser: typescriptParser } },
    extension: 'astro',
    wrap: (code) => `---\n${code}\n---\n\n<a href={next} onclick={() => go(next)}>{list.map((each) => <b>{each}</b>)}</a>\n`,
    reads: ['javascript', 'typescript'],
    // Its compiler ends, and brings the whole process down some time later.
    most: 1_000_000,
  },
];

/** Names that foreign code gives to its values, so that something is a source, a sink, a client or a secret there. */
const VALUES = ['a', 'b', 'x', 'y', 'e', 't', 'n', 'node', 'value', 'text', 'options', 'code', 'name', 'result', 'data', 'key', 'ctx', 'context', 'def', 'inst', 'input', 'path', 'state', 'issue', 'payload', 'schema'];
const OBJECTS = ['a', 'f', 'ctx', 'context', 'result', 'util', 'core', 'inst', 'errors', 'sourceCode', 'fixer', 'path', 'state', 'payload', 't', 'e', 'checks', 'iss'];

/**
 * Settings that wake the rules in code that imports nothing they know: its common names are declared to be sources, redirects,
 * loggers, audit logs, token libraries, limiters and clients.
 */
export const WAKING_SETTINGS = {
  apis: [
    { named: VALUES, path: '.*', fact: { role: 'source', kind: 'query string' } },
    { named: VALUES, path: '.*()', fact: { role: 'source', kind: 'request body' } },
    ...['a', 'x', 'node', 'value', 'e', 'data', 'ctx', 'inst', 'context'].map((name) => ({ parameters: [name], path: '>0', fact: { role: 'source', kind: 'request body' } })),
    { named: OBJECTS, path: '.*()', fact: { role: 'redirect', target: { arg: 0 } } },
    { named: OBJECTS, path: '.*()', fact: { role: 'log', to: 'log' } },
    { named: OBJECTS, path: '.*()', fact: { role: 'auditWrite', returns: 'promise' } },
    { named: OBJECTS, path: '.*()', fact: { role: 'adminClient', service: 'Foreign' } },
    { named: OBJECTS, path: '.*()', fact: { role: 'memoryLimiter', library: 'foreign', because: 'it is foreign', remedy: 'Leave it.' } },
    { named: OBJECTS, path: '.*()', fact: { role: 'jwtSign', algorithms: [{ arg: 0 }, { arg: 1, path: ['algorithm'] }], keys: [{ arg: 1 }], unnamed: 'hmac' } },
    { named: OBJECTS, path: '.*()', fact: { role: 'jwtVerify', algorithms: [{ arg: 'last', path: ['algorithms'] }], keys: [{ arg: 1 }], unnamed: 'header' } },
    { named: VALUES, path: '.*()', fact: { role: 'weakRandom', kind: 'number', why: 'is foreign', numeric: true } },
  ],
};
