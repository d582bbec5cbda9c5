/**
 * Is the check good enough? The kernel does not believe names and does not compare with known patterns: it runs the code between
 * a source and a sink (`simulate`) once for each attack input that knowledge lists, and looks at what arrives.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { DERIVED_ATTACKS, EVIL_HOST, OWN_HOST, REDIRECT_ATTACKS, type RedirectAttack } from '../knowledge/redirect-attacks.js';
import { SCHEMA_WITHOUT_CHECK } from '../knowledge/passthrough.js';
import type { FactOf } from '../knowledge/schema.js';
import { ADDRESS_WORDS, ASSERTING_VERBS } from '../knowledge/vocabulary.js';
import { factsBorn } from './arguments.js';
import { isFunction, propertyName, unwrap, walk, type FunctionNode, type Node } from './ast.js';
import { knownValue, nameOfUse, OWN_PAGE, surroundingsOf } from './execution.js';
import { FIXED_START } from './fixed-destination.js';
import { outermostFunction } from './flow.js';
import { importedValue } from './imported.js';
import type { Kernel } from './kernel.js';
import { lazily } from './lazily.js';
import { sourceOfImport } from './modules.js';
import { definitionOf, variableOf } from './scope.js';
import { concrete, objectOf, plainOf, probe, simulate, type Arrival, type PassedCheck, type PathMemory, type Value } from './simulate.js';
import { filledText } from './simulate/values.js';
import { wordsOf } from './words.js';

/** An input that gets from the source through all checks and out of the site. */
export interface Breach {
  readonly attack: RedirectAttack;
  /** What arrives at the sink when the input is sent. */
  readonly arrives: string;
  /** The tests that looked at the input and let it through, in order. */
  readonly checks: readonly PassedCheck[];
}

/** `safe`: what arrived stays on the site. `unknown`: nothing arrived, or a check on the way cannot be seen. */
export type Verdict = { readonly kind: 'breach'; readonly breach: Breach } | { readonly kind: 'safe' } | { readonly kind: 'unknown' };

export interface RedirectQuestion {
  /** The node whose value the attacker chooses. */
  readonly source: Node;
  /** …or which member of it: `['next']` of a whole query. */
  readonly path: readonly string[];
  /** The expression that becomes the destination. */
  readonly target: Node;
  /** The nodes between them, as `flow` found them. */
  readonly trace: readonly Node[];
  readonly sink: FactOf<'redirect'>;
}

const EVIL_LABEL = EVIL_HOST.slice(0, EVIL_HOST.indexOf('.'));

/** What one question may cost; a component of a thousand lines with sixty links asks sixty. */
const MAX_STEPS_PER_QUESTION = 150_000;
/** The first attacks get through nearly every check that is not good enough: where running the code takes long, the others are not sent. */
const TELLING_ATTACKS = 12;
const MAX_STEPS_FOR_OTHERS = 50_000;
const MAX_STEPS_PER_RUN = 20_000;
const MAX_STEPS_PER_FILE = 1_000_000;
/** Where the input does not get through within the steps of a run, it is tried so often. */
const MAX_VAIN_RUNS = 2;
/** To look at the mention of a name costs less than to run it. */
const LOOKS_PER_STEP = 4;
const spent = new WeakMap<Kernel, number>();
/** From a source, the place in the text that its input did not come to within the steps of a run: it will not come to those behind either. */
const outOfReach = new WeakMap<Node, number>();

