import { describe, expect, it, test } from 'vitest';
import { isFunction, type FunctionNode, type Node } from '../../src/analysis/ast.js';
import { kernelOf } from '../../src/analysis/kernel.js';
import { fateOf, isAsynchronous, isDetached, isNoop, returnsAtOnce, swallowsRejections } from '../../src/analysis/promises.js';
import { foreignSources, sourceOf, type Source } from '../helpers/source.js';

const kernelFor = (source: Source) => kernelOf({ sourceCode: source.sourceCode, filename: '/project/file.ts', cwd: '/project', settings: {} });

/** What becomes of `work()` in a text. */
function fate(code: string) {
  const source = sourceOf(code);
  return fateOf(kernelFor(source), source.find('work()'));
}

function firstFunction(code: string) {
  const source = sourceOf(code);
  return { kernel: kernelFor(source), owner: source.nodes.find((node: Node): node is FunctionNode => isFunction(node))! };
}

describe('fateOf', () => {
  it.each([
    ['await work();', 'await', false],
    ['const x = await work(); use(x);', 'await', true],
    ['const x = await work();', 'await', false],
    ['const { error } = await work(); use(error);', 'await', false],
    ['const { data, error } = await work(); use(data);', 'await', true],
    ['f(await work());', 'await', true],
    ['await (work() as Promise<void>).then(done);', 'await', false],
    ['await (ready ? work() : undefined);', 'await', false],
    ['await Promise.all([a(), work()]);', 'combinator', false],
    ['const [x, y] = await Promise.all([work(), b()]); use(x, y);', 'combinator', true],
    ['const [, y] = await Promise.all([work(), b()]); use(y);', 'combinator', false],
    ['await Promise.allSettled([...list, work()]);', 'combinator', false],
    ['await Promise.all(list.map(() => work()));', 'combinator', false],
    ['await Promise.all(list.map(function () { return work(); }));', 'combinator', false],
    ['const p = work(); await p;', 'variable', false],
    ['let p; p = work(); await p;', 'variable', false],
    ['const ps = []; ps.push(work()); await Promise.all(ps);', 'combinator', false],
    ['for await (const x of [work()]) use(x);', 'loop', false],
    ['async function f() { return work(); }', 'return', false],
    ['const f = async () => work();', 'return', false],
    ['await a().then(() => work());', 'await', false],
    ['await (() => work())();', 'await', false],
  ])('%s is awaited: %s', (code, how, used) => {
    expect(fate(code)).toMatchObject({ kind: 'awaited', how, used });
  });

  it.each([
    ['work();', 'unhandled'],
    ['void work();', 'unhandled'],
    ['ready && work();', 'unhandled'],
    ['(work(), other());', 'unhandled'],
    ['list.forEach(() => work());', 'unhandled'],
    ['work().then(done);', 'unhandled'],
    ['work().catch(report);', 'handled'],
    ['void work().then(done, report);', 'handled'],
    ['work().catch((error) => report(error)).finally(done);', 'handled'],
    ['Promise.allSettled([work()]);', 'handled'],
    ['work().catch(() => {});', 'silenced'],
    ['work().catch(noop);', 'silenced'],
    ['work().catch(_.noop);', 'silenced'],
  ])('%s floats, %s', (code, rejection) => {
    expect(fate(code)).toMatchObject({ kind: 'floating', rejection });
  });

  it.each(['ctx.waitUntil(work());', "import { after } from 'next/server'; after(() => work());", 'const p = work(); ctx.waitUntil(p);', 'ctx.waitUntil(Promise.all([work()]));'])('%s is deferred', (code) => {
    expect(fate(code).kind).toBe('deferred');
  });

  it.each(['use(work());', 'export const p = work();', 'const f = () => work();', 'const f = function () { return work(); };', 'use({ p: work() });', 'if (work()) a();', 'const p = work().id;', 'const { p } = work();', 'let p = work(); p = 1;'])('%s goes elsewhere', (code) => {
    expect(fate(code).kind).toBe('elsewhere');
  });
});

