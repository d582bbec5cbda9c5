import { emailChecks, mayListEmails, type EmailCheck } from '../analysis/email-lists.js';
import type { SourceCode } from '../analysis/scope.js';
import { BRIEF, shortText } from '../analysis/text.js';
import { defineRule } from '../rule.js';

export default defineRule<'grants' | 'refuses'>({
  name: 'no-hardcoded-email-allowlist',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow e-mail addresses and domains in code that decide who may enter',
      preset: 'recommended',
      cwe: [798, 284, 639],
      owasp: ['A01:2025', 'A06:2025'],
      controls: [5],
    },
    messages: {
      grants: '`{{value}}` is compared with {{list}} to decide {{what}}: people then gain and lose rights with a deployment only, and whoever gets such an address has them. Keep members and their roles in a table, and ask that.',
      refuses: '`{{value}}` is compared with {{list}}, and everybody else is refused: people then come and go with a deployment only, and whoever gets such an address is let in. Keep members in a table, and ask that.',
    },
    schema: [],
  },
  // Scripts and seeds name the people they are about.
  skips: ['unserved', 'example'],
  concerns: mayListEmails,
  create(context, _options, kernel) {
    return {
      Program() {
        for (const check of emailChecks(kernel)) {
          const { node, decision } = check;
          context.report({ node, messageId: decision.kind, data: { ...wordsFor(kernel.sourceCode, check), ...(decision.kind === 'grants' ? { what: decision.name === undefined ? 'what somebody may do' : `\`${decision.name}\`` } : {}) } });
        }
      },
    };
  },
});

// ---- words for the message -------------------------------------------------------------------------------------------

function wordsFor(sourceCode: SourceCode, { texts, list, value }: EmailCheck): { readonly value: string; readonly list: string } {
  const written = texts.map((text) => `'${text}'`).join(', ');
  return { value: shortText(sourceCode, value, BRIEF), list: list === undefined ? written : `\`${list}\` (${written}${texts.length === 3 ? ', …' : ''})` };
}
