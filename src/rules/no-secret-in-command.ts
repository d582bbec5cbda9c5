import { commandSecrets } from '../analysis/commands.js';
import { callText, shortText } from '../analysis/text.js';
import { defineRule } from '../rule.js';

export default defineRule<'secret'>({
  name: 'no-secret-in-command',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow passwords, tokens and keys on the command line of a program that is started',
      preset: 'recommended',
      cwe: [214, 200],
      owasp: ['A04:2025', 'A09:2025'],
      controls: [50],
    },
    messages: {
      secret:
        '`{{datum}}` becomes part of the command line that `{{command}}` starts: the process list shows it to every user of the machine, and logs and error messages repeat it. Keep it off the command line: {{remedy}}.',
    },
    schema: [],
  },
  // Scripts and tools count: what they are given is real.
  skips: ['pretended'],
  concerns: ({ api }) => api.mayHave('command'),
  create(context, _options, kernel) {
    const { sourceCode } = kernel;
    return {
      Program() {
        if (kernel.api.uses('command').length === 0) return;
        for (const { node, datum, command, remedy } of commandSecrets(kernel)) {
          context.report({
            node,
            messageId: 'secret',
            data: { datum: shortText(sourceCode, datum), command: callText(sourceCode, command) ?? shortText(sourceCode, command), remedy: remedy ?? 'pass it in the environment (`env: { NAME: … }`), or give it to standard input (`input`)' },
          });
        }
      },
    };
  },
});
