/** The constant values an expression can have, or unknown. Nothing is executed but arithmetic and string methods on constants. */
import type { TSESTree } from '@typescript-eslint/utils';
import { propertyName, unwrap, type Node } from './ast.js';
import { fieldOf, literalOf, optionOf, patternPath } from './options.js';
import { isGlobalName, variableOf, writesOf, type SourceCode, type Variable, type Write } from './scope.js';
import { work } from './work.js';

/** A regular expression, as it is written: `/a/i` is `{ pattern: 'a', flags: 'i' }`. */
export interface RegexConstant {
  readonly pattern: string;
  readonly flags: string;
}

export type Constant = string | number | boolean | bigint | null | undefined | RegexConstant;
type Primitive = Exclude<Constant, RegexConstant>;

const MAX_VALUES = 32;
const MAX_DEPTH = 24;
const MAX_STEPS = 300;
const MAX_WRITES = 16;
/** Longer results of folding (not literals) are of no use and could be made to fill the memory. */
const MAX_LENGTH = 20_000;

/**
 * All constant values an expression can have, at most 32; undefined when any of them is unknown. A variable counts with
 * everything that is ever written to it, whatever the order; one that is declared without a value is taken to be assigned
 * before it is read.
 */
export function constantsOf(sourceCode: SourceCode, node: Node): readonly Constant[] | undefined {
  return new Evaluation(sourceCode).of(node, 0);
}

/** The one constant value of an expression, boxed because `undefined` is a constant too. */
export function constantOf(sourceCode: SourceCode, node: Node): { readonly value: Constant } | undefined {
  const values = constantsOf(sourceCode, node);
  return values?.length === 1 ? { value: values[0] } : undefined;
}

/** All values of an expression that is always a constant string; undefined otherwise. */
export function stringsOf(sourceCode: SourceCode, node: Node): readonly string[] | undefined {
  const values = constantsOf(sourceCode, node);
  return values && values.length > 0 && values.every((value) => typeof value === 'string') ? values : undefined;
}

/** The one number an expression is: `60 * 60 * 24`. */
export function numberOf(sourceCode: SourceCode, node: Node): number | undefined {
  const constant = constantOf(sourceCode, node);
  return typeof constant?.value === 'number' ? constant.value : undefined;
}

class Evaluation {
  readonly #sourceCode: SourceCode;
  readonly #active = new Set<Variable>();
  #steps = MAX_STEPS;

  constructor(sourceCode: SourceCode) {
    this.#sourceCode = sourceCode;
  }

