// What is published: the plugin as one file, because two hundred small ones take three times as long to load, and the command line
// beside it, in parts that are loaded when they are needed. `tsc` writes the types.
import { defineConfig } from 'rolldown';

/** One character outside of Latin-1 makes Node keep two bytes for each character of a file, for as long as the process lives. */
const onlyAscii = {
  name: 'only-ascii',
  renderChunk: (code) => code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
};

export default defineConfig({
  input: { index: 'src/index.ts', 'cli/bin': 'src/cli/bin.ts' },
  platform: 'node',
  external: ['oxc-resolver'],
  plugins: [onlyAscii],
  output: {
    dir: 'dist',
    entryFileNames: '[name].js',
    // Each part lies as deep as its sources do: `package.json` and the pages of the rules are found from there.
    chunkFileNames: ({ name }) => (name === 'plugin' ? 'plugin.js' : 'cli/[name].js'),
    codeSplitting: { groups: [{ name: 'plugin', test: /src[\\/](?!cli[\\/])/ }] },
    minify: false,
    comments: { legal: false, annotation: false, jsdoc: false },
  },
});
