/** Where in a file does knowledge begin: at imports, globals, conventions of frameworks and names that say what they are? */
import { tagMember } from '../../knowledge/path.js';
import { isFunction, moduleExportName, propertyName, stringOf, walk as visit, type FunctionNode, type Node } from '../ast.js';
import { exportsOf, plainModuleName } from '../modules.js';
import { directivesOf } from '../place.js';
import type { TrieNode } from '../trie.js';
import { declaredVariables, type Variable } from '../scope.js';
import { wordsOf } from '../words.js';
import { importedStates } from './imported.js';
import { leadsTo } from './interest.js';
import { memberOf, stateAt, type State } from './states.js';
import { handlersIn } from './values.js';
import type { Walk } from './walk.js';

/** Enters a walk wherever the file meets what its trie knows. `kindsOfFile` limits conventions that belong to certain files. */
export function start(walk: Walk, kindsOfFile: ReadonlySet<string>): void {
  const words = wordsIn(walk);
  startAtImports(walk);
  startAtUnscoped(walk, words);
  startAtGlobals(walk);
  startAtConventions(walk, kindsOfFile);
  startAtNames(walk, words);
}

function startAtImports(walk: Walk): void {
  for (const statement of walk.sourceCode.ast.body as readonly Node[]) {
    if (statement.type === 'ImportDeclaration') {
      for (const specifier of statement.specifiers) {
        const name = specifier.type === 'ImportSpecifier' ? moduleExportName(specifier.imported) : 'default';
        startAtImport(walk, specifier.local, statement.source.value, name, specifier.type === 'ImportNamespaceSpecifier' ? '*' : name);
      }
    } else if (statement.type === 'TSImportEqualsDeclaration' && statement.moduleReference.type === 'TSExternalModuleReference') {
      const source = stringOf(statement.moduleReference.expression);
      if (source !== undefined) startAtImport(walk, statement.id, source, undefined, '*');
    }
  }
}

/** A name that is bound to an export: by what is known of the module, by what the file does that it comes from, else by what it is called. */
function startAtImport(walk: Walk, local: Node, source: string, name: string | undefined, exported: string): void {
  const roots = moduleRoots(walk, source);
  const known = (name === undefined ? roots : exportNamed(walk, roots, name)).map(stateAt);
  const variables = declaredVariables(walk.sourceCode, local.parent as Node);
  const seen = variables.some(isUsedAsValue) ? importedHere(walk, source, exported) : undefined;
  walk.enterPattern(local, seen && isLogger(seen) ? known.filter((state) => !isLogger([state])) : known, true);
  if (!seen) return;
  // A client that is made over there does not come into being here.
  walk.enterPattern(local, seen, false);
  if (isLogger(seen)) for (const variable of variables) walk.seenLoggers.add(variable);
}

/** Components are only put into elements: most imports of a user interface need no look at the other file. */
function isUsedAsValue({ references }: Variable): boolean {
  return references.some(({ identifier }) => identifier.type !== ('JSXIdentifier' as never));
}

function importedHere({ modules, trie }: Walk, source: string, name: string): readonly State[] | undefined {
  // What a package is, knowledge says.
  return modules && !trie.modules.has(plainModuleName(source)) ? importedStates(modules, trie, source, name) : undefined;
}

function isLogger(states: readonly State[]): boolean {
  return states.some(({ at }) => leadsTo(at, 'log'));
}

