/** Which sessions are taken from a cookie without being verified, and then believed? */
import { NOT_ALLOWED } from '../knowledge/refusals.js';
import type { FactOf } from '../knowledge/schema.js';
import { PAGE_FURNITURE } from '../knowledge/vocabulary.js';
import { contains, functionName, isFunction, lastNameOf, walk, type Node } from './ast.js';
import { outermostFunction } from './flow.js';
import { claimUses, identityUses, type IdentityUse } from './identity.js';
import type { Kernel } from './kernel.js';
import { refusalOf } from './refusal.js';
import { runtimeOf } from './runtime.js';
import { wordsOf } from './words.js';

export interface BelievedSession {
  readonly node: Node;
  readonly fact: FactOf<'unverifiedSession'>;
  readonly use: IdentityUse;
}

export function unverifiedSessions(kernel: Kernel): readonly BelievedSession[] {
  const seen = new Set<Node>();
  return kernel.api.uses('unverifiedSession').flatMap(({ node, fact }) => {
    // A client that two rows know is one client.
    const runtime = runtimeOf(kernel);
    if (seen.has(node) || runtime === 'browser' || (!fact.onServer && runtime !== 'server')) return [];
    seen.add(node);
    if (isVerifiedIn(kernel, outermostFunction(node) ?? kernel.sourceCode.ast, node, fact)) return [];
    const use = beliefIn(kernel, node);
    return use && !isVerifiedIn(kernel, outermostFunction(use.node) ?? kernel.sourceCode.ast, node, fact) ? [{ node, fact, use }] : [];
  });
}

/** The token alone may be passed on: whoever receives it verifies it. */
function beliefIn(kernel: Kernel, session: Node): IdentityUse | undefined {
  const identity = identityUses(kernel, session).find(({ claim }) => claim !== undefined && claim !== 'session');
  if (identity) return identity;
  for (const { kind, value, taken = [] } of claimUses(kernel, session))
    if (kind === 'condition' && /^(?:session|user)$/u.test(taken.at(-1) ?? '') && !isInFurniture(value) && refusalOf(kernel.sourceCode, value, NOT_ALLOWED)) return { node: value, claim: taken.at(-1), how: 'decides who is let in' };
  return undefined;
}

/** `function Navbar() { return session ? <Avatar /> : <Link href="/login" />; }` */
function isInFurniture(condition: Node): boolean {
  const component = outermostFunction(condition);
  return component !== undefined && wordsOf(functionName(component) ?? '').some((word) => PAGE_FURNITURE.has(word));
}

function isVerifiedIn({ sourceCode }: Kernel, owner: Node, session: Node, { verifiedBy }: FactOf<'unverifiedSession'>): boolean {
  let found = false;
  walk(sourceCode.visitorKeys, owner, (node) => {
    // What a function inside does, it does some other time.
    if (found || contains(session, node) || (isFunction(node) && !contains(node, session))) return 'skip';
    if (node.type === 'CallExpression' && verifiedBy.includes(lastNameOf(node)) && /\bauth\s*\.\s*\w+$/u.test(sourceCode.getText(node.callee))) found = true;
    return undefined;
  });
  return found;
}
