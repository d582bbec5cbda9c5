/**
 * Which API does this expression denote?
 *
 * One forward walk per file: from each import, global and framework convention that knowledge speaks of, along every use that
 * keeps the meaning (aliases, destructuring, calls, class fields, callback parameters, typed parameters, object members, returns
 * of local functions). What it finds is one index for all rules. Nothing is followed in a file that begins with nothing that can
 * lead to what rules ask for.
 */
import type { Topic } from '../knowledge/mentions.js';
import type { FactOf, Role } from '../knowledge/schema.js';
import type { Beginnings } from './api/beginnings.js';
import { startAtTypes, statesOfType } from './api/receivers.js';
import { beginningsOf } from './api/starts.js';
import { memberStates, type State } from './api/states.js';
import { Walk } from './api/walk.js';
import type { Node } from './ast.js';
import { calleeName } from './modules.js';
import type { ModuleView } from './modules/view.js';
import type { SourceCode } from './scope.js';
import type { Hint, Trie, TrieNode } from './trie.js';
import { typeServices } from './types.js';
import type { Found } from './word-search.js';

/** A place in the file where something that knowledge speaks of comes into being. */
export interface Use<R extends Role = Role> {
  readonly node: Node;
  readonly fact: FactOf<R>;
}

export interface ApiIndex {
  /** Can there be anything of this role in the file? Told by what the file begins with, without following it. */
  mayHave(role: Role): boolean;
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

interface ApiContext {
  readonly sourceCode: SourceCode;
  readonly trie: Trie;
  /** Limits conventions that belong to certain files. */
  readonly kindsOfFile: () => ReadonlySet<string>;
  /** What the words of the file stand for. */
  readonly words: () => Found<Topic | Hint>;
  /** Tells what the files that this one imports export. */
  readonly modules: ModuleView | undefined;
}

/** The index of a file; the kernel keeps it for all rules. */
export function apiOf(context: ApiContext): ApiIndex {
  return new FileApi(context);
}

class FileApi implements ApiIndex {
  readonly #context: ApiContext;
  /** With types, values of whatever is known may come from anywhere. */
  readonly #isTyped: boolean;
  readonly #followed = new Set<Role>();
  #beginnings: Beginnings | undefined;
  #walk: Walk | undefined;
  #isComplete = false;
  #births: ReadonlyMap<TrieNode, readonly Node[]> | undefined;

  constructor(context: ApiContext) {
    this.#context = context;
    this.#isTyped = typeServices(context.sourceCode) !== undefined;
  }

  mayHave(role: Role): boolean {
    return this.#isTyped || this.#beginningsOfFile().mayLeadTo(role);
  }

  uses<R extends Role>(role: R): readonly Use<R>[] {
    return (this.mayHave(role) ? (this.#walkedTo(role).uses.get(role) ?? []) : []) as readonly unknown[] as readonly Use<R>[];
  }

  factsAt<R extends Role>(node: Node, role: R, path: readonly string[] = []): readonly FactOf<R>[] {
    return this.mayHave(role) ? factsIn(this.#walkedTo(role).seen.get(node), role, path) : [];
  }

  factsBornAt<R extends Role>(node: Node, role: R, path: readonly string[] = []): readonly FactOf<R>[] {
    return this.mayHave(role) ? factsIn(this.#walkedTo(role).born.get(node), role, path) : [];
  }

  factsByType<R extends Role>(node: Node, role: R): readonly FactOf<R>[] {
    return factsIn(statesOfType(this.#context, node), role, []);
  }

  hasShape(node: Node, shape: string): boolean {
    const isOfShape = ({ at, under }: State): boolean => under.length === 0 && at.closure.some(({ shapes }) => shapes.includes(shape));
    return this.#walkedToEnd().seen.get(node)?.some(isOfShape) ?? false;
  }

  statesAt(node: Node): readonly State[] {
    return this.#walkedToEnd().seen.get(node) ?? [];
  }

  birthsOf(at: TrieNode): readonly Node[] {
    return (this.#births ??= birthsIn(this.#walkedToEnd().born)).get(at) ?? [];
  }

  calleeName(call: Node): string | undefined {
    return calleeName(this.#context.sourceCode, call);
  }

  get steps(): number {
    return this.#walk?.steps ?? 0;
  }

  #beginningsOfFile(): Beginnings {
    return (this.#beginnings ??= beginningsOf(this.#context, this.#context.kindsOfFile, this.#context.words()));
  }

  #walkOfFile(): Walk {
    const { sourceCode, trie, modules } = this.#context;
    return (this.#walk ??= new Walk(sourceCode, trie, modules));
  }

  /** The walk, as far as it can lead to a role. */
  #walkedTo(role: Role): Walk {
    if (this.#isTyped) return this.#walkedToEnd();
    const walk = this.#walkOfFile();
    if (this.#followed.has(role)) return walk;
    this.#followed.add(role);
    if (this.#beginningsOfFile().enter(walk, role)) walk.run();
    return walk;
  }

  #walkedToEnd(): Walk {
    const walk = this.#walkOfFile();
    if (this.#isComplete) return walk;
    this.#isComplete = true;
    if (this.#beginningsOfFile().enter(walk)) walk.run();
    if (startAtTypes(walk)) walk.run();
    return walk;
  }
}

function factsIn<R extends Role>(from: readonly State[] | undefined, role: R, path: readonly string[]): readonly FactOf<R>[] {
  const facts: FactOf<R>[] = [];
  const states = path.reduce<readonly State[]>((here, name) => here.flatMap((state) => memberStates(state, name)), from ?? []);
  for (const state of states.filter(({ under }) => under.length === 0))
    for (const at of state.at.closure) for (const fact of at.facts) if (fact.role === role) facts.push(fact as FactOf<R>);
  return facts;
}

/** Where the values of each place come into being. */
function birthsIn(born: ReadonlyMap<Node, readonly State[]>): ReadonlyMap<TrieNode, readonly Node[]> {
  const births = new Map<TrieNode, Node[]>();
  for (const [node, states] of born) {
    const places = new Set(states.flatMap(({ at, under }) => (under.length === 0 ? [at] : [])));
    for (const at of places) {
      const known = births.get(at);
      if (known) known.push(node);
      else births.set(at, [node]);
    }
  }
  return births;
}
