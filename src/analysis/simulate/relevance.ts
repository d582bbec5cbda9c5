/**
 * Which parts of a function can have a say in what arrives at the watched nodes. Everything else is not run: a handler of
 * a hundred lines branches a dozen times about things that never touch the target, and every branch doubles the paths.
 */
import { contains, isClass, isFunction, wrapped, type FunctionNode, type Node } from '../ast.js';
import { lowerBound } from '../positions.js';
import { declaredVariables, type SourceCode, type Variable } from '../scope.js';
import { isOfLanguage } from './builtins/globals.js';

/** A variable, or the name of a global that this file does not declare. */
type Name = Variable | string;

export interface Mention {
  readonly position: number;
  readonly node: Node;
  readonly name: Name;
  readonly writes: boolean;
}

interface FileIndex {
  readonly mentions: readonly Mention[];
  readonly byName: ReadonlyMap<Name, readonly Mention[]>;
  readonly completions: readonly Node[];
  readonly calls: readonly Node[];
  readonly thisPositions: readonly number[];
}

const indexes = new WeakMap<object, FileIndex>();

function indexOf(sourceCode: SourceCode): FileIndex {
  const known = indexes.get(sourceCode.ast);
  if (known) return known;
  const mentions: Mention[] = [];
  for (const scope of sourceCode.scopeManager?.scopes ?? [])
    for (const reference of scope.references) {
      const node = reference.identifier as Node;
      // What is declared outside the file may be a variable without a definition, or none.
      const name = reference.resolved?.defs.length ? reference.resolved : (reference.identifier as { name: string }).name;
      mentions.push({ position: node.range[0], node, name, writes: reference.isWrite() });
    }
  mentions.sort((left, right) => left.position - right.position);
  const byName = new Map<Name, Mention[]>();
  for (const mention of mentions) {
    const others = byName.get(mention.name);
    if (others) others.push(mention);
    else byName.set(mention.name, [mention]);
  }
  // In source order, as the walk is not.
  const completions: Node[] = [];
  const calls: Node[] = [];
  const thisPositions: number[] = [];
  const pending: Node[] = [sourceCode.ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    switch (node.type) {
      case 'ReturnStatement':
      case 'ThrowStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
        completions.push(node);
        break;
      case 'CallExpression':
        calls.push(node);
        break;
      case 'ThisExpression':
        thisPositions.push(node.range[0]);
        break;
      default:
    }
    for (const key of sourceCode.visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      if (Array.isArray(child)) {
        for (const element of child) if (element) pending.push(element as Node);
      } else if (child) pending.push(child as Node);
    }
  }
  thisPositions.sort((left, right) => left - right);
  completions.sort(byPosition);
  calls.sort(byPosition);
  const index: FileIndex = { mentions, byName, completions, calls, thisPositions };
  indexes.set(sourceCode.ast, index);
  return index;
}

function byPosition(left: Node, right: Node): number {
  return left.range[0] - right.range[0];
}

/** What of a sorted list lies in a range. */
function within<T>(sorted: readonly T[], positionOf: (item: T) => number, [from, to]: readonly [number, number]): readonly T[] {
  const at = (index: number): number => positionOf(sorted[index] as T);
  return sorted.slice(lowerBound(sorted.length, at, from), lowerBound(sorted.length, at, to));
}

function hitsRange(positions: readonly number[], node: Node): boolean {
  const first = positions[lowerBound(positions.length, (index) => positions[index] as number, node.range[0])];
  return first !== undefined && first < node.range[1];
}

export interface Relevance {
  /** Can a watched node be evaluated while this node runs? */
  mayArrive(node: Node): boolean;
  /** Can running this node change what arrives anywhere? */
  matters(node: Node): boolean;
  /** Can the value of this expression become part of what arrives? What is kept in other names only decides whether anything does. */
  mayBePart(node: Node): boolean;
  /** As {@link Relevance.mayBePart}, of what a name holds. */
  isPart(name: Mention['name']): boolean;
  /** The mentions of names in a node. */
  mentionsIn(node: Node): readonly Mention[];
  /** How much work it was to find out, in mentions of names looked at. */
  readonly work: number;
}