/** Sends every attack through the code, the most telling first, until one gets out. */
export function attackRedirect(kernel: Kernel, question: RedirectQuestion): Verdict {
  if ((spent.get(kernel) ?? 0) > MAX_STEPS_PER_FILE || question.target.range[0] >= (outOfReach.get(question.source) ?? Infinity)) return { kind: 'unknown' };
  const entries = entriesOf(question);
  // They may stand in other files, which have to be read for them: many inputs get through, or come to nothing, before anybody asks.
  const literals = lazily(() => [...new Set(entries.flatMap((entry) => literalsIn(kernel, entry)))].slice(0, MAX_LITERALS));
  const campaign: Campaign = { kernel, question, entries: new Map(entries.map((entry) => [entry, { looked: false, paths: new Map() }])), ownHosts: lazily(() => new Set([OWN_HOST, ...literals().flatMap(hostsIn)])), steps: 0, vainRuns: 0, opaque: false, reached: false, tested: false, looked: false, fixed: true, told: true };
  for (const [index, attack] of REDIRECT_ATTACKS.entries()) {
    const breach = sendAttack(campaign, attack);
    if (breach) return { kind: 'breach', breach };
    // Nobody tests the input, and what stands before it cannot be escaped from: no other input fares better.
    if (campaign.reached && !campaign.tested && campaign.fixed) return { kind: 'safe' };
    // Nobody looks at it at all, so that the same arrives whatever is sent (`redirect((await find(id)).url || `/sign/${id}`)`).
    if (!campaign.looked && campaign.told) break;
    if (isSpent(campaign, index < TELLING_ATTACKS ? MAX_STEPS_PER_QUESTION : MAX_STEPS_FOR_OTHERS)) return { kind: 'unknown' };
  }
  if (campaign.tested && campaign.looked) {
    for (const attack of derivedAttacks(literals())) {
      const breach = sendAttack(campaign, attack);
      if (breach) return { kind: 'breach', breach };
      if (isSpent(campaign, MAX_STEPS_FOR_OTHERS)) return { kind: 'unknown' };
    }
  }
  return { kind: campaign.opaque || !campaign.reached ? 'unknown' : 'safe' };
}

interface Campaign {
  readonly kernel: Kernel;
  readonly question: RedirectQuestion;
  /** What is run for each attack, and what is known of it from those before. */
  readonly entries: Map<FunctionNode | TSESTree.Program, PathMemory>;
  readonly ownHosts: () => ReadonlySet<string>;
  steps: number;
  /** How many runs ended before anything of the input had come to the sink where it might lead away. */
  vainRuns: number;
  reached: boolean;
  opaque: boolean;
  /** Some test looked at more than whether there is an input. */
  tested: boolean;
  /** Something depends on what the input says, as far as anybody can see. */
  looked: boolean;
  /** Everything that arrived begins with a path or host that the code wrote. */
  fixed: boolean;
  /** … or is something that cannot be told, whatever is sent. */
  told: boolean;
}

function isSpent({ kernel, steps, vainRuns }: Campaign, limit: number): boolean {
  return vainRuns >= MAX_VAIN_RUNS || steps > limit || (spent.get(kernel) ?? 0) > MAX_STEPS_PER_FILE;
}

function sendAttack(campaign: Campaign, attack: RedirectAttack): Breach | undefined {
  const { kernel, question, ownHosts } = campaign;
  if (attack.script && !question.sink.client) return undefined;
  for (const [entry, memory] of campaign.entries) {
    let isMet = false;
    const input = inputValue(kernel, question, attack.input, () => {
      memory.looked = true;
      campaign.looked = true;
    });
    const known = (node: Node): Value | undefined => {
      if (node !== question.source) return knownValue(kernel, node);
      isMet = true;
      return input;
    };
    const result = simulate({
      ...surroundingsOf(kernel, modelledResult),
      entry,
      watch: new Set([question.target]),
      known,
      source: question.source,
      memory,
      maxSteps: MAX_STEPS_PER_RUN,
    });
    // What never asks for the input does the same whatever it is.
    if (!isMet) campaign.entries.delete(entry);
    campaign.steps += result.steps;
    spent.set(kernel, (spent.get(kernel) ?? 0) + result.steps + result.stepsOnce + result.lookedAt / LOOKS_PER_STEP);
    campaign.tested ||= [...result.tested].some((test) => test !== question.source && isMoreThanPresence(test));
    campaign.reached ||= result.lost;
    let isVain = !result.complete;
    for (const arrival of result.arrivals) {
      campaign.reached = true;
      if (!arrival.value.tainted) continue;
      const arrives = arrivedText(arrival, kernel, question);
      const isFixed = arrives !== undefined && hasFixedStart(arrives, attack.input);
      if (!isFixed) campaign.fixed = false;
      if (arrival.opaque || arrives === undefined || arrival.handedTo.some(mayAssert)) {
        campaign.opaque = true;
        continue;
      }
      if (leavesSite(arrives, attack, question.sink, ownHosts)) return { attack, arrives, checks: arrival.checks };
      if (isFixed) continue;
      campaign.told = false;
      isVain = false;
    }
    if (isVain && ++campaign.vainRuns === MAX_VAIN_RUNS && !campaign.reached) outOfReach.set(question.source, question.target.range[0]);
  }
  return undefined;
}

