/**
 * One run of the user's code along one path, and the choices that make the next path.
 *
 * Where the code branches on something unknown, the run takes the first branch and notes the other as a list of choices
 * to replay from the beginning. Running again costs less than copying every value at every branch, and variables, objects
 * and captured environments can simply be changed in place.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { contains, enclosingFunction, type FunctionNode, type Node } from '../ast.js';
import { variableOf, type SourceCode, type Variable } from '../scope.js';
import { work } from '../work.js';
import type { OtherFunction } from './other.js';
import type { Relevance } from './relevance.js';
import { holdsInput, snapshotOf } from './snapshot.js';
import { UNKNOWN, copyOf, describe, isChangeable, isTainted, type ClosureValue, type PassedCheck, type Value } from './values.js';

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
  /** Where the input comes from, when only what has something of it in it is asked for: a path that has lost it has come to its end. */
  readonly source?: Node | undefined;
  readonly maxSteps?: number | undefined;
  readonly maxPaths?: number | undefined;
  /** For running the same code with one input after the other. */
  readonly memory?: PathMemory | undefined;
}

/** What was seen on the paths that ended without looking at the input: they do the same whatever it is, and are not run again. */
export interface PathMemory {
  /** Whether the path at hand has looked at it; whoever makes the probe says so. */
  looked: boolean;
  readonly paths: Map<string, PathRecord>;
}

/** All that one path leaves behind for the others. */
export interface PathRecord {
  readonly choices: readonly number[];
  readonly isMerged: boolean;
  readonly jobs: readonly Job[];
  readonly arrivals: readonly Arrival[];
  readonly ran: ReadonlySet<Node>;
  readonly tested: ReadonlySet<Node>;
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
  /** Functions inside the entry in which something is watched: what nothing has called by the end of a path is run after it. */
  readonly inner: readonly FunctionNode[];
  /** Functions that have been run on any path. */
  readonly everRun = new Set<Node>();
  readonly arrivals: Arrival[] = [];
  complete = true;
  /** On some path nothing was left of the input. */
  lost = false;
  stepsLeft: number;
  /** The steps of what was found for all runs to come, too. */
  stepsOnce = 0;
  pathsLeft: number;
  nesting = 0;
  /** Every test that looked at the probe, on whichever path. */
  readonly tested = new Set<Node>();
  readonly #seen = new Set<string>();
  /** The states in which paths have come to a statement, and whether the first one had looked at the input. */
  readonly #states = new Map<string, boolean>();
  /** Kept only for somebody who wants it. */
  #record: ReturnType<typeof emptyRecord> | undefined;

  constructor(input: SimulationInput, relevance: Relevance, inner: readonly FunctionNode[] = []) {
    this.input = input;
    this.relevance = relevance;
    this.inner = inner;
    this.stepsLeft = input.maxSteps ?? 60_000;
    this.pathsLeft = input.maxPaths ?? 64;
  }

