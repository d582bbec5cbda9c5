/** What do the names that a file imports from other files of the project denote there? */
import type { Condition, Fact, Role } from '../../knowledge/schema.js';
import { factHolds, isChosenByCaller } from '../arguments.js';
import { contains, enclosingFunction, unwrap, type Node } from '../ast.js';
import type { Kernel } from '../kernel.js';
import { onDemand } from '../on-demand.js';
import { exportIndexOf } from '../modules/exports.js';
import type { Found, ModuleView } from '../modules/view.js';
import { definitionOf } from '../scope.js';
import { surfaceOf } from '../surface.js';
import { emptyNode, withFacts, type Trie, type TrieNode } from '../trie.js';
import { mayMatter } from './interest.js';
import { MAX_UNDER, push, type State } from './states.js';

/** What an import of `name` (`*` for all exports) from `source` denotes; undefined where the other file is not seen or says nothing. */
export function importedStates(view: ModuleView, trie: Trie, source: string, name: string): readonly State[] | undefined {
  if (!mayMatter(view, trie, source, name)) return undefined;
  const found = view.find(source, name);
  if (!found) return undefined;
  const states = name === '*' || !found.node ? namespaceStates(view, found) : valueStates(view.kernelOf(found.file), found.node);
  return states.length === 0 ? undefined : states;
}

/** Each export as a member of the module. What a file exports as a whole is the module. */
function namespaceStates(view: ModuleView, { file, node }: Found): readonly State[] {
  const kernel = view.kernelOf(file);
  if (node) return valueStates(kernel, node);
  return [...exportIndexOf(file.sourceCode).own].flatMap(([name, value]) => valueStates(kernel, value).filter(({ under }) => under.length < MAX_UNDER).map((state) => push(state, name)));
}

function valueStates(kernel: Kernel, node: Node): readonly State[] {
  const states = kernel.api.statesAt(node).map(({ at, under }): State => {
    const isResult = under.includes('()') && has(at, OF_ARGUMENTS);
    if (isResult && handsOn(kernel, node, at)) return { at: without(at, NAMED_BY_CALL), under, imported: true };
    const here = settled(kernel, node, at);
    return { at: isResult ? without(here, OF_ARGUMENTS) : here, under, imported: true };
  });
  return [...states.filter(({ at }) => !isEmpty(at)), ...wrapperStates(kernel, node)];
}

/** Facts that speak of the arguments of the call they are about. */
const OF_ARGUMENTS: ReadonlySet<Role> = new Set<Role>([
  'redirect', 'redirectCheck', 'jwtVerify', 'jwtSign', 'jwtLifetime', 'jwtDecode', 'log', 'shows', 'passthrough', 'parser', 'redactor', 'redaction', 'digest', 'hmac', 'holder', 'secretInput', 'strongRandom', 'keyMaterial',
  'exposedStorage', 'uploadUrl', 'uploadCommand', 'message', 'memoryLimiter', 'command', 'redisCommand', 'encryption', 'siweVerify', 'siweMessage',
]);
/** Those that are told by the name of the call as well, and those of wrappers that are looked for by themselves. */
const NAMED_BY_CALL: ReadonlySet<Role> = new Set<Role>(['redisCommand', 'log']);

const stripped = new Map<ReadonlySet<Role>, WeakMap<TrieNode, TrieNode>>([[OF_ARGUMENTS, new WeakMap()], [NAMED_BY_CALL, new WeakMap()]]);

/** What a function of another file returns: that it makes a call says nothing of the arguments that it is given itself. */
function without(at: TrieNode, roles: ReadonlySet<Role>): TrieNode {
  if (!has(at, roles)) return at;
  const known = stripped.get(roles)?.get(at);
  if (known) return known;
  const node = withFacts(at, (fact) => (roles.has(fact.role) ? asValue(fact) : [fact]));
  stripped.get(roles)?.set(at, node);
  return node;
}

function has(at: TrieNode, roles: ReadonlySet<Role>): boolean {
  return at.closure.some(({ facts }) => facts.some(({ role }) => roles.has(role)));
}

/** What is left of a fact about a call for the value that the call has made: it cannot be guessed, however long it is. */
function asValue(fact: Fact): readonly Fact[] {
  if (fact.role === 'strongRandom') return [{ role: 'strongRandom' }];
  return fact.role === 'keyMaterial' && fact.kind !== 'bytes' ? [fact] : [];
}

