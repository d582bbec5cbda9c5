/** Which expression stands at a place that knowledge names (an argument, an option, a JSX attribute), and do a row's conditions hold there? */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Condition, FactOf, Place, Role } from '../knowledge/schema.js';
import type { Use } from './api.js';
import { contains, isFunction, returnsOf, unwrap, walk, wrapped, type Node } from './ast.js';
import { isKey } from './keys.js';
import type { Kernel } from './kernel.js';
import { exportsOf } from './modules.js';
import { optionOf, type Option } from './options.js';
import { definitionOf, localFunction, variableOf } from './scope.js';
import { constantsOf } from './value.js';

/**
 * The expressions at a place of a call, JSX element, assigned member or returned value.
 * `absent`: certainly nothing there. `unknown`: a spread or an unknown object stands in the way.
 */
export function valueAt(kernel: Kernel, node: Node, place: Place): Option {
  const whole = wholeAt(kernel, node, place);
  if (whole === 'unknown') return { kind: 'unknown' };
  if (!whole) return { kind: 'absent' };
  if (!place.path || place.path.length === 0) return { kind: 'present', values: [whole] };
  let unknown = false;
  for (const path of alternativesOf(place.path)) {
    const option = optionAt(kernel, whole, place.exported !== undefined && isFunction(whole) ? ['()', ...path] : path);
    if (option.kind === 'present') return option;
    unknown ||= option.kind === 'unknown';
  }
  return { kind: unknown ? 'unknown' : 'absent' };
}

/** As `optionOf`, for paths that may lead through what a function returns. */
function optionAt(kernel: Kernel, whole: Node, path: readonly string[]): Option {
  const at = path.indexOf('()');
  if (at < 0) return path.length === 0 ? { kind: 'present', values: [whole] } : optionOf(kernel.sourceCode, whole, path);
  const factory: Option = at === 0 ? { kind: 'present', values: [whole] } : optionOf(kernel.sourceCode, whole, path.slice(0, at));
  if (factory.kind !== 'present') return factory;
  const results = factory.values.flatMap((value): readonly Option[] => {
    const callee = localFunction(kernel.sourceCode, value);
    const returns = callee && !callee.generator ? returnsOf(kernel.sourceCode.visitorKeys, callee) : [];
    return returns.length === 0 ? [{ kind: 'unknown' }] : returns.map((returned) => optionAt(kernel, returned, path.slice(at + 1)));
  });
  const values = results.flatMap((result) => (result.kind === 'present' ? result.values : []));
  if (values.length > 0) return results.every((result) => result.kind === 'present' && !result.uncertain) ? { kind: 'present', values } : { kind: 'present', values, uncertain: true };
  return { kind: results.some((result) => result.kind === 'unknown') ? 'unknown' : 'absent' };
}

function wholeAt(kernel: Kernel, node: Node, place: Place): Node | 'unknown' | undefined {
  if (node.type === 'JSXOpeningElement') return place.attribute === undefined ? undefined : attributeOf(node, place.attribute);
  if (place.arg !== undefined) return argumentOf(node, place.arg);
  if (place.exported !== undefined) return exportsOf(kernel.sourceCode).find(([name]) => name === place.exported)?.[1];
  // `location.href = x`: what is assigned. Reading `location.href` gives nothing a value.
  if ((node.type === 'MemberExpression' || node.type === 'Identifier') && !isReturned(node)) return node.parent?.type === 'AssignmentExpression' && node.parent.left === node ? node.parent.right : undefined;
  return node;
}

function isReturned(node: Node): boolean {
  const whole = wrapped(node);
  return whole.parent?.type === 'ReturnStatement' || (whole.parent?.type === 'ArrowFunctionExpression' && whole.parent.body === whole);
}

function argumentOf(node: Node, position: number | 'last'): Node | 'unknown' | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const spread = node.arguments.findIndex((argument) => argument.type === 'SpreadElement');
  const index = position === 'last' ? node.arguments.length - 1 : position;
  if (spread >= 0 && spread <= index) return 'unknown';
  return node.arguments[index];
}

function attributeOf(element: TSESTree.JSXOpeningElement, name: string): Node | 'unknown' | undefined {
  let unknown = false;
  for (const attribute of element.attributes) {
    if (attribute.type === 'JSXSpreadAttribute') unknown = true;
    else if (attribute.name.type === 'JSXIdentifier' && attribute.name.name === name && attribute.value)
      return attribute.value.type === 'JSXExpressionContainer' ? attribute.value.expression : attribute.value;
  }
  return unknown ? 'unknown' : undefined;
}

function alternativesOf(path: readonly (string | readonly string[])[]): readonly (readonly string[])[] {
  return path.reduce<readonly (readonly string[])[]>(
    (paths, names) => paths.flatMap((before) => (typeof names === 'string' ? [names] : names).map((name) => [...before, name])),
    [[]],
  );
}

