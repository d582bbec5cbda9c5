/** A first ESLint configuration, for a project that has none. */
import { entriesOf, PLUGIN_MODULE, type Wish } from './edit.js';
import type { Stack } from './stack.js';
import { literal, OWN_STYLE } from './style.js';

/** The name of the file: what every Node version loads, whatever package.json says of modules. */
export function newConfigName({ isModule }: Stack): string {
  return isModule ? 'eslint.config.js' : 'eslint.config.mjs';
}

export function newConfig(wish: Wish, { outputFolders, jsx }: Stack): string {
  const margin = OWN_STYLE.indent;
  const parser = wish.parser === 'typescript-eslint' ? { line: `import tseslint from 'typescript-eslint';`, property: 'parser: tseslint.parser' } : { line: `import parser from '@typescript-eslint/parser';`, property: 'parser' };
  const imports = [...(wish.parser ? [parser.line] : []), `import bulwark from '${PLUGIN_MODULE}';`, `import { defineConfig${outputFolders.length > 0 ? ', globalIgnores' : ''} } from 'eslint/config';`];
  const files = literal([`**/*.{js,${jsx ? 'jsx,' : ''}mjs,cjs${wish.parser ? ',ts,tsx,mts,cts' : ''}}`], OWN_STYLE);
  const options = [...(wish.parser ? [parser.property] : []), ...(jsx ? ['parserOptions: { ecmaFeatures: { jsx: true } }'] : [])];
  const entries = [
    ...(outputFolders.length > 0 ? [`globalIgnores(${literal(outputFolders.map((folder) => `**/${folder}/`), OWN_STYLE, margin)})`] : []),
    `{ files: ${files}${options.length > 0 ? `, languageOptions: { ${options.join(', ')} }` : ''} }`,
    ...entriesOf(wish, 'bulwark', undefined, OWN_STYLE, margin),
  ];
  return `${[...imports.sort(byModule), '', 'export default defineConfig([', ...entries.map((entry) => `${margin}${entry},`), ']);'].join('\n')}\n`;
}

function byModule(left: string, right: string): number {
  const moduleOf = (line: string): string => /'([^']+)'/u.exec(line)?.[1] ?? '';
  return moduleOf(left) < moduleOf(right) ? -1 : 1;
}
