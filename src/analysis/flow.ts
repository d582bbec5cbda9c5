/**
 * What can flow into this expression?
 *
 * Backwards from an expression to the places its value comes from, through variables and their reassignments, destructuring,
 * templates, concatenation, conditionals, object and array members, casts, `await`, string methods, class fields and the functions
 * of this file (what they return, and what their callers pass). The answer is a list of origins, each with the way it came.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingClass, enclosingFunction, isFunction, isWrapper, propertyName, returnsOf, unwrap, type ClassNode, type FunctionNode, type Node } from './ast.js';
import { callsOf, localFunction, variableOf, writesOf, type SourceCode, type Variable } from './scope.js';
import { work } from './work.js';

/** Where a value comes from. */
export interface Origin {
  /** A literal, a parameter nobody in this file passes, a call of something unknown, an import, or a node that `isOrigin` named. */
  readonly node: Node;
  /** The members of that value that are used, outermost first: `['user', 'email']`. */
  readonly path: readonly string[];
  /** The nodes passed on the way, from the sink to the origin. */
  readonly trace: readonly Node[];
  /** The calls through whose bodies the way led; give them to the next question about a node in one of those bodies. */
  readonly calls: ReadonlyMap<FunctionNode, Node>;
}

export interface FlowOptions {
  /** From the origin that this question goes on from. */
  readonly calls?: ReadonlyMap<FunctionNode, Node>;
  /** Nodes at which the search ends because the caller knows what they are (a source, a sanitizer's result). */
  readonly isOrigin?: (node: Node, path: readonly string[]) => boolean;
  /** Calls of unknown functions whose result is still made of their arguments (parsers, formatters). */
  readonly carries?: (call: TSESTree.CallExpression | TSESTree.NewExpression) => readonly Carried[] | undefined;
}

/**
 * The position of an argument whose value is the result; with `under`, the member of the result under which it is found again. `member`: only that part of the
 * argument goes into the result, somehow.
 */
export type Carried = number | { readonly arg: number; readonly under: string } | { readonly arg: number; readonly member: readonly string[] };

interface Item {
  readonly node: Node;
  readonly path: readonly string[];
  readonly trace: readonly Node[];
  /** The calls through which function bodies were entered, so that a parameter leads back to the call it came from. */
  readonly calls: ReadonlyMap<FunctionNode, Node>;
}

const MAX_ITEMS = 2_000;
const MAX_TRACE = 40;
/** What all questions about a file may cost together: a generated file asks ten thousand times about the same name. */
const MAX_ITEMS_PER_FILE = 400_000;
const spent = new WeakMap<object, number>();
/** Methods of strings and arrays whose result is (a part of) the receiver. */
const KEEPS_RECEIVER = new Set(['trim', 'trimStart', 'trimEnd', 'slice', 'substring', 'substr', 'toLowerCase', 'toUpperCase', 'toString', 'valueOf', 'normalize', 'at', 'charAt', 'split', 'join', 'filter', 'reverse', 'flat', 'find', 'pop', 'shift', 'replace', 'replaceAll', 'concat', 'padStart', 'padEnd', 'repeat', 'toSorted', 'toReversed', 'values', 'entries', 'match', 'toJSON']);
/** …and whose arguments become part of the result. */
const ADDS_ARGUMENTS = new Set(['concat', 'replace', 'replaceAll', 'padStart', 'padEnd']);
/** Global functions and constructors whose result is made of their arguments. */
const MADE_OF_ARGUMENTS = new Set(['String', 'URL', 'URLSearchParams', 'decodeURIComponent', 'decodeURI', 'encodeURIComponent', 'encodeURI', 'Object.assign', 'Object.freeze', 'Object.fromEntries', 'Object.values', 'Object.entries', 'Array.from', 'Array.of', 'JSON.stringify', 'JSON.parse', 'Promise.resolve', 'Promise.all', 'structuredClone', 'Array', 'Set', 'Map', 'atob', 'btoa', 'Number', 'parseInt']);

