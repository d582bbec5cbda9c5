import { describe, expect, test } from 'vitest';
import { readSettings, rowsFromSettings, settingsProblemsOnce } from '../../src/analysis/settings.js';
import { buildTrie } from '../../src/analysis/trie.js';

const read = (bulwark: unknown): ReturnType<typeof readSettings> => readSettings({ bulwark });

describe('readSettings', () => {
  test('nothing set is nothing wrong', () => {
    expect(readSettings({})).toEqual(readSettings({ 'import/resolver': {} }));
    const { settings, problems } = readSettings({});
    expect(problems).toEqual([]);
    expect(Object.values(settings).flatMap((value) => Object.values(value as object))).toEqual([]);
  });

  test('keeps what is right', () => {
    const { settings, problems } = read({
      adminFactories: ['makeAdmin', { name: 'db.admin', module: '@acme/db' }],
      redirectSanitizers: ['safe$Path'],
      loggers: [{ name: 'log', module: '@/lib/*' }],
      sensitiveTypes: ['UserDto', { name: 'Api.User', module: '@acme/api' }],
      harmlessTypes: ['PublicProfile'],
      files: { script: ['tools/**'], job: [] },
      apis: [{ global: true, path: 'audit()', fact: { role: 'redactor' } }],
    });
    expect(problems).toEqual([]);
    expect(settings.adminFactories).toEqual(['makeAdmin', { name: 'db.admin', module: '@acme/db' }]);
    expect(settings.redirectSanitizers).toEqual(['safe$Path']);
    expect(settings.loggers).toEqual([{ name: 'log', module: '@/lib/*' }]);
    expect(settings.sensitiveTypes).toEqual(['UserDto', { name: 'Api.User', module: '@acme/api' }]);
    expect(settings.harmlessTypes).toEqual(['PublicProfile']);
    expect(settings.files).toEqual({ script: ['tools/**'], job: [] });
    expect(settings.apis).toHaveLength(1);
  });

  test('leaves out what is wrong, and only that', () => {
    const { settings, problems } = read({ adminFactories: ['', 'makeAdmin', 5, { name: '' }, { name: 'a', module: '' }, 'a b', 'f()'], files: { script: ['tools/**', 5], job: ['jobs/**'] }, nope: 1 });
    expect(settings.adminFactories).toEqual(['makeAdmin']);
    expect(settings.files).toEqual({ job: ['jobs/**'] });
    expect(problems).toHaveLength(8);
    // Each names its key with the position, and says what is expected there.
    expect(problems.every((problem) => /^settings\.bulwark\.[\w.[\]]+ (?:must be .+, not .+|is unknown; known keys: .+)$/u.test(problem))).toBe(true);
  });

  test('says what a type is named by', () => {
    const { settings, problems } = read({ sensitiveTypes: ['User[]', 5], harmlessTypes: 'PublicProfile' });
    expect(settings.sensitiveTypes).toEqual([]);
    expect(settings.harmlessTypes).toEqual([]);
    expect(problems).toEqual([
      "settings.bulwark.sensitiveTypes[0] must be the name of a type ('UserDto') or { name, module? }, not 'User[]'",
      "settings.bulwark.sensitiveTypes[1] must be the name of a type ('UserDto') or { name, module? }, not number",
      "settings.bulwark.harmlessTypes must be a list, not 'PublicProfile'",
    ]);
  });

  test('is read once for a settings object', () => {
    const settings = { adminFactories: ['makeAdmin'] };
    expect(read(settings)).toBe(read(settings));
  });

  test.each([null, 5, 'strict', true, [], () => 1])('%o is no settings object', (value) => {
    const { settings, problems } = read(value);
    expect(problems).toHaveLength(1);
    expect(settings.apis).toEqual([]);
  });

  test('names of Object.prototype are unknown keys like any other', () => {
    expect(read({ constructor: [], toString: 1 }).problems.map((problem) => problem.split(' ')[0])).toEqual(['settings.bulwark.constructor', 'settings.bulwark.toString']);
  });
});

describe('settingsProblemsOnce', () => {
  const once = (settings: object, filename: string, ast = {}): number => settingsProblemsOnce({ bulwark: settings }, filename, ast).length;

  test('the first rule of the first file is told', () => {
    const settings = { nope: 1 };
    const ast = {};
    expect([once(settings, 'a.ts', ast), once(settings, 'a.ts', ast), once(settings, 'b.ts')]).toEqual([1, 0, 0]);
  });

  test('the same file is told again when it is linted again', () => {
    const settings = { nope: 1 };
    expect([once(settings, 'a.ts'), once(settings, 'a.ts'), once(settings, 'b.ts'), once(settings, 'a.ts')]).toEqual([1, 1, 0, 1]);
  });

  test('other settings are told on their own', () => {
    expect([once({ nope: 1 }, 'a.ts'), once({ nope: 1 }, 'b.ts')]).toEqual([1, 1]);
  });

  test('settings that are right, or none, have nothing to tell', () => {
    expect([once({ adminFactories: [] }, 'a.ts'), settingsProblemsOnce({}, 'a.ts', {}).length]).toEqual([0, 0]);
  });
});

describe('rowsFromSettings', () => {
  test('the short forms become rows', () => {
    const { settings } = read({ adminFactories: ['makeAdmin', { name: 'db.admin', module: '@acme/db' }], redirectSanitizers: [{ name: 'toPath', module: './paths' }] });
    expect(rowsFromSettings(settings).map((row) => ('module' in row ? [row.module, row.path, row.fact?.role] : []))).toEqual([
      ['*', 'makeAdmin()', 'adminClient'],
      ['@acme/db', 'db.admin()', 'adminClient'],
      ['./paths', 'toPath()', 'redirectCheck'],
    ]);
  });

  test('whatever is accepted compiles', () => {
    const names = ['a', 'a.b.c', '$a', 'a-b', 'a_1', 'a()', 'a b', '(', '>0', '#', '<a>', '{a,b}', '*', 'a..b', '.a', 'a.', 'ä', 'default', '__proto__'];
    for (const name of names) {
      const { settings } = read({ adminFactories: [name, { name, module: 'x' }], redirectSanitizers: [name], loggers: [name], redactors: [name], auditFunctions: [name] });
      expect(() => buildTrie(rowsFromSettings(settings))).not.toThrow();
    }
  });
});
