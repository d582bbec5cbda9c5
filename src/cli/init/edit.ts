/**
 * Puts Bulwark into an ESLint configuration that exists: text edits at places that the syntax tree names, so that formatting and
 * comments stay. What cannot be understood is left alone.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { propertyName, stringOf, unwrap, type Node } from '../../analysis/ast.js';
import { bindingsOf, type Bindings } from './bindings.js';
import { literal, quoted, styleOf, type Style } from './style.js';

export interface Wish {
  readonly preset: string;
  /** `settings.bulwark`; undefined for none. */
  readonly settings: Readonly<Record<string, unknown>> | undefined;
  /** TypeScript files have no parser yet; take it from this module. */
  readonly parser: ParserModule | undefined;
}

export type ParserModule = '@typescript-eslint/parser' | 'typescript-eslint';

export type Edit = { readonly kind: 'edited'; readonly text: string } | { readonly kind: 'present' } | { readonly kind: 'impossible'; readonly why: string };

export const PLUGIN_MODULE = 'eslint-plugin-bulwark';

/** Where further configurations go. */
interface Target {
  /** The list or call, and where its last item ends. */
  readonly node: Node;
  readonly items: readonly Node[];
  /** What has to be there before: `antfu()` takes options first. */
  readonly before: readonly string[];
  /** Not another item, but another call: `.append(…)`. */
  readonly chained: boolean;
}

/** How functions that make configurations take further ones: all their arguments, those after the options, or a list. */
const MAKERS: readonly { readonly source: RegExp; readonly name: RegExp; readonly takes: 'arguments' | 'arguments after options' | 'list or arguments' }[] = [
  { source: /^(?:eslint\/config|@eslint\/config-helpers)$/u, name: /^defineConfig$/u, takes: 'list or arguments' },
  { source: /^typescript-eslint$/u, name: /^config$/u, takes: 'list or arguments' },
  { source: /^@antfu\/eslint-config$/u, name: /^(?:antfu|default|\*)$/u, takes: 'arguments after options' },
  { source: /^@nuxt\/eslint-config(?:\/flat)?$/u, name: /^createConfigForNuxt$/u, takes: 'arguments after options' },
  // What Nuxt writes into the project: `withNuxt(…)`.
  { source: /\.nuxt\/eslint\.config(?:\.m?js)?$/u, name: /^(?:default|withNuxt|\*)$/u, takes: 'arguments' },
  { source: /^eslint-flat-config-utils$/u, name: /^(?:composer|concat)$/u, takes: 'arguments' },
];
/** Methods of what antfu's and Nuxt's functions return, which themselves return it again. */
const CHAINED = new Set(['append', 'prepend', 'insertBefore', 'insertAfter', 'override', 'overrides', 'overrideRules', 'replace', 'remove', 'removeRules', 'removePlugins', 'renamePlugins', 'clone', 'setPluginConflictsError', 'disableRulesFix']);

export function editConfig(text: string, program: TSESTree.Program, wish: Wish): Edit {
  const bindings = bindingsOf(program);
  if (bindings.sources.has(PLUGIN_MODULE)) return { kind: 'present' };
  const exported = exportOf(program);
  if (!exported) return { kind: 'impossible', why: reexports(program) ? 'it passes on the configuration of another file' : 'it exports nothing that could be added to' };
  const target = targetOf(bindings, exported.node);
  if (typeof target === 'string') return { kind: 'impossible', why: target };
  const style = styleOf(text);
  const name = freeName(bindings, 'bulwark', 'bulwarkPlugin');
  const parser = wish.parser && parserBinding(bindings, wish.parser);
  const imports = [...(parser?.isNew ? [{ name: parser.name, source: wish.parser ?? '' }] : []), { name, source: PLUGIN_MODULE }];
  const entries = (margin: string): readonly string[] => entriesOf(wish, name, parser?.expression, style, margin);
  const edits = [importEdit(text, program, exported.form, imports, style), ...(target.chained ? [chainEdit(text, target, entries, style)] : listEdits(text, target, entries, style))];
  return { kind: 'edited', text: applied(text, edits) };
}

