/** Which input gets through to a redirect and out of the site, and past which check? */
import { factHolds, factsBorn, factsHolding, valueAt } from './arguments.js';
import type { Use } from './api.js';
import { contains, isFunction, returnsOf, stringOf, walk, wrapped, type FunctionNode, type Node } from './ast.js';
import type { Breach } from './attack.js';
import { branchesOf, isFixedDestination } from './fixed-destination.js';
import { originsOf, patternPath, type Carried, type Origin } from './flow.js';
import { guardsOf } from './guards.js';
import { importedFunction, type Placed } from './imported.js';
import { isInput } from './inputs.js';
import type { Kernel } from './kernel.js';
import { onDemand } from './on-demand.js';
import { variableOf, type SourceCode } from './scope.js';
import { isNarrowedToTexts } from './types.js';

export interface OpenRedirect {
  /** The input that gets through. */
  readonly origin: Origin;
  readonly breach: Breach;
  /** The last check that looked at the input and let it through… */
  readonly check: Node | undefined;
  /** …or a library function that is often taken for a check, and why it is none. */
  readonly notACheck: { readonly call: Node; readonly why: string } | undefined;
}

/** The expressions that become the destination of a redirect: none where its facts do not hold, or where only other kinds of address are reached. */
export function redirectTargets(kernel: Kernel, { node, fact }: Use<'redirect'>): readonly Node[] {
  if (!factHolds(kernel, node, fact)) return [];
  if (fact.externalOnlyWith && valueAt(kernel, node, fact.externalOnlyWith).kind === 'absent') return [];
  const option = valueAt(kernel, node, fact.target);
  return option.kind === 'present' ? option.values : [];
}

/** The first input that gets through to a target says enough. */
export function openRedirectAt(kernel: Kernel, sink: Use<'redirect'>, target: Node): OpenRedirect | undefined {
  // Most redirects with an input in them have it behind a path. To run the code for those would tell no more.
  const branches = branchesOf(kernel.sourceCode, target);
  const fixed = new Set(branches.filter((branch) => isFixedDestination(kernel, branch)));
  if (fixed.size === branches.length) return undefined;
  const origins = originsOf(kernel.sourceCode, target, {
    isOrigin: (node, path) => isInput(kernel, node, path) || isChecked(kernel, node) || (path.length === 0 && fixed.has(node)),
    carries: (call) => carriedBy(kernel, call),
  });
  for (const origin of origins) {
    if (!isInput(kernel, origin.node, origin.path)) continue;
    const verdict = onDemand.attack().attackRedirect(kernel, { source: origin.node, path: origin.path, target, trace: origin.trace, sink: sink.fact });
    if (verdict.kind !== 'breach' || isComparedByType(kernel, [origin.node, ...origin.trace])) continue;
    const { breach } = verdict;
    const check = breach.checks.findLast(({ node }) => node !== origin.node && onDemand.attack().isMoreThanPresence(node) && !choosesText(node))?.node;
    return { origin, breach, check, notACheck: takenForCheck(kernel, [...(check ? [check] : []), ...origin.trace]) };
  }
  return undefined;
}

/**
 * Has a comparison on the way left only texts that the code spells out? The interpreter does not see that `req.query.next` is the
 * same value each time it is written; types do. What is asserted (`as '/a' | '/b'`), or claimed by a type guard, is no evidence.
 */
function isComparedByType({ sourceCode }: Kernel, way: readonly Node[]): boolean {
  return way.some((node) => isNarrowedToTexts(sourceCode, node) && guardsOf(sourceCode, node).some(({ test, equals }) => compares(sourceCode, test, equals, sourceCode.getText(node))));
}

function compares(sourceCode: SourceCode, test: Node, equals: readonly Node[] | undefined, text: string): boolean {
  if (equals) return sourceCode.getText(test) === text;
  let found = false;
  walk(sourceCode.visitorKeys, test, (node) => {
    found ||= node.type === 'BinaryExpression' && /^[!=]==?$/u.test(node.operator) && [node.left, node.right].some((side) => sourceCode.getText(side) === text);
    return isFunction(node) ? 'skip' : undefined;
  });
  return found;
}

/** `next.includes('?') ? '&' : '?'` decides how the target is written, not whether it is taken. */
function choosesText(test: Node): boolean {
  const choice = wrapped(test).parent;
  return choice?.type === 'ConditionalExpression' && stringOf(choice.consequent) !== undefined && stringOf(choice.alternate) !== undefined;
}

/** Schemas and library functions that hand their input on. */
function carriedBy(kernel: Kernel, call: Node): readonly Carried[] | undefined {
  const [parser] = factsBorn(kernel, call, 'parser');
  if (parser) return [parser.under === undefined ? parser.arg : { arg: parser.arg, under: parser.under }];
  return factsBorn(kernel, call, 'redirectCheck').length > 0 ? [0] : handedOn(kernel, call);
}

const MAX_RETURNS = 12;
const handed = new WeakMap<Kernel, Map<FunctionNode, readonly Carried[]>>();

/** The arguments that a function of another file may hand back, checked or not: whether its check is good enough is found out by running it. */
function handedOn(kernel: Kernel, call: Node): readonly Carried[] | undefined {
  const target = call.type === 'CallExpression' ? importedFunction(kernel, call.callee) : undefined;
  if (!target) return undefined;
  const ofFile = handed.get(target.kernel) ?? new Map<FunctionNode, readonly Carried[]>();
  handed.set(target.kernel, ofFile);
  const known = ofFile.get(target.node);
  if (known) return known;
  // A function that calls itself hands on nothing new.
  ofFile.set(target.node, []);
  const carried = parametersReturned(target);
  ofFile.set(target.node, carried);
  return carried;
}

function parametersReturned({ kernel, node: owner }: Placed<FunctionNode>): readonly Carried[] {
  const { sourceCode } = kernel;
  const isParameter = (node: Node): boolean => {
    const definition = node.type === 'Identifier' ? variableOf(sourceCode, node)?.defs[0] : undefined;
    return definition?.name === node && definition.node === owner;
  };
  return returnsOf(sourceCode.visitorKeys, owner).slice(0, MAX_RETURNS).flatMap((returned) =>
    originsOf(sourceCode, returned, { isOrigin: (node) => isParameter(node) || isChecked(kernel, node), carries: (inner) => carriedBy(kernel, inner) }).flatMap(({ node, path }): readonly Carried[] => {
      const arg = isParameter(node) ? owner.params.findIndex((parameter) => contains(parameter, node)) : -1;
      return arg < 0 ? [] : [{ arg, member: [...patternPath(node, owner), ...path] }];
    }),
  );
}

/** The result of a function that is known, or declared in settings, to return only safe targets. */
function isChecked(kernel: Kernel, node: Node): boolean {
  return factsHolding(kernel, node, 'redirectCheck').some((fact) => fact.verdict === 'safe');
}

function takenForCheck(kernel: Kernel, nodes: readonly Node[]): OpenRedirect['notACheck'] {
  for (const call of nodes) {
    const why = factsHolding(kernel, call, 'redirectCheck').find((fact) => fact.why !== undefined)?.why;
    if (why !== undefined) return { call, why };
  }
  return undefined;
}
