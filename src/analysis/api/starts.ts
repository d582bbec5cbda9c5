/** Where in a file does knowledge begin: at imports, globals, conventions of frameworks and names that say what they are? */
import type { Topic } from '../../knowledge/mentions.js';
import { tagMember } from '../../knowledge/path.js';
import { isFunction, moduleExportName, propertyName, stringOf, unwrap, type FunctionNode, type Node } from '../ast.js';
import { lazily } from '../lazily.js';
import { exportsOf, plainModuleName } from '../modules.js';
import { nodeAt, nodesOf } from '../nodes.js';
import { directivesOf } from '../place.js';
import type { Hint, Trie, TrieNode } from '../trie.js';
import { declaredVariables, type Variable } from '../scope.js';
import { wordsOf } from '../words.js';
import { Beginnings } from './beginnings.js';
import { importedStates } from './imported.js';
import { leadsTo } from './interest.js';
import { memberOf, stateAt, waysOf, type State } from './states.js';
import { handlersIn } from './values.js';
import { CALLED_ON_ANY, type Walk } from './walk.js';

/** A file, what is known, and what the files export that it imports. */
export type File = Pick<Walk, 'sourceCode' | 'trie' | 'modules'>;

/** What a file begins with of all that is known. `kindsOfFile` limits conventions that belong to certain files, `words` are those of its text. */
export function beginningsOf(file: File, kindsOfFile: () => ReadonlySet<string>, words: ReadonlySet<Topic | Hint>): Beginnings {
  const beginnings = new Beginnings();
  const hints: Hints = { global: [], parameter: [], named: [], namedWith: [], tag: [], directive: [] };
  for (const word of words) if (typeof word === 'object') hints[word.kind].push(word.name);
  const imported = addImports(file, beginnings);
  addUnscoped(file, hints, imported, beginnings);
  addGlobals(file, hints.global, beginnings);
  addConventions(file, kindsOfFile, hints, beginnings);
  if (hints.named.length > 0 || hints.namedWith.length > 0) addNames(file, beginnings);
  return beginnings;
}

/** The names that the text of the file contains, of those that rows speak of. */
type Hints = Readonly<Record<Hint['kind'], string[]>>;

/** Returns where in the text the last of the import declarations ends. */
function addImports(file: File, beginnings: Beginnings): number {
  let end = 0;
  for (const statement of file.sourceCode.ast.body as readonly Node[]) {
    if (statement.type === 'ImportDeclaration') {
      end = statement.range[1];
      // Most modules are of no interest, and neither is what they export, whatever its name.
      const source = statement.source.value;
      const roots = moduleRoots(file, source);
      if (roots.length === 0 && !isSeen(file, source) && !statement.specifiers.some((specifier) => specifier.type === 'ImportSpecifier' && file.trie.anyModule.members.has(moduleExportName(specifier.imported)))) continue;
      for (const specifier of statement.specifiers) {
        const name = specifier.type === 'ImportSpecifier' ? moduleExportName(specifier.imported) : 'default';
        addImport(file, beginnings, specifier.local, source, name, specifier.type === 'ImportNamespaceSpecifier' ? '*' : name);
      }
    } else if (statement.type === 'TSImportEqualsDeclaration' && statement.moduleReference.type === 'TSExternalModuleReference') {
      const source = stringOf(statement.moduleReference.expression);
      if (source !== undefined) addImport(file, beginnings, statement.id, source, undefined, '*');
    }
  }
  return end;
}

/** A name that is bound to an export: by what is known of the module, by what the file does that it comes from, else by what it is called. */
function addImport(file: File, beginnings: Beginnings, local: Node, source: string, name: string | undefined, exported: string): void {
  const roots = moduleRoots(file, source);
  const known = name === undefined ? roots : exportNamed(file, roots, name);
  if (!isSeen(file, source)) {
    if (known.length > 0) beginnings.add(known, (walk) => { walk.enterPattern(local, known.map(stateAt), true); });
    return;
  }
  const variables = declaredVariables(file.sourceCode, local.parent as Node);
  const seen = lazily(() => (variables.some(isUsedAsValue) ? importedHere(file, source, exported) : undefined));
  const enter = (walk: Walk): void => {
    const states = seen();
    const isSeenLogger = states?.some(isLogger) === true;
    walk.enterPattern(local, known.map(stateAt).filter((state) => !isSeenLogger || !isLogger(state)), true);
    if (!states) return;
    // A client that is made over there does not come into being here.
    walk.enterPattern(local, states, false);
    if (isSeenLogger) for (const variable of variables) walk.seenLoggers.add(variable);
  };
  beginnings.addLater({ places: () => [...known, ...placesOf(seen())], atMost: undefined, enter });
}

/** Components are only put into elements: most imports of a user interface need no look at the other file. */
function isUsedAsValue({ references }: Variable): boolean {
  return references.some(({ identifier }) => identifier.type !== ('JSXIdentifier' as never));
}

