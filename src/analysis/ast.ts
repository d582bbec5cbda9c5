/** Questions about single syntax nodes: what is inside the wrappers, what is this property called, which function is this in. */
import type { TSESTree } from '@typescript-eslint/utils';
import { work } from './work.js';

export type Node = TSESTree.Node;
export type Expression = TSESTree.Expression;
export type Identifier = TSESTree.Identifier;
export type CallLike = TSESTree.CallExpression | TSESTree.NewExpression;
export type FunctionNode = TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration | TSESTree.FunctionExpression;
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/**
 * Is this node only a wrapper whose value is the value of its operand (`x as T`, `x!`, `x satisfies T`, `<T>x`, an optional
 * chain, `await x`)? `await` counts because every question of the kernel treats a promise as the value it settles to.
 */
export function isWrapper(node: Node): boolean {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
    case 'AwaitExpression':
      return true;
    default:
      // Babel's parser with `createParenthesizedExpressions`; not part of the ESTree types.
      return (node.type as string) === 'ParenthesizedExpression';
  }
}

/** The operand of a wrapper node. */
function operandOf(node: Node): Node {
  const wrapper = node as unknown as { readonly expression?: Node; readonly argument?: Node };
  return wrapper.expression ?? wrapper.argument ?? node;
}

/** The node inside all wrappers; the node itself when it is none. */
export function unwrap(node: Node): Node {
  let inner = node;
  while (isWrapper(inner)) inner = operandOf(inner);
  return inner;
}

/** The outermost wrapper around a node; the node itself when there is none. */
export function wrapped(node: Node): Node {
  let outer = node;
  while (outer.parent && isWrapper(outer.parent)) outer = outer.parent;
  return outer;
}

/** A function with a body: Babel gives the signature of an overload the type of one that has none. */
export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression' || node?.type === 'FunctionDeclaration') && Boolean((node as { readonly body?: Node }).body);
}

export function isClass(node: Node | null | undefined): node is ClassNode {
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression';
}

