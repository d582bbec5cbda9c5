/** Does a condition decide who may enter or do more than others, and for which of its outcomes? */
import type { TSESTree } from '@typescript-eslint/utils';
import { functionName, isFunction, isWrapper, lastNameOf, propertyName, stringOf, unwrap, wrapped, type FunctionNode, type Node } from './ast.js';
import { alwaysExits } from './guards.js';
import { declaredVariables, isGlobalName, variableOf, type SourceCode, type Variable } from './scope.js';
import { callsInFile } from './usage.js';
import { valueVerdict, verdictOf, type Verdict } from './verdicts.js';
import { namesAccess, namesGate } from './words.js';

export interface AccessDecision {
  /** `grants`: the wanted outcome makes somebody more than others. `refuses`: the other outcome says no. */
  readonly kind: 'grants' | 'refuses';
  /** What is decided, when it has a name: `isAdmin`, `signIn()`. */
  readonly name: string | undefined;
}

const MAX_DEPTH = 6;
const MAX_FOLLOWING = 3;
const ASSERTS = /^(?:assert|invariant|ok|ensure|refine|superRefine|check|validate|every)$/u;
const PREDICATES = /^(?:some|find|filter|findIndex|every|any)$/u;

/**
 * What hangs on an expression being truthy (`wanted` true) or falsy: does that outcome let in, while the other one refuses? Undefined
 * when it decides something else, or keeps out whom it names (a block list).
 */
export function accessDecision(sourceCode: SourceCode, condition: Node, wanted: boolean): AccessDecision | undefined {
  return new Decision(sourceCode).of(condition, wanted, 0);
}

class Decision {
  readonly #sourceCode: SourceCode;
  readonly #seen = new Set<Node>();

  constructor(sourceCode: SourceCode) {
    this.#sourceCode = sourceCode;
  }

  of(condition: Node, wanted: boolean, depth: number): AccessDecision | undefined {
    if (depth > MAX_DEPTH || this.#seen.has(condition)) return undefined;
    this.#seen.add(condition);
    const { parent } = condition;
    if (!parent) return undefined;
    if (isWrapper(parent)) return this.of(parent, wanted, depth);
    switch (parent.type) {
      case 'UnaryExpression':
        return parent.operator === '!' ? this.of(parent, !wanted, depth) : undefined;
      case 'LogicalExpression':
        // `{isAdmin && <Link />}` shows a link; whether the page behind it is open is decided elsewhere.
        return parent.parent.type === 'JSXExpressionContainer' ? undefined : this.of(parent, wanted, depth);
      case 'BinaryExpression': {
        const other = unwrap(parent.left === condition ? parent.right : parent.left);
        const literal = other.type === 'Literal' ? other.value : undefined;
        if (typeof literal === 'boolean' && /^[!=]==?$/u.test(parent.operator)) return this.of(parent, wanted === (literal === parent.operator.startsWith('=')), depth);
        return undefined;
      }
      case 'IfStatement':
        return parent.test === condition ? this.#ofBranches(parent, wanted) : undefined;
      case 'ConditionalExpression':
        if (parent.test === condition) return this.#ofChoice(parent, wanted);
        return this.of(parent, wanted, depth);
      case 'ReturnStatement':
        return this.#ofReturn(parent, wanted, depth);
      case 'ArrowFunctionExpression':
        return parent.body === condition ? this.#ofFunction(parent, wanted, depth) : undefined;
      case 'VariableDeclarator':
        return parent.init === condition ? this.#ofVariables(declaredVariables(this.#sourceCode, parent), wanted, depth) : undefined;
      case 'AssignmentExpression':
        return parent.right === condition ? this.#ofName(lastNameOf(parent.left), wanted) ?? this.#ofVariables([variableOf(this.#sourceCode, unwrap(parent.left))], wanted, depth) : undefined;
      case 'Property':
      case 'PropertyDefinition':
        return parent.value === condition ? this.#ofName(propertyName(parent) ?? '', wanted) : undefined;
      case 'CallExpression':
        return parent.callee === condition ? undefined : this.#ofArgument(parent, condition, wanted, depth);
      default:
        return undefined;
    }
  }

  /** The value gets a name that says what it decides. */
  #ofName(name: string, wanted: boolean): AccessDecision | undefined {
    return wanted && namesAccess(name) ? { kind: 'grants', name } : undefined;
  }

