/**
 * Which API does this expression denote?
 *
 * One forward walk per file: from each import, global and framework convention that knowledge speaks of, along every use that
 * keeps the meaning (aliases, destructuring, calls, class fields, callback parameters, typed parameters, object members, returns
 * of local functions). What it finds is one index for all rules. Nothing is followed in a file that begins with nothing that can
 * lead to what rules ask for.
 */
import type { FactOf, Role } from '../knowledge/schema.js';
import { startAtTypes, statesOfType } from './api/receivers.js';
import { beginningsOf } from './api/starts.js';
import { memberStates, type State } from './api/states.js';
import { Walk } from './api/walk.js';
import type { Node } from './ast.js';
import { lazily } from './lazily.js';
import { calleeName } from './modules.js';
import type { ModuleView } from './modules/view.js';
import type { SourceCode } from './scope.js';
import type { Trie, TrieNode } from './trie.js';
import { typeServices } from './types.js';

/** A place in the file where something that knowledge speaks of comes into being. */
export interface Use<R extends Role = Role> {
  readonly node: Node;
  readonly fact: FactOf<R>;
}

export interface ApiIndex {
  /** Every place where a fact of this role holds, in source order, each once. */
  uses<R extends Role>(role: R): readonly Use<R>[];
  /** The facts of this role about the value of a node (or about a member of it), also where the value is only passed along. */
  factsAt<R extends Role>(node: Node, role: R, path?: readonly string[]): readonly FactOf<R>[];
  /** As `factsAt`, but only where the value comes into being, not where a name or a parameter passes it along. */
  factsBornAt<R extends Role>(node: Node, role: R, path?: readonly string[]): readonly FactOf<R>[];
  /** The facts of this role about whatever has the type of this node, by type information; none without it. */
  factsByType<R extends Role>(node: Node, role: R): readonly FactOf<R>[];
  /** Does the value of this node have this shape? */
  hasShape(node: Node, shape: string): boolean;
  /** What the value of this node may denote, for the files that import it. */
  statesAt(node: Node): readonly State[];
  /** Where values come into being that denote this place of the trie. */
  birthsOf(at: TrieNode): readonly Node[];
  /** The fixed name of what a call calls (`Object.freeze`, `react.use`), when it is no function of this file. */
  calleeName(call: Node): string | undefined;
  /** How many steps the walk took: the work a file costs, in a unit that does not depend on the machine. */
  readonly steps: number;
}

/**
 * The index of a file; the kernel keeps it for all rules. `kindsOfFile` limits conventions that belong to certain files, `modules`
 * tells what the files that this one imports export.
 */
export function apiOf(sourceCode: SourceCode, trie: Trie, kindsOfFile: () => ReadonlySet<string>, modules?: ModuleView): ApiIndex {
  const walk = new Walk(sourceCode, trie, modules);
  const beginnings = lazily(() => beginningsOf(walk, kindsOfFile));
  const walked = lazily(() => {
    beginnings().enter();
    walk.run();
    if (startAtTypes(walk)) walk.run();
    return walk;
  });
  // With types, values of whatever is known may come from anywhere.
  const isTyped = typeServices(sourceCode) !== undefined;
  const mayHave = (role: Role): boolean => isTyped || beginnings().mayLeadTo(role);
  const isOfShape = ({ at, under }: State, shape: string): boolean => under.length === 0 && at.closure.some(({ shapes }) => shapes.includes(shape));
  return {
    uses: <R extends Role>(role: R) => (mayHave(role) ? (walked().uses.get(role) ?? []) : []) as readonly unknown[] as readonly Use<R>[],
    factsAt: (node, role, path = []) => (mayHave(role) ? factsIn(walked().seen.get(node), role, path) : []),
    factsBornAt: (node, role, path = []) => (mayHave(role) ? factsIn(walked().born.get(node), role, path) : []),
    factsByType: (node, role) => factsIn(statesOfType(walk, node), role, []),
    hasShape: (node, shape) => walked().seen.get(node)?.some((state) => isOfShape(state, shape)) ?? false,
    statesAt: (node) => walked().seen.get(node) ?? [],
    birthsOf: (at) => [...walked().born].flatMap(([node, states]) => (states.some((state) => state.at === at && state.under.length === 0) ? [node] : [])),
    calleeName: (call) => calleeName(sourceCode, call),
    get steps() {
      return walk.steps;
    },
  };
}

function factsIn<R extends Role>(from: readonly State[] | undefined, role: R, path: readonly string[]): readonly FactOf<R>[] {
  const facts: FactOf<R>[] = [];
  const states = path.reduce<readonly State[]>((here, name) => here.flatMap((state) => memberStates(state, name)), from ?? []);
  for (const state of states.filter(({ under }) => under.length === 0))
    for (const at of state.at.closure) for (const fact of at.facts) if (fact.role === role) facts.push(fact as FactOf<R>);
  return facts;
}
