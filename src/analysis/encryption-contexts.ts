/** Is what a file encrypts bound to the row it belongs to, so that the ciphertext of one row does not decrypt in another? */
import { CONFIGURATION_WORDS, FIELD_WORDS, OPTION_WORDS, OWNER_WORDS, OWN_SECRETS, TRANSIT_WORDS } from '../knowledge/encryption.js';
import type { FactOf } from '../knowledge/schema.js';
import { factHolds, valueAt } from './arguments.js';
import { enclosingFunction, functionName, lastNameOf, propertyName, unwrap, wrapped, type FunctionNode, type Node } from './ast.js';
import { originsOf, type FlowOptions, type Origin } from './flow.js';
import type { Kernel } from './kernel.js';
import { literalOf } from './options.js';
import { variableOf } from './scope.js';
import { constantOf } from './value.js';
import { classify, wordsOf } from './words.js';

type Encryption = FactOf<'encryption'>;

export type ContextProblem = { readonly node: Node; readonly facts: readonly Encryption[] } & (
  /** No context at all. */
  | { readonly kind: 'absent' }
  /** The context is there, and the same for every row. */
  | { readonly kind: 'constant'; readonly at: Node }
  /** The context comes out of the record that holds the ciphertext, and is exchanged together with it. */
  | { readonly kind: 'stored'; readonly at: Node }
  /** The caller has to compare the context that comes back, and does not look at it. */
  | { readonly kind: 'unread' }
  /** No ciphertext that this file makes has this context. */
  | { readonly kind: 'mismatch'; readonly at: Node; readonly here: string; readonly there: string }
);

/** `fields`: ciphers in this process count where the code says that they encrypt a field of somebody's row. */
export type Ciphers = 'fields' | 'all' | 'ignore';

/** The calls of a file whose ciphertext is not bound to a row, one problem a call. */
export function contextProblems(kernel: Kernel, ciphers: Ciphers): readonly ContextProblem[] {
  const calls = encryptingCalls(kernel, ciphers);
  const problems: ContextProblem[] = [];
  for (const [node, facts] of calls) {
    const states = facts.map((fact) => stateOf(kernel, node, fact));
    const missing = facts.filter((_, index) => states[index]?.kind === 'absent');
    const fixed = states.find((state) => state.kind === 'given' && isFixed(kernel, state.value));
    if (states.some((state) => state.kind === 'unread')) problems.push({ node, facts, kind: 'unread' });
    else if (missing.length > 0) problems.push({ node, facts: missing, kind: 'absent' });
    else if (fixed?.kind === 'given') problems.push({ node, facts, kind: 'constant', at: fixed.value });
    else {
      const stored = facts.flatMap((fact, index) => (states[index]?.kind === 'given' && isStoredBeside(kernel, node, fact, states[index].value) ? [states[index].value] : []));
      if (stored[0]) problems.push({ node, facts, kind: 'stored', at: stored[0] });
    }
  }
  return [...problems, ...mismatches(kernel, calls, new Set(problems.map(({ node }) => node)))];
}

type Calls = ReadonlyMap<Node, readonly Encryption[]>;

function encryptingCalls(kernel: Kernel, ciphers: Ciphers): Calls {
  const calls = new Map<Node, readonly Encryption[]>();
  const holding = kernel.api.uses('encryption').filter(({ node, fact }) => factHolds(kernel, node, fact));
  // What the library says of a call counts more than the name of what it is called on.
  const known = new Set(holding.flatMap(({ node, fact }) => (fact.wrapper ? [] : [node])));
  const uses = holding.filter(({ node, fact }) => !fact.wrapper || !known.has(node));
  // A data key of a service is bound by the service, and the cipher that uses it with it.
  const isKeptByService = ciphers === 'fields' && uses.some(({ fact }) => !fact.local);
  const ciphersIn = new Map<FunctionNode | undefined, Set<Encryption['does']>>();
  const ofApplication = new Set(uses.filter(({ node, fact }) => isOfApplication(kernel, node, fact)).map(({ node }) => node));
  const decrypting = uses.filter(({ fact }) => fact.does === 'decrypts' && !fact.local);
  for (const { node, fact } of uses) {
    // What is only ever decrypted for the application was encrypted for it.
    if (ofApplication.has(node) || (!fact.local && decrypting.length > 0 && decrypting.every((use) => ofApplication.has(use.node)))) continue;
    if (fact.local) {
      if (isKeptByService || !concernsRows(kernel, node, fact, ciphers)) continue;
      // Of a data key and what it encrypts, in one function, one has to be bound.
      const owner = enclosingFunction(node);
      const seen = ciphersIn.get(owner) ?? new Set();
      if (seen.has(fact.does) || uses.some((other) => other.fact.does === fact.does && enclosingFunction(other.node) === owner && isBound(kernel, other.node, other.fact))) continue;
      ciphersIn.set(owner, seen.add(fact.does));
    }
    calls.set(node, [...(calls.get(node) ?? []).filter(({ option }) => option !== fact.option), fact]);
  }
  return calls;
}

