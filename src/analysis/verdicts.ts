/** Does this code let somebody through, or does it say no? */
import type { TSESTree } from '@typescript-eslint/utils';
import { DENIALS } from '../knowledge/refusals.js';
import { isFunction, lastNameOf, propertyName, unwrap, type Node } from './ast.js';
import { isUndefined } from './options.js';
import type { SourceCode } from './scope.js';

export type Verdict = 'allows' | 'denies';

const STATUS = new RegExp(String.raw`\b(?:${DENIALS.statuses.map((status) => (/^\d/u.test(status) ? String.raw`${status}\b` : status)).join('|')})`, 'u');
const TEXT = new RegExp(DENIALS.texts.join('|'), 'iu');
/** Whoever only writes down what went wrong has not decided anything. */
const NOTES = /^(?:error|warn|info|log|debug|trace|captureException|captureMessage)$/u;
/** What a page says to whom it does not show itself. */
const SHOWN = /denied|un-?authori[sz]ed|not\s+authori[sz]ed|forbidden|no-?\s*(?:access|permission)|not\s+allowed/iu;
/** What tells the person in front of the screen that something did not work. */
const COMPLAINTS = /^set\w*Error$|^show\w*Error$/u;
const MAX_TEXT = 2_000;
const MAX_ELEMENT = 1_000;

/** What a branch comes to: by how its last statement leaves, or what it calls. Undefined when it only goes on, or cannot be told. */
export function verdictOf(sourceCode: SourceCode, branch: Node): Verdict | undefined {
  switch (branch.type) {
    case 'BlockStatement': {
      const last = branch.body.at(-1);
      // `setError('Only for the team'); return;`
      const decisive = last?.type === 'ReturnStatement' && !last.argument ? branch.body.at(-2) : last;
      return decisive && verdictOf(sourceCode, decisive);
    }
    case 'ThrowStatement':
      return 'denies';
    case 'ReturnStatement':
      return branch.argument ? valueVerdict(sourceCode, branch.argument) : undefined;
    case 'ExpressionStatement':
      return callVerdict(sourceCode, branch.expression);
    case 'IfStatement': {
      const one = verdictOf(sourceCode, branch.consequent);
      return branch.alternate && one === verdictOf(sourceCode, branch.alternate) ? one : undefined;
    }
    default:
      return undefined;
  }
}

/** Does a handler of errors only write down what went wrong, so that whoever it stands in goes on as if nothing had been? */
export function onlyNotes(handler: Node): boolean {
  const inner = unwrap(handler);
  if (isFunction(inner)) return onlyNotes(inner.body);
  switch (inner.type) {
    case 'BlockStatement':
      return inner.body.every(onlyNotes);
    case 'ExpressionStatement':
      return onlyNotes(inner.expression);
    case 'IfStatement':
      return onlyNotes(inner.consequent) && (!inner.alternate || onlyNotes(inner.alternate));
    // What the note says is put together first.
    case 'VariableDeclaration':
      return inner.declarations.every(({ init }) => init?.type !== 'AwaitExpression');
    case 'CallExpression':
      return namesNote(lastNameOf(inner.callee));
    case 'Identifier':
    case 'MemberExpression':
      return namesNote(lastNameOf(inner));
    default:
      return false;
  }
}

function namesNote(name: string): boolean {
  return NOTES.test(name) || /^(?:report|noop)/u.test(name);
}

/** What an answer says: `false`, `null`, `{ error }`, a response of status 403 deny; `true` and `{ ok: true }` allow. */
export function valueVerdict(sourceCode: SourceCode, value: Node): Verdict | undefined {
  const node = unwrap(value);
  if (isUndefined(sourceCode, node)) return 'denies';
  switch (node.type) {
    case 'Literal':
      if (node.value === null || node.value === false) return 'denies';
      return node.value === true ? 'allows' : undefined;
    case 'ObjectExpression':
      return objectVerdict(node);
    case 'CallExpression':
      return callVerdict(sourceCode, node);
    case 'NewExpression':
      return says(sourceCode, node) ? 'denies' : undefined;
    case 'JSXElement': {
      const { name } = node.openingElement;
      if (name.type === 'JSXIdentifier' && /^(?:Navigate|Redirect)$|not-?found/iu.test(name.name)) return 'denies';
      const text = sourceCode.getText(node);
      return text.length < MAX_ELEMENT && SHOWN.test(text) ? 'denies' : undefined;
    }
    default:
      return undefined;
  }
}

