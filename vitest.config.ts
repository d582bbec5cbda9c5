import { defineConfig } from 'vitest/config';

/** The whole suite runs once per supported ESLint major; `alias` names the package that stands in for `eslint`. */
const project = (name: string, alias: string, exclude: string[] = []) => ({
  extends: true as const,
  resolve: { alias: alias ? [{ find: /^eslint$/, replacement: alias }] : [] },
  test: { name, exclude, env: { ESLINT_ALIAS: alias }, setupFiles: ['tests/setup-major.ts', 'tests/setup.ts'] },
});

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Minutes of foreign code: `npm run test:robust`.
    exclude: ['tests/robustness/**'],
    pool: 'threads',
    // Many tests wait for processes of their own; the default leaves one core to others.
    maxWorkers: '100%',
    // Isolated files would each load TypeScript and the parser anew.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './scripts/count-reporter.mjs'],
    // Editors, agents and other linters come with one ESLint, or none.
    projects: [project('eslint10', ''), project('eslint9', 'eslint9', ['tests/ecosystem/**'])],
  },
});
