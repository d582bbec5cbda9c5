import { lastLinkOf } from '../analysis/ast.js';
import { identityUses, type IdentityUse } from '../analysis/identity.js';
import { inputText, isInput } from '../analysis/inputs.js';
import { decodedTokens, isVerifiedAround, mayDecode, tokenOrigins, type DecodedToken, type TokenOrigins } from '../analysis/jwt-decodes.js';
import type { Kernel } from '../analysis/kernel.js';
import { runtimeOf } from '../analysis/runtime.js';
import { lastCallText } from '../analysis/text.js';
import { unverifiedSessions } from '../analysis/unverified-sessions.js';
import { defineRule } from '../rule.js';

interface Options {
  sessions: 'report' | 'allow';
}

export default defineRule<'decoded' | 'byHand' | 'session', Options>({
  name: 'no-unverified-jwt',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow trusting the claims of a token or session that was read without being verified',
      preset: 'recommended',
      cwe: [345, 347],
      owasp: ['A07:2025', 'A01:2025'],
      controls: [9],
    },
    messages: {
      decoded: '{{api}} reads {{token}} without verifying it, and {{claim}} {{how}}: anyone can write a token that says what they like. Verify its signature with the key of its issuer, and use the claims that the verification returns.',
      byHand: '{{api}} reads the claims of {{token}} by hand, without verifying its signature, and {{claim}} {{how}}: anyone can write a token that says what they like. Use a library that verifies it with the key of its issuer.',
      session: '{{api}} takes the session from a cookie without verifying it, and {{claim}} {{how}}: anyone can write such a cookie. Call `{{remedy}}`, which verify the token.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          sessions: {
            type: 'string',
            enum: ['report', 'allow'],
            description: 'Whether sessions that are read from a cookie are reported. `allow` is for applications whose database checks the token of every query itself.',
          },
        },
      },
    ],
    defaultOptions: [{ sessions: 'report' }],
  },
  skips: ['unserved', 'example'],
  concerns: (kernel) => mayDecode(kernel) || kernel.api.mayHave('unverifiedSession'),
  create(context, options, kernel) {
    return {
      Program() {
        for (const decoded of decodedTokens(kernel)) {
          // In a browser a token is read to show what is in it; there is nobody to deceive but its owner.
          if (runtimeOf(kernel) === 'browser') return;
          const origins = tokenOrigins(kernel, decoded);
          const use = trustedUse(kernel, decoded, origins);
          if (use) context.report({ node: lastLinkOf(decoded.node), messageId: decoded.byHand ? 'byHand' : 'decoded', data: { api: lastCallText(kernel.sourceCode, decoded.node) ?? 'This', token: tokenText(kernel, origins), ...wordsFor(use) } });
        }
        if (options.sessions === 'allow') return;
        for (const { node, use, fact } of unverifiedSessions(kernel)) context.report({ node: lastLinkOf(node), messageId: 'session', data: { api: lastCallText(kernel.sourceCode, node) ?? 'This', remedy: fact.remedy, ...wordsFor(use) } });
      },
    };
  },
});

/** A use that believes the claims of a token which nobody verifies. */
function trustedUse(kernel: Kernel, decoded: DecodedToken, origins: TokenOrigins): IdentityUse | undefined {
  // A token that arrives as a parameter may be one that a browser shows.
  if (origins.source === 'other' || (origins.source === 'parameter' && runtimeOf(kernel) !== 'server')) return undefined;
  const uses = identityUses(kernel, decoded.node);
  if (uses.length === 0 || isVerifiedAround(kernel, decoded, origins, decoded.node)) return undefined;
  return uses.find((use) => !isVerifiedAround(kernel, decoded, origins, use.node));
}

function tokenText(kernel: Kernel, { source, origin }: TokenOrigins): string {
  if (source !== 'request' || !origin) return 'a token';
  if (isInput(kernel, origin.node, origin.path)) return `a token (${inputText(kernel, origin)})`;
  const name = origin.path.at(-1);
  return name === undefined ? 'a token of the request' : `a token ('${name}' of the request)`;
}

function wordsFor({ claim, how }: IdentityUse): Readonly<Record<'claim' | 'how', string>> {
  return { claim: claim === undefined ? 'what it says' : `\`${claim}\``, how };
}
