/** Which checks dominate this node: conditions that hold, and calls that have been made, whenever it is evaluated. */
import type { TSESTree } from '@typescript-eslint/utils';
import { ASSERTIONS, NEVER_RETURNING } from '../knowledge/vocabulary.js';
import { contains, enclosingFunction, isClass, isFunction, propertyName, unwrap, walk, wrapped, type FunctionNode, type Node } from './ast.js';
import { definitionOf, isGlobalName, localFunction, memberWritesOf, variableOf, writesOf, type SourceCode, type Variable } from './scope.js';

/** A condition known to hold. */
export interface Guard {
  /** The atomic condition, out of its wrappers: a call, a comparison, a name. Never `!`, `&&` (when it holds) or `||` (when it does not). */
  readonly test: Node;
  /** Is `test` truthy (true) or falsy (false)? */
  readonly outcome: boolean;
  /** For `switch`: `test` strictly equals one of these (outcome true) or none of them (outcome false). */
  readonly equals?: readonly Node[];
  /** `exit`: the other outcome has left before (`if (!x) return`). `assertion`: the other outcome throws. */
  readonly by: 'if' | 'exit' | 'ternary' | 'logical' | 'switch' | 'loop' | 'assertion';
}

/** Does a call never come back? For functions of libraries, such as `redirect()` and `notFound()` of Next.js. */
export type ExitCall = (call: TSESTree.CallExpression) => boolean;

export interface GuardOptions {
  /** `closures`: also what holds when the functions around the node are created. `function` (default): only inside the nearest one. */
  readonly across?: 'function' | 'closures';
  readonly isExitCall?: ExitCall;
  /** Keeps conditions whose variables are written between the check and the node. */
  readonly stale?: boolean;
}

/** A guard together with what decides whether it still holds at the node. */
interface Fact extends Guard {
  /** Where the condition is evaluated: writes before it do no harm. */
  readonly at: Node;
  /** A branch that never gets to the node: writes in it do no harm. */
  readonly left?: Node | undefined;
}

const MAX_FACTS = 200;
const MAX_CALLS = 500;
const MAX_DEPTH = 60;

const NO_EXIT_CALL: ExitCall = () => false;

/** Every atomic condition that is known to hold whenever `node` is evaluated, the nearest check first. */
export function guardsOf(sourceCode: SourceCode, node: Node, options: GuardOptions = {}): readonly Guard[] {
  const flow = flowOf(sourceCode, options.isExitCall ?? NO_EXIT_CALL);
  const facts: Fact[] = [];
  for (let child = node; child.parent && facts.length < MAX_FACTS; child = child.parent) {
    if (isBoundary(child.parent, child, options.across)) break;
    facts.push(...flow.around(child.parent, child));
  }
  const kept = options.stale ? facts : facts.filter((fact) => stillHolds(sourceCode, fact, node));
  return kept.slice(0, MAX_FACTS).map(({ test, outcome, equals, by }) => (equals ? { test, outcome, equals, by } : { test, outcome, by }));
}

/**
 * The calls (and `new` expressions) that have certainly been evaluated before `node` on every path to it, the nearest statement
 * first. Its own arguments count. Whether a call is awaited is for the caller to see.
 */
export function callsBefore(sourceCode: SourceCode, node: Node, options: Omit<GuardOptions, 'stale'> = {}): readonly Node[] {
  const flow = flowOf(sourceCode, options.isExitCall ?? NO_EXIT_CALL);
  const calls: Node[] = [];
  const inner = unwrap(node);
  if (inner.type === 'CallExpression' || inner.type === 'NewExpression') calls.push(...flow.callsIn(inner).filter((call) => call !== inner));
  for (let child = node; child.parent && calls.length < MAX_CALLS; child = child.parent) {
    if (isBoundary(child.parent, child, options.across)) break;
    calls.push(...flow.callsAround(child.parent, child));
  }
  return calls.slice(0, MAX_CALLS);
}

/** Does a statement never complete normally: it returns, throws, breaks, continues or calls something that never comes back? */
export function alwaysExits(sourceCode: SourceCode, statement: Node, isExitCall: ExitCall = NO_EXIT_CALL): boolean {
  return flowOf(sourceCode, isExitCall).exits(statement);
}

