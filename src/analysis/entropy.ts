/**
 * How many random bits does a value hold, at most?
 *
 * Reads an expression backwards to the random sources it is made of, and keeps for each byte or character how many bits it can
 * hold, so that slices, encodings and alphabets take away what they take away. The answer is an upper bound: unknown where some
 * part is unknown.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Draw, Letters, Place } from '../knowledge/schema.js';
import { GUESSABLE } from '../knowledge/vocabulary.js';
import { factsHolding, valueAt } from './arguments.js';
import { isFunction, lastNameOf, propertyName, returnsOf, stringOf, unwrap, walk, type CallLike, type FunctionNode, type Node } from './ast.js';
import type { Kernel } from './kernel.js';
import { fieldOf } from './options.js';
import { definitionOf, localFunction, variableOf, writesOf, type Variable } from './scope.js';
import { constantOf } from './value.js';
import { wordsOf } from './words.js';

/** What an expression holds. */
interface Amount {
  /** The bits of each byte or character, a dash between the parts of a UUID as DASH; undefined when only the sum is known. */
  readonly cells: readonly number[] | undefined;
  readonly bits: number;
  readonly unit: 'byte' | 'char' | 'number';
}

const DASH = -1;
const MAX_DEPTH = 24;
const MAX_CELLS = 4_096;
/** More than any character of a printable text can hold. */
const CHARACTER = 6.6;

/** The most bits that an expression can hold; undefined when some part of it is unknown. */
export function bitsOf(kernel: Kernel, expression: Node): number | undefined {
  return new Measure(kernel).of(expression, NO_ARGUMENTS, 0)?.bits;
}

/** What callers pass for the parameters of the functions that were entered on the way. */
type Arguments = ReadonlyMap<Variable, { readonly node: Node | undefined; readonly of: Arguments }>;
const NO_ARGUMENTS: Arguments = new Map();

class Measure {
  readonly #kernel: Kernel;
  readonly #active = new Set<Variable>();
  #steps = 400;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  of(expression: Node, args: Arguments, depth: number): Amount | undefined {
    if (this.#steps-- <= 0 || depth > MAX_DEPTH) return undefined;
    const { sourceCode } = this.#kernel;
    const node = unwrap(expression);
    const go = (inner: Node): Amount | undefined => this.of(inner, args, depth + 1);
    switch (node.type) {
      case 'Literal':
        return nothing(typeof node.value === 'string' ? node.value.length : 1);
      case 'TemplateLiteral':
        return joined(node.quasis.flatMap((quasi, index) => {
          const inner = node.expressions[index];
          return [nothing((quasi.value.cooked ?? '').length), ...(inner ? [go(inner)] : [])];
        }));
      case 'BinaryExpression':
        return node.operator === '+' ? joined([go(node.left), go(node.right)]) : this.#arithmetic(node, args, depth);
      case 'ConditionalExpression':
        return larger(go(node.consequent), go(node.alternate));
      case 'LogicalExpression':
        // Of `given ?? drawn`, what is drawn.
        return node.operator === '&&' ? go(node.right) : (larger(go(node.left), go(node.right)) ?? go(node.right));
      case 'Identifier':
        return this.#name(node, args, depth);
      case 'MemberExpression':
        return this.#member(node, args, depth);
      case 'CallExpression':
      case 'NewExpression':
        return this.#call(node, args, depth);
      case 'ArrayExpression':
        // `[...bytes]`
        return node.elements.length === 1 && node.elements[0]?.type === 'SpreadElement' ? go(node.elements[0].argument) : joined(node.elements.map((element) => (element && element.type !== 'SpreadElement' ? go(element) : undefined)));
      case 'UnaryExpression':
        return go(node.argument);
      default:
        return constantOf(sourceCode, node) ? nothing(1) : undefined;
    }
  }

