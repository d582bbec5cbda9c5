/** Does a condition decide whether something is refused, and how is the refusal said? */
import type { TSESTree } from '@typescript-eslint/utils';
import type { RefusalWords } from '../knowledge/refusals.js';
import { enclosingFunction, isClass, isFunction, isWrapper, propertyName, unwrap, walk, wrapped, type Node } from './ast.js';
import { alwaysExits } from './guards.js';
import { declaredVariables, isGlobalName, variableOf, type SourceCode, type Variable } from './scope.js';
import { callsInFile } from './usage.js';

export interface Refusal {
  /** The statement or expression that refuses, or the verdict that is returned. */
  readonly node: Node;
  /**
   * `status`: an HTTP status says so. `words`: a header, a name or a text does. Either in this function or where its verdict is
   * used. `plain`: it throws, or answers no, whatever the reason.
   */
  readonly kind: 'status' | 'words' | 'plain';
}

/** What happens on one side of a condition: statements or an expression; or the condition's own value is handed out. */
interface Outcome {
  readonly nodes: readonly Node[];
  readonly verdict?: true;
  /** The answer is an expression: one side of a ternary. */
  readonly value?: true;
}

const MAX_DEPTH = 5;
/** After `if (ok) return …;` the refusal comes next, not a page further down. */
const MAX_FOLLOWING = 3;
const MAX_TEXT = 4_000;

/** How one of the outcomes of a condition refuses; undefined when none does. The clearest one wins. */
export function refusalOf(sourceCode: SourceCode, condition: Node, words: RefusalWords): Refusal | undefined {
  return new RefusalSearch(sourceCode, words).of(condition, 0);
}

const CLARITY = { plain: 0, words: 1, status: 2 } as const;

class RefusalSearch {
  readonly #sourceCode: SourceCode;
  readonly #words: RefusalWords;
  readonly #text: RegExp;
  readonly #status: RegExp;
  readonly #seen = new Set<Node>();

  constructor(sourceCode: SourceCode, words: RefusalWords) {
    this.#sourceCode = sourceCode;
    this.#words = words;
    this.#text = new RegExp(words.texts.join('|'), 'iu');
    this.#status = new RegExp(words.statuses.map((status) => String.raw`\b${status}\b`).join('|'), 'u');
  }

