/** What do names and members stand for, and what do patterns assign to them? */
import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, unwrap, type Node } from '../ast.js';
import { initialiserOf, type Variable } from '../scope.js';
import { readProperty, writeProperty } from './builtins.js';
import { throwError } from './builtins/basics.js';
import { elementsOf } from './builtins/collections.js';
import { globalValue } from './builtins/globals.js';
import { closureOf, evaluate } from './evaluate.js';
import type { Frame, Path } from './run.js';
import { UNDEFINED, UNKNOWN, arrayOf, concrete, copyOf, isTainted, nullishness, objectOf, textOf, unknown, type Value } from './values.js';

/** The activation that a variable lives in, when its function is running or captured. */
function ownerOf(variable: Variable, frame: Frame): Frame | undefined {
  const block = variable.scope.variableScope.block as Node;
  for (let here: Frame | undefined = frame; here; here = here.parent) if (here.node === block) return here;
  return undefined;
}

export function readVariable(path: Path, identifier: Node & { name: string }, frame: Frame): Value {
  const variable = path.variable(identifier);
  if (!variable || variable.defs.length === 0) return globalValue(identifier.name);
  for (let here: Frame | undefined = frame; here; here = here.parent) {
    const value = here.variables.get(variable);
    if (value) return here !== frame && isUnsettled(variable, value) ? UNKNOWN : value;
  }
  const owner = ownerOf(variable, frame);
  // While its function runs, a variable without a value has not been assigned yet, except that what is declared further down may be needed above.
  if (owner && owner !== path.root && !initialiserOf(variable) && isPlainVariable(variable)) return UNDEFINED;
  return readDefinition(path, variable, owner ?? path.root);
}

/**
 * An initial null, undefined or false that functions change some time, as another function sees it: nobody knows which of
 * them ran before (`let client; …; export function get() { return client.url }`).
 */
function isUnsettled(variable: Variable, value: Value): boolean {
  if (value.kind !== 'primitive' || value.tainted || (value.value !== undefined && value.value !== null && value.value !== false)) return false;
  return variable.references.some((reference) => reference.isWrite() && reference.from.variableScope !== variable.scope.variableScope);
}

function isPlainVariable(variable: Variable): boolean {
  const definition = variable.defs[0]?.node as Node | undefined;
  return definition?.type === 'VariableDeclarator' && !(definition.parent.type === 'VariableDeclaration' && definition.parent.kind === 'const');
}

/** Values of module-level (or otherwise not executed) definitions, computed when they are first read. */
function readDefinition(path: Path, variable: Variable, frame: Frame): Value {
  // Overloads are definitions too, without a body.
  const definitions = variable.defs.length === 1 ? variable.defs : variable.defs.filter((other) => (other.node.type as string) !== 'TSDeclareFunction');
  const definition = definitions[0];
  const node = definition?.node as Node | undefined;
  // In case it is defined in terms of itself.
  frame.variables.set(variable, UNKNOWN);
  if (!node || definitions.length !== 1) return UNKNOWN;
  let value: Value = UNKNOWN;
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      if (definition?.type === ('FunctionName' as never)) value = closureOf(path, node, frame);
      break;
    case 'VariableDeclarator': {
      if (!node.init || variable.references.some((reference) => reference.isWrite() && !reference.init)) break;
      // What runs here runs when the module is loaded, not inside the `try` that needs it now.
      const { guards } = path;
      path.guards = [];
      try {
        bind(path, node.id, evaluate(path, node.init, frame), frame);
      } finally {
        path.guards = guards;
      }
      return frame.variables.get(variable) ?? UNKNOWN;
    }
    case 'TSEnumDeclaration':
      value = enumOf(path, node, frame);
      break;
    case 'ClassDeclaration':
    case 'ClassExpression':
      declareClass(path, node, frame);
      break;
    case 'ImportSpecifier':
      if (node.parent.type === 'ImportDeclaration' && /^(?:node:)?url$/.test(node.parent.source.value) && node.imported.type === 'Identifier')
        value = /^URL(?:SearchParams)?$/.test(node.imported.name) ? globalValue(node.imported.name) : UNKNOWN;
      break;
    default:
  }
  frame.variables.set(variable, value);
  return value;
}

export function enumOf(path: Path, node: TSESTree.TSEnumDeclaration, frame: Frame): Value {
  const members = new Map<string, Value>();
  let counter: number | undefined = 0;
  for (const member of node.body.members) {
    const name = member.id.type === 'Identifier' ? member.id.name : member.id.type === 'Literal' ? member.id.value : undefined;
    const value: Value = member.initializer ? evaluate(path, member.initializer, frame) : counter === undefined ? UNKNOWN : concrete(counter);
    counter = value.kind === 'primitive' && typeof value.value === 'number' ? value.value + 1 : undefined;
    if (name === undefined) continue;
    members.set(name, value);
    if (value.kind === 'primitive' && typeof value.value === 'number') members.set(String(value.value), concrete(name));
  }
  return objectOf(members);
}

/** Notes the methods of a class, so that those which nothing calls can be run. */
export function declareClass(path: Path, node: TSESTree.ClassDeclaration | TSESTree.ClassExpression, frame: Frame): void {
  if (node.superClass) evaluate(path, node.superClass, frame);
  for (const element of node.body.body) {
    if (element.type === 'StaticBlock' || !('value' in element) || !element.value) continue;
    if (isFunction(element.value)) closureOf(path, element.value, frame);
    else if (element.type === 'PropertyDefinition' && path.relevance.mayArrive(element.value)) evaluate(path, element.value, frame);
  }
}

