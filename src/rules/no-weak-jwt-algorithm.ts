import { handMadeHeaders, mayHandleTokens, tokenCalls, tokenProblem, type TokenCall, type TokenProblem } from '../analysis/jwt-calls.js';
import type { Kernel } from '../analysis/kernel.js';
import { pinnedAlgorithm } from '../analysis/rewrites/pinned-algorithm.js';
import { withoutElement } from '../analysis/rewrites/removal.js';
import { lastCallText, nameText } from '../analysis/text.js';
import { defineRule, suggestion } from '../rule.js';

type MessageIds = TokenProblem['kind'] | 'handMade' | 'handMadeUnsigned' | 'remove' | 'pin';

const ONLY_HMAC: ReadonlySet<MessageIds> = new Set<MessageIds>(['hmac', 'hmacDefault', 'handMade']);

interface Options {
  hmac: 'report' | 'allow';
}

export default defineRule<MessageIds, Options>({
  name: 'no-weak-jwt-algorithm',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow unsigned JSON web tokens, HMAC with a shared secret, and verification that leaves the algorithm open',
      preset: 'recommended',
      cwe: [327, 347, 757],
      owasp: ['A04:2025', 'A07:2025'],
      controls: [8],
    },
    hasSuggestions: true,
    messages: {
      unsigned: "{{api}} {{does}} tokens without a signature (`alg: none`), which anyone can write. Use a verification with a public key that lists its algorithm, such as 'RS256'.",
      noneListed: "{{api}} names '{{alg}}' as an algorithm: that stands for tokens without a signature, which anyone can write. Name only the algorithm of your key, such as 'RS256'.",
      hmac: "{{api}} {{does}} tokens with HMAC ({{alg}}): whoever holds the secret to verify such a token can also forge one. Sign with a private key (RS256, ES256, EdDSA) and verify with the public one.",
      hmacDefault: '{{api}} names no algorithm, and {{because}} that means HMAC ({{alg}}): whoever holds the secret to verify such a token can also forge one. Sign with a private key, verify with the public one, and pin the algorithm: {{pin}}.',
      mixed: '{{api}} accepts {{alg}} beside {{pair}}: where the public key is taken for the secret of the HMAC, whoever has the public key can forge tokens. Name only {{pair}}.',
      publicKeyAsSecret: '{{key}} is a public key, and {{api}} takes its text for the secret of an HMAC: whoever has the public key can forge tokens. Import it as a key (`createPublicKey`, `importSPKI`) and pin the algorithm: {{pin}}.',
      keyDecides: '{{api}} names no algorithm, so {{key}} decides: text that cannot be read as a public key (a variable with `\\n` for its line breaks) counts as the secret of an HMAC, with which anyone who has it can forge tokens. Pin the algorithm of the key: {{pin}}.',
      tokenDecides: '{{api}} {{how}}, and whoever sends the token writes its header. Pin the algorithm of the key: {{pin}}.',
      handMade: 'This header makes a JWT that this file signs itself with HMAC ({{alg}}): whoever holds the secret to verify such a token can also forge one. Use a library, with a private key to sign (RS256, ES256, EdDSA) and the public one to verify.',
      handMadeUnsigned: 'This header makes a JWT without a signature (`alg: none`), which anyone can write. Use a library, with a private key to sign (RS256, ES256, EdDSA) and the public one to verify.',
      remove: "Remove '{{alg}}' from the list.",
      pin: 'Accept only RS256 (write the algorithm of your key).',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          hmac: {
            type: 'string',
            enum: ['report', 'allow'],
            description: 'Whether HMAC algorithms with a secret are reported. `allow` is for tokens that one service both signs and verifies.',
          },
        },
      },
    ],
    defaultOptions: [{ hmac: 'report' }],
  },
  // Scripts and tools count: what they sign is accepted by the service.
  skips: ['pretended'],
  concerns: mayHandleTokens,
  create(context, options, kernel) {
    const { sourceCode } = kernel;
    const isWanted = (messageId: MessageIds): boolean => options.hmac === 'report' || !ONLY_HMAC.has(messageId);
    return {
      Program() {
        const calls = tokenCalls(kernel);
        // One finding a call: the same registration often stands for signing and verifying.
        for (const each of calls.values()) {
          const problem = tokenProblem(kernel, each);
          if (!problem || !isWanted(problem.kind)) continue;
          const listed = problem.kind === 'noneListed' || problem.kind === 'mixed' ? problem.named : undefined;
          context.report({
            node: problem.at,
            messageId: problem.kind,
            data: wordsFor(kernel, problem),
            suggest: listed ? suggestion({ messageId: 'remove', data: { alg: listed.name }, fix: withoutElement(sourceCode, listed.node) }) : suggestion({ messageId: 'pin', fix: problem.kind === 'keyDecides' ? pinnedAlgorithm(problem.call) : undefined }),
          });
        }
        for (const { at, algorithm } of handMadeHeaders(kernel, calls)) {
          if (/^none$/iu.test(algorithm)) context.report({ node: at, messageId: 'handMadeUnsigned' });
          else if (/^HS\d+$/iu.test(algorithm) && isWanted('handMade') && kernel.api.uses('hmac').length > 0) context.report({ node: at, messageId: 'handMade', data: { alg: algorithm } });
        }
      },
    };
  },
});

// ---- words for the message -------------------------------------------------------------------------------------------

function wordsFor({ sourceCode }: Kernel, problem: TokenProblem): Readonly<Record<string, string>> {
  const { call } = problem;
  const words = { api: lastCallText(sourceCode, call.node) ?? 'This configuration', does: does(call), pin: pin(call) };
  switch (problem.kind) {
    case 'unsigned':
      return words;
    case 'noneListed':
    case 'hmac':
      return { ...words, alg: problem.named.name };
    case 'mixed':
      return { ...words, alg: problem.named.name, pair: problem.pair.name };
    case 'tokenDecides':
      return { ...words, how: problem.named ? `takes its algorithm from the token (\`${problem.named.name}\`)` : 'names no algorithm, so the header of the token chooses one' };
    case 'hmacDefault': {
      if (!problem.secret) return { ...words, because: 'by default', alg: 'HS256' };
      const secret = nameText(sourceCode, problem.secret);
      return { ...words, because: secret === undefined ? 'with a secret as its key' : `with the secret ${secret}`, alg: 'HS256, HS384 or HS512' };
    }
    case 'publicKeyAsSecret':
      return { ...words, key: nameText(sourceCode, problem.key) ?? 'its key' };
    case 'keyDecides':
      return { ...words, key: `the type of ${nameText(sourceCode, problem.key) ?? 'its key'}` };
  }
}

function does({ signs, fact }: TokenCall): string {
  if (fact.unnamed === 'unsigned') return signs ? 'makes' : 'accepts';
  return signs ? 'signs' : 'verifies';
}

function pin({ signs, fact }: TokenCall): string {
  if (fact.option?.startsWith('the ')) return `\`'RS256'\` as ${fact.option}`;
  if (signs) return `\`${fact.option ?? 'algorithm'}: 'RS256'\``;
  return `\`${fact.option ?? 'algorithms'}: ['RS256']\``;
}
