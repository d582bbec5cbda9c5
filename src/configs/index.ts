import type { BulwarkConfig, BulwarkPlugin, PresetName } from '../public-types.js';

/** Smallest first: each preset contains the ones before it. */
const PRESETS: readonly PresetName[] = ['recommended', 'strict', 'all'];

type PluginBase = Omit<BulwarkPlugin, 'configs'>;

/** The presets, computed from the rules' metadata. They carry no `files`, so users decide what is linted. */
export function buildConfigs(plugin: PluginBase): Record<PresetName, BulwarkConfig> {
  return {
    recommended: buildConfig(plugin, 'recommended'),
    strict: buildConfig(plugin, 'strict'),
    all: buildConfig(plugin, 'all'),
  };
}

function buildConfig(plugin: PluginBase, preset: PresetName): BulwarkConfig {
  const { namespace } = plugin.meta;
  const included = new Set(PRESETS.slice(0, PRESETS.indexOf(preset) + 1));
  const rules: BulwarkConfig['rules'] = {};
  for (const [name, rule] of Object.entries(plugin.rules)) {
    const { docs } = rule.meta;
    if (included.has(docs.preset)) rules[`${namespace}/${name}`] = docs.severity ?? 'error';
  }
  return { name: `${namespace}/${preset}`, plugins: { [namespace]: plugin }, rules };
}
