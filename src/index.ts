import { readFileSync } from 'node:fs';
import { buildConfigs } from './configs/index.js';
import type { BulwarkPlugin } from './public-types.js';
import { rules } from './rules/index.js';

// `require` would take five times as long.
const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { name: string; version: string };

const base = { meta: { name, version, namespace: 'bulwark' }, rules };

// The presets hold this very object; a copy would make ESLint fail with "Cannot redefine plugin".
const plugin: BulwarkPlugin = Object.assign(base, { configs: buildConfigs(base) });

// The second name makes `require('eslint-plugin-bulwark')` return the plugin itself.
export { plugin as default, plugin as 'module.exports' };
export type { RuleEntry, RuleOptions } from './rule-options.js';
export type { BulwarkConfig, BulwarkPlugin, BulwarkRule, BulwarkRuleDocs, PresetName, Severity } from './public-types.js';
