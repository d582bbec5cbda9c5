/** How a file can call an export of a module: through what it imports already, or with one more import. For suggestions. */
import type { TSESTree } from '@typescript-eslint/utils';
import { moduleExportName, stringOf, unwrap, type Node } from './ast.js';
import type { SourceCode } from './scope.js';

export interface Access {
  /** What to write: `randomInt`, `crypto.randomInt`. */
  readonly text: string;
  /** The import to add in front of the program's first statement. */
  readonly add?: { readonly before: TSESTree.Node; readonly text: string };
}

/**
 * Access to export `name` of `modules` (spellings of one module; the last one is written into a new import).
 * Undefined where an import cannot be added safely: scripts, CommonJS files, or when the name is taken.
 */
export function accessTo(sourceCode: SourceCode, modules: readonly string[], name: string, at: Node): Access | undefined {
  const body = sourceCode.ast.body as readonly TSESTree.ProgramStatement[];
  const known = body.map((statement) => bindingIn(statement, modules, name)).find((text) => text !== undefined);
  const [root = ''] = known?.split('.') ?? [];
  if (known !== undefined) return isBoundAtTop(sourceCode, root, at) ? { text: known } : undefined;
  const first = body.find((statement) => !('directive' in statement && statement.directive));
  const source = modules.at(-1);
  const isModule = body.some((statement) => statement.type.startsWith('Import') || statement.type.startsWith('Export'));
  if (!first || source === undefined || !isModule || isTaken(sourceCode, name, at)) return undefined;
  return { text: name, add: { before: first, text: `import { ${name} } from '${source}';\n` } };
}

function bindingIn(statement: TSESTree.ProgramStatement, modules: readonly string[], name: string): string | undefined {
  if (statement.type === 'ImportDeclaration') {
    if (!modules.includes(statement.source.value) || statement.importKind === 'type') return undefined;
    for (const specifier of statement.specifiers) {
      if (specifier.type !== 'ImportSpecifier') return `${specifier.local.name}.${name}`;
      if (specifier.importKind !== 'type' && moduleExportName(specifier.imported) === name) return specifier.local.name;
    }
    return undefined;
  }
  if (statement.type !== 'VariableDeclaration') return undefined;
  for (const { id, init } of statement.declarations) {
    const call = init && unwrap(init);
    if (call?.type !== 'CallExpression' || call.callee.type !== 'Identifier' || call.callee.name !== 'require' || !modules.includes(stringOf(call.arguments[0]) ?? '')) continue;
    if (id.type === 'Identifier') return `${id.name}.${name}`;
  }
  return undefined;
}

/** Does a name mean at a node what it means at the top of the file? */
function isBoundAtTop(sourceCode: SourceCode, name: string, at: Node): boolean {
  for (let scope = sourceCode.getScope(at); scope.upper; scope = scope.upper) {
    if (scope.set.has(name)) return scope.type === ('module' as never) || scope.upper.type === ('global' as never);
  }
  return true;
}

function isTaken(sourceCode: SourceCode, name: string, at: Node): boolean {
  for (let scope = sourceCode.getScope(at); ; scope = scope.upper) {
    if (scope.set.has(name) && (scope.set.get(name)?.defs.length ?? 0) > 0) return true;
    if (!scope.upper) return false;
  }
}
