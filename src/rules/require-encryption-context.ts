import type { Ciphers, ContextProblem } from '../analysis/encryption-contexts.js';
import type { Kernel } from '../analysis/kernel.js';
import { onDemand } from '../analysis/on-demand.js';
import { lastCallText, shortText } from '../analysis/text.js';
import { defineRule } from '../rule.js';

type MessageIds = ContextProblem['kind'];

interface Options {
  ciphers: Ciphers;
}

export default defineRule<MessageIds, Options>({
  name: 'require-encryption-context',
  meta: {
    type: 'problem',
    docs: {
      description: 'require encryption, decryption and data keys to be bound to the row they belong to',
      preset: 'strict',
      cwe: [345, 353],
      owasp: ['A04:2025', 'A08:2025'],
      controls: [23],
    },
    messages: {
      absent: '{{call}} {{does}} without a context (`{{option}}`), so nothing binds the ciphertext to its row: whoever can write to the database can put it into the row of somebody else, where it decrypts all the same. Give it the id of the owner or the row, the same to encrypt and to decrypt: `{{example}}`.',
      constant: '{{call}} {{does}} with a context that is the same for every row (`{{value}}`), so it does not bind the ciphertext to one: whoever can write to the database can put it into the row of somebody else, where it decrypts all the same. Add the id of the owner or the row: `{{example}}`.',
      unread: '{{call}} takes no context to compare with, and nobody looks at the one in its result, so it decrypts the ciphertext of any other row as well. Compare it with the id of the owner or the row: `{{example}}`.',
      stored: '{{call}} decrypts with a context (`{{value}}`) that stands beside the ciphertext: whoever puts the ciphertext of somebody else into a row takes the context along. Make it of what the caller asked for: `{{example}}`.',
      mismatch: '{{call}} decrypts with the context {{here}}, but what this file encrypts carries {{there}}, so every decryption fails. Use the same context on both sides.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          ciphers: {
            type: 'string',
            enum: ['fields', 'all', 'ignore'],
            description: 'Which ciphers of this process (AES-GCM, ChaCha20-Poly1305) need additional authenticated data: those that encrypt a field of a row by the names around them, all, or none.',
          },
        },
      },
    ],
    defaultOptions: [{ ciphers: 'fields' }],
  },
  skips: ['unserved', 'example'],
  concerns: ({ api }) => api.mayHave('encryption'),
  create(context, options, kernel) {
    return {
      Program() {
        if (kernel.api.uses('encryption').length === 0) return;
        for (const problem of onDemand.encryptionContexts().contextProblems(kernel, options.ciphers)) {
          context.report({ node: problem.kind === 'mismatch' ? problem.at : problem.node, messageId: problem.kind, data: wordsFor(kernel, problem) });
        }
      },
    };
  },
});

// ---- words for the message -------------------------------------------------------------------------------------------

function wordsFor({ sourceCode }: Kernel, problem: ContextProblem): Readonly<Record<string, string>> {
  const [fact] = problem.facts;
  const call = lastCallText(sourceCode, problem.node) ?? 'This call';
  const example = fact?.example ?? '';
  switch (problem.kind) {
    case 'absent':
      return { call, does: doesOf(problem), option: problem.facts.map(({ option }) => option).join('` and `'), example };
    case 'constant':
      return { call, does: doesOf(problem), value: shortText(sourceCode, problem.at), example };
    case 'stored':
      return { call, value: shortText(sourceCode, problem.at), example };
    case 'unread':
      return { call, example };
    case 'mismatch':
      return { call, here: problem.here, there: problem.there };
  }
}

function doesOf({ facts }: ContextProblem): string {
  return facts.length > 1 ? 're-encrypts' : (facts[0]?.does ?? 'encrypts');
}