function isBound(kernel: Kernel, node: Node, fact: Encryption): boolean {
  const state = stateOf(kernel, node, fact);
  return state.kind === 'given' && !isFixed(kernel, state.value);
}

// ---- the context of a call -------------------------------------------------------------------------------------------

type State = { readonly kind: 'absent' | 'unread' | 'unknown' } | { readonly kind: 'given'; readonly value: Node };

const UNKNOWN: State = { kind: 'unknown' };
const ABSENT: State = { kind: 'absent' };

function stateOf(kernel: Kernel, node: Node, fact: Encryption): State {
  if (fact.method !== undefined) return stateByMethod(kernel, node, fact.method);
  if (fact.returns) return readsResult(kernel, node, fact.returns) ? UNKNOWN : { kind: 'unread' };
  if (fact.wrapper && mayTakeContext(kernel, node)) return UNKNOWN;
  let isOpen = false;
  for (const place of fact.contexts) {
    const option = valueAt(kernel, node, place);
    if (option.kind === 'present') {
      const [value] = option.values;
      if (option.uncertain || !value || option.values.length > 1) return UNKNOWN;
      return isNothing(kernel, value) ? ABSENT : { kind: 'given', value };
    }
    // The options of a wrapper are its second argument, or its only one.
    isOpen ||= option.kind === 'unknown' && !(fact.wrapper && place.arg === 0);
  }
  return isOpen ? UNKNOWN : ABSENT;
}

/** `null`, an empty text or an empty object binds nothing. */
function isNothing(kernel: Kernel, value: Node): boolean {
  const literal = literalOf(kernel.sourceCode, value);
  if (literal) return literal.type === 'ObjectExpression' && literal.properties.length === 0;
  const constant = constantOf(kernel.sourceCode, value);
  return constant !== undefined && (constant.value === null || constant.value === '');
}

/** `cipher.setAAD(context)`, on what the call returns. */
function stateByMethod(kernel: Kernel, node: Node, method: string): State {
  const whole = wrapped(node);
  const { parent } = whole;
  const uses: Node[] = [];
  if (parent?.type === 'VariableDeclarator' && parent.init === whole && parent.id.type === 'Identifier') {
    const variable = variableOf(kernel.sourceCode, parent.id);
    if (!variable) return UNKNOWN;
    for (const reference of variable.references) if (reference.isRead()) uses.push(reference.identifier);
  } else uses.push(node);
  let given: Node | undefined;
  for (const use of uses) {
    const outer = wrapped(use);
    const member = outer.parent;
    // Handed to somebody else, who may call the method.
    if (member?.type !== 'MemberExpression' || member.object !== outer) return UNKNOWN;
    const call = wrapped(member).parent;
    if (propertyName(member) !== method || call?.type !== 'CallExpression') continue;
    given = call.arguments[0];
  }
  if (!given) return ABSENT;
  return isNothing(kernel, given) ? ABSENT : { kind: 'given', value: given };
}