  #name(node: TSESTree.Identifier, args: Arguments, depth: number): Amount | undefined {
    const { sourceCode } = this.#kernel;
    const variable = variableOf(sourceCode, node);
    const passed = variable && args.get(variable);
    if (passed) return passed.node && this.of(passed.node, passed.of, depth + 1);
    if (variable && this.#active.has(variable)) return undefined;
    if (variable) this.#active.add(variable);
    const amount = variable && this.#variable(node, variable, args, depth);
    if (variable) this.#active.delete(variable);
    // What is imported in capitals, and what everybody knows: a prefix, the environment.
    return amount ?? (isKnownToAll(node.name) ? nothingKnown() : undefined);
  }

  #variable(node: TSESTree.Identifier, variable: Variable, args: Arguments, depth: number): Amount | undefined {
    const definition = definitionOf(this.#kernel.sourceCode, node);
    const made = definition && unwrap(definition);
    if (made && (made.type === 'NewExpression' || made.type === 'CallExpression') && ARRAYS.has(lastNameOf(made.callee))) return this.#isFilled(variable) ? this.#array(made, args) : undefined;
    if (definition) return this.of(definition, args, depth + 1);
    const [write] = writesOf(variable);
    const loop = write?.by.type === 'VariableDeclarator' && !write.value ? write.by.parent.parent : undefined;
    // `for (const byte of bytes)`
    if (loop?.type === 'ForOfStatement') {
      const cells = this.of(loop.right, args, depth + 1)?.cells;
      return cells && { cells: undefined, bits: Math.max(0, ...cells), unit: 'number' };
    }
    return this.#collected(variable, args, depth);
  }

