/** Where in a file does knowledge begin: at imports, globals, conventions of frameworks and names that say what they are? */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Topic } from '../../knowledge/mentions.js';
import { tagMember } from '../../knowledge/path.js';
import { isFunction, moduleExportName, propertyName, stringOf, unwrap, type FunctionNode, type Node } from '../ast.js';
import { exportsOf, plainModuleName } from '../modules.js';
import { nodeAt, nodesOf } from '../nodes.js';
import { ownText } from '../own-text.js';
import { directivesOf } from '../place.js';
import { LOADERS, matchesModule, type Hint, type Trie, type TrieNode } from '../trie.js';
import { declaredVariables, type Variable } from '../scope.js';
import type { Found } from '../word-search.js';
import { wordsOf } from '../words.js';
import { Beginnings } from './beginnings.js';
import { importedStates } from './imported.js';
import { leadsTo } from './interest.js';
import { memberOf, stateAt, waysOf, type State } from './states.js';
import { handlersIn, isBuilt } from './values.js';
import { CALLED_ON_ANY, type Walk } from './walk.js';

/** A file, what is known, and what the files export that it imports. */
export type File = Pick<Walk, 'sourceCode' | 'trie' | 'modules'>;

/** What a file begins with of all that is known. `kindsOfFile` limits conventions that belong to certain files, `words` are those of its text. */
export function beginningsOf(file: File, kindsOfFile: () => ReadonlySet<string>, words: Found<Topic | Hint>): Beginnings {
  const beginnings = new Beginnings();
  const hints: Hints = { global: [], parameter: [], named: [], namedWith: [], tag: [], directive: [], exported: [], anyExport: [], import: [] };
  for (const word of words.meanings) if (typeof word === 'object') hints[word.kind].push(word);
  const declared = addImports(file, hints, beginnings);
  if (hints.import.some((word) => words.timesOf(word) > declared)) addLaterImports(file, beginnings);
  addUnscoped(file, hints, beginnings);
  addGlobals(file, hints.global, beginnings);
  addConventions(file, kindsOfFile, hints, beginnings);
  addNames(file, hints, beginnings);
  return beginnings;
}

/** The words of the text that rows speak of. */
type Hints = Readonly<Record<Hint['kind'], Hint[]>>;

function placesOfHints(hints: readonly Hint[]): readonly TrieNode[] {
  return hints.length === 0 ? NOWHERE : hints.flatMap(({ at }) => at);
}

const NOWHERE: readonly TrieNode[] = [];

/** Returns how many import declarations there are. */
function addImports(file: File, { anyExport }: Hints, beginnings: Beginnings): number {
  const { sourceCode } = file;
  const anywhere = placesOfHints(anyExport);
  let count = 0;
  for (const statement of sourceCode.ast.body as readonly Node[]) {
    if (statement.type === 'ImportDeclaration') {
      count += 1;
      const source = statement.source.value;
      const roots = moduleRoots(file, source);
      if (isSeen(file, source)) addSpecifiers(file, beginnings, statement);
      // Most modules are of no interest.
      else if (roots.length > 0 || anywhere.length > 0) beginnings.suspect(anywhere.length === 0 ? roots : [...roots, ...anywhere], () => { addSpecifiers(file, beginnings, statement); });
    } else if (statement.type === 'TSImportEqualsDeclaration' && statement.moduleReference.type === 'TSExternalModuleReference') {
      count += 1;
      const source = stringOf(statement.moduleReference.expression);
      if (source !== undefined) addImport(file, beginnings, statement.id, source, undefined, '*');
    }
  }
  return count;
}

function addSpecifiers(file: File, beginnings: Beginnings, { specifiers, source }: TSESTree.ImportDeclaration): void {
  for (const specifier of specifiers) {
    const name = specifier.type === 'ImportSpecifier' ? moduleExportName(specifier.imported) : 'default';
    addImport(file, beginnings, specifier.local, source.value, name, specifier.type === 'ImportNamespaceSpecifier' ? '*' : name);
  }
}