/** May the other file be looked at? What a package is, knowledge says. */
function isSeen({ modules, trie }: File, source: string): boolean {
  return modules !== undefined && !trie.modules.has(plainModuleName(source));
}

function importedHere({ modules, trie }: File, source: string, name: string): readonly State[] | undefined {
  return modules && importedStates(modules, trie, source, name);
}

function isLogger({ at }: State): boolean {
  return leadsTo(at, 'log');
}

function placesOf(states: readonly State[] | undefined): readonly TrieNode[] {
  return states?.map(({ at }) => at) ?? [];
}

const DYNAMIC_IMPORT = /\bimport\s*\(/gu;
const META = /\bimport\s*\.\s*meta\b/u;
const EITHER = /\bimport\s*[(.]/u;

/** What no scope lists: dynamic imports, `import.meta`, HTML elements and members. Only a text search tells whether there are any; walking every tree for them would cost more than all the rest. */
function addUnscoped(file: File, hints: Hints, imported: number, beginnings: Beginnings): void {
  const { trie, sourceCode } = file;
  const { text } = sourceCode;
  const places: TrieNode[] = [];
  const hasNamed = (hints.named.length > 0 && trie.namedMember?.test(text) === true) || (hints.namedWith.length > 0 && trie.namedMemberWith?.test(text) === true);
  if (hasNamed) places.push(...trie.named.values(), ...trie.namedWith.values());
  for (const { name, attributes, at } of hints.tag.length === 0 ? [] : trie.tags) if (hints.tag.includes(name) && text.includes(`<${name}`) && (attributes.length === 0 || attributes.some((attribute) => text.includes(attribute)))) places.push(at);
  const hasImport = mayImportLater(text, imported) && EITHER.test(text);
  if (hasImport && META.test(text)) places.push(...memberOf(trie.globals, 'import').flatMap((meta) => memberOf(meta, 'meta')));
  for (const { index } of hasImport ? text.matchAll(DYNAMIC_IMPORT) : []) {
    const node = nodeAt(sourceCode, index, 'ImportExpression');
    const source = node && stringOf(node.source);
    if (node && source !== undefined) addLoad(file, beginnings, node, source);
  }
  if (places.length > 0) beginnings.add(places, (walk) => { enterUnscoped(walk, hasNamed); });
}

/** Is there another word `import` than those of the declarations at the top, which end at `end`? To look for that word alone takes a fraction of the time. */
function mayImportLater(text: string, end: number): boolean {
  return text.includes('import', end) || EITHER.test(text.slice(0, end));
}

function enterUnscoped(walk: Walk, hasNamed: boolean): void {
  const { trie, sourceCode } = walk;
  for (const node of nodesOf(sourceCode, 'MetaProperty'))
    walk.enter(node, memberOf(trie.globals, node.meta.name).flatMap((meta) => memberOf(meta, node.property.name)).map(stateAt), true);
  for (const node of nodesOf(sourceCode, 'JSXOpeningElement')) {
    const element = node.name.type === 'JSXIdentifier' ? trie.globals.members.get(tagMember(node.name.name)) : undefined;
    if (element) walk.enter(node, [stateAt(element)], true);
  }
  if (!hasNamed) return;
  for (const member of nodesOf(sourceCode, 'MemberExpression')) {
    const object = unwrap(member.object);
    const name = object.type === 'MemberExpression' ? propertyName(object) : undefined;
    if (name === undefined) continue;
    const named = trie.named.get(name);
    if (named) walk.enter(object, [stateAt(named)], true);
    for (const at of placesNamedWith(trie, name)) walk.enter(object, [stateAt(at)], true);
  }
}

/** What a name is by the words in it. */
function placesNamedWith({ namedWith, namedWithWord }: Trie, name: string): readonly TrieNode[] {
  if (namedWithWord?.test(name) !== true) return [];
  const words = wordsOf(name);
  return [...namedWith].flatMap(([word, at]) => (words.includes(word) ? [at] : []));
}

/** `require('./x')`, `import('./x')` */
function addLoad(file: File, beginnings: Beginnings, call: Node, source: string): void {
  const roots = moduleRoots(file, source);
  const seen = lazily(() => (isSeen(file, source) ? importedHere(file, source, '*') : undefined));
  if (roots.length > 0) beginnings.add(roots, (walk) => { walk.enter(call, roots.map(stateAt), true); });
  if (file.modules) beginnings.addLater({ places: () => placesOf(seen()), atMost: undefined, enter: (walk) => { walk.enter(call, seen() ?? [], false); } });
}

/** Variables whose name alone says what they are, whatever they were made from. */
function addNames(file: File, beginnings: Beginnings): void {
  const { trie } = file;
  const { scopes = [], globalScope } = file.sourceCode.scopeManager ?? {};
  const add = (variable: Variable, at: TrieNode): void => {
    // What a logger of this project writes has been read where it is made; its name can say no more.
    beginnings.add([at], (walk) => { if (!walk.seenLoggers.has(variable)) walk.enterReferences(variable, stateAt(at)); });
  };
  for (const scope of scopes) {
    // Around a module there is what the language brings, and parsers list all of that: hundreds of names of the standard library.
    if (scope === globalScope && scope.childScopes[0]?.type === ('module' as never)) continue;
    for (const variable of scope.variables) {
      if (variable.defs.length === 0) continue;
      const named = trie.named.get(variable.name);
      if (named) add(variable, named);
      for (const at of placesNamedWith(trie, variable.name)) add(variable, at);
    }
  }
}

function addGlobals(file: File, names: readonly string[], beginnings: Beginnings): void {
  const scope = file.sourceCode.scopeManager?.globalScope;
  if (!scope) return;
  if (names.length === 0) return;
  for (const { identifier } of scope.through) if (names.includes((identifier as { name: string }).name)) addGlobal(file, beginnings, identifier);
  // Parsers list every name of the standard library here: asking for the known ones by name is less work than looking at all.
  for (const name of names) {
    const variable = scope.set.get(name);
    if (variable?.defs.length === 0) for (const reference of variable.references) addGlobal(file, beginnings, reference.identifier);
  }
}

function addGlobal(file: File, beginnings: Beginnings, identifier: Node): void {
  if (identifier.type !== 'Identifier') return;
  const { parent } = identifier;
  if (identifier.name === 'require' && parent?.type === 'CallExpression' && parent.callee === identifier) {
    const source = stringOf(parent.arguments[0]);
    if (source !== undefined) addLoad(file, beginnings, parent, source);
    return;
  }
  if (identifier.name === 'process' && parent?.type === 'MemberExpression' && propertyName(parent) === 'getBuiltinModule' && parent.parent.type === 'CallExpression') {
    const load = parent.parent;
    const source = stringOf(load.arguments[0]);
    const roots = source === undefined ? [] : moduleRoots(file, source);
    beginnings.add(roots, (walk) => { walk.enter(load, roots.map(stateAt), true); });
  }
  const known = memberOf(file.trie.globals, identifier.name);
  if (known.length > 0) beginnings.add(placesUsed(known, identifier), (walk) => { walk.enter(identifier, known.map(stateAt), true); });
}

/** Of `Math.floor` only what is known of `floor`: `random` is not met there. */
function placesUsed(known: readonly TrieNode[], identifier: Node): readonly TrieNode[] {
  const { parent } = identifier;
  const name = parent?.type === 'MemberExpression' && parent.object === identifier ? propertyName(parent) : undefined;
  if (name === undefined || CALLED_ON_ANY.has(name) || known.some((at) => waysOf(at).facts.length > 0)) return known;
  return known.flatMap((at) => memberOf(at, name));
}

/** What a framework calls by the name of an export, by a directive or by the names of its parameters. */
function addConventions(file: File, kindsOfFile: () => ReadonlySet<string>, hints: Hints, beginnings: Beginnings): void {
  const { sourceCode, trie } = file;
  const exported = exportsOf(sourceCode);
  for (const [name, value] of exported) {
    for (const { files, node } of trie.exported.get(name) ?? []) {
      const enter = (walk: Walk): void => { walk.enterValue(value, stateAt(node)); };
      if (files) beginnings.addLater({ places: () => (files.some((kind) => kindsOfFile().has(kind)) ? [node] : []), atMost: [node], enter });
      else beginnings.add([node], enter);
    }
  }
  const action = trie.serverAction;
  const wholeFile = directivesOf(sourceCode.ast).includes('use server');
  if (wholeFile) {
    beginnings.add([action], (walk) => {
      for (const [, value] of exported) for (const handler of handlersIn(sourceCode, value)) walk.enterFunction(handler, stateAt(action));
    });
  }
  const parameters = trie.parameters.filter(({ names }) => names.every((name) => hints.parameter.includes(name)));
  if (parameters.length === 0 && hints.directive.length === 0) return;
  for (const scope of sourceCode.scopeManager?.scopes ?? []) {
    const block = scope.block as Node;
    if (scope.type !== ('function' as never) || !isFunction(block)) continue;
    for (const { names, node } of parameters) if (hasParameters(block, names)) beginnings.add([node], (walk) => { walk.enterFunction(block, stateAt(node)); });
    if (!wholeFile && directivesOf(block).includes('use server')) beginnings.add([action], (walk) => { walk.enterFunction(block, stateAt(action)); });
  }
}

/** An export of a module. A default or namespace import of an unknown module leads nowhere that rows for any module speak of. */
function exportNamed({ trie }: File, roots: readonly TrieNode[], name: string): readonly TrieNode[] {
  const anywhere = name === 'default' ? [] : memberOf(trie.anyModule, name);
  return roots.length === 0 ? anywhere : [...roots.flatMap((root) => memberOf(root, name)), ...anywhere];
}

/** Files of a project import the same modules over and over; those of generated code must not fill the memory. */
const MAX_SOURCES = 20_000;

function moduleRoots({ trie }: File, source: string): readonly TrieNode[] {
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
