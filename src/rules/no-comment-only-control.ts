import { emptyPromises, mayPromise } from '../analysis/comment-promises.js';
import { defineRule } from '../rule.js';

const LONGEST = 100;

interface Options {
  allow: string[];
}

export default defineRule<'promised', Options>({
  name: 'no-comment-only-control',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow comments that promise a security control instead of code that enforces it',
      preset: 'strict',
      severity: 'warn',
      cwe: [546, 693],
      owasp: ['A06:2025'],
      controls: [59],
    },
    messages: {
      promised: 'The comment "{{comment}}" promises {{control}}, and nothing here does it: a comment enforces nothing, and this code runs as it is. Write the check, or let the code refuse until there is one (`throw new Error(…)`).',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { allow: { type: 'array', items: { type: 'string', format: 'regex' }, description: 'Regular expressions for comments that may stay, such as those that name a ticket.' } },
      },
    ],
    defaultOptions: [{ allow: [] }],
  },
  skips: ['unserved', 'example'],
  concerns: mayPromise,
  create(context, options, kernel) {
    return {
      Program() {
        const allowed = options.allow.map((pattern) => new RegExp(pattern, 'u'));
        for (const { comment, remark, text, control } of emptyPromises(kernel)) {
          if (allowed.some((pattern) => pattern.test(remark))) continue;
          context.report({ loc: comment.loc, messageId: 'promised', data: { comment: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text, control } });
        }
      },
    };
  },
});
