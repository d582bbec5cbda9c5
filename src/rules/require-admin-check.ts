import { mayReachAdminClient, uncheckedAccess, type AdminAccess } from '../analysis/admin-access.js';
import { functionName } from '../analysis/ast.js';
import { isDevelopmentOnly } from '../analysis/deployment.js';
import type { Placed } from '../analysis/imported.js';
import type { Kernel } from '../analysis/kernel.js';
import type { IdleCheck } from '../analysis/privilege.js';
import { requiredCheck } from '../analysis/rewrites/required-check.js';
import { chainText, otherFileOf } from '../analysis/text.js';
import { defineRule, suggestion } from '../rule.js';

const WHY: Readonly<Record<IdleCheck['why'], string>> = {
  never: 'never refuses anybody',
  untested: 'refuses only by what it returns, and nobody looks at that here',
  unawaited: 'is not awaited, so nobody waits for its answer',
};

interface Options {
  helpers: 'callers' | 'report';
}

export default defineRule<'unchecked' | 'idleCheck' | 'addCheck', Options>({
  name: 'require-admin-check',
  meta: {
    type: 'problem',
    docs: {
      description: 'require a privilege check before an admin client is obtained',
      preset: 'strict',
      cwe: [862, 269, 285],
      owasp: ['A01:2025'],
      controls: [2],
    },
    hasSuggestions: true,
    messages: {
      unchecked:
        '`{{call}}()` gives {{owner}} a {{service}} client with {{because}}{{via}}, and nothing before it refuses a caller who may not have that. Check first (`await requireAdmin()`), or obtain the client in a wrapper that does.',
      idleCheck:
        '`{{call}}()` gives {{owner}} a {{service}} client with {{because}}{{via}}, and the check before it is none: `{{check}}`{{where}} {{why}}. Make the check throw or redirect, wait for it, and test what it returns.',
      addCheck: 'Check the caller first: `{{check}}`.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          helpers: {
            type: 'string',
            enum: ['callers', 'report'],
            description: 'Where a function is judged that obtains a client for its own work and whose callers are in other files: where a request handler calls it, or in itself.',
          },
        },
      },
    ],
    defaultOptions: [{ helpers: 'callers' }],
  },
  skips: ['unserved', 'job', 'client', 'example'],
  concerns: mayReachAdminClient,
  create(context, options, kernel) {
    return {
      Program() {
        for (const access of uncheckedAccess(kernel, options.helpers === 'report')) {
          const { node, client, idle } = access;
          if (isDevelopmentOnly(kernel, node)) continue;
          const data = { call: chainText(kernel.sourceCode, node), service: client.service, because: client.because ?? 'rights of its own', owner: ownerText(access), via: viaText(access) };
          if (idle) {
            context.report({ node, messageId: 'idleCheck', data: { ...data, check: chainText(kernel.sourceCode, idle.call), where: placeText(kernel, idle.target), why: WHY[idle.why] } });
            continue;
          }
          const check = requiredCheck(kernel, node);
          context.report({ node, messageId: 'unchecked', data, suggest: suggestion({ messageId: 'addCheck', data: { check: check?.name ?? '' }, fix: check?.fix }) });
        }
      },
    };
  },
});

function ownerText({ owner }: AdminAccess): string {
  const name = functionName(owner);
  return name === undefined ? 'this request handler' : `\`${name}\``;
}

function viaText({ helper }: AdminAccess): string {
  const file = helper && otherFileOf(helper.node);
  return file ? ` (obtained in ${file.name})` : '';
}

function placeText(kernel: Kernel, { node }: Placed): string {
  const file = otherFileOf(node);
  return file && file.sourceCode !== kernel.sourceCode ? ` in ${file.name}` : '';
}
