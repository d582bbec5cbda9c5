/** Conditions, and what is chosen by them: both ways are taken where nobody can tell. */
import type { TSESTree } from '@typescript-eslint/utils';
import { unwrap, type Node } from '../ast.js';
import { evaluate } from './evaluate.js';
import { Thrown, type Frame, type Path } from './run.js';
import { UNKNOWN, isTainted, nullishness, truthOf, type Value } from './values.js';

/** `a && b`, `a || b`, `a ?? b`, also of an assignment. Where `a` is unknown both ways are taken. */
export function evaluateLogical(path: Path, node: TSESTree.LogicalExpression | TSESTree.AssignmentExpression, operator: string, left: () => Value, right: () => Value): Value {
  const first = left();
  const stops = operator === '??' ? (nullishness(first) === undefined ? undefined : !nullishness(first)) : operator === '&&' ? negate(truthOf(first)) : truthOf(first);
  if (stops !== undefined) {
    if (operator !== '??') noteTest(path, node.left, first, (operator === '||') === stops);
    return stops ? first : right();
  }
  if (first === UNKNOWN && node.type === 'LogicalExpression' && isMereReading(node.right) && isAsGoodAsUnknown(path, node, right)) return UNKNOWN;
  // Whether `??` finds something there says nothing about what the probe says.
  const goesOn = path.choose(2) === 1;
  if (first.tainted && operator !== '??') path.pass({ node: node.left, outcome: (operator === '||') !== goesOn, opaque: true });
  return goesOn ? right() : first;
}

/** `a ? b : c`. Where `a` is unknown both ways are taken. */
export function evaluateConditional(path: Path, node: TSESTree.ConditionalExpression, frame: Frame): Value {
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
