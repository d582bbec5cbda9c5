import { describe, expect, test } from 'vitest';
import { exposuresOf, type ExposureOptions } from '../../src/analysis/exposure.js';
import { kernelOf } from '../../src/analysis/kernel.js';
import { accessedBy, classifyMember, namesMasking, recordOf } from '../../src/analysis/words.js';
import { sourceOf } from '../helpers/source.js';

/** What the argument of `show(…)` exposes, in short: `contact user.email at to`. */
function exposed(code: string, options: ExposureOptions = {}): readonly string[] {
  const source = sourceOf(code);
  const kernel = kernelOf({ sourceCode: source.sourceCode, filename: '/project/file.ts', cwd: '/project', settings: {} });
  const call = source.nodes.find((node) => node.type === 'CallExpression' && source.sourceCode.getText(node as never).startsWith('show('));
  if (call?.type !== 'CallExpression') throw new Error('no call show(…)');
  return call.arguments
    .flatMap((argument) => exposuresOf(kernel, argument, options))
    .map((found) => `${found.class} ${source.sourceCode.getText(found.datum as never)} at ${found.path === undefined ? 'text' : found.path.join('.') || 'top'}`);
}

describe('exposuresOf', () => {
  test('ends where a masking function makes most of its results of itself', () => {
    const again = Array.from({ length: 12 }, (_, kind) => `if (x.kind === ${String(kind)}) return maskTree(x.left) + maskTree(x.right);`).join(' ');
    expect(exposed(`function maskTree(x) { ${again} return x.email } show(maskTree(user))`)).toEqual([]);
  });

  test.each<[string, readonly string[]]>([
    ['show({ to: user.email })', ['contact user.email at to']],
    ['show({ a: [{ b: user.phone }] })', ['contact user.phone at a.0.b']],
    ['show(`x ${user.email}`)', ['contact user.email at text']],
    ['show(a ? user.email : user.id)', ['contact user.email at top']],
    ['show(a ?? user.email, b && user.email, user.email && b)', ['contact user.email at top', 'contact user.email at top']],
    ['show(JSON.stringify({ a: user.email }))', ['contact user.email at text']],
    ['show(JSON.stringify(user, safe))', []],
    ['show(users.map((u) => u.email).join())', ['contact u.email at text']],
    ['show({ ...{ email: user.email }, email: 1 })', []],
    ['show(user.email.length, typeof user.email, !user.email, user.email > 1, unknown(user.email))', []],
    ['const pick = (u) => ({ mail: u.email }); show(pick(user))', ['contact u.email at mail']],
    ['const text = (who, other) => String(other); show(text(user.email, 1), text(1, user.phone))', ['contact user.phone at text']],
    ['const read = async (token) => { const r = await fetch(u, { headers: { authorization: token } }); return String((await r.json()).id); }; show(`${read(accessToken)}`)', []],
    ['const first = (a) => a; show(first(user.email))', ['contact user.email at top']],
    ['const first = (a) => a[0]; show(first(user.email))', []],
    ['let x; x = user.email; show(x)', ['contact user.email at top']],
    ['let x = user.email; let y = x; let z = y; show(z)', ['contact user.email at top']],
    ['function f(a) { show(a) } f(user.email)', ['contact user.email at top']],
    ['const a = a; show(a); function f(b = b) { return f(b) }', []],
    ['function f(x) { return f(x) } show(f(user.email))', []],
    ['const { user: { email: mail } } = row; show(mail)', ['contact mail at top']],
    // What is put into a list, or added to a text, later.
    ['const list = [1]; list.push(2, user.email); list.unshift(...[user.phone]); show(list)', ['contact user.email at *', 'contact user.phone at *.0']],
    ['const list = []; list.splice(0, user.email, user.phone); show(list)', ['contact user.phone at *']],
    ['let line = "x"; line += user.email; show(line)', ['contact user.email at text']],
    ['show(new Error(`x ${user.email}`), new Thing(user.email))', ['contact user.email at text']],
  ])('%s', (code, expected) => {
    expect(exposed(code)).toEqual(expected);
  });

  test('quoting for a shell shows what is quoted; a name in a text is no record', () => {
    expect(exposed("import { quote } from 'shell-quote'; show(`mail ${quote([user.email])} ${quote([db.databaseUser])}`)")).toEqual(['contact user.email at text']);
  });

  test('imported names count where they are asked for', () => {
    expect(exposed("import { token, limit } from './env'; show(token, limit)")).toEqual([]);
    expect(exposed("import { token, limit } from './env'; show(token, limit)", { imports: true })).toEqual(['credential token at top']);
  });

  test('ends on deep and wide input', () => {
    expect(exposed(`show(${'['.repeat(500)}user.email${']'.repeat(500)})`)).toEqual([]);
    expect(exposed(`${Array.from({ length: 300 }, (_, index) => `const a${String(index + 1)} = [a${String(index)}, a${String(index)}];`).join('')} show(a300)`)).toEqual([]);
  });
});

describe('words of exposures', () => {
  test.each([
    ['user', 'email', 'contact'], ['parsed', 'email', 'contact'], ['customer', 'address', 'location'], ['coupon', 'token', undefined], ['secret', 'key', undefined], ['masked', 'email', undefined],
    ['error', 'password', 'credential'], ['apiKey', 'id', undefined], ['tokenData', 'error', undefined],
    ['user', 'fullName', 'identity'], ['repository', 'fullName', undefined], ['registry', 'tableFullName', undefined],
  ])('%s.%s is %s', (owner, name, expected) => {
    expect(classifyMember(owner, name)?.class).toBe(expected);
  });

  test.each([
    ['user', '', true], ['currentUser', '', true], ['users', '', true], ['userId', '', false], ['userById', '', false], ['session', '', true], ['checkoutSession', '', false],
    ['body', 'req', true], ['body', 'response', false], ['headers', 'request', true], ['config', 'error', true], ['config', 'app', false], ['old_value', '', true],
    ['payload', '', true], ['errorPayload', '', false], ['payload', 'error', false], ['rawBody', 'event', true], ['rawBody', 'transferError', false], ['rawBody', 'response', false],
  ])('%s of %s is a record: %s', (name, owner, expected) => {
    expect(recordOf(name, owner) !== undefined).toBe(expected);
  });

  test('functions that mask, functions that give', () => {
    expect(['maskEmail', 'hashIp', 'toSafeUser', 'redactUrlSecrets', 'summarizePayload', 'sanitizeHeaders'].filter((name) => !namesMasking(name))).toEqual([]);
    expect(['getEmail', 'describe', 'formatUser'].filter(namesMasking)).toEqual([]);
    expect(accessedBy('getClientIp')?.what).toBe('client ip');
    expect(accessedBy('sendEmail')).toBeUndefined();
  });
});
