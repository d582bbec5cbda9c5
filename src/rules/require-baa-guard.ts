import { assertsItself, isAsserted } from '../analysis/assertions.js';
import { healthDataIn } from '../analysis/messages.js';
import { lastCallText, shortText } from '../analysis/text.js';
import { hasPhrase } from '../analysis/words.js';
import { AGREEMENT_PHRASES } from '../knowledge/messages.js';
import { defineRule } from '../rule.js';

interface Options {
  addNames: string[];
  assertions: string[];
}

export default defineRule<'unguarded', Options>({
  name: 'require-baa-guard',
  meta: {
    type: 'problem',
    docs: {
      description: 'require a run-time check of the agreement before health data is sent by e-mail or SMS',
      preset: 'strict',
      cwe: [359, 200],
      owasp: ['A06:2025', 'A04:2025'],
      controls: [58],
    },
    messages: {
      unguarded:
        "`{{call}}` sends `{{datum}}` (health data) by {{channel}} through {{provider}}, and nothing before it refuses while no business associate agreement (BAA) is signed. Refuse at run time, by configuration: `if (process.env.BAA_SIGNED !== 'true') throw new Error(…)`.",
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          addNames: { type: 'array', items: { type: 'string' }, description: 'Further names of health data, as whole names in any case: `["carePlan"]`.' },
          assertions: { type: 'array', items: { type: 'string' }, description: 'Further names of functions that refuse, or of flags that are tested, where names say nothing of a BAA, HIPAA or PHI.' },
        },
      },
    ],
    defaultOptions: [{ addNames: [], assertions: [] }],
  },
  // Made-up patients.
  skips: ['pretended', 'example', 'seed'],
  concerns: ({ api }) => api.mayHave('message'),
  create(context, options, kernel) {
    return {
      Program() {
        const messages = kernel.api.uses('message');
        if (messages.length === 0) return;
        const added = new Set(options.addNames.map((name) => name.toLowerCase()));
        const isNamed = (name: string): boolean => options.assertions.includes(name) || hasPhrase(name, AGREEMENT_PHRASES);
        for (const message of messages) {
          // One finding a message: the remedy is the same for all that is in it.
          const exposures = healthDataIn(kernel, message, (name) => (added.has(name.toLowerCase()) ? 'health' : undefined));
          if (exposures.length === 0 || isAsserted(kernel, message.node, isNamed) || assertsItself(kernel, message.node, isNamed)) continue;
          // The datum may stand with one of several callers, and that one may have asked.
          const exposure = exposures.find(({ datum }) => !isAsserted(kernel, datum, isNamed));
          if (!exposure) continue;
          const { channel, provider } = message.fact;
          context.report({
            node: exposure.node,
            messageId: 'unguarded',
            data: { call: lastCallText(kernel.sourceCode, message.node) ?? 'this call', datum: shortText(kernel.sourceCode, exposure.datum), channel, provider },
          });
        }
      },
    };
  },
});
