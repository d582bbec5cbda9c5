// What is published: the plugin as one file, because two hundred small ones take three times as long to load, and the command line
// beside it, in parts that are loaded when they are needed. `tsc` writes the types.
import { defineConfig } from 'rolldown';

export default defineConfig({
  input: { index: 'src/index.ts', 'cli/bin': 'src/cli/bin.ts' },
  platform: 'node',
  external: ['oxc-resolver'],
  output: {
    dir: 'dist',
    entryFileNames: '[name].js',
    // Each part lies as deep as its sources do: `package.json` and the pages of the rules are found from there.
    chunkFileNames: ({ name }) => (name === 'plugin' ? 'plugin.js' : 'cli/[name].js'),
    codeSplitting: { groups: [{ name: 'plugin', test: /src[\\/](?!cli[\\/])/ }] },
    comments: { legal: false, annotation: false, jsdoc: false },
  },
});