/** All origins of an expression's value. Ends after a fixed amount of work; what was not reached is then missing. */
export function originsOf(sourceCode: SourceCode, expression: Node, options: FlowOptions = {}): readonly Origin[] {
  const origins: Origin[] = [];
  const seen = new Map<Node, Set<string>>();
  const found = new Map<Node, Set<string>>();
  // A body that is entered by two calls is walked for each of them: its parameters lead back to other arguments.
  const keys = new Map<Item['calls'], string>();
  const followed: Followed = new Map();
  const queue: Item[] = [{ node: expression, path: [], trace: [], calls: options.calls ?? new Map() }];
  const before = spent.get(sourceCode.ast) ?? 0;
  const limit = Math.min(MAX_ITEMS, MAX_ITEMS_PER_FILE - before);
  let count = 0;
  for (; count < limit && count < queue.length; count += 1) {
    work.flow += 1;
    const item = queue[count] as Item;
    const path = item.path.join('.');
    let entered = keys.get(item.calls);
    if (entered === undefined) keys.set(item.calls, (entered = [...item.calls.values()].map(({ range: [start] }) => start).join()));
    if (!isAdded(seen, item.node, `${entered} ${path}`)) continue;
    if (item.trace.length > MAX_TRACE) continue;
    const next = options.isOrigin?.(item.node, item.path) ? undefined : stepBack(sourceCode, item, options, followed);
    if (!next) {
      // An origin that several calls lead to is one origin.
      if (isAdded(found, item.node, path)) origins.push({ node: item.node, path: item.path, trace: item.trace, calls: item.calls });
    }
    // What is beyond the limit is never looked at; a table may have more elements than one call takes arguments.
    else for (const each of next) if (queue.length < MAX_ITEMS) queue.push(each);
  }
  spent.set(sourceCode.ast, before + count);
  return origins;
}

/** Notes a key under a node; false when it was there already. */
function isAdded(keys: Map<Node, Set<string>>, node: Node, key: string): boolean {
  const known = keys.get(node);
  if (known?.has(key)) return false;
  if (known) known.add(key);
  else keys.set(node, new Set([key]));
  return true;
}

/** The variables whose writes have been followed, with the path and the calls they were followed for. */
type Followed = Map<Variable, Map<ReadonlyMap<FunctionNode, Node>, Set<string>>>;

/** Notes that a variable is followed; false when its writes have been followed in the same way from another mention of it. */
function isFirst(followed: Followed, variable: Variable, { path, calls }: Item): boolean {
  let byCalls = followed.get(variable);
  if (!byCalls) followed.set(variable, (byCalls = new Map<ReadonlyMap<FunctionNode, Node>, Set<string>>()));
  const paths = byCalls.get(calls);
  const key = path.join('.');
  if (paths?.has(key)) return false;
  if (paths) paths.add(key);
  else byCalls.set(calls, new Set([key]));
  return true;
}

/** Where the value of `item` comes from directly; undefined when `item` is itself an origin. */
function stepBack(sourceCode: SourceCode, item: Item, options: FlowOptions, followed: Followed): readonly Item[] | undefined {
  const { node } = item;
  const to = (target: Node, path: readonly string[] = item.path, calls = item.calls): Item => ({ node: target, path, trace: [...item.trace, node], calls });
  if (isWrapper(node)) {
    const inner = (node as { expression?: Node; argument?: Node }).expression ?? (node as { argument?: Node }).argument;
    return inner && [to(inner)];
  }
  switch (node.type) {
    case 'Identifier':
      return throughVariable(sourceCode, item, to, options, followed);
    case 'MemberExpression':
      return throughMember(sourceCode, node, item, to);
    case 'CallExpression':
    case 'NewExpression':
      return throughCall(sourceCode, node, item, to, options);
    case 'TemplateLiteral':
      return node.expressions.length > 0 ? node.expressions.map((part) => to(part, [])) : undefined;
    case 'TaggedTemplateExpression':
      return undefined;
    case 'BinaryExpression':
      return node.operator === '+' ? [to(node.left, []), to(node.right, [])] : undefined;
    case 'ConditionalExpression':
      return [to(node.consequent), to(node.alternate)];
    case 'LogicalExpression':
      return node.operator === '&&' ? [to(node.right)] : [to(node.left), to(node.right)];
    case 'AssignmentExpression':
      return node.operator === '+=' ? [to(node.left, []), to(node.right, [])] : [to(node.right)];
    case 'SequenceExpression': {
      const last = node.expressions.at(-1);
      return last && [to(last)];
    }
    case 'ObjectExpression':
      return throughObject(node, item.path, to);
    case 'ArrayExpression':
      return throughArray(node, item.path, to);
    case 'SpreadElement':
      return [to(node.argument)];
    case 'JSXExpressionContainer':
      return [to(node.expression)];
    default:
      return undefined;
  }
}

type To = (target: Node, path?: readonly string[], calls?: ReadonlyMap<FunctionNode, Node>) => Item;

