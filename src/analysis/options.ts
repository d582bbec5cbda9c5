/** Is an option set, and to what? Properties of an options argument, through variables, spreads, defaults and later assignments. */
import type { TSESTree } from '@typescript-eslint/utils';
import { contains, enclosingClass, enclosingFunction, isFunction, propertyName, returnsOf, statementOf, stringOf, unwrap, wrapped, type Node } from './ast.js';
import { definitionOf, functionOf, isGlobalName, localFunction, memberWritesOf, variableOf, writesOf, type MemberWrite, type SourceCode, type Variable, type Write } from './scope.js';
import { work } from './work.js';

/**
 * What stands under a path of an options object.
 *
 * `present`: one of `values` (usually there is one; functions for methods). `uncertain` when the option may also be missing or
 * be replaced by something unknown: `{ a: 1, ...rest }`, `{ ...(x && { a: 1 }) }`.
 * `absent`: certainly not set, or set to a literal `undefined`. `unknown`: cannot be told.
 */
export type Option =
  | { readonly kind: 'present'; readonly values: readonly Node[]; readonly uncertain?: true }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

/** A set of possibilities: all values there can be, and whether there may be none or something not known. */
interface Possible {
  readonly values: readonly Node[];
  readonly absent: boolean;
  readonly unknown: boolean;
}

const ABSENT: Possible = { values: [], absent: true, unknown: false };
const UNKNOWN: Possible = { values: [], absent: true, unknown: true };

const MAX_DEPTH = 24;
const MAX_STEPS = 400;
const MAX_VALUES = 32;
const MAX_WRITES = 16;

/**
 * The option at `path` of an options expression (`['cookie', 'secure']`; array elements by position: `['0']`).
 * `options` may be missing: a call without that argument has none of its options.
 */
export function optionOf(sourceCode: SourceCode, options: Node | null | undefined, path: readonly string[]): Option {
  if (!options) return { kind: 'absent' };
  const { values, absent, unknown } = new Lookup(sourceCode).at(options, path, 0);
  const set = values.filter((value) => !isUndefined(sourceCode, value));
  if (set.length > 0) return set.length < values.length || absent || unknown ? { kind: 'present', values: set, uncertain: true } : { kind: 'present', values: set };
  return { kind: unknown ? 'unknown' : 'absent' };
}

/**
 * The object or array literal an expression stands for: through wrappers, `const` and `Object.freeze`, when nothing in the
 * file changes its members afterwards.
 */
export function literalOf(sourceCode: SourceCode, node: Node): TSESTree.ObjectExpression | TSESTree.ArrayExpression | undefined {
  let here = unwrap(node);
  for (let hops = 0; hops < MAX_DEPTH; hops++) {
    if (here.type === 'ObjectExpression' || here.type === 'ArrayExpression') return here;
    let next: Node | undefined;
    if (here.type === 'Identifier') {
      const variable = variableOf(sourceCode, here);
      if (variable && memberWritesOf(variable).length > 0) return undefined;
      next = definitionOf(sourceCode, here);
    } else if (here.type === 'MemberExpression') {
      const name = propertyName(here);
      const option = name === undefined ? undefined : optionOf(sourceCode, here.object, [name]);
      if (option?.kind === 'present' && !option.uncertain && option.values.length === 1) next = option.values[0];
    } else if (here.type === 'CallExpression' && IDENTITY.has(globalMethod(sourceCode, here) ?? '')) next = here.arguments[0];
    if (!next) return undefined;
    here = unwrap(next);
  }
  return undefined;
}

/** Is this expression written as `undefined` or `void 0`? */
export function isUndefined(sourceCode: SourceCode, node: Node): boolean {
  const inner = unwrap(node);
  return (inner.type === 'UnaryExpression' && inner.operator === 'void') || isGlobalName(sourceCode, inner, 'undefined');
}

/** Functions of `Object` (and the global `structuredClone`) that hand back an object with the members of their argument. */
const IDENTITY: ReadonlySet<string> = new Set(['Object.freeze', 'Object.seal', 'Object.preventExtensions', 'structuredClone']);

function globalMethod(sourceCode: SourceCode, call: TSESTree.CallExpression): string | undefined {
  const callee = unwrap(call.callee);
  if (isGlobalName(sourceCode, callee)) return callee.name;
  if (callee.type !== 'MemberExpression' || !isGlobalName(sourceCode, callee.object, 'Object')) return undefined;
  const name = propertyName(callee);
  return name === undefined ? undefined : `Object.${name}`;
}

/**
 * How a destructured variable takes its value out of the expression on the right: the path to it, its default, and for a rest
 * element the names that are taken out before. Undefined when the pattern cannot be followed.
 */
