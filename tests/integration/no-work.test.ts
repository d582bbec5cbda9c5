import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import type { ApiIndex } from '../../src/analysis/api.js';
import { kernelOf, type FileContext, type Kernel } from '../../src/analysis/kernel.js';
import plugin from '../../src/index.js';

/** What the rules asked the kernel, in order. */
interface Watched {
  readonly questions: string[];
  /** The index that each access to `kernel.api` gave. */
  readonly indexes: ApiIndex[];
}

function note<T>(questions: string[], question: string, answer: T): T {
  questions.push(question);
  return answer;
}

/** The same object; which of its members are read is written down. */
function listening(name: string, object: object, questions: string[]): object {
  // Not a proxy of the object itself: its members are frozen, and a proxy may not answer with something else for those.
  return new Proxy({}, {
    get(_, member) {
      const value: unknown = Reflect.get(object, member, object);
      // Whoever walks the tree asks these for each node.
      if (member === 'visitorKeys') return listening('visitorKeys', value as object, questions);
      return note(questions, `${name}.${String(member)}`, typeof value === 'function' ? (value.bind(object) as unknown) : value);
    },
  });
}

/** Lints with some rules while every question to the kernel is written down. */
function watch(code: string, rules: readonly string[], filename = 'lib/shapes.ts'): Watched {
  const questions: string[] = [];
  const indexes: ApiIndex[] = [];
  const listen = (kernel: Kernel): void => {
    const members = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(kernel)) as Record<string, PropertyDescriptor>;
    for (const name of [...Object.keys(kernel), ...Object.keys(members)] as (keyof Kernel | 'constructor')[]) {
      // What is wrong with the settings is asked for every rule, and known from the start.
      if (name === 'constructor' || name === 'settingsProblems') continue;
      const read = members[name]?.get?.bind(kernel) as (() => unknown) | undefined;
      const member: unknown = Reflect.get(kernel, name);
      const fixed: unknown = typeof member === 'function' ? member.bind(kernel) : member;
      Object.defineProperty(kernel, name, {
        get: () => {
          const value = read ? read() : fixed;
          if (name === 'api') indexes.push(value as ApiIndex);
          return name === 'api' || name === 'sourceCode' ? listening(name, value as object, questions) : note(questions, name, value);
        },
      });
    }
  };
  // Runs before the rules of the plugin: they are given the same kernel, which is one for a file.
  const first = {
    create(context: unknown) {
      listen(kernelOf(context as FileContext));
      return {};
    },
  };
  const messages = new Linter().verify(
    code,
    [
      {
        files: ['**/*.ts'],
        plugins: { first: { rules: { first } }, bulwark: plugin },
        languageOptions: { parser },
        rules: { 'first/first': 'error', ...Object.fromEntries(rules.map((rule) => [`bulwark/${rule}`, 'error'] as const)) },
      },
    ],
    filename,
  );
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return { questions, indexes };
}

const RULES = Object.keys(plugin.rules);

const PLAIN = [
  `export function area(shape: { width: number; height: number }): number {
  const { width, height } = shape;
  return width * height;
}
export const double = (values: readonly number[]): number[] => values.map((value) => value * 2);`,
  `import { helper } from './helper.js';
export class Stack<T> {
  readonly #items: T[] = [];
  push(item: T): void {
    this.#items.push(item);
    helper(this.#items);
  }
}`,
  `type Props = { readonly title: string };
export function Title({ title }: Props) { return title.trim(); }`,
];

describe.each(PLAIN)('a file that imports nothing known costs nothing: %s', (code) => {
  test('the walk takes no step', () => {
    const { indexes } = watch(code, RULES);
    expect(indexes.length).toBeGreaterThan(0);
    expect(indexes.map(({ steps }) => steps)).toEqual(indexes.map(() => 0));
  });

  // What the settings say, and whether there is a view of other files, is known at once.
  test.each(RULES)('%s asks what there may be and which words there are, and looks at neither tree nor text', (rule) => {
    const { questions } = watch(code, [rule]);
    expect(questions.length).toBeGreaterThan(0);
    expect(questions.filter((question) => !['api.mayHave', 'mentions', 'settings', 'modules'].includes(question))).toEqual([]);
  });
});

describe('a file that imports what is known, but nothing that a rule is about', () => {
  test.each([
    `import { z } from 'zod';
import { useSearchParams } from 'next/navigation';
export const Name = z.object({ name: z.string().min(Math.max(1, 2)) });
export function useName() { const params = useSearchParams(); return Name.parse({ name: params.get('name') }); }`,
    `import { join } from 'node:path';
export default function handler(req) { return join('/srv', JSON.stringify(req.query.file)); }`,
  ])('is not walked: %s', (code) => {
    const { indexes } = watch(code, RULES, 'pages/api/name.ts');
    expect(indexes.length).toBeGreaterThan(0);
    expect(indexes.map(({ steps }) => steps)).toEqual(indexes.map(() => 0));
  });

  test('is walked once somebody asks for what it does have', () => {
    const { indexes } = watch("import type { NextRequest } from 'next/server';\nexport const fileOf = (request: NextRequest) => request.nextUrl.searchParams.get('file');", RULES);
    const [index] = indexes;
    expect(index?.steps).toBe(0);
    expect(index?.uses('source').length).toBeGreaterThan(0);
    expect(index?.steps).toBeGreaterThan(0);
  });
});

