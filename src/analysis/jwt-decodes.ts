/** Where is a JSON web token read without being verified, where does that token come from, and is it verified elsewhere? */
import type { TSESTree } from '@typescript-eslint/utils';
import { GUARD_WORDS, VERIFYING_PHRASES, VERIFYING_WORDS } from '../knowledge/identity.js';
import { factHolds, factsBorn } from './arguments.js';
import { contains, decoratorsOf, enclosingClass, enclosingFunction, isFunction, lastNameOf, propertyName, stringOf, unwrap, walk, type CallLike, type FunctionNode, type Node } from './ast.js';
import { memberTaken, originsOf, outermostFunction, type FlowOptions, type Origin } from './flow.js';
import { isInput } from './inputs.js';
import type { Kernel } from './kernel.js';
import { nodesOf } from './nodes.js';
import { localFunction, variableOf } from './scope.js';
import { callsInFile } from './usage.js';
import { hasPhrase, wordsOf } from './words.js';

export interface DecodedToken {
  /** The expression that holds the claims. */
  readonly node: Node;
  /** The expression of the token; undefined when it is taken out of the request. */
  readonly token: Node | undefined;
  /** Taken apart by the file itself, without a library. */
  readonly byHand: boolean;
}

/** May claims be read out of tokens in a file? */
export function mayDecode(kernel: Kernel): boolean {
  return kernel.api.mayHave('jwtDecode') || kernel.mentions('base64');
}

/** Every place where claims are read out of a token that this expression does not verify. */
export function decodedTokens(kernel: Kernel): readonly DecodedToken[] {
  const decoded: DecodedToken[] = [];
  for (const { node, fact } of kernel.api.uses('jwtDecode')) {
    if (fact.header || !factHolds(kernel, node, fact) || node.type !== 'CallExpression') continue;
    const [token] = node.arguments;
    if (fact.ofRequest || token) decoded.push({ node, token: fact.ofRequest ? undefined : token, byHand: false });
  }
  return [...decoded, ...decodedByHand(kernel)];
}

// ---- by hand: JSON.parse(atob(token.split('.')[1])) --------------------------------------------------------------------