describe('isDetached', () => {
  it.each([
    'void (async () => { await work(); })();',
    'setTimeout(async () => { await work(); });',
    'a().then(async () => { await work(); });',
    'list.forEach(async () => { await work(); });',
    'list.map(async () => { await work(); });',
    'async function f() { await work(); } void f(); f().catch(report);',
    'async function f() { await work(); } async function g() { await f(); } g();',
    "import { Worker } from 'bullmq'; new Worker('q', async () => { await work(); });",
    "import { OnEvent } from '@nestjs/event-emitter'; class A { @OnEvent('x') async on() { await work(); } }",
  ])('%s', (code) => {
    const source = sourceOf(code);
    expect(isDetached(kernelFor(source), source.find('work()'))).toBe(true);
  });

  it.each([
    'await (async () => { await work(); })();',
    'await a().then(async () => { await work(); });',
    'await Promise.all(list.map(async () => { await work(); }));',
    'export async function f() { await work(); } void f();',
    'async function f() { await work(); } void f(); await f();',
    'async function f() { await work(); } void f(); use(f);',
    'async function f() { await work(); }',
    'app.post("/", async () => { await work(); });',
  ])('not: %s', (code) => {
    const source = sourceOf(code);
    expect(isDetached(kernelFor(source), source.find('work()'))).toBe(false);
  });
});

describe('what a body says', () => {
  it.each([
    ['async function f() { try { await a(); } catch (e) { report(e); } }', true],
    ['async function f() { if (!x) return; try { await a(); } catch {} }', true],
    ['async function f() { await a().catch(report); }', true],
    ['async function f() { report(); }', true],
    ['const f = async () => a().catch(report);', true],
    ['const f = async () => a();', false],
    ['async function f() { await a(); }', false],
    ['async function f() { try { await a(); } catch (e) { throw e; } }', false],
    ['async function f() { try { await a(); } catch (e) { await report(e); } }', false],
    ['async function f() { try { await a(); } finally { b(); } }', false],
    ['async function f() { await b(); try { await a(); } catch {} }', false],
    ['function f() { return a(); }', false],
    ['function f() { return new Promise(run); }', false],
    // What it waits for lets none out.
    ['async function f() { await g(); } async function g() { try { await a(); } catch (e) { note(e); } }', true],
    ['async function f() { return g(); } const g = () => a().catch(note);', true],
    ['class A { static async f() { const e = {}; await this.g(e); } private static async g(e) { try { await a(e); } catch {} } }', true],
    ['async function f() { await g(); await b(); } async function g() { try { await a(); } catch (e) { note(e); } }', false],
    ['async function f() { await g(); } async function g() { try { await a(); } catch (e) { throw e; } }', false],
    ['async function f() { await g(); } async function g() { await f(); }', false],
    ['async function f(g) { await g(); }', false],
  ])('%s swallows rejections: %s', (code, answer) => {
    const { kernel, owner } = firstFunction(code);
    expect(swallowsRejections(kernel, owner)).toBe(answer);
  });

  it.each([
    ['async function f() {}', true],
    ['function f() { return Promise.resolve(); }', true],
    ['function f() { return a().then(b); }', true],
    ['function f() { return g(); } async function g() {}', true],
    ['function f() { a(); }', false],
    ['function f() { return 1; }', false],
    ['function f() { return g(); } function g() { return 1; }', false],
    ['function* f() { yield a(); }', false],
    ['function f() { return a(); }', undefined],
    ['function f() { return x; }', undefined],
  ])('%s is asynchronous: %s', (code, answer) => {
    const { kernel, owner } = firstFunction(code);
    expect(isAsynchronous(kernel, owner)).toBe(answer);
  });

  it.each([
    ['function f() { a(); }', true],
    ['async function f() { a(); }', true],
    ['async function f() { void a().catch(report); return; }', true],
    ['async function f() { await a(); }', false],
    ['async function f() { return a(); }', false],
    ['const f = async () => a();', false],
    ['function f() { return a(); }', false],
  ])('%s returns at once: %s', (code, answer) => {
    const { kernel, owner } = firstFunction(code);
    expect(returnsAtOnce(kernel, owner)).toBe(answer);
  });

  it.each([
    ['() => {}', true], ['() => undefined', true], ['() => null', true], ['() => ({})', true], ['() => void 0', true], ['function () { return; }', true], ['noop', true], ['_.noop', true],
    ['(error) => report(error)', false], ['report', false], ['() => { count++; }', false],
  ])('%s does nothing: %s', (handler, answer) => {
    const source = sourceOf(`x(${handler});`);
    expect(isNoop(source.sourceCode, source.find(handler))).toBe(answer);
  });
});

test.each(foreignSources())('every call of %s has a fate', (_name, open) => {
  const source = open();
  const kernel = kernelFor(source);
  for (const node of source.nodes) {
    if (node.type === 'CallExpression') expect(() => [fateOf(kernel, node), isDetached(kernel, node)]).not.toThrow();
    if (isFunction(node)) expect(() => [swallowsRejections(kernel, node), isAsynchronous(kernel, node), returnsAtOnce(kernel, node)]).not.toThrow();
  }
});
