import type { Kernel } from '../analysis/kernel.js';
import { onDemand } from '../analysis/on-demand.js';
import { lowered } from '../analysis/rewrites/lower-case.js';
import type { Bond, SiweProblem } from '../analysis/siwe-bindings.js';
import { BRIEF, lastCallText, shortText } from '../analysis/text.js';
import { defineRule, suggestion } from '../rule.js';

type MessageIds = SiweProblem['kind'] | 'ownTime' | 'lowerCase';

interface Options {
  bind: readonly Bond[];
}

/** What goes wrong when a field is not bound. */
const RISKS: Readonly<Record<Bond, string>> = {
  nonce: 'whoever has seen a message with its signature can sign in with both again',
  domain: 'a message that another site had signed signs in here',
  chain: 'a message for another chain, on which the contract of a wallet may belong to somebody else, signs in here',
};
const EXPECTED: Readonly<Record<Bond, string>> = {
  nonce: 'the nonce that this session was given, and take it back at once',
  domain: 'your own domain from the configuration',
  chain: 'the chain that you expect (`message.chainId`)',
};

export default defineRule<MessageIds, Options>({
  name: 'require-siwe-binding',
  meta: {
    type: 'problem',
    docs: {
      description: 'require sign-in with Ethereum to be bound to nonce and domain, and addresses to be compared in one spelling',
      preset: 'recommended',
      cwe: [294, 346, 345],
      owasp: ['A07:2025'],
      controls: [13],
    },
    hasSuggestions: true,
    messages: {
      unbound: '{{call}} verifies a sign-in message whose {{fields}} nobody compares with anything: {{risks}}. Compare it with {{expected}}.',
      own: '{{call}} compares the {{field}} of the sign-in message with `{{value}}`, which comes out of the same message, so that every message passes: {{risk}}. Give it {{expected}}.',
      ownTime: '{{call}} takes `{{value}}` of the sign-in message for the present time, so that a message never expires. Leave `time` out, or give it the present time.',
      skipped: '{{call}} compares the {{field}} of the sign-in message only when it is given one, and `{{value}}` may be missing: then {{risk}}. Refuse the sign-in when it is missing, before the call.',
      sent: '{{call}} compares the {{field}} of the sign-in message with `{{value}}`, which was sent together with it: {{risk}}. Give it {{expected}}.',
      spelling: '`{{comparison}}` compares addresses as they are spelt, and the same address is written with and without the capitals of its checksum (EIP-55). Compare `getAddress()` of both sides, use `isAddressEqual()`, or lower the case of both.',
      lowerCase: 'Lower the case of both sides.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          bind: {
            type: 'array',
            items: { type: 'string', enum: ['nonce', 'domain', 'chain'] },
            uniqueItems: true,
            description: 'Which fields of the message have to be compared with what the server knows.',
          },
        },
      },
    ],
    defaultOptions: [{ bind: ['nonce', 'domain'] }],
  },
  skips: ['unserved', 'example'],
  concerns: ({ api }) => api.mayHave('siweVerify') || api.mayHave('siweField'),
  create(context, options, kernel) {
    return {
      Program() {
        if (kernel.api.uses('siweVerify').length === 0 && kernel.api.uses('siweField').length === 0) return;
        for (const problem of onDemand.siweBindings().siweProblems(kernel, options.bind)) {
          const isTime = problem.kind === 'own' && problem.field === 'time';
          context.report({
            node: problem.kind === 'unbound' ? problem.call : problem.at,
            messageId: isTime ? 'ownTime' : problem.kind,
            data: wordsFor(kernel, problem),
            suggest: problem.kind === 'spelling' ? suggestion({ messageId: 'lowerCase', fix: lowered(kernel.sourceCode, problem.sides) }) : [],
          });
        }
      },
    };
  },
});

// ---- words for the message -------------------------------------------------------------------------------------------

function wordsFor({ sourceCode }: Kernel, problem: SiweProblem): Readonly<Record<string, string>> {
  const call = lastCallText(sourceCode, problem.call) ?? 'This call';
  switch (problem.kind) {
    case 'unbound':
      return { call, fields: problem.fields.join(' and '), risks: problem.fields.map((field) => RISKS[field]).join(', and '), expected: problem.fields.map((field) => EXPECTED[field]).join(', and with ') };
    case 'spelling':
      return { comparison: shortText(sourceCode, problem.at) };
    case 'own':
      if (problem.field !== 'nonce' && problem.field !== 'domain' && problem.field !== 'chain') return { call, value: shortText(sourceCode, problem.at, BRIEF) };
      return { call, field: problem.field, value: shortText(sourceCode, problem.at, BRIEF), risk: RISKS[problem.field], expected: EXPECTED[problem.field] };
    case 'skipped':
      return { call, field: problem.field, value: shortText(sourceCode, problem.at, BRIEF), risk: RISKS[problem.field] };
    case 'sent':
      return { call, field: problem.field, value: shortText(sourceCode, problem.at, BRIEF), risk: RISKS[problem.field], expected: EXPECTED[problem.field] };
  }
}
