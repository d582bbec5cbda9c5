/**
 * What is done with a container that outlives calls (`state.ts`): where amounts in it grow, where the time is noted, and with what
 * they are compared. Follows the entries through the functions of the file.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingClass, enclosingFunction, isFunction, isWrapper, propertyName, unwrap, wrapped, type FunctionNode, type Node } from './ast.js';
import { readsClock, timesIn } from './clock.js';
import { callsOf, declaredVariables, isGlobalName, localFunction, membersOfThis, variableOf, type SourceCode, type Variable } from './scope.js';
import { staticUses, type KeptState } from './state.js';
import { work } from './work.js';

/** A comparison with something that is kept. */
export interface Comparison {
  readonly node: TSESTree.BinaryExpression;
  /** What it is compared with. */
  readonly other: Node;
  /** One side is the time or made of it. */
  readonly clock: boolean;
  /** It looks at all entries in turn, not at the one that the call is about. */
  readonly swept: boolean;
  /** It looks at what is left: the difference of two amounts. */
  readonly rest: boolean;
  /** It is about something of an entry that grows or shrinks: of one that holds `joins` and `version`, only the former is counted. */
  readonly grows: boolean;
  /** True when the amount is high, or (with a clock) the time is over; false when it is low, or still running. */
  readonly over: boolean;
}

export interface StateUsage {
  readonly comparisons: readonly Comparison[];
  /** Questions whether there is an entry at all: `store.has(key)`, `if (entry)`. */
  readonly presence: readonly Node[];
  /** Where an amount that is kept grows or shrinks: `entry.count++`, `hits.push(now)`. */
  readonly counted: readonly Node[];
  /** Those of them that a timer runs. */
  readonly timed: readonly Node[];
  /** Where something is taken out of an entry: `connections.delete(id)`. */
  readonly removed: readonly Node[];
  /** Where the time is noted: the expressions that are kept. */
  readonly stamped: readonly Node[];
  /** Entries are taken out by a timer. */
  readonly forgotten: boolean;
  /** Under which keys entries are kept; empty for a list that has no keys. */
  readonly keys: readonly Node[];
}

const MAX_STEPS = 3_000;
const READS = new Set(['get', 'peek', 'getOrInsert', 'getOrInsertComputed']);
const WRITES = new Set(['set', 'put']);
const SWEEPS = new Set(['values', 'entries', 'keys', 'forEach', 'forEachEntry']);
const ADDS = new Set(['push', 'unshift', 'add']);
/** Methods whose result is (a part of) the receiver. */
const KEEPS = new Set(['filter', 'slice', 'concat', 'map', 'find', 'findLast', 'at', 'shift', 'pop', 'sort', 'reverse', 'toSorted', 'values', 'entries', 'getTime', 'valueOf', 'reduce', 'splice', 'some', 'every', 'findIndex', 'get', 'toReversed', 'flat']);
const RELATIONS = new Set(['<', '<=', '>', '>=']);
const EQUALITIES = new Set(['===', '!==', '==', '!=']);
const ARITHMETIC = new Set(['+', '-', '*', '/', '%']);
const TIMERS = ['setTimeout', 'setInterval'];

/** Follows what is kept in a container through the functions of the file. Ends after a fixed amount of work. */
export function usageOf(sourceCode: SourceCode, state: KeptState): StateUsage {
  return new UsageWalk(sourceCode, state).run();
}

/** What a node holds: an entry or something of it (`under` empty), or an object in which that stands under these keys. */
interface Held {
  readonly under: readonly string[];
  readonly swept: boolean;
  /** The difference of two amounts: what is left. */
  readonly rest: boolean;
  /** The member of an entry that it comes from; undefined for an entry that is an amount itself. */
  readonly part: string | undefined;
}

const ENTRY: Held = { under: [], swept: false, rest: false, part: undefined };

class UsageWalk {
  readonly #sourceCode: SourceCode;
  readonly #state: KeptState;
  readonly #seen = new Map<Node, Held[]>();
  readonly #comparisons = new Map<Node, Omit<Comparison, 'grows'> & { readonly part: string | undefined }>();
  readonly #presence = new Set<Node>();
  readonly #counted = new Set<Node>();
  /** The members of entries that are counted. */
  readonly #parts = new Set<string | undefined>();
  readonly #removed = new Set<Node>();
  readonly #stamped = new Set<Node>();
  readonly #keys = new Set<Node>();
  readonly #aliases = new Set<Node>();
  #forgotten = false;
  #steps = 0;