/** Is the value made by a call that is given just what the function around it is given: `(command) => exec(command)`? */
function handsOn(kernel: Kernel, exported: Node, at: TrieNode): boolean {
  const whole = definitionOf(kernel.sourceCode, exported) ?? exported;
  const births = kernel.api.birthsOf(at);
  // What a helper or a callback is given is not what the export is given.
  return births.some((birth) => contains(whole, birth)) && births.every((birth) => !contains(whole, birth) || isGivenTheSame(unwrap(birth), whole));
}

function isGivenTheSame(call: Node, whole: Node): boolean {
  const owner = enclosingFunction(call);
  const outer = owner && enclosingFunction(owner);
  if ((call.type !== 'CallExpression' && call.type !== 'NewExpression') || call.arguments.length === 0 || !owner || (outer && contains(whole, outer))) return false;
  const parameters = owner.params;
  return call.arguments.every((argument, position) => {
    const parameter = parameters[position];
    if (argument.type === 'SpreadElement') return parameter?.type === 'RestElement' && isSameName(parameter.argument, argument.argument);
    return parameter !== undefined && isSameName(parameter, argument);
  });
}

function isSameName(a: Node, b: Node): boolean {
  return a.type === 'Identifier' && b.type === 'Identifier' && a.name === b.name;
}

/** The functions that an export holds and that write what they are given to a log. */
function wrapperStates(kernel: Kernel, node: Node): readonly State[] {
  const wrappers = onDemand.logWrappers().logWrappersIn(kernel, [...exportIndexOf(kernel.sourceCode).own.values()]);
  return surfaceOf(kernel.sourceCode, node).flatMap((each): readonly State[] => {
    const fact = wrappers.get(each.node)?.fact;
    return fact && each.keys.length <= MAX_UNDER ? [{ at: calling(fact), under: each.keys, imported: true }] : [];
  });
}

const callers = new WeakMap<Fact, TrieNode>();

/** Something whose call is what the fact says. */
function calling(fact: Fact): TrieNode {
  const known = callers.get(fact);
  if (known) return known;
  const node = emptyNode();
  const call = emptyNode();
  call.facts.push(fact);
  node.call = call;
  callers.set(fact, node);
  return node;
}

const settledNodes = new WeakMap<Kernel, Map<TrieNode, Map<Node, TrieNode>>>();

/**
 * A place of the trie with the facts that hold for what `exported` hands out: conditions on arguments are about the call that makes
 * the value, and that call stands in the other file.
 */
function settled(kernel: Kernel, exported: Node, at: TrieNode): TrieNode {
  if (!at.closure.some(({ facts }) => facts.some(isConditional))) return at;
  const nodes = settledNodes.get(kernel) ?? new Map<TrieNode, Map<Node, TrieNode>>();
  settledNodes.set(kernel, nodes);
  const byExport = nodes.get(at) ?? new Map<Node, TrieNode>();
  nodes.set(at, byExport);
  const known = byExport.get(exported);
  if (known) return known;
  const births = birthsIn(kernel, exported, at);
  const node = withFacts(at, (fact) => settledFact(kernel, births, fact));
  byExport.set(exported, node);
  return node;
}

/** Where what `exported` hands out may have been made: inside of it, or anywhere in the file. */
function birthsIn(kernel: Kernel, exported: Node, at: TrieNode): readonly Node[] {
  const all = kernel.api.birthsOf(at);
  const whole = definitionOf(kernel.sourceCode, exported) ?? exported;
  const inside = all.filter((birth) => contains(whole, birth));
  return inside.length > 0 ? inside : all;
}

/** The fact without its conditions, if they hold wherever the value can have been made. */
function settledFact(kernel: Kernel, births: readonly Node[], fact: Fact): readonly Fact[] {
  if (!isConditional(fact)) return [fact];
  if (births.length === 0 || !births.every((birth) => factHolds(kernel, unwrap(birth), fact) && !isChosenByCaller(kernel, unwrap(birth), fact))) return [];
  const rest: Partial<ConditionalFact> = { ...fact };
  delete rest.when;
  delete rest.unless;
  return [rest as Fact];
}

type ConditionalFact = Fact & { when?: readonly Condition[]; unless?: readonly Condition[] };

function isConditional(fact: Fact): fact is ConditionalFact {
  return 'when' in fact || 'unless' in fact;
}

function isEmpty(at: TrieNode): boolean {
  return at.closure.every((each) => each.facts.length === 0 && each.members.size === 0 && each.parameters.size === 0 && !each.anyMember && !each.call && !each.instance && !each.construction && !each.element && !each.returned && !each.jsx && each.callbacks.length === 0 && each.argumentOf.size === 0);
}
