/**
 * Does what a value becomes let somebody in?
 *
 * Reads a destination (`destinations.ts`) for signs that whoever knows or guesses the value gains something by it: the name of the
 * variable, the key it is stored under, the function that returns it, the argument of a library that has to be secret.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { GUESSABLE, MAKERS, SIGN_IN_WORDS, SINGLE_SIGN_ON, STAND_INS, TEXT_NOUNS } from '../knowledge/vocabulary.js';
import { factsBorn, factsHolding } from './arguments.js';
import { contains, functionName, isClass, isFunction, propertyName, statementOf, stringOf, unwrap, type CallLike, type FunctionNode, type Node } from './ast.js';
import type { Destination } from './destinations.js';
import type { Kernel } from './kernel.js';
import { exportsOf } from './modules.js';
import { initialiserOf, variableNaming, variableOf } from './scope.js';
import { authorityOf, madeAuthorityOf, wordsOf } from './words.js';

export interface Authority {
  /** What kind of value it is, in words: `reset token`. */
  readonly what: string;
  /** The place with its name in the code, to begin a sentence about it: `` `resetToken` ``, `` What `generateOtp()` returns ``. */
  readonly place: string;
}

/** Methods that keep a value under a name. */
const KEEPERS = new Set(['set', 'setItem', 'append', 'cookie', 'setCookie', 'put', 'setHeader', 'header', 'setex', 'setEx', 'psetex', 'hset', 'hSet', 'save', 'store', 'add']);
/** Names of cookies whose value is the session. */
const SESSION_COOKIES = /^(?:__(?:Host|Secure)-)?(?:[\w-]*[_.-])?(?:session|sessionid|session_id|sid|sess|auth)$/iu;

/** The authority that a value has at its destination; undefined when nothing there says that it has any. */
export function authorityAt(kernel: Kernel, destination: Destination): Authority | undefined {
  // `apiKeys[random]` is a choice among keys, not a key made of the choice.
  if (destination.picked) return undefined;
  const { kind, name = '', node } = destination;
  if (destination.under) return kind === 'argument' && destination.under.length === 1 && destination.under[0] === 'value' ? namedValue(node as CallLike, destination) : undefined;
  switch (kind) {
    case 'variable':
    case 'property':
    case 'parameter':
    case 'attribute': {
      const what = authorityOf(name) ?? (kind === 'attribute' ? undefined : contextual(destination, name));
      return what === undefined ? undefined : { what, place: `\`${name}\`` };
    }
    case 'return': {
      const what = madeAuthorityOf(name) ?? stateOfSignIn(node, wordsOf(name).filter((word, index) => index > 0 || !MAKERS.has(word)));
      return what === undefined ? undefined : { what, place: `What \`${name}()\` returns` };
    }
    case 'query parameter': {
      const isCookie = SESSION_COOKIES.test(name) && /cookie/iu.test(kernel.sourceCode.getText(statementOf(node)));
      const what = authorityOf(name) ?? (isOAuthState(kernel, name) ? 'OAuth state' : isCookie ? 'session cookie' : undefined);
      return what === undefined ? undefined : { what, place: `\`${name}=\`` };
    }
    case 'argument':
      return atArgument(kernel, node as CallLike, destination);
    case 'comparison':
      return atComparison(node as TSESTree.BinaryExpression, destination.value);
    default:
      return undefined;
  }
}

/** Bare names that say enough only together with what stands around them. */
function contextual({ kind, node }: Destination, name: string): string | undefined {
  if (kind === 'property' && node.type === 'Property') {
    const record = node.parent as TSESTree.ObjectExpression;
    const siblings = record.properties.flatMap((property) => (property.type === 'Property' && property !== node ? (propertyName(property) ?? []) : []));
    if (name === 'state' && siblings.some((sibling) => /^(?:client_?id|redirect_?ur[il]|response_?type)$/iu.test(sibling))) return 'OAuth state';
    // What runs out after a while and is called a code is one that somebody has to type in.
    if (name === 'code' && siblings.some((sibling) => /expir|^ttl$/iu.test(sibling))) return 'one-time code';
  }
  if (name === 'code') return surroundingWords(node).some((word) => SIGN_IN_WORDS.has(word)) ? 'one-time code' : undefined;
  return stateOfSignIn(node, wordsOf(name));
}

