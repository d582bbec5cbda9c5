/** What is a module called wherever it is loaded from, what does this one export, and what is an API of one called? */
import type { TSESLint } from '@typescript-eslint/utils';
import { moduleExportName, propertyName, stringOf, unwrap, type Node } from './ast.js';
import { variableOf, type SourceCode } from './scope.js';

/** `node:crypto`, `npm:jose@5`, `jsr:@supabase/supabase-js@2`, `https://esm.sh/jose@5.1.0?target=es2022` as their package says it. */
export function plainModuleName(source: string): string {
  const plain = source.replace(/^(?:node:|npm:\/?|jsr:\/?|https:\/\/(?:esm\.sh|esm\.run|cdn\.skypack\.dev|cdn\.jsdelivr\.net\/npm)\/(?:v\d+\/)?\*?)/u, '');
  return plain === source ? source : plain.replace(/(?<=.)@[\^~]?\d[^/?]*/u, '').replace(/(?:\/\+esm)?(?:[?].*)?$/u, '');
}

/** The names a file exports and the node each stands for. `export … from` stands for another file's. */
export function exportsOf(sourceCode: SourceCode): readonly (readonly [string, Node])[] {
  const found: (readonly [string, Node])[] = [];
  for (const statement of sourceCode.ast.body as readonly Node[]) {
    if (statement.type === 'ExportDefaultDeclaration') found.push(['default', statement.declaration]);
    if (statement.type !== 'ExportNamedDeclaration' || statement.source) continue;
    for (const specifier of statement.specifiers) found.push([moduleExportName(specifier.exported), specifier.local]);
    const { declaration } = statement;
    if (declaration?.type === 'FunctionDeclaration' && declaration.id) found.push([declaration.id.name, declaration]);
    if (declaration?.type === 'VariableDeclaration')
      for (const declarator of declaration.declarations) if (declarator.id.type === 'Identifier' && declarator.init) found.push([declarator.id.name, declarator.init]);
  }
  return found;
}

/** The module that an import names: `import … from 'x'`, `import x = require('x')`. Undefined for `import x = namespace.y`. */
export function sourceOfImport({ node, parent }: Pick<TSESLint.Scope.Definition, 'node' | 'parent'>): string | undefined {
  const statement = (node as Node).type === 'TSImportEqualsDeclaration' ? (node as Node) : (parent as Node | null | undefined);
  if (statement?.type === 'ImportDeclaration') return statement.source.value;
  if (statement?.type !== 'TSImportEqualsDeclaration' || statement.moduleReference.type !== 'TSExternalModuleReference') return undefined;
  return stringOf(statement.moduleReference.expression);
}

/** The fixed name of what a call calls (`Object.freeze`, `react.use`), when it is no function of this file. */
export function calleeName(sourceCode: SourceCode, call: Node): string | undefined {
  if (call.type !== 'CallExpression' && call.type !== 'NewExpression') return undefined;
  const parts: string[] = [];
  let callee = unwrap(call.callee);
  for (; callee.type === 'MemberExpression'; callee = unwrap(callee.object)) {
    const name = propertyName(callee);
    if (name === undefined) return undefined;
    parts.unshift(name);
  }
  if (callee.type !== 'Identifier') return undefined;
  const variable = variableOf(sourceCode, callee);
  const definition = variable?.defs[0];
  if (!definition) return [callee.name, ...parts].join('.');
  if (definition.type !== ('ImportBinding' as never)) return undefined;
  const specifier = definition.node as Node;
  const source = sourceOfImport(definition);
  if (source === undefined) return undefined;
  if (specifier.type === 'ImportSpecifier' && moduleExportName(specifier.imported) !== 'default') parts.unshift(moduleExportName(specifier.imported));
  return [plainModuleName(source), ...parts].join('.');
}
