import { isFunction, functionName, lastLinkOf, nameAround, type Node } from '../analysis/ast.js';
import { mayLimit, memoryLimiters, stateLimiters } from '../analysis/limiters.js';
import type { SourceCode } from '../analysis/scope.js';
import { placeOfName } from '../analysis/state.js';
import { shortText } from '../analysis/text.js';
import { defineRule } from '../rule.js';

interface Options {
  phase: 'production' | 'prototype';
}

export default defineRule<'handWritten' | 'library', Options>({
  name: 'no-in-memory-rate-limiter',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow rate limiters that count in the memory of one process',
      preset: 'recommended',
      cwe: [770, 307, 799],
      owasp: ['A06:2025', 'A07:2025', 'API4:2023'],
      controls: [32],
    },
    messages: {
      handWritten:
        "`{{state}}` keeps a rate limit in the memory of one process: {{limiter}} refuses by what it holds, but every instance counts for itself and every restart forgets. Count in a shared store: `new Ratelimit({ redis, limiter: Ratelimit.slidingWindow({{limit}}, '{{window}}') })`, then `const { success } = await ratelimit.limit(key)`.",
      library: '{{call}} of {{library}} counts in the memory of one process, because {{because}}: every instance counts for itself and every restart forgets. {{remedy}}',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          phase: {
            type: 'string',
            enum: ['production', 'prototype'],
            description: "How far the project is: in the `'prototype'` phase limiters in memory are accepted.",
          },
        },
      },
    ],
    defaultOptions: [{ phase: 'production' }],
  },
  // In the browser whoever sits there can clear any limiter.
  skips: ['unserved', 'example', 'job', 'client'],
  concerns: mayLimit,
  create(context, options, kernel) {
    return {
      Program() {
        if (options.phase === 'prototype') return;
        for (const { node, fact } of memoryLimiters(kernel)) {
          const { library, because, remedy } = fact;
          context.report({ node: lastLinkOf(node), messageId: 'library', data: { call: makerText(kernel.sourceCode, node), library, because, remedy } });
        }
        for (const { state, decider, limit = 10, window } of stateLimiters(kernel)) {
          const name = (isFunction(decider) ? functionName(decider) : undefined) ?? nameAround(decider);
          context.report({
            node: placeOfName(state),
            messageId: 'handWritten',
            data: { state: state.name, limiter: name === undefined ? 'the code' : `\`${name}()\``, limit: String(limit), window: window === undefined ? '60 s' : windowText(window) },
          });
        }
      },
    };
  },
});

// ---- words for the message -------------------------------------------------------------------------------------------

function makerText(sourceCode: SourceCode, node: Node): string {
  if (node.type === 'ExportDefaultDeclaration') return 'The exported plugin';
  const text = shortText(sourceCode, lastLinkOf(node));
  return node.type === 'NewExpression' ? `\`new ${text}()\`` : `\`${text}()\``;
}

/** As the remedy writes it, in the notation of `@upstash/ratelimit`. */
function windowText(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  return minutes > 1 && Number.isInteger(minutes) ? `${String(minutes)} m` : `${String(Math.round(milliseconds / 1000))} s`;
}