  /** `let text = ''; for (let i = 0; i < length; i++) text += …` */
  #collected(variable: Variable, args: Arguments, depth: number): Amount | undefined {
    const writes = writesOf(variable);
    const [first, second] = writes;
    if (writes.length !== 2 || !first?.value || stringOf(unwrap(first.value)) !== '' || second?.by.type !== 'AssignmentExpression') return undefined;
    const part = second.by.operator === '+=' ? second.by.right : undefined;
    const count = part && this.#rounds(second.by, args);
    const amount = part && this.of(part, args, depth + 1);
    return amount && count !== undefined ? repeated(amount, count) : undefined;
  }

  /** How often a `for` loop around a node runs. */
  #rounds(node: Node, args: Arguments): number | undefined {
    for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) {
      if (outer.type === 'ForOfStatement') return this.of(outer.right, args, 0)?.cells?.length;
      if (outer.type !== 'ForStatement') continue;
      const { test, init } = outer;
      if (test?.type !== 'BinaryExpression' || !/^<=?$/u.test(test.operator) || init?.type !== 'VariableDeclaration') return undefined;
      const from = init.declarations[0]?.init;
      const start = from ? this.#number(from, args) : undefined;
      const end = this.#number(test.right, args) ?? this.#lengthOf(test.right, args);
      return start === undefined || end === undefined ? undefined : end - start + (test.operator === '<=' ? 1 : 0);
    }
    return undefined;
  }

  /** `bytes.length` */
  #lengthOf(node: Node, args: Arguments): number | undefined {
    const inner = unwrap(node);
    return inner.type === 'MemberExpression' && propertyName(inner) === 'length' ? this.of(inner.object, args, 0)?.cells?.length : undefined;
  }

  #member(node: TSESTree.MemberExpression, args: Arguments, depth: number): Amount | undefined {
    const field = fieldOf(this.#kernel.sourceCode, node);
    if (field) return this.of(field, args, depth + 1);
    const name = propertyName(node);
    const object = unwrap(node.object);
    // `randomUUID().split('-')[0]`
    if (object.type === 'CallExpression' && lastNameOf(object.callee) === 'split' && object.callee.type === 'MemberExpression' && name !== undefined) {
      const whole = this.of(object.callee.object, args, depth + 1);
      const parts = whole?.cells && partsOf(whole.cells);
      return whole && (stringOf(object.arguments[0]) === '-' ? parts?.[Number(name)] && cellsOf(parts[Number(name)] ?? [], 'char') : { ...whole, cells: undefined });
    }
    if (node.computed) return this.#element(node.object, node.property, args, depth);
    return GUESSABLE.has(wordsOf(name ?? '').at(-1) ?? '') || isKnownToAll(name ?? '') ? nothingKnown() : undefined;
  }

  /** `ALPHABET[i]`: a letter, chosen by `i`. `bytes[i]`: one of the bytes, whichever. */
  #element(list: Node, position: Node, args: Arguments, depth: number): Amount | undefined {
    const index = this.of(position, args, depth + 1);
    const letters = this.#lettersOf(list, args);
    if (letters !== undefined) return index && (index.bits === 0 ? nothing(1) : cellsOf([Math.min(index.bits, Math.log2(letters))], 'char'));
    const whole = this.of(list, args, depth + 1);
    if (whole?.cells) return { cells: undefined, bits: Math.max(0, ...whole.cells), unit: 'number' };
    return index && index.bits > 0 ? cellsOf([Math.min(index.bits, CHARACTER)], 'char') : undefined;
  }

  /** How many different letters an alphabet or list holds. */
  #lettersOf(node: Node, args: Arguments): number | undefined {
    const text = this.#text(node, args);
    if (text !== undefined) return new Set(text).size;
    const inner = unwrap(node);
    const list = inner.type === 'Identifier' ? unwrap(definitionOf(this.#kernel.sourceCode, inner) ?? inner) : inner;
    return list.type === 'ArrayExpression' && list.elements.length > 1 && list.elements.every((element) => element && element.type !== 'SpreadElement') ? list.elements.length : undefined;
  }

  #arithmetic(node: TSESTree.BinaryExpression, args: Arguments, depth: number): Amount | undefined {
    if (node.left.type === 'PrivateIdentifier') return undefined;
    const left = this.of(node.left, args, depth + 1);
    const right = this.of(node.right, args, depth + 1);
    if (node.operator === '%' || node.operator === '&') {
      const bound = this.#number(node.right, args) ?? this.#lettersOfLength(node.right, args);
      const most = bound === undefined ? Infinity : Math.log2(node.operator === '&' ? bound + 1 : bound);
      return left && { cells: undefined, bits: Math.min(left.bits, Math.max(0, most)), unit: 'number' };
    }
    return left && right ? { cells: undefined, bits: left.bits + right.bits, unit: 'number' } : undefined;
  }

  /** `ALPHABET.length` */
  #lettersOfLength(node: Node, args: Arguments): number | undefined {
    const inner = unwrap(node);
    return inner.type === 'MemberExpression' && propertyName(inner) === 'length' ? this.#lettersOf(inner.object, args) : undefined;
  }

  #call(call: CallLike, args: Arguments, depth: number): Amount | undefined {
    const kernel = this.#kernel;
    const [strong] = kernel.api.factsBornAt(call, 'strongRandom');
    if (strong) return strong.draw && this.#drawn(call, strong.draw, args, depth);
    const digest = kernel.api.factsBornAt(call, 'digest')[0];
    const digested = digest && call.arguments[digest.arg];
    if (digested) return loose(this.of(digested, args, depth + 1));
    if (factsHolding(kernel, call, 'weakRandom').some(({ kind }) => kind === 'clock')) return nothingKnown();
    const callee = unwrap(call.callee);
    const local = localFunction(kernel.sourceCode, callee);
    if (local) return this.#returned(local, call, args, depth);
    if (call.type === 'NewExpression') return this.#array(call, args);
    if (callee.type === 'Identifier') return this.#global(callee.name, call, args, depth);
    return callee.type === 'MemberExpression' ? this.#method(call, callee, args, depth) : undefined;
  }

  #returned(owner: FunctionNode, call: CallLike, args: Arguments, depth: number): Amount | undefined {
    const inside = new Map(args);
    for (const [position, parameter] of owner.params.entries()) {
      const [target, fallback] = parameter.type === 'AssignmentPattern' ? [parameter.left, parameter.right] : [parameter, undefined];
      const variable = variableOf(this.#kernel.sourceCode, target);
      const given = call.arguments[position];
      if (variable) inside.set(variable, given ? { node: given, of: args } : { node: fallback, of: NO_ARGUMENTS });
    }
    const returns = returnsOf(this.#kernel.sourceCode.visitorKeys, owner);
    if (returns.length === 0 || owner.generator) return undefined;
    return returns.map((value) => this.of(value, inside, depth + 1)).reduce(larger);
  }

  #drawn(call: CallLike, draw: Draw, args: Arguments, depth: number): Amount | undefined {
    switch (draw.of) {
      case 'guid':
        return cellsOf(Array.from('xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx', (letter) => (letter === 'x' ? 4 : letter === 'y' ? 2 : letter === '-' ? DASH : 0)), 'char');
      case 'id':
        return { cells: Array<number>(draw.length).fill(draw.bits / draw.length), bits: draw.bits, unit: 'char' };
      case 'number': {
        const [low, high] = call.arguments.filter((argument) => !isFunction(argument)).map((argument) => this.#number(argument, args));
        const span = high === undefined ? (call.arguments.length > 1 && !isFunction(call.arguments[1]) ? undefined : low) : low === undefined ? undefined : high - low;
        const letters = span ?? (call.arguments[0] && this.#lettersOfLength(call.arguments[0], args));
        return { cells: undefined, bits: letters === undefined || letters < 1 ? 48 : Math.log2(letters), unit: 'number' };
      }
      case 'bytes': {
        const size = this.#numberAt(call, [draw.size], args);
        return size === undefined ? undefined : cellsOf(Array<number>(Math.min(size, MAX_CELLS)).fill(8), 'byte');
      }
      case 'array': {
        const array = call.arguments[draw.arg];
        const inner = array && unwrap(array);
        const made = inner?.type === 'Identifier' ? definitionOf(this.#kernel.sourceCode, inner) : inner;
        const whole = made && unwrap(made);
        return whole?.type === 'NewExpression' || whole?.type === 'CallExpression' ? this.#array(whole, args) : undefined;
      }
      case 'text': {
        const maker = 'ofMaker' in draw && draw.ofMaker ? this.#makerOf(call) : call;
        if (!maker) return undefined;
        const own = maker === call ? undefined : call.arguments[0] && this.#number(call.arguments[0], args);
        const size = own ?? this.#sizeOf(maker === call || draw.size.length === 0 ? call : maker, draw, args);
        const letters = this.#lettersIn(maker, draw, args, depth);
        return size === undefined || letters === undefined ? undefined : cellsOf(Array<number>(Math.min(size, MAX_CELLS)).fill(Math.log2(letters)), 'char');
      }
    }
  }

  #sizeOf(call: CallLike, draw: Extract<Draw, { of: 'text' }>, args: Arguments): number | undefined {
    const given = draw.size.map((place) => valueAt(this.#kernel, call, place));
    if (given.every(({ kind }) => kind === 'absent')) return draw.length;
    return this.#numberAt(call, draw.size, args);
  }

  #lettersIn(call: CallLike, letters: Letters, args: Arguments, depth: number): number | undefined {
    if ('ranges' in letters) {
      const given = call.arguments.slice(letters.ranges).map((argument) => this.#text(argument, args));
      return given.length === 0 ? letters.letters : given.reduce<number | undefined>((sum, text) => (sum === undefined || text === undefined ? undefined : sum + sizeOfRange(text)), 0);
    }
    if (!('alphabet' in letters) || depth > MAX_DEPTH) return letters.letters;
    for (const place of letters.alphabet) {
      const option = valueAt(this.#kernel, call, place);
      if (option.kind === 'unknown') return undefined;
      const [value] = option.kind === 'present' ? option.values : [];
      if (!value) continue;
      const text = this.#text(value, args);
      return text === undefined ? undefined : (letters.sets?.[text] ?? new Set(text).size);
    }
    return letters.letters;
  }

  /** The call that made a generator: `customAlphabet(…)` of `const makeId = customAlphabet(…)`. */
  #makerOf(call: CallLike): CallLike | undefined {
    let here = unwrap(call.callee);
    for (let hops = 0; hops < 4; hops += 1) {
      if (here.type === 'CallExpression') return here;
      const next = here.type === 'MemberExpression' ? fieldOf(this.#kernel.sourceCode, here) : definitionOf(this.#kernel.sourceCode, here);
      if (!next) return undefined;
      here = unwrap(next);
    }
    return undefined;
  }

  /** `new Uint8Array(n)`, `Buffer.alloc(n)`, `new Array(n)`: as many cells, filled as far as they go. */
  #array(call: CallLike, args: Arguments): Amount | undefined {
    const bits = ARRAYS.get(lastNameOf(call.callee));
    const [size] = call.arguments;
    const count = size && this.#number(size, args);
    return bits === undefined || count === undefined ? undefined : cellsOf(Array<number>(Math.min(count, MAX_CELLS)).fill(bits), 'byte');
  }

  /** Is the array that a variable holds handed to something that fills it with random values? */
  #isFilled(variable: Variable): boolean {
    return variable.references.some(({ identifier }) => {
      const { parent } = identifier as Node;
      return parent?.type === 'CallExpression' && this.#kernel.api.factsBornAt(parent, 'strongRandom').some(({ draw }) => draw?.of === 'array' && parent.arguments[draw.arg] === identifier);
    });
  }

  #global(name: string, call: CallLike, args: Arguments, depth: number): Amount | undefined {
    const [first] = call.arguments;
    return first && /^(?:String|Number|BigInt|parseInt|parseFloat|btoa|encodeURIComponent)$/u.test(name) ? loose(this.of(first, args, depth + 1)) : undefined;
  }

  #method(call: CallLike, callee: TSESTree.MemberExpression, args: Arguments, depth: number): Amount | undefined {
    const name = propertyName(callee) ?? '';
    const owner = lastNameOf(callee.object);
    const [first, second] = call.arguments;
    if (/^(?:Buffer|Uint8Array|Number|Math|Promise)$/u.test(owner) && first) {
      if (name === 'concat') return unwrap(first).type === 'ArrayExpression' ? joined((unwrap(first) as TSESTree.ArrayExpression).elements.map((element) => (element && element.type !== 'SpreadElement' ? this.of(element, args, depth + 1) : undefined))) : undefined;
      return /^(?:from|floor|abs|trunc|parseInt|resolve)$/u.test(name) ? loose(this.of(first, args, depth + 1)) : undefined;
    }
    if (owner === 'Array' && name === 'from' && first) return second ? this.#mapped(this.#items(first, args, depth), second, args, depth) : this.of(first, args, depth + 1);
    if (name === 'map' && first) return this.#mapped(this.#items(callee.object, args, depth), first, args, depth);
    if (name === 'reduce' && first) return loose(this.of(callee.object, args, depth + 1));
    if ((name === 'charAt' || name === 'at') && first) return this.#element(callee.object, first, args, depth);
    const whole = this.of(callee.object, args, depth + 1);
    if (!whole) return undefined;
    switch (name) {
      case 'toString':
        return this.#asText(whole, first, args);
      case 'digest':
      case 'encode':
      case 'toHex':
      case 'toBase64':
        return loose(whole);
      case 'slice':
      case 'substring':
      case 'subarray':
        return sliced(whole, first ? this.#number(first, args) : 0, second && this.#number(second, args), second !== undefined);
      case 'substr': {
        const start = first ? this.#number(first, args) : 0;
        const length = second && this.#number(second, args);
        return sliced(whole, start, start === undefined || length === undefined ? undefined : start + length, second !== undefined);
      }
      case 'replace':
      case 'replaceAll':
        return first && second && stringOf(second) === '' && isDashes(first) ? cellsOf(whole.cells?.filter((cell) => cell !== DASH) ?? [], whole.unit, whole) : loose(whole);
      case 'join':
        return stringOf(first) === '' ? whole : loose(whole);
      case 'toUpperCase':
      case 'toLowerCase':
      case 'trim':
      case 'valueOf':
        return whole;
      case 'padStart':
      case 'padEnd':
      case 'normalize':
      case 'then':
      case 'fill':
      case 'reverse':
        return loose(whole);
      default:
        return name.startsWith('read') ? { cells: undefined, bits: Math.min(whole.bits, Number(/\d+/u.exec(name)?.[0] ?? 64)), unit: 'number' } : undefined;
    }
  }

  #asText(whole: Amount, encoding: Node | undefined, args: Arguments): Amount {
    if (whole.unit !== 'byte' || !whole.cells) return whole.unit === 'number' ? loose(whole) ?? whole : whole;
    const name = encoding && this.#text(encoding, args);
    const count = whole.cells.length;
    if (name === 'hex') return { cells: whole.cells.flatMap((cell) => [cell / 2, cell / 2]), bits: whole.bits, unit: 'char' };
    if (name === 'base64' || name === 'base64url') return { cells: Array<number>(Math.ceil((count * 4) / 3)).fill((whole.bits / count) * 0.75), bits: whole.bits, unit: 'char' };
    return { cells: undefined, bits: whole.bits, unit: 'char' };
  }

  /** The items a list is made of, for `map`: bytes, or so many of nothing. */
  #items(node: Node, args: Arguments, depth: number): readonly number[] | undefined {
    const inner = unwrap(node);
    if (inner.type === 'ObjectExpression') {
      const length = inner.properties.find((property) => property.type === 'Property' && propertyName(property) === 'length');
      const count = length?.type === 'Property' ? this.#number(length.value, args) : undefined;
      return count === undefined ? undefined : Array<number>(Math.min(count, MAX_CELLS)).fill(0);
    }
    // `[...Array(6)]`, `Array(6).fill(0)`, `[...Array(6).keys()]`
    const call = inner.type === 'ArrayExpression' && inner.elements[0]?.type === 'SpreadElement' ? unwrap(inner.elements[0].argument) : inner;
    const array = call.type === 'CallExpression' && call.callee.type === 'MemberExpression' && /^(?:fill|keys)$/u.test(lastNameOf(call.callee)) ? unwrap(call.callee.object) : call;
    if ((array.type === 'CallExpression' || array.type === 'NewExpression') && lastNameOf(array.callee) === 'Array' && array.callee.type === 'Identifier') {
      const count = array.arguments[0] && this.#number(array.arguments[0], args);
      return count === undefined ? undefined : Array<number>(Math.min(count, MAX_CELLS)).fill(0);
    }
    return this.of(node, args, depth + 1)?.cells;
  }

  /** What a function makes of each item. */
  #mapped(items: readonly number[] | undefined, callback: Node, args: Arguments, depth: number): Amount | undefined {
    const inner = unwrap(callback);
    const owner = isFunction(inner) ? inner : localFunction(this.#kernel.sourceCode, inner);
    const [made, ...others] = owner ? returnsOf(this.#kernel.sourceCode.visitorKeys, owner) : [];
    if (!items || !owner || !made || others.length > 0) return undefined;
    const [parameter] = owner.params;
    const item = parameter?.type === 'Identifier' ? variableOf(this.#kernel.sourceCode, parameter) : undefined;
    const largest = Math.max(0, ...items);
    if (item && mentions(this.#kernel, made, item)) {
      const each = Math.min(largest, this.#mostOf(made, args) ?? largest);
      return cellsOf(items.map(() => each), 'char');
    }
    const drawnHere = this.of(made, args, depth + 1);
    return drawnHere && cellsOf(items.map(() => drawnHere.bits), 'char');
  }

  /** The most bits that an expression over an unknown item can have: of the letters it picks from, of the remainder it takes. */
  #mostOf(made: Node, args: Arguments): number | undefined {
    const inner = unwrap(made);
    if (inner.type === 'MemberExpression' && inner.computed) {
      const letters = this.#lettersOf(inner.object, args);
      return letters === undefined ? undefined : Math.log2(letters);
    }
    if (inner.type === 'CallExpression' && inner.callee.type === 'MemberExpression') {
      const name = propertyName(inner.callee);
      if (name === 'toString' || name === 'padStart') return this.#mostOf(inner.callee.object, args);
      const letters = name === 'charAt' ? this.#lettersOf(inner.callee.object, args) : undefined;
      return letters === undefined ? undefined : Math.log2(letters);
    }
    if (inner.type === 'BinaryExpression' && inner.operator === '%') {
      const bound = this.#number(inner.right, args) ?? this.#lettersOfLength(inner.right, args);
      return bound === undefined ? undefined : Math.log2(bound);
    }
    return undefined;
  }

  #numberAt(call: CallLike, places: readonly Place[], args: Arguments): number | undefined {
    for (const place of places) {
      const option = valueAt(this.#kernel, call, place);
      if (option.kind !== 'present' || option.values.length !== 1 || !option.values[0]) continue;
      const number = this.#number(option.values[0], args);
      if (number !== undefined) return number;
    }
    return undefined;
  }

  #number(node: Node, args: Arguments, depth = 0): number | undefined {
    const inner = unwrap(node);
    const known = constantOf(this.#kernel.sourceCode, inner)?.value;
    if (typeof known === 'number') return known;
    if (depth > 6) return undefined;
    if (inner.type === 'Identifier') {
      const variable = variableOf(this.#kernel.sourceCode, inner);
      const passed = variable && args.get(variable);
      if (passed) return passed.node && this.#number(passed.node, passed.of, depth + 1);
      const pattern = variable?.defs[0]?.name.parent;
      // A parameter that nobody passes has its default.
      const definition = definitionOf(this.#kernel.sourceCode, inner) ?? (pattern?.type === 'AssignmentPattern' && isFunction(pattern.parent) ? pattern.right : undefined);
      return definition && this.#number(definition, args, depth + 1);
    }
    if (inner.type === 'BinaryExpression' && inner.left.type !== 'PrivateIdentifier') {
      const left = this.#number(inner.left, args, depth + 1);
      const right = this.#number(inner.right, args, depth + 1);
      return left === undefined || right === undefined ? undefined : computed(inner.operator, left, right);
    }
    // `Math.ceil(length / 2)`
    const [first] = inner.type === 'CallExpression' ? inner.arguments : [];
    if (inner.type === 'CallExpression' && first && /^(?:ceil|floor|round|max|min)$/u.test(lastNameOf(inner.callee)) && inner.arguments.length === 1) {
      const value = this.#number(first, args, depth + 1);
      return value === undefined ? undefined : lastNameOf(inner.callee) === 'floor' ? Math.floor(value) : Math.ceil(value);
    }
    return undefined;
  }

  #text(node: Node, args: Arguments): string | undefined {
    const inner = unwrap(node);
    const variable = inner.type === 'Identifier' ? variableOf(this.#kernel.sourceCode, inner) : undefined;
    const passed = variable && args.get(variable);
    const constant = passed ? passed.node && constantOf(this.#kernel.sourceCode, passed.node) : constantOf(this.#kernel.sourceCode, inner);
    return typeof constant?.value === 'string' ? constant.value : undefined;
  }
}

/** Bits of an element of the arrays that random values are written to. */
const ARRAYS: ReadonlyMap<string, number> = new Map([['Uint8Array', 8], ['Uint8ClampedArray', 8], ['Int8Array', 8], ['alloc', 8], ['allocUnsafe', 8], ['Uint16Array', 16], ['Int16Array', 16], ['Uint32Array', 32], ['Int32Array', 32], ['BigUint64Array', 64], ['BigInt64Array', 64]]);

function cellsOf(cells: readonly number[], unit: Amount['unit'], or?: Amount): Amount {
  if (or && !or.cells) return or;
  return { cells, bits: cells.reduce((sum, cell) => sum + Math.max(0, cell), 0), unit };
}

function nothing(length: number): Amount {
  return { cells: Array<number>(Math.min(length, MAX_CELLS)).fill(0), bits: 0, unit: 'char' };
}

/** Something of unknown length that holds no secret. */
function nothingKnown(): Amount {
  return { cells: undefined, bits: 0, unit: 'char' };
}

function loose(amount: Amount | undefined): Amount | undefined {
  return amount && { ...amount, cells: undefined };
}

function joined(parts: readonly (Amount | undefined)[]): Amount | undefined {
  if (parts.some((part) => !part)) return undefined;
  const known = parts as readonly Amount[];
  const bits = known.reduce((sum, part) => sum + part.bits, 0);
  const [first] = known;
  return { cells: known.every((part) => part.cells) ? known.flatMap((part) => part.cells ?? []) : undefined, bits, unit: first?.unit === 'byte' ? 'byte' : 'char' };
}

function larger(one: Amount | undefined, other: Amount | undefined): Amount | undefined {
  if (!one || !other) return undefined;
  return one.bits >= other.bits ? one : other;
}

function repeated(amount: Amount, count: number): Amount {
  return amount.cells?.length === 1 ? cellsOf(Array<number>(Math.max(0, Math.min(Math.ceil(count), MAX_CELLS))).fill(amount.bits), 'char') : { ...amount, cells: undefined, bits: amount.bits * Math.max(0, count) };
}

function sliced(whole: Amount, start: number | undefined, end: number | undefined, hasEnd: boolean): Amount {
  if (start === undefined || (hasEnd && end === undefined)) return { ...whole, cells: undefined };
  if (whole.cells) return cellsOf(whole.cells.slice(start, end), whole.unit);
  const count = end === undefined ? (start < 0 ? -start : Infinity) : end - start;
  return { cells: undefined, bits: count >= 0 ? Math.min(whole.bits, count * (whole.unit === 'byte' ? 8 : CHARACTER)) : whole.bits, unit: whole.unit };
}

function partsOf(cells: readonly number[]): readonly (readonly number[])[] {
  const parts: number[][] = [[]];
  for (const cell of cells) {
    if (cell === DASH) parts.push([]);
    else parts.at(-1)?.push(cell);
  }
  return parts;
}

function isDashes(pattern: Node): boolean {
  return stringOf(pattern) === '-' || (pattern.type === 'Literal' && 'regex' in pattern && pattern.regex.pattern === '-' && pattern.regex.flags.includes('g'));
}

/** `A-Z`, `0-9`, `-_`: how many letters it stands for. */
function sizeOfRange(text: string): number {
  const range = /^(.)-(.)$/u.exec(text);
  return range ? Math.abs((range[2]?.codePointAt(0) ?? 0) - (range[1]?.codePointAt(0) ?? 0)) + 1 : new Set(text).size;
}

function computed(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return undefined;
  }
}

const PUBLIC_WORDS = new Set(['prefix', 'suffix', 'env', 'environment', 'type', 'kind', 'name', 'mode', 'version', 'separator', 'slug', 'label', 'scope', 'region', 'brand', 'namespace']);

/** Does a name say that its value is no secret: a constant, a prefix? */
function isKnownToAll(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => PUBLIC_WORDS.has(word)) || (/^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/u.test(name) && !words.some((word) => /^(?:secret|key|token|password|salt|pepper)$/u.test(word)));
}

function mentions({ sourceCode }: Kernel, node: Node, variable: Variable): boolean {
  let found = false;
  walk(sourceCode.visitorKeys, node, (inner) => {
    found ||= inner.type === 'Identifier' && variableOf(sourceCode, inner) === variable;
    return undefined;
  });
  return found;
}