/** The items to add, in order; lines after the first of each are indented by `margin`. */
export function entriesOf({ preset, settings }: Wish, plugin: string, parser: string | undefined, style: Style, margin: string): readonly string[] {
  const files = literal(['**/*.{ts,tsx,mts,cts}'], style);
  return [
    ...(parser === undefined ? [] : [`{ files: ${files}, languageOptions: { ${parser === 'parser' ? 'parser' : `parser: ${parser}`} } }`]),
    `${plugin}.configs.${preset}`,
    ...(settings && Object.keys(settings).length > 0 ? [literal({ settings: { bulwark: settings } }, style, margin)] : []),
  ];
}

// ---- where ---------------------------------------------------------------------------------------------------------

interface Exported {
  readonly node: Node;
  /** How modules are spoken of in this file. */
  readonly form: 'import' | 'require' | 'import-equals';
}

function exportOf(program: TSESTree.Program): Exported | undefined {
  const imports = program.body.some(({ type }) => type === 'ImportDeclaration');
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration') return { node: statement.declaration, form: 'import' };
    if (statement.type === 'TSExportAssignment') return { node: statement.expression, form: imports ? 'import' : 'import-equals' };
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') continue;
    const { left, right } = statement.expression;
    if (left.type === 'MemberExpression' && left.object.type === 'Identifier' && left.object.name === 'module' && propertyName(left) === 'exports') return { node: right, form: imports ? 'import' : 'require' };
  }
  // `export { config as default }`
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.source) continue;
    const specifier = statement.specifiers.find(({ exported }) => (exported.type === 'Identifier' ? exported.name : exported.value) === 'default');
    if (specifier) return { node: specifier.local, form: 'import' };
  }
  return undefined;
}

