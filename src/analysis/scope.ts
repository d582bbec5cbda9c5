/** Questions about names: which variable is this, what was it defined as, where is it written and read. */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isClass, isFunction, propertyName, unwrap, wrapped, type ClassNode, type FunctionNode, type Identifier, type Node } from './ast.js';
import { nodesOf } from './nodes.js';

export type SourceCode = Readonly<TSESLint.SourceCode>;
export type Variable = TSESLint.Scope.Variable;
export type Reference = TSESLint.Scope.Reference;
type Scope = TSESLint.Scope.Scope;

/**
 * Every reference of a file by where its identifier stands: scopes are walked once instead of once per question. Not by the
 * identifier itself, because an object that is the key of a map has to be given an identity first, which takes longer.
 */
const references = new WeakMap<object, Map<number, Reference>>();

function referencesOf(sourceCode: SourceCode): Map<number, Reference> {
  const known = references.get(sourceCode.ast);
  if (known) return known;
  const index = new Map<number, Reference>();
  for (const scope of sourceCode.scopeManager?.scopes ?? [])
    for (const reference of scope.references) index.set(reference.identifier.range[0], reference);
  references.set(sourceCode.ast, index);
  return index;
}

/**
 * The variable an identifier refers to or declares. Undefined for names that no scope of this file knows.
 * A global that the user's configuration declares is a variable without definitions.
 */
export function variableOf(sourceCode: SourceCode, identifier: Node): Variable | undefined {
  if (identifier.type !== 'Identifier' && identifier.type !== 'JSXIdentifier') return undefined;
  const { parent } = identifier;
  // What an import binds is no reference, and most files ask about nothing else.
  if (parent && isImportOf(parent, identifier)) return declaredVariables(sourceCode, parent)[0];
  const reference = referencesOf(sourceCode).get(identifier.range[0]);
  if (reference?.identifier === identifier) return reference.resolved ?? undefined;
  let scope: Scope | null = sourceCode.getScope(identifier);
  for (; scope; scope = scope.upper) {
    const variable = scope.set.get(identifier.name);
    if (variable) return variable;
  }
  return undefined;
}

function isImportOf(parent: Node, identifier: Node): boolean {
  return (parent.type === 'ImportSpecifier' || parent.type === 'ImportDefaultSpecifier' || parent.type === 'ImportNamespaceSpecifier') && parent.local === identifier;
}

/** Does this name mean anything at a node? */
export function isInScope(sourceCode: SourceCode, name: string, at: Node): boolean {
  for (let scope: Scope | null = sourceCode.getScope(at); scope; scope = scope.upper) if (scope.set.has(name)) return true;
  return false;
}

/** Does this name mean the global of that name (not shadowed by anything in the file)? */
export function isGlobalName(sourceCode: SourceCode, node: Node, name?: string): node is Identifier {
  if (node.type !== 'Identifier' || (name !== undefined && node.name !== name)) return false;
  const variable = variableOf(sourceCode, node);
  return !variable || variable.defs.length === 0;
}

/** The variables that a declaration node (declarator, function, class, parameter, import specifier) introduces. */
export function declaredVariables(sourceCode: SourceCode, node: Node): readonly Variable[] {
  return sourceCode.getDeclaredVariables?.(node) ?? sourceCode.scopeManager?.getDeclaredVariables(node) ?? [];
}

/** One assignment to a variable: the expression that is written and the pattern or name it is written through. */
export interface Write {
  /** The identifier that receives the value. */
  readonly target: Node;
  /** The expression whose value (or part of it, when `target` sits in a pattern) is written; undefined for `for…of`, `++` and the like. */
  readonly value: Node | undefined;
  /** The whole pattern on the left, `target` itself when it is not destructured. */
  readonly pattern: Node;
  /** The declarator or assignment that writes. */
  readonly by: Node;
}

/** Remembered, because a name with thousands of references is asked about at each of them. */
const knownWrites = new WeakMap<Variable, readonly Write[]>();

/** All writes of a variable, its initialiser first. Parameters, imports, functions and classes are definitions, not writes. */
export function writesOf(variable: Variable): readonly Write[] {
  const known = knownWrites.get(variable);
  if (known) return known;
  // A name with a default in a pattern makes two references at one place.
  const byTarget = new Map<Node, Write>();
  for (const reference of variable.references) {
    if (!reference.isWrite()) continue;
    const write = writeAt(reference.identifier);
    if (write) byTarget.set(write.target, write);
  }
  const writes = [...byTarget.values()];
  knownWrites.set(variable, writes);
  return writes;
}

function writeAt(target: Node): Write | undefined {
  let pattern = target;
  for (let parent = target.parent; parent; parent = parent.parent) {
    switch (parent.type) {
      case 'Property':
      case 'RestElement':
      case 'ArrayPattern':
      case 'ObjectPattern':
        pattern = parent;
        continue;
      case 'AssignmentPattern':
        if (parent.right === pattern) return undefined;
        pattern = parent;
        continue;
      case 'VariableDeclarator':
        if (parent.init) return { target, value: parent.init, pattern, by: parent };
        // `for (const x of xs)` and `for (const k in o)`: written by the loop, value unknown here.
        return { target, value: undefined, pattern, by: parent };
      case 'AssignmentExpression':
        return { target, value: parent.operator === '=' || isLogicalAssignment(parent.operator) ? parent.right : undefined, pattern, by: parent };
      default:
        // A function's parameter with a default, `for (x of xs)`, `x++`.
        return { target, value: undefined, pattern, by: parent };
    }
  }
  return undefined;
}

