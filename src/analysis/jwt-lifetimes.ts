/** For how long does a JSON web token hold that is made here, and what kind of token is it? */
import type { TSESTree } from '@typescript-eslint/utils';
import { OWN_EXPIRY, TOKEN_KINDS, TYPE_CLAIMS, type TokenKind } from '../knowledge/jwt.js';
import type { FactOf, Place } from '../knowledge/schema.js';
import { factHolds, valueAt } from './arguments.js';
import { enclosingFunction, functionName, propertyName, unwrap, wrapped, type CallLike, type Node } from './ast.js';
import { momentOf, secondsOfText, type Moment } from './durations.js';
import type { Kernel } from './kernel.js';
import { literalOf, optionOf } from './options.js';
import { initialiserOf, variableOf } from './scope.js';
import { constantsOf, stringsOf } from './value.js';
import { hasPhrase, wordsOf } from './words.js';

type Fact = FactOf<'jwtLifetime'>;

/** What the code says of a lifetime, and where. */
export type Told =
  /** Nothing does, so that the token never expires. */
  | { readonly kind: 'never'; readonly node: Node }
  | { readonly kind: 'lasts'; readonly node: Node; readonly seconds: number }
  /** Digits without a unit that count milliseconds. */
  | { readonly kind: 'milliseconds'; readonly node: Node; readonly seconds: number }
  /** A number that is a moment in seconds since 1970, and one of long ago. */
  | { readonly kind: 'past'; readonly node: Node; readonly seconds: number; readonly isClaim: boolean }
  /** A moment that nobody will see: milliseconds since 1970 where seconds are counted, or a number of that size. */
  | { readonly kind: 'future'; readonly node: Node; readonly counts: 'milliseconds' | 'seconds' };

export interface MadeToken {
  readonly node: Node;
  readonly fact: Fact;
  /** What is certain; empty when nothing is. */
  readonly told: readonly Told[];
  readonly kind: TokenKind | undefined;
}

/** The tokens that a file makes, with what it says about their lifetime. */
export function madeTokens(kernel: Kernel): readonly MadeToken[] {
  return kernel.api.uses('jwtLifetime').flatMap(({ node, fact }) => {
    if (!factHolds(kernel, node, fact)) return [];
    // What is called a key is a credential of machines, and meant to last.
    if (namesOfResult(node).some((name) => wordsOf(name).includes('key'))) return [];
    const told = toldOf(kernel, node, fact);
    return told.length === 0 ? [] : [{ node, fact, told, kind: kindOf(kernel, node, fact) }];
  });
}

/** An expression that sets a lifetime, and what a number means there. */
type Setting = { readonly node: Node; readonly number: NonNullable<Fact['number']>; readonly isClaim?: boolean };
type Settings = readonly Setting[] | 'unknown';

function toldOf(kernel: Kernel, node: Node, fact: Fact): readonly Told[] {
  const settings = settingsOf(kernel, node, fact);
  if (settings === 'unknown') return [];
  if (settings.length === 0) return fact.untold === 'forever' ? [{ kind: 'never', node }] : [];
  return settings.flatMap((setting) => choicesOf(setting.node).flatMap((choice) => toldBy(kernel, { ...setting, node: choice }, fact) ?? []));
}

/** All expressions that set the lifetime; none when certainly nothing does. */
function settingsOf(kernel: Kernel, node: Node, fact: Fact): Settings {
  if (fact.setter !== undefined) return builderSettings(kernel, node, fact, fact.setter);
  let unknown = false;
  for (const place of fact.options ?? []) {
    const option = valueAt(kernel, node, place);
    if (option.kind === 'present') return option.values.map((value) => ({ node: value, number: fact.number ?? 'seconds' }));
    unknown ||= option.kind === 'unknown';
  }
  const claims = fact.claims ? claimSettings(kernel, node, fact.claims) : [];
  return unknown && claims.length === 0 ? 'unknown' : claims;
}

