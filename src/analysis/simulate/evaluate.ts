/** Expressions, names and patterns. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, unwrap, wrapped, type FunctionNode, type Node } from '../ast.js';
import { initialiserOf, type Variable } from '../scope.js';
import { readProperty, writeProperty } from './builtins.js';
import { throwError } from './builtins/basics.js';
import { elementsOf, hasKey } from './builtins/collections.js';
import { globalValue, spreadInto } from './builtins/globals.js';
import { escape, evaluateCall, evaluateNew, evaluateTag } from './calls.js';
import { evaluateJsx } from './jsx.js';
import { SHORT_CIRCUIT, Thrown, type Frame, type Path } from './run.js';
import {
  OPAQUE, UNDEFINED, UNKNOWN, arrayOf, concatenate, concrete, copyOf, equality, isTainted, nullishness, objectOf, plainOf, primitiveOf, textOf, truthOf, unknown,
  type ClosureValue, type Value,
} from './values.js';

/** The value of an expression. Never undefined; throws `Thrown` where the user's code throws. */
export function evaluate(path: Path, node: Node, frame: Frame): Value {
  path.step();
  const known = path.input.known(node);
  let value: Value;
  if (known) value = copyOf(known);
  else {
    path.enter();
    value = evaluateHere(path, node, frame);
    path.leave();
    if (value.kind === 'closure' && escapesAt(node, frame)) escape(path, value);
  }
  if (path.input.watch.has(node)) path.arrive(node, value);
  return value;
}

function evaluateHere(path: Path, node: Node, frame: Frame): Value {
  switch (node.type) {
    case 'Literal':
      if ('regex' in node) return regexpOf(node.regex.pattern, node.regex.flags);
      return concrete(node.value);
    case 'Identifier':
    case 'JSXIdentifier':
      return readVariable(path, node, frame);
    case 'TemplateLiteral': {
      const pieces: Value[] = [];
      for (const [index, quasi] of node.quasis.entries()) {
        pieces.push(concrete(quasi.value.cooked ?? ''));
        const expression = node.expressions[index];
        if (expression) pieces.push(evaluate(path, expression, frame));
      }
      return concatenate(pieces);
    }
    case 'MemberExpression':
      return evaluateMember(path, node, frame);
    case 'CallExpression':
      return evaluateCall(path, node, frame);
    case 'NewExpression':
      return evaluateNew(path, node, frame);
    case 'TaggedTemplateExpression':
      return evaluateTag(path, node, frame);
    case 'ChainExpression':
      return evaluateChain(path, node, frame);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return closureOf(path, node, frame);
    case 'LogicalExpression':
      return evaluateLogical(path, node, node.operator, () => evaluate(path, node.left, frame), () => evaluate(path, node.right, frame), () => isMereReading(node.right));
    case 'ConditionalExpression':
      return evaluateConditional(path, node, frame);
    case 'UnaryExpression':
      return evaluateUnary(path, node, frame);
    case 'BinaryExpression':
      if (node.left.type === 'PrivateIdentifier') {
        evaluate(path, node.right, frame);
        return UNKNOWN;
      }
      return binary(path, node, node.operator, evaluate(path, node.left, frame), evaluate(path, node.right, frame));
    case 'AssignmentExpression':
      return evaluateAssignment(path, node, frame);
    case 'UpdateExpression': {
      const old = evaluate(path, node.argument, frame);
      const number = old.kind === 'primitive' ? Number(old.value) : undefined;
      const next = number === undefined ? unknown(isTainted(old)) : concrete(node.operator === '++' ? number + 1 : number - 1, old.tainted);
      bind(path, node.argument, next, frame);
      return node.prefix ? next : old;
    }
    case 'ObjectExpression':
      return evaluateObject(path, node, frame);
    case 'ArrayExpression':
      return evaluateArray(path, node, frame);
    case 'SequenceExpression': {
      let last: Value = UNDEFINED;
      for (const expression of node.expressions) last = evaluate(path, expression, frame);
      return last;
    }
    case 'ThisExpression':
      return thisOf(frame);
    case 'AwaitExpression':
      return evaluate(path, node.argument, frame);
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return evaluate(path, node.expression, frame);
    case 'YieldExpression':
      if (node.argument) evaluate(path, node.argument, frame);
      return UNKNOWN;
    case 'ClassExpression':
      declareClass(path, node, frame);
      return UNKNOWN;
    case 'ImportExpression':
      return unknown(isTainted(evaluate(path, node.source, frame)));
    case 'JSXElement':
    case 'JSXFragment':
    case 'JSXExpressionContainer':
      return evaluateJsx(path, node, frame);
    default: {
      // Babel's `createParenthesizedExpressions`; everything else is nothing we know.
      const inner = unwrap(node);
      return inner === node ? UNKNOWN : evaluate(path, inner, frame);
    }
  }
}

