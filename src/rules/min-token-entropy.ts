import type { Kernel } from '../analysis/kernel.js';
import { onDemand } from '../analysis/on-demand.js';
import { longer } from '../analysis/rewrites/longer.js';
import type { ShortSecret } from '../analysis/short-secrets.js';
import { BRIEF, shortText } from '../analysis/text.js';
import { defineRule, suggestion } from '../rule.js';

type MessageIds = 'guessable' | 'short' | 'code' | 'draw';

interface Options {
  minBits: number;
  minCodeBits: number;
}

export default defineRule<MessageIds, Options>({
  name: 'min-token-entropy',
  meta: {
    type: 'problem',
    docs: {
      description: 'require tokens, nonces and session ids to hold enough random bits',
      preset: 'strict',
      cwe: [331, 334, 330],
      owasp: ['A04:2025', 'A07:2025'],
      controls: [17],
    },
    hasSuggestions: true,
    messages: {
      guessable: '{{place}} ({{what}}) holds at most {{bits}} random bits (`{{source}}`), so few that somebody who tries finds one that is in use. Draw at least {{wanted}} bits: {{remedy}}.',
      short: '{{place}} ({{what}}) holds at most {{bits}} random bits (`{{source}}`), and {{wanted}} are required. {{remedy}} has as many.',
      code: '{{place}} ({{what}}) holds at most {{bits}} random bits (`{{source}}`), and a code that is typed in needs {{wanted}} even where tries are limited. Draw a longer one, such as `randomInt(0, 1_000_000)` with six digits.',
      draw: 'Draw {{size}} instead of {{old}}.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          minBits: { type: 'integer', minimum: 1, description: 'How many random bits tokens, nonces, session ids and secrets have to hold. 122 accepts random UUIDs, 128 is the advice of OWASP.' },
          minCodeBits: { type: 'integer', minimum: 0, description: 'How many random bits a code that is typed in has to hold. The default is six digits; 0 leaves codes alone.' },
        },
      },
    ],
    defaultOptions: [{ minBits: 256, minCodeBits: 19 }],
  },
  // Scripts count: the keys that they make are used.
  skips: ['pretended', 'seed', 'example'],
  concerns: ({ api }) => api.mayHave('strongRandom'),
  create(context, options, kernel) {
    return {
      Program() {
        if (kernel.api.uses('strongRandom').length === 0) return;
        const isBrowser = kernel.fileKinds.has('client') || /\.[jt]sx$/u.test(context.filename);
        for (const secret of onDemand.shortSecrets().shortSecrets(kernel, { ...options, isBrowser })) {
          const more = longer(kernel, secret);
          context.report({
            node: secret.at,
            messageId: secret.kind === 'code' ? 'code' : secret.isGuessable ? 'guessable' : 'short',
            data: wordsFor(kernel, secret),
            suggest: more ? suggestion({ messageId: 'draw', data: { size: more.size, old: more.old }, fix: more.fix }) : [],
          });
        }
      },
    };
  },
});

// ---- words for the message -------------------------------------------------------------------------------------------

function wordsFor(kernel: Kernel, { authority, bits, wanted, at, kind }: ShortSecret): Readonly<Record<string, string>> {
  const words = { place: authority.place, what: authority.what, bits: String(bits), wanted: String(wanted), source: shortText(kernel.sourceCode, at, BRIEF) };
  return kind === 'code' ? words : { ...words, remedy: `\`randomBytes(${String(Math.ceil(wanted / 8))}).toString('base64url')\` of node:crypto` };
}
