import { describe, expect, test } from 'vitest';
import { calleeOf, lastLinkOf, lastNameOf, nameAround } from '../../src/analysis/ast.js';
import { BRIEF, callText, chainText, lastCallText, nameText, shortText, sinkText } from '../../src/analysis/text.js';
import { sourceOf } from '../helpers/source.js';

const LONG = `send('${'a'.repeat(80)}')`;

describe('shortText', () => {
  test.each([
    ['a.b', undefined, 'a.b'],
    ['[\n  a,\n  b,\n]', undefined, '[ a, b, ]'],
    [LONG, undefined, `${LONG.slice(0, 57)}…`],
    [LONG, BRIEF, `${LONG.slice(0, 37)}…`],
  ])('%s', (code, length, expected) => {
    const source = sourceOf(`x(${code})`);
    expect(shortText(source.sourceCode, source.find(code), length)).toBe(expected);
  });
});

describe('what a call is called', () => {
  test.each<[string, string | undefined, string | undefined]>([
    ['redirect(a)', 'redirect()', 'redirect()'],
    ['res.status(302).redirect(a)', 'res.status(302).redirect()', '.redirect()'],
    ['new passport.Strategy(a)', 'new passport.Strategy()', 'new passport.Strategy()'],
    ['this.#jwt.sign(a)', 'this.#jwt.sign()', 'this.#jwt.sign()'],
    ['<Link href={a} />', '<Link>', undefined],
    ['a.href', undefined, undefined],
  ])('%s', (code, whole, last) => {
    const source = sourceOf(`x(${code})`, { filename: '/project/file.tsx' });
    const node = source.find(code);
    expect(callText(source.sourceCode, node)).toBe(whole);
    expect(lastCallText(source.sourceCode, node)).toBe(last);
  });

  test('an opening element by its tag, a template by its tag', () => {
    const source = sourceOf('x(<Link href={a}>b</Link>, log.info`a ${b}`)', { filename: '/project/file.tsx' });
    expect(callText(source.sourceCode, source.find('<Link href={a}>'))).toBe('<Link>');
    expect(callText(source.sourceCode, source.find('log.info`a ${b}`'))).toBe('log.info()');
  });

  test.each([
    ['class A extends Strategy { constructor() { super(a) } }', 'super() of Strategy'],
    ['class A extends PassportStrategy(Strategy) { constructor() { super(a) } }', 'super() of PassportStrategy(…)'],
  ])('%s', (code, expected) => {
    const source = sourceOf(code);
    expect(lastCallText(source.sourceCode, source.find('super(a)'))).toBe(expected);
  });

  test.each<[string, string, string | undefined]>([['location.href = a', 'location.href', '`location.href`'], ['redirect(a)', 'redirect(a)', 'redirect()'], ['f(location.href)', 'location.href', undefined]])('%s as a sink', (code, text, expected) => {
    const source = sourceOf(code);
    expect(sinkText(source.sourceCode, source.find(text))).toBe(expected);
  });

  test('a long chain by its end', () => {
    const source = sourceOf(`this\n  .services\n  .audit\n  .log(x); ${'very.'.repeat(20)}long.chain(x)`);
    const [first, second] = source.nodes.filter((node) => node.type === 'CallExpression');
    expect(chainText(source.sourceCode, first!)).toBe('this.services.audit.log');
    expect(chainText(source.sourceCode, second!)).toMatch(/^….{50}long\.chain$/u);
  });
});

describe('nameText', () => {
  test.each([['config.key', '`config.key`'], ['KEY!', '`KEY`'], ["'hunter2'", undefined], ['load()', undefined], [`a.${'b'.repeat(50)}`, undefined]])('%s', (code, expected) => {
    const source = sourceOf(`x(${code})`);
    expect(nameText(source.sourceCode, source.find(code))).toBe(expected);
  });
});

describe('names of nodes', () => {
  test.each([['user.email', 'email'], ['ctx.getIp()', 'getIp'], ['(await user)!.email', 'email'], ['email', 'email'], ['this', ''], ["a['b']", 'b']])('the last name of %s', (code, expected) => {
    expect(lastNameOf(sourceOf(`x(${code})`).find(code))).toBe(expected);
  });

  test.each([['f(a)', 'f'], ['new C(a)', 'C'], ['tag`a`', 'tag'], ['name', 'name']])('%s calls', (code, expected) => {
    const source = sourceOf(`x(${code})`);
    expect(source.sourceCode.getText(calleeOf(source.find(code)) as never)).toBe(expected);
  });

  test.each([['app.register(a).register(b)', 'register'], ['app.register(a)', 'app.register'], ['limit(a)', 'limit'], ['name', 'name']])('the last link of %s', (code, expected) => {
    const source = sourceOf(`x(${code})`);
    expect(source.sourceCode.getText(lastLinkOf(source.find(code)) as never)).toBe(expected);
  });

  test.each<[string, string | undefined]>([
    ['function save() { list.map(() => here()); }', 'save'],
    ['const save = async () => { here(); };', 'save'],
    ['class A { save() { here(); } }', 'save'],
    ['here();', undefined],
  ])('the name around here() in %s', (code, expected) => {
    expect(nameAround(sourceOf(code).find('here()'))).toBe(expected);
  });
});

test('of a very long text only as much is read as is shown', () => {
  const { sourceCode, find } = sourceOf(`a${'.b( )'.repeat(300)}.end()`);
  const call = find(sourceCode.text);
  expect(shortText(sourceCode, call)).toBe(`${sourceCode.text.slice(0, 57)}…`);
  expect(chainText(sourceCode, call)).toMatch(/^….*\.b\(\)\.end$/u);
});