function regexpOf(pattern: string, flags: string): Value {
  try {
    return { kind: 'regexp', regexp: new RegExp(pattern, flags), tainted: false };
  } catch {
    return UNKNOWN;
  }
}

function thisOf(frame: Frame): Value {
  for (let here: Frame | undefined = frame; here; here = here.parent) if (here.node.type !== 'ArrowFunctionExpression') return here.thisValue;
  return UNKNOWN;
}

export function closureOf(path: Path, node: FunctionNode, frame: Frame): ClosureValue {
  const closure: ClosureValue = { kind: 'closure', node, frame, tainted: false };
  path.closures.set(node, closure);
  return closure;
}

/** Is this a place from which code that we cannot see may call the function? Arguments are looked at by the call. */
function escapesAt(node: Node, frame: Frame): boolean {
  const { parent } = wrapped(node);
  switch (parent?.type) {
    case 'AssignmentExpression':
      return parent.left.type === 'MemberExpression';
    case 'Property': {
      const object = wrapped(parent.parent).parent;
      return object?.type !== 'VariableDeclarator' && object?.type !== 'CallExpression' && object?.type !== 'AssignmentExpression';
    }
    case 'ReturnStatement':
      return frame.outermost;
    case 'ArrowFunctionExpression':
      return frame.outermost && parent.body === wrapped(node);
    case 'LogicalExpression':
    case 'ConditionalExpression':
      return escapesAt(parent, frame);
    case 'ArrayExpression':
    case 'JSXExpressionContainer':
    case 'ExportDefaultDeclaration':
    case 'YieldExpression':
      return true;
    default:
      return false;
  }
}

// ---------------------------------------------------------------- names

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

// ---------------------------------------------------------------- patterns

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

function keyOf(path: Path, property: { readonly key: Node; readonly computed: boolean }, frame: Frame): Value {
  const { key } = property;
  if (property.computed) return evaluate(path, key, frame);
  if (key.type === 'Identifier') return concrete(key.name);
  return key.type === 'Literal' ? concrete(String(key.value)) : UNKNOWN;
}