function claimSettings(kernel: Kernel, call: Node, place: Place): Settings {
  const exp = valueAt(kernel, call, { ...place, path: [...(place.path ?? []), 'exp'] });
  if (exp.kind === 'present') return exp.uncertain ? 'unknown' : exp.values.map((node) => ({ node, number: 'moment', isClaim: true }));
  const claims = valueAt(kernel, call, place);
  if (exp.kind === 'unknown' || claims.kind !== 'present') return 'unknown';
  return claims.values.some((value) => endsItself(kernel, value)) ? 'unknown' : [];
}

/** Claims by which the application ends the token itself. */
function endsItself(kernel: Kernel, claims: Node): boolean {
  const literal = literalOf(kernel.sourceCode, claims);
  return literal?.type === 'ObjectExpression' && literal.properties.some((property) => property.type === 'Property' && OWN_EXPIRY.test(propertyName(property) ?? ''));
}

/** `new SignJWT(claims).setExpirationTime('1h').sign(key)`, also in several statements. */
function builderSettings(kernel: Kernel, call: Node, fact: Fact, setter: string): Settings {
  const calls: TSESTree.CallExpression[] = [];
  let made: CallLike | undefined;
  let here = receiverOf(call);
  for (let hops = 0; here && hops < 40; hops += 1) {
    if (here.type === 'NewExpression') {
      made = here;
      break;
    }
    if (here.type === 'CallExpression') {
      calls.push(here);
      here = receiverOf(here);
      continue;
    }
    const variable = variableOf(kernel.sourceCode, here);
    const definition = variable && initialiserOf(variable);
    if (!variable || !definition) return 'unknown';
    for (const { identifier } of variable.references) {
      if (identifier.parent.type === 'VariableDeclarator' && identifier.parent.id === identifier) continue;
      // Handed to a function, it may come back with an expiry.
      const member = identifier.parent;
      if (member.type !== 'MemberExpression' || member.object !== identifier) return 'unknown';
      for (let link: Node = member; link.parent?.type === 'CallExpression' && link.parent.callee === link; ) {
        calls.push(link.parent);
        link = link.parent.parent;
      }
    }
    here = unwrap(definition);
  }
  const set = calls.filter((each) => propertyName(unwrap(each.callee)) === setter).flatMap((each): readonly Setting[] => (each.arguments[0] ? [{ node: each.arguments[0], number: fact.number ?? 'moment' }] : []));
  if (set.length > 0) return set;
  return made && fact.claims ? (made.arguments.length === 0 ? [] : claimSettings(kernel, made, fact.claims)) : 'unknown';
}

function receiverOf(call: Node): Node | undefined {
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : undefined;
  return callee?.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
}

/** `process.env.TTL ?? '7d'`: each of the two may be what counts. */
function choicesOf(value: Node): readonly Node[] {
  const node = unwrap(value);
  if (node.type === 'LogicalExpression' && node.operator !== '&&') return [...choicesOf(node.left), ...choicesOf(node.right)];
  return node.type === 'ConditionalExpression' ? [...choicesOf(node.consequent), ...choicesOf(node.alternate)] : [node];
}

/** Moments before this are durations that were taken for one; seconds after 2096 are as good as never. */
const LONG_AGO = 1_000_000_000;
const NEVER = 4_000_000_000;

function toldBy({ sourceCode }: Kernel, { node, number, isClaim = false }: Setting, fact: Fact): Told | undefined {
  const text = stringsOf(sourceCode, node)?.[0];
  if (text !== undefined) {
    const seconds = secondsOfText(text);
    if (seconds !== undefined) return { kind: 'lasts', node, seconds };
    return /^\d+$/u.test(text) && fact.setter === undefined && number !== 'moment' && number !== 'momentMs' ? { kind: 'milliseconds', node, seconds: Number(text) / 1000 } : undefined;
  }
  const moment = momentOf(sourceCode, node);
  if (!moment) return undefined;
  if (number === 'seconds') return moment.present === 0 ? { kind: 'lasts', node, seconds: moment.added } : undefined;
  if (number === 'milliseconds') {
    if (moment.present !== 0) return undefined;
    // Nobody wants a token for less than a minute and writes it in milliseconds.
    return moment.added < 60_000 ? { kind: 'milliseconds', node, seconds: moment.added / 1000 } : { kind: 'lasts', node, seconds: moment.added / 1000 };
  }
  const told = toldByMoment(sourceCode, node, number === 'momentMs' ? { present: moment.present / 1000, added: moment.added / 1000 } : moment);
  return told?.kind === 'past' ? { ...told, isClaim } : told;
}