/** Does anybody look at a member of what the call returns? */
function readsResult(kernel: Kernel, node: Node, members: readonly string[]): boolean {
  const whole = wrapped(node);
  const { parent } = whole;
  if (parent?.type === 'MemberExpression' && parent.object === whole) return members.includes(propertyName(parent) ?? members[0] ?? '');
  if (parent?.type !== 'VariableDeclarator') return true;
  if (parent.id.type === 'ObjectPattern') return parent.id.properties.some((property) => property.type === 'RestElement' || members.includes(propertyName(property) ?? ''));
  const variable = variableOf(kernel.sourceCode, parent.id);
  return !variable || variable.references.some((reference) => {
    if (!reference.isRead()) return false;
    const outer = wrapped(reference.identifier);
    const member = outer.parent;
    return member?.type !== 'MemberExpression' || member.object !== outer || members.includes(propertyName(member) ?? '');
  });
}

const OPTIONS_NAME = /^(?:params?|input|options?|opts|args?|request|req|command|payload|config)$/iu;

/** Can a wrapper of the project be given the context in a way that cannot be seen: as one of several values, in an object, by the id of the owner? */
function mayTakeContext(kernel: Kernel, node: Node): boolean {
  if (node.type !== 'CallExpression') return true;
  const [first, second, ...others] = node.arguments;
  if (!first || others.length > 0 || node.arguments.some(({ type }) => type === 'SpreadElement')) return true;
  const options = second ?? first;
  const literal = literalOf(kernel.sourceCode, options);
  if (literal?.type === 'ObjectExpression') {
    const names = literal.properties.map((property) => propertyName(property) ?? '');
    return names.some(isOwnerId) || (second !== undefined && names.some((name) => !wordsOf(name).some((word) => OPTION_WORDS.has(word))));
  }
  if (second) return constantOf(kernel.sourceCode, second) === undefined;
  return OPTIONS_NAME.test(lastNameOf(first)) || lastNameOf(first) === '';
}

// ---- what a context says ---------------------------------------------------------------------------------------------

/** Is a context made of nothing but what is written in the code or configured for the whole application? What a caller passes may be another each time. */
function isFixed(kernel: Kernel, value: Node): boolean {
  const origins = originsIn(kernel, value);
  return origins.length > 0 && origins.every((origin) => (isWritten(origin) || isConfigured(kernel, origin)) && !origin.trace.some((node) => isParameter(kernel, node)));
}

function isParameter({ sourceCode }: Kernel, node: Node): boolean {
  return variableOf(sourceCode, node)?.defs.some(({ type }) => type === ('Parameter' as never)) ?? false;
}

function originsIn(kernel: Kernel, value: Node, carries: FlowOptions['carries'] = (call) => kernel.api.factsBornAt(call, 'keyMaterial').flatMap((fact) => (fact.kind === 'bytes' ? [fact.of] : []))): readonly Origin[] {
  return originsOf(kernel.sourceCode, value, { isOrigin: (node) => kernel.api.factsBornAt(node, 'environment').length > 0 || handsOutConfiguration(node), carries });
}

function isWritten({ node }: Origin): boolean {
  const inner = unwrap(node);
  return inner.type === 'Literal' || (inner.type === 'TemplateLiteral' && inner.expressions.length === 0);
}

function isConfigured(kernel: Kernel, { node }: Origin): boolean {
  if (kernel.api.factsAt(node, 'environment').length > 0 || handsOutConfiguration(node)) return true;
  // `import { env } from '@/env'`; a local `config` may be a record of somebody.
  const variable = variableOf(kernel.sourceCode, node);
  return variable?.defs.some(({ type }) => type === ('ImportBinding' as never)) === true && isConfiguration(variable.name);
}

/** A call that reads a file, or that asks the configuration: `config.get('kms.key')`. */
function handsOutConfiguration(node: Node): boolean {
  const inner = unwrap(node);
  if (inner.type !== 'CallExpression') return false;
  const callee = unwrap(inner.callee);
  return /^read(?:Text)?File(?:Sync)?$/u.test(lastNameOf(callee)) || (callee.type === 'MemberExpression' && isConfiguration(lastNameOf(callee.object)));
}

function isConfiguration(name: string): boolean {
  return wordsOf(name).some((word) => CONFIGURATION_WORDS.has(word));
}

