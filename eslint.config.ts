import { existsSync } from 'node:fs';
import type { Linter } from 'eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import tseslint from 'typescript-eslint';
import type { BulwarkPlugin } from './src/index.js';

const ESTREE = String.raw`^(?:estree|eslint|@typescript-eslint/.+)$`;

/** Imports only go down; `banned` are patterns of what lies above (or beside) a folder. */
const fence = (folder: string, message: string, ...banned: string[]): Linter.Config => ({
  files: [`src/${folder}/**/*.ts`],
  rules: { 'no-restricted-imports': ['error', { patterns: banned.map((regex) => ({ regex, message })) }] },
});

const bulwarkEntry = './dist/index.js';
const bulwark = existsSync(bulwarkEntry)
  ? ((await import(bulwarkEntry)) as { default: BulwarkPlugin }).default
  : undefined;

export default defineConfig(
  globalIgnores(['dist', 'coverage', 'examples', 'tests/fixtures', 'tests/cli/fixtures', 'compare/traps']),
  {
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Node types are compared as strings, so that nothing of typescript-eslint is needed at run time.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: ESTREE,
              message: 'Types only: at run time it would load all of ESLint or TypeScript.',
              allowTypeImports: true,
            },
          ],
        },
      ],
    },
  },
  fence('knowledge', 'Knowledge is data: it knows no AST and imports nothing from above.', ESTREE, String.raw`^\.\./`),
  fence(
    'analysis',
    'The kernel imports only itself and knowledge, and has no barrel file.',
    String.raw`^(?:\.\./)+(?:rules|configs|cli|languages)/`,
    String.raw`^\.\./(?:rule|index|public-types)\.js$`,
    String.raw`(?:^|/)index\.js$`,
  ),
  fence(
    'rules',
    'A rule imports neither another rule nor anything above the rules.',
    String.raw`^\./(?!.*/)`,
    String.raw`^\.\./(?:configs|cli|languages)/`,
    String.raw`^\.\./index\.js$`,
  ),
  fence('configs', 'Presets stand below the plugin and the CLI.', String.raw`^\.\./cli/`, String.raw`^\.\./index\.js$`),
  fence('cli', 'The command line takes rules and presets from the plugin, like everybody else.', String.raw`^(?:\.\./)+(?:rules|configs)/`, String.raw`^(?:\.\./)+rule\.js$`),
  // The list of rules is the one place that imports them all.
  { files: ['src/rules/index.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    // Parsers differ from the declared tree in detail, and the kernel must not throw on any of them.
    files: ['src/analysis/**/*.ts'],
    rules: { '@typescript-eslint/no-unnecessary-condition': 'off' },
  },
  {
    files: ['src/rules/**/*.ts'],
    plugins: { 'eslint-plugin': eslintPlugin },
    extends: ['eslint-plugin/all'],
    rules: {
      // `defineRule` adds the address and `recommended`, and its types demand the schema.
      'eslint-plugin/require-meta-docs-url': 'off',
      'eslint-plugin/require-meta-docs-recommended': 'off',
      'eslint-plugin/require-meta-schema': 'off',
      'eslint-plugin/meta-property-ordering': 'off',
      // It cannot see into spread data; the rule tester fails on a placeholder that stays unfilled.
      'eslint-plugin/no-missing-placeholders': 'off',
      // A rule limited to `js/js` makes ESLint abort when a preset without `files` meets JSON or Markdown.
      'eslint-plugin/require-meta-languages': 'off',
    },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // Tests read JSON and plugin objects whose types are loose on purpose.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
  bulwark ? { files: ['src/**/*.ts'], plugins: { bulwark }, extends: ['bulwark/all'] } : {},
);