const nothing: Relevance = { mayArrive: () => false, matters: () => true, mayBePart: () => true, isPart: () => true, mentionsIn: () => [], work: 0 };

const relevances = new WeakMap<Node, { readonly watch: ReadonlySet<Node>; readonly relevance: Relevance }>();

/** The last answer for an entry is kept: callers run one probe after another through the same code. */
export function relevanceOf(sourceCode: SourceCode, entry: Node, watch: ReadonlySet<Node>, neverReturns: ((call: Node) => boolean) | undefined): Relevance {
  if (watch.size === 0) return nothing;
  const known = relevances.get(entry);
  if (known?.watch.size === watch.size && [...watch].every((node) => known.watch.has(node))) return known.relevance;
  const relevance = computeRelevance(sourceCode, entry, watch, neverReturns);
  // Whoever is given it again pays nothing for it.
  relevances.set(entry, { watch: new Set(watch), relevance: { ...relevance, work: 0 } });
  return relevance;
}

function computeRelevance(sourceCode: SourceCode, entry: Node, watch: ReadonlySet<Node>, neverReturns: ((call: Node) => boolean) | undefined): Relevance {
  const index = indexOf(sourceCode);
  const names = new Set<Name>();
  /** Those of the names whose values may be part of what arrives; the others only decide. */
  const parts = new Set<Name>();
  const pendingNames: Name[] = [];
  const territory = territoryOf(sourceCode, index, entry);
  let work = 0;
  const controlled = new Set<Node>();
  const switches = new Set<Node>();
  const enclosers = new Set<Node>();
  const arriving: number[] = [];
  let reachedByMethod = false;
  let usesThis = false;

  /** The variables through which code gets hold of a function: its own, or those that its value is assigned to. */
  function namesOf(node: FunctionNode): readonly Name[] {
    if (node.type === 'FunctionDeclaration') return declaredVariables(sourceCode, node).filter((variable) => variable.name === node.id?.name);
    for (let here: Node = node; here.parent; here = here.parent) {
      const { parent } = here;
      if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') {
        reachedByMethod = true;
        return [];
      }
      if (parent.type === 'VariableDeclarator') return declaredVariables(sourceCode, parent);
      if (parent.type === 'AssignmentExpression') return mentionsIn(parent.left).map((mention) => mention.name);
      if (isFunction(parent) || isClass(parent) || parent.type.endsWith('Statement')) return [];
    }
    return [];
  }

  function mentionsIn(node: Node): readonly Mention[] {
    const found = within(index.mentions, ({ position }) => position, node.range);
    work += found.length;
    return found;
  }

  function mentionsOf(name: Name): readonly Mention[] {
    const everywhere = index.byName.get(name) ?? [];
    const found = territory.flatMap((range) => within(everywhere, ({ position }) => position, range));
    work += found.length + territory.length;
    return found;
  }

  function addName(name: Name, isPart: boolean): void {
    if ((isPart ? parts : names).has(name) || (typeof name === 'string' && isOfLanguage(name))) return;
    names.add(name);
    if (isPart) parts.add(name);
    pendingNames.push(name);
  }

  /** Adds all names in a node. Those whose values go into the value of a part are parts themselves. */
  function addAll(node: Node | null | undefined, isPart = false): void {
    if (!node) return;
    usesThis ||= hitsRange(index.thisPositions, node);
    for (const { name } of mentionsIn(node)) addName(name, isPart);
  }

  /** Whatever decides whether `node` runs has a say. */
  function addControls(node: Node): void {
    for (let here = node; here !== entry && here.parent && !controlled.has(here); here = here.parent) {
      controlled.add(here);
      const { parent } = here;
      switch (parent.type) {
        case 'IfStatement':
        case 'ConditionalExpression':
        case 'WhileStatement':
        case 'DoWhileStatement':
        case 'ForStatement':
          addAll(parent.test);
          if (parent.type === 'ForStatement') addAll(parent.init);
          break;
        case 'LogicalExpression':
          addAll(parent.left);
          break;
        case 'ForOfStatement':
        case 'ForInStatement':
          addAll(parent.right);
          break;
        case 'SwitchCase':
          // Whichever case is taken, all of them are compared.
          if (parent.parent.type === 'SwitchStatement' && !switches.has(parent.parent)) {
            switches.add(parent.parent);
            addAll(parent.parent.discriminant);
            for (const other of parent.parent.cases) addAll(other.test);
          }
          break;
        default:
      }
    }
  }

  /** Functions around a place that something reaches by their names. */
  function* functionsAround(node: Node): Generator<FunctionNode> {
    for (let outer: Node | undefined = node; outer && outer !== entry; outer = outer.parent)
      if (isFunction(outer) && !contains(outer, entry)) yield outer;
  }

  /** The names of functions that watched nodes are in, and of what such functions return or are wrapped into. */
  const carriers = new Set<Name>();

  function arriveAt(node: Node): void {
    arriving.push(node.range[0]);
    addControls(node);
    for (const outer of functionsAround(node)) {
      if (enclosers.has(outer)) continue;
      enclosers.add(outer);
      for (const name of namesOf(outer)) arriveBy(name);
    }
  }

  function arriveBy(name: Name): void {
    if (carriers.has(name)) return;
    carriers.add(name);
    for (const mention of mentionsOf(name)) {
      if (mention.writes) continue;
      arriveAt(mention.node);
      const user = wrapped(mention.node).parent;
      if (user?.type === 'CallExpression' || user?.type === 'JSXOpeningElement') addAll(user);
      for (let here = mention.node; here.parent && !isFunction(here.parent) && !here.parent.type.endsWith('Statement'); here = here.parent)
        if (here.parent.type === 'VariableDeclarator') for (const holder of declaredVariables(sourceCode, here.parent)) arriveBy(holder);
    }
  }

  function addDefinitions(variable: Variable, isPart: boolean): void {
    for (const definition of variable.defs) {
      const node = definition.node as Node;
      if (definition.type === ('Parameter' as never) && isFunction(node)) {
        const { parent } = wrapped(node);
        // Whoever calls the entry is not run, unless it calls itself.
        if (node === entry && node.type !== 'FunctionDeclaration' && parent?.type !== 'VariableDeclarator') continue;
        if (parent?.type === 'CallExpression') addAll(parent, isPart);
        else for (const name of namesOf(node)) addUsers(name, isPart);
      } else if (definition.type === ('CatchClause' as never)) addAll(node.parent, isPart);
      else if (definition.type !== ('ImportBinding' as never)) {
        addAll(node, isPart);
        addControls(node);
      }
    }
  }

  /** The calls and elements that hand arguments to a function. */
  function addUsers(name: Name, isPart: boolean): void {
    for (const mention of mentionsOf(name)) {
      const user = wrapped(mention.node).parent;
      if (user?.type === 'CallExpression' || user?.type === 'JSXOpeningElement') addAll(user, isPart);
    }
  }

  for (const node of watch) {
    arriveAt(node);
    addAll(node, true);
  }
  const stops: Node[] = [];
  for (const { range } of outermostOf([entry, ...enclosers])) {
    const calls = neverReturns ? within(index.calls, ({ range: [start] }) => start, range) : [];
    stops.push(...within(index.completions, ({ range: [start] }) => start, range), ...calls.filter((call) => neverReturns?.(call)));
    work += calls.length;
  }
  for (const stop of stops) addControls(stop);
  for (let name = pendingNames.pop(); name !== undefined; name = pendingNames.pop()) {
    const isPart = parts.has(name);
    if (typeof name !== 'string') addDefinitions(name, isPart);
    for (const mention of mentionsOf(name)) {
      if (isCallOfImport(mention)) continue;
      for (const outer of functionsAround(mention.node)) for (const user of namesOf(outer)) addName(user, isPart);
      let whole = wrapped(mention.node);
      while (whole.parent?.type === 'MemberExpression' && whole.parent.object === whole) whole = wrapped(whole.parent);
      const { parent } = whole;
      if (!parent) continue;
      const changes =
        parent.type === 'CallExpression' || parent.type === 'NewExpression' || parent.type === 'AssignmentExpression' ||
        parent.type === 'UpdateExpression' || (parent.type === 'UnaryExpression' && parent.operator === 'delete');
      if (changes) addAll(parent, isPart);
      else if (mention.writes) addAll(assignmentAround(whole), isPart);
      if (changes || mention.writes) addControls(whole);
    }
  }

  if (reachedByMethod) return { ...nothing, mayArrive: () => true, work };
  const relevant = [...arriving, ...stops.map((stop) => stop.range[0])];
  if (usesThis) relevant.push(...index.thisPositions);
  for (const name of names) for (const mention of mentionsOf(name)) relevant.push(mention.position);
  relevant.sort((left, right) => left - right);
  arriving.sort((left, right) => left - right);
  return {
    mayArrive: (node) => hitsRange(arriving, node),
    matters: (node) => hitsRange(relevant, node),
    isPart: (name) => parts.has(name),
    mentionsIn,
    mayBePart: (node) => mayBePart(node, (target) => mentionsIn(target).some(({ name }) => parts.has(name))),
    work,
  };
}