  of(expression: Node, depth: number): readonly Constant[] | undefined {
    work.values += 1;
    if (this.#steps-- <= 0 || depth > MAX_DEPTH) return undefined;
    const node = unwrap(expression);
    switch (node.type) {
      case 'Literal':
        if ('regex' in node) return [{ pattern: node.regex.pattern, flags: node.regex.flags }];
        return [node.value];
      case 'TemplateLiteral':
        return this.#template(node, node.quasis.map((quasi) => quasi.value.cooked), depth);
      case 'TaggedTemplateExpression':
        return isGlobalMember(this.#sourceCode, node.tag, 'String', 'raw') ? this.#template(node.quasi, node.quasi.quasis.map((quasi) => quasi.value.raw), depth) : undefined;
      case 'Identifier':
        return this.#identifier(node, depth);
      case 'UnaryExpression':
        if (node.operator === 'void') return [undefined];
        return this.#each(this.of(node.argument, depth + 1), (value) => unary(node.operator, value));
      case 'BinaryExpression':
        if (!ARITHMETIC.has(node.operator)) return undefined;
        return this.#pairs(this.of(node.left, depth + 1), () => this.of(node.right, depth + 1), (left, right) => binary(node.operator, left, right));
      case 'ConditionalExpression':
        return join([this.of(node.consequent, depth + 1), this.of(node.alternate, depth + 1)]);
      case 'LogicalExpression':
        return this.#logical(node, depth);
      case 'SequenceExpression': {
        const last = node.expressions.at(-1);
        return last && this.of(last, depth + 1);
      }
      case 'AssignmentExpression':
        return node.operator === '=' ? this.of(node.right, depth + 1) : undefined;
      case 'MemberExpression':
        return this.#member(node, depth);
      case 'CallExpression':
        return this.#call(node, depth);
      case 'NewExpression':
        return isGlobalName(this.#sourceCode, node.callee, 'RegExp') ? this.#regex(node, depth) : undefined;
      default:
        return undefined;
    }
  }

  #template(node: TSESTree.TemplateLiteral, texts: readonly (string | null)[], depth: number): readonly Constant[] | undefined {
    const [first = '', ...others] = texts;
    let results: readonly Constant[] | undefined = first === null ? undefined : [first];
    for (const [index, text] of others.entries()) {
      const inner = node.expressions[index];
      if (!inner || text === null) return undefined;
      results = this.#pairs(results, () => this.of(inner, depth + 1), (before, value) => fold(() => `${before as string}${asText(value)}${text}`));
      if (!results) return undefined;
    }
    return results;
  }

  #identifier(node: TSESTree.Identifier, depth: number): readonly Constant[] | undefined {
    const variable = variableOf(this.#sourceCode, node);
    if (!variable || variable.defs.length === 0) {
      if (node.name === 'undefined') return [undefined];
      if (node.name === 'NaN') return [NaN];
      return node.name === 'Infinity' ? [Infinity] : undefined;
    }
    const definition = variable.defs[0]?.node as Node | undefined;
    if (variable.defs.length !== 1 || !definition || this.#active.has(variable)) return undefined;
    this.#active.add(variable);
    const values = definition.type === 'TSEnumMember' ? this.#enumMember(definition, depth) : this.#variable(variable, definition, depth);
    this.#active.delete(variable);
    return values;
  }

  #variable(variable: Variable, definition: Node, depth: number): readonly Constant[] | undefined {
    if (definition.type !== 'VariableDeclarator') return undefined;
    const writes = writesOf(variable);
    // Without any write: `declare const X: string`, or a `let` that stays undefined.
    if (writes.length === 0 || writes.length > MAX_WRITES) return undefined;
    return join(writes.map((write) => this.#write(write, depth)));
  }

  #write(write: Write, depth: number): readonly Constant[] | undefined {
    if (!write.value) return this.#loopVariable(write, depth);
    if (write.pattern === write.target) return this.of(write.value, depth + 1);
    const taken = patternPath(write);
    if (!taken || taken.without || taken.path.length === 0) return undefined;
    const option = optionOf(this.#sourceCode, write.value, taken.path);
    if (option.kind === 'present' && !option.uncertain) return join(option.values.map((value) => this.of(value, depth + 1)));
    if (option.kind === 'absent') return taken.fallback ? this.of(taken.fallback, depth + 1) : [undefined];
    return undefined;
  }

  /** `for (const mode of ['a', 'b'])` */
  #loopVariable(write: Write, depth: number): readonly Constant[] | undefined {
    const loop = write.by.type === 'VariableDeclarator' ? write.by.parent.parent : undefined;
    if (loop?.type !== 'ForOfStatement' || write.pattern !== write.target) return undefined;
    const list = literalOf(this.#sourceCode, loop.right);
    return list?.type === 'ArrayExpression' ? join(this.#elements(list, depth)) : undefined;
  }

  #elements(list: TSESTree.ArrayExpression, depth: number): readonly (readonly Constant[] | undefined)[] {
    return list.elements.map((element) => (element ? this.of(element, depth + 1) : [undefined]));
  }

  #logical(node: TSESTree.LogicalExpression, depth: number): readonly Constant[] | undefined {
    const left = this.of(node.left, depth + 1);
    if (!left) return undefined;
    const goesOn = (value: Constant): boolean => (node.operator === '??' ? value === null || value === undefined : node.operator === '||' ? !value : Boolean(value));
    const kept = left.filter((value) => !goesOn(value));
    return kept.length === left.length ? left : join([kept, this.of(node.right, depth + 1)]);
  }

  #member(node: TSESTree.MemberExpression, depth: number): readonly Constant[] | undefined {
    const field = fieldOf(this.#sourceCode, node);
    if (field) return this.of(field, depth + 1);
    const name = propertyName(node);
    const enumeration = this.#enumOf(node.object);
    if (enumeration) {
      const member = enumeration.body.members.find((candidate) => enumName(candidate) === name);
      return member && this.#enumMember(member, depth);
    }
    if (name === 'length') {
      const list = literalOf(this.#sourceCode, node.object);
      if (list?.type === 'ArrayExpression') return list.elements.some((element) => element?.type === 'SpreadElement') ? undefined : [list.elements.length];
      return this.#each(this.of(node.object, depth + 1), (value) => (typeof value === 'string' ? { value: value.length } : undefined));
    }
    if (name !== undefined) return this.#memberNamed(node.object, name, depth);
    const keys = this.of(node.property, depth + 1);
    if (keys) return join(keys.map((key) => (typeof key === 'string' || typeof key === 'number' ? this.#memberNamed(node.object, String(key), depth) : undefined)));
    return this.#anyMember(node.object, depth);
  }

  #memberNamed(object: Node, name: string, depth: number): readonly Constant[] | undefined {
    const option = optionOf(this.#sourceCode, object, [name]);
    return option.kind === 'present' && !option.uncertain ? join(option.values.map((value) => this.of(value, depth + 1))) : undefined;
  }

  /** `MODES[mode]`: any of the members, and nothing at all for a key that is not there. */
  #anyMember(object: Node, depth: number): readonly Constant[] | undefined {
    const literal = literalOf(this.#sourceCode, object);
    if (!literal) return undefined;
    if (literal.type === 'ArrayExpression') return literal.elements.length < MAX_VALUES ? join([...this.#elements(literal, depth), [undefined]]) : undefined;
    if (literal.properties.length >= MAX_VALUES) return undefined;
    return join([...literal.properties.map((property) => (property.type === 'Property' && property.kind === 'init' ? this.of(property.value, depth + 1) : undefined)), [undefined]]);
  }

  #enumOf(object: Node): TSESTree.TSEnumDeclaration | undefined {
    const inner = unwrap(object);
    if (inner.type !== 'Identifier') return undefined;
    const variable = variableOf(this.#sourceCode, inner);
    const definition = variable?.defs.length === 1 ? (variable.defs[0]?.node as Node) : undefined;
    return definition?.type === 'TSEnumDeclaration' ? definition : undefined;
  }

  #enumMember(member: TSESTree.TSEnumMember, depth: number): readonly Constant[] | undefined {
    if (member.initializer) return this.of(member.initializer, depth + 1);
    const members = (member.parent).members;
    const position = members.indexOf(member);
    // Without a value of its own a member counts on from the nearest one before it that has one.
    for (let index = position - 1; index >= 0; index--) {
      const before = members[index];
      if (!before?.initializer) continue;
      return this.#each(this.of(before.initializer, depth + 1), (value) => (typeof value === 'number' ? { value: value + position - index } : undefined));
    }
    return [position];
  }

  #call(node: TSESTree.CallExpression, depth: number): readonly Constant[] | undefined {
    const callee = unwrap(node.callee);
    const [first] = node.arguments;
    if (callee.type === 'Identifier') {
      if (first && isGlobalName(this.#sourceCode, callee, 'String')) return this.#each(this.of(first, depth + 1), (value) => fold(() => asText(value)));
      if (first && isGlobalName(this.#sourceCode, callee, 'Number')) return this.#each(this.of(first, depth + 1), (value) => (isRegex(value) ? undefined : { value: Number(value) }));
      return isGlobalName(this.#sourceCode, callee, 'RegExp') ? this.#regex(node, depth) : undefined;
    }
    if (callee.type !== 'MemberExpression') return undefined;
    const name = propertyName(callee);
    if (name === 'join') return this.#joined(node, callee.object, depth);
    const method = name === undefined ? undefined : STRING_METHODS.get(name);
    if (!method || node.arguments.length > 4) return undefined;
    let calls = this.#each(this.of(callee.object, depth + 1), (value) => (typeof value === 'string' ? { value: [value] as readonly Primitive[] } : undefined));
    for (const argument of node.arguments) {
      const values = this.of(argument, depth + 1);
      if (!calls || !values) return undefined;
      calls = calls.flatMap((before) => values.map((value) => [...before, value as Primitive]));
      if (calls.length > MAX_VALUES) return undefined;
    }
    return this.#each(calls, ([text, ...others]) => (others.some(isRegex) ? undefined : fold(() => method(text as string, others))));
  }

  /** `['a', b].join('')` */
  #joined(node: TSESTree.CallExpression, object: Node, depth: number): readonly Constant[] | undefined {
    const list = literalOf(this.#sourceCode, object);
    if (list?.type !== 'ArrayExpression' || list.elements.length === 0) return list?.type === 'ArrayExpression' ? [''] : undefined;
    const separators = node.arguments[0] ? this.of(node.arguments[0], depth + 1) : [','];
    const separator = separators?.[0];
    if (separators?.length !== 1 || typeof separator !== 'string') return undefined;
    let results: readonly Constant[] | undefined;
    for (const [index, element] of list.elements.entries()) {
      const values = this.#each(element ? this.of(element, depth + 1) : [undefined], (value) => fold(() => (value === null || value === undefined ? '' : asText(value))));
      results = index === 0 ? values : this.#pairs(results, () => values, (before, value) => fold(() => `${before as string}${separator}${value as string}`));
      if (!results) return undefined;
    }
    return results;
  }

  #regex(node: TSESTree.CallExpression | TSESTree.NewExpression, depth: number): readonly Constant[] | undefined {
    const [pattern, flags] = node.arguments;
    if (!pattern) return undefined;
    return this.#pairs(this.of(pattern, depth + 1), () => (flags ? this.of(flags, depth + 1) : ['']), (source, letters) => {
      if (typeof letters !== 'string') return undefined;
      if (isRegex(source)) return { value: flags ? { pattern: source.pattern, flags: letters } : source };
      return typeof source === 'string' ? { value: { pattern: source, flags: letters } } : undefined;
    });
  }

  #each<From, To>(values: readonly From[] | undefined, map: (value: From) => { readonly value: To } | undefined): readonly To[] | undefined {
    if (!values) return undefined;
    const results: To[] = [];
    for (const value of values) {
      const result = map(value);
      if (!result) return undefined;
      results.push(result.value);
    }
    return results;
  }

  #pairs(
    lefts: readonly Constant[] | undefined,
    right: () => readonly Constant[] | undefined,
    combine: (left: Constant, right: Constant) => { readonly value: Constant } | undefined,
  ): readonly Constant[] | undefined {
    const rights = lefts && right();
    if (!rights || lefts.length * rights.length > MAX_VALUES) return undefined;
    return join(lefts.map((left) => this.#each(rights, (value) => combine(left, value))));
  }
}

/** All values of several answers without repetition; unknown when one of them is, or when there are too many. */
function join(answers: readonly (readonly Constant[] | undefined)[]): readonly Constant[] | undefined {
  const values = new Map<unknown, Constant>();
  for (const answer of answers) {
    if (!answer) return undefined;
    for (const value of answer) values.set(isRegex(value) ? `/${value.pattern}/${value.flags}\0regex` : value, value);
    if (values.size > MAX_VALUES) return undefined;
  }
  return [...values.values()];
}

function isRegex(value: Constant): value is RegexConstant {
  return typeof value === 'object' && value !== null;
}

function asText(value: Constant): string {
  return isRegex(value) ? `/${value.pattern}/${value.flags}` : String(value);
}

/** A folded text, unless it is too long or cannot be made at all (`'a'.repeat(-1)`). */
function fold(make: () => Constant): { readonly value: Constant } | undefined {
  try {
    const value = make();
    return typeof value === 'string' && value.length > MAX_LENGTH ? undefined : { value };
  } catch {
    return undefined;
  }
}

function unary(operator: string, value: Constant): { readonly value: Constant } | undefined {
  if (operator === '!') return { value: !value };
  if (isRegex(value)) return undefined;
  if (operator === '-') return typeof value === 'bigint' ? { value: -value } : { value: -Number(value) };
  if (operator === '+') return typeof value === 'bigint' ? undefined : { value: Number(value) };
  return operator === '~' && typeof value === 'number' ? { value: ~value } : undefined;
}

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '**', '<<', '>>', '>>>', '|', '&', '^']);

function binary(operator: string, left: Constant, right: Constant): { readonly value: Constant } | undefined {
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string')) return fold(() => asText(left) + asText(right));
  // Bigints could be made arbitrarily large; nobody writes a lifetime or a length with them.
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (operator) {
    case '+':
      return { value: left + right };
    case '-':
      return { value: left - right };
    case '*':
      return { value: left * right };
    case '/':
      return { value: left / right };
    case '%':
      return { value: left % right };
    case '**':
      return { value: left ** right };
    case '<<':
      return { value: left << right };
    case '>>':
      return { value: left >> right };
    case '>>>':
      return { value: left >>> right };
    case '|':
      return { value: left | right };
    case '&':
      return { value: left & right };
    case '^':
      return { value: left ^ right };
    default:
      return undefined;
  }
}

/** Methods of strings that are folded; arguments are constants, never regular expressions or functions. */
const STRING_METHODS: ReadonlyMap<string, (text: string, args: readonly Primitive[]) => Constant> = new Map<string, (text: string, args: readonly Primitive[]) => Constant>([
  ['toString', (text) => text],
  ['valueOf', (text) => text],
  ['toLowerCase', (text) => text.toLowerCase()],
  ['toUpperCase', (text) => text.toUpperCase()],
  ['trim', (text) => text.trim()],
  ['trimStart', (text) => text.trimStart()],
  ['trimEnd', (text) => text.trimEnd()],
  ['concat', (text, args) => text.concat(...args.map(String))],
  ['slice', (text, [start, end]) => text.slice(numberOrNone(start), numberOrNone(end))],
  ['substring', (text, [start, end]) => text.substring(numberOrNone(start) ?? 0, numberOrNone(end))],
  ['charAt', (text, [index]) => text.charAt(numberOrNone(index) ?? 0)],
  ['at', (text, [index]) => text.at(numberOrNone(index) ?? 0)],
  ['replace', (text, [from, to]) => text.replace(textOf(from), replacementOf(text, to))],
  ['replaceAll', (text, [from, to]) => text.replaceAll(textOf(from), replacementOf(text, to))],
  ['repeat', (text, [count]) => repeated(text, numberOrNone(count) ?? 0)],
  ['padStart', (text, [length, filler]) => text.padStart(paddedTo(length), filler === undefined ? ' ' : textOf(filler))],
  ['padEnd', (text, [length, filler]) => text.padEnd(paddedTo(length), filler === undefined ? ' ' : textOf(filler))],
]);

function numberOrNone(value: Primitive): number | undefined {
  if (value === undefined || typeof value === 'number') return value;
  throw new TypeError('not a number');
}

function textOf(value: Primitive): string {
  if (typeof value === 'string') return value;
  throw new TypeError('not a string');
}

function repeated(text: string, count: number): string {
  if (text.length * count > MAX_LENGTH) throw new RangeError('too long');
  return text.repeat(count);
}

/** What is put in, unless the result could grow beyond use: once per character, or as `$&` many times over. */
function replacementOf(text: string, value: Primitive): string {
  const replacement = textOf(value);
  if (text.length * (replacement.length + 1) > MAX_LENGTH * 10) throw new RangeError('too long');
  return replacement;
}

function paddedTo(value: Primitive): number {
  const length = numberOrNone(value) ?? 0;
  if (length > MAX_LENGTH) throw new RangeError('too long');
  return length;
}

function enumName(member: TSESTree.TSEnumMember): string | undefined {
  return member.id.type === 'Identifier' ? member.id.name : member.id.type === 'Literal' ? member.id.value : undefined;
}

function isGlobalMember(sourceCode: SourceCode, node: Node, object: string, name: string): boolean {
  return node.type === 'MemberExpression' && propertyName(node) === name && isGlobalName(sourceCode, node.object, object);
}
