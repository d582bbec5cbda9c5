/**
 * One run of the user's code along one path, and the choices that make the next path.
 *
 * Where the code branches on something unknown, the run takes the first branch and notes the other as a list of choices
 * to replay from the beginning. Running again costs less than copying every value at every branch, and variables, objects
 * and captured environments can simply be changed in place.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node } from '../ast.js';
import { variableOf, type SourceCode, type Variable } from '../scope.js';
import type { OtherFunction } from './other.js';
import type { Relevance } from './relevance.js';
import { copyOf, describe, type ClosureValue, type PassedCheck, type Value } from './values.js';

export interface SimulationInput {
  readonly sourceCode: SourceCode;
  /** The outermost function (or the program) to run. Its parameters are unknown unless `known` says otherwise. */
  readonly entry: FunctionNode | TSESTree.Program;
  /** The arguments of the entry, where they are known. */
  readonly args?: readonly Value[] | undefined;
  /** The value of an expression, or of an identifier in a pattern, before it is evaluated: the probe at the source, the app's own URL. */
  readonly known: (node: Node) => Value | undefined;
  /** Expressions whose value is reported whenever they are evaluated. */
  readonly watch: ReadonlySet<Node>;
  /** Calls after which nothing runs: `redirect()` of Next.js, `process.exit()`. */
  readonly neverReturns?: ((call: Node) => boolean) | undefined;
  /** What a call that this file does not define returns, when the caller knows the library. */
  readonly model?: ((call: Node, args: readonly Value[], receiver: Value | undefined) => Value | undefined) | undefined;
  /** The function of another file that a callee certainly calls. */
  readonly imported?: ((callee: Node) => OtherFunction | undefined) | undefined;
  readonly maxSteps?: number | undefined;
  readonly maxPaths?: number | undefined;
}

/** One evaluation of a watched node. */
export interface Arrival {
  readonly node: Node;
  readonly value: Value;
  /** Tests that looked at the probe and let this path through, in order. */
  readonly checks: readonly PassedCheck[];
  /** The path depends on a test of the probe that we cannot see into. */
  readonly opaque: boolean;
  /** Calls of unknown functions on this path that were handed the probe and whose result nobody used: it may be an assertion that throws. */
  readonly handedTo: readonly Node[];
}

export interface Frame {
  /** The function whose activation this is; the program for the outermost frame. */
  readonly node: Node;
  readonly variables: Map<Variable, Value>;
  readonly parent: Frame | undefined;
  thisValue: Value;
  /** Nobody uses what this activation returns. */
  readonly outermost: boolean;
}

/** The exception of the user's code. */
export class Thrown extends Error {
  readonly value: Value;
  constructor(value: Value) {
    super('thrown by the simulated code');
    this.value = value;
  }
}

/** Ends the path: nothing after this runs. */
export const END_OF_PATH = new Error('end of path');
/** Ends the simulation: a budget is spent. */
const SPENT = new Error('spent');
/** Leaves an optional chain. */
export const SHORT_CIRCUIT = new Error('short circuit');

/** Deeper code is not run: the interpreter recurses with it. */
const MAX_NESTING = 500;
const MAX_ARRIVALS = 400;

/** A path to run: choices to replay, then perhaps a function that no path has called yet. */
export interface Job {
  readonly choices: readonly number[];
  readonly thenRun: FunctionNode | undefined;
}

/** What all paths of one simulation share. */
export class Simulation {
  readonly input: SimulationInput;
  readonly relevance: Relevance;
  readonly queue: Job[] = [{ choices: [], thenRun: undefined }];
  readonly everRun = new Set<Node>();
  readonly arrivals: Arrival[] = [];
  complete = true;
  stepsLeft: number;
  pathsLeft: number;
  nesting = 0;
  /** Every test that looked at the probe, on whichever path. */
  readonly tested = new Set<Node>();
  readonly #seen = new Set<string>();

  constructor(input: SimulationInput, relevance: Relevance) {
    this.input = input;
    this.relevance = relevance;
    this.stepsLeft = input.maxSteps ?? 60_000;
    this.pathsLeft = input.maxPaths ?? 64;
  }

  enqueue(job: Job): void {
    if (this.pathsLeft <= 0) {
      this.complete = false;
      return;
    }
    this.pathsLeft--;
    this.queue.push(job);
  }

  report(arrival: Arrival): void {
    const key = `${arrival.node.range.join()} ${describe(arrival.value)} ${arrival.checks.map((check) => `${check.node.range.join()} ${check.outcome}`).join()} ${arrival.handedTo.length}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (this.arrivals.length >= MAX_ARRIVALS) this.complete = false;
    else this.arrivals.push(arrival);
  }
}

const variables = new WeakMap<Node, Variable | false>();

export class Path {
  readonly simulation: Simulation;
  readonly input: SimulationInput;
  readonly relevance: Relevance;
  readonly sourceCode: SourceCode;
  readonly root: Frame;
  readonly checks: PassedCheck[] = [];
  readonly handedTo: Node[] = [];
  /** Inner functions by their node, as they were when this path last came to where they are written. */
  readonly closures = new Map<Node, ClosureValue>();
  /** Functions that were handed to unknown code on this path and run for it. */
  readonly escaped = new Set<Node>();
  callDepth = 0;
  /** The `catch` clauses around what runs now, and whether an unknown call has been assumed to throw there already. */
  guards: { tried: boolean }[] = [];
  readonly #replay: readonly number[];
  readonly #choices: number[] = [];

  readonly #thenRun: FunctionNode | undefined;

  constructor(simulation: Simulation, job: Job, root: Frame) {
    this.simulation = simulation;
    this.input = simulation.input;
    this.relevance = simulation.relevance;
    this.sourceCode = simulation.input.sourceCode;
    this.root = root;
    this.#replay = job.choices;
    this.#thenRun = job.thenRun;
  }

  get choices(): readonly number[] {
    return this.#choices;
  }

  /** Takes one of `count` ways; the others become paths of their own. */
  choose(count: number): number {
    const position = this.#choices.length;
    const replayed = this.#replay[position];
    const choice = replayed ?? 0;
    if (replayed === undefined)
      for (let other = 1; other < count; other++) this.simulation.enqueue({ choices: [...this.#choices, other], thenRun: this.#thenRun });
    this.#choices.push(choice);
    return choice;
  }

  step(): void {
    if (--this.simulation.stepsLeft < 0) throw SPENT;
  }

  enter(): void {
    if (++this.simulation.nesting > MAX_NESTING) throw SPENT;
  }

  leave(): void {
    this.simulation.nesting--;
  }

  /** Notes the value of a watched node; what is only replayed has been noted by the path it is replayed from. */
  arrive(node: Node, value: Value): void {
    if (this.#choices.length < this.#replay.length) return;
    const checks = [...this.checks];
    this.simulation.report({ node, value: copyOf(value), checks, opaque: checks.some((check) => check.opaque), handedTo: [...this.handedTo] });
  }

  pass(check: PassedCheck): void {
    this.simulation.tested.add(check.node);
    const last = this.checks.at(-1);
    if (last?.node === check.node && last.outcome === check.outcome) return;
    if (this.checks.length < 200) this.checks.push(check);
  }

  variable(identifier: Node): Variable | undefined {
    let variable = variables.get(identifier);
    if (variable === undefined) {
      variable = variableOf(this.sourceCode, identifier) ?? false;
      variables.set(identifier, variable);
    }
    return variable || undefined;
  }
}