function throughVariable(sourceCode: SourceCode, item: Item, to: To, options: FlowOptions, followed: Followed): readonly Item[] | undefined {
  const variable = variableOf(sourceCode, item.node);
  const definition = variable?.defs[0];
  if (!variable || !definition) return undefined;
  // The name itself may be where the origin comes into being: a parameter that a framework fills, a part taken out of a request.
  if (variable.defs.some(({ name }) => options.isOrigin?.(name, item.path))) return variable.defs.map(({ name }) => to(name as Node));
  const items: Item[] = [];
  // `next = next.trim()` a hundred times over: each mention leads to the same hundred writes.
  const isNew = isFirst(followed, variable, item);
  for (const write of isNew ? writesOf(variable) : []) {
    const { parent } = write.target;
    if (parent?.type === 'AssignmentPattern' && parent.left === write.target) items.push(to(parent.right));
    if (write.value) items.push(to(write.value, [...patternPath(write.target, write.by), ...item.path]));
    else if (write.by.type === 'AssignmentExpression') items.push(to(write.by.right, []));
    else {
      const loop = write.by.type === 'VariableDeclarator' ? write.by.parent.parent : write.by;
      if (loop.type === 'ForOfStatement') items.push(to(loop.right, ['*', ...item.path]));
    }
  }
  // `const xs = []; xs.push(x)` and `const o = {}; o.a = x`: what is added later belongs to the value too.
  if (isNew) for (const addition of additionsTo(variable, item.path, to)) items.push(addition);
  if (definition.type === ('Parameter' as never)) {
    const owner = definition.node as Node;
    // `{#each users as user}` of Svelte declares a parameter, too, of a block that nobody calls.
    const arguments_ = isFunction(owner) ? argumentsFor(sourceCode, definition.name, owner, item, to) : undefined;
    // Nobody in this file passes it: then it is an origin itself, beside its default and what is written to it later.
    if (!arguments_ && ((isNew && items.length === 0) || item.node === definition.name)) return undefined;
    items.push(...(arguments_ ?? [to(definition.name)]));
  }
  if (items.length === 0 && isNew) return undefined;
  return items;
}

/** The way from a whole value to the name that a pattern gives to a part of it: `['user', 'email']` for `{ user: { email } }`. */
export function patternPath(target: Node, stopAt: Node): readonly string[] {
  const path: string[] = [];
  for (let node = target; node.parent && node !== stopAt; node = node.parent) {
    const { parent } = node;
    if (parent === stopAt) break;
    if (parent.type === 'Property' && parent.parent.type === 'ObjectPattern') path.unshift(propertyName(parent) ?? '*');
    else if (parent.type === 'ArrayPattern') path.unshift(String(parent.elements.indexOf(node as never)));
  }
  return path;
}

/** The member that a name of a pattern stands for: `next` for `to` in `{ next: to = '/' }`. Undefined when the name is no part of something. */
export function memberTaken(name: Node): string | undefined {
  const { parent } = name.parent?.type === 'AssignmentPattern' ? { parent: name.parent.parent } : name;
  return parent?.type === 'Property' && parent.parent.type === 'ObjectPattern' ? propertyName(parent) : undefined;
}

interface Addition {
  /** The member that receives the value; undefined for `push` and the like. */
  readonly name: string | undefined;
  readonly value: Node;
}

/** Remembered, because a name with thousands of references is asked about at each of them. */
const knownAdditions = new WeakMap<Variable, readonly Addition[]>();

function additionsTo(variable: Variable, path: readonly string[], to: To): readonly Item[] {
  let additions = knownAdditions.get(variable);
  if (!additions) knownAdditions.set(variable, (additions = additionsIn(variable)));
  const items: Item[] = [];
  for (const { name, value } of additions) {
    if (name === undefined || path.length === 0 || path[0] === name || path[0] === '*' || name === '*') items.push(to(value, path.slice(1)));
  }
  return items;
}

function additionsIn(variable: Variable): readonly Addition[] {
  const additions: Addition[] = [];
  for (const reference of variable.references) {
    const identifier = reference.identifier as Node;
    const member = identifier.parent;
    if (member?.type !== 'MemberExpression' || member.object !== identifier) continue;
    const name = propertyName(member) ?? '*';
    const outer = member.parent;
    if (outer.type === 'AssignmentExpression' && outer.left === member) additions.push({ name, value: outer.right });
    else if (outer.type === 'CallExpression' && outer.callee === member && (name === 'push' || name === 'unshift' || name === 'add'))
      for (const argument of outer.arguments) additions.push({ name: undefined, value: argument });
  }
  return additions;
}

