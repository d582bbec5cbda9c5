import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../../src/index.js';
import { root, typedProject } from './project.js';

/** Lints a text with the plugin as the TypeScript parser reads it; `rules` decides which rules are on. `types`: with type information, as a file of the typed project. */
export function lint(
  code: string,
  filename: string,
  rules: Linter.RulesRecord,
  { settings = {}, types = false, cwd = types ? typedProject : root }: { settings?: Record<string, unknown>; types?: boolean; cwd?: string } = {},
): Linter.LintMessage[] {
  return new Linter({ cwd }).verify(
    code,
    {
      files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
      plugins: { bulwark: plugin },
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true }, ...(types ? { projectService: true, tsconfigRootDir: typedProject } : {}) } },
      rules,
      settings: { bulwark: settings },
    },
    filename,
  );
}
