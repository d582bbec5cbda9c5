/**
 * Where does this value go?
 *
 * Forwards from an expression to what is finally made of it: the variables, properties, parameters and functions it lends its
 * value to, the calls and JSX attributes it is handed to, the comparisons that look at it. The counterpart of `flow.ts` for rules
 * whose verdict hangs on the use: a random number is fine in a dice and a hole in a token.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingClass, enclosingFunction, functionName, isFunction, isWrapper, propertyName, stringOf, unwrap, wrapped, type CallLike, type ClassNode, type FunctionNode, type Node } from './ast.js';
import { callsOf, localFunction, membersOfThis, variableOf, type SourceCode } from './scope.js';
import { work } from './work.js';

export type DestinationKind =
  | 'variable' | 'property' | 'parameter' | 'return' | 'argument' | 'attribute' | 'comparison' | 'index' | 'condition'
  /** A method of it is called, other than one that hands it on: `roles.includes('admin')`. */
  | 'method'
  /** Written after `name=` in a text: `?token=${value}`. */
  | 'query parameter';

export interface Destination {
  readonly kind: DestinationKind;
  /** The declarator, property, call, attribute, comparison or function. */
  readonly node: Node;
  /** What the place is called: the variable, key, function, attribute; for an argument the callee's last name. */
  readonly name: string | undefined;
  /** For an argument: which one. */
  readonly position?: number;
  /** The expression that arrives there, with all that was made of the value on the way (`Math.random().toString(36)`). */
  readonly value: Node;
  /** The value only chose one item of a list, nothing was put together of it: `servers[random]`. */
  readonly picked?: true;
  /** The members of an object under which the value arrives: `['value']` for the argument of `set({ value })`. */
  readonly under?: readonly string[];
  /** What arrives is this member of the value: `['user', 'id']`. */
  readonly taken?: readonly string[];
}

export interface DestinationOptions {
  /** Follows members that are read from the value too, and what is decided by whether it is there. */
  readonly members?: boolean;
  /** The node makes values when it, or a method of it, is called. */
  readonly generator?: boolean;
  /** The node itself is an item chosen from a list. */
  readonly picked?: boolean;
  /**
   * Calls of functions of other files whose result is made of the argument at this position (or of what a function given there
   * returns). `generator`: the result makes such values when it is called.
   */
  readonly carries?: (call: CallLike, position: number) => 'value' | 'generator' | undefined;
}

const MAX_STEPS = 1_000;
const MAX_UNDER = 4;
const MAX_CALLS = 8;
const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>', '>>>']);
const COMPARISON = new Set(['==', '===', '!=', '!==', '<', '<=', '>', '>=']);
/** Methods whose result is made of the receiver. */
const FROM_RECEIVER = new Set(['toString', 'toFixed', 'toPrecision', 'toLocaleString', 'slice', 'substring', 'substr', 'padStart', 'padEnd', 'replace', 'replaceAll', 'trim', 'toUpperCase', 'toLowerCase', 'charAt', 'at', 'concat', 'join', 'split', 'map', 'flatMap', 'filter', 'reverse', 'sort', 'reduce', 'fill', 'valueOf', 'normalize', 'repeat', 'flat', 'toSorted', 'toReversed', 'digest', 'update', 'charCodeAt', 'codePointAt', 'keys', 'values', 'entries', 'then', 'catch', 'finally', 'getTime', 'toISOString', 'toJSON', 'splice', 'match']);
/** …of their arguments, which they put together. */
const FROM_ARGUMENTS: ReadonlyMap<string, readonly number[] | 'all'> = new Map<string, readonly number[] | 'all'>([['concat', 'all'], ['replace', [1]], ['replaceAll', [1]], ['encode', [0]]]);
/** …and of the part of the receiver that an argument points at. */
const PICKING = new Set(['charAt', 'at', 'charCodeAt', 'codePointAt', 'slice', 'substr', 'substring', 'splice']);
/** Methods whose result is made of what their function argument returns. */
const FROM_CALLBACK = new Set(['map', 'flatMap', 'from', 'fromAsync', 'reduce', 'replace', 'replaceAll', 'then', 'times', 'flat']);
const SORTING = new Set(['sort', 'toSorted', 'sortBy', 'orderBy']);
/** Methods whose function argument receives the items of the receiver first. */
const GIVES_ITEMS = new Set(['map', 'flatMap', 'forEach', 'then']);
/** Global functions whose result is made of their arguments. */
const FROM_GLOBALS = new Set(['String', 'Number', 'parseInt', 'parseFloat', 'BigInt', 'Buffer.from', 'Array.from', 'Array.of', 'String.fromCharCode', 'String.fromCodePoint', 'btoa', 'encodeURIComponent', 'Math.floor', 'Math.round', 'Math.ceil', 'Math.trunc', 'Math.abs', 'Math.max', 'Math.min', 'Math.pow', 'JSON.stringify', 'Promise.resolve', 'Uint8Array.from', 'Object.freeze', 'Object.assign', 'Date', 'Uint8Array', 'structuredClone']);
/** Methods that put their argument into the receiver. */
const STORING = new Set(['push', 'unshift', 'add']);

