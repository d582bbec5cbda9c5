import { calleeOf, nameAround } from '../analysis/ast.js';
import { auditWritesOf, isAuditCode, isEndured, mayWriteAudits, writerOf } from '../analysis/audits.js';
import { fateOf, isDetached, returnsAtOnce, type AwaitedFate } from '../analysis/promises.js';
import { deferred, detached } from '../analysis/rewrites/unawaited.js';
import { isInTransaction } from '../analysis/transactions.js';
import { defineRule, suggestion } from '../rule.js';

const HOW: Readonly<Record<AwaitedFate['how'], string>> = {
  await: 'is awaited',
  combinator: 'is awaited together with other work',
  loop: 'is awaited in a loop',
  variable: 'is awaited later',
  return: 'is returned from an async function, whose caller waits for it',
};

interface Options {
  transactions: 'allow' | 'report';
}

export default defineRule<'awaited' | 'slow' | 'detach' | 'defer', Options>({
  name: 'no-awaited-audit-log',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow waiting for an audit log write in the path of a mutation',
      preset: 'recommended',
      cwe: [400, 703],
      owasp: ['A09:2025', 'A10:2025'],
      controls: [27],
    },
    hasSuggestions: true,
    messages: {
      awaited: '`{{write}}` {{how}}, so a slow audit log makes {{what}} slow, and a failing one can make it fail. Write it without waiting and tell ops when it fails: `void {{write}}(…).catch(report)`, or inside `after()` or `waitUntil()` on serverless.',
      slow: '`{{write}}` {{how}}, so a slow audit log makes {{what}} slow, though it goes on when the write has failed. Write it without waiting: `void {{write}}(…).catch(report)`, or inside `after()` or `waitUntil()` on serverless.',
      detach: 'Do not wait; report a failure: `void … .catch(…)`. On serverless use `after()` or `waitUntil()` instead.',
      defer: 'Write it after the response: `{{after}}(() => …)`.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          transactions: {
            type: 'string',
            enum: ['allow', 'report'],
            description: "Whether a write with a transaction's handle may be awaited: entry and mutation are then stored together or not at all.",
          },
        },
      },
    ],
    defaultOptions: [{ transactions: 'allow' }],
  },
  // Behind a queue no user waits either.
  skips: ['unserved', 'example', 'job'],
  concerns: mayWriteAudits,
  create(context, options, kernel) {
    return {
      Program() {
        for (const write of auditWritesOf(kernel)) {
          if (write.returns === 'nothing') continue;
          const fate = fateOf(kernel, write.node);
          // A row that is read back is what the caller asked for, not a note about it.
          if (fate.kind !== 'awaited' || fate.used) continue;
          if (isAuditCode(kernel, write.node) || isDetached(kernel, write.node)) continue;
          const inTransaction = isInTransaction(kernel, write.node);
          if (inTransaction && options.transactions === 'allow') continue;
          const writer = writerOf(kernel, write);
          if (writer && returnsAtOnce(writer.kernel, writer.node)) continue;
          const name = nameAround(write.node);
          const after = deferred(kernel, fate);
          context.report({
            loc: { start: fate.how === 'await' ? fate.by.loc.start : write.node.loc.start, end: calleeOf(write.node).loc.end },
            messageId: isEndured(kernel, write, fate) ? 'slow' : 'awaited',
            data: { write: write.name, how: HOW[fate.how], what: name === undefined ? 'the mutation' : `\`${name}\`` },
            // A transaction that has ended refuses what comes later.
            suggest: inTransaction ? [] : [...suggestion({ messageId: 'defer', data: { after: after?.name ?? '' }, fix: after?.fix }), ...suggestion({ messageId: 'detach', fix: detached(kernel, write, fate) })],
          });
        }
      },
    };
  },
});