/** `class GoogleOAuth { generateState() {…} }`, `class OidcStateStore { store() { const handle = …` */
function stateOfSignIn(node: Node, words: readonly string[]): string | undefined {
  const [only] = words;
  if (words.length !== 1 || (only !== 'state' && only !== 'handle')) return undefined;
  const around = surroundingWords(node);
  return around.some((word) => SINGLE_SIGN_ON.has(word)) && (only === 'state' || around.includes('state')) ? 'OAuth state' : undefined;
}

/** The words of what stands around a node: functions, classes, the variable of a record, the calls it is given to (`db.coupon.create({ data: { code } })`). */
export function surroundingWords(node: Node): readonly string[] {
  const names: string[] = [];
  for (let here: Node | undefined = node.parent; here; here = here.parent) {
    if (isFunction(here)) names.push(functionName(here) ?? '');
    else if (isClass(here)) names.push(here.id?.name ?? '');
    else if (here.type === 'VariableDeclarator' && here.id.type === 'Identifier') names.push(here.id.name);
    else if (here.type === 'CallExpression' || here.type === 'NewExpression') names.push(...calleeNames(here));
  }
  return names.flatMap((name) => wordsOf(name));
}

function calleeNames(call: CallLike): readonly string[] {
  const names: string[] = [];
  let callee = unwrap(call.callee);
  for (; callee.type === 'MemberExpression'; callee = unwrap(callee.object)) names.push(propertyName(callee) ?? '');
  return callee.type === 'Identifier' ? [...names, callee.name] : names;
}

function isOAuthState(kernel: Kernel, name: string): boolean {
  return name === 'state' && /client_?id|response_type|\/authorize/iu.test(kernel.sourceCode.text);
}

function atArgument(kernel: Kernel, call: CallLike, { name = '', position = 0 }: Destination): Authority | undefined {
  const input = factsBorn(kernel, call, 'secretInput').find((fact) => fact.arg === position);
  if (input) return { what: input.what, place: `The ${input.what} given to \`${name}()\`` };
  if (KEEPERS.has(name)) {
    const key = call.arguments.slice(0, position).map((argument) => keyIn(argument)).find((text) => text !== undefined);
    const what = key === undefined ? undefined : (authorityOf(key) ?? (isCookieCall(call, name) && SESSION_COOKIES.test(key) ? 'session cookie' : undefined) ?? (isOAuthState(kernel, key) ? 'OAuth state' : undefined));
    if (what !== undefined) return { what, place: `What \`${name}()\` keeps under '${key ?? ''}'` };
  }
  const setter = position === 0 ? /^set([A-Z]\w*)$/u.exec(name)?.[1] : undefined;
  const what = setter === undefined ? undefined : authorityOf(setter);
  return what === undefined ? undefined : { what, place: `The argument of \`${name}()\`` };
}

/** The fixed part of a key that says what is kept under it: `otp` of `otp:${email}`, `token` of `user:${id}:token`. */
function keyIn(argument: Node): string | undefined {
  const inner = unwrap(argument);
  const text = stringOf(inner);
  if (text !== undefined) return text;
  if (inner.type === 'BinaryExpression' && inner.operator === '+') return keyIn(inner.left)?.replace(/[\s:/_-]+$/u, '');
  if (inner.type !== 'TemplateLiteral') return undefined;
  const parts = inner.quasis.map((quasi) => (quasi.value.cooked ?? '').replaceAll(/^[\s:/_-]+|[\s:/_-]+$/gu, '')).filter((part) => part !== '');
  return parts.findLast((part) => authorityOf(part) !== undefined) ?? parts.at(-1);
}

function isCookieCall(call: CallLike, name: string): boolean {
  if (/cookie/iu.test(name)) return true;
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return false;
  let owner = unwrap(callee.object);
  if (owner.type === 'CallExpression') owner = unwrap(owner.callee);
  return /cookie/iu.test(owner.type === 'Identifier' ? owner.name : (propertyName(owner) ?? ''));
}

