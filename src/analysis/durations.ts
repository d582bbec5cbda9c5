/** How long is a duration that is written as text, how is one spoken of, and how long after the present is a moment? */
import { propertyName, unwrap, type Node } from './ast.js';
import { initialiserOf, isGlobalName, variableOf, type SourceCode } from './scope.js';
import { numberOf } from './value.js';

const SECOND = 1;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const YEAR = 365.25 * DAY;

/** As the libraries for durations write units, case aside: `1M` is a minute. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:milliseconds?|msecs?|ms)$/iu, 0.001],
  [/^(?:seconds?|secs?|s)$/iu, SECOND],
  [/^(?:minutes?|mins?|m)$/iu, MINUTE],
  [/^(?:hours?|hrs?|h)$/iu, HOUR],
  [/^(?:days?|d)$/iu, DAY],
  [/^(?:weeks?|w)$/iu, WEEK],
  [/^(?:years?|yrs?|y)$/iu, YEAR],
];

/** The seconds of a text such as `15m`, `1 hour` or `30d from now`; undefined for anything else, a text of digits too. */
export function secondsOfText(text: string): number | undefined {
  const { amount, unit } = /^\+?\s*(?<amount>\d+(?:\.\d+)?)\s*(?<unit>[a-z]+)(?:\s+from now)?$/iu.exec(text.trim())?.groups ?? {};
  const size = UNITS.find(([pattern]) => unit !== undefined && pattern.test(unit))?.[1];
  return size === undefined ? undefined : Number(amount) * size;
}

/** `365 days`, `2 hours`, `3.6 seconds`: in the largest unit of which there is at least one. */
export function durationText(seconds: number): string {
  const [name, size] = ([['years', YEAR], ['days', DAY], ['hours', HOUR], ['minutes', MINUTE]] as const).find(([, unit]) => seconds >= unit) ?? ['seconds', SECOND];
  const amount = Math.round((seconds / size) * 10) / 10;
  return `${String(amount)} ${amount === 1 ? name.slice(0, -1) : name}`;
}

/** A value as a multiple of the present time in milliseconds, and what is added to it. A plain number has no present in it. */
export interface Moment {
  readonly present: number;
  readonly added: number;
}

const MAX_DEPTH = 12;
const ROUNDING: ReadonlySet<string> = new Set(['floor', 'round', 'ceil', 'trunc']);

/** What an expression makes of the clock: `Math.floor(Date.now() / 1000) + 3600` is `{ present: 0.001, added: 3600 }`. */
export function momentOf(sourceCode: SourceCode, expression: Node, depth = 0): Moment | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const node = unwrap(expression);
  const constant = numberOf(sourceCode, node);
  if (constant !== undefined) return { present: 0, added: constant };
  const inner = (next: Node): Moment | undefined => momentOf(sourceCode, next, depth + 1);
  switch (node.type) {
    case 'NewExpression': {
      if (!isGlobalName(sourceCode, node.callee, 'Date')) return undefined;
      const [argument, ...others] = node.arguments;
      return argument ? (others.length === 0 && argument.type !== 'SpreadElement' ? inner(argument) : undefined) : { present: 1, added: 0 };
    }
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      if (callee.type !== 'MemberExpression') return undefined;
      const name = propertyName(callee);
      if (name === 'now' && isGlobalName(sourceCode, callee.object, 'Date')) return { present: 1, added: 0 };
      const [argument] = node.arguments;
      if (argument && name !== undefined && ROUNDING.has(name) && isGlobalName(sourceCode, callee.object, 'Math')) return inner(argument);
      return name === 'getTime' || name === 'valueOf' ? inner(callee.object) : undefined;
    }
    case 'UnaryExpression':
      return node.operator === '+' ? inner(node.argument) : undefined;
    case 'BinaryExpression': {
      const left = node.left.type === 'PrivateIdentifier' ? undefined : inner(node.left);
      const right = inner(node.right);
      return left && right && combined(node.operator, left, right);
    }
    case 'Identifier': {
      const variable = variableOf(sourceCode, node);
      const definition = variable && initialiserOf(variable);
      return definition && !variable.references.some(({ identifier }) => isSet(identifier)) ? inner(definition) : undefined;
    }
    default:
      return undefined;
  }
}

/** `date.setDate(date.getDate() + 60)` */
function isSet({ parent }: Node): boolean {
  return parent?.type === 'MemberExpression' && /^set[A-Z]/u.test(propertyName(parent) ?? '');
}

function combined(operator: string, left: Moment, right: Moment): Moment | undefined {
  switch (operator) {
    case '+':
      return { present: left.present + right.present, added: left.added + right.added };
    case '-':
      return { present: left.present - right.present, added: left.added - right.added };
    case '*':
      if (right.present === 0) return { present: left.present * right.added, added: left.added * right.added };
      return left.present === 0 ? combined('*', right, left) : undefined;
    case '/':
      return right.present === 0 && right.added !== 0 ? { present: left.present / right.added, added: left.added / right.added } : undefined;
    default:
      return undefined;
  }
}
