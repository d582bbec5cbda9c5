import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../../src/index.js';
import { root } from './project.js';

/** Lints a text with the plugin as the TypeScript parser reads it; `rules` decides which rules are on. */
export function lint(
  code: string,
  filename: string,
  rules: Linter.RulesRecord,
  { settings = {}, cwd = root }: { settings?: Record<string, unknown>; cwd?: string } = {},
): Linter.LintMessage[] {
  return new Linter({ cwd }).verify(
    code,
    {
      files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
      plugins: { bulwark: plugin },
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
      rules,
      settings: { bulwark: settings },
    },
    filename,
  );
}
