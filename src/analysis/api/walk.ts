/** Where does a value that knowledge speaks of go on from here: which uses keep its meaning, and what do they denote? */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Fact, Role } from '../../knowledge/schema.js';
import type { Use } from '../api.js';
import { enclosingClass, enclosingFunction, isClass, isWrapper, propertyName, returnsOf, unwrap, walk, type ClassNode, type FunctionNode, type Node } from '../ast.js';
import { calleeName } from '../modules.js';
import type { ModuleView } from '../modules/view.js';
import { declaredVariables, localFunction, membersOfThis, variableOf, type SourceCode, type Variable } from '../scope.js';
import type { Trie } from '../trie.js';
import { work } from '../work.js';
import { callStates, elementStates, isSameState, MAX_UNDER, memberStates, pop, push, stateAt, step, waysOf, type State } from './states.js';
import { followDecorator, followHeritage, followType, followTypeName } from './types.js';
import { functionOf, handlersIn, objectIn, valuesUnder } from './values.js';

/** Far above what real files need (a 10,000-line file takes a few thousand); generated code must not hang the editor. */
const MAX_STEPS = 200_000;
/** How many states of each depth of wrapping one node may have; those that are not wrapped, or once, are as many as there are. */
const ROOM: readonly (number | undefined)[] = [undefined, undefined, 64, 16, 8];
/** Array methods whose callback receives an element as its first parameter. */
const ELEMENT_CALLBACKS = new Set(['map', 'forEach', 'filter', 'some', 'every', 'find', 'flatMap', 'findIndex', 'findLast']);

/** Methods that hand on the whole of what they are called on, whatever it is. */
export const CALLED_ON_ANY: ReadonlySet<string> = new Set([...ELEMENT_CALLBACKS, 'then', 'catch', 'finally', 'bind']);

interface UsesByMember {
  readonly whole: Node[];
  readonly byMember: Map<string, Node[]>;
}

/** One walk through a file: whoever starts it enters what is known, and `run` follows the uses of that. */
export class Walk {
  readonly sourceCode: SourceCode;
  readonly trie: Trie;
  /** What other files export. */
  readonly modules: ModuleView | undefined;
  readonly seen = new Map<Node, State[]>();
  /** Where a state came into being; at the same node another one may only be passing through. */
  readonly born = new Map<Node, State[]>();
  readonly uses = new Map<Role, Use[]>();
  /** Names bound to loggers of the project whose code has been read. */
  readonly seenLoggers = new Set<Variable>();
  readonly #deep = new Map<Node, number[]>();
  readonly #noted = new Map<Node, Set<Fact>>();
  readonly #usesByMember = new Map<Variable, UsesByMember>();
  // What is still to be followed: the nodes, and beside them what they denote.
  readonly #nodes: Node[] = [];
  readonly #states: State[] = [];
  #steps = 0;
  #counted = 0;

  constructor(sourceCode: SourceCode, trie: Trie, modules?: ModuleView) {
    this.sourceCode = sourceCode;
    this.trie = trie;
    this.modules = modules;
  }

  get steps(): number {
    return this.#steps;
  }

  /** Counts work that is not an entry. */
  count(): void {
    this.#steps += 1;
  }

  /** Follows what has been entered. */
  run(): void {
    const before = this.#counted;
    while (this.#steps < MAX_STEPS) {
      const node = this.#nodes.pop();
      const state = this.#states.pop();
      if (!node || !state) break;
      this.#follow(node, state);
    }
    this.#counted = this.#steps;
    work.api += this.#steps - before;
    for (const uses of this.uses.values()) uses.sort((a, b) => a.node.range[0] - b.node.range[0] || a.node.range[1] - b.node.range[1]);
  }

  /** `node` denotes `states`; follow what is done with it. `fresh`: the facts come into being here, they were not passed along. */
  enter(node: Node, states: readonly State[], fresh: boolean): void {
    for (const state of states) {
      this.#steps += 1;
      if (!this.remember(node, state, fresh)) continue;
      this.#nodes.push(node);
      this.#states.push(state);
    }
  }

  /** Notes the state; false when it was there already. */
  remember(node: Node, state: State, fresh: boolean): boolean {
    const known = this.seen.get(node);
    const isNew = !known?.some((other) => isSameState(other, state));
    if (isNew && !this.#hasRoom(node, state)) return false;
    if (isNew && known) known.push(state);
    else if (isNew) this.seen.set(node, [state]);
    if (fresh && isAdded(this.born, node, state)) this.#note(node, state);
    return isNew;
  }

  /**
   * A function that builds trees of what it returns itself (a converter, a serialiser) wraps everything in everything: of what
   * lies that deep in one value only so much is followed.
   */
  #hasRoom(node: Node, { under }: State): boolean {
    const room = ROOM[under.length];
    if (room === undefined) return true;
    let deep = this.#deep.get(node);
    if (!deep) this.#deep.set(node, (deep = []));
    const taken = deep[under.length] ?? 0;
    deep[under.length] = taken + 1;
    return taken < room;
  }

