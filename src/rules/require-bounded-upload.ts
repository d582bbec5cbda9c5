import { isDevelopmentOnly } from '../analysis/deployment.js';
import { durationText } from '../analysis/durations.js';
import { inputText } from '../analysis/inputs.js';
import type { Kernel } from '../analysis/kernel.js';
import { onDemand } from '../analysis/on-demand.js';
import { signedType } from '../analysis/rewrites/signed-type.js';
import { lastCallText } from '../analysis/text.js';
import type { OpenBound } from '../analysis/upload-bounds.js';
import { defineRule, suggestion } from '../rule.js';

interface Options {
  maxSeconds: number;
  size: 'report' | 'ignore';
  type: 'report' | 'ignore';
}

export default defineRule<'open' | 'sign', Options>({
  name: 'require-bounded-upload',
  meta: {
    type: 'problem',
    docs: {
      description: 'require URLs for uploads to fix type, size, lifetime and place',
      preset: 'recommended',
      cwe: [434, 770, 639],
      owasp: ['A01:2025', 'A06:2025'],
      controls: [54],
    },
    hasSuggestions: true,
    messages: {
      open: 'Whoever holds the upload URL of `{{call}}` is free in too much: {{bounds}}. {{remedy}}.',
      sign: 'Sign the content type, so that the store refuses any other (whoever uploads has to send it as a header).',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          maxSeconds: { type: 'integer', minimum: 1, description: 'How many seconds such a URL may be valid.' },
          size: { type: 'string', enum: ['report', 'ignore'], description: 'Whether a missing limit of the size is reported.' },
          type: { type: 'string', enum: ['report', 'ignore'], description: 'Whether a content type that is missing or not signed is reported.' },
        },
      },
    ],
    defaultOptions: [{ maxSeconds: 3600, size: 'report', type: 'report' }],
  },
  skips: ['unserved', 'example'],
  concerns: ({ api }) => api.mayHave('uploadUrl'),
  create(context, options, kernel) {
    const isWanted = ({ kind }: OpenBound): boolean => (kind === 'size' ? options.size === 'report' : kind === 'type' || kind === 'unsigned' ? options.type === 'report' : true);
    return {
      Program() {
        const uploads = kernel.api.uses('uploadUrl');
        if (uploads.length === 0) return;
        for (const upload of uploads) {
          const open = onDemand.uploadBounds().openBoundsOf(kernel, upload, options.maxSeconds).filter(isWanted);
          if (open.length === 0 || isDevelopmentOnly(kernel, upload.node)) continue;
          context.report({
            node: upload.node,
            messageId: 'open',
            data: { call: lastCallText(kernel.sourceCode, upload.node) ?? 'this call', bounds: open.map((bound) => textOf(kernel, bound)).join('; '), remedy: upload.fact.remedy },
            suggest: suggestion({ messageId: 'sign', fix: upload.fact.signs && open.some(({ kind }) => kind === 'unsigned') ? signedType(upload.node, upload.fact.signs) : undefined }),
          });
        }
      },
    };
  },
});

// ---- words for the message -------------------------------------------------------------------------------------------

function textOf(kernel: Kernel, bound: OpenBound): string {
  switch (bound.kind) {
    case 'type':
      return 'it fixes no content type';
    case 'unsigned':
      return 'its content type is not signed, so any other is accepted';
    case 'size':
      return 'it limits no size';
    case 'lifetime':
      return bound.seconds === undefined ? 'it is valid until a date in the calendar' : `it is valid for ${durationText(bound.seconds)}`;
    case 'key':
      return `the key begins with ${inputText(kernel, bound.origin)}`;
  }
}
