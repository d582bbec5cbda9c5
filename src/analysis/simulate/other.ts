/** What may a function of another file return, throw or check when it is given these arguments? It is run there, and its outcomes are taken over. */
import { returnsOf, type FunctionNode } from '../ast.js';
import { runFunction } from './calls.js';
import { relevanceOf } from './relevance.js';
import { END_OF_PATH, Path, Simulation, Thrown, type Arrival, type Frame, type SimulationInput } from './run.js';
import { textOfValues } from './snapshot.js';
import { UNKNOWN, anyTainted, arrayOf, copyOf, describe, objectOf, unknown, type PassedCheck, type Value } from './values.js';

/** A function of another file, and how the code there is to be run. */
export interface OtherFunction {
  readonly node: FunctionNode;
  readonly surroundings: Pick<SimulationInput, 'sourceCode' | 'known' | 'model' | 'neverReturns' | 'imported'>;
}

export interface Outcome {
  /** `ends`: nothing runs after the call, because the function never comes back. */
  readonly kind: 'returns' | 'throws' | 'ends';
  readonly value: Value;
  readonly checks: readonly PassedCheck[];
  readonly handedTo: Arrival['handedTo'];
}

const MAX_OUTCOMES = 12;
const MAX_PATHS = 32;
const MAX_STEPS = 6_000;

interface Result {
  /** Undefined where there are too many, or a budget was spent. */
  readonly outcomes: readonly Outcome[] | undefined;
  /** What it cost to find them. */
  readonly steps: number;
  /** They were found for all runs to come. */
  readonly once: boolean;
}

interface Memory {
  /** The outcomes of calls that have nothing of the input in them. */
  readonly known: Map<string, Result['outcomes']>;
  /** Running it with something of the input has taken all that it may take. */
  isTooLarge: boolean;
}

const memories = new WeakMap<OtherFunction['surroundings'], WeakMap<FunctionNode, Memory>>();

/**
 * All outcomes, and what it cost to find them. A function that is given nothing of the input does the same for each input and on each path
 * (`await requireUser()`, before the form is read): what came of it is remembered.
 */
export function outcomesOf(other: OtherFunction, args: readonly Value[], budget: number): Result {
  const memory = memoryOf(other);
  const given = args.map((arg) => withoutFunctions(arg));
  if (anyTainted(given)) {
    if (memory.isTooLarge) return { outcomes: undefined, steps: 1, once: false };
    const found = findOutcomes(other, given, Math.min(MAX_STEPS, budget));
    if (!found.outcomes && found.steps >= MAX_STEPS) memory.isTooLarge = true;
    return { ...found, once: false };
  }
  const key = textOfValues(given);
  if (key === undefined) return { ...findOutcomes(other, given, Math.min(MAX_STEPS, budget)), once: false };
  if (memory.known.has(key)) return { outcomes: memory.known.get(key), steps: 1, once: false };
  const found = findOutcomes(other, given, MAX_STEPS);
  memory.known.set(key, found.outcomes);
  return { ...found, once: true };
}

/** So many values that are kept apart when nothing of the input is in them. */
const MAX_VALUES = 4;

/**
 * The outcomes of a call that has nothing to do with the input, without those that make no difference to what arrives: a function that looks up
 * the user returns one of several records, or throws, and each of them would double all that follows. A few texts are kept apart where they may
 * become part of it, since the input may be put behind them or compared with them; that the function may throw matters to those who catch that.
 */
export function told(outcomes: readonly Outcome[], { mayBePart, isCaught }: { readonly mayBePart: boolean; readonly isCaught: boolean }): readonly Outcome[] {
  const returned = outcomes.filter(({ kind }) => kind === 'returns');
  const [first] = returned;
  if (!first) return outcomes;
  const values = returned.map(({ value }) => value);
  const met = mayBePart && values.length <= MAX_VALUES && values.some(isText) ? returned : [{ ...first, value: values.reduce((left, right) => meet(left, right)) }];
  return isCaught ? [...met, ...outcomes.filter(({ kind }) => kind === 'throws').slice(0, 1)] : met;
}

