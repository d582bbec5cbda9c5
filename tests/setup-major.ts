import Module from 'node:module';

/**
 * The vite alias does not reach `require('eslint')` inside CommonJS packages such as
 * `@typescript-eslint/rule-tester`, so Node's own resolver is told about it too.
 */
interface PatchedModule {
  _resolveFilename: (request: string, ...rest: unknown[]) => string;
  bulwarkAlias?: string;
}

const resolver = Module as unknown as PatchedModule;
const alias = process.env['ESLINT_ALIAS'] ?? '';

if (resolver.bulwarkAlias === undefined) {
  const original = resolver._resolveFilename;
  resolver.bulwarkAlias = alias;
  resolver._resolveFilename = (request, ...rest) =>
    original(request === 'eslint' && alias ? alias : request, ...rest);
} else if (resolver.bulwarkAlias !== alias) {
  throw new Error('One worker serves both ESLint majors: its module cache would mix them.');
}
