/** Where in a file are the calls, the comparisons …? One walk through the tree for all who look for nodes of some type. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isClass, walk, type Node } from './ast.js';
import type { SourceCode } from './scope.js';

/** The types that somebody looks for. */
const TYPES = ['CallExpression', 'TaggedTemplateExpression', 'BinaryExpression', 'MemberExpression', 'ImportExpression', 'MetaProperty', 'JSXOpeningElement'] as const;

type IndexedType = (typeof TYPES)[number];
type Indexed<T extends IndexedType> = Extract<Node, { type: T | `${T}` }>;

/** There is no expression in a type, but for `typeof x` and what an interface calls its computed members. */
const NO_EXPRESSIONS: ReadonlySet<string> = new Set(['TSTypeAnnotation', 'TSTypeParameterInstantiation', 'TSTypeParameterDeclaration', 'TSTypeAliasDeclaration', 'TSInterfaceDeclaration']);

const indexes = new WeakMap<TSESTree.Program, ReadonlyMap<string, readonly Node[]>>();

/** The nodes of these types in source order, outer ones first; those in types are left out. */
export function nodesOf<T extends IndexedType>({ ast, visitorKeys }: SourceCode, ...types: readonly T[]): readonly Indexed<T>[] {
  let index = indexes.get(ast);
  if (!index) {
    const lists = new Map<string, Node[]>(TYPES.map((type) => [type, []]));
    walk(visitorKeys, ast, (node) => {
      lists.get(node.type)?.push(node);
      return NO_EXPRESSIONS.has(node.type) ? 'skip' : undefined;
    });
    indexes.set(ast, (index = lists));
  }
  const [first = [], ...others] = types.map((type) => index.get(type) ?? []);
  const found = others.every(({ length }) => length === 0) ? first : [first, ...others].flat().sort((left, right) => left.range[0] - right.range[0] || right.range[1] - left.range[1]);
  return found as readonly Indexed<T>[];
}

/** The outermost node of this type that begins at a place in the text; undefined where that is in a comment or a string. */
export function nodeAt<T extends IndexedType>({ ast, visitorKeys }: SourceCode, index: number, type: T): Indexed<T> | undefined {
  let found: Node | undefined;
  walk(visitorKeys, ast, (node) => {
    // Decorators stand before the class, and before its `export`.
    const isAround = (node.range[0] <= index && index < node.range[1]) || node.type.startsWith('Export') || isClass(node);
    if (found || !isAround) return 'skip';
    if (node.range[0] === index && node.type === type) found = node;
    return undefined;
  });
  return found as Indexed<T> | undefined;
}
