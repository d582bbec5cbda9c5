import { lastLinkOf } from '../analysis/ast.js';
import { optionNames, uncheckedClaims, type Unchecked } from '../analysis/jwt-checks.js';
import { valueAt } from '../analysis/arguments.js';
import type { Kernel } from '../analysis/kernel.js';
import { lastCallText, shortText } from '../analysis/text.js';
import { defineRule } from '../rule.js';

interface Options {
  ownTokens: 'allow' | 'report';
}

export default defineRule<'unchecked' | 'expired', Options>({
  name: 'require-jwt-claims',
  meta: {
    type: 'problem',
    docs: {
      description: 'require that the verification of a JSON web token checks its issuer, its audience and its expiry',
      preset: 'recommended',
      cwe: [345, 613],
      owasp: ['A07:2025'],
      controls: [10],
    },
    messages: {
      unchecked: '{{api}} checks the signature of a token, but not {{what}}: {{why}}. {{remedy}}.',
      expired: '{{api}} accepts tokens that have expired (`{{option}}: {{value}}`), so one that was lost or stolen is good forever. Leave the check on, and let clients renew their token.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          ownTokens: {
            type: 'string',
            enum: ['allow', 'report'],
            description: 'Whether tokens that the application signs itself, with a secret or with a private key in the same file, have to be checked too.',
          },
        },
      },
    ],
    defaultOptions: [{ ownTokens: 'allow' }],
  },
  skips: ['pretended', 'example'],
  concerns: ({ api }) => api.mayHave('jwtVerify'),
  create(context, options, kernel) {
    return {
      Program() {
        if (kernel.api.uses('jwtVerify').length === 0) return;
        for (const unchecked of uncheckedClaims(kernel)) {
          const { node, expiry, missing, signer } = unchecked;
          const api = lastCallText(kernel.sourceCode, node) ?? 'This configuration';
          if (expiry) context.report({ node: expiry, messageId: 'expired', data: { api, ...switchText(kernel, unchecked) } });
          if (missing.length === 0 || (signer === 'self' && options.ownTokens === 'allow')) continue;
          context.report({ node: lastLinkOf(node), messageId: 'unchecked', data: { api, ...wordsFor(kernel, unchecked) } });
        }
      },
    };
  },
});

function switchText({ sourceCode }: Kernel, { expiry, checks }: Unchecked): Readonly<Record<'option' | 'value', string>> {
  const option = checks.off?.find(({ claim }) => claim === 'expiry')?.when.path?.at(-1);
  return { option: String(option ?? ''), value: expiry ? shortText(sourceCode, expiry) : '' };
}

function wordsFor(kernel: Kernel, { node, checks, missing }: Unchecked): Readonly<Record<'what' | 'why' | 'remedy', string>> {
  const names = missing.map((claim) => optionNames(checks[claim])[0]).filter((name) => name !== undefined);
  const isVain = checks.vain !== undefined && valueAt(kernel, node, checks.vain).kind === 'present';
  const options = names.map((name) => `\`${name}\``).join(' and ');
  return {
    what: missing.length === 2 ? 'who issued it and for whom' : missing[0] === 'issuer' ? 'who issued it' : 'for whom it was issued',
    why: missing.includes('audience') ? 'what the same signer made for another application or purpose is accepted here' : 'a token of any other issuer whose key is accepted here passes as well',
    remedy: names.length === 0 ? 'Name the audience instead of `null`' : isVain ? `Pass ${options} beside \`jsonWebTokenOptions\`, which is overwritten` : `Pass ${options}`,
  };
}