function isLogicalAssignment(operator: string): boolean {
  return operator === '??=' || operator === '||=' || operator === '&&=';
}

/**
 * The one expression a name stands for: the initialiser of a `const`, or of a `let`/`var` that is never written again.
 * Undefined when the name is destructured, reassigned, a parameter or an import.
 */
export function definitionOf(sourceCode: SourceCode, identifier: Node): Node | undefined {
  const variable = variableOf(sourceCode, identifier);
  return variable && initialiserOf(variable);
}

/** As {@link definitionOf}, for a variable. */
export function initialiserOf(variable: Variable): Node | undefined {
  if (variable.defs.length !== 1) return undefined;
  const definition = variable.defs[0];
  if (definition?.type !== ('Variable' as never)) return undefined;
  const declarator = definition.node as Node;
  if (declarator.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier' || !declarator.init) return undefined;
  // The initialiser is the only write; `writesOf` is remembered, `references` would be walked anew for each of them.
  if (writesOf(variable).some((write) => write.by !== declarator)) return undefined;
  return declarator.init;
}

/** One change to a member of what a variable holds. */
export interface MemberWrite {
  /**
   * `set`: the member at `path` receives `value`. `delete`: it is removed. `assign`: `Object.assign()` copies further objects
   * onto it. `mutate`: something in it changes in a way not known here (computed key, `push`).
   */
  readonly kind: 'set' | 'delete' | 'assign' | 'mutate';
  /** The names from the variable to the member; empty for what the variable itself holds. */
  readonly path: readonly string[];
  /** The expression written by `set`; undefined for `+=`, `++` and patterns. */
  readonly value: Node | undefined;
  /** The assignment, update, `delete` or call. */
  readonly by: Node;
}

const knownMemberWrites = new WeakMap<Variable, readonly MemberWrite[]>();

/** Methods of arrays, maps and sets that change what they are called on. */
const MUTATORS: ReadonlySet<string> = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin', 'set', 'add', 'delete', 'clear']);

/** Every change, anywhere in the file, to members of what a variable holds, as far as it is made through the variable's name. */
export function memberWritesOf(variable: Variable): readonly MemberWrite[] {
  const known = knownMemberWrites.get(variable);
  if (known) return known;
  const writes: MemberWrite[] = [];
  for (const reference of variable.references) {
    if (reference.isWrite()) continue;
    const write = memberWriteAt(reference.identifier);
    if (write) writes.push(write);
  }
  knownMemberWrites.set(variable, writes);
  return writes;
}

function memberWriteAt(identifier: Node): MemberWrite | undefined {
  const path: string[] = [];
  let here = wrapped(identifier);
  let known = true;
  for (; here.parent?.type === 'MemberExpression' && here.parent.object === here; here = wrapped(here.parent)) {
    const name = known ? propertyName(here.parent) : undefined;
    if (name === undefined) known = false;
    else path.push(name);
  }
  const { parent } = here;
  if (!parent) return undefined;
  if (parent.type === 'CallExpression') {
    if (parent.callee === here && known && MUTATORS.has(path.at(-1) ?? '')) return { kind: 'mutate', path: path.slice(0, -1), value: undefined, by: parent };
    return parent.arguments[0] === here && isObjectAssign(parent.callee) ? { kind: known ? 'assign' : 'mutate', path, value: undefined, by: parent } : undefined;
  }
  if (unwrap(here).type !== 'MemberExpression') return undefined;
  let value: Node | undefined;
  let kind: MemberWrite['kind'] = 'set';
  switch (parent.type) {
    case 'AssignmentExpression':
      if (parent.left !== here) return undefined;
      if (parent.operator === '=') value = parent.right;
      break;
    case 'UnaryExpression':
      if (parent.operator !== 'delete') return undefined;
      kind = 'delete';
      break;
    case 'UpdateExpression':
    case 'RestElement':
    case 'ArrayPattern':
      break;
    case 'AssignmentPattern':
      if (parent.left !== here) return undefined;
      break;
    case 'Property':
      if (parent.parent.type !== 'ObjectPattern' || parent.value !== here) return undefined;
      break;
    case 'ForOfStatement':
    case 'ForInStatement':
      if (parent.left !== here) return undefined;
      break;
    default:
      return undefined;
  }
  return known ? { kind, path, value, by: parent } : { kind: 'mutate', path, value: undefined, by: parent };
}

function isObjectAssign(callee: Node): boolean {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Object' && propertyName(callee) === 'assign';
}

/** The function that a callee expression certainly calls when it is written in this file. */
export function localFunction(sourceCode: SourceCode, callee: Node): FunctionNode | undefined {
  const inner = unwrap(callee);
  if (isFunction(inner)) return inner;
  if (inner.type === 'MemberExpression') return localMethod(sourceCode, inner);
  if (inner.type !== 'Identifier' && inner.type !== 'JSXIdentifier') return undefined;
  const variable = variableOf(sourceCode, inner);
  return variable && functionOf(variable);
}

/** The function a variable is bound to, once and for all. */
export function functionOf(variable: Variable): FunctionNode | undefined {
  const definition = variable.defs[0];
  if (variable.defs.length !== 1 || !definition) return undefined;
  if (isFunction(definition.node) && definition.type === ('FunctionName' as never)) return definition.node;
  const init = initialiserOf(variable);
  if (!init) return undefined;
  const value = unwrap(init);
  return isFunction(value) ? value : undefined;
}

/** `this.m()` and `Class.m()` where the class in this file has exactly that method. */
function localMethod(sourceCode: SourceCode, member: TSESTree.MemberExpression): FunctionNode | undefined {
  if (member.computed) return undefined;
  const name = member.property.type === 'PrivateIdentifier' ? `#${member.property.name}` : (member.property).name;
  const object = unwrap(member.object);
  let owner: Node | null | undefined;
  if (object.type === 'ThisExpression') {
    for (owner = member.parent; owner && !isClass(owner); owner = owner.parent);
  } else if (object.type === 'Identifier') {
    owner = variableOf(sourceCode, object)?.defs[0]?.node;
    if (owner?.type === 'VariableDeclarator') return methodOfObject(owner.init && unwrap(owner.init), name);
  }
  if (!isClass(owner)) return undefined;
  for (const element of owner.body.body) {
    if ((element.type !== 'MethodDefinition' && element.type !== 'PropertyDefinition') || element.computed) continue;
    const key = element.key.type === 'PrivateIdentifier' ? `#${element.key.name}` : (element.key as Identifier).name;
    if (key !== name) continue;
    const value = element.value && unwrap(element.value);
    return isFunction(value) ? value : undefined;
  }
  return undefined;
}

function methodOfObject(object: Node | null | undefined, name: string): FunctionNode | undefined {
  if (object?.type !== 'ObjectExpression') return undefined;
  for (const property of object.properties) {
    if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier' || property.key.name !== name) continue;
    const value = unwrap(property.value);
    return isFunction(value) ? value : undefined;
  }
  return undefined;
}

/** The variable that names a function (its declaration or the `const` it initialises). */
export function variableNaming(sourceCode: SourceCode, node: FunctionNode): Variable | undefined {
  if (node.type === 'FunctionDeclaration') return declaredVariables(sourceCode, node).find((variable) => variable.name === node.id?.name);
  const outer = wrapped(node);
  if (outer.parent?.type === 'VariableDeclarator' && outer.parent.id.type === 'Identifier') return declaredVariables(sourceCode, outer.parent)[0];
  return undefined;
}

/** Every call of a function that this file makes by its name. */
export function callsOf(sourceCode: SourceCode, node: FunctionNode): readonly Node[] {
  const variable = variableNaming(sourceCode, node);
  if (!variable) return [];
  const calls: Node[] = [];
  for (const reference of variable.references) {
    const identifier = reference.identifier as Node;
    const callee = wrapped(identifier);
    const { parent } = callee;
    if ((parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee === callee) calls.push(parent);
    else if (identifier.type === 'JSXIdentifier' && parent?.type === 'JSXOpeningElement') calls.push(parent);
  }
  return calls;
}

type MembersByName = Map<string, Node[]>;

const NO_MEMBERS: ReadonlyMap<string, readonly Node[]> = new Map();
const thisMembers = new WeakMap<object, ReadonlyMap<ClassNode, MembersByName>>();

/** The expressions `this.name` inside a class (those of inner classes left out), by name. */
export function membersOfThis(sourceCode: SourceCode, owner: ClassNode): ReadonlyMap<string, readonly Node[]> {
  let byClass = thisMembers.get(sourceCode.ast);
  if (!byClass) thisMembers.set(sourceCode.ast, (byClass = membersByClass(sourceCode)));
  return byClass.get(owner) ?? NO_MEMBERS;
}

function membersByClass(sourceCode: SourceCode): ReadonlyMap<ClassNode, MembersByName> {
  const byClass = new Map<ClassNode, MembersByName>();
  for (const member of nodesOf(sourceCode, 'MemberExpression')) {
    const name = member.object.type === 'ThisExpression' ? propertyName(member) : undefined;
    const owner = name === undefined ? undefined : classAround(member);
    if (!owner || name === undefined) continue;
    let members = byClass.get(owner);
    if (!members) byClass.set(owner, (members = new Map<string, Node[]>()));
    const others = members.get(name);
    if (others) others.push(member);
    else members.set(name, [member]);
  }
  return byClass;
}

/** The class in whose body a node stands: what it extends stands outside. */
function classAround(node: Node): ClassNode | undefined {
  for (let outer = node.parent; outer; outer = outer.parent) if (outer.type === 'ClassBody') return outer.parent;
  return undefined;
}
