/** What does a file export and import under which names? One index per file, from its top-level statements. */
import { isClass, moduleExportName, propertyName, stringOf, unwrap, type Node } from '../ast.js';
import { sourceOfImport } from '../modules.js';
import { isGlobalName, variableOf, type SourceCode } from '../scope.js';

/** An export of another file: `name` is `*` for all of them together. */
export interface ModuleName {
  readonly source: string;
  readonly name: string;
}

export interface ExportIndex {
  /** The node that each name stands for: a value, a function or class, or an identifier of the file. */
  readonly own: ReadonlyMap<string, Node>;
  /** `export { a as b } from './c'`, `export * as ns from './c'` */
  readonly passedOn: ReadonlyMap<string, ModuleName>;
  /** `export * from './c'` */
  readonly stars: readonly string[];
  /** `module.exports = …`: whoever requires the file gets this. */
  readonly whole: Node | undefined;
}

const indexes = new WeakMap<object, ExportIndex>();

export function exportIndexOf(sourceCode: SourceCode): ExportIndex {
  const known = indexes.get(sourceCode.ast);
  if (known) return known;
  const index = buildIndex(sourceCode);
  indexes.set(sourceCode.ast, index);
  return index;
}

function buildIndex(sourceCode: SourceCode): ExportIndex {
  const own = new Map<string, Node>();
  const passedOn = new Map<string, ModuleName>();
  const stars: string[] = [];
  let whole: Node | undefined;
  for (const statement of sourceCode.ast.body as readonly Node[]) {
    switch (statement.type) {
      case 'ExportDefaultDeclaration':
        own.set('default', statement.declaration);
        break;
      case 'ExportAllDeclaration':
        if (statement.exported) passedOn.set(moduleExportName(statement.exported), { source: statement.source.value, name: '*' });
        else stars.push(statement.source.value);
        break;
      case 'ExportNamedDeclaration':
        for (const { local, exported } of statement.specifiers) {
          if (statement.source) passedOn.set(moduleExportName(exported), { source: statement.source.value, name: moduleExportName(local) });
          else own.set(moduleExportName(exported), local);
        }
        if (statement.declaration) declare(own, statement.declaration);
        break;
      case 'TSExportAssignment':
        whole = statement.expression;
        break;
      case 'ExpressionStatement':
        whole = commonJsExport(sourceCode, statement.expression, own) ?? whole;
        break;
      default:
    }
  }
  return { own, passedOn, stars, whole };
}

function declare(own: Map<string, Node>, declaration: Node): void {
  if (declaration.type === 'FunctionDeclaration' || isClass(declaration)) {
    if (declaration.id) own.set(declaration.id.name, declaration);
  } else if (declaration.type === 'VariableDeclaration') {
    for (const { id } of declaration.declarations) declarePattern(own, id);
  }
}

function declarePattern(own: Map<string, Node>, pattern: Node): void {
  switch (pattern.type) {
    case 'Identifier':
      own.set(pattern.name, pattern);
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties) declarePattern(own, property.type === 'RestElement' ? property.argument : property.value);
      return;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element) declarePattern(own, element);
      return;
    case 'AssignmentPattern':
      declarePattern(own, pattern.left);
      return;
    default:
  }
}

/** `exports.a = …`, `module.exports.a = …`, `module.exports = { a, b }`; answers with what is exported as a whole. */
function commonJsExport(sourceCode: SourceCode, expression: Node, own: Map<string, Node>): Node | undefined {
  if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') return undefined;
  const { left, right } = expression;
  // `module.exports = exports = fn`
  const value = right.type === 'AssignmentExpression' ? right.right : right;
  if (isModuleExports(sourceCode, left)) {
    const object = unwrap(value);
    if (object.type === 'ObjectExpression')
      for (const property of object.properties) {
        const name = property.type === 'Property' ? propertyName(property) : undefined;
        if (name !== undefined && property.type === 'Property') own.set(name, property.value);
      }
    return value;
  }
  if (left.type !== 'MemberExpression') return undefined;
  const name = propertyName(left);
  if (name !== undefined && (isModuleExports(sourceCode, left.object) || isGlobalName(sourceCode, left.object, 'exports'))) own.set(name, value);
  return undefined;
}

function isModuleExports(sourceCode: SourceCode, node: Node): boolean {
  return node.type === 'MemberExpression' && propertyName(node) === 'exports' && isGlobalName(sourceCode, node.object, 'module');
}

/**
 * The export of another module that an identifier of this file is bound to: by an import, or by `const x = require(…)`,
 * `const { x } = await import(…)`. Undefined for every other name.
 */
export function importBehind(sourceCode: SourceCode, identifier: Node): ModuleName | undefined {
  const variable = variableOf(sourceCode, identifier);
  const definition = variable?.defs.length === 1 ? variable.defs[0] : undefined;
  if (!definition) return undefined;
  const node = definition.node as Node;
  if (definition.type === ('ImportBinding' as never)) {
    const source = sourceOfImport(definition);
    if (source === undefined) return undefined;
    if (node.type === 'ImportSpecifier') return { source, name: moduleExportName(node.imported) };
    return { source, name: node.type === 'ImportDefaultSpecifier' ? 'default' : '*' };
  }
  if (node.type !== 'VariableDeclarator' || !node.init) return undefined;
  const source = loadedModule(sourceCode, node.init);
  if (source === undefined) return undefined;
  if (node.id.type === 'Identifier') return { source, name: '*' };
  const property = identifierProperty(definition.name);
  return property === undefined ? undefined : { source, name: property };
}

/** `require('./x')`, `await import('./x')` */
export function loadedModule(sourceCode: SourceCode, expression: Node): string | undefined {
  const call = unwrap(expression);
  if (call.type === 'ImportExpression') return stringOf(call.source);
  return call.type === 'CallExpression' && isGlobalName(sourceCode, call.callee, 'require') ? stringOf(call.arguments[0]) : undefined;
}

/** The member that a name in a flat object pattern takes: `a` of `const { a: b = 1 } = …`. */
function identifierProperty(name: Node): string | undefined {
  const outer = name.parent?.type === 'AssignmentPattern' ? name.parent : name;
  const property = outer.parent;
  return property?.type === 'Property' && property.parent.type === 'ObjectPattern' && property.parent.parent.type === 'VariableDeclarator' ? propertyName(property) : undefined;
}