/**
 * A secret of the application as a whole, which has no row: it stands in the environment. Or one that is on its way, such as the
 * code that Cognito hands over to be sent by text message: nobody stores it.
 */
function isOfApplication(kernel: Kernel, node: Node, { subject, returns, wrapper }: Encryption): boolean {
  if (!subject) return false;
  if (returns && functionsAround(node).some((owner) => wordsOf(functionName(owner) ?? '').includes('code'))) return true;
  const option = valueAt(kernel, node, subject);
  if (option.kind !== 'present') return false;
  // Of the options of a wrapper, only what is encrypted: its key always comes from the configuration.
  const subjects = wrapper ? option.values.flatMap((value) => dataIn(kernel, value)) : option.values;
  // `fromBase64(await readFile(path))`
  return subjects.some((value) => originsIn(kernel, value, () => [0]).some((origin) => isConfigured(kernel, origin) || (returns && origin.path.at(-1) === 'code')));
}

/** What the options of a wrapper hold that is encrypted or decrypted. */
function dataIn({ sourceCode }: Kernel, value: Node): readonly Node[] {
  const literal = literalOf(sourceCode, value);
  if (literal?.type !== 'ObjectExpression') return [value];
  return literal.properties.flatMap((property) => (property.type === 'Property' && /plain|cipher|data|value|blob|text|content/iu.test(propertyName(property) ?? '') ? [property.value] : []));
}

/** `{ CiphertextBlob: row.data, EncryptionContext: row.context }`. A column of its own (`{ userId: row.userId }`) stays behind when the ciphertext moves. */
function isStoredBeside(kernel: Kernel, node: Node, { does, subject }: Encryption, context: Node): boolean {
  const whole = unwrap(context);
  if (does !== 'decrypts' || !subject || whole.type !== 'MemberExpression' || !/context|aad$/iu.test(propertyName(whole) ?? '')) return false;
  const option = valueAt(kernel, node, subject);
  const owner = kernel.sourceCode.getText(whole.object);
  return option.kind === 'present' && option.values.some((value) => originsIn(kernel, value).some(({ trace, node: origin }) => [...trace, origin].some((each) => each.type === 'MemberExpression' && kernel.sourceCode.getText(each.object) === owner)));
}

/** The fixed entries of a context: what each key holds, where that is written. Undefined when they cannot be told. */
function entriesOf(kernel: Kernel, value: Node): ReadonlyMap<string, string | undefined> | undefined {
  const literal = literalOf(kernel.sourceCode, value);
  if (literal?.type !== 'ObjectExpression') return undefined;
  const entries = new Map<string, string | undefined>();
  for (const property of literal.properties) {
    const name = property.type === 'Property' ? propertyName(property) : undefined;
    if (property.type !== 'Property' || name === undefined) return undefined;
    const constant = constantOf(kernel.sourceCode, property.value);
    entries.set(name, typeof constant?.value === 'string' ? constant.value : undefined);
  }
  return entries;
}

function mismatches(kernel: Kernel, calls: Calls, told: ReadonlySet<Node>): readonly ContextProblem[] {
  const given = [...calls].flatMap(([node, facts]) =>
    facts.flatMap((fact) => {
      const state = stateOf(kernel, node, fact);
      const entries = state.kind === 'given' ? entriesOf(kernel, state.value) : undefined;
      return state.kind === 'given' ? [{ node, fact, at: state.value, entries }] : state.kind === 'unknown' ? [{ node, fact, at: node, entries: undefined }] : [];
    }),
  );
  const made = given.filter(({ fact }) => fact.does !== 'decrypts');
  if (made.length === 0 || made.some(({ entries }) => !entries)) return [];
  return given.flatMap(({ node, fact, at, entries }): readonly ContextProblem[] => {
    if (fact.does !== 'decrypts' || !entries || told.has(node) || made.some((other) => other.node === node || agree(entries, other.entries))) return [];
    return [{ node, facts: [fact], kind: 'mismatch', at, here: listText(entries), there: [...new Set(made.map((other) => listText(other.entries)))].join(' or ') }];
  });
}

type Entries = ReadonlyMap<string, string | undefined>;

