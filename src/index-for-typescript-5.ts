// The types of the plugin for compilers before TypeScript 5.6, which cannot read the quoted name that `src/index.ts` exports.
import type { BulwarkPlugin } from './public-types.js';

declare const plugin: BulwarkPlugin;

export { plugin as default };
export type { RuleEntry, RuleOptions } from './rule-options.js';
export type { BulwarkConfig, BulwarkPlugin, BulwarkRule, BulwarkRuleDocs, PresetName, Severity } from './public-types.js';
