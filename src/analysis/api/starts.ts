/** Where in a file does knowledge begin: at imports, globals, conventions of frameworks and names that say what they are? */
import { tagMember } from '../../knowledge/path.js';
import { isFunction, moduleExportName, propertyName, stringOf, walk as visit, type FunctionNode, type Node } from '../ast.js';
import { exportsOf, plainModuleName } from '../modules.js';
import { directivesOf } from '../place.js';
import type { TrieNode } from '../trie.js';
import { declaredVariables, type Variable } from '../scope.js';
import { importedStates } from './imported.js';
import { leadsTo } from './interest.js';
import { memberOf, stateAt, type State } from './states.js';
import { handlersIn } from './values.js';
import type { Walk } from './walk.js';

/** Enters a walk wherever the file meets what its trie knows. `kindsOfFile` limits conventions that belong to certain files. */
export function start(walk: Walk, kindsOfFile: ReadonlySet<string>): void {
  startAtImports(walk);
  startAtUnscoped(walk);
  startAtGlobals(walk);
  startAtConventions(walk, kindsOfFile);
  startAtNames(walk);
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
function startAtUnscoped(walk: Walk): void {
  const { text } = walk.sourceCode;
  // `ctx.logger.info`, not `console.log(`: only a member that is used as an object counts.
  const hasNamed = walk.trie.named.size > 0 && new RegExp(String.raw`\.\s*(?:${[...walk.trie.named.keys()].join('|')})[\s?!]*\.`, 'u').test(text);
  const hasTag = walk.trie.tags.some(({ name, attributes }) => text.includes(`<${name}`) && (attributes.length === 0 || attributes.some((attribute) => text.includes(attribute))));
  if (!hasTag && !hasNamed && !/\bimport\s*(?:\(|\.\s*meta)/u.test(text)) return;
  visit(walk.sourceCode.visitorKeys, walk.sourceCode.ast, (node) => {
    if (node.type === 'ImportExpression') {
      const source = stringOf(node.source);
      if (source !== undefined) startAtLoad(walk, node, source);
    } else if (node.type === 'MetaProperty') {
      walk.enter(node, memberOf(walk.trie.globals, node.meta.name).flatMap((meta) => memberOf(meta, node.property.name)).map(stateAt), true);
    } else if (node.type === 'JSXOpeningElement' && node.name.type === 'JSXIdentifier') {
      const element = walk.trie.globals.members.get(tagMember(node.name.name));
      if (element) walk.enter(node, [stateAt(element)], true);
    } else if (hasNamed && node.type === 'MemberExpression' && node.object.type === 'MemberExpression') {
      const named = walk.trie.named.get(propertyName(node.object) ?? '');
      if (named) walk.enter(node.object, [stateAt(named)], true);
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
function startAtNames(walk: Walk): void {
  if (walk.trie.named.size === 0) return;
  for (const scope of walk.sourceCode.scopeManager?.scopes ?? []) {
    for (const [name, at] of walk.trie.named) {
      const variable = scope.set.get(name);
      // What a logger of this project writes has been read where it is made; its name can say no more.
      if (variable && variable.defs.length > 0 && !walk.seenLoggers.has(variable)) walk.enterReferences(variable, stateAt(at));
    }
  }
}

function startAtGlobals(walk: Walk): void {
  const scope = walk.sourceCode.scopeManager?.globalScope;
  if (!scope) return;
  for (const reference of scope.through) startAtGlobal(walk, reference.identifier);
  for (const variable of scope.variables) if (variable.defs.length === 0) for (const reference of variable.references) startAtGlobal(walk, reference.identifier);
}

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
  const states = memberOf(walk.trie.globals, identifier.name).map(stateAt);
  if (states.length > 0) walk.enter(identifier, states, true);
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
  const exported = roots.flatMap((root) => memberOf(root, name));
  return name === 'default' ? exported : [...exported, ...memberOf(trie.anyModule, name)];
}

function moduleRoots({ trie }: Walk, source: string): readonly TrieNode[] {
  const name = plainModuleName(source);
  const exact = trie.modules.get(name);
  const roots = exact ? [exact] : [];
  for (const { pattern, node } of trie.modulePatterns) if (pattern.test(name)) roots.push(node);
  return roots;
}

function hasParameters(block: FunctionNode, names: readonly string[]): boolean {
  return names.every((name, position) => {
    const parameter = block.params[position];
    // A typed parameter is what its type says; only bare names are guessed.
    return parameter?.type === 'Identifier' && !parameter.typeAnnotation && parameter.name === name;
  });
}
