/** Expressions. */
import type { TSESTree } from '@typescript-eslint/utils';
import { unwrap, wrapped, type FunctionNode, type Node } from '../ast.js';
import { elementsOf } from './builtins/collections.js';
import { spreadInto } from './builtins/globals.js';
import { escape, evaluateCall, evaluateNew, evaluateTag } from './calls.js';
import { evaluateConditional, evaluateLogical } from './choices.js';
import { evaluateJsx } from './jsx.js';
import { bind, declareClass, keyOf, memberKey, memberOf, readVariable } from './names.js';
import { binary, evaluateUnary } from './operators.js';
import { SHORT_CIRCUIT, type Frame, type Path } from './run.js';
import { OPAQUE, UNDEFINED, UNKNOWN, arrayOf, concatenate, concrete, copyOf, isTainted, nullishness, objectOf, textOf, unknown, type ClosureValue, type Value } from './values.js';

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
      return evaluateLogical(path, node, node.operator, () => evaluate(path, node.left, frame), () => evaluate(path, node.right, frame));
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