/** `cookies().set({ name: 'session', value })` */
function namedValue(call: CallLike, { name = '', position = 0 }: Destination): Authority | undefined {
  const record = call.arguments[position] && unwrap(call.arguments[position]);
  if (!KEEPERS.has(name) || record?.type !== 'ObjectExpression') return undefined;
  const label = record.properties.find((property) => property.type === 'Property' && propertyName(property) === 'name');
  const key = label?.type === 'Property' ? stringOf(label.value) : undefined;
  if (key === undefined) return undefined;
  const what = authorityOf(key) ?? (isCookieCall(call, name) && SESSION_COOKIES.test(key) ? 'session cookie' : undefined);
  return what === undefined ? undefined : { what, place: `What \`${name}()\` keeps under '${key}'` };
}

/** `input.otp === value`: what it is compared with says what it is. */
function atComparison(comparison: TSESTree.BinaryExpression, value: Node): Authority | undefined {
  if (!/^[!=]==?$/u.test(comparison.operator)) return undefined;
  const other = unwrap(contains(comparison.left, value) ? comparison.right : comparison.left);
  const name = other.type === 'Identifier' ? other.name : propertyName(other);
  const what = name === undefined ? undefined : authorityOf(name);
  return what === undefined ? undefined : { what, place: `The value compared with \`${name ?? ''}\`` };
}

/**
 * The name of a function that hands text of a length that its callers choose to other files and says no purpose
 * (`getRandomChars(n)`): what they use it for cannot be seen, but it is there to be used for whatever needs random text.
 */
export function sharedTextHelper(kernel: Kernel, destination: Destination): string | undefined {
  if (destination.kind !== 'return' || destination.picked || destination.name === undefined) return undefined;
  const owner = destination.node as FunctionNode;
  const words = wordsOf(destination.name);
  if (!TEXT_NOUNS.has(words.at(-1) ?? '') || !words.some((word) => /^(?:rand(?:om)?|gen(?:erate)?)$/u.test(word)) || owner.params.length === 0) return undefined;
  const variable = variableNaming(kernel.sourceCode, owner);
  const isExported = exportsOf(kernel.sourceCode).some(([, value]) => value === owner || unwrap(value) === owner || (value.type === 'Identifier' && variable !== undefined && variableOf(kernel.sourceCode, value) === variable));
  return isExported ? destination.name : undefined;
}

/** Is this inside something made for show (a function, variable or class called `fake…`, `mock…`, `demo…`), or part of text that says so (`fake-${n}`)? */
export function isStandIn(node: Node, text?: Node): boolean {
  const inner = text && unwrap(text);
  if (inner?.type === 'TemplateLiteral' && inner.quasis.some((quasi) => saysStandIn(quasi.value.raw))) return true;
  if (inner?.type === 'BinaryExpression' && saysStandIn(stringOf(inner.left))) return true;
  for (let here: Node | undefined = node; here; here = here.parent) {
    let name: string | undefined;
    if (isFunction(here)) name = functionName(here);
    else if (isClass(here)) name = here.id?.name;
    else if (here.type === 'VariableDeclarator' && here.id.type === 'Identifier') name = here.id.name;
    else if (here.type === 'Property') name = propertyName(here);
    if (saysStandIn(name)) return true;
  }
  return false;
}

function saysStandIn(text: string | undefined): boolean {
  return text !== undefined && wordsOf(text).some((word) => STAND_INS.has(word));
}

const CATALOGUE = 4;

/**
 * Is this one entry of a list in which several entries come from `sources` (in source order)? That is a catalogue of sample
 * values (names, colours, passwords for test requests), whatever a single entry is called.
 */
export function isInCatalogue(node: Node, sources: readonly Node[]): boolean {
  for (let here: Node | undefined = node; here; here = here.parent) {
    if (here.type !== 'ArrayExpression' || here.elements.length < CATALOGUE) continue;
    let members = 0;
    for (const element of here.elements) {
      if (element?.type === 'ObjectExpression' && holdsOneOf(element, sources)) members += 1;
      if (members >= CATALOGUE) return true;
    }
  }
  return false;
}