/** Is `parent` a function whose body runs some other time than its surroundings? A declaration is hoisted: nothing has been checked before it. */
function isBoundary(parent: Node, child: Node, across: GuardOptions['across']): boolean {
  if (parent.type === 'PropertyDefinition' && parent.value === child && !parent.static) return across !== 'closures';
  if (!isFunction(parent)) return false;
  return across !== 'closures' || parent.type === 'FunctionDeclaration';
}

const flows = new WeakMap<object, WeakMap<ExitCall, Flow>>();

function flowOf(sourceCode: SourceCode, isExitCall: ExitCall): Flow {
  let ofFile = flows.get(sourceCode.ast);
  if (!ofFile) flows.set(sourceCode.ast, (ofFile = new WeakMap()));
  let flow = ofFile.get(isExitCall);
  if (!flow) ofFile.set(isExitCall, (flow = new Flow(sourceCode, isExitCall)));
  return flow;
}

/** Something learnt from the statements of a list, by the position of the statement. */
type Learnt<T> = readonly { readonly index: number; readonly found: readonly T[] }[];

class Flow {
  readonly #sourceCode: SourceCode;
  readonly #isExitCall: ExitCall;
  // Statements are asked about from every node behind them: what they tell is remembered, by list.
  readonly #facts = new WeakMap<Node, Learnt<Fact>>();
  readonly #calls = new WeakMap<Node, Learnt<Node>>();
  readonly #exits = new WeakMap<Node, boolean>();
  readonly #throws = new WeakMap<FunctionNode, boolean>();
  readonly #asserts = new WeakMap<FunctionNode, boolean>();

  constructor(sourceCode: SourceCode, isExitCall: ExitCall) {
    this.#sourceCode = sourceCode;
    this.#isExitCall = isExitCall;
  }

