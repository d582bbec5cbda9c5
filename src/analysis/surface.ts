/**
 * The functions that whoever imports an export can call: itself, the methods of an object or class, what a factory hands out; and
 * the keys that lead to each, as `api/states.ts` writes them (`()` for a call, `#` for `new`).
 */
import { isClass, isFunction, propertyName, returnsOf, unwrap, type ClassNode, type FunctionNode, type Node } from './ast.js';
import { functionOf, initialiserOf, localFunction, variableOf, type SourceCode } from './scope.js';

export interface SurfaceFunction {
  readonly node: FunctionNode;
  readonly keys: readonly string[];
}

const MAX_DEPTH = 4;

/** `node` is what an export stands for (`modules/exports.ts`). */
export function surfaceOf(sourceCode: SourceCode, node: Node, depth = 0): readonly SurfaceFunction[] {
  if (depth > MAX_DEPTH) return [];
  const inner = unwrap(node);
  const below = (value: Node, ...keys: readonly string[]): readonly SurfaceFunction[] => surfaceOf(sourceCode, value, depth + 1).map((found) => ({ node: found.node, keys: [...keys, ...found.keys] }));
  if (isFunction(inner)) {
    const made = inner.generator ? [] : returnsOf(sourceCode.visitorKeys, inner).filter(isMaker);
    return [{ node: inner, keys: [] }, ...made.flatMap((value) => below(value, '()'))];
  }
  if (isClass(inner)) return methodsOf(inner).map(({ name, node: method, isStatic }) => ({ node: method, keys: isStatic ? [name] : ['#', name] }));
  switch (inner.type) {
    case 'Identifier': {
      const variable = variableOf(sourceCode, inner);
      const declared = variable?.defs.length === 1 ? (variable.defs[0]?.node as Node | undefined) : undefined;
      const target = variable && (functionOf(variable) ?? (isClass(declared) ? declared : initialiserOf(variable)));
      return target ? surfaceOf(sourceCode, target, depth + 1) : [];
    }
    case 'ObjectExpression':
      return inner.properties.flatMap((property) => {
        const name = property.type === 'Property' ? propertyName(property) : undefined;
        return name === undefined ? [] : below((property as { value: Node }).value, name);
      });
    case 'NewExpression': {
      const owner = unwrap(inner.callee);
      const declared = owner.type === 'Identifier' ? (variableOf(sourceCode, owner)?.defs[0]?.node as Node | undefined) : owner;
      return isClass(declared) ? methodsOf(declared).flatMap(({ name, node: method, isStatic }) => (isStatic ? [] : [{ node: method, keys: [name] }])) : [];
    }
    case 'CallExpression': {
      const maker = localFunction(sourceCode, inner.callee);
      return maker && !maker.generator ? returnsOf(sourceCode.visitorKeys, maker).filter(isMaker).flatMap((value) => below(value)) : [];
    }
    default:
      return [];
  }
}

/** A returned value that may hold functions; other values would only cost time. */
function isMaker(value: Node): boolean {
  return /^(?:ObjectExpression|NewExpression|ArrowFunctionExpression|FunctionExpression|Identifier|CallExpression)$/u.test(unwrap(value).type);
}

function methodsOf(owner: ClassNode): readonly { readonly name: string; readonly node: FunctionNode; readonly isStatic: boolean }[] {
  return owner.body.body.flatMap((element) => {
    if (element.type !== 'MethodDefinition' && element.type !== 'PropertyDefinition') return [];
    const name = propertyName(element);
    const value = element.value && unwrap(element.value);
    if (name === undefined || name.startsWith('#') || !isFunction(value) || (element.type === 'MethodDefinition' && element.kind !== 'method')) return [];
    return [{ name, node: value, isStatic: element.static }];
  });
}
