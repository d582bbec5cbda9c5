/** Statements. */
import type { TSESTree } from '@typescript-eslint/utils';
import { contains, isFunction, type Node } from '../ast.js';
import { elementsOf } from './builtins/collections.js';
import { conditionOf } from './choices.js';
import { closureOf, evaluate } from './evaluate.js';
import { bind, declareClass, enumOf } from './names.js';
import { compare } from './operators.js';
import { END_OF_PATH, Thrown, type Frame, type Path } from './run.js';
import { UNDEFINED, UNKNOWN, concrete, isTainted, unknown, type Value } from './values.js';

/** How a statement ended, when not by running to its end. */
interface Completion {
  readonly kind: 'return' | 'break' | 'continue';
  readonly value: Value;
  readonly label: string | undefined;
}

const MAX_ITERATIONS = 256;
/** A loop whose body branches on something unknown is followed this often. */
const MAX_BRANCHING_ITERATIONS = 4;

/** Runs a function's body and returns its value. */
export function runBody(path: Path, body: Node, frame: Frame): Value {
  if (body.type !== 'BlockStatement') {
    if (frame.outermost && !path.relevance.mayArrive(body) && path.guards.length === 0) return UNKNOWN;
    return evaluate(path, body, frame);
  }
  const completion = executeList(path, body.body, frame);
  return completion?.kind === 'return' ? completion.value : UNDEFINED;
}

export function executeList(path: Path, statements: readonly Node[], frame: Frame): Completion | undefined {
  for (const statement of statements) {
    const declaration = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'FunctionDeclaration' || !isFunction(declaration)) continue;
    const variable = declaration.id && path.variable(declaration.id);
    const closure = closureOf(path, declaration, frame);
    if (variable) frame.variables.set(variable, closure);
  }
  const isMain = path.callDepth === 0 && path.guards.length === 0 && statements === mainStatements(path);
  const last = isMain && frame.outermost ? lastThatMatters(path, statements) : statements.length;
  for (const [index, statement] of statements.entries()) {
    if (index > last) throw END_OF_PATH;
    if (isMain) {
      path.mergeBefore(statement, frame);
      path.endIfLost(statement, frame);
    }
    const chosenBefore = path.choices.length;
    const completion = execute(path, statement, frame);
    if (completion) return completion;
    if (isMain) path.forgetChoices(statement, frame, chosenBefore);
  }
  return undefined;
}

/**
 * The last statement in which something watched may be evaluated: nothing that runs after it has a say. Unless functions in which
 * something is watched are run afterwards, with everything as the whole path has left it.
 */
function lastThatMatters(path: Path, statements: readonly Node[]): number {
  if (path.simulation.inner.length > 0) return statements.length;
  return statements.findLastIndex((statement) => path.relevance.mayArrive(statement));
}

/** The statements of what the simulation was asked to run: between them, nothing but the state decides what comes next. */
function mainStatements({ input: { entry } }: Path): readonly Node[] | undefined {
  if (entry.type === 'Program') return entry.body;
  return entry.body?.type === 'BlockStatement' ? entry.body.body : undefined;
}

/**
 * Can this statement be left out because it has no say in what arrives? Only in what the simulation was asked to run: of a
 * function that it calls, everything may go into the result.
 */
function isIdle(path: Path, node: Node, frame: Frame): boolean {
  return path.guards.length === 0 && contains(path.input.entry, frame.node) && !path.relevance.matters(node);
}

function execute(path: Path, node: Node, frame: Frame): Completion | undefined {
  path.step();
  path.enter();
  const completion = executeHere(path, node, frame, []);
  path.leave();
  return completion;
}