/** Where a value is kept tells what it may become part of; whatever is not assigned may be part of everything. */
function mayBePart(node: Node, isPart: (target: Node) => boolean): boolean {
  for (let here = node; here.parent && !isFunction(here); here = here.parent) {
    const { parent } = here;
    if (parent.type === 'VariableDeclarator' && parent.init === here) return isPart(parent.id);
    if (parent.type === 'AssignmentExpression' && parent.right === here) return isPart(parent.left);
  }
  return true;
}

/** `redirect(url)`: a function of another file is not changed by being called. */
function isCallOfImport({ node, name }: Mention): boolean {
  if (typeof name === 'string' || name.defs[0]?.type !== ('ImportBinding' as never)) return false;
  const called = wrapped(node);
  return called.parent?.type === 'CallExpression' && called.parent.callee === called;
}

type Range = readonly [number, number];

const territories = new WeakMap<Node, readonly Range[]>();

/**
 * Where code can run when the entry runs: in itself, and in whatever the names that it mentions are defined as, and so on.
 * The other handlers of the file mention the same `app` and the same helpers, and have no say here. In order, without overlaps.
 */
function territoryOf(sourceCode: SourceCode, index: FileIndex, entry: Node): readonly Range[] {
  const known = territories.get(entry);
  if (known) return known;
  const areas = [entry];
  const names = new Set<Name>();
  for (const area of areas) {
    for (const { name } of within(index.mentions, ({ position }) => position, area.range)) {
      if (names.has(name)) continue;
      names.add(name);
      if (typeof name === 'string') continue;
      for (const definition of name.defs) if (!contains(entry, definition.node)) areas.push(definition.node);
      // `let check; check = (next) => …`
      for (const reference of name.references) {
        const written = reference.isWrite() ? (reference.writeExpr) : undefined;
        if (written && !contains(entry, written)) areas.push(written);
      }
    }
  }
  const territory = outermostOf(areas).map(({ range }) => range);
  territories.set(entry, territory);
  return territory;
}

/** Of nodes that may lie in each other the outermost ones, in source order. */
function outermostOf(nodes: readonly Node[]): readonly Node[] {
  const sorted = [...nodes].sort((left, right) => left.range[0] - right.range[0] || right.range[1] - left.range[1]);
  let end = -1;
  return sorted.filter(({ range }) => {
    if (range[0] < end) return false;
    end = range[1];
    return true;
  });
}

/** The assignment, declaration or loop head that writes through a pattern. */
function assignmentAround(target: Node): Node | undefined {
  for (let here: Node | undefined = target; here; here = here.parent) {
    switch (here.type) {
      case 'AssignmentExpression':
      case 'VariableDeclarator':
        return here;
      case 'ForOfStatement':
      case 'ForInStatement':
        return here.right;
      default:
        if (isFunction(here) || here.type.endsWith('Statement')) return undefined;
    }
  }
  return undefined;
}