  constructor(sourceCode: SourceCode, state: KeptState) {
    this.#sourceCode = sourceCode;
    this.#state = state;
  }

  run(): StateUsage {
    for (const use of this.#state.uses) this.#container(use);
    if (this.#state.declaration.type === 'VariableDeclarator') for (const variable of declaredVariables(this.#sourceCode, this.#state.declaration)) this.#rewrites(variable);
    const grows = (part: string | undefined): boolean => part === undefined || this.#parts.has(undefined) || this.#parts.has(part);
    return { comparisons: [...this.#comparisons.values()].map(({ part, ...comparison }) => ({ ...comparison, grows: grows(part) })), presence: [...this.#presence], counted: [...this.#counted], timed: [...this.#counted].filter((node) => this.#isInTimer(node)), removed: [...this.#removed], stamped: [...this.#stamped], forgotten: this.#forgotten, keys: [...this.#keys] };
  }

  /** An expression that stands for the container itself. */
  #container(use: Node): void {
    work.state += 1;
    if (this.#aliases.has(use) || this.#steps++ > MAX_STEPS) return;
    this.#aliases.add(use);
    const outer = wrapped(use);
    const { parent } = outer;
    if (this.#state.form === 'number') {
      this.#climb(use, ENTRY);
      return;
    }
    switch (parent?.type) {
      case 'MemberExpression':
        if (parent.object === outer) this.#containerMember(parent);
        return;
      case 'VariableDeclarator':
        if (parent.init === outer && parent.id.type === 'Identifier') for (const variable of declaredVariables(this.#sourceCode, parent)) this.#containerVariable(variable);
        return;
      case 'LogicalExpression':
        this.#container(parent);
        return;
      case 'AssignmentExpression':
        // `const store = (globalThis.store ??= new Map())`
        if (parent.left === outer) {
          if (parent.operator === '=' && this.#state.form !== 'array') this.#noteForgotten(parent);
          this.#container(parent);
        }
        return;
      case 'ForOfStatement':
      case 'ForInStatement':
        if (parent.right === outer) this.#loop(parent, parent.type === 'ForInStatement');
        return;
      case 'ReturnStatement':
      case 'ArrowFunctionExpression': {
        const owner = parent.type === 'ReturnStatement' ? enclosingFunction(parent) : parent.body === outer ? parent : undefined;
        for (const call of owner ? callsOf(this.#sourceCode, owner) : []) this.#container(call);
        return;
      }
      case 'CallExpression': {
        const position = parent.arguments.indexOf(outer as TSESTree.Expression);
        if (position < 0) return;
        const target = localFunction(this.#sourceCode, parent.callee);
        const parameter = target?.params[position];
        if (parameter?.type === 'Identifier') {
          const variable = variableOf(this.#sourceCode, parameter);
          if (variable) this.#containerVariable(variable);
        } else if (!target) this.#climb(parent, { ...ENTRY, swept: true });
        return;
      }
      default:
    }
  }

  /** `hits = []` or `count = 0` by a timer, `last = now`. */
  #rewrites(variable: Variable): void {
    for (const reference of variable.references) {
      const { parent } = reference.identifier as Node;
      if (reference.init || !reference.isWrite() || parent?.type !== 'AssignmentExpression' || parent.left !== reference.identifier) continue;
      this.#noteForgotten(parent);
      this.#written(parent.right);
    }
  }

  #containerVariable(variable: Variable): void {
    for (const reference of variable.references) if (reference.isRead()) this.#container(reference.identifier);
  }

  #containerMember(member: TSESTree.MemberExpression): void {
    const name = propertyName(member);
    const call = callOf(member);
    if (this.#state.form === 'object' || (member.computed && this.#state.form === 'array')) {
      if (member.computed) this.#keys.add(member.property);
      this.#climb(member, ENTRY);
      if (member.parent.type === 'UnaryExpression' && member.parent.operator === 'delete') this.#noteForgotten(member.parent);
      return;
    }
    if (name === undefined) return;
    if (!call) {
      // The length of a list of times is an amount; the size of a map is how much memory it takes.
      if (name === 'length' || (name === 'size' && this.#state.form === 'set')) this.#climb(member, ENTRY);
      return;
    }
    const [first, second] = call.arguments;
    if (name === 'clear' || name === 'delete') this.#noteForgotten(call);
    else if (this.#state.form === 'array') this.#entryMethod(call, name, ENTRY);
    else if (READS.has(name)) {
      if (first) this.#keys.add(first);
      this.#climb(call, ENTRY);
    } else if (name === 'has') {
      if (first) this.#keys.add(first);
      this.#presence.add(call);
    } else if (WRITES.has(name)) {
      if (first) this.#keys.add(first);
      if (second) this.#written(second);
      const age = call.arguments[2];
      // `cache.set(key, value, ttl)`
      if (age) this.#forgotten = true;
    } else if (name === 'add') {
      if (first) this.#written(first);
    } else if (SWEEPS.has(name)) {
      this.#sweep(call, name);
    }
  }

  #sweep(call: TSESTree.CallExpression, name: string): void {
    const callback = call.arguments[0] && localFunction(this.#sourceCode, call.arguments[0]);
    if (name === 'forEach' && callback?.params[0]) this.#pattern(callback.params[0], { ...ENTRY, swept: true });
    else this.#climb(call, { ...ENTRY, swept: true });
  }

  #loop(loop: TSESTree.ForOfStatement | TSESTree.ForInStatement, keysOnly: boolean): void {
    const left = loop.left.type === 'VariableDeclaration' ? loop.left.declarations[0]?.id : loop.left;
    if (!left || keysOnly) return;
    // Entries of a map are pairs.
    const target = left.type === 'ArrayPattern' ? left.elements[1] : left;
    if (target) this.#pattern(target, { ...ENTRY, swept: true });
  }

  /** An expression is kept: does it note the time? */
  #written(value: Node): void {
    const times = timesIn(this.#sourceCode, value);
    if (times.length > 0) for (const time of times) this.#stamped.add(time);
  }

  /** A timer clears the container, or takes entries out of it. */
  #noteForgotten(node: Node): void {
    if (this.#isInTimer(node)) this.#forgotten = true;
  }

  #isInTimer(node: Node): boolean {
    for (let outer = enclosingFunction(node); outer; outer = enclosingFunction(outer)) {
      const { parent } = wrapped(outer);
      const named = callees(this.#sourceCode, outer);
      if ([parent, ...named].some((call) => call?.type === 'CallExpression' && isTimer(this.#sourceCode, call))) return true;
    }
    return false;
  }

  /** A node holds something of an entry: follow what is made of it. */
  #climb(node: Node, held: Held): void {
    work.state += 1;
    if (this.#steps++ > MAX_STEPS) return;
    const known = this.#seen.get(node);
    if (known?.some((other) => other.swept === held.swept && other.under.join() === held.under.join())) return;
    if (known) known.push(held);
    else this.#seen.set(node, [held]);
    const { parent } = node;
    if (!parent) return;
    if (isWrapper(parent)) {
      this.#climb(parent, held);
      return;
    }
    switch (parent.type) {
      case 'LogicalExpression':
        if (parent.operator === '&&' && parent.left === node) this.#test(node, held);
        else this.#climb(parent, held);
        return;
      case 'ConditionalExpression':
        if (parent.test === node) this.#test(node, held);
        else this.#climb(parent, held);
        return;
      case 'IfStatement':
        if (parent.test === node) this.#test(node, held);
        return;
      case 'VariableDeclarator':
        if (parent.init === node) this.#pattern(parent.id, held);
        return;
      case 'AssignmentExpression':
        this.#assignment(parent, node, held);
        return;
      case 'UpdateExpression':
        this.#count(parent, held);
        if (parent.operator === '--') this.#noteForgotten(parent);
        this.#climb(parent, held);
        return;
      case 'UnaryExpression':
        if (parent.operator === '!') this.#test(node, held);
        else if (parent.operator !== 'delete' && parent.operator !== 'typeof') this.#climb(parent, held);
        return;
      case 'MemberExpression':
        if (parent.object === node) this.#member(parent, held);
        return;
      case 'BinaryExpression':
        this.#binary(parent, node, held);
        return;
      case 'SpreadElement':
        // `[...recent, now]`
        if (parent.parent.type === 'ArrayExpression' && parent.parent.elements.length > 1) {
          this.#count(parent.parent, held);
          this.#written(parent.parent);
        }
        this.#climb(parent.parent, held);
        return;
      case 'ArrayExpression':
        this.#climb(parent, held);
        return;
      case 'Property': {
        const key = parent.value === node && parent.parent.type === 'ObjectExpression' ? propertyName(parent) : undefined;
        if (key !== undefined && held.under.length < 3) this.#climb(parent.parent, { ...held, under: [key, ...held.under] });
        return;
      }
      case 'ReturnStatement':
        this.#returned(enclosingFunction(parent), held);
        return;
      case 'ArrowFunctionExpression':
        if (parent.body === node) this.#returned(parent, held);
        return;
      case 'ForOfStatement':
        if (parent.right === node) this.#loop(parent, false);
        return;
      case 'CallExpression':
        this.#argument(parent, node, held);
        return;
      default:
    }
  }

  #test(node: Node, { under, swept }: Held): void {
    if (under.length === 0 && !swept) this.#presence.add(node);
  }

  #returned(owner: FunctionNode | undefined, held: Held): void {
    if (!owner || held.swept) return;
    for (const call of callees(this.#sourceCode, owner)) this.#climb(call, held);
  }

  #argument(call: TSESTree.CallExpression, node: Node, held: Held): void {
    const position = call.arguments.indexOf(node as TSESTree.Expression);
    if (position < 0) return;
    const parameter = localFunction(this.#sourceCode, call.callee)?.params[position];
    if (parameter) {
      this.#pattern(parameter, held);
      return;
    }
    const callee = unwrap(call.callee);
    const made = callee.type === 'MemberExpression' && (isGlobalName(this.#sourceCode, callee.object, 'Math') || isGlobalName(this.#sourceCode, callee.object, 'Object') || isGlobalName(this.#sourceCode, callee.object, 'Array'));
    if (made || isGlobalName(this.#sourceCode, callee, 'Number')) this.#climb(call, held);
  }

  #assignment(assignment: TSESTree.AssignmentExpression, node: Node, held: Held): void {
    if (assignment.left === node) {
      // `entry.count += 1`, `entry.tokens -= cost`; `entry.last = now`.
      if (assignment.operator === '+=' || assignment.operator === '-=') this.#count(assignment, held);
      else this.#written(assignment.right);
      if (assignment.operator === '-=') this.#noteForgotten(assignment);
      // `const entry = (store[key] ??= { count: 0 })`
      if (assignment.operator === '??=' || assignment.operator === '||=') this.#climb(assignment, held);
      return;
    }
    if (assignment.left.type !== 'MemberExpression') this.#pattern(assignment.left, held);
    this.#climb(assignment, held);
  }

  #binary(binary: TSESTree.BinaryExpression, node: Node, held: Held): void {
    if (held.under.length > 0) return;
    const other = binary.left === node ? binary.right : binary.left;
    const elapsed = readsClock(this.#sourceCode, node);
    const clock = elapsed || readsClock(this.#sourceCode, other);
    if (ARITHMETIC.has(binary.operator)) {
      const number = unwrap(other);
      if (!clock && (binary.operator === '+' || binary.operator === '-') && number.type === 'Literal' && typeof number.value === 'number') this.#count(binary, held);
      this.#climb(binary, { ...held, rest: held.rest || (binary.operator === '-' && !clock) });
      return;
    }
    if (RELATIONS.has(binary.operator) || (EQUALITIES.has(binary.operator) && (clock || held.rest))) this.#comparisons.set(binary, { node: binary, other, clock, swept: held.swept, rest: held.rest, part: held.part, over: (binary.operator.startsWith('>') === (binary.left === node)) !== (clock && !elapsed) });
    else if (EQUALITIES.has(binary.operator) && isNothing(other)) this.#test(binary, held);
  }

  #member(member: TSESTree.MemberExpression, held: Held): void {
    const name = propertyName(member);
    if (held.under.length > 0) {
      if (name === held.under[0]) this.#climb(member, { ...held, under: held.under.slice(1) });
      return;
    }
    const call = callOf(member);
    if (call && name !== undefined) this.#entryMethod(call, name, held);
    else this.#climb(member, { ...held, part: held.part ?? name });
  }

  #count(node: Node, { part }: Held): void {
    this.#counted.add(node);
    this.#parts.add(part);
  }

  /** A method of an entry: of a list of times, of a date. */
  #entryMethod(call: TSESTree.CallExpression, name: string, held: Held): void {
    if (ADDS.has(name)) {
      this.#count(call, held);
      for (const argument of call.arguments) this.#written(argument);
      this.#climb(call, held);
      return;
    }
    // `connections.delete(id)`: one less.
    if (name === 'delete') this.#removed.add(call);
    const callback = call.arguments[0] && unwrap(call.arguments[0]);
    if (isFunction(callback)) {
      const element = callback.params[name === 'reduce' ? 1 : 0];
      if (element) this.#pattern(element, held);
    }
    if (KEEPS.has(name)) this.#climb(call, held);
  }

  /** A name, or a part of a pattern, receives what is held. */
  #pattern(pattern: Node, held: Held): void {
    switch (pattern.type) {
      case 'Identifier': {
        const variable = variableOf(this.#sourceCode, pattern);
        for (const reference of variable?.references ?? []) {
          const identifier = reference.identifier as Node;
          if (identifier !== pattern && (reference.isRead() || identifier.parent?.type === 'AssignmentExpression')) this.#use(identifier, held);
        }
        return;
      }
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') continue;
          const name = propertyName(property);
          if (held.under.length === 0) this.#pattern(property.value, { ...held, part: held.part ?? name });
          else if (name === held.under[0]) this.#pattern(property.value, { ...held, under: held.under.slice(1) });
        }
        return;
      case 'ArrayPattern':
        for (const element of pattern.elements) if (element) this.#pattern(element, held);
        return;
      case 'AssignmentPattern':
        this.#pattern(pattern.left, held);
        return;
      default:
    }
  }

  #use(identifier: Node, held: Held): void {
    const { parent } = identifier;
    // `entry = { count: 1, resetAt: now + windowMs }`: a new entry takes the name.
    if (parent?.type === 'AssignmentExpression' && parent.left === identifier && parent.operator === '=') this.#written(parent.right);
    else this.#climb(identifier, held);
  }
}

function callOf(member: TSESTree.MemberExpression): TSESTree.CallExpression | undefined {
  const callee = wrapped(member);
  return callee.parent?.type === 'CallExpression' && callee.parent.callee === callee ? callee.parent : undefined;
}

/** The calls of a function in this file by its name, or as a method of `this`; where it is handed over by name, that call. */
function callees(sourceCode: SourceCode, owner: FunctionNode): readonly Node[] {
  const { parent } = owner;
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') {
    const name = propertyName(parent);
    const within = enclosingClass(parent);
    if (name === undefined || !within) return [];
    return [...(membersOfThis(sourceCode, within).get(name) ?? []), ...staticUses(sourceCode, within, name)].flatMap((member) => {
      const callee = wrapped(member);
      return callee.parent?.type === 'CallExpression' ? [callee.parent] : [];
    });
  }
  const calls = callsOf(sourceCode, owner);
  const name = owner.type === 'FunctionDeclaration' ? owner.id : wrapped(owner).parent?.type === 'VariableDeclarator' ? (wrapped(owner).parent as TSESTree.VariableDeclarator).id : undefined;
  const variable = name?.type === 'Identifier' ? variableOf(sourceCode, name) : undefined;
  const handed = variable?.references.flatMap((reference) => {
    const use = reference.identifier as Node;
    return use.parent?.type === 'CallExpression' && use.parent.callee !== use && isTimer(sourceCode, use.parent) ? [use.parent] : [];
  });
  return [...calls, ...(handed ?? [])];
}

/** The calls of a function that this file makes: by name, or as a method of `this` or of its class. */
export function callsInFile(sourceCode: SourceCode, owner: FunctionNode): readonly Node[] {
  return callees(sourceCode, owner);
}

function isTimer(sourceCode: SourceCode, call: TSESTree.CallExpression): boolean {
  return TIMERS.some((timer) => isGlobalName(sourceCode, call.callee, timer));
}

function isNothing(node: Node): boolean {
  const inner = unwrap(node);
  return (inner.type === 'Literal' && inner.raw === 'null') || (inner.type === 'Identifier' && inner.name === 'undefined');
}