export function patternPath(write: Write): { readonly path: readonly string[]; readonly fallback: Node | undefined; readonly without: readonly string[] | undefined } | undefined {
  const path: string[] = [];
  let fallback: Node | undefined;
  let without: readonly string[] | undefined;
  for (let here = write.target; here !== write.by; ) {
    const { parent } = here;
    if (!parent) return undefined;
    switch (parent.type) {
      case 'AssignmentPattern':
        // A default of an outer pattern would need both sides followed.
        if (here !== write.target) return undefined;
        fallback = parent.right;
        break;
      case 'Property': {
        const name = propertyName(parent);
        if (name === undefined) return undefined;
        path.unshift(name);
        break;
      }
      case 'ArrayPattern':
        path.unshift(String(parent.elements.indexOf(here as never)));
        break;
      case 'RestElement':
        if (parent.parent.type !== 'ObjectPattern' || here !== write.target) return undefined;
        without = parent.parent.properties.flatMap((property) => propertyName(property) ?? []);
        break;
      case 'ObjectPattern':
        break;
      default:
        return parent === write.by ? { path, fallback, without } : undefined;
    }
    here = parent;
  }
  return { path, fallback, without };
}

/**
 * The value of a class field that never changes after construction, for `this.name` and `Class.name`: a `readonly` or private
 * field with an initialiser that the constructor does not write.
 */
export function fieldOf(sourceCode: SourceCode, member: TSESTree.MemberExpression): Node | undefined {
  const name = propertyName(member);
  if (name === undefined) return undefined;
  const object = unwrap(member.object);
  let owner: Node | undefined;
  let isStatic: boolean | undefined;
  if (object.type === 'ThisExpression') owner = enclosingClass(member);
  else if (object.type === 'Identifier') {
    const variable = variableOf(sourceCode, object);
    owner = variable?.defs.length === 1 ? (variable.defs[0]?.node) : undefined;
    isStatic = true;
    if (variable && memberWritesOf(variable).some((write) => write.path.length === 0 || write.path[0] === name)) return undefined;
  }
  if (owner?.type !== 'ClassDeclaration' && owner?.type !== 'ClassExpression') return undefined;
  for (const element of owner.body.body) {
    if (element.type !== 'PropertyDefinition' || propertyName(element) !== name || (isStatic !== undefined && element.static !== isStatic)) continue;
    if (!element.value || !(element.readonly || element.static || element.key.type === 'PrivateIdentifier')) return undefined;
    return isWrittenIn(sourceCode, owner, name) ? undefined : element.value;
  }
  return undefined;
}

const writtenFields = new WeakMap<Node, ReadonlySet<string>>();