  /** What holds in `child` because of where it stands in `parent`. */
  around(parent: Node, child: Node): readonly Fact[] {
    switch (parent.type) {
      case 'IfStatement':
        if (child === parent.consequent) return this.#decompose(parent.test, true, 'if');
        return child === parent.alternate ? this.#decompose(parent.test, false, 'if') : [];
      case 'ConditionalExpression':
        if (child === parent.consequent) return this.#decompose(parent.test, true, 'ternary');
        return child === parent.alternate ? this.#decompose(parent.test, false, 'ternary') : [];
      case 'LogicalExpression':
        // Right of `??` the left side is nullish, so it is falsy as well.
        return child === parent.right ? this.#decompose(parent.left, parent.operator === '&&', 'logical') : [];
      case 'AssignmentExpression':
        if (child !== parent.right || !LOGICAL_ASSIGNMENTS.has(parent.operator)) return [];
        return this.#decompose(parent.left, parent.operator === '&&=', 'logical');
      case 'WhileStatement':
        return child === parent.body ? this.#decompose(parent.test, true, 'loop') : [];
      case 'ForStatement':
        return parent.test && child === parent.body ? this.#decompose(parent.test, true, 'loop') : [];
      case 'SequenceExpression':
        return parent.expressions.slice(0, parent.expressions.indexOf(child as TSESTree.Expression)).reverse().flatMap((earlier) => this.#afterExpression(earlier));
      case 'CallExpression':
        // The arguments of `a?.b(node)` are evaluated only when there is an `a`.
        return child === parent.callee ? [] : chainTests(parent.callee, parent.optional);
      case 'MemberExpression':
        return child === parent.property ? chainTests(parent.object, parent.optional) : [];
      case 'SwitchCase':
        if (child === parent.test) return [];
        return [...this.#before(this.#factsOf(parent, parent.consequent), parent.consequent.indexOf(child as TSESTree.Statement)), ...this.#inCase(parent)];
      case 'BlockStatement':
      case 'StaticBlock':
      case 'TSModuleBlock':
      case 'Program':
        return this.#before(this.#factsOf(parent, parent.body), (parent.body as readonly Node[]).indexOf(child));
      default:
        return [];
    }
  }

  /** The calls made before `child` because of where it stands in `parent`. */
  callsAround(parent: Node, child: Node): readonly Node[] {
    switch (parent.type) {
      case 'BlockStatement':
      case 'StaticBlock':
      case 'TSModuleBlock':
      case 'Program':
        return this.#before(this.#callsOf(parent, parent.body), (parent.body as readonly Node[]).indexOf(child));
      case 'SwitchCase':
        return child === parent.test ? [] : this.#before(this.#callsOf(parent, parent.consequent), parent.consequent.indexOf(child as TSESTree.Statement));
      case 'SwitchStatement':
        return child === parent.discriminant ? [] : this.callsIn(parent.discriminant);
      case 'IfStatement':
      case 'ConditionalExpression':
      case 'WhileStatement':
        return child === parent.test ? [] : this.callsIn(parent.test);
      case 'ForStatement':
        return [parent.init, child === parent.init || child === parent.test ? undefined : parent.test].flatMap((part) => (part && part !== child ? this.callsIn(part) : []));
      case 'ForOfStatement':
      case 'ForInStatement':
        return child === parent.right ? [] : this.callsIn(parent.right);
      case 'DoWhileStatement':
        return child === parent.test ? this.#afterStatementCalls(parent.body) : [];
      case 'TryStatement':
        // Whatever the block did may not have been done when the handler runs.
        return [];
      case 'CatchClause':
      case 'LabeledStatement':
        return [];
      case 'AssignmentPattern':
        return [];
      default: {
        if (isFunction(parent) || isClass(parent)) return [];
        const calls: Node[] = [];
        // The nearest first, and no more than anybody reads: a table has thousands of elements.
        for (const sibling of this.#childrenBefore(parent, child).toReversed()) {
          if (calls.length >= MAX_CALLS) break;
          calls.push(...this.callsIn(sibling).toReversed());
        }
        return calls;
      }
    }
  }

  #childrenBefore(parent: Node, child: Node): readonly Node[] {
    const siblings: Node[] = [];
    for (const key of this.#sourceCode.visitorKeys[parent.type] ?? []) {
      const value = (parent as unknown as Readonly<Record<string, unknown>>)[key];
      for (const sibling of Array.isArray(value) ? (value as readonly (Node | null)[]) : [value as Node | null | undefined]) {
        if (sibling === child) return siblings;
        if (sibling && sibling.range[1] <= child.range[0]) siblings.push(sibling);
      }
    }
    return siblings;
  }

  /** The calls that are certainly made when an expression is evaluated. */
  callsIn(expression: Node): readonly Node[] {
    const calls: Node[] = [];
    walk(this.#sourceCode.visitorKeys, expression, (node) => {
      if (calls.length >= MAX_CALLS || isFunction(node) || isClass(node) || isType(node)) return 'skip';
      if (node !== expression && isConditionalPart(node)) return 'skip';
      if (node.type === 'NewExpression' || (node.type === 'CallExpression' && !isOptional(node))) calls.push(node);
      return undefined;
    });
    return calls;
  }

  #callsOf(list: Node, statements: readonly Node[]): Learnt<Node> {
    return learn(this.#calls, list, statements, (statement) => this.#afterStatementCalls(statement));
  }

  /** The calls that are certainly made when a statement has completed normally. */
  #afterStatementCalls(statement: Node, depth = 0): readonly Node[] {
    if (depth > MAX_DEPTH) return [];
    const inside = (inner: Node): readonly Node[] => this.#afterStatementCalls(inner, depth + 1);
    switch (statement.type) {
      case 'ExpressionStatement':
        return this.callsIn(statement.expression);
      case 'VariableDeclaration':
        return statement.declarations.flatMap((declarator) => (declarator.init ? this.callsIn(declarator.init) : [])).reverse();
      case 'ExportNamedDeclaration':
        return statement.declaration ? inside(statement.declaration) : [];
      case 'ExportDefaultDeclaration':
        return isFunction(statement.declaration) || isClass(statement.declaration) ? [] : this.callsIn(statement.declaration);
      case 'ReturnStatement':
      case 'ThrowStatement':
        return statement.argument ? this.callsIn(statement.argument) : [];
      case 'IfStatement': {
        const test = this.callsIn(statement.test);
        const { consequent, alternate } = statement;
        if (alternate && this.exits(consequent)) return [...inside(alternate), ...test];
        return alternate && this.exits(alternate) ? [...inside(consequent), ...test] : test;
      }
      case 'BlockStatement':
        return statement.body.flatMap(inside);
      case 'TryStatement': {
        const block = !statement.handler || this.exits(statement.handler.body) ? inside(statement.block) : [];
        return statement.finalizer ? [...inside(statement.finalizer), ...block] : block;
      }
      case 'SwitchStatement':
        return this.callsIn(statement.discriminant);
      case 'WhileStatement':
        return this.callsIn(statement.test);
      case 'DoWhileStatement':
        return hasJump(this.#sourceCode, statement.body) ? [] : [...inside(statement.body), ...this.callsIn(statement.test)];
      case 'ForStatement':
        return [...(statement.init ? (statement.init.type === 'VariableDeclaration' ? inside(statement.init) : this.callsIn(statement.init)) : []), ...(statement.test ? this.callsIn(statement.test) : [])];
      case 'ForOfStatement':
      case 'ForInStatement':
        return this.callsIn(statement.right);
      default:
        return [];
    }
  }