/** The text of a string literal or of a template without expressions, else undefined. */
export function stringOf(node: Node | null | undefined): string | undefined {
  if (!node) return undefined;
  const inner = unwrap(node);
  if (inner.type === 'Literal' && typeof inner.value === 'string') return inner.value;
  if (inner.type === 'TemplateLiteral' && inner.expressions.length === 0) return inner.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/**
 * The name under which a member, property, class member or object pattern entry is reached.
 * A computed key counts only when it is a literal: `o['name']` is `name`, `o[name]` is unknown.
 */
export function propertyName(node: Node): string | undefined {
  let key: Node;
  let computed: boolean;
  switch (node.type) {
    case 'MemberExpression':
      key = node.property;
      computed = node.computed;
      break;
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
    case 'AccessorProperty':
      key = node.key;
      computed = node.computed;
      break;
    default:
      return undefined;
  }
  if (!computed) {
    if (key.type === 'Identifier') return key.name;
    if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  }
  const inner = unwrap(key);
  if (inner.type === 'Literal' && typeof inner.value === 'number') return String(inner.value);
  return stringOf(inner);
}

/** What a call calls (a tag too); the node itself when it is no call. */
export function calleeOf(node: Node): Node {
  if (node.type === 'TaggedTemplateExpression') return node.tag;
  return node.type === 'CallExpression' || node.type === 'NewExpression' ? node.callee : node;
}

/** What a call calls, of a chain of calls (`app.register(a).register(b)`) only the name of the last link. */
export function lastLinkOf(node: Node): Node {
  const callee = calleeOf(node);
  return callee !== node && callee.type === 'MemberExpression' && unwrap(callee.object).type === 'CallExpression' ? callee.property : callee;
}

/** The last name of a chain: `email` of `user.email`, `getIp` of `ctx.getIp()`; empty when there is none. */
export function lastNameOf(node: Node): string {
  const inner = unwrap(node);
  if (inner.type === 'Identifier') return inner.name;
  if (inner.type === 'MemberExpression') return propertyName(inner) ?? '';
  return inner.type === 'CallExpression' ? lastNameOf(inner.callee) : '';
}

/** The name in an import or export specifier: `a` in `{ a as b }`, also when it is written as a string. */
export function moduleExportName(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

/** The nearest function around a node (not the node itself); undefined at the top level of the program. */
export function enclosingFunction(node: Node): FunctionNode | undefined {
  for (let outer = node.parent; outer; outer = outer.parent) if (isFunction(outer)) return outer;
  return undefined;
}

/** The nearest class around a node (not the node itself). */
export function enclosingClass(node: Node): ClassNode | undefined {
  for (let outer = node.parent; outer; outer = outer.parent) if (isClass(outer)) return outer;
  return undefined;
}

/** The decorators of a class or method; parsers of plain JavaScript know none. */
export function decoratorsOf(node: ClassNode | TSESTree.MethodDefinition): readonly TSESTree.Decorator[] {
  return (node as { readonly decorators?: readonly TSESTree.Decorator[] }).decorators ?? [];
}

/** Is `inner` the node `outer` or below it? Compares positions, so it costs nothing on deep trees. */
export function contains(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** The nearest node around this one that is a statement or the program. */
export function statementOf(node: Node): Node {
  let here = node;
  while (here.parent && here.parent.type !== 'Program' && here.parent.type !== 'BlockStatement' && here.parent.type !== 'StaticBlock' && here.parent.type !== 'SwitchCase')
    here = here.parent;
  return here;
}

/** The name a function goes by: its own, its variable's, its property's or its method's. */
export function functionName(node: FunctionNode): string | undefined {
  if (node.type !== 'ArrowFunctionExpression' && node.id) return node.id.name;
  const { parent } = node;
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  if (parent.type === 'AssignmentExpression') {
    if (parent.left.type === 'Identifier') return parent.left.name;
    return propertyName(parent.left);
  }
  return propertyName(parent);
}

/** The name of the nearest function around a node that has one. */
export function nameAround(node: Node): string | undefined {
  for (let owner = enclosingFunction(node); owner; owner = enclosingFunction(owner)) {
    const name = functionName(owner);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The keys under which a parser keeps the children of each type of node (`sourceCode.visitorKeys`). */
export type VisitorKeys = Readonly<Record<string, readonly string[] | undefined>>;

/** The direct children of a node, in the order of the source. */
export function childrenOf(keys: VisitorKeys, node: Node): readonly Node[] {
  const children: Node[] = [];
  for (const key of keys[node.type] ?? []) {
    const value = (node as unknown as Readonly<Record<string, unknown>>)[key];
    if (Array.isArray(value)) {
      for (const child of value as readonly (Node | null)[]) if (child) children.push(child);
    } else if (value && typeof (value as Node).type === 'string') children.push(value as Node);
  }
  return children;
}

/** Visits a node and everything below it, parents first; what is below a node for which `enter` answers `'skip'` is left out. */
export function walk(keys: VisitorKeys, node: Node, enter: (node: Node) => 'skip' | undefined): void {
  // A stack of its own: generated code nests deeper than the call stack allows.
  const stack: Node[] = [node];
  for (let here = stack.pop(); here; here = stack.pop()) {
    work.nodes += 1;
    if (enter(here) !== 'skip') pushChildren(stack, keys, here);
  }
}

/** Puts the children of a node on a stack, the last one first. As `childrenOf`, but without a list for each node of a tree. */
function pushChildren(stack: Node[], keys: VisitorKeys, node: Node): void {
  const names = keys[node.type];
  if (!names) return;
  for (let index = names.length - 1; index >= 0; index--) {
    const value = (node as unknown as Readonly<Record<string, unknown>>)[names[index] as string];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (let position = value.length - 1; position >= 0; position--) if (value[position]) stack.push(value[position] as Node);
    } else if (typeof (value as Node).type === 'string') stack.push(value as Node);
  }
}

const returned = new WeakMap<FunctionNode, readonly Node[]>();

/** The expressions a function returns with `return` or as the body of an arrow, not those of functions inside it. */
export function returnsOf(keys: VisitorKeys, node: FunctionNode): readonly Node[] {
  if (!node.body) return [];
  if (node.body.type !== 'BlockStatement') return [node.body];
  const known = returned.get(node);
  if (known) return known;
  const found: Node[] = [];
  walk(keys, node.body, (inner) => {
    if (isFunction(inner) || isClass(inner)) return 'skip';
    if (inner.type === 'ReturnStatement' && inner.argument) found.push(inner.argument);
    return undefined;
  });
  returned.set(node, found);
  return found;
}
