import type { Use } from '../analysis/api.js';
import { factHolds } from '../analysis/arguments.js';
import { guessesIn, type Guess } from '../analysis/guessable.js';
import type { Kernel } from '../analysis/kernel.js';
import { rangeOf } from '../analysis/ranges.js';
import { secureRandomFor, type SecureRandom } from '../analysis/rewrites/secure-random.js';
import { BRIEF, shortText } from '../analysis/text.js';
import { defineRule } from '../rule.js';

type MessageIds = 'weak' | 'purpose' | 'sharedHelper' | 'useUuid' | 'useRandomInt' | 'useSecureModule';

const FINDINGS = { authority: 'weak', purpose: 'purpose', helper: 'sharedHelper' } as const satisfies Record<Guess['kind'], MessageIds>;
const SUGGESTIONS = { randomUuid: 'useUuid', integer: 'useRandomInt', module: 'useSecureModule' } as const satisfies Record<SecureRandom['kind'], MessageIds>;

interface Options {
  sharedHelpers: 'report' | 'ignore';
}

export default defineRule<MessageIds, Options>({
  name: 'no-insecure-random',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow tokens, passwords, codes and nonces made by `Math.random()` or another predictable source',
      preset: 'recommended',
      cwe: [338, 330, 340],
      owasp: ['A04:2025'],
      controls: [16],
    },
    hasSuggestions: true,
    messages: {
      weak: '{{place}} ({{what}}) is made by {{source}}, {{why}}. Use {{remedy}}.',
      purpose: '{{source}} makes a {{what}}, {{why}}. Use {{remedy}}.',
      sharedHelper: 'What `{{name}}()` returns to other files is made by {{source}}, {{why}}, and nothing keeps callers from using it as a code, key or token. Use {{remedy}}.',
      useUuid: 'Use a random UUID (122 unpredictable bits).',
      useRandomInt: 'Use `{{call}}` of node:crypto.',
      useSecureModule: "Import from '{{module}}', which draws from the operating system.",
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          sharedHelpers: {
            type: 'string',
            enum: ['report', 'ignore'],
            description: 'Whether an exported function that makes random text of any length for no stated purpose is reported.',
          },
        },
      },
    ],
    defaultOptions: [{ sharedHelpers: 'report' }],
  },
  // Where a password is for show. Not in scripts and commands: the keys that they make are used.
  skips: ['pretended', 'seed'],
  concerns: ({ api }) => api.mayHave('weakRandom'),
  create(context, options, kernel) {
    return {
      Program() {
        const sources = kernel.api.uses('weakRandom').filter((use) => factHolds(kernel, use.node, use.fact));
        if (sources.length === 0) return;
        const isBrowser = kernel.fileKinds.has('client') || /\.[jt]sx$/u.test(context.filename);
        for (const guess of guessesIn(kernel, sources, { isBrowser, helpers: options.sharedHelpers === 'report' })) {
          const secure = secureRandomFor(kernel, guess.use, isBrowser);
          context.report({
            node: guess.use.node,
            messageId: FINDINGS[guess.kind],
            data: wordsFor(kernel, guess),
            suggest: secure ? [{ messageId: SUGGESTIONS[secure.kind], data: secure.words, fix: secure.fix }] : [],
          });
        }
      },
    };
  },
});

// ---- words for the message -------------------------------------------------------------------------------------------

function wordsFor(kernel: Kernel, guess: Guess): Readonly<Record<string, string>> {
  const { fact, node } = guess.use;
  const words = { source: fact.label ?? `\`${shortText(kernel.sourceCode, node, BRIEF)}\``, why: fact.why, remedy: remedyFor(kernel, guess.use) };
  switch (guess.kind) {
    case 'authority':
      return { ...words, place: guess.authority.place, what: guess.authority.what };
    case 'purpose':
      return { ...words, what: guess.what };
    case 'helper':
      return { ...words, name: guess.name };
  }
}

function remedyFor(kernel: Kernel, use: Use<'weakRandom'>): string {
  const range = rangeOf(kernel.sourceCode, use.node);
  if (use.fact.secureModule !== undefined) return `the same function of '${use.fact.secureModule}'`;
  if (range) return `\`randomInt(${range.text})\` of node:crypto`;
  return "`randomBytes(32).toString('base64url')` of node:crypto, or `crypto.randomUUID()`";
}
