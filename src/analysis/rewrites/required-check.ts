/** How is a check put in front of a call? With a function that this file has already, and that is known to refuse. */
import type { TSESLint } from '@typescript-eslint/utils';
import { enclosingFunction, statementOf, type Node } from '../ast.js';
import type { Kernel } from '../kernel.js';
import { functionCalled, isCheckName, refusalKind } from '../privilege.js';
import { isAsynchronous } from '../promises.js';
import { hasPhrase } from '../words.js';

/** `await requireAdmin();` in front of the statement, when such a function needs no argument and one can wait for it there. */
export function requiredCheck(kernel: Kernel, node: Node): { readonly name: string; readonly fix: TSESLint.ReportFixFunction } | undefined {
  const { sourceCode } = kernel;
  const owner = enclosingFunction(node);
  const statement = statementOf(node);
  // A single statement after `if (…)`, or the body of an arrow, has no room for another.
  if (!owner || statement.parent?.type !== 'BlockStatement') return undefined;
  for (let scope: TSESLint.Scope.Scope | null = sourceCode.getScope(node); scope; scope = scope.upper) {
    if (scope.type !== ('module' as never)) continue;
    for (const variable of scope.variables) {
      // Which right is asked for matters: a check of something else than being an administrator is for a person to choose.
      if (!isCheckName(variable.name) || !hasPhrase(variable.name, ['admin', 'superadmin', 'superuser'])) continue;
      const identifier = variable.identifiers[0];
      const target = identifier && functionCalled(kernel, identifier);
      if (!target || target.node === owner || target.node.params.length > 0 || refusalKind(target) !== 'refuses') continue;
      const waits = isAsynchronous(target.kernel, target.node) !== false;
      if (waits && !owner.async) continue;
      const text = `${waits ? 'await ' : ''}${variable.name}();\n${' '.repeat(statement.loc.start.column)}`;
      return { name: `${waits ? 'await ' : ''}${variable.name}()`, fix: (fixer) => fixer.insertTextBefore(statement, text) };
    }
  }
  return undefined;
}