  /** Begins to note what a path leaves behind. */
  beginRecord(): Omit<PathRecord, 'choices' | 'isMerged'> {
    return (this.#record = emptyRecord());
  }

  /** Does what a path did when it was run. */
  recall({ jobs, arrivals, ran, tested }: PathRecord): void {
    for (const job of jobs) this.enqueue(job);
    for (const arrival of arrivals) this.report(arrival);
    for (const node of ran) this.run(node);
    for (const node of tested) this.test(node);
  }

  /** Notes that a function is run. */
  run(node: Node): void {
    this.everRun.add(node);
    this.#record?.ran.add(node);
  }

  /** Notes that a test looked at the probe. */
  test(node: Node): void {
    this.tested.add(node);
    this.#record?.tested.add(node);
  }

  /** Has a path come to this statement in this state? It goes on for the one that comes now, also in what it has looked at. */
  isKnownState(before: Node, state: string): boolean {
    const { memory } = this.input;
    const key = `${String(before.range[0])} ${state}`;
    const looked = this.#states.get(key);
    if (looked === undefined) this.#states.set(key, memory?.looked ?? false);
    else if (memory) memory.looked ||= looked;
    return looked !== undefined;
  }

  enqueue(job: Job): void {
    this.#record?.jobs.push(job);
    if (this.pathsLeft <= 0) {
      this.complete = false;
      return;
    }
    this.pathsLeft--;
    this.queue.push(job);
  }

  report(arrival: Arrival): void {
    this.#record?.arrivals.push(arrival);
    const key = `${arrival.node.range.join()} ${describe(arrival.value)} ${arrival.checks.map((check) => `${check.node.range.join()} ${check.outcome} ${check.opaque}`).join()} ${arrival.handedTo.length}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (this.arrivals.length >= MAX_ARRIVALS) this.complete = false;
    else this.arrivals.push(arrival);
  }
}

function emptyRecord(): { readonly jobs: Job[]; readonly arrivals: Arrival[]; readonly ran: Set<Node>; readonly tested: Set<Node> } {
  return { jobs: [], arrivals: [], ran: new Set(), tested: new Set() };
}

const variables = new WeakMap<Node, Variable | false>();

function holderOf(variable: Variable, frame: Frame): Frame | undefined {
  for (let here: Frame | undefined = frame; here; here = here.parent) if (here.variables.has(variable)) return here;
  return undefined;
}

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
  #comparedAfter = 0;
  #checkedAfter = 0;
  #isMerged = false;

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

  /** The rest of this path is that of another one. */
  get isMerged(): boolean {
    return this.#isMerged;
  }

  /**
   * Forgets what a statement has left in names that only decide, where something unknown has decided which way it went, as long as nothing in it
   * holds anything of the input: so its ways become one again (`if (context) meta.context = context`). Whoever tests such a name goes both
   * ways then.
   */
  forgetChoices(statement: Node, frame: Frame, chosenBefore: number): void {
    if (this.#choices.length === chosenBefore || this.#mayComeIn(statement)) return;
    const mentions = this.relevance.mentionsIn(statement);
    const owners = mentions.map(({ name }) => (typeof name === 'string' ? undefined : holderOf(name, frame)));
    const values = mentions.map(({ name }, index) => (typeof name === 'string' ? undefined : owners[index]?.variables.get(name)));
    if (values.some((value) => value && (isTainted(value) || (value.kind === 'closure' && value.frame !== this.root)))) return;
    for (const [index, { name, writes }] of mentions.entries()) {
      const value = values[index];
      if (typeof name !== 'string' && value && !this.relevance.isPart(name) && (writes || isChangeable(value))) owners[index]?.variables.set(name, UNKNOWN);
    }
  }

  /** May the input come from this statement, or from what it calls? */
  #mayComeIn(statement: Node): boolean {
    const { source } = this.input;
    return source !== undefined && (!this.#isOfEntry(source) || contains(statement, source));
  }

  #isOfEntry(node: Node): boolean {
    return (enclosingFunction(node) ?? this.sourceCode.ast) === this.input.entry;
  }

  /**
   * Ends the path before a statement that another one has come to in the same state: that one has gone on from there in every way there
   * is. Without this, each test of something unknown doubles how often all that follows is run, even when it has left nothing behind.
   */
  mergeBefore(statement: Node, frame: Frame): void {
    const chosen = this.#choices.length;
    // What is replayed has been compared by the path it is replayed from; a function that is run afterwards needs the whole path.
    if (chosen === this.#comparedAfter || chosen < this.#replay.length || this.#thenRun) return;
    this.#comparedAfter = chosen;
    const state = snapshotOf(this, statement, frame);
    this.#isMerged = state !== undefined && this.simulation.isKnownState(statement, state);
    if (this.#isMerged) throw END_OF_PATH;
  }

  /**
   * Ends the path before a statement to which nothing of the input has come (`if (!isAllowed(next)) next = '/'`): most inputs that are sent come
   * to nothing, and what the code does without them is no answer. Asked after a test of the input, as long as the input cannot come again.
   */
  endIfLost(statement: Node, frame: Frame): void {
    const { source } = this.input;
    if (!source || this.checks.length === this.#checkedAfter) return;
    this.#checkedAfter = this.checks.length;
    if (source.range[1] > statement.range[0] || !this.#isOfEntry(source) || holdsInput(this, statement, frame)) return;
    this.simulation.lost = true;
    throw END_OF_PATH;
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
    work.simulate += 1;
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
    this.simulation.test(check.node);
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