function reexports(program: TSESTree.Program): boolean {
  return program.body.some((statement) => (statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportAllDeclaration') && statement.source !== null);
}

const MAX_HOPS = 5;

/** The place for further items, or why there is none. */
function targetOf(bindings: Bindings, node: Node, hops = 0): Target | string {
  const inner = unwrap(node);
  switch (inner.type) {
    case 'ArrayExpression':
      return { node: inner, items: inner.elements.filter((element) => element !== null), before: [], chained: false };
    case 'Identifier': {
      const value = bindings.values.get(inner.name);
      if (value && hops < MAX_HOPS) return targetOf(bindings, value, hops + 1);
      const module = bindings.modules.get(inner.name);
      return module ? `its list comes from '${module.source}'` : `it is not clear what \`${inner.name}\` is`;
    }
    case 'CallExpression':
      return callTarget(bindings, inner, hops);
    case 'ObjectExpression':
      return 'it exports a single object';
    default:
      return 'what it exports is put together when it runs';
  }
}

function callTarget(bindings: Bindings, call: TSESTree.CallExpression, hops: number): Target | string {
  const callee = unwrap(call.callee);
  if (callee.type === 'MemberExpression' && CHAINED.has(propertyName(callee) ?? '')) {
    const start = targetOf(bindings, callee.object, hops + 1);
    const isComposer = typeof start !== 'string' && (start.chained || start.node.type === 'CallExpression');
    return isComposer ? { node: call, items: [], before: [], chained: true } : `it is not clear what \`.${propertyName(callee) ?? ''}()\` is called on`;
  }
  const maker = makerOf(bindings, callee);
  if (!maker) return 'its list is made by a function that is not known here';
  const [first] = call.arguments;
  if (maker === 'list or arguments' && first && call.arguments.length === 1) {
    const list = targetOf(bindings, first, hops + 1);
    // `defineConfig(configs)`; a single object is an argument that others may follow.
    if (typeof list !== 'string' && !list.chained && list.node.type === 'ArrayExpression') return list;
    if (unwrap(first).type === 'Identifier' && typeof list === 'string') return list;
  }
  return { node: call, items: call.arguments, before: maker === 'arguments after options' && !first ? ['{}'] : [], chained: false };
}

function makerOf(bindings: Bindings, callee: Node): (typeof MAKERS)[number]['takes'] | undefined {
  const isMember = callee.type === 'MemberExpression';
  const object = isMember ? unwrap(callee.object) : callee;
  if (object.type !== 'Identifier') return undefined;
  const module = bindings.modules.get(object.name);
  if (!module) return undefined;
  const name = isMember ? (propertyName(callee) ?? '') : module.name;
  return MAKERS.find((row) => row.source.test(module.source) && row.name.test(name))?.takes;
}

// ---- what ----------------------------------------------------------------------------------------------------------

interface TextEdit {
  readonly at: number;
  readonly text: string;
}

function applied(text: string, edits: readonly TextEdit[]): string {
  // From the end, so that places stay true; of two at one place the later one stands behind.
  return [...edits].reverse().sort((left, right) => right.at - left.at).reduce((result, edit) => result.slice(0, edit.at) + edit.text + result.slice(edit.at), text);
}

function freeName({ names }: Bindings, ...wanted: readonly string[]): string {
  const free = wanted.find((name) => !names.has(name));
  if (free !== undefined) return free;
  let number = 2;
  while (names.has(`bulwark${String(number)}`)) number++;
  return `bulwark${String(number)}`;
}

interface ParserBinding {
  readonly name: string;
  /** How the parser itself is written. */
  readonly expression: string;
  readonly isNew: boolean;
}

/** A name that the file has for the parser already, or a new one. */
function parserBinding(bindings: Bindings, module: ParserModule): ParserBinding {
  for (const [name, { source, name: of }] of bindings.modules) {
    if (source === '@typescript-eslint/parser' && (of === 'default' || of === '*')) return { name, expression: name, isNew: false };
    if (source === 'typescript-eslint' && (of === 'default' || of === '*')) return { name, expression: `${name}.parser`, isNew: false };
  }
  if (module === 'typescript-eslint') {
    const name = freeName(bindings, 'tseslint', 'typescriptEslint');
    return { name, expression: `${name}.parser`, isNew: true };
  }
  const name = freeName(bindings, 'tsParser', 'typescriptParser');
  return { name, expression: name, isNew: true };
}

function importEdit(text: string, program: TSESTree.Program, form: Exported['form'], imports: readonly { readonly name: string; readonly source: string }[], style: Style): TextEdit {
  const lines = imports.map(({ name, source }) => importLine(name, quoted(source, style), form) + style.semicolon).join(style.newline);
  const last = program.body.findLast((statement) => loadsModules(statement));
  if (last) {
    const at = endOfLine(text, last.range[1]);
    return { at, text: style.newline + lines };
  }
  return { at: startOfCode(text, program), text: `${lines}${style.newline}${style.newline}` };
}

function importLine(name: string, source: string, form: Exported['form']): string {
  if (form === 'require') return `const ${name} = require(${source})`;
  return form === 'import' ? `import ${name} from ${source}` : `import ${name} = require(${source})`;
}

function loadsModules(statement: TSESTree.ProgramStatement): boolean {
  if (statement.type === 'ImportDeclaration' || statement.type === 'TSImportEqualsDeclaration') return true;
  return statement.type === 'VariableDeclaration' && statement.declarations.some(({ init }) => init && bareRequire(init));
}

function bareRequire(node: Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'MemberExpression') return bareRequire(inner.object);
  return inner.type === 'CallExpression' && inner.callee.type === 'Identifier' && inner.callee.name === 'require' && stringOf(inner.arguments[0]) !== undefined;
}

/** Before the first statement and the comment that belongs to it, but after a hashbang, directives and `// @ts-check`. */
function startOfCode(text: string, program: TSESTree.Program): number {
  let at = /^#!.*\r?\n/u.exec(text)?.[0].length ?? 0;
  for (const statement of program.body) {
    if (statement.type !== 'ExpressionStatement' || typeof statement.directive !== 'string') break;
    at = nextLine(text, statement.range[1]);
  }
  const check = /^\s*\/\/\s*@ts-\w+[^\n]*\n/u.exec(text.slice(at));
  at += check?.[0].length ?? 0;
  return at + (/^(?:[ \t]*\r?\n)+/u.exec(text.slice(at))?.[0].length ?? 0);
}

/** The end of the line, if nothing but a comment follows on it. */
function endOfLine(text: string, at: number): number {
  return at + (/^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*(?=\r?\n|$))/u.exec(text.slice(at))?.[0].length ?? 0);
}

