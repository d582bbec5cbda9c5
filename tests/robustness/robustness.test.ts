/**
 * Nothing throws: every rule, and every question of the kernel, over large collections of foreign code, as every parser reads it.
 *
 * `npm run test:robust` takes all files, and the nine megabytes of the TypeScript compiler; with `BULWARK_ROBUST=sample` every n-th file,
 * always the same ones. `npm test` leaves them out.
 */
import type { Linter } from 'eslint';
import { ESLint } from 'eslint';
import { afterAll, describe, expect, test } from 'vitest';
import type { Node } from '../../src/analysis/ast.js';
import { kernelOf, type FileContext, type Kernel } from '../../src/analysis/kernel.js';
import plugin from '../../src/index.js';
import { BABEL, COMPILER, DECLARATIONS, ESLINT, IMPORT_EQUALS, PARSERS, TEST262, WAKING_SETTINGS, ZOD, type Collection, type TestParser } from '../helpers/foreign.js';
import { root } from '../helpers/project.js';
import { QUESTIONS } from '../helpers/questions.js';

const ALL = process.env['BULWARK_ROBUST'] === 'all';
const RULES = Object.keys(plugin.rules);
/** How many files of each collection are left out between two that are taken, and of how many nodes one is asked about. */
const COLLECTIONS: readonly (readonly [Collection, number, number])[] = [
  [TEST262, 8, 3],
  [ESLINT, 40, 23],
  [IMPORT_EQUALS, 10, 23],
  [BABEL, 60, 23],
  [ZOD, 40, 23],
  [DECLARATIONS, 20, 97],
  ...(ALL ? ([[COMPILER, 1, 9_973]] as const) : []),
];
/** A parser refuses what its language does not have (`with` in an Astro module, HTML in comments); the most it may refuse. */
const MAY_REFUSE = 0.2;

const total = { files: 0, refused: 0, rules: 0, findings: 0, questions: 0, failures: 0 };
const tally = (): string => `${String(total.files)} files × parsers, ${String(RULES.length)} rules each (${String(total.rules)} rule runs, ${String(total.findings)} findings), ${String(total.questions)} questions to the kernel, ${String(total.refused)} refused by a parser, ${String(total.failures)} failures`;

/** Lints with all rules, with a rule of the test's own in front that hands out the kernel of each file. */
function linterFor(parser: TestParser, sourceType: 'module' | 'script' | 'commonjs', see: (kernel: Kernel) => void): (text: string) => Promise<readonly Linter.LintMessage[]> {
  const first = {
    create(context: unknown) {
      see(kernelOf(context as FileContext));
      return {};
    },
  };
  // One configuration for all files: settings are read, and knowledge compiled, once.
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.{js,ts,vue,svelte,astro}'],
        plugins: { first: { rules: { first } }, bulwark: plugin },
        linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
        languageOptions: { ...parser.languageOptions, sourceType },
        rules: { 'first/first': 'error', ...plugin.configs.all.rules },
        settings: { bulwark: WAKING_SETTINGS },
      },
    ],
  });
  return async (text) => {
    const [result] = await eslint.lintText(parser.wrap(text), { filePath: `foreign/file.${parser.extension}` });
    return result?.messages ?? [];
  };
}

function nodesOf({ sourceCode }: Kernel, every: number): readonly Node[] {
  const nodes: Node[] = [];
  const stack: Node[] = [sourceCode.ast];
  // Svelte's parser reaches some nodes in two ways.
  const seen = new Set<Node>();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (seen.size % every === 0 || seen.size < 20) nodes.push(node);
    for (const key of sourceCode.visitorKeys[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key];
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) if (child && typeof (child as Node).type === 'string') stack.push(child as Node);
    }
  }
  return nodes;
}

const firstLines = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n').slice(0, 4).join('\n');

describe.each(COLLECTIONS.map(([collection, everyFile, everyNode]) => ({ name: collection.name, collection, everyFile, everyNode })))('$name', ({ collection, everyFile, everyNode }) => {
  test.each(PARSERS.filter(({ name: parser, reads }) => reads.includes(collection.language) && collection.beyond?.includes(parser) !== true).map((parser) => [parser.name, parser] as const))(
    'as %s reads it',
    async (_, parser) => {
      const failures: string[] = [];
      let kernel: Kernel | undefined;
      const see = (each: Kernel): void => void (kernel = each);
      const linters = { module: linterFor(parser, 'module', see), script: linterFor(parser, 'script', see), commonjs: linterFor(parser, 'commonjs', see) };
      let files = 0;
      let refused = 0;
      for (const { name, text, sourceType } of collection.files(ALL ? 1 : everyFile)) {
        if (text.length > (parser.most ?? Infinity)) continue;
        kernel = undefined;
        files += 1;
        try {
          const messages = await linters[sourceType](text);
          if (messages.some(({ fatal }) => fatal)) refused += 1;
          // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- a rule sets it while the file is linted
          else if (!kernel) failures.push(`${name} was not linted: ${messages[0]?.message ?? 'no message'}`);
          total.findings += messages.length;
        } catch (error) {
          failures.push(`${name}: ${firstLines(error)}`);
        }
        const asked = kernel as Kernel | undefined;
        if (!asked) continue;
        total.rules += RULES.length;
        const nodes = nodesOf(asked, everyNode);
        for (const [question, ask] of Object.entries(QUESTIONS)) {
          for (const node of nodes) {
            total.questions += 1;
            try {
              ask(asked, node);
            } catch (error) {
              failures.push(`${name}, '${question}' of ${node.type} at ${String(node.loc.start.line)}: ${firstLines(error)}`);
            }
          }
        }
      }
      total.files += files;
      total.refused += refused;
      total.failures += failures.length;
      // It takes half an hour: what has been done is told as it goes.
      if (ALL) console.log(`robustness: ${collection.name} as ${parser.name} reads it: ${String(files)} files, ${String(failures.length)} failures; so far ${tally()}`);
      expect(failures.slice(0, 5)).toEqual([]);
      expect(files).toBeGreaterThan(0);
      expect(refused).toBeLessThanOrEqual(Math.ceil(files * MAY_REFUSE));
    },
    ALL ? 3_600_000 : 300_000,
  );
});

test('the rules were awake', () => {
  expect(total.findings).toBeGreaterThan(100);
  expect(total.questions).toBeGreaterThan(100_000);
});

afterAll(() => {
  console.log(`robustness: ${tally()}`);
});