/** A name that is bound to an export: by what is known of the module, by what the file does that it comes from, else by what it is called. */
function addImport(file: File, beginnings: Beginnings, local: Node, source: string, name: string | undefined, exported: string): void {
  const roots = moduleRoots(file, source);
  const known = name === undefined ? roots : exportNamed(file, roots, name);
  if (!isSeen(file, source)) {
    beginnings.add(known, (walk) => { walk.enterPattern(local, known.map(stateAt), true); });
    return;
  }
  beginnings.suspect(undefined, () => {
    const variables = declaredVariables(file.sourceCode, local.parent as Node);
    const seen = variables.some(isUsedAsValue) ? importedHere(file, source, exported) : undefined;
    const isSeenLogger = seen?.some(isLogger) === true;
    beginnings.add([...known, ...placesOf(seen)], (walk) => {
      walk.enterPattern(local, known.map(stateAt).filter((state) => !isSeenLogger || !isLogger(state)), true);
      if (!seen) return;
      // A client that is made over there does not come into being here.
      walk.enterPattern(local, seen, false);
      if (isSeenLogger) for (const variable of variables) walk.seenLoggers.add(variable);
    });
  });
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

/** `import('x')` and `import.meta`, which no scope lists: only a search of the text tells whether there are any. */
function addLaterImports(file: File, beginnings: Beginnings): void {
  const { trie, sourceCode } = file;
  const { text } = sourceCode;
  if (!EITHER.test(text)) return;
  if (META.test(text)) {
    beginnings.add(memberOf(trie.globals, 'import').flatMap((meta) => memberOf(meta, 'meta')), (walk) => {
      for (const node of nodesOf(sourceCode, 'MetaProperty')) walk.enter(node, memberOf(trie.globals, node.meta.name).flatMap((meta) => memberOf(meta, node.property.name)).map(stateAt), true);
    });
  }
  for (const { index } of text.matchAll(DYNAMIC_IMPORT)) {
    const node = nodeAt(sourceCode, index, 'ImportExpression');
    const source = node && stringOf(node.source);
    if (node && source !== undefined) addLoad(file, beginnings, node, source);
  }
}

/** What no scope lists either: HTML elements and members. Walking every tree for them would cost more than all the rest. */
function addUnscoped(file: File, hints: Hints, beginnings: Beginnings): void {
  const { trie, sourceCode } = file;
  const { text } = sourceCode;
  beginnings.suspect(placesOfHints(hints.tag), () => {
    const written = trie.tags.filter(({ name, attributes }) => text.includes(`<${name}`) && (attributes.length === 0 || attributes.some((attribute) => text.includes(attribute))));
    beginnings.add(written.map(({ at }) => at), enterTags);
  });
  const named = namedPlaces(hints);
  beginnings.suspect(named, () => {
    const isMember = (hints.named.length > 0 && trie.namedMember?.test(text) === true) || (hints.namedWith.length > 0 && trie.namedMemberWith?.test(text) === true);
    if (isMember) beginnings.add(named, enterNamedMembers);
  });
}

function enterTags(walk: Walk): void {
  for (const node of nodesOf(walk.sourceCode, 'JSXOpeningElement')) {
    const element = node.name.type === 'JSXIdentifier' ? walk.trie.globals.members.get(tagMember(node.name.name)) : undefined;
    if (element) walk.enter(node, [stateAt(element)], true);
  }
}

function enterNamedMembers(walk: Walk): void {
  const { trie, sourceCode } = walk;
  for (const member of nodesOf(sourceCode, 'MemberExpression')) {
    const object = unwrap(member.object);
    const name = object.type === 'MemberExpression' ? propertyName(object) : undefined;
    if (name === undefined) continue;
    const named = trie.named.get(name);
    if (named) walk.enter(object, [stateAt(named)], true);
    for (const at of placesNamedWith(trie, name)) walk.enter(object, [stateAt(at)], true);
  }
}

/** What of that name, or with that word in its name, the file may have. */
function namedPlaces({ named, namedWith }: Hints): readonly TrieNode[] {
  return namedWith.length === 0 ? placesOfHints(named) : placesOfHints([...named, ...namedWith]);
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
  beginnings.add(roots, (walk) => { walk.enter(call, roots.map(stateAt), true); });
  if (!isSeen(file, source)) return;
  beginnings.suspect(undefined, () => {
    const seen = importedHere(file, source, '*') ?? [];
    beginnings.add(placesOf(seen), (walk) => { walk.enter(call, seen, false); });
  });
}

/** Variables whose name alone says what they are, whatever they were made from. */
function addNames(file: File, hints: Hints, beginnings: Beginnings): void {
  beginnings.suspect(namedPlaces(hints), () => { addNamed(file, beginnings); });
}

function addNamed(file: File, beginnings: Beginnings): void {
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

function addGlobals(file: File, hints: readonly Hint[], beginnings: Beginnings): void {
  if (hints.length === 0) return;
  // What is loaded by a call can be anything.
  const isLoader = ({ name }: Hint): boolean => LOADERS.includes(name);
  const others = hints.some(isLoader) ? hints.filter((hint) => !isLoader(hint)) : hints;
  if (others !== hints) beginnings.suspect(undefined, () => { addReferences(file, LOADERS, beginnings); });
  beginnings.suspect(placesOfHints(others), () => { addReferences(file, others.map(({ name }) => name), beginnings); });
}

function addReferences(file: File, names: readonly string[], beginnings: Beginnings): void {
  const scope = file.sourceCode.scopeManager?.globalScope;
  if (!scope) return;
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
  beginnings.add(placesUsed(known, identifier), (walk) => { walk.enter(identifier, known.map(stateAt), true); });
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
  const { trie } = file;
  beginnings.suspect(placesOfHints(hints.exported), () => { addExports(file, kindsOfFile, beginnings); });
  beginnings.suspect(placesOfHints(hints.directive), () => { addActions(file, beginnings); });
  if (hints.parameter.length === 0) return;
  const parameters = trie.parameters.filter(({ names }) => names.every((name) => hints.parameter.some((hint) => hint.name === name)));
  beginnings.suspect(parameters.map(({ node }) => node), () => {
    for (const block of functionsOf(file)) for (const { names, node } of parameters) if (hasParameters(block, names)) beginnings.add([node], (walk) => { walk.enterFunction(block, stateAt(node)); });
  });
}

function addExports({ sourceCode, trie }: File, kindsOfFile: () => ReadonlySet<string>, beginnings: Beginnings): void {
  for (const [name, value] of exportsOf(sourceCode)) {
    for (const { files, node } of trie.exported.get(name) ?? []) {
      if (!files || files.some((kind) => kindsOfFile().has(kind))) beginnings.add([node], (walk) => { walk.enterValue(value, stateAt(node)); });
    }
  }
}

function addActions(file: File, beginnings: Beginnings): void {
  const { sourceCode, trie } = file;
  if (directivesOf(sourceCode.ast).includes('use server')) {
    for (const [, value] of exportsOf(sourceCode)) {
      const place = isBuilt(sourceCode, value) ? trie.builtServerAction : trie.serverAction;
      beginnings.add([place], (walk) => { for (const handler of handlersIn(sourceCode, value)) walk.enterFunction(handler, stateAt(place)); });
    }
  } else for (const block of functionsOf(file)) if (directivesOf(block).includes('use server')) beginnings.add([trie.serverAction], (walk) => { walk.enterFunction(block, stateAt(trie.serverAction)); });
}

function functionsOf({ sourceCode }: File): readonly FunctionNode[] {
  return (sourceCode.scopeManager?.scopes ?? []).flatMap(({ type, block }) => (type === ('function' as never) && isFunction(block as Node) ? [block as FunctionNode] : []));
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
  for (const pattern of trie.modulePatterns) if (matchesModule(pattern, name)) roots.push(pattern.node);
  if (trie.rootsOf.size >= MAX_SOURCES) trie.rootsOf.clear();
  trie.rootsOf.set(ownText(source), roots);
  return roots;
}

function hasParameters(block: FunctionNode, names: readonly string[]): boolean {
  return block.params.length >= names.length && names.every((name, position) => {
    const parameter = block.params[position];
    // A typed parameter is what its type says; only bare names are guessed.
    return parameter?.type === 'Identifier' && !parameter.typeAnnotation && parameter.name === name;
  });
}