function hasFixedStart(arrives: string, input: string): boolean {
  const at = Math.max(arrives.indexOf(input), arrives.indexOf(encodeURIComponent(input)));
  return at > 0 && FIXED_START.test(arrives.slice(0, at));
}

/** `if (next)`, `typeof next === 'string'` and `next !== null` ask whether there is a value, not which. */
export function isMoreThanPresence(test: Node): boolean {
  const inner = unwrap(test);
  if (inner.type !== 'BinaryExpression') return inner.type === 'CallExpression';
  return [inner.left, inner.right].every((side) => {
    const operand = unwrap(side);
    // `-1` and `0` are positions in the text: `next.indexOf('acme.test') !== -1` does look at it.
    return !((operand.type === 'UnaryExpression' && operand.operator !== '-') || (operand.type === 'Literal' && !operand.value && operand.value !== 0) || (operand.type === 'Identifier' && operand.name === 'undefined') || propertyName(operand) === 'length');
  });
}

/** The functions to run: the outermost ones that the value passes, callers before the functions they call. */
function entriesOf({ source, target, trace }: RedirectQuestion): readonly (FunctionNode | TSESTree.Program)[] {
  const entries = new Set<FunctionNode | TSESTree.Program>();
  for (const node of [...trace, target, source]) {
    const entry = outermostFunction(node) ?? programOf(node);
    if (entry) entries.add(entry);
  }
  return [...entries].slice(0, 4);
}

function programOf(node: Node): TSESTree.Program | undefined {
  for (let outer: Node | undefined = node; outer; outer = outer.parent) if (outer.type === 'Program') return outer;
  return undefined;
}

/** The attack where the input is: the value itself, or a member of a record of which the rest is unknown. */
function inputValue(kernel: Kernel, { source, path }: RedirectQuestion, input: string, look: () => void): Value {
  const member = path.length === 0 || isPosition(path[0]) ? [] : factsBorn(kernel, source, 'source', path);
  const facts = member.length > 0 ? member : factsBorn(kernel, source, 'source', []);
  const value = probe(facts.length > 0 && facts.every((fact) => fact.encoded) ? encodeURIComponent(input) : input, look);
  return member.length === 0 ? value : path.reduceRight<Value>((inner, name) => objectOf(new Map([[name, inner]]), true), value);
}

/** `next[0]` of a text is a character, not a member that holds a text. */
function isPosition(name: string | undefined): boolean {
  return name === '*' || /^\d+$/u.test(name ?? '');
}

/** What library functions make of the input that are known to check nothing, and schemas that only name its type. */
function modelledResult(kernel: Kernel, call: Node, args: readonly Value[]): Value | undefined {
  for (const check of factsBorn(kernel, call, 'redirectCheck')) {
    if (check.verdict === 'safe') return check.as === 'tests' ? concrete(false) : concrete('/');
    const text = args[0]?.kind === 'primitive' ? args[0].value : undefined;
    if (check.accepts === undefined || typeof text !== 'string') continue;
    const accepted = new RegExp(check.accepts, 'iu').test(text);
    if (check.as === 'tests') return concrete(accepted, args[0]?.tainted);
    return accepted ? args[0] : concrete('about:blank');
  }
  const [parser] = factsBorn(kernel, call, 'parser');
  const value = parser && isSchemaWithoutCheck(kernel, call) ? args[parser.arg] : undefined;
  if (!parser?.under || !value) return value;
  return objectOf(new Map([[parser.under, value], ['success', concrete(true)]]), true);
}