/** How the value is present in the expression that the walk stands at. */
interface Way {
  readonly under: readonly string[];
  readonly taken: readonly string[];
  readonly picked: boolean;
  /** Not the value: something that makes such values when it is called. */
  readonly generator: boolean;
  /** The calls through which bodies were entered: a value comes out where it went in. */
  readonly calls: readonly { readonly owner: FunctionNode; readonly call: Node }[];
}

/** Everything that is made of the value of `node`, in the order of the way. Ends after a fixed amount of work. */
export function destinationsOf(sourceCode: SourceCode, node: Node, options: DestinationOptions = {}): readonly Destination[] {
  const forward = new ForwardWalk(sourceCode, options);
  forward.climb(node, { under: [], taken: [], picked: options.picked ?? false, generator: options.generator ?? false, calls: [] });
  return forward.found;
}

class ForwardWalk {
  readonly found: Destination[] = [];
  readonly #sourceCode: SourceCode;
  readonly #options: DestinationOptions;
  readonly #seen = new Map<Node, Set<string>>();
  #steps = 0;

  constructor(sourceCode: SourceCode, options: DestinationOptions) {
    this.#sourceCode = sourceCode;
    this.#options = options;
  }

  climb(node: Node, way: Way): void {
    this.#steps += 1;
    work.destinations += 1;
    if (this.#steps > MAX_STEPS || !this.#isNew(node, way)) return;
    const { parent } = node;
    if (!parent) return;
    if (isWrapper(parent)) {
      this.climb(parent, way);
      return;
    }
    const plain = way.under.length === 0 && !way.generator;
    switch (parent.type) {
      case 'BinaryExpression':
        if (!plain) return;
        if (COMPARISON.has(parent.operator)) this.#add('comparison', parent, undefined, node, way);
        else if (ARITHMETIC.has(parent.operator)) {
          if (parent.operator === '+' && parent.right === node) this.#afterText(parent, textAtEnd(parent.left), node, way);
          this.climb(parent, parent.operator === '+' ? madeOf(way) : way);
        }
        return;
      case 'UnaryExpression':
        if (plain && parent.operator !== 'typeof' && (parent.operator !== '!' || this.#options.members)) this.climb(parent, way);
        return;
      case 'TemplateLiteral': {
        if (!plain) return;
        const before = parent.quasis[parent.expressions.indexOf(node as TSESTree.Expression)];
        this.#afterText(parent, before?.value.cooked ?? '', node, way);
        this.climb(parent, parent.expressions.length > 1 || parent.quasis.some((quasi) => quasi.value.raw !== '') ? madeOf(way) : way);
        return;
      }
      case 'ArrayExpression':
      case 'JSXExpressionContainer':
        this.climb(parent, way);
        return;
      case 'SpreadElement':
        if (parent.parent.type === 'ObjectExpression' || parent.parent.type === 'ArrayExpression') this.climb(parent.parent, way);
        else if (plain && (parent.parent.type === 'CallExpression' || parent.parent.type === 'NewExpression')) this.#argument(parent.parent, parent, way);
        return;
      case 'SequenceExpression':
        if (parent.expressions.at(-1) === node) this.climb(parent, way);
        return;
      case 'LogicalExpression':
        if (parent.operator !== '&&' || parent.right === node) this.climb(parent, way);
        else if (this.#options.members && plain) this.#decides(parent, node, way);
        return;
      case 'ConditionalExpression':
        if (parent.test !== node) this.climb(parent, way);
        else if (plain) this.#add('condition', parent, undefined, node, way);
        return;
      case 'IfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        if (plain) this.#add('condition', parent, undefined, node, way);
        return;
      case 'ForOfStatement':
        if (parent.right === node && plain) this.#store(parent.left.type === 'VariableDeclaration' ? (parent.left.declarations[0]?.id ?? parent.left) : parent.left, parent, node, way);
        return;
      case 'MemberExpression':
        this.#member(parent, node, way);
        return;
      case 'CallExpression':
      case 'NewExpression':
        if (parent.callee !== node) this.#argument(parent, node, way);
        else if (way.generator && way.under.length === 0) this.climb(parent, { ...way, generator: false });
        return;
      case 'VariableDeclarator':
        if (parent.init === node) this.#store(parent.id, parent, node, way);
        return;
      case 'AssignmentExpression':
        if (parent.right !== node) return;
        this.#store(parent.left, parent, node, parent.operator === '+=' ? madeOf(way) : way);
        this.climb(parent, way);
        return;
      case 'AssignmentPattern':
        if (parent.right === node) this.#store(parent.left, parent, node, way);
        return;
      case 'Property': {
        if (parent.value !== node || parent.parent.type !== 'ObjectExpression') return;
        const name = propertyName(parent);
        if (plain) this.#add('property', parent, name, node, way);
        if (name !== undefined && way.under.length < MAX_UNDER) this.climb(parent.parent, { ...way, under: [name, ...way.under] });
        return;
      }
      case 'PropertyDefinition':
        if (parent.value !== node) return;
        if (plain) this.#add('property', parent, propertyName(parent), node, way);
        this.#thisMember(enclosingClass(parent), propertyName(parent), way);
        return;
      case 'ReturnStatement': {
        const owner = enclosingFunction(parent);
        if (owner) this.#returned(owner, node, way);
        return;
      }
      case 'ArrowFunctionExpression':
        if (parent.body === node) this.#returned(parent, node, way);
        return;
      case 'JSXAttribute':
        if (plain) this.#add('attribute', parent, parent.name.type === 'JSXIdentifier' ? parent.name.name : undefined, node, way);
        return;
      default:
    }
  }

  #isNew(node: Node, way: Way): boolean {
    const key = `${way.under.join('.')} ${way.taken.join('.')} ${String(way.picked)} ${String(way.generator)} ${String(way.calls.at(-1)?.call.range[0] ?? '')}`;
    const known = this.#seen.get(node);
    if (known?.has(key)) return false;
    if (known) known.add(key);
    else this.#seen.set(node, new Set([key]));
    return true;
  }

  #add(kind: DestinationKind, node: Node, name: string | undefined, value: Node, way: Way, position?: number): void {
    this.found.push({
      kind, node, name, value,
      ...(position === undefined ? {} : { position }),
      ...(way.picked ? { picked: true as const } : {}),
      ...(way.under.length > 0 ? { under: way.under } : {}),
      ...(way.taken.length > 0 ? { taken: way.taken } : {}),
    });
  }

  /** The left side of `&&` is no part of the value; it is one of the conditions where the whole is a test. */
  #decides(whole: Node, value: Node, way: Way): void {
    let test = whole;
    while (test.parent && (isWrapper(test.parent) || test.parent.type === 'LogicalExpression')) test = test.parent;
    const { parent } = test;
    if ((parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') && parent.test === test) this.#add('condition', parent, undefined, value, way);
  }

  #afterText(whole: Node, text: string, value: Node, way: Way): void {
    const name = /(?:^|[?&#;\s"'])([\w.-]+)=["']?$/u.exec(text)?.[1];
    if (name !== undefined) this.#add('query parameter', whole, name, value, way);
  }

  #member(member: TSESTree.MemberExpression, node: Node, way: Way): void {
    const { under, generator } = way;
    if (member.property === node && member.computed) {
      if (under.length > 0 || generator) return;
      // `ALPHABET[i]`: one character (or item) picked by the value; the pick carries the value on.
      this.#add('index', member, undefined, node, way);
      this.climb(member, { ...way, picked: true });
      return;
    }
    if (member.object !== node) return;
    const name = propertyName(member);
    const [first, ...rest] = under;
    if (first !== undefined) {
      if (name === first) this.climb(member, { ...way, under: rest });
      return;
    }
    if (generator) {
      this.climb(member, way);
      return;
    }
    const use = wrapped(member);
    const call = use.parent;
    if (call?.type === 'CallExpression' && call.callee === use && name !== undefined) {
      const callback = call.arguments[0] && unwrap(call.arguments[0]);
      if (GIVES_ITEMS.has(name) && isFunction(callback) && callback.params[0]) this.#store(callback.params[0], callback, node, way);
      if (FROM_RECEIVER.has(name)) this.climb(call, name === 'join' || name === 'digest' ? madeOf(way) : way);
      else if (this.#options.members) this.#add('method', call, name, node, way);
    } else if (name === undefined || /^\d+$/u.test(name)) this.climb(member, way);
    else if (this.#options.members && way.taken.length < MAX_UNDER) this.climb(member, { ...way, taken: [...way.taken, name] });
  }

  #argument(call: CallLike, node: Node, way: Way): void {
    const position = call.arguments.indexOf(node as TSESTree.CallExpressionArgument);
    if (position < 0) return;
    const callee = unwrap(call.callee);
    const name = callee.type === 'Identifier' ? callee.name : propertyName(callee);
    const plain = way.under.length === 0 && !way.generator;
    if (!way.generator) this.#add('argument', call, name, node, way, position);
    const target = localFunction(this.#sourceCode, callee);
    if (target) {
      const parameter = target.params[position];
      if (!parameter || way.calls.length >= MAX_CALLS || way.calls.some(({ owner }) => owner === target)) return;
      if (plain) this.#add('parameter', parameter, parameterName(parameter), node, way);
      this.#store(parameter, parameter, node, { ...way, calls: [...way.calls, { owner: target, call }] }, true);
      return;
    }
    const carried = this.#options.carries?.(call, position);
    if (carried) this.climb(call, { ...way, under: [], generator: carried === 'generator' });
    else if (plain) this.#argumentOfUnknown(call, callee, name, position, way);
  }

  #argumentOfUnknown(call: CallLike, callee: Node, name: string | undefined, position: number, way: Way): void {
    if (callee.type === 'Identifier') {
      if (FROM_GLOBALS.has(callee.name)) this.climb(call, way);
      return;
    }
    if (callee.type !== 'MemberExpression' || name === undefined) return;
    const joined = FROM_ARGUMENTS.get(name);
    if (callee.object.type === 'Identifier' && FROM_GLOBALS.has(`${callee.object.name}.${name}`)) this.climb(call, way);
    else if (joined && (joined === 'all' || joined.includes(position))) this.climb(call, madeOf(way));
    else if (PICKING.has(name)) this.climb(call, { ...way, picked: true });
    else if (STORING.has(name)) {
      const object = unwrap(callee.object);
      if (object.type === 'Identifier') this.#followName(object, way);
    }
  }

  /** The value gets a name: note it and go on at every use of that name. */
  #store(target: Node, by: Node, value: Node, way: Way, noted = false): void {
    switch (target.type) {
      case 'Identifier':
        if (!noted && way.under.length === 0 && !way.generator) this.#add('variable', by, target.name, value, way);
        this.#followName(target, way);
        return;
      case 'MemberExpression':
        this.#storeMember(target, by, value, way);
        return;
      case 'AssignmentPattern':
        this.#store(target.left, by, value, way, noted);
        return;
      case 'ObjectPattern':
        for (const property of target.properties) {
          const name = property.type === 'RestElement' ? undefined : propertyName(property);
          if (property.type === 'RestElement') this.#store(property.argument, by, value, way);
          else if (this.#options.members && way.under.length === 0 && !way.generator && name !== undefined && way.taken.length < MAX_UNDER) this.#store(property.value, by, value, { ...way, taken: [...way.taken, name] });
          else if (way.under.length > 0 && propertyName(property) === way.under[0]) this.#store(property.value, by, value, { ...way, under: way.under.slice(1) });
          else if (way.generator && way.under.length === 0) this.#store(property.value, by, value, way);
        }
        return;
      case 'ArrayPattern':
        for (const element of target.elements) if (element) this.#store(element, by, value, way);
        return;
      case 'RestElement':
        this.#store(target.argument, by, value, way);
        return;
      case 'TSParameterProperty': {
        this.#store(target.parameter, by, value, way, noted);
        const inner = target.parameter.type === 'AssignmentPattern' ? target.parameter.left : target.parameter;
        if (inner.type === 'Identifier') this.#thisMember(enclosingClass(target), inner.name, way);
        return;
      }
      default:
    }
  }

  #storeMember(target: TSESTree.MemberExpression, by: Node, value: Node, way: Way): void {
    const name = propertyName(target);
    if (way.under.length === 0 && !way.generator) this.#add('property', by, name, value, way);
    const object = unwrap(target.object);
    if (object.type === 'ThisExpression') this.#thisMember(enclosingClass(target), name, way);
    else if (object.type === 'Identifier') {
      // `bytes[i] = …` fills an array; `record.code = …` is a member of its own.
      if (name === undefined) this.#followName(object, way);
      else if (way.under.length < MAX_UNDER) this.#followName(object, { ...way, under: [name, ...way.under] });
    }
  }

  #followName(identifier: TSESTree.Identifier, way: Way): void {
    const variable = variableOf(this.#sourceCode, identifier);
    for (const reference of variable?.references ?? []) if (reference.isRead() && reference.identifier !== identifier) this.climb(reference.identifier, way);
  }

  /** `this.name` wherever the class reads it. */
  #thisMember(owner: ClassNode | undefined, name: string | undefined, way: Way): void {
    if (!owner || name === undefined) return;
    for (const use of membersOfThis(this.#sourceCode, owner).get(name) ?? []) if (!isAssigned(use)) this.climb(use, way);
  }

  /** The function returns the value: its name says what for, its calls carry it on. */
  #returned(owner: FunctionNode, value: Node, way: Way): void {
    const plain = way.under.length === 0 && !way.generator;
    const outer = wrapped(owner);
    const call = outer.parent;
    if ((call?.type === 'CallExpression' || call?.type === 'NewExpression') && call.callee !== outer) {
      if (plain && this.#options.members) this.#add('return', owner, functionName(owner), value, way);
      if (plain) this.#returnedToCall(call, outer, way);
      return;
    }
    if (call?.type === 'CallExpression') {
      this.climb(call, way);
      return;
    }
    const entered = way.calls.at(-1);
    if (entered?.owner === owner) {
      this.climb(entered.call, { ...way, calls: way.calls.slice(0, -1) });
      return;
    }
    if (plain) this.#add('return', owner, functionName(owner), value, way);
    for (const caller of callsOf(this.#sourceCode, owner)) this.climb(caller, way);
    if (owner.parent.type === 'MethodDefinition' || owner.parent.type === 'PropertyDefinition') {
      const name = propertyName(owner.parent);
      const isGetter = owner.parent.type === 'MethodDefinition' && owner.parent.kind === 'get';
      const container = enclosingClass(owner.parent);
      for (const use of container && name !== undefined ? (membersOfThis(this.#sourceCode, container).get(name) ?? []) : []) {
        if (isGetter) this.climb(use, way);
        else if (use.parent?.type === 'CallExpression' && use.parent.callee === use) this.climb(use.parent, way);
      }
    }
  }

  /** A function handed to a call returns the value: `Array.from({ length }, () => …)`, `xs.map(() => …)`, `xs.sort(() => …)`. */
  #returnedToCall(call: CallLike, owner: Node, way: Way): void {
    const callee = unwrap(call.callee);
    const name = callee.type === 'Identifier' ? callee.name : propertyName(callee);
    const position = call.arguments.indexOf(owner as TSESTree.CallExpressionArgument);
    const carried = this.#options.carries?.(call, position);
    if (carried) this.climb(call, { ...way, generator: carried === 'generator' });
    else if (name === undefined) return;
    else if (SORTING.has(name)) {
      // The order says which items come first; a value arises only when they are put together.
      this.climb(call, { ...way, picked: true });
      if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier') this.#followName(callee.object, { ...way, picked: true });
    } else if (FROM_CALLBACK.has(name)) this.climb(call, name.startsWith('replace') ? madeOf(way) : way);
  }
}

/** The value has been joined to something: from now on it is part of what was made, no longer a mere choice. */
function madeOf(way: Way): Way {
  return way.picked ? { ...way, picked: false } : way;
}

/** The text that certainly stands last in an expression. */
function textAtEnd(node: Node): string {
  const inner = unwrap(node);
  if (inner.type === 'TemplateLiteral') return inner.quasis.at(-1)?.value.cooked ?? '';
  if (inner.type === 'BinaryExpression' && inner.operator === '+') return textAtEnd(inner.right);
  return stringOf(inner) ?? '';
}

function parameterName(parameter: Node): string | undefined {
  if (parameter.type === 'Identifier') return parameter.name;
  if (parameter.type === 'AssignmentPattern') return parameterName(parameter.left);
  if (parameter.type === 'TSParameterProperty') return parameterName(parameter.parameter);
  return undefined;
}

function isAssigned(member: Node): boolean {
  return member.parent?.type === 'AssignmentExpression' && member.parent.left === member && member.parent.operator === '=';
}
