import { describe, expect, test } from 'vitest';
import { destinationsOf, type DestinationOptions } from '../../src/analysis/destinations.js';
import { sourceOf } from '../helpers/source.js';

/** The destinations of the first `S()` in the code, as `kind name` (with what marks them behind). */
function from(code: string, options?: DestinationOptions): string[] {
  const source = sourceOf(code, { filename: '/project/file.tsx' });
  return destinationsOf(source.sourceCode, source.find('S()'), options).map(({ kind, name, position, picked, under }) => [kind, name, position, picked && 'picked', under && `under ${under.join('.')}`].filter((part) => part !== undefined).join(' '));
}

describe('destinationsOf', () => {
  test.each<[string, string[]]>([
    // names
    ['const a = S();', ['variable a']],
    ['let a; a = S() as string;', ['variable a']],
    ['const a = S(); const b = a;', ['variable a', 'variable b']],
    ['o.a = S();', ['property a']],
    ['class C { a = S(); m() { const b = this.a; } }', ['property a', 'variable b']],
    ['class C { constructor(x = S()) { this.a = x; } m() { const b = this.a; } }', ['variable x', 'property a', 'variable b']],
    ['const o = { a: S(), b: 1 }; const c = o.b; const d = o.a;', ['property a', 'variable d']],
    ['const { a: x, b: y } = { a: S(), b: 1 };', ['property a', 'variable x']],
    ['const o: any = {}; o.a = S(); f(o.a);', ['property a', 'argument f 0']],
    // what is made of it
    ['const a = Math.floor(1 + S() * 2).toString(36).slice(2);', ['argument floor 0', 'variable a']],
    ['const a = `x${S()}`; const b = "x" + S;', ['variable a']],
    ['const a = c ? S() : d ?? e;', ['variable a']],
    ['const a = c && S(); const b = (1, S);', ['variable a']],
    ['let t = ""; for (;;) t += S(); use(t);', ['variable t', 'argument use 0']],
    ['const xs = []; xs.push(S()); const t = xs.join("");', ['argument push 0', 'variable t']],
    ['const xs = new Array(4); for (;;) xs[i] = S(); const t = xs.join("");', ['property', 'variable t']],
    ['const t = Array.from({ length: 4 }, () => S()).join("");', ['variable t']],
    ['const t = xs.map(() => S()).join("");', ['variable t']],
    ['const t = "xx".replace(/x/g, () => S());', ['variable t']],
    ['const t = [S(), 1].map((x) => { const y = x; return y; });', ['variable x', 'variable y', 'variable t']],
    ['for (const x of S()) f(x);', ['variable x', 'argument f 0']],
    ['const t = String.fromCharCode(...S());', ['argument fromCharCode 0', 'variable t']],
    // choices
    ['const a = LIST[S()];', ['index', 'variable a picked']],
    ['const a = LIST.charAt(S());', ['argument charAt 0', 'variable a picked']],
    ['let t = ""; t += LIST[S()];', ['index', 'variable t']],
    ['const c = LIST[S()]; const t = `${c}-x`;', ['index', 'variable c picked', 'variable t']],
    ['const t = xs.sort(() => S() - 1).join("");', ['variable t']],
    ['const t = xs.sort(() => S() - 1)[0];', ['variable t picked']],
    // where it stops
    ['const a = S() < 5;', ['comparison']],
    ['const a = S() ? b : c;', ['condition']],
    ['if (S()) f();', ['condition']],
    ['const a = unknown(S());', ['argument unknown 0']],
    ['const a = "x".padStart(S());', ['argument padStart 0']],
    ['const n = S().length;', []],
    ['const a = !S(); const b = typeof S;', []],
    // functions
    ['const make = () => S(); const a = make();', ['return make', 'variable a']],
    ['function f(x) { return x; } const a = f(S()); const b = f(1);', ['argument f 0', 'parameter x', 'variable a']],
    ['function f({ x, y }) { g(x); } f({ x: S() });', ['property x', 'argument f 0 under x', 'variable x', 'argument g 0']],
    ['const make = () => ({ a: S(), b: 1 }); const { a, b } = make();', ['property a', 'variable a']],
    ['class C { make() { return S(); } use() { const a = this.make(); } }', ['return make', 'variable a']],
    ['class C { get v() { return S(); } use() { const a = this.v; } }', ['return v', 'variable a']],
    ['const a = (() => S())();', ['variable a']],
    ['p.then(() => S()); S.then((x) => f(x));', []],
    ['const a = await S().then((x) => x);', ['variable x', 'variable a']],
    // texts and attributes
    ['const a = `/x?b=1&token=${S()}`;', ['query parameter token', 'variable a']],
    ['const a = base + "?token=" + S();', ['query parameter token', 'variable a']],
    ['const a = <p nonce={S()}>{S}</p>;', ['attribute nonce']],
    ['f({ name: "a", value: S() });', ['property value', 'argument f 0 under value']],
  ])('%s', (code, expected) => {
    expect(from(code)).toEqual(expected);
  });

  test('a generator: what its calls make', () => {
    expect(from('const g = S(); const a = g(); const b = g.int(1).toString(); const c = g;', { generator: true })).toEqual(['variable a', 'variable b']);
    expect(from('class C { g = S(); m() { return this.g.next(); } }', { generator: true })).toEqual(['return m']);
    expect(from('const { int } = S(); const a = int();', { generator: true })).toEqual(['variable a']);
  });

  test('an item: a choice until it is put together', () => {
    expect(from('const a = S();', { picked: true })).toEqual(['variable a picked']);
    expect(from('const a = S().join("");', { picked: true })).toEqual(['variable a']);
  });

  test.each<[string, string[]]>([
    ['const a = S(); f(a.b.c);', ['variable a', 'argument f 0 of b.c']],
    ['const { a: { b: x }, c = 1 } = S(); g(x, c);', ['variable x of a.b', 'argument g 0 of a.b', 'variable c of c', 'argument g 1 of c']],
    ['if (!S().ok) stop();', ['condition of ok']],
    ['if (S().ok && other) go();', ['condition of ok']],
    ['const v = S().ok && other;', []],
    ["if (S().roles.includes('a')) go();", ['method includes of roles']],
    ['const f = () => S(); h(f().id);', ['return f', 'argument h 0 of id']],
    ['wrap(() => S());', ['return']],
    ['const o = { a: S() }; k(o.a.b);', ['property a', 'argument k 0 of b']],
  ])('members: %s', (code, expected) => {
    const source = sourceOf(code, { filename: '/project/file.tsx' });
    expect(destinationsOf(source.sourceCode, source.find('S()'), { members: true }).map(({ kind, name, position, taken }) => [kind, name, position, taken && `of ${taken.join('.')}`].filter((part) => part !== undefined).join(' '))).toEqual(expected);
  });

  test('calls that the caller knows to carry the value', () => {
    const carries: DestinationOptions['carries'] = (call, position) => {
      const name = call.callee.type === 'Identifier' ? call.callee.name : '';
      return name === 'hash' && position === 0 ? 'value' : name === 'seeded' ? 'generator' : undefined;
    };
    expect(from('const a = hash(S()); const b = other(S);', { carries })).toEqual(['argument hash 0', 'variable a']);
    expect(from('const a = hash(() => S());', { carries })).toEqual(['variable a']);
    expect(from('const g = seeded(S()); const a = g();', { carries })).toEqual(['argument seeded 0', 'variable a']);
  });

  test('ends on code that refers to itself, and on a great deal of it', () => {
    expect(from('const f = (x) => f(x + S());')).toEqual(['argument f 0', 'parameter x', 'argument f 0']);
    expect(from(`let a = S();${' a = a + 1;'.repeat(3000)}`).length).toBeGreaterThan(1);
  });
});