  of(condition: Node, depth: number): Refusal | undefined {
    if (depth > MAX_DEPTH || this.#seen.has(condition)) return undefined;
    this.#seen.add(condition);
    let clearest: Refusal | undefined;
    for (const outcome of this.#outcomes(condition, depth)) clearest = clearer(clearest, this.#refusalIn(outcome));
    return clearest && clearest.kind !== 'status' ? this.#saidByCallers(clearest, depth) : clearest;
  }

  /** The function answers no; do those who ask it refuse in so many words? */
  #saidByCallers(refusal: Refusal, depth: number): Refusal {
    const owner = isFunction(refusal.node) ? refusal.node : enclosingFunction(refusal.node);
    let { kind } = refusal;
    for (const call of owner ? callsInFile(this.#sourceCode, owner) : []) {
      const above = this.#valueRefusal(call, depth + 1);
      if (above && CLARITY[above.kind] > CLARITY[kind]) ({ kind } = above);
    }
    return { node: refusal.node, kind };
  }

  /** How a value (a verdict, or an object with one) is used to refuse: `if (!(await check(ip)).allowed) return 429`. */
  #valueRefusal(value: Node, depth: number): Refusal | undefined {
    const outer = wrapped(value);
    const { parent } = outer;
    if (parent?.type === 'MemberExpression' && parent.object === outer) return this.of(parent, depth);
    if (parent?.type !== 'VariableDeclarator') return this.of(outer, depth);
    return declaredVariables(this.#sourceCode, parent).map((variable) => this.#variableRefusal(variable, depth)).reduce(clearer, undefined);
  }

  #variableRefusal(variable: Variable, depth: number): Refusal | undefined {
    let clearest: Refusal | undefined;
    for (const reference of variable.references) {
      if (!reference.isRead()) continue;
      const use = reference.identifier as Node;
      const asked = use.parent?.type === 'MemberExpression' && use.parent.object === use ? use.parent : use;
      clearest = clearer(clearest, this.of(asked, depth + 1));
    }
    return clearest;
  }

  /** Everything that hangs on a condition. */
  #outcomes(condition: Node, depth: number): readonly Outcome[] {
    let node = condition;
    for (;;) {
      const { parent } = node;
      if (!parent) return [];
      if (isWrapper(parent) || parent.type === 'LogicalExpression' || (parent.type === 'UnaryExpression' && parent.operator === '!')) {
        node = parent;
        continue;
      }
      switch (parent.type) {
        case 'BinaryExpression':
          // `check(ip) === false`
          if (!/^[!=]==?$/u.test(parent.operator)) return [];
          node = parent;
          continue;
        case 'IfStatement':
          return parent.test === node ? this.#branches(parent) : [];
        case 'ConditionalExpression':
          if (parent.test !== node) return [];
          return [{ nodes: [parent.consequent], value: true }, { nodes: [parent.alternate], value: true }];
        case 'ReturnStatement':
          return [{ nodes: [node], verdict: true }];
        case 'ArrowFunctionExpression':
          return parent.body === node ? [{ nodes: [node], verdict: true }] : [];
        case 'Property':
          return parent.value === node && isAnswer(parent.parent) ? [{ nodes: [parent], verdict: true }] : [];
        case 'CallExpression':
          // `resolve(count <= limit)`
          return parent.arguments.length === 1 && parent.callee.type === 'Identifier' && parent.callee.name === 'resolve' ? [{ nodes: [node], verdict: true }] : [];
        case 'VariableDeclarator':
          return parent.init === node ? this.#ofVariables(declaredVariables(this.#sourceCode, parent), depth) : [];
        case 'AssignmentExpression': {
          if (parent.right !== node) return [];
          const variable = variableOf(this.#sourceCode, unwrap(parent.left));
          return variable ? this.#ofVariables([variable], depth) : [];
        }
        default:
          return [];
      }
    }
  }

  #ofVariables(variables: readonly Variable[], depth: number): readonly Outcome[] {
    if (depth > MAX_DEPTH) return [];
    return variables.flatMap((variable) => variable.references.flatMap((reference) => {
      const use = reference.identifier as Node;
      if (!reference.isRead() || this.#seen.has(use)) return [];
      this.#seen.add(use);
      return this.#outcomes(use, depth + 1);
    }));
  }

  #branches(statement: TSESTree.IfStatement): readonly Outcome[] {
    const branches: Outcome[] = [{ nodes: [statement.consequent] }];
    if (statement.alternate) branches.push({ nodes: [statement.alternate] });
    else if (alwaysExits(this.#sourceCode, statement.consequent)) branches.push({ nodes: followingOf(statement) });
    return branches;
  }

  #refusalIn({ nodes, verdict, value }: Outcome): Refusal | undefined {
    const [first] = nodes;
    if (!first) return undefined;
    if (verdict) return { node: first, kind: this.#says(first) ?? 'plain' };
    let clearest: Refusal | undefined;
    for (const node of nodes) {
      const said = this.#isAllowing(node) ? undefined : this.#says(node);
      const plain = value ? (isAnswerValue(node) || this.#isRefusingCall(node) ? node : undefined) : this.#plainIn(node);
      clearest = clearer(clearest, said ? { node, kind: said } : plain && { node: plain, kind: 'plain' });
    }
    return clearest;
  }

  /** Does this code (its names and texts, not its comments) say that there were too many? */
  #says(node: Node): 'status' | 'words' | undefined {
    let text = '';
    for (const token of this.#sourceCode.getTokens(node)) {
      text += `${token.value} `;
      if (text.length > MAX_TEXT) break;
    }
    if (this.#status.test(text)) return 'status';
    return this.#text.test(text) ? 'words' : undefined;
  }

  /** Does code that speaks of limits only let through: `return { allowed: true, retryAfter: 0 }`? */
  #isAllowing(node: Node): boolean {
    const statement = node.type === 'BlockStatement' ? node.body.at(-1) : node;
    const value = statement?.type === 'ReturnStatement' && statement.argument ? unwrap(statement.argument) : undefined;
    return value?.type === 'ObjectExpression' && value.properties.some((property) => property.type === 'Property' && this.#words.allowing.has(propertyName(property) ?? '') && property.value.type === 'Literal' && property.value.value === true);
  }

  /** A `throw`, a `return` of an answer, a call that refuses. */
  #plainIn(statement: Node): Node | undefined {
    let found: Node | undefined;
    walk(this.#sourceCode.visitorKeys, statement, (node) => {
      if (found || isFunction(node) || isClass(node)) return 'skip';
      if (node.type === 'ThrowStatement' || (node.type === 'ReturnStatement' && node.argument && isAnswerValue(node.argument)) || this.#isRefusingCall(node)) found = node;
      return undefined;
    });
    return found;
  }

  #isRefusingCall(node: Node): boolean {
    const inner = unwrap(node);
    if (inner.type !== 'CallExpression' || inner.callee.type !== 'Identifier') return false;
    const { name } = inner.callee;
    if (this.#words.calls.has(name)) return true;
    const [argument] = inner.arguments;
    // `next()` lets through, `callback(null, …)` too.
    return this.#words.callsWithArgument.has(name) && argument !== undefined && !(argument.type === 'Literal' && argument.raw === 'null') && !isGlobalName(this.#sourceCode, argument, 'undefined');
  }
}

function clearer(one: Refusal | undefined, other: Refusal | undefined): Refusal | undefined {
  return one && (!other || CLARITY[one.kind] >= CLARITY[other.kind]) ? one : other;
}

/** The statements after one, in its own list. */
function followingOf(statement: Node): readonly Node[] {
  const { parent } = statement;
  if (parent?.type !== 'BlockStatement' && parent?.type !== 'Program') return [];
  const list = parent.body as readonly Node[];
  const at = list.indexOf(statement);
  return list.slice(at + 1, at + 1 + MAX_FOLLOWING);
}

/** Is this object (or the list it stands in) what the function answers? */
function isAnswer(object: Node): boolean {
  const outer = wrapped(object);
  const { parent } = outer;
  if (parent?.type === 'ReturnStatement' || (parent?.type === 'ArrowFunctionExpression' && parent.body === outer)) return true;
  if (parent?.type === 'CallExpression') return parent.callee.type === 'Identifier' && parent.callee.name === 'resolve';
  return (parent?.type === 'Property' || parent?.type === 'ConditionalExpression') && isAnswer(parent.type === 'Property' ? parent.parent : parent);
}

/** `true`, `false`, or an object with one of them. */
function isAnswerValue(value: Node): boolean {
  const inner = unwrap(value);
  if (inner.type === 'Literal') return typeof inner.value === 'boolean';
  if (inner.type === 'ConditionalExpression') return isAnswerValue(inner.consequent) || isAnswerValue(inner.alternate);
  if (inner.type === 'CallExpression') return inner.arguments.length === 1 && inner.callee.type === 'MemberExpression' && propertyName(inner.callee) === 'resolve' && isAnswerValue(inner.arguments[0] as Node);
  return inner.type === 'ObjectExpression' && inner.properties.some((property) => property.type === 'Property' && property.value.type === 'Literal' && typeof property.value.value === 'boolean');
}