function executeHere(path: Path, node: Node, frame: Frame, labels: readonly string[]): Completion | undefined {
  switch (node.type) {
    case 'VariableDeclaration':
      if (!isIdle(path, node, frame)) for (const declarator of node.declarations) declare(path, declarator, node, frame);
      return undefined;
    case 'ExpressionStatement':
      if (!isIdle(path, node, frame)) evaluate(path, node.expression, frame);
      return undefined;
    case 'ReturnStatement': {
      const unused = frame.outermost && path.guards.length === 0 && !path.relevance.mayArrive(node);
      return { kind: 'return', value: node.argument ? (unused ? UNKNOWN : evaluate(path, node.argument, frame)) : UNDEFINED, label: undefined };
    }
    case 'ThrowStatement':
      throw new Thrown(evaluate(path, node.argument, frame));
    case 'IfStatement':
      return isIdle(path, node, frame) ? undefined : executeIf(path, node, frame);
    case 'BlockStatement':
    case 'StaticBlock':
    case 'TSModuleBlock':
      return executeList(path, node.body, frame);
    case 'SwitchStatement':
      return isIdle(path, node, frame) ? undefined : executeSwitch(path, node, frame, labels);
    case 'TryStatement':
      return isIdle(path, node, frame) ? undefined : executeTry(path, node, frame);
    case 'ForStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return isIdle(path, node, frame) ? undefined : executeLoop(path, node, frame, labels);
    case 'ForOfStatement':
    case 'ForInStatement':
      return isIdle(path, node, frame) ? undefined : executeIteration(path, node, frame, labels);
    case 'BreakStatement':
    case 'ContinueStatement':
      return { kind: node.type === 'BreakStatement' ? 'break' : 'continue', value: UNDEFINED, label: node.label?.name };
    case 'LabeledStatement': {
      const own = [...labels, node.label.name];
      path.enter();
      const completion = executeHere(path, node.body, frame, own);
      path.leave();
      return completion?.kind === 'break' && completion.label !== undefined && own.includes(completion.label) ? undefined : completion;
    }
    case 'ClassDeclaration':
      declareClass(path, node, frame);
      return undefined;
    case 'TSEnumDeclaration': {
      const variable = path.variable(node.id);
      if (variable && !node.declare) frame.variables.set(variable, enumOf(path, node, frame));
      return undefined;
    }
    case 'ExportNamedDeclaration':
      return node.declaration ? executeHere(path, node.declaration, frame, []) : undefined;
    case 'ExportDefaultDeclaration': {
      const { declaration } = node;
      if (declaration.type === 'ClassDeclaration') declareClass(path, declaration, frame);
      else if (declaration.type !== 'FunctionDeclaration' && !declaration.type.startsWith('TS')) evaluate(path, declaration, frame);
      return undefined;
    }
    case 'TSExportAssignment':
      evaluate(path, node.expression, frame);
      return undefined;
    case 'TSModuleDeclaration':
      return node.body ? executeHere(path, node.body, frame, []) : undefined;
    case 'WithStatement':
      throw END_OF_PATH;
    default:
      // Declarations of types, imports, functions (hoisted), `debugger` and `;`.
      return undefined;
  }
}

function declare(path: Path, declarator: TSESTree.VariableDeclarator, declaration: TSESTree.VariableDeclaration, frame: Frame): void {
  if (declarator.init) bind(path, declarator.id, evaluate(path, declarator.init, frame), frame);
  else if (declaration.kind !== 'var' && !declaration.declare) bind(path, declarator.id, UNDEFINED, frame);
}

function executeIf(path: Path, node: TSESTree.IfStatement, frame: Frame): Completion | undefined {
  const truth = conditionOf(path, node.test, frame);
  let outcome: boolean;
  if (typeof truth === 'boolean') outcome = truth;
  else if (frame.outermost && path.guards.length === 0 && leadsNowhere(path, node.consequent)) truth.assume((outcome = false));
  else if (frame.outermost && path.guards.length === 0 && node.alternate && leadsNowhere(path, node.alternate)) truth.assume((outcome = true));
  else outcome = truth.choose();
  const taken = outcome ? node.consequent : node.alternate;
  return taken ? execute(path, taken, frame) : undefined;
}

/** Does this branch end the function without coming to a watched node? Then what matters is only that the other was taken. */
function leadsNowhere(path: Path, node: Node): boolean {
  const last = node.type === 'BlockStatement' ? node.body.at(-1) : node;
  if (!last || path.relevance.mayArrive(node)) return false;
  if (last.type === 'ReturnStatement' || last.type === 'ThrowStatement') return true;
  return last.type === 'ExpressionStatement' && last.expression.type === 'CallExpression' && path.input.neverReturns?.(last.expression) === true;
}

function executeSwitch(path: Path, node: TSESTree.SwitchStatement, frame: Frame, labels: readonly string[]): Completion | undefined {
  const discriminant = evaluate(path, node.discriminant, frame);
  let start = node.cases.findIndex((option) => option.test === null);
  for (const [index, option] of node.cases.entries()) {
    if (!option.test) continue;
    const same = compare(path, option.test, discriminant, evaluate(path, option.test, frame), false, false);
    let matches: boolean;
    if (same.kind === 'primitive') {
      matches = same.value === true;
      if (same.tainted && same.check) path.pass(same.check);
    } else {
      matches = path.choose(2) === 0;
      if (same.tainted) path.pass({ node: option.test, outcome: matches, opaque: true });
    }
    if (!matches) continue;
    start = index;
    break;
  }
  if (start < 0) return undefined;
  for (const option of node.cases.slice(start)) {
    const completion = executeList(path, option.consequent, frame);
    if (!completion) continue;
    const here = completion.kind === 'break' && (completion.label === undefined || labels.includes(completion.label));
    return here ? undefined : completion;
  }
  return undefined;
}

