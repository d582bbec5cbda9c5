import { outermostHolding } from '../analysis/arguments.js';
import { contains, type Node } from '../analysis/ast.js';
import { memoisedModuleVariable, moduleProxyAround, runsAtModuleLoad } from '../analysis/place.js';
import { madeFactory } from '../analysis/rewrites/factory.js';
import { BRIEF, shortText } from '../analysis/text.js';
import { defineRule, suggestion } from '../rule.js';

interface Options {
  memoised: 'report' | 'allow';
}

export default defineRule<'moduleScope' | 'memoised' | 'makeFactory', Options>({
  name: 'no-module-scope-admin-client',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow clients that bypass the caller\'s rights (service role, admin SDK) at module scope',
      preset: 'recommended',
      cwe: [250, 269, 862],
      owasp: ['A01:2025'],
      controls: [1],
    },
    hasSuggestions: true,
    messages: {
      moduleScope:
        '{{service}} client with {{because}} is created when the module loads{{via}}, so every import holds it before any privilege check. Create it inside a wrapper that checks first: `withAdmin(async (admin) => …)`.',
      memoised:
        '{{service}} client with {{because}} is kept in `{{variable}}`, so after the first call every caller shares it without a privilege check. Create it per call, inside a wrapper that checks first.',
      makeFactory: 'Make `{{name}}` a function that creates the client on each call (importers of this file then call it too).',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          memoised: {
            type: 'string',
            enum: ['report', 'allow'],
            description: 'Whether a client that is created on first use and then kept in a module variable is reported.',
          },
        },
      },
    ],
    defaultOptions: [{ memoised: 'report' }],
  },
  skips: ['unserved'],
  concerns: ({ api }) => api.mayHave('adminClient'),
  create(context, options, kernel) {
    const { sourceCode } = kernel;
    return {
      Program() {
        const clients = kernel.api.uses('adminClient');
        if (clients.length === 0) return;
        const reported = new Set<Node>();
        const services = new Set<string>();
        // One finding a client: `getAuth(initializeApp(…))` is two rows of knowledge and one mistake.
        for (const client of outermostHolding(kernel, clients)) {
          const data = { service: client.fact.service, because: client.fact.because ?? 'rights of its own' };
          const place = runsAtModuleLoad(sourceCode, client.node);
          if (place.when === 'load') {
            // A function or class that makes clients is no mistake; running it while the module loads is.
            const caller = place.via && !contains(place.via, client.node) ? place.via : undefined;
            const node = caller ?? client.node;
            if (reported.has(node) || (client.fact.handle && services.has(client.fact.service))) continue;
            reported.add(node);
            services.add(client.fact.service);
            const via = caller ? ` (\`${shortText(sourceCode, caller, BRIEF)}\` runs the code on line ${String(client.node.loc.start.line)})` : '';
            const factory = place.via ? undefined : madeFactory(sourceCode, client.node);
            context.report({ node, messageId: 'moduleScope', data: { ...data, via }, suggest: suggestion({ messageId: 'makeFactory', data: { name: factory?.name ?? '' }, fix: factory?.fix }) });
            continue;
          }
          const memo = options.memoised === 'report' && !client.fact.managesAccounts ? memoisedModuleVariable(sourceCode, client.node) : undefined;
          if (memo) context.report({ node: moduleProxyAround(sourceCode, client.node) ?? client.node, messageId: 'memoised', data: { ...data, variable: memo.name } });
        }
      },
    };
  },
});
