/**
 * Runs the user's code with a given text as the user's input and reports which values come to which expressions.
 *
 * Whether `if (!next.startsWith('/')) return …` is a good check is not decided by recognising checks. The code itself is
 * run, in a small interpreter over the syntax tree, with the strings an attacker would send, and what comes out at the sink
 * decides. Early returns, reassignments, `switch`, `try` around `new URL`, allowlists and local helper functions follow.
 * What the file does not define stays unknown, and both ways are taken where something unknown decides.
 *
 * Promises are the values they settle to. Generators, getters and the state of class instances are unknown.
 */
import { contains, isFunction, type FunctionNode, type Node } from './ast.js';
import type { SourceCode } from './scope.js';
import { callClosure, runFunction } from './simulate/calls.js';
import { evaluate } from './simulate/evaluate.js';
import { executeList } from './simulate/execute.js';
import { relevanceOf } from './simulate/relevance.js';
import { END_OF_PATH, Path, SHORT_CIRCUIT, Simulation, Thrown, type Arrival, type Frame, type Job, type PathRecord, type SimulationInput } from './simulate/run.js';
import { UNKNOWN, copyOf, describe, isTainted, type Value } from './simulate/values.js';

export type { Arrival, PathMemory, SimulationInput } from './simulate/run.js';
export { OWN_ORIGIN, concrete, isTainted, objectOf, ownUrl, plainOf, probe, textOf, unknown, type PassedCheck, type Value } from './simulate/values.js';

export interface SimulationResult {
  readonly arrivals: readonly Arrival[];
  /** False when a budget was spent, so that there may be more arrivals. */
  readonly complete: boolean;
  /** Some path came to where nothing was left of the input, and was not followed further. */
  readonly lost: boolean;
  /** Every test that looked at the probe, also on paths that led nowhere. */
  readonly tested: ReadonlySet<Node>;
  /** How much work it was. */
  readonly steps: number;
  /** … and how much for this run and all to come. */
  readonly stepsOnce: number;
  /** How many mentions of names were looked at to tell what need not be run; nothing when it was known. */
  readonly lookedAt: number;
}

const MAX_STEPS = 60_000;

/** How many different ways through the program a function that nothing calls is run after. */
const MAX_PREHISTORIES = 3;

export function simulate(input: SimulationInput): SimulationResult {
  const { sourceCode, entry, watch, neverReturns } = input;
  if (watch.size === 0) return { arrivals: [], complete: true, lost: false, tested: new Set(), steps: 0, stepsOnce: 0, lookedAt: 0 };
  const relevance = relevanceOf(sourceCode, entry, watch, neverReturns);
  const inner = innerFunctions(entry, watch);
  const simulation = new Simulation(input, relevance, inner);
  const prehistories = new Map<FunctionNode, Job[]>();
  const pending: FunctionNode[] = [...inner];
  for (;;) {
    const job = simulation.queue.shift();
    if (job) {
      const path = recallOrRun(simulation, job);
      if (!path) break;
      if (job.thenRun || path.isMerged) continue;
      for (const fn of inner) {
        if (simulation.everRun.has(fn)) continue;
        const jobs = prehistories.get(fn) ?? [];
        if (jobs.length < MAX_PREHISTORIES) jobs.push({ choices: [...path.choices], thenRun: fn });
        prehistories.set(fn, jobs);
      }
      continue;
    }
    // Whatever nothing has called by now is called from elsewhere: an exported function, a method, a handler in a table.
    const fn = pending.shift();
    if (!fn) break;
    if (!simulation.everRun.has(fn)) simulation.queue.push(...(prehistories.get(fn) ?? []));
  }
  return { arrivals: settle(simulation.arrivals), complete: simulation.complete, lost: simulation.lost, tested: simulation.tested, steps: (input.maxSteps ?? MAX_STEPS) - simulation.stepsLeft, stepsOnce: simulation.stepsOnce, lookedAt: relevance.work };
}

/** The functions inside the entry that have watched nodes in them, outer ones first. */
function innerFunctions(entry: Node, watch: ReadonlySet<Node>): readonly FunctionNode[] {
  const found = new Set<FunctionNode>();
  for (const node of watch)
    for (let outer = node.parent; outer && outer !== entry; outer = outer.parent) if (isFunction(outer) && contains(entry, outer)) found.add(outer);
  return [...found].sort((left, right) => left.range[0] - right.range[0] || right.range[1] - left.range[1]);
}

