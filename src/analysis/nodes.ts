/** Where in a file are the calls, the comparisons …? One walk through the tree for all who look for nodes of some type. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isClass, walk, type Node } from './ast.js';
import type { SourceCode } from './scope.js';
import { work } from './work.js';

/** The types that somebody looks for. */
const TYPES = ['CallExpression', 'TaggedTemplateExpression', 'BinaryExpression', 'MemberExpression', 'ImportExpression', 'MetaProperty', 'JSXOpeningElement'] as const;

type IndexedType = (typeof TYPES)[number];
type Indexed<T extends IndexedType> = Extract<Node, { type: T | `${T}` }>;

/** There is no expression in a type, but for `typeof x` and what an interface calls its computed members. */
const NO_EXPRESSIONS: ReadonlySet<string> = new Set(['TSTypeAnnotation', 'TSTypeParameterInstantiation', 'TSTypeParameterDeclaration', 'TSTypeAliasDeclaration', 'TSInterfaceDeclaration']);

type Lists = ReadonlyMap<string, readonly Node[]>;

const indexes = new WeakMap<TSESTree.Program, Lists>();

/** The nodes of these types in source order, outer ones first; those in types are left out. */
export function nodesOf<T extends IndexedType>(sourceCode: SourceCode, ...types: readonly T[]): readonly Indexed<T>[] {
  const { ast } = sourceCode;
  let index = indexes.get(ast);
  if (!index) indexes.set(ast, (index = listsOf(sourceCode)));
  const [first = [], ...others] = types.map((type) => index.get(type) ?? []);
  const found = others.every(({ length }) => length === 0) ? first : [first, ...others].flat().sort((left, right) => left.range[0] - right.range[0] || right.range[1] - left.range[1]);
  return found as readonly Indexed<T>[];
}

function listsOf(sourceCode: SourceCode): Lists {
  const lists = new Map<string, Node[]>(TYPES.map((type) => [type, []]));
  const steps = stepsOf(sourceCode);
  if (!steps) {
    walk(sourceCode.visitorKeys, sourceCode.ast, (node) => {
      lists.get(node.type)?.push(node);
      return NO_EXPRESSIONS.has(node.type) ? 'skip' : undefined;
    });
    return lists;
  }
  let skipped: unknown;
  for (const { kind, phase, target } of steps) {
    if (kind !== VISIT) continue;
    if (skipped !== undefined) {
      if (target === skipped) skipped = undefined;
    } else if (phase === ENTER) {
      const node = target as Node;
      work.nodes += 1;
      if (NO_EXPRESSIONS.has(node.type)) skipped = node;
      else lists.get(node.type)?.push(node);
    }
  }
  return lists;
}

const VISIT = 1;
const ENTER = 1;

/**
 * The steps in which ESLint goes through the tree of the file that it lints. It has them before the first rule is asked, and going through a list
 * takes a fraction of the time that a walk takes. Oxlint has none, nor have the files that this plugin parses itself.
 */
function stepsOf(sourceCode: SourceCode): readonly { readonly kind: number; readonly phase?: number; readonly target: unknown }[] | undefined {
  const { traverse } = sourceCode as { traverse?: unknown };
  const steps: unknown = typeof traverse === 'function' ? traverse.call(sourceCode) : undefined;
  return Array.isArray(steps) ? steps : undefined;
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