/** Is every part of the schema in sight, and none of them a check of the text? */
export function isSchemaWithoutCheck(kernel: Kernel, call: Node): boolean {
  let plain = true;
  const look = (from: Node, depth: number): void => {
    walk(kernel.sourceCode.visitorKeys, from, (node) => {
      if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') plain &&= SCHEMA_WITHOUT_CHECK.has(propertyName(node.callee) ?? '');
      if (node.type === 'Identifier' && !isKeyOfProperty(node) && !(node.parent?.type === 'MemberExpression' && node.parent.property === node)) {
        const definition = definitionOf(kernel.sourceCode, node);
        if (definition && depth < 4) look(definition, depth + 1);
        else if (!definition && kernel.api.factsAt(node, 'parser').length === 0 && !isModuleName(kernel, node)) plain = false;
      }
      return plain ? undefined : 'skip';
    });
  };
  if (call.type === 'CallExpression') look(call.callee, 0);
  return plain;
}

function isKeyOfProperty(node: Node): boolean {
  const { parent } = node;
  return parent?.type === 'Property' && parent.key === node && parent.value !== node && !parent.computed;
}

function isModuleName(kernel: Kernel, node: Node): boolean {
  const definition = variableOf(kernel.sourceCode, node)?.defs[0];
  const source = definition && sourceOfImport(definition);
  return source !== undefined && !/^[.~@#]\//u.test(source);
}

/** Was the input given to something that may throw when it dislikes it? */
function mayAssert(call: Node): boolean {
  const name = call.type === 'CallExpression' ? nameOfUse(call.callee, undefined) : undefined;
  return name !== undefined && ASSERTING_VERBS.has(wordsOf(name)[0] ?? '');
}

// ---- what arrives ----------------------------------------------------------------------------------------------------

/** The destination as text; undefined when it cannot be told. */
function arrivedText(arrival: Arrival, kernel: Kernel, question: RedirectQuestion): string | undefined {
  const value = plainOf(arrival.value);
  switch (value.kind) {
    case 'primitive':
      return typeof value.value === 'string' ? value.value : undefined;
    case 'url':
      return value.url?.href;
    case 'text':
      // What precedes the input decides: an origin without a slash lets `.evil.example` extend it, a path does not.
      return typeof value.parts[0] === 'string' || beginsWithAddress(kernel, question) ? filledText(value) : undefined;
    default:
      return undefined;
  }
}

function beginsWithAddress(kernel: Kernel, { target, trace }: RedirectQuestion): boolean {
  return [target, ...trace].some((node) => {
    const first = firstPiece(unwrap(node));
    return first !== undefined && isNamedAsAddress(kernel, first);
  });
}

function firstPiece(node: Node): Node | undefined {
  if (node.type === 'TemplateLiteral') return node.quasis[0]?.value.raw === '' ? node.expressions[0] : undefined;
  if (node.type === 'BinaryExpression' && node.operator === '+') return firstPiece(unwrap(node.left)) ?? node.left;
  return undefined;
}

function isNamedAsAddress(kernel: Kernel, node: Node): boolean {
  const inner = unwrap(node);
  const name = nameOfUse(inner, undefined) ?? (inner.type === 'CallExpression' ? nameOfUse(inner.callee, undefined) : undefined);
  if (name !== undefined && wordsOf(name).some((word) => ADDRESS_WORDS.has(word))) return true;
  const init = inner.type === 'Identifier' ? definitionOf(kernel.sourceCode, inner) : undefined;
  return init !== undefined && init !== inner && isNamedAsAddress(kernel, init);
}

const WITH_SCHEME = /^\s*https?:/iu;

/**
 * Does a browser end up on another site, or run script, when it is sent there from the application's own page?
 * Decided by the WHATWG URL parser itself, as browsers do.
 */
function leavesSite(destination: string, attack: RedirectAttack, sink: FactOf<'redirect'>, ownHosts: () => ReadonlySet<string>): boolean {
  let sent = destination;
  if (sink.transport === 'encodes-controls') sent = sent.replaceAll(/[\u0000-\u0020\u007f]/gu, (character) => encodeURIComponent(character));
  else if (sink.transport === 'refuses-controls' && /[\u0000-\u001f\u007f]/u.test(sent)) return false;
  else if (sink.transport === 'path') {
    sent = sent.replaceAll(/[/\\]{2,}/gu, '/');
    // What does not begin with a slash is relative to where the application is.
    if (!sent.startsWith('/')) return false;
  } else if (sink.transport === 'scheme' && !WITH_SCHEME.test(sent)) return false;
  // Every Node server refuses line breaks in a header value.
  else if (!sink.client && /[\r\n]/u.test(sent)) return false;
  let url: URL;
  try {
    url = new URL(sent, OWN_PAGE);
  } catch {
    return false;
  }
  if (url.protocol === 'javascript:') return sink.client === true;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  if (url.hostname === EVIL_HOST) return true;
  // Names below an own host are its owner's to give.
  if ([...ownHosts()].some((own) => url.hostname === own || url.hostname.endsWith(`.${own}`))) return false;
  // A host nobody can register (`app.examplehttps`) is a broken link, not a hole.
  return url.hostname.includes(EVIL_LABEL) || attack.input.includes(url.hostname);
}

// ---- the attacks -----------------------------------------------------------------------------------------------------

function derivedAttacks(literals: readonly string[]): readonly RedirectAttack[] {
  const derived = literals.flatMap((literal) =>
    DERIVED_ATTACKS.flatMap((attack) => {
      if (!attack.input.includes('{undotted}')) return [{ ...attack, input: attack.input.replace('{literal}', literal) }];
      return undotted(literal).map((text) => ({ ...attack, input: attack.input.replace('{undotted}', text) }));
    }),
  );
  return derived.filter((attack) => !attack.input.includes('https://https://') && !attack.input.includes('//http'));
}

/** `www.acme.test` with one dot replaced by a letter. Not the last: nobody can register `acmextest`. */
function undotted(literal: string): readonly string[] {
  const dots = [...literal.matchAll(/(?<=\w)\.(?=\w)/gu)].map(({ index }) => index);
  return dots.slice(0, -1).map((at) => `${literal.slice(0, at)}x${literal.slice(at + 1)}`);
}

const MAX_LITERALS = 8;
/** Remembered, because a handler with sixty redirects asks sixty times. */
const knownLiterals = new WeakMap<Node, readonly string[]>();

/** Texts that the code may compare the input with: string literals and the fixed parts of regular expressions. */
function literalsIn(kernel: Kernel, entry: FunctionNode | TSESTree.Program): readonly string[] {
  let literals = knownLiterals.get(entry);
  if (!literals) knownLiterals.set(entry, (literals = isFunction(entry) ? findLiterals(kernel, entry) : []));
  return literals;
}

function findLiterals(kernelHere: Kernel, entry: FunctionNode): readonly string[] {
  const literals = new Set<string>();
  const add = (text: string): void => {
    if (literals.size < MAX_LITERALS && text.length >= 3 && text.length <= 80 && /\w\.\w|:\/\//u.test(text) && !/\s|[{}<>]/u.test(text) && !text.includes(EVIL_HOST)) literals.add(text);
  };
  const visited = new Set<Node>();
  const look = (kernel: Kernel, from: Node): void => {
    walk(kernel.sourceCode.visitorKeys, from, (node) => {
      if (node.type === 'Literal' && 'regex' in node) add(node.regex.pattern.replaceAll(/\\(.)/gu, '$1').replaceAll(/[\^$]|\(.*$|\[.*$/gu, ''));
      else if (node.type === 'Literal' && typeof node.value === 'string') add(node.value);
      else if (node.type === 'Identifier') {
        // Constants and helpers of the module that the code refers to.
        const definition = definitionOf(kernel.sourceCode, node) ?? functionDeclared(kernel, node);
        const there = definition ? { kernel, node: definition } : importedValue(kernel, node);
        if (there && visited.size < 40 && !visited.has(there.node)) {
          visited.add(there.node);
          look(there.kernel, definitionOf(there.kernel.sourceCode, there.node) ?? there.node);
        }
      }
      return undefined;
    });
  };
  look(kernelHere, entry);
  return [...literals];
}

function functionDeclared(kernel: Kernel, identifier: Node): Node | undefined {
  const definition = variableOf(kernel.sourceCode, identifier)?.defs[0]?.node as Node | undefined;
  return isFunction(definition) && definition.type === 'FunctionDeclaration' ? definition : undefined;
}

function hostsIn(literal: string): readonly string[] {
  try {
    return [new URL(literal.includes('://') ? literal : `https://${literal.replace(/^\.+/u, '')}`).hostname];
  } catch {
    return [];
  }
}