function rootFrame(sourceCode: SourceCode): Frame {
  return { node: sourceCode.ast, variables: new Map(), parent: undefined, thisValue: UNKNOWN, outermost: true };
}

/** What one path did; undefined when a budget ended the simulation. */
function recallOrRun(simulation: Simulation, job: Job): Pick<PathRecord, 'choices' | 'isMerged'> | undefined {
  const { memory } = simulation.input;
  if (!memory) return runPath(simulation, job);
  const key = `${job.choices.join()} ${job.thenRun?.range.join() ?? ''}`;
  const record = memory.paths.get(key);
  if (record) {
    simulation.recall(record);
    return record;
  }
  memory.looked = false;
  const noted = simulation.beginRecord();
  const path = runPath(simulation, job);
  // What came of the input itself is another text next time.
  if (path && !memory.looked && !noted.arrivals.some(({ value }) => value.kind !== 'unknown' && isTainted(value))) memory.paths.set(key, { ...noted, choices: path.choices, isMerged: path.isMerged });
  return path;
}

/** Runs one path to its end; undefined when a budget ended the simulation. */
function runPath(simulation: Simulation, job: Job): Path | undefined {
  const { entry, sourceCode } = simulation.input;
  const root = rootFrame(sourceCode);
  const path = new Path(simulation, job, root);
  const ended = attempt(path, () => {
    if (entry.type === 'Program') executeList(path, entry.body, root);
    else runFunction(path, entry, { node: entry, variables: new Map(), parent: root, thisValue: UNKNOWN, outermost: true }, simulation.input.args?.map(copyOf) ?? [], true);
  });
  if (!ended) return undefined;
  if (!job.thenRun) return path;
  const closure = path.closures.get(job.thenRun) ?? { kind: 'closure', node: job.thenRun, frame: root, tainted: false };
  return attempt(path, () => callClosure(path, closure, undefined, UNKNOWN, true, true)) ? path : undefined;
}

/** Runs the user's code as far as it goes; false when the whole simulation has to end. */
function attempt(path: Path, run: () => void): boolean {
  const { simulation } = path;
  try {
    run();
    return true;
  } catch (signal) {
    if (signal === END_OF_PATH || signal === SHORT_CIRCUIT || signal instanceof Thrown) return true;
    // A budget is spent, or the stack is: the user's code is nested too deeply.
    simulation.complete = false;
    return false;
  } finally {
    simulation.nesting = 0;
    path.callDepth = 0;
    path.guards = [];
  }
}

/**
 * A test that we cannot see into is no reason for doubt when the same value arrives whichever way it came out
 * (`if (await isKnown(next)) count++`).
 */
function settle(arrivals: readonly Arrival[]): readonly Arrival[] {
  if (!arrivals.some((arrival) => arrival.opaque)) return arrivals;
  const outcomes = new Map<string, Set<string>>();
  const keyOf = (arrival: Arrival): string => `${arrival.node.range.join()} ${describe(arrival.value)}`;
  for (const arrival of arrivals) {
    const seen = outcomes.get(keyOf(arrival)) ?? new Set();
    outcomes.set(keyOf(arrival), seen);
    for (const check of arrival.checks) if (check.opaque) seen.add(`${check.node.range.join()} ${check.outcome}`);
  }
  return arrivals.map((arrival) => {
    const seen = outcomes.get(keyOf(arrival));
    const opaque = arrival.checks.some((check) => check.opaque && !seen?.has(`${check.node.range.join()} ${!check.outcome}`));
    return opaque === arrival.opaque ? arrival : { ...arrival, opaque };
  });
}

/** The value of an expression that depends on nothing but constants; unknown otherwise. Never throws. */
export function evaluateConstant(sourceCode: SourceCode, node: Node, surroundings: Partial<SimulationInput> = {}): Value {
  const input: SimulationInput = { known: () => undefined, ...surroundings, sourceCode, entry: sourceCode.ast, watch: new Set(), maxSteps: 3000, maxPaths: 1 };
  const simulation = new Simulation(input, relevanceOf(sourceCode, sourceCode.ast, input.watch, undefined));
  const root = rootFrame(sourceCode);
  const path = new Path(simulation, { choices: [], thenRun: undefined }, root);
  let value: Value = UNKNOWN;
  const ended = attempt(path, () => {
    value = evaluate(path, node, root);
  });
  // Where something unknown decided, this is only one of the values.
  return ended && path.choices.length === 0 ? value : UNKNOWN;
}