function toldByMoment(sourceCode: Kernel['sourceCode'], node: Node, { present, added }: Moment): Told | undefined {
  if (isDate(sourceCode, node)) return present === 1 ? { kind: 'lasts', node, seconds: added / 1000 } : undefined;
  if (present === 1) return { kind: 'future', node, counts: 'milliseconds' };
  if (Math.abs(present - 0.001) < 1e-9) return { kind: 'lasts', node, seconds: added };
  if (present !== 0) return undefined;
  if (added >= 0 && added < LONG_AGO) return { kind: 'past', node, seconds: added, isClaim: false };
  return added >= NEVER ? { kind: 'future', node, counts: added >= NEVER * 20 ? 'milliseconds' : 'seconds' } : undefined;
}

/** `new Date(…)`, also under a name: the library takes it as it is. */
function isDate(sourceCode: Kernel['sourceCode'], node: Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'NewExpression') return true;
  const variable = inner.type === 'Identifier' ? variableOf(sourceCode, inner) : undefined;
  const definition = variable && initialiserOf(variable);
  return definition !== undefined && unwrap(definition).type === 'NewExpression';
}

// ---- what kind of token ----------------------------------------------------------------------------------------------

function kindOf(kernel: Kernel, call: Node, fact: Fact): TokenKind | undefined {
  return claimedKind(kernel, call, fact) ?? [...namesOfResult(call), ...namesInArguments(kernel, call), ...functionNames(call)].map(kindOfName).find((kind) => kind !== undefined);
}

function kindOfName(name: string): TokenKind | undefined {
  return (Object.keys(TOKEN_KINDS) as TokenKind[]).find((kind) => hasPhrase(name, TOKEN_KINDS[kind]));
}

/** `{ sub, type: 'refresh' }` */
function claimedKind(kernel: Kernel, call: Node, fact: Fact): TokenKind | undefined {
  const whole = fact.claims && fact.setter === undefined ? valueAt(kernel, call, fact.claims) : undefined;
  for (const claims of whole?.kind === 'present' ? whole.values : [])
    for (const name of TYPE_CLAIMS) {
      const type = optionOf(kernel.sourceCode, claims, [name]);
      const text = type.kind === 'present' ? constantsOf(kernel.sourceCode, type.values[0] as Node)?.[0] : undefined;
      if (typeof text !== 'string') continue;
      const kind = (Object.keys(TOKEN_KINDS) as TokenKind[]).find((each) => each === text.toLowerCase()) ?? kindOfName(text);
      if (kind) return kind;
    }
  return undefined;
}

/** The variable, property or assignment that receives the token. */
function namesOfResult(call: Node): readonly string[] {
  const { parent } = wrapped(call);
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return [parent.id.name];
  if (parent?.type === 'Property') return [propertyName(parent) ?? ''];
  if (parent?.type !== 'AssignmentExpression') return [];
  const target = unwrap(parent.left);
  return target.type === 'Identifier' ? [target.name] : [propertyName(target) ?? ''];
}

/** Names and texts that a call is given: of its secret, its options, the variable of the lifetime. Not what its claims are called. */
function namesInArguments({ sourceCode }: Kernel, call: Node): readonly string[] {
  if (call.type !== 'CallExpression' && call.type !== 'NewExpression') return [];
  return call.arguments.slice(call.arguments.length > 1 ? 1 : 0).flatMap((argument) => sourceCode.getText(argument).slice(0, 400).match(/[\w$.-]+/gu) ?? []);
}

function functionNames(call: Node): readonly string[] {
  const names: string[] = [];
  for (let owner = enclosingFunction(call); owner; owner = enclosingFunction(owner)) names.push(functionName(owner) ?? '');
  return names;
}