/** Both are needed to read a token by hand, beside a word for the encoding. */
const BY_HAND = [/\.split\(\s*['"`]\.['"`]\s*\)/u, /JSON\.parse\(|[Pp]arseJson\(/u];
const BASE64 = /atob|base64|b64/iu;

function decodedByHand(kernel: Kernel): readonly DecodedToken[] {
  const { sourceCode } = kernel;
  if (!kernel.mentions('base64') || !BY_HAND.every((pattern) => pattern.test(sourceCode.text))) return [];
  const decoded: DecodedToken[] = [];
  for (const node of nodesOf(sourceCode, 'CallExpression')) {
    if (!/^(?:parse|parseJson)$/iu.test(lastNameOf(node)) || !node.arguments[0]) continue;
    const origins = originsOf(sourceCode, node.arguments[0], { isOrigin: (each) => isSplit(each), carries: carriesText });
    for (const origin of origins) {
      // The header has no claims in it.
      if (!isSplit(origin.node) || origin.path[0] !== '1' || !origin.trace.some((step) => isBase64(sourceCode, step))) continue;
      decoded.push({ node, token: (unwrap((origin.node as TSESTree.CallExpression).callee) as TSESTree.MemberExpression).object, byHand: true });
      break;
    }
  }
  return decoded;
}

function isSplit(node: Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' && propertyName(callee) === 'split' && stringOf(node.arguments[0]) === '.';
}

/** `Buffer.from(x, 'base64')`, `new TextDecoder().decode(x)`, `base64url.decode(x)`, `b64ToText(x)`. */
function carriesText(call: CallLike): readonly number[] | undefined {
  return /atob|decode|from|base64|b64|text|parse|pad|escape/iu.test(lastNameOf(call.callee)) ? [0] : undefined;
}

function isBase64(sourceCode: Kernel['sourceCode'], node: Node): boolean {
  return (node.type === 'CallExpression' || node.type === 'NewExpression') && BASE64.test([node.callee, ...node.arguments.slice(1)].map((part) => sourceCode.getText(part)).join(' '));
}

// ---- where the token comes from ----------------------------------------------------------------------------------------

/**
 * `request`: whoever sends the request chose it. `parameter`: it was handed to a function that nobody in this file calls.
 * `other`: an answer of another service, a stored value, a token just signed here.
 */
export type TokenSource = 'request' | 'parameter' | 'other';

export interface TokenOrigins {
  readonly source: TokenSource;
  /** Where it comes from, in a form that can be compared with another token's. */
  readonly keys: ReadonlySet<string>;
  /** An origin that decided. */
  readonly origin: Origin | undefined;
}

const OF_REQUEST: TokenOrigins = { source: 'request', keys: new Set(), origin: undefined };

export function tokenOrigins(kernel: Kernel, { token }: DecodedToken): TokenOrigins {
  if (!token) return OF_REQUEST;
  const direct = originsOf(kernel.sourceCode, token, flowOfTokens(kernel));
  const origins = direct.flatMap((each) => passedToMethod(kernel, each) ?? [each]);
  const sourceOf = (wanted: TokenSource): Origin | undefined => origins.find((origin) => kindOfOrigin(kernel, origin) === wanted);
  const origin = sourceOf('request') ?? sourceOf('parameter');
  return { source: origin ? kindOfOrigin(kernel, origin) : 'other', keys: new Set([...direct, ...origins].map((each) => keyOf(kernel, each))), origin };
}

/** Where the parameter of a method comes from, when its class calls it. */
function passedToMethod(kernel: Kernel, { node, path }: Origin): readonly Origin[] | undefined {
  const name = variableOf(kernel.sourceCode, node)?.defs[0]?.name;
  const owner = name && path.length === 0 ? enclosingFunction(name) : undefined;
  if (!owner || !enclosingClass(owner)) return undefined;
  const position = owner.params.findIndex((parameter) => contains(parameter, name as Node));
  const origins = callsInFile(kernel.sourceCode, owner).flatMap((call) => {
    const argument = call.type === 'CallExpression' ? call.arguments[position] : undefined;
    return argument ? originsOf(kernel.sourceCode, argument, flowOfTokens(kernel)) : [];
  });
  return origins.length > 0 ? origins : undefined;
}

function flowOfTokens(kernel: Kernel): FlowOptions {
  return {
    isOrigin: (node, path) => isInput(kernel, node, path),
    // `getBearerToken(req)` of another file takes the token out of what it is given.
    carries: (call) => (/token|bearer|header|cookie|authorization|extract/iu.test(lastNameOf(call.callee)) ? call.arguments.map((_, position) => position) : undefined),
  };
}

const REQUEST_NAME = /^(?:req|request|_req|ctx|context|c|event|socket|client|connection|handshake|headers?|cookies?)$/u;
const TOKEN_NAME = /token|jwt|bearer|authorization|auth_?header|credential/iu;

function kindOfOrigin(kernel: Kernel, { node, path }: Origin): TokenSource {
  if (isInput(kernel, node, path)) return factsBorn(kernel, node, 'source', []).concat(factsBorn(kernel, node, 'source', path)).some(({ kind }) => kind === 'URL fragment') ? 'other' : 'request';
  if (node.type !== 'Identifier') return isRequestMember(node, path) ? 'request' : 'other';
  const definition = variableOf(kernel.sourceCode, node)?.defs[0];
  if (definition?.type !== ('Parameter' as never)) return 'other';
  const name = memberTaken(definition.name) ?? node.name;
  if (path.length > 0) return REQUEST_NAME.test(name) && path.some((member) => /^(?:headers?|cookies?|query|body|params|auth|handshake|authorization|authorizationToken)$/u.test(member)) ? 'request' : 'other';
  // `({ account }) => decode(account.id_token)` has a path; a parameter that is the token itself has a name that says so.
  return TOKEN_NAME.test(name) ? 'parameter' : 'other';
}

/** `context.switchToHttp().getRequest().headers.authorization` */
function isRequestMember(node: Node, path: readonly string[]): boolean {
  return node.type === 'CallExpression' && /^(?:getRequest|getContext)$/u.test(lastNameOf(node)) && path.some((member) => /^(?:headers?|cookies?|query|body)$/u.test(member));
}

function keyOf({ sourceCode }: Kernel, { node, path }: Origin): string {
  const declared = variableOf(sourceCode, node)?.defs[0]?.name.range[0];
  return `${sourceCode.getText(node)}|${declared === undefined ? '' : String(declared)}|${path.join('.')}`;
}

// ---- is it verified elsewhere? -----------------------------------------------------------------------------------------

const MAX_CALLERS = 4;

/** Is the token verified in the function around a place, by those who run before it, or by all who call it in this file? */
export function isVerifiedAround(kernel: Kernel, decoded: DecodedToken, origins: TokenOrigins, place: Node, depth = 0): boolean {
  const owner = outermostFunction(place);
  if (!owner) return false;
  if (isGuarded(kernel, owner) || verifiesToken(kernel, owner, decoded, origins)) return true;
  const calls = depth < MAX_CALLERS ? callsInFile(kernel.sourceCode, owner) : [];
  return calls.length > 0 && calls.every((call) => !contains(owner, call) && isVerifiedAround(kernel, decoded, origins, call, depth + 1));
}

function verifiesToken(kernel: Kernel, owner: FunctionNode, decoded: DecodedToken, { keys }: TokenOrigins): boolean {
  // Who computes the signature compares it.
  if (kernel.api.uses('hmac').some(({ node }) => contains(owner, node))) return true;
  const flow = flowOfTokens(kernel);
  let found = false;
  walk(kernel.sourceCode.visitorKeys, owner, (node) => {
    if (found) return 'skip';
    if ((node.type !== 'CallExpression' && node.type !== 'NewExpression') || node === decoded.node || !mayVerify(kernel, node)) return undefined;
    found = node.arguments.some((argument) => originsOf(kernel.sourceCode, argument, flow).some((origin) => keys.has(keyOf(kernel, origin))));
    return undefined;
  });
  return found;
}

/** Does a call verify, by what is known of it, by what it does where it can be read, else by its name? */
function mayVerify(kernel: Kernel, call: CallLike, depth = 0): boolean {
  if (kernel.api.factsAt(call, 'jwtVerify').length > 0) return true;
  const target = localFunction(kernel.sourceCode, call.callee);
  if (!target) return namesVerification(lastNameOf(call.callee));
  let found = false;
  walk(kernel.sourceCode.visitorKeys, target, (node) => {
    if (!found && depth < MAX_CALLERS && (node.type === 'CallExpression' || node.type === 'NewExpression')) found = kernel.api.factsAt(node, 'hmac').length > 0 || mayVerify(kernel, node, depth + 1);
    return found ? 'skip' : undefined;
  });
  return found;
}

function namesVerification(name: string): boolean {
  return wordsOf(name).some((word) => VERIFYING_WORDS.has(word)) || hasPhrase(name, VERIFYING_PHRASES);
}

/** `router.get('/me', requireAuth, handler)`, `@UseGuards(JwtAuthGuard)`: what runs before has verified the token. */
function isGuarded({ sourceCode }: Kernel, owner: FunctionNode): boolean {
  const { parent } = owner;
  if (parent.type === 'CallExpression') {
    const before = parent.arguments.slice(0, Math.max(0, parent.arguments.indexOf(owner as TSESTree.Expression)));
    return before.some((argument) => !isFunction(unwrap(argument)) && stringOf(argument) === undefined && namesGuard(lastNameOf(argument)));
  }
  const decorated = [parent.type === 'MethodDefinition' ? parent : undefined, enclosingClass(owner)];
  return decorated.some((each) => each && decoratorsOf(each).some(({ expression }) => namesGuard(sourceCode.getText(expression))));
}

function namesGuard(name: string): boolean {
  return wordsOf(name).some((word) => GUARD_WORDS.has(word));
}
