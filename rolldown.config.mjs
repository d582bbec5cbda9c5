// What is published: the plugin as one file, because two hundred small ones take three times as long to load; beside it the
// parts that many projects never need; and the command line, in parts that are loaded when they are needed. `tsc` writes the types.
import { basename } from 'node:path';
import { defineConfig } from 'rolldown';

/** One character outside of Latin-1 makes Node keep two bytes for each character of a file, for as long as the process lives. */
const onlyAscii = {
  name: 'only-ascii',
  renderChunk: (code) => code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
};

const isSource = (id, path) => id.replaceAll('\\', '/').endsWith(`/src/${path}`);

/** Modules that are loaded with the plugin, and those that `on-demand.ts` keeps for later. */
const atOnce = new Set();
const later = new Set();

/**
 * Turns the imports of `on-demand.ts` into files of their own, and the module into one that loads a file when it is asked for.
 * With `require`, since rules cannot wait, and of CommonJS: modules that import others cannot be required where packages stay
 * zipped (Yarn's Plug'n'Play), and take longer to load.
 */
const onDemand = {
  name: 'on-demand',
  async transform(code, id) {
    if (!isSource(id, 'analysis/on-demand.ts')) return undefined;
    const parts = [...code.matchAll(/^import \* as (\w+) from '(.+)\.js';$/gm)];
    for (const [, , path] of parts) {
      const part = await this.resolve(`${path}.js`, id);
      later.add(part.id);
      this.emitFile({ type: 'chunk', id: part.id, name: basename(path) });
    }
    const load = ([, name, path]) => `  ${name}: lazily(() => load('./parts/${basename(path)}.cjs')),`;
    return `import { createRequire } from 'node:module';
import { lazily } from './lazily.js';

const load = createRequire(import.meta.url);

export const onDemand = {
${parts.map(load).join('\n')}
};
`;
  },
  buildEnd() {
    const waiting = [...this.getModuleIds()].filter((id) => isSource(id, 'index.ts'));
    for (let id = waiting.pop(); id; id = waiting.pop()) {
      if (atOnce.has(id)) continue;
      atOnce.add(id);
      waiting.push(...this.getModuleInfo(id).importedIds);
    }
    for (const id of later) if (atOnce.has(id)) this.error(`${id} is imported by more than on-demand.ts, so that it is loaded with the plugin`);
  },
};

/** What users import or require. It imports nothing of ours, for the same reason. */
const entry = {
  name: 'entry',
  generateBundle() {
    const source = `import { createRequire } from 'node:module';

const { default: plugin } = createRequire(import.meta.url)('./index.cjs');

// The second name makes \`require('eslint-plugin-bulwark')\` return the plugin itself.
export { plugin as default, plugin as 'module.exports' };
`;
    this.emitFile({ type: 'asset', fileName: 'index.js', source });
  },
};

export default defineConfig({
  input: { index: 'src/index.ts', 'cli/bin': 'src/cli/bin.ts' },
  platform: 'node',
  external: ['oxc-resolver'],
  plugins: [onDemand, entry, onlyAscii],
  output: {
    format: 'cjs',
    strict: true,
    dir: 'dist',
    entryFileNames: ({ name }) => (name === 'index' || name === 'cli/bin' ? '[name].cjs' : 'parts/[name].cjs'),
    // What the command line needs lies as deep as its sources do: `package.json` and the pages of the rules are found from there.
    chunkFileNames: ({ name, moduleIds }) => (name === 'plugin' ? 'plugin.cjs' : moduleIds.some((id) => /[\\/]src[\\/]cli[\\/]/.test(id)) ? 'cli/[name].cjs' : 'parts/[name].cjs'),
    codeSplitting: { groups: [{ name: (id) => (atOnce.has(id) ? 'plugin' : null) }] },
    minify: false,
    comments: { legal: false, annotation: false, jsdoc: false },
  },
});