/** What callers pass for a parameter: the call through which the body was entered, else every call this file makes. */
function argumentsFor(sourceCode: SourceCode, name: Node, owner: FunctionNode, item: Item, to: To): readonly Item[] | undefined {
  const position = owner.params.findIndex((parameter) => parameter.range[0] <= name.range[0] && name.range[1] <= parameter.range[1]);
  const parameter = owner.params[position];
  if (!parameter) return undefined;
  const path = [...patternPath(name, owner), ...item.path];
  const entered = item.calls.get(owner);
  const calls = entered ? [entered] : callsOf(sourceCode, owner);
  const outside = new Map(item.calls);
  outside.delete(owner);
  const items: Item[] = [];
  for (const call of calls) {
    if (call.type === 'JSXOpeningElement') {
      const attribute = call.attributes.find((each) => each.type === 'JSXAttribute' && each.name.name === path[0]);
      if (position === 0 && attribute?.type === 'JSXAttribute' && attribute.value) items.push(to(attribute.value, path.slice(1), outside));
    } else if (call.type === 'CallExpression' || call.type === 'NewExpression') {
      const argument = call.arguments[position];
      if (argument && argument.type !== 'SpreadElement') items.push(to(argument, path, outside));
    }
  }
  const callback = elementPassedTo(owner, position, path);
  if (callback) items.push(to(callback.node, callback.path));
  return items.length > 0 ? items : undefined;
}

/** `xs.map((x) => …)`: the parameter is an element of `xs`. `p.then((v) => …)`: it is what `p` settles to. */
function elementPassedTo(owner: FunctionNode, position: number, path: readonly string[]): { node: Node; path: readonly string[] } | undefined {
  const call = owner.parent;
  if (position !== 0 || call.type !== 'CallExpression' || call.arguments[0] !== owner || call.callee.type !== 'MemberExpression') return undefined;
  const name = propertyName(call.callee);
  if (name === 'then') return { node: call.callee.object, path };
  if (name === 'map' || name === 'forEach' || name === 'filter' || name === 'flatMap' || name === 'find' || name === 'some' || name === 'every') return { node: call.callee.object, path: ['*', ...path] };
  return undefined;
}

function throughMember(sourceCode: SourceCode, member: TSESTree.MemberExpression, item: Item, to: To): readonly Item[] | undefined {
  const name = propertyName(member) ?? '*';
  const object = unwrap(member.object);
  if (object.type === 'ThisExpression') {
    const owner = enclosingClass(member);
    const values = owner ? classMemberValues(owner, name) : [];
    return values.length > 0 ? values.map((value) => to(value)) : undefined;
  }
  // `text.length` says nothing about the text.
  if (name === 'length' || name === 'size') return undefined;
  return [to(member.object, [name, ...item.path])];
}

/** What `this.name` can hold: the field's initialiser, assignments in the class, a constructor parameter property. */
function classMemberValues(owner: ClassNode, name: string): readonly Node[] {
  const values: Node[] = [];
  for (const element of owner.body.body) {
    if (element.type === 'PropertyDefinition' && element.value && propertyName(element) === name) values.push(element.value);
    if (element.type !== 'MethodDefinition' || element.kind !== 'constructor' || element.value.body?.type !== 'BlockStatement') continue;
    for (const statement of element.value.body.body) {
      if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') continue;
      const { left, right } = statement.expression;
      if (left.type === 'MemberExpression' && left.object.type === 'ThisExpression' && propertyName(left) === name) values.push(right);
    }
  }
  return values;
}

function throughObject(node: TSESTree.ObjectExpression, path: readonly string[], to: To): readonly Item[] | undefined {
  const [name, ...rest] = path;
  const items: Item[] = [];
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') items.push(to(property.argument, path));
    else if (name === undefined) items.push(to(property.value, []));
    else {
      const key = propertyName(property);
      if (key === undefined || key === name || name === '*') items.push(to(property.value, rest));
    }
  }
  return items.length > 0 ? items : undefined;
}

function throughArray(node: TSESTree.ArrayExpression, path: readonly string[], to: To): readonly Item[] | undefined {
  const [name, ...rest] = path;
  const items = node.elements.flatMap((element, position) => {
    if (!element) return [];
    if (element.type === 'SpreadElement') return [to(element.argument, path)];
    return name === undefined || name === '*' || name === String(position) ? [to(element, rest)] : [];
  });
  return items.length > 0 ? items : undefined;
}

