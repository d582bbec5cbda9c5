// What is measured: ESLint without rules, Bulwark's presets, and the peers with the presets people use every day.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { installedVersion, loadPeer, peerEntry } from '../compare/install.mjs';
import { PEERS } from '../compare/peers.mjs';

/** Another build of Bulwark is measured with `BULWARK=/path/to/checkout`. */
const home = resolve(process.env.BULWARK ?? join(import.meta.dirname, '..'));

export const FLOOR = 'floor';
export const OWN = 'bulwark';
export const LANGUAGE = { parser, sourceType: 'module', parserOptions: { ecmaFeatures: { jsx: true } } };

/** As many rules as `recommended` has, none of which does anything: what ESLint itself charges for a plugin. */
export const EMPTY = 'empty rules';

/** Bulwark's presets, and each without the view across files: the pairs tell what that view costs. */
const PRESETS = {
  recommended: { preset: 'recommended' },
  'recommended, one file': { preset: 'recommended', settings: { crossFile: false } },
  all: { preset: 'all' },
  'all, one file': { preset: 'all', settings: { crossFile: false } },
};

export const PRESET_NAMES = Object.keys(PRESETS);
export const PEER_NAMES = PEERS.map(({ name }) => name);
/** Every configuration by name, in the order of the tables. */
export const NAMES = [FLOOR, EMPTY, ...PRESET_NAMES, ...PEER_NAMES];

/** The file that an `import` of a plugin loads. */
export function entryOf(name) {
  if (name === OWN) return join(home, 'dist/index.js');
  return peerEntry(PEERS.find((peer) => peer.name === name).package);
}

/** What is measured, with its version. */
export function versionOf(name) {
  if (name === OWN) return JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version;
  return installedVersion(PEERS.find((peer) => peer.name === name).package);
}

export async function loadBulwark() {
  return (await import(pathToFileURL(entryOf(OWN)).href)).default;
}

/** One configuration, with nothing loaded but the plugin it needs. */
export async function configurationOf(name) {
  if (name === FLOOR) return configurationWith(name, {});
  if (name === EMPTY) return configurationWith(name, emptyLike(JSON.parse(readFileSync(join(home, 'oxlint/recommended.json'), 'utf8')).rules));
  const own = PRESETS[name];
  if (own) {
    const { rules, plugins } = (await loadBulwark()).configs[own.preset];
    return configurationWith(name, { rules, plugins, settings: own.settings && { bulwark: own.settings } });
  }
  const peer = PEERS.find((each) => each.name === name);
  if (!peer) throw new Error(`there is no configuration '${name}'; there are: ${NAMES.join('; ')}`);
  return configurationWith(name, presetOf(peer, await loadPeer(peer.package)));
}

function emptyLike(others) {
  const names = Object.keys(others).map((_, index) => `rule-${index}`);
  const rule = { meta: { type: 'problem', schema: [], messages: {} }, create: () => ({ Program() {} }) };
  return { plugins: { empty: { rules: Object.fromEntries(names.map((name) => [name, rule])) } }, rules: Object.fromEntries(names.map((name) => [`empty/${name}`, 'error'])) };
}

function configurationWith(name, parts) {
  return { name, rules: Object.keys(parts.rules ?? {}).length, config: configWith(parts) };
}

/** What a peer's preset switches on. Its parser and its choice of files stay out: all lint the same. */
function presetOf({ name, preset }, plugin) {
  const parts = [plugin.configs?.[preset]].flat(9).filter(Boolean);
  // A plugin without presets: its rule of the same name is what it is installed for.
  if (parts.length === 0) return { plugins: { [name]: plugin }, rules: { [`${name}/${name}`]: 'error' } };
  const merged = (key) => Object.assign({}, ...parts.map((part) => part[key]));
  return { plugins: merged('plugins'), rules: merged('rules'), settings: merged('settings') };
}

/** A flat configuration. Comments in the code switch nothing off, so everybody does the same work in every tree. */
export function configWith({ rules = {}, plugins = {}, settings = {} }) {
  const files = ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'];
  return [{ files, plugins, rules, settings, languageOptions: LANGUAGE, linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } }];
}

/**
 * A configuration for `Linter#verify` that has been resolved already, as it is when ESLint meets the second file of a run:
 * resolving and validating it for every file costs more than most rules.
 */
export async function resolved(config, cwd) {
  const ready = await new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config }).calculateConfigForFile('file.ts');
  return Object.assign([ready], { getConfig: () => ready });
}
