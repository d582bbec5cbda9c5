import { expect, test } from 'vitest';
import { auditWritesOf } from '../../src/analysis/audits.js';
import { exposuresOf } from '../../src/analysis/exposure.js';
import { kernelOf, type Kernel } from '../../src/analysis/kernel.js';
import { sourceOf } from '../helpers/source.js';

/** How often the checker is asked for the type of a node, while the index is built and `also` is done. */
function questions(code: string, also: (kernel: Kernel) => void = () => undefined): number {
  let count = 0;
  const { sourceCode } = sourceOf(code, { typed: true });
  const services = sourceCode.parserServices as unknown as { getTypeAtLocation(node: unknown): unknown };
  const real = services.getTypeAtLocation.bind(services);
  const counted = Object.create(sourceCode, {
    parserServices: { value: { ...services, getTypeAtLocation: (node: unknown) => ((count += 1), real(node)) } },
  }) as typeof sourceCode;
  const kernel = kernelOf({ sourceCode: counted, filename: '/project/file.ts', cwd: '/project', settings: {} });
  kernel.api.uses('log');
  also(kernel);
  return count;
}

test('a file in which nothing is used as knowledge knows it asks nothing', () => {
  const code = `import { helper } from './lib/helper';
export class Stack<T> { readonly #items: T[] = []; push(item: T) { this.#items.push(item); helper(this.#items.length, item.toString().trim()); } }
export const area = ({ width, height }: { width: number; height: number }) => Math.max(width * height, 0);`;
  expect(questions(code)).toBe(0);
  expect(questions(code, auditWritesOf)).toBe(0);
});

test('a variable is asked for once, however often it is used', () => {
  const uses = (count: number): string => `export function f(out: import('./lib/telemetry').Metrics) { ${'out.info({});'.repeat(count)} }`;
  expect(questions(uses(1))).toBe(1);
  expect(questions(uses(50))).toBe(1);
});

test('what syntax knows, or what is visibly something else, is not asked for', () => {
  expect(questions("import pino from 'pino'; const log = pino(); export const f = () => log.info({});")).toBe(0);
  expect(questions("const m = new Map<string, string>(); const o = { info() {} }; export const f = () => { m.set('a', 'b'); o.info(); [].info(); 'x'.info; };")).toBe(0);
});

test('a logged value is asked for only where its name leaves something open', () => {
  const exposed = (kernel: Kernel): void => {
    const call = kernel.api.uses('log')[0]?.node;
    if (call?.type === 'CallExpression') for (const argument of call.arguments) exposuresOf(kernel, argument);
  };
  expect(questions("console.log('sent', 1, `a ${1}`, { id: 5 });", exposed)).toBe(0);
  expect(questions('declare const text: string; console.log(`a ${text}`);', exposed)).toBe(0);
  expect(questions('declare const row: { id: string }; console.log(row);', exposed)).toBeGreaterThan(0);
});
