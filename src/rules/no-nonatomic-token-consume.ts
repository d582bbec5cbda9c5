import { looseUses, mayUseUp, type LooseUse } from '../analysis/one-time.js';
import { defineRule } from '../rule.js';

/** What is written instead, by where the value is kept. */
const REMEDIES: Readonly<Record<LooseUse['store'], { readonly take: string; readonly mark: string }>> = {
  keys: { take: '`GETDEL` (`getdel(key)`), or refuse when `del(key)` does not return 1', mark: '`GETDEL` (`getdel(key)`)' },
  sql: { take: '`DELETE … WHERE token = $1 RETURNING *`, and refuse when no row comes back', mark: '`UPDATE … SET used_at = now() WHERE token = $1 AND used_at IS NULL RETURNING *`, and refuse when no row comes back' },
  model: { take: '`const { count } = await ….deleteMany({ where })`, and refuse when `count` is 0', mark: '`const { count } = await ….updateMany({ where: { id, usedAt: null }, data: { usedAt } })`, and refuse when `count` is 0' },
  chain: { take: 'delete with the token as the condition and return the row (`.returning()`, `.select()`), and refuse when none comes back', mark: 'update where it is still unused, return the row (`.returning()`, `.select()`), and refuse when none comes back' },
};

export default defineRule<LooseUse['kind']>({
  name: 'no-nonatomic-token-consume',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow one-time tokens that are looked up, checked and used up in separate steps',
      preset: 'recommended',
      cwe: [367, 362, 294],
      owasp: ['A07:2025', 'A06:2025'],
      controls: [15],
    },
    messages: {
      unchecked: '`{{read}}` finds the {{what}}, and `{{use}}` uses it up in a later step whose answer nobody looks at: two requests that come at the same time both find it, and both get through. Take it in one step: {{remedy}}.',
      unconditional: '`{{read}}` finds the {{what}} unused, and `{{use}}` marks it in a later step, whether or not it is still unused then: two requests that come at the same time both find it, and both get through. Make the mark the check: {{remedy}}.',
      late: '`{{before}}` acts on the {{what}} before `{{use}}` uses it up: two requests that come at the same time both find it with `{{read}}`, and both have acted when the second one fails. Use it up first, or do both in a transaction: {{remedy}}.',
    },
    schema: [],
  },
  skips: ['unserved', 'example', 'client'],
  concerns: mayUseUp,
  create(context, _options, kernel) {
    return {
      Program() {
        for (const { kind, node, store, what, read, use, before } of looseUses(kernel)) {
          const remedy = REMEDIES[store][kind === 'unconditional' ? 'mark' : 'take'];
          context.report({ node, messageId: kind, data: { what, read, use, remedy, ...(before === undefined ? {} : { before }) } });
        }
      },
    };
  },
});