  /** The facts of the state come into being at this node. */
  #note(node: Node, state: State): void {
    if (state.under.length > 0) return;
    for (const fact of waysOf(state.at).facts) {
      const noted = this.#noted.get(node);
      if (noted?.has(fact)) continue;
      if (noted) noted.add(fact);
      else this.#noted.set(node, new Set([fact]));
      const uses = this.uses.get(fact.role);
      if (uses) uses.push({ node, fact });
      else this.uses.set(fact.role, [{ node, fact }]);
    }
  }

  #follow(node: Node, state: State): void {
    const { parent } = node;
    if (!parent) return;
    if (isWrapper(parent)) {
      if (parent.type === 'TSInstantiationExpression' || (parent as { expression?: Node; argument?: Node }).expression === node || (parent as { argument?: Node }).argument === node) this.enter(parent, [state], false);
      return;
    }
    switch (parent.type) {
      case 'MemberExpression':
        if (parent.object === node) this.#followMember(parent, state);
        return;
      case 'CallExpression':
      case 'NewExpression':
        if (parent.callee === node) this.#followCall(parent, state);
        else this.#followArgument(parent, node, state);
        return;
      case 'TaggedTemplateExpression':
        if (parent.tag === node) this.enter(parent, callStates(state), true);
        return;
      case 'VariableDeclarator':
        if (parent.init === node) this.enterPattern(parent.id, [state], false);
        return;
      case 'AssignmentExpression':
        if (parent.right === node && ['=', '??=', '||=', '&&='].includes(parent.operator)) {
          this.enterPattern(parent.left, [state], false);
          this.enter(parent, [state], false);
        }
        return;
      case 'AssignmentPattern':
        if (parent.right === node) this.enterPattern(parent.left, [state], false);
        return;
      case 'LogicalExpression':
        if (parent.operator !== '&&' || parent.right === node) this.enter(parent, [state], false);
        return;
      case 'SequenceExpression':
        if (parent.expressions.at(-1) === node) this.enter(parent, [state], false);
        return;
      case 'ConditionalExpression':
        if (parent.test !== node) this.enter(parent, [state], false);
        return;
      case 'ReturnStatement': {
        const owner = enclosingFunction(parent);
        if (owner) this.#enterReturn(owner, state);
        return;
      }
      case 'ArrowFunctionExpression':
        if (parent.body === node) this.#enterReturn(parent, state);
        return;
      case 'Property':
        if (parent.value === node && parent.parent.type === 'ObjectExpression') this.#wrap(parent.parent, propertyName(parent), state);
        return;
      case 'SpreadElement':
        if (parent.parent.type === 'ObjectExpression') this.enter(parent.parent, [state], false);
        return;
      case 'ArrayExpression':
        this.#wrap(parent, String(parent.elements.indexOf(node as never)), state);
        return;
      case 'PropertyDefinition':
        if (parent.value === node) this.enterClassMember(parent, state);
        return;
      case 'MethodDefinition':
        if (parent.value === node) this.enterClassMember(parent, state);
        return;
      case 'ForOfStatement':
        if (parent.right === node) this.enterPattern(parent.left.type === 'VariableDeclaration' ? (parent.left.declarations[0]?.id ?? parent.left) : parent.left, elementStates(state), true);
        return;
      case 'Decorator':
        if (parent.expression === node) followDecorator(this, parent, state);
        return;
      case 'ExportDefaultDeclaration':
        if (state.under.length === 0) this.#enterMadeOf(parent, state, 'export(0)');
        return;
      case 'ClassDeclaration':
      case 'ClassExpression':
        if (parent.superClass === node) this.#enterSubclass(parent, state);
        return;
      case 'JSXOpeningElement':
        if (parent.name === node) this.enter(parent, step(state, 'jsx'), true);
        return;
      case 'JSXMemberExpression':
        if (parent.object === node) this.enter(parent, memberStates(state, parent.property.name), true);
        return;
      case 'TSTypeReference':
        followType(this, parent, state);
        return;
      case 'TSQualifiedName':
        if (parent.left === node) for (const next of memberStates(state, parent.right.name)) followTypeName(this, parent, next);
        return;
      case 'TSClassImplements':
      case 'TSInterfaceHeritage':
        followHeritage(this, parent.parent, state);
        return;
      default:
    }
  }

  #followMember(member: TSESTree.MemberExpression, state: State): void {
    const name = propertyName(member);
    // `options.next` of `{ next: … }` only passes on what was put there.
    this.enter(member, memberStates(state, name), state.under.length === 0);
    const call = member.parent;
    if (name === undefined || call.type !== 'CallExpression' || call.callee !== member) return;
    const callback = call.arguments[0] && functionOf(this.sourceCode, call.arguments[0]);
    if (name === 'then') {
      const parameter = callback?.params[0];
      if (parameter) this.enterPattern(parameter, [state], false);
    } else if (name === 'catch' || name === 'finally') {
      this.enter(call, [state], false);
    } else if (ELEMENT_CALLBACKS.has(name)) {
      const parameter = callback?.params[0];
      if (parameter) this.enterPattern(parameter, elementStates(state), true);
      if (name === 'find' || name === 'findLast') this.enter(call, elementStates(state), true);
      if (name === 'filter') this.enter(call, [state], false);
    } else if (name === 'bind') {
      this.enter(call, [state], false);
    }
  }

  #followCall(call: TSESTree.CallExpression | TSESTree.NewExpression, state: State): void {
    if (call.type === 'NewExpression') {
      this.enter(call, state.under[0] === '#' ? [pop(state)] : [...step(state, 'instance'), ...step(state, 'construction')], true);
      if (state.under[0] !== '#') this.#enterCallbacks(call, state);
      return;
    }
    const results = callStates(state);
    if (state.imported && state.under.length === 1) this.enter(call, results.map(({ at, under }) => ({ at, under })), true);
    else this.enter(call, results, state.under.length === 0);
    if (state.under.length === 0) this.#enterCallbacks(call, state);
  }

  /** Functions handed to a known call: their parameters denote what knowledge says (`app.get('/', (req, res) => …)`). */
  #enterCallbacks(call: TSESTree.CallExpression | TSESTree.NewExpression, state: State): void {
    for (const { keys, to } of waysOf(state.at).callbacks) {
      for (const argument of call.arguments) {
        const values = keys ? keys.flatMap((key) => valuesUnder(this.sourceCode, argument, key.split('.'))) : [argument];
        for (const value of values) for (const handler of handlersIn(this.sourceCode, value)) this.enterFunction(handler, to);
      }
    }
  }

  /** The value is an argument: of a function of this file, of one that hands it on, or of one that makes something known of it. */
  #followArgument(call: TSESTree.CallExpression | TSESTree.NewExpression, node: Node, state: State): void {
    const position = call.arguments.indexOf(node as TSESTree.CallExpressionArgument);
    if (position < 0) return;
    if (call.type === 'CallExpression' && isDecorating(call)) return;
    const target = localFunction(this.sourceCode, call.callee);
    if (target) {
      const parameter = target.params[position];
      if (parameter) this.enterPattern(parameter, [state], false);
      return;
    }
    const makes = state.under.length === 0 && waysOf(state.at).isArgument;
    const method = methodName(call);
    if (makes && method !== undefined) this.#enterMadeOf(call, state, `.${method}(${String(position)})`);
    // A name is put together only where somebody will look it up.
    if (!makes && method !== undefined && !this.trie.passers.has(method)) return;
    const name = calleeName(this.sourceCode, call);
    if (name === undefined) return;
    if (makes) {
      const key = `${name}(${String(position)})`;
      const bare = `${name.slice(name.lastIndexOf('.') + 1)}(${String(position)})`;
      for (const at of state.at.closure) {
        const to = at.argumentOf.get(key) ?? at.argumentOf.get(bare);
        if (to) this.enter(call, [stateAt(to)], true);
      }
    }
    for (const { arg, of } of this.trie.passthrough.get(name) ?? []) {
      if (arg !== position) continue;
      if (of === 'value') this.enter(call, [state], false);
      else if (state.under[0] === '()') this.enter(call, [pop(state)], false);
    }
  }

  /** What a row says is made of the value: by a method of whatever object, by `export default`. */
  #enterMadeOf(made: Node, state: State, key: string): void {
    for (const at of state.at.closure) {
      const to = at.argumentOf.get(key);
      if (to) this.enter(made, [stateAt(to)], true);
    }
  }

  #wrap(node: Node, key: string | undefined, state: State): void {
    if (key === undefined || state.under.length >= MAX_UNDER) return;
    this.enter(node, [push(state, key)], false);
  }

  /** A binding receives `states`: go on at every use of the names it introduces. */
  enterPattern(pattern: Node, states: readonly State[], fresh: boolean): void {
    if (states.length === 0) return;
    switch (pattern.type) {
      case 'Identifier':
        for (const state of states) this.#enterName(pattern, state, fresh);
        return;
      case 'ObjectPattern':
        for (const state of states) this.remember(pattern, state, fresh);
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') this.enterPattern(property.argument, states, false);
          else for (const state of states) this.enterPattern(property.value, memberStates(state, propertyName(property)), fresh || state.under.length === 0);
        }
        return;
      case 'ArrayPattern':
        for (const state of states) this.remember(pattern, state, fresh);
        pattern.elements.forEach((element, position) => {
          if (element) for (const state of states) this.enterPattern(element, memberStates(state, String(position)), fresh || state.under.length === 0);
        });
        return;
      case 'AssignmentPattern':
        this.enterPattern(pattern.left, states, fresh);
        return;
      case 'TSParameterProperty': {
        this.enterPattern(pattern.parameter, states, fresh);
        const inner = pattern.parameter.type === 'AssignmentPattern' ? pattern.parameter.left : pattern.parameter;
        const owner = enclosingClass(pattern);
        if (owner && inner.type === 'Identifier') for (const state of states) this.#enterThisMember(owner, inner.name, state, false);
        return;
      }
      case 'MemberExpression':
        this.#enterAssignedMember(pattern, states);
        return;
      default:
    }
  }

  #enterName(identifier: TSESTree.Identifier, state: State, fresh: boolean): void {
    if (!this.remember(identifier, state, fresh)) return;
    this.#steps += 1;
    const declarator = identifier.parent;
    if (declarator.type === 'VariableDeclarator' && declarator.id === identifier && declarator.init) {
      // `const handler: RequestHandler = (req, res) => …`: the annotation types the function's parameters.
      if (identifier.typeAnnotation) this.enterValue(declarator.init, state);
    }
    const variable = variableOf(this.sourceCode, identifier);
    if (variable) this.enterReferences(variable, state, identifier);
  }

  enterReferences(variable: Variable, state: State, except?: Node): void {
    const { whole, byMember } = this.#usesOf(variable);
    const [member] = state.under;
    for (const use of whole) if (use !== except) this.enter(use, [state], false);
    // Of an object with a thousand members each one is known only where it is taken out.
    const others = member === undefined ? [...byMember.values()] : [byMember.get(member) ?? []];
    for (const uses of others) for (const use of uses) if (use !== except) this.enter(use, [state], false);
  }

  /** Where the value of a variable is read: the whole of it, or directly one member that has a name. */
  #usesOf(variable: Variable): UsesByMember {
    const known = this.#usesByMember.get(variable);
    if (known) return known;
    const uses: UsesByMember = { whole: [], byMember: new Map() };
    for (const reference of variable.references) {
      if (!reference.isRead() && !isTypeReference(reference)) continue;
      const use = reference.identifier as Node;
      const member = use.parent;
      const name = member?.type === 'MemberExpression' && member.object === use && !CALLED_ON_ANY.has(propertyName(member) ?? '') ? propertyName(member) : undefined;
      const list = name === undefined ? uses.whole : (uses.byMember.get(name) ?? []);
      if (name !== undefined) uses.byMember.set(name, list);
      list.push(use);
    }
    this.#usesByMember.set(variable, uses);
    return uses;
  }

  /** `this.client = …` in a class, `deps.client = …` on a local object. `module.exports.x = …` matters only to other files. */
  #enterAssignedMember(member: TSESTree.MemberExpression, states: readonly State[]): void {
    const name = propertyName(member);
    if (name === undefined) return;
    const object = unwrap(member.object);
    if (object.type === 'ThisExpression') {
      const owner = enclosingClass(member);
      if (owner) for (const state of states) this.#enterThisMember(owner, name, state, false);
    } else if (object.type === 'Identifier') {
      const variable = variableOf(this.sourceCode, object);
      const wrappedStates = states.filter((state) => state.under.length < MAX_UNDER).map((state) => push(state, name));
      if (variable) for (const state of wrappedStates) this.enterReferences(variable, state, object);
    }
  }

  /** A value that somebody else will use as `state` says: functions in it get known parameters, objects in it have known members. */
  enterValue(value: Node, state: State): void {
    const handlers = handlersIn(this.sourceCode, value);
    for (const handler of handlers) this.enterFunction(handler, state);
    if (handlers.length > 0) return;
    const object = objectIn(this.sourceCode, value);
    for (const property of object?.properties ?? []) {
      if (property.type !== 'Property') continue;
      const name = propertyName(property);
      // The key `default` of an object is a member like any other; only a module is its own default export.
      for (const member of memberStates(state, name === 'default' ? undefined : name)) this.enterValue(property.value, member);
    }
  }

  enterFunction(handler: FunctionNode, state: State): void {
    this.#note(handler, state);
    this.#enterParameters(handler, state);
    if (state.under.length > 0) return;
    const { returned } = waysOf(state.at);
    if (returned.length > 0) for (const value of returnsOf(this.sourceCode.visitorKeys, handler)) this.enter(value, returned, true);
  }

  #enterParameters(handler: FunctionNode, state: State): void {
    if (state.under.length > 0) return;
    for (const [position, to] of waysOf(state.at).parameters) {
      const patterns = position === 'any' ? handler.params : handler.params.slice(position, position + 1);
      for (const pattern of patterns) this.enterPattern(pattern, [to], true);
    }
  }

  /** The function returns `state`: whoever calls it has it. */
  #enterReturn(owner: FunctionNode, state: State): void {
    if (state.under.length >= MAX_UNDER) return;
    const returning = push(state, '()');
    this.enter(owner, [returning], false);
    if (owner.type === 'FunctionDeclaration' && owner.id) this.enterPattern(owner.id, [returning], false);
  }

  /** A class member holds `state`: `this.member` inside, `Class.member` or `new Class().member` outside. */
  enterClassMember(element: TSESTree.PropertyDefinition | TSESTree.MethodDefinition, state: State): void {
    const name = propertyName(element);
    const owner = enclosingClass(element);
    if (name === undefined || !owner) return;
    const isGetter = element.type === 'MethodDefinition' && element.kind === 'get';
    const member = isGetter && state.under[0] === '()' ? pop(state) : state;
    this.#enterThisMember(owner, name, member, element.static);
  }

  #enterThisMember(owner: ClassNode, name: string, state: State, isStatic: boolean): void {
    for (const member of membersOfThis(this.sourceCode, owner).get(name) ?? []) this.enter(member, [state], false);
    if (name.startsWith('#') || state.under.length + 2 > MAX_UNDER) return;
    const member = push(state, name);
    const outside = isStatic ? member : push(member, '#');
    this.enter(owner, [outside], false);
    // The name of a class is two variables: one inside the class, one around it.
    for (const variable of declaredVariables(this.sourceCode, owner)) this.enterReferences(variable, outside);
  }

  /** The class extends what `state` denotes: `super(…)` makes one, `this` is one, and `new Subclass()` too. */
  #enterSubclass(owner: ClassNode, state: State): void {
    const instances = state.under[0] === '#' ? [pop(state)] : step(state, 'instance');
    walk(this.sourceCode.visitorKeys, owner.body, (node) => {
      this.#steps += 1;
      if (node.type === 'CallExpression' && node.callee.type === 'Super') this.enter(node, [...instances, ...step(state, 'construction')], true);
      else if (node.type === 'MemberExpression' && node.object.type === 'Super') this.enter(node, instances.flatMap((instance) => memberStates(instance, propertyName(node))), true);
      return isClass(node) ? 'skip' : undefined;
    });
    for (const [name, members] of membersOfThis(this.sourceCode, owner)) for (const member of members) this.enter(member, instances.flatMap((instance) => memberStates(instance, name)), true);
    const own = owner.body.body.some((element) => element.type === 'MethodDefinition' && element.kind === 'constructor');
    // A constructor of its own takes arguments of its own.
    const outside = own ? instances.filter((instance) => instance.under.length < MAX_UNDER).map((instance) => push(instance, '#')) : [state];
    this.enter(owner, outside, false);
    for (const variable of declaredVariables(this.sourceCode, owner)) for (const each of outside) this.enterReferences(variable, each);
  }
}

/** Adds a state to what is known of a node; false when it was there already. */
function isAdded(known: Map<Node, State[]>, node: Node, state: State): boolean {
  const states = known.get(node);
  if (!states) known.set(node, [state]);
  else if (states.some((other) => isSameState(other, state))) return false;
  else states.push(state);
  return true;
}

function methodName(call: TSESTree.CallExpression | TSESTree.NewExpression): string | undefined {
  const callee = unwrap(call.callee);
  return callee.type === 'MemberExpression' ? propertyName(callee) : undefined;
}

function isDecorating(call: Node): boolean {
  return call.parent?.type === 'Decorator';
}

function isTypeReference(reference: TSESLint.Scope.Reference): boolean {
  return (reference as { isTypeReference?: boolean }).isTypeReference === true;
}