function executeTry(path: Path, node: TSESTree.TryStatement, frame: Frame): Completion | undefined {
  const { nesting } = path.simulation;
  const { callDepth, guards } = path;
  const restore = (): void => {
    path.simulation.nesting = nesting;
    path.callDepth = callDepth;
    path.guards = guards;
  };
  let completion: Completion | undefined;
  let thrown: Thrown | undefined;
  try {
    if (node.handler) path.guards = [...guards, { tried: false }];
    completion = execute(path, node.block, frame);
  } catch (signal) {
    if (!(signal instanceof Thrown)) throw signal;
    thrown = signal;
  }
  restore();
  if (thrown && node.handler) {
    try {
      if (node.handler.param) bind(path, node.handler.param, thrown.value, frame);
      thrown = undefined;
      completion = execute(path, node.handler.body, frame);
    } catch (signal) {
      if (!(signal instanceof Thrown)) throw signal;
      thrown = signal;
    }
    restore();
  }
  if (node.finalizer) {
    const final = execute(path, node.finalizer, frame);
    if (final) return final;
  }
  if (thrown) throw thrown;
  return completion;
}

/** What a loop does after its body ended in some way: go on, stop, or pass the completion on. */
function afterBody(completion: Completion | undefined, labels: readonly string[]): 'again' | 'stop' | Completion {
  if (!completion) return 'again';
  const here = completion.label === undefined || labels.includes(completion.label);
  if (completion.kind === 'return' || !here) return completion;
  return completion.kind === 'break' ? 'stop' : 'again';
}

/** Ends loops that would take all paths or steps. */
class LoopBudget {
  readonly #path: Path;
  readonly #choices: number;
  #iterations = 0;

  constructor(path: Path) {
    this.#path = path;
    this.#choices = path.choices.length;
  }

  isSpent(): boolean {
    this.#iterations++;
    const branches = this.#path.choices.length > this.#choices;
    if (this.#iterations <= (branches ? MAX_BRANCHING_ITERATIONS : MAX_ITERATIONS)) return false;
    this.#path.simulation.complete = false;
    return true;
  }
}

function executeLoop(
  path: Path,
  node: TSESTree.ForStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement,
  frame: Frame,
  labels: readonly string[],
): Completion | undefined {
  if (node.type === 'ForStatement' && node.init) {
    if (node.init.type === 'VariableDeclaration') for (const declarator of node.init.declarations) declare(path, declarator, node.init, frame);
    else evaluate(path, node.init, frame);
  }
  const budget = new LoopBudget(path);
  let last = false;
  for (let first = true; !last; first = false) {
    if (budget.isSpent()) {
      // Nothing is known about what a loop without end leaves behind.
      if (!node.test || (node.test.type === 'Literal' && node.test.value)) throw END_OF_PATH;
      return undefined;
    }
    if (node.test && !(first && node.type === 'DoWhileStatement')) {
      const truth = conditionOf(path, node.test, frame);
      if (typeof truth !== 'boolean') {
        // An unknown number of times is never or once.
        if (!first || !truth.choose()) return undefined;
        last = true;
      } else if (!truth) return undefined;
    }
    const next = afterBody(execute(path, node.body, frame), labels);
    if (next === 'stop') return undefined;
    if (next !== 'again') return next;
    if (node.type === 'ForStatement' && node.update) evaluate(path, node.update, frame);
  }
  return undefined;
}

function executeIteration(path: Path, node: TSESTree.ForOfStatement | TSESTree.ForInStatement, frame: Frame, labels: readonly string[]): Completion | undefined {
  const iterated = evaluate(path, node.right, frame);
  const elements = node.type === 'ForOfStatement' ? elementsOf(iterated) : keysOf(iterated);
  const items = [...(elements?.items ?? [])];
  if (elements?.open !== false && path.choose(2) === 0) items.push(unknown(isTainted(iterated)));
  const budget = new LoopBudget(path);
  for (const item of items) {
    if (budget.isSpent()) return undefined;
    if (node.left.type === 'VariableDeclaration') {
      const pattern = node.left.declarations[0]?.id;
      if (pattern) bind(path, pattern, item, frame);
    } else bind(path, node.left, item, frame);
    const next = afterBody(execute(path, node.body, frame), labels);
    if (next === 'stop') return undefined;
    if (next !== 'again') return next;
  }
  return undefined;
}

function keysOf(value: Value): { readonly items: readonly Value[]; readonly open: boolean } | undefined {
  if (value.kind === 'object') return { items: [...value.properties.keys()].map((key) => concrete(key)), open: value.open };
  if (value.kind === 'array') return { items: value.items.map((_, index) => concrete(String(index))), open: value.open };
  return undefined;
}