/** Is one of the nodes, which are in source order, in this one? */
function holdsOneOf(outer: Node, sorted: readonly Node[]): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.range[0] ?? 0) < outer.range[0]) low = middle + 1;
    else high = middle;
  }
  const first = sorted[low];
  return first !== undefined && contains(outer, first);
}

/** What an expression is put together of. */
export interface Ingredients {
  /** Some part cannot be guessed. */
  readonly strong: boolean;
  /** Some part is not known. */
  readonly unknown: boolean;
}

const MAX_ELEMENTS = 64;
const NOTHING: Ingredients = { strong: false, unknown: false };
const UNKNOWN: Ingredients = { strong: false, unknown: true };

/** What else, beside `source`, decides the value of an expression that `source` reaches. */
export function ingredientsOf(kernel: Kernel, expression: Node, depth = 0): Ingredients {
  const node = unwrap(expression);
  const all = (parts: readonly (Node | null)[]): Ingredients =>
    parts.reduce<Ingredients>((sum, part) => {
      if (!part) return sum;
      const { strong, unknown } = ingredientsOf(kernel, part.type === 'SpreadElement' ? part.argument : part, depth + 1);
      return { strong: sum.strong || strong, unknown: sum.unknown || unknown };
    }, NOTHING);
  if (depth > 12) return UNKNOWN;
  // A name, or a choice between two values, has the facts of all of them; only a call has its own.
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    if (kernel.api.factsAt(node, 'strongRandom').length > 0) return { strong: true, unknown: false };
    if (factsHolding(kernel, node, 'weakRandom').length > 0) return NOTHING;
  }
  switch (node.type) {
    case 'Literal':
    case 'UpdateExpression':
      return NOTHING;
    case 'TemplateLiteral':
      return all(node.expressions);
    case 'BinaryExpression':
      return all([node.left, node.right]);
    case 'UnaryExpression':
      return all([node.argument]);
    case 'ArrayExpression':
      // Enough to tell what a list is made of; every value in a list of thousands asks this again.
      return all(node.elements.slice(0, MAX_ELEMENTS));
    case 'LogicalExpression':
      return weakest(kernel, [node.left, node.right], depth);
    case 'ConditionalExpression':
      return weakest(kernel, [node.consequent, node.alternate], depth);
    case 'CallExpression':
    case 'NewExpression': {
      const callee = unwrap(node.callee);
      if (kernel.api.factsBornAt(node, 'digest').length > 0) {
        // `createHash(…).update(a).update(b)`
        const before = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
        return all([...node.arguments, ...(before && kernel.api.factsAt(before, 'digest').length > 0 ? [before] : [])]);
      }
      if (callee.type === 'Identifier') return isConversion(callee) ? all(node.arguments) : UNKNOWN;
      if (callee.type !== 'MemberExpression') return UNKNOWN;
      return all(isConversion(callee.object) ? node.arguments : [callee.object, ...node.arguments]);
    }
    case 'MemberExpression':
      return GUESSABLE.has(wordsOf(propertyName(node) ?? '').at(-1) ?? '') ? NOTHING : UNKNOWN;
    case 'Identifier': {
      const variable = variableOf(kernel.sourceCode, node);
      const init = variable && initialiserOf(variable);
      if (init) return ingredientsOf(kernel, init, depth + 1);
      return GUESSABLE.has(wordsOf(node.name).at(-1) ?? '') || node.name === 'undefined' ? NOTHING : UNKNOWN;
    }
    default:
      return UNKNOWN;
  }
}

function isConversion(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'Identifier' && /^(?:Math|String|Number|BigInt|Buffer|JSON|btoa|parseInt|encodeURIComponent)$/u.test(inner.name);
}

/** Of alternatives the one that is easiest to guess counts. */
function weakest(kernel: Kernel, alternatives: readonly Node[], depth: number): Ingredients {
  const each = alternatives.map((alternative) => ingredientsOf(kernel, alternative, depth + 1));
  return each.find(({ strong, unknown }) => !strong && !unknown) ?? each.find(({ strong }) => !strong) ?? UNKNOWN;
}
