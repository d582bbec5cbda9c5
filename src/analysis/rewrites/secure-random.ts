/** What stands in place of a predictable random value? */
import type { TSESLint } from '@typescript-eslint/utils';
import type { Use } from '../api.js';
import { propertyName, unwrap, wrapped, type Node } from '../ast.js';
import { accessTo } from '../imports.js';
import type { Kernel } from '../kernel.js';
import { rangeOf, type Range } from '../ranges.js';
import { numberOf } from '../value.js';

type Source = Use<'weakRandom'>;

export interface SecureRandom {
  /** `randomUuid`: 122 bits. `integer`: a whole number of the same range. `module`: the same functions of a module that is secure. */
  readonly kind: 'randomUuid' | 'integer' | 'module';
  /** For the description: the `call` that makes the integer, the `module`. */
  readonly words: Readonly<Record<string, string>>;
  readonly fix: TSESLint.ReportFixFunction;
}

/** The secure expression that fits the shape around a source; undefined where a person has to decide. */
export function secureRandomFor(kernel: Kernel, { node, fact }: Source, isBrowser: boolean): SecureRandom | undefined {
  if (fact.secureModule !== undefined) return secureModule(kernel, fact.secureModule);
  const range = rangeOf(kernel.sourceCode, node);
  if (range) return isBrowser ? undefined : randomInt(kernel, range);
  const text = fact.kind === 'id' || fact.purpose === 'sign-in nonce' ? idCall(fact, node) : textMadeOf(kernel, node);
  if (!text) return undefined;
  // EIP-4361 allows letters and digits only.
  const uuid = `globalThis.crypto.randomUUID()${fact.purpose === 'sign-in nonce' ? ".replace(/-/g, '')" : ''}`;
  return { kind: 'randomUuid', words: {}, fix: (fixer) => fixer.replaceText(text, uuid) };
}

function idCall(fact: Source['fact'], node: Node): Node | undefined {
  return node.type === 'CallExpression' && !fact.generator && node.arguments.length === 0 ? node : undefined;
}

function secureModule(kernel: Kernel, module: string): SecureRandom | undefined {
  const insecure = new Set([`${module}/non-secure`, module.replace(/\/secure$/u, ''), module.replace(/\/secure$/u, '/single')]);
  const statement = kernel.sourceCode.ast.body.find((each) => each.type === 'ImportDeclaration' && insecure.has(each.source.value));
  if (statement?.type !== 'ImportDeclaration') return undefined;
  const quote = statement.source.raw.slice(0, 1);
  return { kind: 'module', words: { module }, fix: (fixer) => fixer.replaceText(statement.source, `${quote}${module}${quote}`) };
}

function randomInt(kernel: Kernel, { node, text }: Range): SecureRandom | undefined {
  const access = accessTo(kernel.sourceCode, ['crypto', 'node:crypto'], 'randomInt', node);
  if (!access) return undefined;
  const call = `${access.text}(${text})`;
  return { kind: 'integer', words: { call }, fix: (fixer) => [...(access.add ? [fixer.insertTextBefore(access.add.before, access.add.text)] : []), fixer.replaceText(node, call)] };
}

/** The largest text around the source that is made of such sources and fixed parts only, if it is long enough for a UUID to stand in its place. */
function textMadeOf(kernel: Kernel, source: Node): Node | undefined {
  let text: Node | undefined;
  for (let here = wrapped(source); here.parent; here = wrapped(here.parent)) {
    const { parent } = here;
    if (parent.type === 'MemberExpression' && parent.object === here) {
      const call = parent.parent;
      const method = propertyName(parent) ?? '';
      if (call.type !== 'CallExpression' || call.callee !== parent || !/^(?:toString|slice|substr|substring)$/u.test(method)) break;
      const [start, end] = call.arguments.map((argument) => numberOf(kernel.sourceCode, argument));
      // Six characters may be what a column or a person can take: no suggestion then.
      if (method !== 'toString' && (start === undefined || (start < 0 && start > -8) || (call.arguments[1] && (end === undefined || end - (method === 'substr' ? 0 : start) < 8)))) return undefined;
      text = call;
      here = parent;
    } else if (parent.type === 'BinaryExpression' && parent.operator === '+' && isWeakText(kernel, parent.left) && isWeakText(kernel, parent.right)) text = parent;
    else if (parent.type === 'BinaryExpression' && /^[*+^|-]$/u.test(parent.operator) && !text) continue;
    else break;
  }
  return text;
}

/** Text made of sources alone: a fixed prefix is somebody's format, and stays. */
function isWeakText(kernel: Kernel, node: Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'BinaryExpression') return inner.operator === '+' && isWeakText(kernel, inner.left) && isWeakText(kernel, inner.right);
  if (inner.type !== 'CallExpression' || inner.callee.type !== 'MemberExpression' || !/^(?:toString|slice|substr|substring)$/u.test(propertyName(inner.callee) ?? '')) return false;
  const object = unwrap(inner.callee.object);
  return kernel.api.factsAt(object, 'weakRandom').length > 0 || isWeakText(kernel, object);
}
