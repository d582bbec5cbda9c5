/** How does a constant become a function that makes its value on each call? */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { wrapped, type Node } from '../ast.js';
import { declaredVariables, type SourceCode } from '../scope.js';

/** `const admin = create()` → `const admin = () => create()`, and `admin()` at each use in this file. */
export function madeFactory(sourceCode: SourceCode, client: Node): { readonly name: string; readonly fix: TSESLint.ReportFixFunction } | undefined {
  const init = wrapped(client);
  const declarator = init.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.init !== init || init !== client) return undefined;
  if (declarator.id.type !== 'Identifier' || declarator.id.typeAnnotation || declarator.parent.kind !== 'const') return undefined;
  const { name } = declarator.id;
  const variable = declaredVariables(sourceCode, declarator)[0];
  const uses = variable?.references.filter((reference) => reference.isRead()).map((reference) => reference.identifier as TSESTree.Identifier) ?? [];
  // `{ admin }` as a shorthand or `typeof admin` would change their meaning: then a person should do it.
  if (uses.some((use) => !isPlainUse(use))) return undefined;
  return { name, fix: (fixer) => [fixer.insertTextBefore(init, '() => '), ...uses.map((use) => fixer.insertTextAfter(use, '()'))] };
}

function isPlainUse(use: Node): boolean {
  const { parent } = use;
  return !(parent?.type === 'Property' && parent.shorthand) && parent?.type !== 'TSTypeQuery' && parent?.type !== 'ExportSpecifier' && parent?.type !== 'NewExpression';
}