function agree(here: Entries, there: Entries | undefined): boolean {
  if (!there || here.size !== there.size) return false;
  return [...here].every(([name, value]) => there.has(name) && (value === undefined || there.get(name) === undefined || there.get(name) === value));
}

function listText(entries: Entries | undefined): string {
  return entries && entries.size > 0 ? [...entries].map(([name, value]) => `\`${name}${value === undefined ? '' : `: '${value}'`}\``).join(', ') : 'nothing';
}

// ---- whose data ------------------------------------------------------------------------------------------------------

/** Does a cipher in this process encrypt what is stored in rows, as far as that matters to the caller? */
function concernsRows(kernel: Kernel, node: Node, fact: Encryption, ciphers: Ciphers): boolean {
  return ciphers !== 'ignore' && (ciphers === 'all' || isField(kernel, node, fact));
}

/**
 * Does the code around a cipher say that it encrypts a field of somebody's row? By the names of the functions around it and of what
 * they are given (`encryptToken`, `encrypt(ssn)`), or by the id of an owner that is at hand and has no part in the key.
 */
function isField(kernel: Kernel, node: Node, fact: Encryption): boolean {
  const owners = functionsAround(node);
  const words = owners.flatMap((owner) => wordsOf(functionName(owner) ?? ''));
  const parameters = owners.flatMap((owner) => owner.params.flatMap(namesIn));
  if (words.some((word) => TRANSIT_WORDS.has(word)) || isKeyOfOwner(kernel, node, fact, parameters.filter(isOwnerId))) return false;
  if (words.some((word) => FIELD_WORDS.has(word))) return true;
  if (owners.some((owner) => isSensitive(objectOf(functionName(owner) ?? ''))) || parameters.some((name) => !isKeyName(name) && isSensitive(name))) return true;
  return parameters.some(isOwnerId);
}

function functionsAround(node: Node): readonly FunctionNode[] {
  const owners: FunctionNode[] = [];
  for (let owner = enclosingFunction(node); owner; owner = enclosingFunction(owner)) owners.push(owner);
  return owners;
}

const ACTIONS = new Set(['encrypt', 'decrypt', 'encode', 'decode', 'seal', 'unseal', 'open', 'protect', 'unprotect', 'do', 'my', 'safe', 'try']);

/** What a function does something to: `accessToken` of `encryptAccessToken`. */
function objectOf(name: string): string {
  return wordsOf(name).filter((word) => !ACTIONS.has(word)).join('_');
}

function isSensitive(name: string): boolean {
  return classify(name) !== undefined;
}

function isKeyName(name: string): boolean {
  return wordsOf(name).some((word) => word === 'key' || word === 'secret' || word === 'password' || word === 'passphrase');
}

function isOwnerId(name: string): boolean {
  const words = wordsOf(name);
  return words.at(-1) === 'id' && words.some((word) => OWNER_WORDS.has(word));
}

function namesIn(parameter: Node): readonly string[] {
  switch (parameter.type) {
    case 'Identifier':
      return [parameter.name];
    case 'AssignmentPattern':
      return namesIn(parameter.left);
    case 'TSParameterProperty':
      return namesIn(parameter.parameter);
    case 'ObjectPattern':
      return parameter.properties.flatMap((property) => (property.type === 'Property' ? (propertyName(property) ?? []) : []));
    default:
      return [];
  }
}

/** Is the key made of an owner's id, password or signature? Then the ciphertext of another owner does not decrypt with it either. */
function isKeyOfOwner(kernel: Kernel, node: Node, { key }: Encryption, ids: readonly string[]): boolean {
  const option = key && valueAt(kernel, node, key);
  if (option?.kind !== 'present') return false;
  const origins = option.values.flatMap((value) => originsOf(kernel.sourceCode, value, { carries: (call) => call.arguments.map((_, position) => position) }));
  return origins.some(({ node: origin, path, trace }) => [origin, ...trace].map(lastNameOf).concat(path).some((name) => ids.includes(name) || (kernel.api.factsAt(origin, 'environment').length === 0 && wordsOf(name).some((word) => OWN_SECRETS.has(word)))));
}