/** `object[key]` */
function memberOf(object: Value, key: Value): Value {
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

function evaluateMember(path: Path, node: TSESTree.MemberExpression, frame: Frame): Value {
  if (node.object.type === 'Super') return UNKNOWN;
  const object = evaluate(path, node.object, frame);
  if (node.optional && nullishness(object) === true) throw SHORT_CIRCUIT;
  return memberOf(object, memberKey(path, node, frame));
}

function evaluateChain(path: Path, node: TSESTree.ChainExpression, frame: Frame): Value {
  const { nesting } = path.simulation;
  try {
    return evaluate(path, node.expression, frame);
  } catch (signal) {
    if (signal !== SHORT_CIRCUIT) throw signal;
    path.simulation.nesting = nesting;
    return UNDEFINED;
  }
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

// ---------------------------------------------------------------- operators

function evaluateUnary(path: Path, node: TSESTree.UnaryExpression, frame: Frame): Value {
  if (node.operator === 'delete') {
    const target = unwrap(node.argument);
    if (target.type === 'MemberExpression' && target.object.type !== 'Super') {
      const object = evaluate(path, target.object, frame);
      const key = textOf(memberKey(path, target, frame));
      if (object.kind === 'object' && key.kind === 'primitive') object.properties.delete(key.value as string);
    }
    return concrete(true);
  }
  const value = evaluate(path, node.argument, frame);
  switch (node.operator) {
    case '!': {
      const truth = truthOf(value);
      if (truth === undefined) return unknown(isTainted(value));
      const negated = concrete(!truth, isTainted(value));
      return value.kind === 'primitive' && value.check ? { ...negated, check: value.check } : negated;
    }
    case 'typeof':
      return typeName(value);
    case 'void':
      return UNDEFINED;
    default:
      if (value.kind !== 'primitive') return unknown(isTainted(value));
      if (typeof value.value === 'bigint') return node.operator === '-' ? concrete(-value.value, value.tainted) : unknown(value.tainted);
      return concrete(node.operator === '-' ? -Number(value.value) : node.operator === '~' ? ~Number(value.value) : Number(value.value), value.tainted);
  }
}

/** `typeof` tells nothing about what the probe says, so the result is not tainted. */
function typeName(whole: Value): Value {
  const value = plainOf(whole);
  switch (value.kind) {
    case 'primitive':
      return concrete(typeof value.value);
    case 'text':
      return concrete('string');
    case 'unknown':
      return value;
    case 'closure':
    case 'native':
      return concrete(value.kind === 'closure' || value.receiver ? 'function' : /^[a-z]+This$|window|self|Math|JSON|global$/.test(value.name) ? 'object' : 'function');
    default:
      return concrete('object');
  }
}

function checkedOutcome(node: Node, outcome: boolean, tainted: boolean): Value {
  return tainted ? { kind: 'primitive', value: outcome, tainted, check: { node, outcome } } : concrete(outcome);
}

/** Compares and notes where; choices are taken where the application's own address may or may not be meant. */
export function compare(path: Path, node: Node, left: Value, right: Value, loose: boolean, negated: boolean): Value {
  const tainted = isTainted(left) || isTainted(right);
  let same = equality(left, right, loose);
  if (same === 'own') same = path.choose(2) === 0;
  return same === undefined ? unknown(tainted) : checkedOutcome(node, same !== negated, tainted);
}

function binary(path: Path, node: Node, operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case '===':
    case '!==':
      return compare(path, node, left, right, false, operator === '!==');
    case '==':
    case '!=':
      return compare(path, node, left, right, true, operator === '!=');
    case '+':
      return plus(left, right);
    case 'in':
      return hasKey({ path, node }, right, left);
    case 'instanceof':
      if (right.kind === 'native' && (right.name === 'URL' || left.kind === 'url')) {
        if (left.kind === 'url' || left.kind !== 'unknown') return concrete(left.kind === 'url' && right.name === 'URL');
      }
      return UNKNOWN;
    default:
  }
  const tainted = isTainted(left) || isTainted(right);
  if (left.kind !== 'primitive' || right.kind !== 'primitive') return unknown(tainted);
  let result: unknown;
  try {
    result = arithmetic(operator, left.value as number, right.value as number);
  } catch {
    throwError('TypeError');
  }
  if (typeof result === 'boolean') return checkedOutcome(node, result, tainted);
  return result === undefined ? unknown(tainted) : concrete(result as number, tainted);
}

function arithmetic(operator: string, left: number, right: number): unknown {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '**':
      // A power of big integers may need any amount of memory.
      return typeof left === 'number' ? left ** right : undefined;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '<<':
      return typeof left === 'number' ? left << right : undefined;
    case '>>':
      return left >> right;
    case '>>>':
      return left >>> right;
    default:
      return undefined;
  }
}

function plus(left: Value, right: Value): Value {
  if (typeof primitiveOf(left) === 'string' || typeof primitiveOf(right) === 'string') return concatenate([left, right]);
  if (left.kind === 'primitive' && right.kind === 'primitive') {
    const tainted = left.tainted || right.tainted;
    if (typeof left.value === 'bigint' || typeof right.value === 'bigint') return unknown(tainted);
    return concrete(Number(left.value) + Number(right.value), tainted);
  }
  const textual = ({ kind }: Value): boolean => kind !== 'primitive' && kind !== 'unknown';
  return textual(left) || textual(right) ? concatenate([left, right]) : unknown(isTainted(left) || isTainted(right));
}

/** `a && b`, `a || b`, `a ?? b`, also of an assignment. Where `a` is unknown both ways are taken. */
function evaluateLogical(path: Path, node: TSESTree.LogicalExpression | TSESTree.AssignmentExpression, operator: string, left: () => Value, right: () => Value, isRightMere: () => boolean): Value {
  const first = left();
  const stops = operator === '??' ? (nullishness(first) === undefined ? undefined : !nullishness(first)) : operator === '&&' ? negate(truthOf(first)) : truthOf(first);
  if (stops !== undefined) {
    if (operator !== '??') noteTest(path, node.left, first, (operator === '||') === stops);
    return stops ? first : right();
  }
  if (first === UNKNOWN && isRightMere() && isAsGoodAsUnknown(path, node, right)) return UNKNOWN;
  // Whether `??` finds something there says nothing about what the probe says.
  const goesOn = path.choose(2) === 1;
  if (first.tainted && operator !== '??') path.pass({ node: node.left, outcome: (operator === '||') !== goesOn, opaque: true });
  return goesOn ? right() : first;
}