function objectVerdict(node: TSESTree.ObjectExpression): Verdict | undefined {
  for (const property of node.properties) {
    if (property.type !== 'Property') continue;
    const name = propertyName(property) ?? '';
    const value = unwrap(property.value);
    const literal = value.type === 'Literal' ? value.value : undefined;
    if (DENIALS.allowing.has(name) && typeof literal === 'boolean') return literal ? 'allows' : 'denies';
    if (DENIALS.failing.has(name) && literal !== null && !(value.type === 'Identifier' && value.name === 'undefined')) return 'denies';
  }
  return undefined;
}

function callVerdict(sourceCode: SourceCode, expression: Node): Verdict | undefined {
  const call = unwrap(expression);
  if (call.type !== 'CallExpression') return undefined;
  const name = lastNameOf(call.callee);
  if ((DENIALS.calls as ReadonlySet<string>).has(name)) return 'denies';
  const owner = unwrap(call.callee).type === 'MemberExpression' ? lastNameOf((unwrap(call.callee) as TSESTree.MemberExpression).object) : '';
  // `setError('')` takes a complaint back.
  const complains = COMPLAINTS.test(name) && call.arguments.length > 0 && !isEmpty(sourceCode, call.arguments[0]);
  if (complains || (name === 'error' && /^(?:toast|message|notification|notifications|snackbar)$/u.test(owner))) return 'denies';
  if (NOTES.test(name)) return undefined;
  const [first, second] = call.arguments;
  if ((DENIALS.callsWithArgument as ReadonlySet<string>).has(name)) {
    // `next()` goes on; `done(null, false)` and `next(error)` do not.
    if (!first) return 'allows';
    const isNothing = first.type === 'Literal' && first.value === null;
    return !isNothing ? 'denies' : second && valueVerdict(sourceCode, second);
  }
  const argument = call.arguments.length === 1 && first && (name === 'resolve' || name === 'json') ? valueVerdict(sourceCode, first) : undefined;
  return argument ?? (says(sourceCode, call) ? 'denies' : undefined);
}

function isEmpty(sourceCode: SourceCode, value: Node | undefined): boolean {
  const inner = value && unwrap(value);
  return inner !== undefined && ((inner.type === 'Literal' && (inner.value === '' || inner.value === null || inner.value === false)) || isUndefined(sourceCode, inner));
}

/** Does an answer (its names and texts, not its comments) speak of a refusal? */
function says(sourceCode: SourceCode, node: Node): boolean {
  let text = '';
  for (const token of sourceCode.getTokens(node)) {
    text += `${token.value} `;
    if (text.length > MAX_TEXT) break;
  }
  return STATUS.test(text) || TEXT.test(text);
}

/**
 * What the branch that a node stands in comes to: the block around it that belongs to an `if`, a `catch` or a `case`, up to the
 * function. Undefined when it is in none, or its branch only goes on.
 */
export function branchVerdict(sourceCode: SourceCode, node: Node): Verdict | 'caught' | undefined {
  for (let child = node; child.parent && !isFunction(child.parent); child = child.parent) {
    const { parent } = child;
    if (parent.type === 'CatchClause') return 'caught';
    if (parent.type === 'IfStatement' && child !== parent.test) {
      const verdict = verdictOf(sourceCode, child);
      if (verdict) return verdict;
    }
    if (parent.type === 'SwitchCase' && child !== parent.test) {
      const last = parent.consequent.at(-1);
      const verdict = last && verdictOf(sourceCode, last);
      if (verdict) return verdict;
    }
  }
  return undefined;
}