/** A condition about something that cannot be known does not hold: rules stay silent then. */
function holds(kernel: Kernel, node: Node, condition: Condition): boolean {
  const option = valueAt(kernel, node, condition);
  if (condition.present !== undefined && (condition.present ? option.kind !== 'present' : option.kind !== 'absent')) return false;
  if (!condition.equals && condition.matches === undefined && condition.key === undefined) return true;
  if (option.kind !== 'present') return false;
  return option.values.some((value) => {
    const { key } = condition;
    if (key !== undefined && !isKey(kernel, unwrap(value), key)) return false;
    if (!condition.equals && condition.matches === undefined) return true;
    const texts = constantsOf(kernel.sourceCode, value)?.map((constant) => (typeof constant === 'object' && constant !== null ? '' : String(constant))) ?? libraryConstants(kernel, value);
    return (
      texts?.some(
        (text) =>
          (!condition.equals || condition.equals.includes(text.toLowerCase())) &&
          (condition.matches === undefined || new RegExp(condition.matches, 'u').test(text)),
      ) ?? false
    );
  });
}

/** `ObjectCannedACL.public_read`: the texts that members of a library's enumerations stand for. */
function libraryConstants(kernel: Kernel, value: Node): readonly string[] | undefined {
  const facts = kernel.api.factsAt(unwrap(value), 'constant');
  return facts.length > 0 ? facts.map((fact) => fact.value) : undefined;
}

interface Conditional {
  readonly when?: readonly Condition[];
  readonly unless?: readonly Condition[];
}

/** Does what a row says of a node hold there, given its conditions? */
export function factHolds(kernel: Kernel, node: Node, fact: Conditional): boolean {
  if (fact.when && !fact.when.every((condition) => holds(kernel, node, condition))) return false;
  return !fact.unless?.some((condition) => holds(kernel, node, condition));
}

/**
 * Does a fact hold only for some callers of the function around: `admin ? SERVICE_KEY : ANON_KEY` with a parameter `admin`? Then
 * nothing is known of what the function hands out.
 */
export function isChosenByCaller(kernel: Kernel, node: Node, { when = [] }: Conditional): boolean {
  return when.some((condition) => {
    const option = condition.key === undefined ? undefined : valueAt(kernel, node, condition);
    return option?.kind === 'present' && option.values.some((value) => isParametric(kernel, value));
  });
}

/** A choice that hangs on a parameter. */
function isParametric(kernel: Kernel, value: Node): boolean {
  const inner = unwrap(value);
  const choice = inner.type === 'Identifier' ? unwrap(definitionOf(kernel.sourceCode, inner) ?? inner) : inner;
  if (choice.type !== 'ConditionalExpression') return false;
  let found = false;
  walk(kernel.sourceCode.visitorKeys, choice.test, (each) => {
    if (each.type === 'Identifier') found ||= variableOf(kernel.sourceCode, each)?.defs[0]?.type === ('Parameter' as never);
    return found ? 'skip' : undefined;
  });
  return found;
}

/** The uses whose facts hold, of those inside each other only the outermost. */
export function outermostHolding<R extends Role>(kernel: Kernel, uses: readonly Use<R>[]): readonly Use<R>[] {
  const kept: Use<R>[] = [];
  for (const use of uses) if (factHolds(kernel, use.node, use.fact as Conditional) && !kept.some(({ node }) => contains(node, use.node))) kept.push(use);
  return kept;
}

/** The facts of a role about a node whose conditions hold where its value comes into being. */
export function factsHolding<R extends Role>(kernel: Kernel, node: Node, role: R): readonly FactOf<R>[] {
  let births: readonly Node[] | undefined;
  return kernel.api.factsAt(node, role).filter((fact) => {
    const conditional = fact as Conditional;
    if (!conditional.when && !conditional.unless) return true;
    const all = (births ??= birthsOf(kernel, node, role));
    // Of several, those count that the fact is about.
    return all.some((birth) => (all.length === 1 || kernel.api.factsAt(birth, role).includes(fact)) && factHolds(kernel, birth, conditional));
  });
}

const MAX_HOPS = 5;

/** A name, a choice and a function of the file only pass on what calls have made: conditions are about those. */
function birthsOf(kernel: Kernel, node: Node, role: Role): readonly Node[] {
  const { sourceCode } = kernel;
  const births: Node[] = [];
  const seen = new Set<Node>();
  const pending = [{ at: node, hops: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { hops } = next;
    const inner = unwrap(next.at);
    if (seen.has(inner)) continue;
    seen.add(inner);
    const definition = inner.type === 'Identifier' && hops < MAX_HOPS ? definitionOf(sourceCode, inner) : undefined;
    const own = inner.type === 'CallExpression' && hops < MAX_HOPS && kernel.api.factsBornAt(inner, role).length === 0 ? localFunction(sourceCode, inner.callee) : undefined;
    if (definition) pending.push({ at: definition, hops: hops + 1 });
    else if (own) pending.push(...returnsOf(sourceCode.visitorKeys, own).map((at) => ({ at, hops: hops + 1 })));
    else if (inner.type === 'LogicalExpression') pending.push({ at: inner.right, hops }, { at: inner.left, hops });
    else if (inner.type === 'ConditionalExpression') pending.push({ at: inner.alternate, hops }, { at: inner.consequent, hops });
    else births.push(inner);
  }
  return births;
}

/**
 * As {@link factsHolding}, but only where the value, or this member of it, comes into being. Whoever reads the arguments of a call asks
 * this: a function of the project that hands out what `nanoid(8)` has made takes arguments of its own.
 */
export function factsBorn<R extends Role>(kernel: Kernel, node: Node, role: R, path: readonly string[] = []): readonly FactOf<R>[] {
  return kernel.api.factsBornAt(node, role, path).filter((fact) => factHolds(kernel, unwrap(node), fact as Conditional));
}
