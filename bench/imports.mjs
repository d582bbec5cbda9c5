// What it costs to load a plugin: CPU of a fresh Node process that imports it and nothing else, less that of one that imports
// nothing. In turn, since a busy machine makes all of them dearer.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { entryOf, OWN, PEER_NAMES } from './configurations.mjs';
import { runChild } from './process.mjs';
import { median, rotated } from './statistics.mjs';

// The clock is read before anything else is loaded.
const PRINT = `const { user, system } = process.cpuUsage(); const { peakMemory } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'memory.mjs')).href)}); console.log(JSON.stringify({ cpu: (user + system) / 1000, memory: peakMemory() }));`;

/** @returns milliseconds of CPU and megabytes that each plugin adds to a bare process: medians of the paired differences. */
export async function measureImports(names, rounds) {
  const plugins = [OWN, ...PEER_NAMES.filter((name) => names.includes(name))];
  const all = Object.fromEntries(plugins.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of rotated(plugins, round)) {
      const bare = await fresh('');
      const loaded = await fresh(`await import(${JSON.stringify(pathToFileURL(entryOf(name)).href)});`);
      // The first round brings the files into the cache of the disk.
      if (round > 0) all[name].push({ cpu: loaded.cpu - bare.cpu, memory: loaded.memory - bare.memory });
    }
  }
  return plugins.map((name) => ({ name, cpu: median(all[name].map(({ cpu }) => cpu)), memory: median(all[name].map(({ memory }) => memory)) }));
}

function fresh(code) {
  return runChild(['--input-type=module', '--eval', code + PRINT]);
}
