import { letsEverybodyIn } from '../analysis/access-policies.js';
import type { Use } from '../analysis/api.js';
import { factHolds, valueAt } from '../analysis/arguments.js';
import { contains, type Node } from '../analysis/ast.js';
import { isDevelopmentOnly } from '../analysis/deployment.js';
import type { Kernel } from '../analysis/kernel.js';
import { lastCallText } from '../analysis/text.js';
import { stringsOf } from '../analysis/value.js';
import { defineRule } from '../rule.js';

interface Options {
  allow: string[];
}

export default defineRule<'exposed' | 'close', Options>({
  name: 'no-public-bucket',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow buckets, containers and objects that anybody can read',
      preset: 'recommended',
      cwe: [732, 276, 552],
      owasp: ['A01:2025', 'A02:2025'],
      controls: [53],
    },
    hasSuggestions: true,
    messages: {
      exposed: '`{{call}}` opens {{what}} to everybody: {{because}}. {{remedy}}.',
      close: 'Write `{{text}}` instead (whoever reads it without signing in can no longer do so).',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          allow: { type: 'array', items: { type: 'string', format: 'regex' }, description: 'Regular expressions for the names of buckets that are meant to be public; a name counts where it is written in the call as a constant.' },
        },
      },
    ],
    defaultOptions: [{ allow: [] }],
  },
  // Scripts count: the buckets that they make are used.
  skips: ['pretended', 'example'],
  concerns: ({ api }) => api.mayHave('exposedStorage'),
  create(context, options, kernel) {
    return {
      Program() {
        const uses = kernel.api.uses('exposedStorage');
        if (uses.length === 0) return;
        const allowed = options.allow.map((pattern) => new RegExp(pattern, 'u'));
        const reported = new Set<Node>();
        for (const { node, fact } of uses) {
          // One finding a call: four switches of one block are one mistake.
          if (reported.has(node) || !factHolds(kernel, node, fact) || (fact.policy && !letsEverybodyIn(kernel, node, fact.policy))) continue;
          if (isMeantToBe(kernel, { node, fact }, allowed) || isDevelopmentOnly(kernel, node)) continue;
          reported.add(node);
          const { what, because, remedy, instead } = fact;
          const setting = instead && settingAt(kernel, node, instead);
          context.report({
            node,
            messageId: 'exposed',
            data: { call: lastCallText(kernel.sourceCode, node) ?? what, what, because, remedy },
            suggest: instead && setting ? [{ messageId: 'close', data: { text: instead.text }, fix: (fixer) => fixer.replaceText(setting, instead.text) }] : [],
          });
        }
      },
    };
  },
});

function isMeantToBe(kernel: Kernel, { node, fact }: Use<'exposedStorage'>, allowed: readonly RegExp[]): boolean {
  if (allowed.length === 0 || !fact.bucket) return false;
  const bucket = valueAt(kernel, node, fact.bucket);
  const names = bucket.kind === 'present' ? bucket.values.flatMap((value) => stringsOf(kernel.sourceCode, value) ?? ['']) : [''];
  return names.every((name) => allowed.some((pattern) => name !== '' && pattern.test(name)));
}

/** The literal that opens it, when it stands in the call itself. */
function settingAt(kernel: Kernel, call: Node, place: Parameters<typeof valueAt>[2]): Node | undefined {
  const option = valueAt(kernel, call, place);
  const [value, ...others] = option.kind === 'present' ? option.values : [];
  return value?.type === 'Literal' && others.length === 0 && contains(call, value) ? value : undefined;
}
