/** Does this file run on a server or in a browser? Told by its kind, its imports and the globals it uses. */
import type { TSESTree } from '@typescript-eslint/utils';
import { BROWSER_GLOBALS, BROWSER_MODULES, HOOK, SERVER_MODULES } from '../knowledge/runtimes.js';
import { stringOf } from './ast.js';
import type { Kernel } from './kernel.js';
import { isFileOf } from './place.js';

/** `unknown` also for what shows signs of both. */
export type Runtime = 'server' | 'browser' | 'unknown';

const SERVER = new RegExp(SERVER_MODULES.join('|'), 'u');
const BROWSER = new RegExp(BROWSER_MODULES.join('|'), 'u');
const runtimes = new WeakMap<Kernel, Runtime>();

export function runtimeOf(kernel: Kernel): Runtime {
  let runtime = runtimes.get(kernel);
  if (!runtime) runtimes.set(kernel, (runtime = decide(kernel)));
  return runtime;
}

function decide(kernel: Kernel): Runtime {
  if (isFileOf(kernel, 'client')) return 'browser';
  const modules = modulesOf(kernel);
  const server = isFileOf(kernel, 'next-route', 'next-middleware', 'server-action', 'nuxt-route') || modules.some((name) => SERVER.test(name));
  const browser = modules.some((name) => BROWSER.test(name)) || usesBrowser(kernel);
  return server === browser ? 'unknown' : server ? 'server' : 'browser';
}

function modulesOf({ sourceCode }: Kernel): readonly string[] {
  const names: string[] = [];
  for (const statement of sourceCode.ast.body) if (statement.type === 'ImportDeclaration' && statement.importKind !== 'type') names.push(statement.source.value);
  for (const { identifier } of sourceCode.scopeManager?.globalScope?.through ?? []) {
    const { parent } = identifier;
    if (identifier.name === 'require' && parent.type === 'CallExpression') names.push(stringOf(parent.arguments[0]) ?? '');
  }
  return names;
}

function usesBrowser({ sourceCode }: Kernel): boolean {
  const scopes = sourceCode.scopeManager;
  const globals = [...(scopes?.globalScope?.through ?? []), ...(scopes?.globalScope?.variables.flatMap((variable) => (variable.defs.length === 0 ? variable.references : [])) ?? [])];
  if (globals.some(({ identifier }) => BROWSER_GLOBALS.has(identifier.name) && !isTypeof(identifier))) return true;
  return scopes?.scopes.some((scope) => scope.references.some(({ identifier }) => HOOK.test(identifier.name) && identifier.parent.type === 'CallExpression' && identifier.parent.callee === identifier)) ?? false;
}

/** `typeof window === 'undefined'` asks where it is. */
function isTypeof({ parent }: TSESTree.Identifier | TSESTree.JSXIdentifier): boolean {
  return parent.type === 'UnaryExpression' && parent.operator === 'typeof';
}
