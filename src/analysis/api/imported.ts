/** What do the names that a file imports from other files of the project denote there? */
import type { Condition, Fact, Role } from '../../knowledge/schema.js';
import { factHolds, isChosenByCaller } from '../arguments.js';
import { contains, unwrap, type Node } from '../ast.js';
import type { Kernel } from '../kernel.js';
import { onDemand } from '../on-demand.js';
import { exportIndexOf } from '../modules/exports.js';
import type { Found, ModuleView } from '../modules/view.js';
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
    const here = settled(kernel, node, at);
    return { at: under.includes('()') ? asResult(here) : here, under, imported: true };
  });
  return [...states.filter(({ at }) => !isEmpty(at)), ...wrapperStates(kernel, node)];
}

/** Facts that speak of the arguments of the call they are about. */
const OF_ARGUMENTS: ReadonlySet<Role> = new Set<Role>(['redirect', 'redirectCheck', 'jwtVerify', 'jwtSign', 'jwtLifetime', 'jwtDecode', 'log', 'shows', 'passthrough', 'parser', 'redactor', 'digest', 'hmac']);

const results = new WeakMap<TrieNode, TrieNode>();

/** What a function of another file returns: that it makes a call says nothing of the arguments that it is given itself. */
function asResult(at: TrieNode): TrieNode {
  if (!at.closure.some(({ facts }) => facts.some(({ role }) => OF_ARGUMENTS.has(role)))) return at;
  let result = results.get(at);
  if (!result) results.set(at, (result = withFacts(at, (fact) => (OF_ARGUMENTS.has(fact.role) ? [] : [fact]))));
  return result;
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
  const all = kernel.api.birthsOf(at);
  const inside = all.filter((birth) => contains(exported, birth));
  const births = inside.length > 0 ? inside : all;
  const node = withFacts(at, (fact) => settledFact(kernel, births, fact));
  byExport.set(exported, node);
  return node;
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