describe('a file that imports much', () => {
  const BUSY = `import express from 'express';
import jwt from 'jsonwebtoken';
import { createClient } from '@supabase/supabase-js';
import pino from 'pino';
const log = pino();
export const admin = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
const app = express();
app.get('/go', (req, res) => {
  log.info({ email: req.body.email });
  res.redirect(String(req.query.next));
  jwt.verify(String(req.query.token), 'secret', { algorithms: ['HS256'] });
});`;

  test('is walked once for all rules together', () => {
    const { indexes, questions } = watch(BUSY, RULES);
    expect(new Set(questions).size).toBeGreaterThan(2);
    expect(indexes.length).toBeGreaterThan(RULES.length);
    expect(new Set(indexes).size).toBe(1);
    expect(indexes[0]?.steps).toBeGreaterThan(20);
  });

  test('is walked for one rule only where that leads to what it asks for, and for all rules not further than there is a way', () => {
    const [all] = watch(BUSY, RULES).indexes;
    const [one] = watch(BUSY, ['no-module-scope-admin-client']).indexes;
    const steps = all?.steps ?? 0;
    expect(one?.steps).toBeGreaterThan(0);
    expect(one?.steps).toBeLessThan(steps / 2);
    all?.statesAt({} as never);
    expect(all?.steps).toBeGreaterThanOrEqual(steps);
    expect(steps).toBeGreaterThan((all?.steps ?? 0) / 2);
  });

  test('costs a rule only what concerns it', () => {
    const { questions } = watch("import express from 'express';\nexport const app = express();\napp.get('/', (req, res) => { res.send(req.query.name); });", ['no-module-scope-admin-client']);
    expect(new Set(questions)).toEqual(new Set(['api.mayHave']));
  });
});

describe('steps', () => {
  test('grow with the file, not faster', () => {
    const handler = (index: number): string => `app.get('/${String(index)}', (req, res) => { const { a, b: { c } } = req.query; const copy = { a, c }; res.redirect('/x?' + new URLSearchParams(copy)); });`;
    const stepsOf = (count: number): number => watch(`import express from 'express';\nconst app = express();\n${Array.from({ length: count }, (_, index) => handler(index)).join('\n')}`, ['no-unvalidated-redirect']).indexes[0]?.steps ?? 0;
    const [few, many] = [stepsOf(20), stepsOf(200)];
    expect(many).toBeGreaterThan(few);
    expect(many).toBeLessThan(few * 12);
  });
});

describe('what grows must not be done again for each part of it', () => {
  const stepsOf = (code: string): number => watch(code, ['no-module-scope-admin-client']).indexes[0]?.steps ?? 0;
  const HEAD = "import { createClient } from '@supabase/supabase-js';\n";
  const pieces = (count: number, piece: (index: number) => string): string => Array.from({ length: count }, (_, index) => piece(index)).join('\n');

  test.each<[string, (count: number) => string]>([
    ['members added to one object', (count) => `${HEAD}const clients = {};\n${pieces(count, (index) => `clients.c${String(index)} = createClient(a, b); use(clients.c${String(index)});`)}`],
    ['static fields of one class', (count) => `${HEAD}class Clients {\n${pieces(count, (index) => `static c${String(index)} = createClient(a, b);`)}\n}\n${pieces(count, (index) => `use(Clients.c${String(index)});`)}`],
    ['members taken out of one object', (count) => `${HEAD}const clients = { ${pieces(count, (index) => `c${String(index)}: createClient(a, b),`)} };\n${pieces(count, (index) => `use(clients.c${String(index)});`)}`],
  ])('%s', (_name, code) => {
    const [few, many] = [stepsOf(code(50)), stepsOf(code(500))];
    expect(few).toBeGreaterThan(50);
    expect(many).toBeLessThan(few * 15);
  });

  // A converter of syntax trees wraps what it returns in what it returns: fifty keys to the fourth are six million states.
  test('a function that builds trees of itself', () => {
    const keys = pieces(60, (index) => `case ${String(index)}: return { k${String(index)}: convert(node.a), l${String(index)}: convert(node.b) };`);
    expect(stepsOf(`${HEAD}function convert(node) { switch (node.kind) {\n${keys}\ndefault: return { client: createClient(a, b) }; } }`)).toBeLessThan(60_000);
  });
});
