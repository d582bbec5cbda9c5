/** Is this value a key of a certain kind? Told by the environment variable it is read from, or by its form. */
import type { TSESTree } from '@typescript-eslint/utils';
import { KEY_KINDS, type KeyKind } from '../knowledge/environment.js';
import { propertyName, stringOf, unwrap, type Node } from './ast.js';
import { memberTaken, originsOf, type Origin } from './flow.js';
import type { Kernel } from './kernel.js';

interface KeyTest {
  readonly named: (name: string) => boolean;
  readonly written: (literal: string) => boolean;
}

const tests = new Map<string, KeyTest>(KEY_KINDS.map((kind) => [kind.name, testOf(kind)]));

function testOf(kind: KeyKind): KeyTest {
  const environment = new RegExp(kind.environment, 'iu');
  const not = kind.not === undefined ? undefined : new RegExp(kind.not, 'iu');
  const literal = kind.literal === undefined ? undefined : new RegExp(kind.literal, 'u');
  return {
    named: (name) => environment.test(name) && not?.test(name) !== true,
    written: (text) => literal?.test(text) === true || (kind.jwtClaim !== undefined && claimOf(text, kind.jwtClaim.claim) === kind.jwtClaim.value),
  };
}

/** Can the value of this expression be a key of this kind (a row of `KEY_KINDS`)? */
export function isKey(kernel: Kernel, node: Node, kindName: string): boolean {
  const test = tests.get(kindName);
  if (!test) return false;
  const origins = originsOf(kernel.sourceCode, node, {
    isOrigin: (each) => kernel.api.factsBornAt(each, 'environment').length > 0,
    // `required(process.env.KEY)`, `mustGet('KEY')`: an accessor of another file hands on what it is asked for.
    carries: (call) => call.arguments.map((_, position) => position),
  });
  return origins.some((origin) => isKeyOrigin(kernel, origin, test));
}

function isKeyOrigin(kernel: Kernel, origin: Origin, test: KeyTest): boolean {
  const { node, path } = origin;
  if (node.type === 'MemberExpression' && node.computed && propertyName(node) === undefined) {
    // `process.env[name]` in an accessor of this file: the caller says which variable.
    return originsOf(kernel.sourceCode, node.property, { calls: origin.calls }).some((name) => test.named(stringOf(name.node) ?? ''));
  }
  const text = stringOf(node);
  // As an argument of an accessor, whose result is the key, the name of the variable is a literal itself.
  if (text !== undefined) return test.written(text) || (node.parent?.type === 'CallExpression' && origin.trace.includes(node.parent) && test.named(text));
  return namesOf(kernel, node, path).some((name) => test.named(name));
}

/** The names under which an origin is read: of the variable, the property, the environment variable. */
function namesOf(kernel: Kernel, node: Node, path: readonly string[]): readonly string[] {
  const inner = unwrap(node);
  const names: string[] = [];
  const last = path.at(-1);
  if (last !== undefined) names.push(last);
  if (inner.type === 'Identifier') names.push(path.length === 0 ? importedName(inner) ?? memberTaken(inner) ?? inner.name : '');
  if (inner.type === 'MemberExpression') names.push(propertyName(inner) ?? '');
  for (const fact of kernel.api.factsAt(inner, 'environment')) if (fact.nameArg !== undefined && inner.type === 'CallExpression') names.push(stringOf(inner.arguments[fact.nameArg]) ?? '');
  return names.filter((name) => name !== '');
}

function importedName(identifier: TSESTree.Identifier): string | undefined {
  return identifier.parent.type === 'ImportSpecifier' && identifier.parent.imported.type === 'Identifier' ? identifier.parent.imported.name : undefined;
}

/** A claim of a JSON web token, read without verifying: only to see what kind of token a literal is. */
function claimOf(text: string, claim: string): unknown {
  const payload = /^eyJ[\w-]+\.(eyJ[\w-]+)\.[\w-]*$/u.exec(text)?.[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? (claims as Readonly<Record<string, unknown>>)[claim] : undefined;
  } catch {
    return undefined;
  }
}
