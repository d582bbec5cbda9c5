/** JSX: elements are run for what their attributes and children may reach, not for what they show. */
import type { TSESTree } from '@typescript-eslint/utils';
import { unwrap, type Node } from '../ast.js';
import { spreadInto } from './builtins/globals.js';
import { callClosure } from './calls.js';
import { conditionOf } from './choices.js';
import { evaluate } from './evaluate.js';
import { readVariable } from './names.js';
import { END_OF_PATH, type Frame, type Path } from './run.js';
import { UNKNOWN, concrete, objectOf, type Value } from './values.js';

export function evaluateJsx(path: Path, node: TSESTree.JSXElement | TSESTree.JSXFragment | TSESTree.JSXExpressionContainer, frame: Frame): Value {
  if (node.type === 'JSXExpressionContainer') return node.expression.type === 'JSXEmptyExpression' ? UNKNOWN : evaluate(path, node.expression, frame);
  if (!path.relevance.mayArrive(node)) return UNKNOWN;
  if (node.type === 'JSXElement') evaluateOpening(path, node.openingElement, frame);
  for (const child of node.children) {
    if (child.type === 'JSXExpressionContainer' && child.expression.type !== 'JSXEmptyExpression') evaluateShown(path, child.expression, frame);
    else if (child.type === 'JSXElement' || child.type === 'JSXFragment') evaluateShown(path, child, frame);
  }
  return UNKNOWN;
}

function evaluateOpening(path: Path, node: TSESTree.JSXOpeningElement, frame: Frame): void {
  const component = node.name.type === 'JSXIdentifier' && /^[A-Z]/.test(node.name.name) ? readVariable(path, node.name, frame) : UNKNOWN;
  const isLocal = component.kind === 'closure' && path.relevance.mayArrive(component.node);
  const props = objectOf(new Map<string, Value>(), false);
  for (const attribute of node.attributes) {
    if (!isLocal && !path.relevance.mayArrive(attribute)) continue;
    if (attribute.type === 'JSXSpreadAttribute') {
      spreadInto(props, evaluate(path, attribute.argument, frame));
      continue;
    }
    const value = attribute.value ? evaluate(path, attribute.value, frame) : concrete(true);
    props.properties.set(attribute.name.type === 'JSXIdentifier' ? attribute.name.name : attribute.name.name.name, value);
  }
  if (isLocal) callClosure(path, component, [props], UNKNOWN);
}

/**
 * What is shown conditionally is run on a path of its own: nothing after it depends on whether it was shown, and a page
 * with ten conditional parts would have a thousand paths otherwise.
 */
function evaluateShown(path: Path, node: Node, frame: Frame): void {
  if (!path.relevance.mayArrive(node)) return;
  const inner = unwrap(node);
  if (inner.type === 'LogicalExpression' && inner.operator === '&&') {
    const truth = conditionOf(path, inner.left, frame);
    if (truth === true) evaluateShown(path, inner.right, frame);
    else if (truth !== false && truth.choose()) aside(path, inner.right, frame);
  } else if (inner.type === 'ConditionalExpression') {
    const truth = conditionOf(path, inner.test, frame);
    if (typeof truth === 'boolean') evaluateShown(path, truth ? inner.consequent : inner.alternate, frame);
    else if (path.choose(2) === 1) aside(path, truth.choose() ? inner.consequent : inner.alternate, frame);
  } else evaluate(path, node, frame);
}

function aside(path: Path, node: Node, frame: Frame): never {
  evaluateShown(path, node, frame);
  throw END_OF_PATH;
}