function writeVariable(path: Path, identifier: TSESTree.Identifier, value: Value, frame: Frame): void {
  const variable = path.variable(identifier);
  if (!variable) return;
  for (let here: Frame | undefined = frame; here; here = here.parent)
    if (here.variables.has(variable)) {
      here.variables.set(variable, value);
      return;
    }
  (ownerOf(variable, frame) ?? path.root).variables.set(variable, value);
}


/** Assigns a value through a pattern, or declares the names in it. */
export function bind(path: Path, pattern: Node, value: Value, frame: Frame): void {
  path.step();
  switch (pattern.type) {
    case 'Identifier': {
      const known = path.input.known(pattern);
      writeVariable(path, pattern, known ? copyOf(known) : value, frame);
      break;
    }
    case 'MemberExpression':
      assignMember(path, pattern, value, frame);
      break;
    case 'AssignmentPattern': {
      const missing = value.kind === 'primitive' && value.value === undefined;
      bind(path, pattern.left, missing ? evaluate(path, pattern.right, frame) : value, frame);
      break;
    }
    case 'ObjectPattern': {
      if (nullishness(value) === true) throwError('TypeError', 'Cannot destructure');
      const taken = new Set<string>();
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') {
          bind(path, property.argument, restOf(value, taken), frame);
          continue;
        }
        const key = keyOf(path, property, frame);
        if (key.kind === 'primitive') taken.add(String(key.value));
        bind(path, property.value, memberOf(value, key), frame);
      }
      break;
    }
    case 'ArrayPattern': {
      if (nullishness(value) === true) throwError('TypeError', 'Not iterable');
      const elements = elementsOf(value);
      for (const [index, element] of pattern.elements.entries()) {
        if (!element) continue;
        if (element.type === 'RestElement')
          bind(path, element.argument, elements ? arrayOf(elements.items.slice(index), value.tainted, elements.open) : unknown(isTainted(value)), frame);
        else bind(path, element, elements ? (elements.items[index] ?? (elements.open ? unknown(isTainted(value)) : UNDEFINED)) : unknown(isTainted(value)), frame);
      }
      break;
    }
    case 'RestElement':
      bind(path, pattern.argument, value, frame);
      break;
    case 'TSParameterProperty':
      bind(path, pattern.parameter, value, frame);
      break;
    default: {
      const inner = unwrap(pattern);
      if (inner !== pattern) bind(path, inner, value, frame);
    }
  }
}

function restOf(value: Value, taken: ReadonlySet<string>): Value {
  if (value.kind !== 'object') return unknown(isTainted(value));
  return objectOf(new Map([...value.properties].filter(([key]) => !taken.has(key))), value.open, value.tainted);
}

export function keyOf(path: Path, property: { readonly key: Node; readonly computed: boolean }, frame: Frame): Value {
  const { key } = property;
  if (property.computed) return evaluate(path, key, frame);
  if (key.type === 'Identifier') return concrete(key.name);
  return key.type === 'Literal' ? concrete(String(key.value)) : UNKNOWN;
}

/** `object[key]` */
export function memberOf(object: Value, key: Value): Value {
  const name = textOf(key);
  if (name.kind === 'primitive') return readProperty(object, name.value as string, name.tainted);
  if (nullishness(object) === true) throwError('TypeError', 'Cannot read properties');
  if (object.kind === 'unknown' && object.tainted) return object;
  // A text that contains the probe is no key of the application's objects.
  if (name.kind === 'text' && name.tainted) return concrete(undefined, true);
  return unknown(name.tainted || isTainted(object));
}

export function memberKey(path: Path, node: TSESTree.MemberExpression, frame: Frame): Value {
  if (node.computed) return evaluate(path, node.property, frame);
  return concrete(node.property.type === 'PrivateIdentifier' ? `#${node.property.name}` : (node.property).name);
}

function assignMember(path: Path, node: TSESTree.MemberExpression, value: Value, frame: Frame): void {
  if (node.object.type === 'Super') return;
  const object = evaluate(path, node.object, frame);
  const key = textOf(memberKey(path, node, frame));
  if (nullishness(object) === true) throwError('TypeError', 'Cannot set properties');
  if (key.kind !== 'primitive') {
    if ('open' in object) object.open = true;
    return;
  }
  if (object.kind !== 'unknown') {
    writeProperty(object, key.value as string, value);
    return;
  }
  // From now on we know one property of something unknown.
  if (object.tainted) return;
  replaceUnknown(path, node.object, objectOf(new Map([[key.value as string, value]]), true), frame);
}

function replaceUnknown(path: Path, place: Node, value: Value, frame: Frame): void {
  const inner = unwrap(place);
  if (inner.type === 'Identifier') {
    if (path.variable(inner)?.defs.length) writeVariable(path, inner, value, frame);
  } else if (inner.type === 'MemberExpression') assignMember(path, inner, value, frame);
  else if (inner.type === 'ThisExpression') {
    let owner: Frame | undefined = frame;
    while (owner?.parent && owner.node.type === 'ArrowFunctionExpression') owner = owner.parent;
    if (owner) owner.thisValue = value;
  }
}
