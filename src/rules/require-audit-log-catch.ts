import { calleeOf } from '../analysis/ast.js';
import { auditWritesOf, lostFailure, mayWriteAudits } from '../analysis/audits.js';
import { fateOf, isDetached } from '../analysis/promises.js';
import { failureHandler, handled, toldOps } from '../analysis/rewrites/unawaited.js';
import { defineRule, suggestion } from '../rule.js';

interface Options {
  emptyCatch: 'report' | 'allow';
}

export default defineRule<'unhandled' | 'silenced' | 'neverRuns' | 'addHandler' | 'tellOps', Options>({
  name: 'require-audit-log-catch',
  meta: {
    type: 'problem',
    docs: {
      description: 'require fire-and-forget audit log writes to handle their failure',
      preset: 'recommended',
      cwe: [778, 391, 248],
      owasp: ['A09:2025', 'A10:2025'],
      controls: [28],
    },
    hasSuggestions: true,
    messages: {
      unhandled: 'Nobody handles a failure of `{{write}}`: when the audit log is down, its rejection ends the process or the entry is lost without a word. Tell ops: `{{remedy}}`.',
      silenced: 'A failure of `{{write}}` is swallowed silently, so entries can be missing from the audit log for weeks before anybody notices. Tell ops: `{{remedy}}`.',
      neverRuns: '`{{write}}` is a query that runs only when it is awaited or its `then` or `catch` is called. Nobody does that here, so the entry is never written. Run it and tell ops when it fails: `{{remedy}}`.',
      addHandler: 'Tell ops when it fails.',
      tellOps: 'Tell ops instead of dropping the failure.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          emptyCatch: {
            type: 'string',
            enum: ['report', 'allow'],
            description: 'Whether a handler that does nothing (`.catch(() => {})`) is reported.',
          },
        },
      },
    ],
    defaultOptions: [{ emptyCatch: 'report' }],
  },
  // What no user runs may end with an unhandled rejection: that tells whoever started it.
  skips: ['unserved', 'example'],
  concerns: mayWriteAudits,
  create(context, options, kernel) {
    return {
      Program() {
        for (const write of auditWritesOf(kernel)) {
          const fate = fateOf(kernel, write.node);
          // In `after()`, a worker or a subscriber the platform reports what fails.
          if (fate.kind !== 'floating' || isDetached(kernel, write.node)) continue;
          const messageId = lostFailure(kernel, write, fate);
          if (!messageId || (fate.rejection === 'silenced' && options.emptyCatch === 'allow')) continue;
          context.report({
            loc: { start: write.node.loc.start, end: calleeOf(write.node).loc.end },
            messageId,
            data: { write: write.name, remedy: failureHandler(write) },
            suggest: messageId === 'silenced' ? suggestion({ messageId: 'tellOps', fix: toldOps(fate) }) : suggestion({ messageId: 'addHandler', fix: handled(write, fate) }),
          });
        }
      },
    };
  },
});