/** `a ? b : c`. Where `a` is unknown both ways are taken. */
function evaluateConditional(path: Path, node: TSESTree.ConditionalExpression, frame: Frame): Value {
  const truth = conditionOf(path, node.test, frame);
  if (typeof truth === 'boolean') return evaluate(path, truth ? node.consequent : node.alternate, frame);
  const sides = [node.consequent, node.alternate];
  if (!truth.isOpaque && sides.every((side) => isMereReading(side) && isAsGoodAsUnknown(path, node, () => evaluate(path, side, frame)))) return UNKNOWN;
  return evaluate(path, truth.choose() ? node.consequent : node.alternate, frame);
}

/**
 * Is one side of a choice as unknown as the other one? Then both ways come to the same (`monitor ?? page`, `isOwner && isActive`), and need
 * not be taken one after the other, with everything that follows. What only decides whether something arrives is as good as unknown
 * when it has nothing of the input (`const title = String(form.get('title') ?? '')`): whoever tests it goes both ways.
 */
function isAsGoodAsUnknown(path: Path, choice: Node, right: () => Value): boolean {
  const { nesting } = path.simulation;
  const checks = path.checks.length;
  let value: Value | undefined;
  try {
    value = right();
  } catch (signal) {
    if (!(signal instanceof Thrown)) throw signal;
    path.simulation.nesting = nesting;
  }
  const isUnknown = value === UNKNOWN || (value !== undefined && !isTainted(value) && !path.relevance.mayBePart(choice));
  const same = isUnknown && path.checks.length === checks;
  // On the other way, they have not been made.
  path.checks.length = checks;
  return same;
}

const MAX_READING_DEPTH = 20;

/** Does evaluating this leave nothing behind: names, members, literals, comparisons of them and what is made of them? */
function isMereReading(node: Node, depth = 0): boolean {
  const inner = unwrap(node);
  const isMere = (part: Node): boolean => depth < MAX_READING_DEPTH && isMereReading(part, depth + 1);
  const isMereElement = (element: Node | null): boolean => !element || isMere(element.type === 'SpreadElement' ? element.argument : element);
  switch (inner.type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
      return true;
    case 'MemberExpression':
      return isMere(inner.object) && (!inner.computed || isMere(inner.property));
    case 'ChainExpression':
      return isMere(inner.expression);
    case 'UnaryExpression':
      return inner.operator !== 'delete' && isMere(inner.argument);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return isMere(inner.left) && isMere(inner.right);
    case 'ConditionalExpression':
      return isMere(inner.test) && isMere(inner.consequent) && isMere(inner.alternate);
    case 'TemplateLiteral':
      return inner.expressions.every(isMere);
    case 'ArrayExpression':
      return inner.elements.every(isMereElement);
    case 'ObjectExpression':
      return inner.properties.every((property) => (property.type === 'SpreadElement' ? isMereElement(property) : !property.computed && isMere(property.value)));
    default:
      return false;
  }
}

const negate = (truth: boolean | undefined): boolean | undefined => (truth === undefined ? undefined : !truth);

/** Records a test of the probe whose outcome is known. */
function noteTest(path: Path, node: Node, value: Value, outcome: boolean): void {
  if (!isTainted(value)) return;
  path.pass(value.kind === 'primitive' && value.check ? value.check : { node, outcome });
}

/** The outcome of a condition that cannot be told: unknown, or unknown because code we cannot see tested the probe. */
interface Unsure {
  readonly opaque: readonly { readonly node: Node; readonly flipped: boolean }[];
}

/**
 * Three-valued truth of a condition: `unknown && false` is false, so that a strict check decides no matter what stands next to it.
 */