function throughCall(sourceCode: SourceCode, call: TSESTree.CallExpression | TSESTree.NewExpression, item: Item, to: To, options: FlowOptions): readonly Item[] | undefined {
  const target = call.type === 'CallExpression' ? localFunction(sourceCode, call.callee) : undefined;
  if (target && !item.calls.has(target)) {
    const calls = new Map(item.calls).set(target, call);
    const returned = returnsOf(sourceCode.visitorKeys, target).map((value) => to(value, item.path, calls));
    return returned.length > 0 ? returned : undefined;
  }
  const carried = options.carries?.(call)?.flatMap((each) => throughArgument(call, each, item, to)) ?? [];
  const known = throughKnownCall(sourceCode, call, item, to);
  return carried.length > 0 ? [...carried, ...(known ?? [])] : known;
}

function throughArgument(call: TSESTree.CallExpression | TSESTree.NewExpression, carried: Carried, item: Item, to: To): readonly Item[] {
  if (typeof carried === 'object' && 'member' in carried) {
    const argument = call.arguments[carried.arg];
    return argument && argument.type !== 'SpreadElement' ? [to(argument, carried.member)] : [];
  }
  const { arg, under } = typeof carried === 'number' ? { arg: carried, under: undefined } : carried;
  const argument = call.arguments[arg];
  if (!argument || (under !== undefined && item.path.length > 0 && item.path[0] !== under)) return [];
  return [to(argument, under === undefined ? item.path : item.path.slice(1))];
}

/** Functions and methods of the language whose result is made of what they are given. */
function throughKnownCall(sourceCode: SourceCode, call: TSESTree.CallExpression | TSESTree.NewExpression, item: Item, to: To): readonly Item[] | undefined {
  const callee = unwrap(call.callee);
  const name = globalCalleeName(sourceCode, callee);
  if (name !== undefined && MADE_OF_ARGUMENTS.has(name)) return call.arguments.length > 0 ? call.arguments.map((argument) => to(argument, name === 'Promise.resolve' || name.startsWith('Object.') ? item.path : [])) : undefined;
  if (callee.type !== 'MemberExpression') return undefined;
  const method = propertyName(callee);
  if (method === undefined) return undefined;
  if (method === 'then' || method === 'catch' || method === 'finally') return throughThen(sourceCode, call, callee, method, item, to);
  if (method === 'map' || method === 'flatMap' || method === 'reduce') {
    const callback = call.arguments[0] && unwrap(call.arguments[0]);
    if (isFunction(callback)) return returnsOf(sourceCode.visitorKeys, callback).map((value) => to(value, item.path[0] === '*' ? item.path.slice(1) : []));
  }
  if (KEEPS_RECEIVER.has(method)) {
    const added = ADDS_ARGUMENTS.has(method) ? call.arguments.map((argument) => to(argument, [])) : [];
    return [to(callee.object, method === 'find' ? ['*', ...item.path] : []), ...added];
  }
  return undefined;
}

function throughThen(sourceCode: SourceCode, call: TSESTree.CallExpression | TSESTree.NewExpression, callee: TSESTree.MemberExpression, method: string, item: Item, to: To): readonly Item[] {
  const callback = call.arguments[0] && unwrap(call.arguments[0]);
  const fromCallback = isFunction(callback) ? returnsOf(sourceCode.visitorKeys, callback).map((value) => to(value)) : [];
  return method === 'then' && fromCallback.length > 0 ? fromCallback : [to(callee.object), ...(method === 'catch' ? fromCallback : [])];
}

function globalCalleeName(sourceCode: SourceCode, callee: Node): string | undefined {
  if (callee.type === 'Identifier') return isUndeclared(sourceCode, callee) ? callee.name : undefined;
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || !isUndeclared(sourceCode, callee.object)) return undefined;
  const name = propertyName(callee);
  return name === undefined ? undefined : `${callee.object.name}.${name}`;
}

function isUndeclared(sourceCode: SourceCode, identifier: Node): boolean {
  const variable = variableOf(sourceCode, identifier);
  return !variable || variable.defs.length === 0;
}

/** The outermost function around a node: what runs when somebody calls into this file. Undefined at the top level. */
export function outermostFunction(node: Node): FunctionNode | undefined {
  let outermost: FunctionNode | undefined = isFunction(node) ? node : undefined;
  for (let outer = enclosingFunction(node); outer; outer = enclosingFunction(outer)) outermost = outer;
  return outermost;
}

