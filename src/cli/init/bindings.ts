/** What the names at the top of a configuration file stand for. */
import type { TSESTree } from '@typescript-eslint/utils';
import { propertyName, stringOf, unwrap, type Node } from '../../analysis/ast.js';

export interface ModuleName {
  readonly source: string;
  /** The name it is exported under; `default`, or `*` for the module as a whole. */
  readonly name: string;
}

export interface Bindings {
  readonly modules: ReadonlyMap<string, ModuleName>;
  /** Variables with one value. */
  readonly values: ReadonlyMap<string, Node>;
  /** Every module that is imported or required anywhere at the top. */
  readonly sources: ReadonlySet<string>;
  /** Names that are taken. */
  readonly names: ReadonlySet<string>;
}

export function bindingsOf(program: TSESTree.Program): Bindings {
  const modules = new Map<string, ModuleName>();
  const values = new Map<string, Node>();
  const sources = new Set<string>();
  const names = new Set<string>();
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      sources.add(statement.source.value);
      for (const specifier of statement.specifiers) modules.set(specifier.local.name, { source: statement.source.value, name: importedName(specifier) });
    } else if (statement.type === 'TSImportEqualsDeclaration' && statement.moduleReference.type === 'TSExternalModuleReference') {
      const source = stringOf(statement.moduleReference.expression);
      if (source !== undefined) modules.set(statement.id.name, { source, name: '*' });
    } else if ((statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportAllDeclaration') && statement.source) sources.add(statement.source.value);
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration') names.add(declaration.id?.name ?? '');
    if (declaration?.type === 'VariableDeclaration') for (const each of declaration.declarations) takeDeclarator(each, modules, values, names);
  }
  for (const [name, { source }] of modules) {
    names.add(name);
    sources.add(source);
  }
  // A name that is given another value later does not stand for its first one.
  for (const statement of program.body)
    if (statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression' && statement.expression.left.type === 'Identifier') values.delete(statement.expression.left.name);
  return { modules, values, sources, names };
}

function takeDeclarator({ id, init }: TSESTree.VariableDeclarator, modules: Map<string, ModuleName>, values: Map<string, Node>, names: Set<string>): void {
  const source = init ? requiredModule(init) : undefined;
  if (id.type === 'Identifier') {
    names.add(id.name);
    if (source !== undefined) modules.set(id.name, { source, name: '*' });
    else if (init) values.set(id.name, init);
  } else if (id.type === 'ObjectPattern') {
    for (const property of id.properties) {
      if (property.type !== 'Property' || property.value.type !== 'Identifier') continue;
      names.add(property.value.name);
      const name = stringOf(property.key) ?? (property.key.type === 'Identifier' ? property.key.name : undefined);
      if (source !== undefined && name !== undefined) modules.set(property.value.name, { source, name });
    }
  }
}

function importedName(specifier: TSESTree.ImportClause): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
}

/** `require('x')`, `require('x').default`. */
function requiredModule(node: Node): string | undefined {
  const inner = unwrap(node);
  if (inner.type === 'MemberExpression' && propertyName(inner) === 'default') return requiredModule(inner.object);
  if (inner.type !== 'CallExpression') return undefined;
  const callee = unwrap(inner.callee);
  return callee.type === 'Identifier' && callee.name === 'require' ? stringOf(inner.arguments[0]) : undefined;
}
