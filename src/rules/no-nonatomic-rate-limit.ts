import { lastNameOf } from '../analysis/ast.js';
import { looseCounters, type LooseCounter } from '../analysis/counters.js';
import type { Kernel } from '../analysis/kernel.js';
import type { RedisCommand } from '../analysis/redis.js';
import { maySendCommands } from '../analysis/redis.js';
import { renamedMethod } from '../analysis/rewrites/renamed-method.js';
import { BRIEF, shortText } from '../analysis/text.js';
import { defineRule, suggestion } from '../rule.js';

type MessageIds = LooseCounter['kind'] | 'useMulti';

const ONE_STEP = '`multi().incr(key).expire(key, seconds, \'NX\').exec()`, a Lua script, or `INCREX`';

/** No command of Redis: stores of key and value at the edge have it (Workers KV), which hand out what was written up to a minute ago, and cannot count at all. */
const PUT = 'put';
const LIMIT_ELSEWHERE = 'What is read and `put` back cannot be counted in one step: use the rate limiting binding of Workers (`env.LIMITER.limit({ key })`), a Durable Object, or Redis';

export default defineRule<MessageIds>({
  name: 'no-nonatomic-rate-limit',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow rate limits in Redis whose counter and expiry are set in separate steps',
      preset: 'recommended',
      cwe: [362, 367, 799],
      owasp: ['A06:2025', 'A10:2025', 'API4:2023'],
      controls: [33],
    },
    hasSuggestions: true,
    messages: {
      firstHit: '`{{count}}` counts and `{{other}}` sets the expiry in a second step, only with the first hit: when the process stops or the connection breaks in between, the counter never expires, and whoever it counts stays locked out. Do both in one step: {{remedy}}.',
      everyHit: '`{{count}}` counts and `{{other}}` sets the expiry in a second step: when the process stops in between, the counter is left without one. It also starts the window anew with each hit, so that it never ends for whoever keeps coming. Do both in one step: {{remedy}}.',
      pipeline: '`{{batch}}` only sends `{{count}}` and `{{other}}` together, it does not do them as one step: a failure in between leaves a counter that never expires. A transaction does: `multi()…exec()`.',
      rewritten: '`{{other}}` reads the counter and `{{count}}` writes it back raised by one: requests that come at the same time read the same number, are counted once, and get past the limit together. {{remedy}}.',
      created: '`{{other}}` decides whether the counter is created with its expiry or raised by `{{count}}`: when it expires in between, that makes a counter which never expires, and whoever it counts stays locked out. Do both in one step: {{remedy}}.',
      useMulti: 'Begin the batch with `multi()`, which runs it as a transaction.',
    },
    schema: [],
  },
  skips: ['unserved', 'example'],
  concerns: maySendCommands,
  create(context, _options, kernel) {
    return {
      Program() {
        for (const counter of looseCounters(kernel)) {
          const { kind, count } = counter;
          context.report({
            node: count.node,
            messageId: kind,
            data: wordsFor(kernel, counter),
            suggest: suggestion({ messageId: 'useMulti', fix: kind === 'pipeline' && count.begun ? renamedMethod(count.begun, 'pipeline', 'multi') : undefined }),
          });
        }
      },
    };
  },
});

// ---- words for the message -------------------------------------------------------------------------------------------

function wordsFor(kernel: Kernel, { kind, count, other }: LooseCounter): Readonly<Record<string, string>> {
  const words = { count: commandText(kernel, count), other: commandText(kernel, other) };
  if (kind === 'rewritten') return { ...words, remedy: count.name === PUT ? LIMIT_ELSEWHERE : `Let Redis count: ${ONE_STEP}` };
  if (kind !== 'pipeline') return { ...words, remedy: ONE_STEP };
  return { ...words, batch: count.begun ? `${lastNameOf(count.begun.callee)}()` : 'The pipeline' };
}

/** `incr(key)`, `INCR key`. */
function commandText({ sourceCode }: Kernel, { node, args }: RedisCommand): string {
  const [key] = args;
  if (node.type !== 'CallExpression') return shortText(sourceCode, node, BRIEF);
  return `${lastNameOf(node.callee)}(${key ? shortText(sourceCode, key, BRIEF) : ''})`;
}