  #ofVariables(variables: readonly (Variable | undefined)[], wanted: boolean, depth: number): AccessDecision | undefined {
    for (const variable of variables) {
      if (!variable) continue;
      const named = this.#ofName(variable.name, wanted);
      if (named) return named;
      for (const reference of variable.references) {
        const decision = reference.isRead() ? this.of(reference.identifier, wanted, depth + 1) : undefined;
        if (decision) return decision;
      }
    }
    return undefined;
  }

  #ofBranches(statement: TSESTree.IfStatement, wanted: boolean): AccessDecision | undefined {
    const yes = this.#branch(statement.consequent);
    const otherwise = statement.alternate ? this.#branch(statement.alternate) : alwaysExits(this.#sourceCode, statement.consequent) ? this.#following(statement) : undefined;
    const [match, mismatch] = wanted ? [yes, otherwise] : [otherwise, yes];
    if (match === 'denies') return undefined;
    if (mismatch === 'denies') return { kind: 'refuses', name: undefined };
    const granted = wanted ? this.#grantIn(statement.consequent) : undefined;
    if (granted !== undefined) return { kind: 'grants', name: granted };
    const gate = this.#gateAround(statement);
    return match === 'allows' && gate !== undefined ? { kind: 'grants', name: gate } : undefined;
  }

  #branch(node: Node): Verdict | undefined {
    return verdictOf(this.#sourceCode, node);
  }

  /** What comes after an `if` that leaves: the first statements that decide. */
  #following(statement: Node): Verdict | undefined {
    const { parent } = statement;
    if (parent?.type !== 'BlockStatement') return undefined;
    const at = parent.body.indexOf(statement as TSESTree.Statement);
    return parent.body.slice(at + 1, at + 1 + MAX_FOLLOWING).map((next) => this.#branch(next)).find((verdict) => verdict !== undefined);
  }

  /** `user.role = 'admin'`, `isAdmin = true`, `setIsAdmin(true)`, `return 'admin'` directly in a branch. */
  #grantIn(branch: Node): string | undefined {
    const statements: readonly Node[] = branch.type === 'BlockStatement' ? branch.body : [branch];
    for (const statement of statements) {
      if (statement.type === 'ReturnStatement' && statement.argument && this.#isRole(statement.argument)) return this.#roleName(statement.argument);
      const expression = statement.type === 'ExpressionStatement' ? unwrap(statement.expression) : undefined;
      if (expression?.type === 'AssignmentExpression' && this.#isGrant(lastNameOf(expression.left), expression.right)) return lastNameOf(expression.left);
      const setter = expression?.type === 'CallExpression' ? /^set(\w+)$/u.exec(lastNameOf(expression.callee))?.[1] : undefined;
      const value = expression?.type === 'CallExpression' ? expression.arguments[0] : undefined;
      if (setter !== undefined && value && this.#isGrant(setter, value)) return setter;
    }
    return undefined;
  }

  #isGrant(name: string, value: Node): boolean {
    const inner = unwrap(value);
    return (namesAccess(name) && inner.type === 'Literal' && inner.value === true) || this.#isRole(inner);
  }

  /** `'admin'`, `Role.ADMIN`; `session.admin` is a client or a flag. */
  #isRole(value: Node): boolean {
    const inner = unwrap(value);
    const isEnumLike = inner.type === 'MemberExpression' && /^[A-Z]/u.test(lastNameOf(inner.object));
    const text = stringOf(inner) ?? (isEnumLike ? propertyName(inner) : undefined);
    return text !== undefined && text.length < 20 && namesAccess(text);
  }

  #roleName(value: Node): string {
    return stringOf(value) ?? this.#sourceCode.getText(unwrap(value));
  }

  #ofChoice(choice: TSESTree.ConditionalExpression, wanted: boolean): AccessDecision | undefined {
    const [match, mismatch] = wanted ? [choice.consequent, choice.alternate] : [choice.alternate, choice.consequent];
    if (this.#isRole(match) && !this.#isRole(mismatch)) return { kind: 'grants', name: this.#roleName(match) };
    const verdict = valueVerdict(this.#sourceCode, match);
    if (verdict === 'denies') return undefined;
    // `isAdmin ? <Panel /> : null` shows or hides something.
    const isShown = choice.parent.type === 'JSXExpressionContainer';
    return !isShown && valueVerdict(this.#sourceCode, mismatch) === 'denies' && verdict === 'allows' ? { kind: 'refuses', name: undefined } : undefined;
  }

  #ofReturn(statement: Node, wanted: boolean, depth: number): AccessDecision | undefined {
    let owner = statement.parent;
    while (owner && !isFunction(owner)) owner = owner.parent;
    return owner && this.#ofFunction(owner, wanted, depth);
  }

  /** The answer of a function: its name says what it decides, or what is done with the answer does. */
  #ofFunction(owner: FunctionNode, wanted: boolean, depth: number): AccessDecision | undefined {
    const name = functionName(owner);
    if (wanted && name !== undefined && namesGate(name)) return { kind: 'grants', name: `${name}()` };
    const outer = wrapped(owner);
    if (outer.parent?.type === 'CallExpression' && outer.parent.callee !== outer) return this.#ofCallback(outer.parent, wanted, depth);
    for (const call of callsInFile(this.#sourceCode, owner)) {
      const decision = this.of(call, wanted, depth + 1);
      if (decision) return decision;
    }
    return undefined;
  }

  /** `emails.some((each) => each === email)`, `schema.refine((email) => …)` */
  #ofCallback(call: TSESTree.CallExpression, wanted: boolean, depth: number): AccessDecision | undefined {
    const name = lastNameOf(call.callee);
    if (PREDICATES.test(name)) return this.of(call, wanted, depth + 1);
    return wanted && ASSERTS.test(name) ? { kind: 'refuses', name: undefined } : undefined;
  }

  #ofArgument(call: TSESTree.CallExpression, condition: Node, wanted: boolean, depth: number): AccessDecision | undefined {
    const name = lastNameOf(call.callee);
    if (isGlobalName(this.#sourceCode, unwrap(call.callee), 'Boolean')) return this.of(call, wanted, depth);
    if (call.arguments[0] !== condition) return undefined;
    if (wanted && ASSERTS.test(name)) return { kind: 'refuses', name: undefined };
    const setter = /^set(\w+)$/u.exec(name)?.[1];
    return setter === undefined ? undefined : this.#ofName(setter, wanted);
  }

  #gateAround(node: Node): string | undefined {
    for (let here: Node | undefined = node.parent; here; here = here.parent) {
      const name = isFunction(here) ? functionName(here) : undefined;
      if (name !== undefined) return namesGate(name) ? `${name}()` : undefined;
    }
    return undefined;
  }
}
