/** What may a function of another file return, throw or check when it is given these arguments? It is run there, and its outcomes are taken over. */
import { returnsOf, type FunctionNode } from '../ast.js';
import { runFunction } from './calls.js';
import { relevanceOf } from './relevance.js';
import { END_OF_PATH, Path, Simulation, Thrown, type Arrival, type Frame, type SimulationInput } from './run.js';
import { UNKNOWN, arrayOf, copyOf, describe, objectOf, unknown, type PassedCheck, type Value } from './values.js';

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

/** All outcomes, and what it cost to find them; undefined where there are too many, or a budget was spent. */
export function outcomesOf({ node, surroundings }: OtherFunction, args: readonly Value[], budget: number): { readonly outcomes: readonly Outcome[] | undefined; readonly steps: number } {
  const { sourceCode } = surroundings;
  const watch = new Set(returnsOf(sourceCode.visitorKeys, node));
  const maxSteps = Math.min(MAX_STEPS, budget);
  const simulation = new Simulation({ ...surroundings, entry: node, watch, maxSteps, maxPaths: MAX_PATHS }, relevanceOf(sourceCode, node, watch, surroundings.neverReturns));
  const outcomes = new Map<string, Outcome>();
  for (let job = simulation.queue.shift(); job; job = simulation.queue.shift()) {
    const root: Frame = { node: sourceCode.ast, variables: new Map(), parent: undefined, thisValue: UNKNOWN, outermost: true };
    const path = new Path(simulation, job, root);
    const end = run(path, node, root, args.map(withoutFunctions));
    if (!end) return { outcomes: undefined, steps: maxSteps - simulation.stepsLeft };
    const outcome: Outcome = { ...end, checks: path.checks, handedTo: path.handedTo };
    outcomes.set(`${outcome.kind} ${describe(outcome.value)} ${path.checks.map((check) => `${check.node.range.join()} ${String(check.outcome)}`).join()}`, outcome);
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