/** Does the text of a class assign `.name` anywhere? Coarse on purpose: one scan per class, and other objects' members only cost an answer. */
function isWrittenIn(sourceCode: SourceCode, owner: Node, name: string): boolean {
  let names = writtenFields.get(owner);
  if (!names) {
    const found = new Set<string>();
    for (const [, written] of sourceCode.text.slice(...owner.range).matchAll(/\.(#?[\w$]+)\s*(?:[-+*/%|&?]{0,2}=(?![=>])|\+\+|--)/gu)) if (written) found.add(written);
    writtenFields.set(owner, (names = found));
  }
  return names.has(name);
}

class Lookup {
  readonly #sourceCode: SourceCode;
  readonly #active = new Set<Variable>();
  #steps = MAX_STEPS;

  constructor(sourceCode: SourceCode) {
    this.#sourceCode = sourceCode;
  }

  /** What `path` of an expression can be. */
  at(expression: Node, path: readonly string[], depth: number): Possible {
    work.values += 1;
    if (this.#steps-- <= 0 || depth > MAX_DEPTH) return UNKNOWN;
    const node = unwrap(expression);
    const [key, ...rest] = path;
    if (key === undefined) return this.#settled(expression, depth);
    switch (node.type) {
      case 'ObjectExpression':
        return this.#atObject(node, key, rest, depth);
      case 'ArrayExpression':
        return this.#atArray(node, key, rest, depth);
      case 'Identifier':
        return this.#atIdentifier(node, path, depth);
      case 'MemberExpression': {
        const name = propertyName(node);
        if (name === undefined) return UNKNOWN;
        const field = fieldOf(this.#sourceCode, node);
        return field ? this.at(field, path, depth + 1) : this.at(node.object, [name, ...path], depth + 1);
      }
      case 'ConditionalExpression':
        return union(this.at(node.consequent, path, depth + 1), this.at(node.alternate, path, depth + 1));
      case 'LogicalExpression':
        // `x && { … }`: what is falsy has no options. The left side of `a || b` is the object itself when it is there.
        return union(node.operator === '&&' ? ABSENT : this.at(node.left, path, depth + 1), this.at(node.right, path, depth + 1));
      case 'AssignmentExpression':
        return node.operator === '=' ? this.at(node.right, path, depth + 1) : UNKNOWN;
      case 'SequenceExpression': {
        const last = node.expressions.at(-1);
        return last ? this.at(last, path, depth + 1) : UNKNOWN;
      }
      case 'CallExpression':
        return this.#atCall(node, path, depth);
      case 'Literal':
      case 'TemplateLiteral':
        return ABSENT;
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        // A callback where options may stand.
        return ABSENT;
      case 'UnaryExpression':
        // `void 0`, `!x`, `typeof x`: never an object.
        return ABSENT;
      default:
        return UNKNOWN;
    }
  }

  /** A value at the end of the path. A conditional is taken apart only when one side says that the option is not set. */
  #settled(expression: Node, depth: number): Possible {
    const node = unwrap(expression);
    if (node.type === 'ConditionalExpression' && (isUndefined(this.#sourceCode, node.consequent) || isUndefined(this.#sourceCode, node.alternate)))
      return union(this.at(node.consequent, [], depth + 1), this.at(node.alternate, [], depth + 1));
    return { values: [expression], absent: false, unknown: false };
  }

  /** The rest of a path below values that were found for its beginning. */
  #below(values: readonly Node[], path: readonly string[], depth: number): Possible {
    return values.map((value) => this.at(value, path, depth + 1)).reduce(union, { values: [], absent: false, unknown: false });
  }

  #atObject(object: TSESTree.ObjectExpression, key: string, rest: readonly string[], depth: number): Possible {
    const { named, open } = indexOf(object);
    const position = named.get(key);
    let state = ABSENT;
    if (position !== undefined) {
      const property = object.properties[position] as TSESTree.Property;
      // What a getter returns is decided when it is read.
      state = property.kind === 'init' ? this.at(property.value, rest, depth + 1) : UNKNOWN;
    }
    for (const index of open) {
      // What stands before the key is replaced by it.
      if (position !== undefined && index < position) continue;
      const property = object.properties[index];
      if (!property) continue;
      if (property.type === 'SpreadElement') state = override(state, this.at(property.argument, [key, ...rest], depth + 1));
      else {
        const name = this.#computedName(property);
        if (name === undefined) state = override(state, UNKNOWN);
        else if (name === key) state = this.at(property.value, rest, depth + 1);
      }
    }
    return state;
  }

  /** The key of `{ [KEY]: … }` when it is a `const` string. */
  #computedName(property: TSESTree.Property): string | undefined {
    const key = unwrap(property.key);
    return key.type === 'Identifier' ? stringOf(definitionOf(this.#sourceCode, key)) : undefined;
  }

  #atArray(array: TSESTree.ArrayExpression, key: string, rest: readonly string[], depth: number): Possible {
    if (!/^\d{1,9}$/u.test(key)) return UNKNOWN;
    const index = Number(key);
    const spread = array.elements.findIndex((element) => element?.type === 'SpreadElement');
    if (spread >= 0 && spread <= index) return UNKNOWN;
    const element = array.elements[index];
    return element ? this.at(element, rest, depth + 1) : ABSENT;
  }

  #atIdentifier(identifier: TSESTree.Identifier, path: readonly string[], depth: number): Possible {
    const variable = variableOf(this.#sourceCode, identifier);
    if (!variable || variable.defs.length === 0) return identifier.name === 'undefined' ? ABSENT : UNKNOWN;
    if (functionOf(variable) && memberWritesOf(variable).length === 0) return ABSENT;
    // `o = { ...o, a: 1 }`
    if (variable.defs.length !== 1 || variable.defs[0]?.type !== ('Variable' as never) || this.#active.has(variable)) return UNKNOWN;
    const writes = writesOf(variable);
    if (writes.length > MAX_WRITES) return UNKNOWN;
    this.#active.add(variable);
    let state = writes.length === 0 ? ABSENT : writes.map((write) => this.#atWrite(write, path, depth)).reduce(union);
    for (const write of memberWritesOf(variable)) state = this.#changed(state, write, path, identifier, depth);
    this.#active.delete(variable);
    return state;
  }

  #atWrite(write: Write, path: readonly string[], depth: number): Possible {
    if (!write.value) return UNKNOWN;
    const taken = patternPath(write);
    if (!taken) return UNKNOWN;
    if (taken.without?.includes(path[0] ?? '')) return ABSENT;
    const container = [...taken.path, ...path];
    if (!taken.fallback) return this.at(write.value, container, depth + 1);
    // The default counts where the member itself is missing, whatever is below it.
    const whole = this.at(write.value, taken.path, depth + 1);
    const values = whole.values.filter((value) => !isUndefined(this.#sourceCode, value));
    const found = this.#below(values, path, depth);
    const known = whole.absent || values.length < whole.values.length ? union(found, this.at(taken.fallback, path, depth + 1)) : found;
    return { ...known, unknown: known.unknown || whole.unknown };
  }

  /** The state after a member was changed through the variable, as seen by a use of the variable. */
  #changed(state: Possible, write: MemberWrite, path: readonly string[], use: Node, depth: number): Possible {
    if (!write.path.every((name, index) => path[index] === name)) return state;
    const when = changeBefore(write.by, use);
    if (when === 'never') return state;
    const rest = path.slice(write.path.length);
    let changed: Possible;
    switch (write.kind) {
      case 'set':
        changed = write.value ? this.at(write.value, rest, depth + 1) : UNKNOWN;
        break;
      case 'delete':
        changed = ABSENT;
        break;
      case 'assign':
        changed = this.#assigned(state, (write.by as TSESTree.CallExpression).arguments.slice(1), rest, depth);
        break;
      case 'mutate':
        // The member itself stays what it is; what is in it may change.
        return rest.length === 0 ? state : union(state, UNKNOWN);
    }
    return when === 'always' ? changed : union(state, changed);
  }

  #assigned(target: Possible, sources: readonly Node[], path: readonly string[], depth: number): Possible {
    let state = target;
    for (const source of sources) state = override(state, source.type === 'SpreadElement' ? UNKNOWN : this.at(source, path, depth + 1));
    return state;
  }

  #atCall(call: TSESTree.CallExpression, path: readonly string[], depth: number): Possible {
    const [first, ...others] = call.arguments;
    const method = globalMethod(this.#sourceCode, call);
    if (method !== undefined && first && first.type !== 'SpreadElement') {
      if (IDENTITY.has(method)) return this.at(first, path, depth + 1);
      if (method === 'Object.assign') return this.#assigned(this.at(first, path, depth + 1), others, path, depth);
    }
    const callee = localFunction(this.#sourceCode, call.callee);
    if (!callee || callee.generator) return UNKNOWN;
    const returns = returnsOf(this.#sourceCode.visitorKeys, callee);
    return returns.length === 0 ? UNKNOWN : this.#below(returns, path, depth);
  }
}

/** Where the keys of an object literal stand: a big table is asked about many times. */
interface ObjectIndex {
  /** The position of the last property of each name. */
  readonly named: ReadonlyMap<string, number>;
  /** The positions of spreads and of computed keys that are not literals. */
  readonly open: readonly number[];
}

const indices = new WeakMap<Node, ObjectIndex>();

function indexOf(object: TSESTree.ObjectExpression): ObjectIndex {
  const known = indices.get(object);
  if (known) return known;
  const named = new Map<string, number>();
  const open: number[] = [];
  for (const [position, property] of object.properties.entries()) {
    const name = property.type === 'Property' ? propertyName(property) : undefined;
    if (name === undefined) open.push(position);
    else if ((property as TSESTree.Property).kind !== 'set') named.set(name, position);
  }
  const index = { named, open };
  indices.set(object, index);
  return index;
}

/** Has a change been made when the variable is used: on every path, on some, on none? */
function changeBefore(change: Node, use: Node): 'always' | 'sometimes' | 'never' {
  const owner = enclosingFunction(change);
  const around = !owner || contains(owner, use);
  const before = change.range[1] <= use.range[0];
  if (around && !before && owner === enclosingFunction(use) && !sharedLoop(change, use)) return 'never';
  const statement = statementOf(change);
  const whole = statement.type === 'ExpressionStatement' && unwrap(statement.expression) === wrapped(change);
  return around && before && whole && statement.parent && statement.parent.type !== 'SwitchCase' && contains(statement.parent, use) ? 'always' : 'sometimes';
}

/** Does one loop (of the same function) hold both nodes, so that the later one runs before the earlier one of the next round? */
function sharedLoop(one: Node, other: Node): boolean {
  for (let outer = one.parent; outer && !isFunction(outer); outer = outer.parent) {
    switch (outer.type) {
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        if (contains(outer, other)) return true;
        break;
      default:
    }
  }
  return false;
}

function union(left: Possible, right: Possible): Possible {
  const values = [...new Set([...left.values, ...right.values])];
  const full = values.length > MAX_VALUES;
  return { values: full ? values.slice(0, MAX_VALUES) : values, absent: left.absent || right.absent, unknown: left.unknown || right.unknown || full };
}

/** The state after a spread: what the spread has wins, what it may lack stays as it was. */
function override(state: Possible, spread: Possible): Possible {
  if (!spread.absent) return spread;
  const { values, unknown } = union(state, spread);
  return { values, absent: state.absent, unknown };
}