function isText(value: Value): boolean {
  return value.kind === 'text' || (value.kind === 'primitive' && typeof value.value === 'string');
}

/** What is known when it may be either of two values. */
function meet(left: Value, right: Value, depth = 0): Value {
  if (left.kind !== 'object' || right.kind !== 'object' || depth > MAX_DEPTH) return isSame(left, right) ? left : UNKNOWN;
  const names = new Set([...left.properties.keys(), ...right.properties.keys()]);
  const members = [...names].map((name) => [name, meet(left.properties.get(name) ?? UNKNOWN, right.properties.get(name) ?? UNKNOWN, depth + 1)] as const);
  return objectOf(new Map(members), left.open || right.open);
}

function isSame(left: Value, right: Value): boolean {
  const text = textOfValues([left]);
  return text !== undefined && text === textOfValues([right]);
}

function memoryOf({ node, surroundings }: OtherFunction): Memory {
  let memoriesHere = memories.get(surroundings);
  if (!memoriesHere) memories.set(surroundings, (memoriesHere = new WeakMap()));
  let memory = memoriesHere.get(node);
  if (!memory) memoriesHere.set(node, (memory = { known: new Map(), isTooLarge: false }));
  return memory;
}

function findOutcomes({ node, surroundings }: OtherFunction, args: readonly Value[], maxSteps: number): Omit<Result, 'once'> {
  const { sourceCode } = surroundings;
  const watch = new Set(returnsOf(sourceCode.visitorKeys, node));
  const simulation = new Simulation({ ...surroundings, entry: node, watch, maxSteps, maxPaths: MAX_PATHS }, relevanceOf(sourceCode, node, watch, surroundings.neverReturns));
  const outcomes = new Map<string, Outcome>();
  for (let job = simulation.queue.shift(); job; job = simulation.queue.shift()) {
    const root: Frame = { node: sourceCode.ast, variables: new Map(), parent: undefined, thisValue: UNKNOWN, outermost: true };
    const path = new Path(simulation, job, root);
    const end = run(path, node, root, args.map(copyOf));
    if (!end) return { outcomes: undefined, steps: maxSteps - simulation.stepsLeft };
    const outcome: Outcome = { ...end, checks: path.checks, handedTo: path.handedTo };
    outcomes.set(`${outcome.kind} ${describe(outcome.value)} ${path.checks.map((check) => `${check.node.range.join()} ${String(check.outcome)} ${String(check.opaque)}`).join()}`, outcome);
  }
  const complete = simulation.complete && outcomes.size > 0 && outcomes.size <= MAX_OUTCOMES;
  return { outcomes: complete ? [...outcomes.values()] : undefined, steps: maxSteps - simulation.stepsLeft };
}

function run(path: Path, node: FunctionNode, root: Frame, args: readonly Value[]): Pick<Outcome, 'kind' | 'value'> | undefined {
  try {
    const value = runFunction(path, node, { node, variables: new Map(), parent: root, thisValue: UNKNOWN, outermost: false }, args, false);
    return { kind: 'returns', value: withoutFunctions(value) };
  } catch (signal) {
    if (signal instanceof Thrown) return { kind: 'throws', value: withoutFunctions(signal.value) };
    // A budget is spent, or the stack is.
    return signal === END_OF_PATH ? { kind: 'ends', value: UNKNOWN } : undefined;
  }
}

const MAX_DEPTH = 4;

/** A copy without closures: the names in a function mean something only in the file it is written in. */
export function withoutFunctions(value: Value, depth = 0): Value {
  switch (value.kind) {
    case 'closure':
      return UNKNOWN;
    case 'array':
      return depth > MAX_DEPTH ? unknown(value.tainted) : arrayOf(value.items.map((item) => withoutFunctions(item, depth + 1)), value.tainted, value.open);
    case 'object':
      return depth > MAX_DEPTH ? unknown(value.tainted) : objectOf(new Map([...value.properties].map(([name, member]) => [name, withoutFunctions(member, depth + 1)])), value.open, value.tainted);
    default:
      return copyOf(value);
  }
}