function nextLine(text: string, at: number): number {
  const end = endOfLine(text, at);
  return end + (/^[ \t]*\r?\n/u.exec(text.slice(end))?.[0].length ?? 0);
}

function listEdits(text: string, { node, items, before }: Target, entries: (margin: string) => readonly string[], style: Style): readonly TextEdit[] {
  const close = node.range[1] - 1;
  const last = items.at(-1);
  const line = lineIndent(text, node.range[0]);
  if (!last) return [emptyListEdit(text, node, (margin) => [...before, ...entries(margin)], style)];
  const { itemEnd, comma, end } = afterItem(text, last.range[1], close);
  if (!text.slice(end, close).includes('\n')) {
    // `[{ … }, { … }]`: no lines of their own.
    const added = entries(line).join(', ');
    return [comma === undefined ? { at: itemEnd, text: `, ${added}` } : { at: comma + 1, text: ` ${added}` }];
  }
  const margin = startsLine(text, last.range[0]) || items.length > 1 ? lineIndent(text, last.range[0]) : line + style.indent;
  const added = entries(margin).map((entry) => `${style.newline}${margin}${entry}`).join(',');
  // Where the last item has no comma behind it, the new one gets none either.
  return comma === undefined ? [{ at: itemEnd, text: ',' }, { at: end, text: added }] : [{ at: end, text: `${added},` }];
}

function emptyListEdit(text: string, node: Node, entries: (margin: string) => readonly string[], style: Style): TextEdit {
  const close = node.range[1] - 1;
  const line = lineIndent(text, node.range[0]);
  const short = entries(line);
  if (!text.slice(node.range[0], close).includes('\n') && short.length <= 2 && short.every((entry) => !entry.includes('\n'))) return { at: close, text: short.join(', ') };
  const margin = line + style.indent;
  const added = entries(margin).map((entry) => `${margin}${entry},${style.newline}`).join('');
  // `[⏎]`: the bracket has a line of its own already.
  const indent = /(?<=\n)[ \t]*$/u.exec(text.slice(0, close))?.[0];
  return indent === undefined ? { at: close, text: style.newline + added + line } : { at: close - indent.length, text: added };
}

function chainEdit(text: string, { node }: Target, entries: (margin: string) => readonly string[], style: Style): TextEdit {
  const callee = unwrap((node as TSESTree.CallExpression).callee) as TSESTree.MemberExpression;
  // Methods below each other, or one behind the other?
  const breaks = text.slice(callee.object.range[1], callee.property.range[0]).includes('\n');
  const margin = lineIndent(text, breaks ? callee.property.range[0] : node.range[0]);
  return { at: node.range[1], text: `${breaks ? style.newline + margin : ''}.append(${entries(margin).join(', ')})` };
}

/** Where an item ends (with parentheses around it), its comma, and where its line ends, with the comment that follows there. */
function afterItem(text: string, from: number, close: number): { readonly itemEnd: number; readonly comma: number | undefined; readonly end: number } {
  const itemEnd = from + (/^(?:\s*\))*/u.exec(text.slice(from, close))?.[0].length ?? 0);
  const comma = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*,/u.exec(text.slice(itemEnd, close));
  const at = comma ? itemEnd + comma[0].length : itemEnd;
  return { itemEnd, comma: comma ? at - 1 : undefined, end: endOfLine(text, at) };
}

function startsLine(text: string, at: number): boolean {
  return /(?:^|\n)[ \t]*$/u.test(text.slice(0, at));
}

/** The white space at the start of the line that this place is on. */
function lineIndent(text: string, at: number): string {
  return /^[ \t]*/u.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1))?.[0] ?? '';
}
