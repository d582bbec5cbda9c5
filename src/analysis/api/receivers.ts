/**
 * Which values have a type that knowledge speaks of, where syntax does not tell? With type information something typed
 * `FastifyRequest` is one wherever that is written: behind an alias, in another file, nowhere because it is inferred.
 *
 * Asked only where a value is used as knowledge knows such things to be used (`x.info(…)`, `x.query`, `const { query } = x`), and
 * only for types of packages that are part of the program.
 */
import { isFunction, propertyName, unwrap, walk as visit, type Node } from '../ast.js';
import { isGlobalName, variableOf, writesOf, type SourceCode, type Variable } from '../scope.js';
import { matchesModule, type Trie, type TrieNode } from '../trie.js';
import { modulesOfProgram, namesOfType, typeServices, type TypeName } from '../types.js';
import { memberOf, stateAt, type State } from './states.js';
import type { Walk } from './walk.js';

/** What may hold a value that syntax says nothing of, beside variables. */
const RECEIVERS: ReadonlySet<string> = new Set(['MemberExpression', 'CallExpression', 'NewExpression', 'ObjectPattern']);

/** Enters a walk, after it has followed what syntax tells, at values whose type says what they are. True when there are any. */
export function startAtTypes(walk: Walk): boolean {
  const { sourceCode } = walk;
  if (!typeServices(sourceCode)) return false;
  const names = memberNames(sourceCode, walk.trie);
  const asked = new Set<Node | Variable>();
  let found = false;
  const ask = (value: Node): void => {
    const receiver = unwrap(value);
    const variable = variableOf(sourceCode, receiver);
    if (walk.seen.has(receiver) || asked.has(variable ?? receiver)) return;
    asked.add(variable ?? receiver);
    if (variable ? !mayBeTyped(sourceCode, variable) : !RECEIVERS.has(receiver.type)) return;
    const states = statesOfType(walk, receiver);
    if (states.length === 0) return;
    found = true;
    if (variable) for (const { name } of variable.defs) walk.enterPattern(name, states, true);
    else if (receiver.type === 'ObjectPattern') walk.enterPattern(receiver, states, true);
    else walk.enter(receiver, states, true);
  };
  visit(sourceCode.visitorKeys, sourceCode.ast, (node) => {
    if (node.type === 'MemberExpression' && names.has(propertyName(node) ?? '')) ask(node.object);
    else if (node.type === 'ObjectPattern' && node.properties.some((property) => names.has(propertyName(property) ?? ''))) {
      if (node.parent.type === 'VariableDeclarator' && node.parent.init) ask(node.parent.init);
      else if (isFunction(node.parent)) ask(node);
    }
    return undefined;
  });
  return found;
}

/** What a value of the type of this node is: by the names of the type itself, else by those of what it extends. */
export function statesOfType({ sourceCode, trie }: Pick<Walk, 'sourceCode' | 'trie'>, node: Node): readonly State[] {
  for (const names of namesOfType(sourceCode, node)) {
    const instances = new Set(names.flatMap((name) => typesNamed(trie, name)).flatMap((at) => at.closure.flatMap(({ instance }) => instance ?? [])));
    if (instances.size > 0) return [...instances].map(stateAt);
  }
  return [];
}

/** Values that are visibly made of something else need no question. */
function mayBeTyped(sourceCode: SourceCode, variable: Variable): boolean {
  const type = variable.defs[0]?.type as string | undefined;
  if (type === 'Parameter' || type === 'ImportBinding') return true;
  return type === 'Variable' && !writesOf(variable).some(({ value }) => value && isPlain(sourceCode, unwrap(value)));
}

function isPlain(sourceCode: SourceCode, value: Node): boolean {
  if (value.type === 'NewExpression') return isGlobalName(sourceCode, value.callee);
  return ['Literal', 'TemplateLiteral', 'ArrayExpression', 'ObjectExpression', 'ClassExpression'].includes(value.type) || isFunction(value);
}

// ---- the types that knowledge speaks of -------------------------------------------------------------------------------

/** The places in the trie that a type of this name may be; `pino.Logger`, a name in a namespace, is exported as `Logger`, too. */
function typesNamed(trie: Trie, { name, module }: TypeName): readonly TrieNode[] {
  const bare = name.slice(name.lastIndexOf('.') + 1);
  if (module === undefined) return under([trie.globals], name);
  const roots = rootsOf(trie, module);
  const exported = under(roots, name);
  return [...(exported.length > 0 || bare === name ? exported : under(roots, bare)), ...under([trie.anyModule], bare)];
}

function under(roots: readonly TrieNode[], name: string): readonly TrieNode[] {
  return name.split('.').reduce((here, part) => here.flatMap((at) => memberOf(at, part)), roots);
}

/** What knowledge says of a package and of its modules: which of them exports a type is not seen from where it is declared. */
function rootsOf(trie: Trie, module: string): readonly TrieNode[] {
  const patterns = trie.modulePatterns.flatMap((pattern) => (matchesModule(pattern, module) ? [pattern.node] : []));
  return [...modulesOf(trie, packageName(module)), ...patterns];
}

const packages = new WeakMap<Trie, ReadonlyMap<string, readonly string[]>>();

/** The modules that knowledge speaks of, by their package. */
function packagesOf(trie: Trie): ReadonlyMap<string, readonly string[]> {
  let known = packages.get(trie);
  if (!known) {
    const byName = new Map<string, string[]>();
    for (const module of trie.modules.keys()) byName.set(packageName(module), [...(byName.get(packageName(module)) ?? []), module]);
    packages.set(trie, (known = byName));
  }
  return known;
}

function modulesOf(trie: Trie, name: string): readonly TrieNode[] {
  return packagesOf(trie).get(name)?.flatMap((module) => trie.modules.get(module) ?? []) ?? [];
}

/** `next` of `next/server`, `@hono/zod-openapi` of itself. A path of a file is no package. */
function packageName(module: string): string {
  const [first = '', second = ''] = module.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

const memberNamesOf = new WeakMap<ReadonlySet<string>, WeakMap<Trie, ReadonlySet<string>>>();

/** The members of all types that knowledge speaks of and the program can have. */
function memberNames(sourceCode: SourceCode, trie: Trie): ReadonlySet<string> {
  const modules = modulesOfProgram(sourceCode);
  let byTrie = memberNamesOf.get(modules);
  if (!byTrie) memberNamesOf.set(modules, (byTrie = new WeakMap<Trie, ReadonlySet<string>>()));
  let names = byTrie.get(trie);
  if (!names) {
    const present = [...modules].flatMap((name) => modulesOf(trie, name));
    const roots = [...present, ...trie.modulePatterns.map(({ node }) => node), trie.anyModule, trie.globals];
    // Types stand at the top of a module, or in a namespace there.
    const tops = roots.flatMap((root) => [root, ...root.members.values()]);
    const instances = new Set(tops.flatMap((top) => [top, ...top.members.values()]).flatMap(({ instance }) => instance?.closure ?? []));
    byTrie.set(trie, (names = new Set([...instances].flatMap(({ members }) => [...members.keys()]))));
  }
  return names;
}