  #factsOf(list: Node, statements: readonly Node[]): Learnt<Fact> {
    return learn(this.#facts, list, statements, (statement) => this.#afterStatement(statement));
  }

  /** What the statements before a position tell, the nearest first. */
  #before<T>(learnt: Learnt<T>, position: number): readonly T[] {
    const found: T[] = [];
    for (let index = learnt.length - 1; index >= 0 && found.length < MAX_CALLS; index--) {
      const entry = learnt[index];
      if (entry && entry.index < position) found.push(...entry.found);
    }
    return found;
  }

  /** What holds when a statement has completed normally. */
  #afterStatement(statement: Node, depth = 0): readonly Fact[] {
    if (depth > MAX_DEPTH) return [];
    switch (statement.type) {
      case 'ExpressionStatement':
        return this.#afterExpression(statement.expression);
      case 'IfStatement': {
        const { test, consequent, alternate } = statement;
        if (this.exits(consequent)) return [...(alternate ? this.#afterStatement(alternate, depth + 1) : []), ...this.#decompose(test, false, 'exit', consequent)];
        return alternate && this.exits(alternate) ? [...this.#afterStatement(consequent, depth + 1), ...this.#decompose(test, true, 'exit', alternate)] : [];
      }
      case 'BlockStatement':
        return statement.body.flatMap((inner) => this.#afterStatement(inner, depth + 1));
      case 'TryStatement': {
        const block = !statement.handler || this.exits(statement.handler.body) ? this.#afterStatement(statement.block, depth + 1) : [];
        return statement.finalizer ? [...this.#afterStatement(statement.finalizer, depth + 1), ...block] : block;
      }
      case 'SwitchStatement':
        return this.#afterSwitch(statement);
      case 'WhileStatement':
        // The loop ends when its condition fails, unless something jumps out of it.
        return hasJump(this.#sourceCode, statement.body) ? [] : this.#decompose(statement.test, false, 'loop');
      default:
        return [];
    }
  }

  #afterExpression(expression: Node): readonly Fact[] {
    const node = unwrap(expression);
    if (node.type === 'CallExpression') {
      const [first] = node.arguments;
      return first && first.type !== 'SpreadElement' && this.#isAssertion(node) ? this.#decompose(first, true, 'assertion') : [];
    }
    // `user || fail()`, `!user && fail()`, `user ?? fail()`: only one side is left.
    if (node.type === 'LogicalExpression' && this.#neverReturns(node.right)) return this.#decompose(node.left, node.operator !== '&&', 'exit', node.right);
    return [];
  }

  #afterSwitch(statement: TSESTree.SwitchStatement): readonly Fact[] {
    const fallback = statement.cases.find((branch) => !branch.test);
    const tests = (branches: readonly TSESTree.SwitchCase[]): readonly Node[] => branches.flatMap((branch) => branch.test ?? []);
    const left = statement.cases.filter((_, index) => this.#caseExits(statement, index));
    const leaving = new Set(left);
    const stays = statement.cases.filter((branch) => !leaving.has(branch));
    const fact = { test: unwrap(statement.discriminant), by: 'switch' as const, at: statement.discriminant };
    if (fallback && leaving.has(fallback)) return stays.length > 0 ? [{ ...fact, outcome: true, equals: tests(stays) }] : [];
    return tests(left).length > 0 ? [{ ...fact, outcome: false, equals: tests(left) }] : [];
  }

  /** Does the flow that enters a switch at this case leave what is around the switch? */
  #caseExits(statement: TSESTree.SwitchStatement, entry: number): boolean {
    for (let index = entry; index < statement.cases.length; index++) {
      const branch = statement.cases[index] as TSESTree.SwitchCase;
      if (branch.consequent.some((inner) => hasJump(this.#sourceCode, inner, 'break'))) return false;
      if (branch.consequent.some((inner) => this.exits(inner))) return true;
    }
    return false;
  }

  #inCase(branch: TSESTree.SwitchCase): readonly Fact[] {
    const statement = branch.parent;
    const position = statement.cases.indexOf(branch);
    // All cases from which the flow gets here.
    const entries = [branch];
    for (let index = position - 1; index >= 0; index--) {
      const before = statement.cases[index];
      if (!before || before.consequent.some((inner) => this.exits(inner))) break;
      entries.push(before);
    }
    const discriminant = unwrap(statement.discriminant);
    if (discriminant.type === 'Literal' && discriminant.value === true) {
      const earlier = statement.cases.slice(0, position).filter((other) => !entries.includes(other));
      const failed = earlier.flatMap((other) => (other.test ? this.#decompose(other.test, false, 'switch') : []));
      return entries.length === 1 && branch.test ? [...this.#decompose(branch.test, true, 'switch'), ...failed] : failed;
    }
    const fact = { test: discriminant, by: 'switch' as const, at: statement.discriminant };
    if (entries.every((entry) => entry.test)) return [{ ...fact, outcome: true, equals: entries.flatMap((entry) => entry.test ?? []) }];
    const others = statement.cases.flatMap((other) => (other.test && !entries.includes(other) ? [other.test] : []));
    return others.length > 0 ? [{ ...fact, outcome: false, equals: others }] : [];
  }

  exits(statement: Node, depth = 0): boolean {
    const known = this.#exits.get(statement);
    if (known !== undefined) return known;
    const answer = depth <= MAX_DEPTH && this.#exitsFresh(statement, depth + 1);
    this.#exits.set(statement, answer);
    return answer;
  }

  #exitsFresh(statement: Node, depth: number): boolean {
    switch (statement.type) {
      case 'ReturnStatement':
      case 'ThrowStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
        return true;
      case 'BlockStatement':
        return statement.body.some((inner) => this.exits(inner, depth));
      case 'IfStatement':
        return statement.alternate !== null && this.exits(statement.consequent, depth) && this.exits(statement.alternate, depth);
      case 'TryStatement':
        if (statement.finalizer && this.exits(statement.finalizer, depth)) return true;
        return this.exits(statement.block, depth) && (!statement.handler || this.exits(statement.handler.body, depth));
      case 'SwitchStatement':
        return statement.cases.some((branch) => !branch.test) && statement.cases.every((_, index) => this.#caseExits(statement, index));
      case 'WhileStatement':
        return isTrue(statement.test) && !hasJump(this.#sourceCode, statement.body, 'break');
      case 'ForStatement':
        return (!statement.test || isTrue(statement.test)) && !hasJump(this.#sourceCode, statement.body, 'break');
      case 'ExpressionStatement':
        return this.#neverReturns(statement.expression);
      default:
        return false;
    }
  }

  #neverReturns(expression: Node): boolean {
    const node = unwrap(expression);
    if (node.type !== 'CallExpression') return false;
    if (this.#isExitCall(node)) return true;
    const local = localFunction(this.#sourceCode, node.callee);
    if (local) return this.#alwaysThrows(local);
    const name = calleeName(node.callee);
    return name !== undefined && NEVER_RETURNING.has(name);
  }

  #alwaysThrows(callee: FunctionNode): boolean {
    const known = this.#throws.get(callee);
    if (known !== undefined) return known;
    this.#throws.set(callee, false);
    const declared = callee.returnType?.typeAnnotation.type === 'TSNeverKeyword';
    const isPlain = !callee.generator && callee.body?.type === 'BlockStatement';
    const answer = declared || (isPlain && this.exits(callee.body) && !this.#hasReturn(callee.body));
    this.#throws.set(callee, answer);
    return answer;
  }

  #hasReturn(body: Node): boolean {
    let found = false;
    walk(this.#sourceCode.visitorKeys, body, (node) => {
      if (found || isFunction(node) || isClass(node)) return 'skip';
      if (node.type === 'ReturnStatement') found = true;
      return undefined;
    });
    return found;
  }

  /** Does a call throw unless its first argument holds? By a well-known name, or by what a function of this file declares or does. */
  #isAssertion(call: TSESTree.CallExpression): boolean {
    const local = localFunction(this.#sourceCode, call.callee);
    if (!local) {
      const name = calleeName(call.callee);
      return name !== undefined && ASSERTIONS.has(name);
    }
    const known = this.#asserts.get(local);
    if (known !== undefined) return known;
    this.#asserts.set(local, false);
    const answer = this.#assertsFirst(local);
    this.#asserts.set(local, answer);
    return answer;
  }

  #assertsFirst(callee: FunctionNode): boolean {
    const [parameter] = callee.params;
    if (parameter?.type !== 'Identifier') return false;
    const type = callee.returnType?.typeAnnotation;
    if (type?.type === 'TSTypePredicate' && type.asserts) return type.parameterName.type === 'Identifier' && type.parameterName.name === parameter.name;
    // A body that throws when its parameter is falsy asserts it, declared or not.
    if (callee.body?.type !== 'BlockStatement' || callee.async || callee.generator) return false;
    const variable = variableOf(this.#sourceCode, parameter);
    return callee.body.body.some((statement) => {
      if (statement.type !== 'IfStatement' || this.#hasReturn(statement.consequent) || !this.exits(statement.consequent)) return false;
      const test = unwrap(statement.test);
      const operand = test.type === 'UnaryExpression' && test.operator === '!' ? unwrap(test.argument) : undefined;
      return operand?.type === 'Identifier' && variableOf(this.#sourceCode, operand) === variable;
    });
  }

  /** The atomic conditions that follow from an expression being truthy or falsy. */
  #decompose(expression: Node, outcome: boolean, by: Guard['by'], left?: Node): readonly Fact[] {
    const facts: Fact[] = [];
    this.#split(expression, outcome, { by, at: expression, left }, facts, 0);
    return facts;
  }

  #split(expression: Node, outcome: boolean, from: Pick<Fact, 'by' | 'at' | 'left'>, facts: Fact[], depth: number): void {
    if (depth > MAX_DEPTH || facts.length >= MAX_FACTS) return;
    const test = unwrap(expression);
    const go = (holds: boolean, ...parts: readonly (Node | undefined)[]): void => {
      for (const part of parts) if (part) this.#split(part, holds, from, facts, depth + 1);
    };
    switch (test.type) {
      case 'UnaryExpression':
        if (test.operator !== '!') break;
        go(!outcome, test.argument);
        return;
      case 'LogicalExpression':
        if (!(test.operator === '&&' ? outcome : test.operator === '||' && !outcome)) break;
        go(outcome, test.left, test.right);
        return;
      case 'ConditionalExpression':
        // `a ? b : false` is `a && b`.
        if (!outcome || booleanOf(test.alternate) !== false) break;
        go(true, test.test, test.consequent);
        return;
      case 'BinaryExpression': {
        const equal = test.operator === '===' || test.operator === '==';
        if (!equal && test.operator !== '!==' && test.operator !== '!=') break;
        const [operand, literal] = booleanOf(test.right) === undefined ? [test.right, booleanOf(test.left)] : [test.left, booleanOf(test.right)];
        if (literal === undefined) break;
        go((outcome === equal) === literal, operand);
        return;
      }
      case 'SequenceExpression':
        go(outcome, test.expressions.at(-1));
        return;
      case 'AssignmentExpression':
        if (test.operator !== '=') break;
        facts.push({ ...from, test: unwrap(test.left), outcome });
        go(outcome, test.right);
        return;
      case 'CallExpression':
        if (!test.arguments[0] || !isGlobalName(this.#sourceCode, test.callee, 'Boolean')) break;
        go(outcome, test.arguments[0]);
        return;
      case 'Identifier': {
        facts.push({ ...from, test, outcome });
        // `const ok = isSafe(x); if (!ok) return`: what the flag stands for holds as well.
        const definition = definitionOf(this.#sourceCode, test);
        if (definition && depth < 8) this.#split(definition, outcome, { ...from, at: definition }, facts, depth + 8);
        return;
      }
      case 'Literal':
        return;
      default:
    }
    facts.push({ ...from, test, outcome });
  }
}

function learn<T>(cache: WeakMap<Node, Learnt<T>>, list: Node, statements: readonly Node[], tell: (statement: Node) => readonly T[]): Learnt<T> {
  const known = cache.get(list);
  if (known) return known;
  const learnt = statements.flatMap((statement, index) => {
    const found = tell(statement);
    return found.length > 0 ? [{ index, found: found.slice(0, MAX_CALLS) }] : [];
  });
  cache.set(list, learnt);
  return learnt;
}

const LOGICAL_ASSIGNMENTS: ReadonlySet<string> = new Set(['||=', '&&=', '??=']);

function booleanOf(node: Node): boolean | undefined {
  const inner = unwrap(node);
  return inner.type === 'Literal' && typeof inner.value === 'boolean' ? inner.value : undefined;
}

function isTrue(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'Literal' && Boolean(inner.value);
}

function isType(node: Node): boolean {
  return node.type === 'TSTypeAnnotation' || node.type === 'TSTypeParameterInstantiation' || node.type === 'TSTypeParameterDeclaration';
}

/** `f`, `a.b`, `a.b.c` as they are written; undefined for anything else. */
function calleeName(callee: Node): string | undefined {
  const node = unwrap(callee);
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression') return undefined;
  const object = calleeName(node.object);
  const name = propertyName(node);
  return object === undefined || name === undefined ? undefined : `${object}.${name}`;
}

const optional = new WeakMap<Node, boolean>();

/** Is an element of a chain skipped when something before it is nullish? */
function isOptional(node: TSESTree.CallExpression | TSESTree.MemberExpression): boolean {
  // Each element of a chain is asked about: what is known of the ones before it is remembered.
  const asked: Node[] = [];
  let answer = false;
  for (let here: Node = node; here.type === 'CallExpression' || here.type === 'MemberExpression'; here = here.type === 'CallExpression' ? here.callee : here.object) {
    answer = optional.get(here) ?? here.optional;
    asked.push(here);
    if (answer || optional.has(here)) break;
  }
  for (const element of asked) optional.set(element, answer);
  return answer;
}

/** Is this a part of its parent that is evaluated only sometimes: the right of `&&`, a branch of `?:`, a default, behind a `?.`? */
function isConditionalPart(node: Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'LogicalExpression':
    case 'AssignmentPattern':
      return node === parent.right;
    case 'AssignmentExpression':
      return node === parent.right && LOGICAL_ASSIGNMENTS.has(parent.operator);
    case 'ConditionalExpression':
      return node !== parent.test;
    case 'CallExpression':
      return node !== parent.callee && isOptional(parent);
    case 'MemberExpression':
      return node === parent.property && isOptional(parent);
    default:
      return false;
  }
}

/** What is not nullish when the arguments or computed property of a chain element are evaluated. */
function chainTests(before: Node, optional: boolean): readonly Fact[] {
  const facts: Fact[] = [];
  for (let here = before, isTested = optional; ; ) {
    if (isTested) facts.push({ test: unwrap(here), outcome: true, by: 'logical', at: here });
    if (here.type !== 'CallExpression' && here.type !== 'MemberExpression') return facts;
    isTested = here.optional;
    here = here.type === 'CallExpression' ? here.callee : here.object;
  }
}

/** Is there a `break` (or, without `only`, a `continue`) inside that leaves the loop or switch around? Labels count as leaving. */
function hasJump(sourceCode: SourceCode, body: Node, only?: 'break'): boolean {
  let found = false;
  const depths = new Map<Node, boolean>();
  walk(sourceCode.visitorKeys, body, (node) => {
    if (found || isFunction(node) || isClass(node) || isExpression(node)) return 'skip';
    // Inside another loop (or, for `break`, switch) a jump without a label stays there.
    const within = depths.get(node.parent ?? node) ?? false;
    if (node.type === 'BreakStatement') found ||= Boolean(node.label) || !within;
    if (node.type === 'ContinueStatement' && only === undefined) found ||= Boolean(node.label) || !within;
    const catches = /^(?:For|While|DoWhile)/u.test(node.type) || (node.type === 'SwitchStatement' && only === 'break');
    depths.set(node, within || catches);
    return undefined;
  });
  return found;
}

function isExpression(node: Node): boolean {
  return node.type.endsWith('Expression');
}

/** Are the variables of a condition unchanged between the check and the node? */
function stillHolds(sourceCode: SourceCode, fact: Fact, node: Node): boolean {
  const mentioned = mentionsOf(sourceCode, fact.test);
  if (!mentioned) return false;
  return mentioned.every(({ variable, path }) => {
    const writes = writesOf(variable);
    // What is only ever initialised cannot have changed since it was checked.
    if (writes.length > 1 || writes[0]?.by.type !== 'VariableDeclarator') for (const write of writes) if (isBetween(write.target, fact, node)) return false;
    for (const write of memberWritesOf(variable)) {
      const above = write.kind === 'set' || write.kind === 'delete';
      if (above && write.path.every((name, index) => path[index] === name) && isBetween(write.by, fact, node)) return false;
    }
    return true;
  });
}

interface Mention {
  readonly variable: Variable;
  /** The members read from it in the condition. */
  readonly path: readonly string[];
}

const MAX_MENTIONS = 40;
const MAX_WRITES = 100;
const mentions = new WeakMap<Node, readonly Mention[] | null>();

/** The variables a condition speaks of that are written more than once or have members written; null when there are too many to look after. */
function mentionsOf(sourceCode: SourceCode, test: Node): readonly Mention[] | undefined {
  const known = mentions.get(test);
  if (known !== undefined) return known ?? undefined;
  const found: Mention[] = [];
  let tooMany = false;
  walk(sourceCode.visitorKeys, test, (inner) => {
    if (tooMany || isFunction(inner) || isType(inner)) return 'skip';
    if (inner.type !== 'Identifier') return undefined;
    const { parent } = inner;
    if (parent?.type === 'MemberExpression' && parent.property === inner && !parent.computed) return undefined;
    const variable = variableOf(sourceCode, inner);
    if (!variable || variable.defs.length === 0) return undefined;
    const changes = writesOf(variable).length + memberWritesOf(variable).length;
    if (changes === 0) return undefined;
    found.push({ variable, path: memberPath(inner) });
    tooMany = found.length > MAX_MENTIONS || changes > MAX_WRITES;
    return undefined;
  });
  mentions.set(test, tooMany ? null : found);
  return tooMany ? undefined : found;
}

function memberPath(identifier: Node): readonly string[] {
  const path: string[] = [];
  for (let here = wrapped(identifier); here.parent?.type === 'MemberExpression' && here.parent.object === here; here = wrapped(here.parent)) {
    const name = propertyName(here.parent);
    if (name === undefined) break;
    path.push(name);
  }
  return path;
}

/** Can a write come between the evaluation of a condition and that of the node? */
function isBetween(write: Node, fact: Fact, node: Node): boolean {
  if (contains(fact.at, write) || (fact.left && contains(fact.left, write))) return false;
  const owner = enclosingFunction(write);
  const testOwner = enclosingFunction(fact.at);
  // The top level of the module has run before any of its functions is called from outside.
  if (!owner && testOwner) return false;
  // Before the condition, in the same run of the same function: whatever repeats the write repeats the check.
  if (owner === testOwner && write.range[1] <= fact.at.range[0]) return false;
  if (owner === testOwner && testOwner === enclosingFunction(node) && write.range[0] >= node.range[0]) return loopAround(write, node, fact.at);
  return true;
}

/** Does a loop repeat both the write and the node, but not the check? */
function loopAround(write: Node, node: Node, check: Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent)
    if (/^(?:For|While|DoWhile)/u.test(outer.type) && contains(outer, write) && !contains(outer, check)) return true;
  return false;
}
