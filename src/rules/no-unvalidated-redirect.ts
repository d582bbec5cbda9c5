import type { Use } from '../analysis/api.js';
import type { Node } from '../analysis/ast.js';
import { inputText } from '../analysis/inputs.js';
import { openRedirectAt, redirectTargets, type OpenRedirect } from '../analysis/redirects.js';
import { comparedOrigin } from '../analysis/rewrites/same-origin.js';
import { placedText, sinkText } from '../analysis/text.js';
import { defineRule, suggestion } from '../rule.js';

type MessageIds = 'unchecked' | 'weakCheck' | 'notACheck' | 'compareOrigin';

interface Options {
  navigation: 'report' | 'ignore';
}

export default defineRule<MessageIds, Options>({
  name: 'no-unvalidated-redirect',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow redirects to targets from user input that no sufficient check has passed',
      preset: 'recommended',
      cwe: [601],
      owasp: ['A01:2025'],
      controls: [35],
    },
    hasSuggestions: true,
    messages: {
      unchecked: '{{input}} reaches {{sink}} unchecked: {{attack}} leaves the site, because {{because}}. Compare `new URL(target, origin).origin` with your own origin, or look the target up in a fixed list.',
      weakCheck: '{{input}} reaches {{sink}} after {{check}}, which is not enough: {{attack}} passes{{arrives}} and leaves the site, because {{because}}. Compare `new URL(target, origin).origin` with your own origin and redirect to that URL, or look the target up in a fixed list.',
      notACheck: '{{input}} reaches {{sink}} after {{check}}, which does not decide where a URL leads: {{why}}. Compare `new URL(target, origin).origin` with your own origin.',
      compareOrigin: 'Redirect only when the parsed URL has the origin of the request.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          navigation: {
            type: 'string',
            enum: ['report', 'ignore'],
            description: 'Whether navigations in the browser (`router.push`, `location.href`, links) are reported beside redirects of the server.',
          },
        },
      },
    ],
    defaultOptions: [{ navigation: 'report' }],
  },
  skips: ['unserved'],
  concerns: ({ api }) => api.mayHave('redirect') && api.mayHave('source'),
  create(context, options, kernel) {
    const { sourceCode } = kernel;
    return {
      Program() {
        if (kernel.api.uses('redirect').length === 0 || kernel.api.uses('source').length === 0) return;
        const found = new Map<Node, { readonly sink: Use<'redirect'>; readonly open: OpenRedirect } | undefined>();
        for (const sink of kernel.api.uses('redirect')) {
          if (sink.fact.client && options.navigation === 'ignore') continue;
          for (const target of redirectTargets(kernel, sink)) {
            // `res` may be of two frameworks of which only one encodes what it sends: then only what is wrong in both is told.
            if (found.has(target) && !found.get(target)) continue;
            const open = openRedirectAt(kernel, sink, target);
            found.set(target, open && { sink, open });
          }
        }
        for (const [target, finding] of found) {
          if (!finding) continue;
          const { sink, open: { origin, breach: { attack, arrives }, check, notACheck } } = finding;
          const data = { input: inputText(kernel, origin), sink: sinkText(sourceCode, sink.node) ?? 'the redirect', attack: JSON.stringify(attack.input), because: attack.because };
          if (notACheck) context.report({ node: target, messageId: 'notACheck', data: { ...data, check: placedText(sourceCode, notACheck.call), why: notACheck.why } });
          else if (check) context.report({ node: target, messageId: 'weakCheck', data: { ...data, check: placedText(sourceCode, check), arrives: arrives === attack.input ? '' : ` (it arrives as ${JSON.stringify(arrives)})` } });
          else context.report({ node: target, messageId: 'unchecked', data, suggest: suggestion({ messageId: 'compareOrigin', fix: comparedOrigin(kernel, sink, target) }) });
        }
      },
    };
  },
});