/** What no scope lists: dynamic imports, `import.meta` and HTML elements. Only a text search tells whether there are any; walking every tree for them would cost more than all the rest. */
function startAtUnscoped(walk: Walk, words: NameWords): void {
  const { text } = walk.sourceCode;
  // `ctx.logger.info`, not `console.log(`: only a member that is used as an object counts.
  const hasNamed = walk.trie.namedMember?.test(text) ?? false;
  const hasTag = walk.trie.tags.some(({ name, attributes }) => text.includes(`<${name}`) && (attributes.length === 0 || attributes.some((attribute) => text.includes(attribute))));
  if (!hasTag && !hasNamed && words.length === 0 && !/\bimport\s*(?:\(|\.\s*meta)/u.test(text)) return;
  visit(walk.sourceCode.visitorKeys, walk.sourceCode.ast, (node) => {
    if (node.type === 'ImportExpression') {
      const source = stringOf(node.source);
      if (source !== undefined) startAtLoad(walk, node, source);
    } else if (node.type === 'MetaProperty') {
      walk.enter(node, memberOf(walk.trie.globals, node.meta.name).flatMap((meta) => memberOf(meta, node.property.name)).map(stateAt), true);
    } else if (node.type === 'JSXOpeningElement' && node.name.type === 'JSXIdentifier') {
      const element = walk.trie.globals.members.get(tagMember(node.name.name));
      if (element) walk.enter(node, [stateAt(element)], true);
    } else if ((hasNamed || words.length > 0) && node.type === 'MemberExpression' && node.object.type === 'MemberExpression') {
      const name = propertyName(node.object) ?? '';
      const named = walk.trie.named.get(name);
      if (named) walk.enter(node.object, [stateAt(named)], true);
      for (const [word, at] of words) if (wordsOf(name).includes(word)) walk.enter(node.object, [stateAt(at)], true);
    }
    return undefined;
  });
}

/** `require('./x')`, `import('./x')` */
function startAtLoad(walk: Walk, call: Node, source: string): void {
  walk.enter(call, moduleRoots(walk, source).map(stateAt), true);
  walk.enter(call, importedHere(walk, source, '*') ?? [], false);
}

/** Variables whose name alone says what they are, whatever they were made from. */
function startAtNames(walk: Walk, words: NameWords): void {
  if (walk.trie.named.size === 0 && words.length === 0) return;
  for (const scope of walk.sourceCode.scopeManager?.scopes ?? []) {
    if (scope.set.size === 0) continue;
    for (const [word, at] of words)
      for (const variable of scope.variables) if (variable.defs.length > 0 && wordsOf(variable.name).includes(word)) walk.enterReferences(variable, stateAt(at));
    for (const [name, at] of walk.trie.named) {
      const variable = scope.set.get(name);
      // What a logger of this project writes has been read where it is made; its name can say no more.
      if (variable && variable.defs.length > 0 && !walk.seenLoggers.has(variable)) walk.enterReferences(variable, stateAt(at));
    }
  }
}

type NameWords = readonly (readonly [word: string, at: TrieNode])[];

/** The words that make a name known, as far as they are in the text at all: in most files there are none, and no name has to be looked at. */
function wordsIn({ trie, sourceCode }: Walk): NameWords {
  if (trie.namedWith.size === 0) return [];
  const text = sourceCode.text.toLowerCase();
  return [...trie.namedWith].filter(([word]) => text.includes(word));
}

function startAtGlobals(walk: Walk): void {
  const scope = walk.sourceCode.scopeManager?.globalScope;
  if (!scope) return;
  for (const reference of scope.through) startAtGlobal(walk, reference.identifier);
  // Parsers list every name of the standard library here: asking for the known ones by name is less work than looking at all.
  const startAt = (name: string): void => {
    const variable = scope.set.get(name);
    if (variable?.defs.length === 0) for (const reference of variable.references) startAtGlobal(walk, reference.identifier);
  };
  for (const name of walk.trie.globals.members.keys()) startAt(name);
  for (const name of LOADERS) if (!walk.trie.globals.members.has(name)) startAt(name);
}

/** Globals that load modules, whether or not knowledge has a row for them. */
const LOADERS = ['require', 'process'];

function startAtGlobal(walk: Walk, identifier: Node): void {
  if (identifier.type !== 'Identifier') return;
  const { parent } = identifier;
  if (identifier.name === 'require' && parent?.type === 'CallExpression' && parent.callee === identifier) {
    const source = stringOf(parent.arguments[0]);
    if (source !== undefined) startAtLoad(walk, parent, source);
    return;
  }
  if (identifier.name === 'process' && parent?.type === 'MemberExpression' && propertyName(parent) === 'getBuiltinModule' && parent.parent.type === 'CallExpression') {
    const source = stringOf(parent.parent.arguments[0]);
    if (source !== undefined) walk.enter(parent.parent, moduleRoots(walk, source).map(stateAt), true);
  }
  const known = memberOf(walk.trie.globals, identifier.name);
  if (known.length > 0) walk.enter(identifier, known.map(stateAt), true);
}

/** What a framework calls by the name of an export, by a directive or by the names of its parameters. */
function startAtConventions(walk: Walk, kindsOfFile: ReadonlySet<string>): void {
  if (walk.trie.exported.size > 0) {
    for (const [name, value] of exportsOf(walk.sourceCode)) {
      for (const { files, node } of walk.trie.exported.get(name) ?? []) {
        if (files && !files.some((kind) => kindsOfFile.has(kind))) continue;
        walk.enterValue(value, stateAt(node));
      }
    }
  }
  const wholeFile = directivesOf(walk.sourceCode.ast).includes('use server');
  if (wholeFile) {
    for (const [, value] of exportsOf(walk.sourceCode)) for (const action of handlersIn(walk.sourceCode, value)) walk.enterFunction(action, stateAt(walk.trie.serverAction));
  }
  const marked = !wholeFile && /['"]use server['"]/u.test(walk.sourceCode.text);
  for (const scope of walk.sourceCode.scopeManager?.scopes ?? []) {
    const block = scope.block as Node;
    if (scope.type !== ('function' as never) || !isFunction(block)) continue;
    for (const { names, node } of walk.trie.parameters) if (hasParameters(block, names)) walk.enterFunction(block, stateAt(node));
    if (marked && directivesOf(block).includes('use server')) walk.enterFunction(block, stateAt(walk.trie.serverAction));
  }
}

/** An export of a module. A default or namespace import of an unknown module leads nowhere that rows for any module speak of. */
function exportNamed({ trie }: Walk, roots: readonly TrieNode[], name: string): readonly TrieNode[] {
  const anywhere = name === 'default' ? [] : memberOf(trie.anyModule, name);
  return roots.length === 0 ? anywhere : [...roots.flatMap((root) => memberOf(root, name)), ...anywhere];
}

/** Files of a project import the same modules over and over; those of generated code must not fill the memory. */
const MAX_SOURCES = 20_000;

function moduleRoots({ trie }: Walk, source: string): readonly TrieNode[] {
  const known = trie.rootsOf.get(source);
  if (known) return known;
  const name = plainModuleName(source);
  const exact = trie.modules.get(name);
  const roots = exact ? [exact] : [];
  for (const { pattern, node } of trie.modulePatterns) if (pattern.test(name)) roots.push(node);
  if (trie.rootsOf.size >= MAX_SOURCES) trie.rootsOf.clear();
  trie.rootsOf.set(source, roots);
  return roots;
}

function hasParameters(block: FunctionNode, names: readonly string[]): boolean {
  return block.params.length >= names.length && names.every((name, position) => {
    const parameter = block.params[position];
    // A typed parameter is what its type says; only bare names are guessed.
    return parameter?.type === 'Identifier' && !parameter.typeAnnotation && parameter.name === name;
  });
}