function test(path: Path, node: Node, frame: Frame, flipped: boolean): boolean | Unsure {
  const inner = path.input.known(node) || path.input.watch.has(node) ? node : unwrap(node);
  if (inner.type === 'UnaryExpression' && inner.operator === '!' && !path.input.known(inner)) {
    const truth = test(path, inner.argument, frame, !flipped);
    return typeof truth === 'boolean' ? !truth : truth;
  }
  if (inner.type === 'LogicalExpression' && inner.operator !== '??' && !path.input.known(inner) && !path.relevance.mayArrive(inner.right)) {
    path.step();
    const left = test(path, inner.left, frame, flipped);
    const decisive = inner.operator === '||';
    if (left === decisive) return left;
    if (left === !decisive) return test(path, inner.right, frame, flipped);
    const { nesting } = path.simulation;
    let right: boolean | Unsure;
    try {
      right = test(path, inner.right, frame, flipped);
    } catch (signal) {
      // The right side may not have been evaluated at all, so what it throws stays a possibility.
      if (!(signal instanceof Thrown)) throw signal;
      path.simulation.nesting = nesting;
      return left;
    }
    if (right === decisive) return right;
    const unsure = left as Unsure;
    return typeof right === 'boolean' ? unsure : { opaque: [...unsure.opaque, ...right.opaque] };
  }
  const value = evaluate(path, node, frame);
  const truth = truthOf(value);
  if (truth !== undefined) {
    noteTest(path, inner, value, truth);
    return truth;
  }
  return { opaque: isTainted(value) ? [{ node: inner, flipped }] : [] };
}

/** A condition that cannot be told. */
export interface OpenCondition {
  /** Code that we cannot see into tests the input. */
  readonly isOpaque: boolean;
  /** Takes both ways; returns the one that this path takes. */
  choose(): boolean;
  /** Takes only this way, the other one leading nowhere. */
  assume(outcome: boolean): void;
}

/** The outcome of a condition, or the means to settle it. */
export function conditionOf(path: Path, node: Node, frame: Frame): boolean | OpenCondition {
  const truth = test(path, node, frame, false);
  if (typeof truth === 'boolean') return truth;
  const assume = (outcome: boolean): void => {
    for (const atom of truth.opaque) path.pass({ node: atom.node, outcome: outcome !== atom.flipped, opaque: true });
  };
  return {
    isOpaque: truth.opaque.length > 0,
    assume,
    choose() {
      const outcome = path.choose(2) === 0;
      assume(outcome);
      return outcome;
    },
  };
}

function evaluateAssignment(path: Path, node: TSESTree.AssignmentExpression, frame: Frame): Value {
  const { operator } = node;
  if (operator === '=') {
    const value = evaluate(path, node.right, frame);
    bind(path, node.left, value, frame);
    return value;
  }
  if (operator === '&&=' || operator === '||=' || operator === '??=') {
    return evaluateLogical(
      path,
      node,
      operator.slice(0, -1),
      () => evaluate(path, node.left, frame),
      () => {
        const value = evaluate(path, node.right, frame);
        bind(path, node.left, value, frame);
        return value;
      },
      () => false,
    );
  }
  const value = binary(path, node, operator.slice(0, -1), evaluate(path, node.left, frame), evaluate(path, node.right, frame));
  bind(path, node.left, value, frame);
  return value;
}

function evaluateObject(path: Path, node: TSESTree.ObjectExpression, frame: Frame): Value {
  const object = objectOf(new Map<string, Value>());
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      spreadInto(object, evaluate(path, property.argument, frame));
      continue;
    }
    const key = textOf(keyOf(path, property, frame));
    // Accessors are run by whoever reads; that is not followed.
    const value = property.kind === 'init' ? evaluate(path, property.value, frame) : (closureOf(path, property.value as FunctionNode, frame), UNKNOWN);
    if (key.kind === 'primitive') object.properties.set(key.value as string, value);
    else object.open = true;
  }
  return object;
}

function evaluateArray(path: Path, node: TSESTree.ArrayExpression, frame: Frame): Value {
  const list = listOf(path, node.elements, frame);
  return arrayOf(list.items, false, list.open);
}

/** The elements of an array literal or the arguments of a call. */
export function listOf(path: Path, elements: readonly (Node | null)[], frame: Frame): { items: Value[]; open: boolean } {
  const items: Value[] = [];
  let open = false;
  for (const element of elements) {
    if (!element) items.push(UNDEFINED);
    else if (element.type !== 'SpreadElement') items.push(evaluate(path, element, frame));
    else {
      const spread = evaluate(path, element.argument, frame);
      const known = elementsOf(spread);
      if (known && items.length + known.items.length <= 300) items.push(...known.items);
      else if (isTainted(spread)) items.push(OPAQUE);
      open ||= known?.open ?? true;
    }
  }
  return { items, open };
}

