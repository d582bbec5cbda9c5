/** Real SourceCode for tests of the kernel: parents, scopes and visitor keys exactly as a rule sees them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import type { Node } from '../../src/analysis/ast.js';
import type { SourceCode } from '../../src/analysis/scope.js';
import { typedProject } from './project.js';

export interface Source {
  readonly sourceCode: SourceCode;
  /** The smallest node whose text is exactly this, the first one in the file; throws when there is none. */
  readonly find: (text: string) => Node;
  /** The smallest node at each place whose text is exactly this, in file order. */
  readonly findAll: (text: string) => readonly Node[];
  /** Every node of the file, parents first. */
  readonly nodes: readonly Node[];
}

export interface SourceOptions {
  readonly filename?: string;
  /** Any ESLint parser; typescript-eslint's without type information when absent. */
  readonly parser?: object;
  readonly sourceType?: 'module' | 'commonjs' | 'script';
  /** With type information, as the `file.ts` of the typed project. */
  readonly typed?: boolean;
}

/**
 * Parses code with ESLint and hands back the SourceCode a rule would get.
 * @throws {SyntaxError} when the code does not parse.
 */
export function sourceOf(code: string, options: SourceOptions = {}): Source {
  const filename = options.filename ?? (options.typed ? join(typedProject, 'file.ts') : '/project/file.ts');
  let captured: SourceCode | undefined;
  const capture = {
    create(context: { sourceCode: unknown }) {
      captured = context.sourceCode as SourceCode;
      return {};
    },
  };
  const messages = new Linter({ cwd: '/', configType: 'flat' }).verify(
    code,
    [
      {
        files: ['**'],
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        languageOptions: {
          parser: (options.parser ?? typescriptParser) as Linter.Parser,
          sourceType: options.sourceType ?? 'module',
          parserOptions: { ecmaFeatures: { jsx: /\.[jt]sx$/u.test(filename) }, ...(options.typed ? { projectService: true, tsconfigRootDir: typedProject } : {}) },
        },
        plugins: { test: { rules: { capture } } },
        rules: { 'test/capture': 'error' },
      } as unknown as Linter.Config,
    ],
    { filename },
  );
  if (!captured) throw new SyntaxError(`test code does not parse: ${messages[0]?.message ?? 'no message'}\n${code}`);
  const sourceCode = captured;
  const nodes: Node[] = [];
  const depths = new Map<Node, number>();
  collect(sourceCode, sourceCode.ast, 0, nodes, depths);

  const findAll = (text: string): readonly Node[] => {
    const places = new Map<string, Node>();
    for (const node of nodes) {
      if (node.range[1] - node.range[0] !== text.length || sourceCode.text.slice(...node.range) !== text) continue;
      const place = node.range.join();
      const other = places.get(place);
      // On equal depth the later one wins: in `{ a }` that is the value, not the key.
      if (!other || (depths.get(node) ?? 0) >= (depths.get(other) ?? 0)) places.set(place, node);
    }
    return [...places.values()].sort((left, right) => left.range[0] - right.range[0]);
  };
  return {
    sourceCode,
    nodes,
    findAll,
    find(text) {
      const [first] = findAll(text);
      if (!first) throw new Error(`no node has the text ${JSON.stringify(text)}`);
      return first;
    },
  };
}

function collect(sourceCode: SourceCode, node: Node, depth: number, nodes: Node[], depths: Map<Node, number>): void {
  nodes.push(node);
  depths.set(node, depth);
  for (const key of sourceCode.visitorKeys[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    for (const child of Array.isArray(value) ? value : [value])
      if (child && typeof (child as Node).type === 'string') collect(sourceCode, child as Node, depth + 1, nodes, depths);
  }
}

const require = createRequire(import.meta.url);

const FOREIGN = [
  ['@typescript-eslint/typescript-estree', 'dist/convert.js'],
  ['@typescript-eslint/types', 'dist/generated/ast-spec.d.ts'],
  ['eslint', 'lib/rules/indent.js'],
] as const;

const parsed = new Map<string, Source>();

/** Large files that nobody wrote for these tests, to prove that a question is answered for any node: `[name, source]`, parsed on first use. */
export function foreignSources(): readonly (readonly [string, () => Source])[] {
  return FOREIGN.map(([name, file]) => [
    file,
    () => {
      let source = parsed.get(file);
      if (!source) {
        const path = join(dirname(require.resolve(`${name}/package.json`)), file);
        parsed.set(file, (source = sourceOf(readFileSync(path, 'utf8'), { sourceType: file.endsWith('.js') ? 'commonjs' : 'module' })));
      }
      return source;
    },
  ]);
}
