// Files that are computed from the rules: presets for oxlint, and the types of the rules' options.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The generated files of a plugin, by their paths from the root. */
export function generatedFiles(plugin) {
  const presets = Object.keys(plugin.configs).map((name) => [`oxlint/${name}.json`, oxlintPreset(plugin, name)]);
  return new Map([...presets, ['src/rule-options.ts', ruleOptions(plugin)]]);
}

/** Writes what differs, or only tells it. Returns the paths of what differed. */
export function update(root, files, check) {
  const stale = [...files].filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text);
  for (const [path, text] of check ? [] : stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return stale.map(([path]) => path);
}

/** oxlint finds the plugin from where the preset is. Which other rules are on stays the project's affair. */
function oxlintPreset({ meta, configs }, name) {
  return `${JSON.stringify({ jsPlugins: [{ name: meta.namespace, specifier: '../dist/index.js' }], rules: configs[name].rules }, null, 2)}\n`;
}

function ruleOptions({ meta, rules }) {
  const lines = [
    '// Generated from the schemas of the rules by `npm run docs`.',
    "import type { Severity } from './public-types.js';",
    '',
    '/** How a rule is switched: by a severity alone, or with options. */',
    "export type RuleEntry<Options> = Severity | 'off' | 0 | 1 | 2 | readonly [Severity | 'off' | 0 | 1 | 2, Options?];",
    '',
    '/** The rules with their options: `rules: { … } satisfies RuleOptions` makes a wrong name or option a type error. */',
    'export interface RuleOptions {',
    ...Object.entries(rules).flatMap(([name, rule]) => [
      `  /** ${sentence(rule.meta.docs.description)} ${rule.meta.docs.url} */`,
      `  '${meta.namespace}/${name}'?: RuleEntry<${typeOf(rule.meta.schema[0] ?? { type: 'object', additionalProperties: false, properties: {} }, '  ')}>;`,
    ]),
    '}',
    '',
  ];
  return lines.join('\n');
}

const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`;

/** Rules use a small part of JSON Schema; what is not in it stops the script, rather than becoming `unknown`. */
function typeOf(schema, indent) {
  if (schema.enum) return schema.enum.map((value) => `'${value}'`).join(' | ');
  if (schema.type === 'boolean' || schema.type === 'string' || schema.type === 'number') return schema.type;
  if (schema.type === 'integer') return 'number';
  if (schema.type === 'array') return `readonly (${typeOf(schema.items, indent)})[]`;
  if (schema.type !== 'object' || schema.additionalProperties !== false) throw new Error(`no type for ${JSON.stringify(schema)}`);
  const properties = Object.entries(schema.properties);
  if (properties.length === 0) return 'Record<string, never>';
  const inner = `${indent}  `;
  return `{\n${properties.map(([name, property]) => `${inner}/** ${property.description} */\n${inner}${name}?: ${typeOf(property, inner)};\n`).join('')}${indent}}`;
}
