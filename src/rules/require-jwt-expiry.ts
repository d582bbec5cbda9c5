import { lastLinkOf } from '../analysis/ast.js';
import { durationText, secondsOfText } from '../analysis/durations.js';
import type { MadeToken, Told } from '../analysis/jwt-lifetimes.js';
import type { Kernel } from '../analysis/kernel.js';
import { onDemand } from '../analysis/on-demand.js';
import { limited, withUnit } from '../analysis/rewrites/lifetime.js';
import { lastCallText, shortText } from '../analysis/text.js';
import { defineRule, suggestion } from '../rule.js';

type Limits = Readonly<Record<'access' | 'scoped' | 'refresh' | 'other', string>>;

const DEFAULTS: Limits = { access: '1h', scoped: '15m', refresh: '30d', other: '30d' };
const limitOf = (what: string) => ({ type: 'string', pattern: String.raw`^\d+(\.\d+)? ?(s|m|h|d|w|y)$`, description: `The longest lifetime of ${what}: a number and a unit (s, m, h, d, w, y).` }) as const;

export default defineRule<'never' | 'tooLong' | 'milliseconds' | 'past' | 'future' | 'limit' | 'unit', Limits>({
  name: 'require-jwt-expiry',
  meta: {
    type: 'problem',
    docs: {
      description: 'require that JSON web tokens expire, and soon enough for what they are',
      preset: 'recommended',
      cwe: [613],
      owasp: ['A07:2025'],
      controls: [11],
    },
    hasSuggestions: true,
    messages: {
      never: '{{api}} makes a token that never expires: neither an option nor an `exp` claim ends it, so whoever gets hold of it once is let in for good. {{remedy}}.',
      tooLong: '{{api}} makes {{kind}} that holds for {{lifetime}}, and the limit is {{limit}}: whoever gets hold of it is let in for as long. Let it expire sooner, and renew it while its owner is there.',
      milliseconds: "{{api}} makes a token that expires after {{lifetime}}: {{value}} counts milliseconds here. Write the unit: `'{{digits}}s'`, `'1h'`.",
      past: "{{api}} makes a token that has expired from the start: the number `{{value}}` is taken for a moment in seconds since 1970. Write {{instead}}.",
      future: "{{api}} makes a token that holds for good: `{{value}}` is a moment in {{counts}} since 1970 {{far}}. Write `Math.floor(Date.now() / 1000) + 3600`, or a duration such as `'1h'` where the library takes one.",
      limit: 'Give it a lifetime.',
      unit: "Write '{{digits}}s'.",
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { access: limitOf('access tokens'), scoped: limitOf('scoped and child tokens'), refresh: limitOf('refresh tokens'), other: limitOf('tokens whose names say no kind') },
      },
    ],
    defaultOptions: [DEFAULTS],
  },
  // Scripts make the long-lived keys of a set-up by hand.
  skips: ['unserved', 'example'],
  concerns: ({ api }) => api.mayHave('jwtLifetime'),
  create(context, limits, kernel) {
    return {
      Program() {
        if (kernel.api.uses('jwtLifetime').length === 0) return;
        for (const token of onDemand.jwtLifetimes().madeTokens(kernel)) {
          const limit = limits[token.kind ?? 'other'];
          const told = token.told.find((each) => each.kind !== 'lasts' || each.seconds > (secondsOfText(limit) ?? Infinity));
          if (!told) continue;
          const data = wordsFor(kernel, token, told, limit);
          context.report({
            node: told.kind === 'never' ? lastLinkOf(token.node) : told.node,
            messageId: told.kind === 'lasts' ? 'tooLong' : told.kind,
            data,
            suggest: told.kind === 'never' ? suggestion({ messageId: 'limit', data, fix: limited(token, token.kind ? limit : limits.access) }) : suggestion({ messageId: 'unit', data, fix: withUnit(told) }),
          });
        }
      },
    };
  },
});

const KINDS = { access: 'an access token', scoped: 'a scoped token', refresh: 'a refresh token' } as const;

function wordsFor({ sourceCode }: Kernel, { node, fact, kind }: MadeToken, told: Told, limit: string): Readonly<Record<string, string>> {
  const words = { api: lastCallText(sourceCode, node) ?? 'This configuration', value: shortText(sourceCode, told.node) };
  switch (told.kind) {
    case 'never':
      return { ...words, remedy: remedyFor(fact) };
    case 'lasts':
      return { ...words, kind: kind ? KINDS[kind] : 'a token', lifetime: durationText(told.seconds), limit: durationText(secondsOfText(limit) ?? 0) };
    case 'milliseconds':
      return { ...words, lifetime: durationText(told.seconds), digits: String(Math.round(told.seconds * 1000)) };
    case 'past':
      return { ...words, digits: String(told.seconds), instead: told.isClaim ? `\`Math.floor(Date.now() / 1000) + ${words.value}\`` : `a duration: \`'${String(told.seconds)}s'\`, \`'1h'\`` };
    case 'future':
      return { ...words, counts: told.counts, far: told.counts === 'milliseconds' ? 'where seconds are counted' : 'that nobody will live to see' };
  }
}

function remedyFor({ setter, options }: MadeToken['fact']): string {
  if (setter !== undefined) return `Call \`.${setter}('1h')\``;
  const [place] = options ?? [];
  const option = place?.path?.at(-1);
  if (place && option === undefined) return 'Pass a moment: `Date.now() + 60 * 60 * 1000`';
  return typeof option === 'string' ? `Pass \`${option}: '1h'\`` : 'Put `exp: Math.floor(Date.now() / 1000) + 3600` into its claims';
}
