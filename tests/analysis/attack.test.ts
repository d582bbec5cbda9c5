import { describe, expect, it, test } from 'vitest';
import { attackRedirect, isMoreThanPresence, isSchemaWithoutCheck, type Verdict } from '../../src/analysis/attack.js';
import { factsBorn } from '../../src/analysis/arguments.js';
import type { Node } from '../../src/analysis/ast.js';
import { originsOf } from '../../src/analysis/flow.js';
import { DERIVED_ATTACKS, EVIL_HOST, OWN_HOST, REDIRECT_ATTACKS } from '../../src/knowledge/redirect-attacks.js';
import type { FactOf } from '../../src/knowledge/schema.js';
import { takeWork } from '../../src/analysis/work.js';
import { sceneOf, type Scene } from '../helpers/kernel.js';

const SERVER: FactOf<'redirect'> = { role: 'redirect', target: { arg: 0 }, transport: 'raw' };
const ENCODING: FactOf<'redirect'> = { ...SERVER, transport: 'encodes-controls' };
const REFUSING: FactOf<'redirect'> = { ...SERVER, transport: 'refuses-controls' };
const BROWSER: FactOf<'redirect'> = { role: 'redirect', target: { arg: 0 }, client: true };

/** The verdict about the query's `next` on its way to `go(…)`. */
function verdictOf(scene: Scene, sink: FactOf<'redirect'>): Verdict {
  const { kernel, nodes, sourceCode } = scene;
  const call = nodes.find((node) => node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'go') as Node & { arguments: Node[] };
  const target = call.arguments[0] as Node;
  const isInput = (node: Node, path: readonly string[]): boolean => factsBorn(kernel, node, 'source', path).length > 0;
  const origin = originsOf(sourceCode, target, { isOrigin: isInput, carries: (each) => (kernel.api.factsAt(each, 'parser').length > 0 ? [0] : undefined) }).find(({ node, path }) => isInput(node, []) || isInput(node, path));
  if (!origin) throw new Error('no input reaches go()');
  return attackRedirect(kernel, { source: origin.node, path: origin.path, target, trace: origin.trace, sink });
}

const handler = (body: string, before = ''): string => `${before}
export async function GET(request: Request) {
  const next = new URL(request.url).searchParams.get('next') ?? '/';
  ${body}
}`;

/** What is said when no input gets out: `unknown` when none arrived at all. */
const STOPPED = ['safe', 'unknown'];

/** The input that gets out, `safe` or `unknown`. */
function outcome(body: string, sink = SERVER, before = ''): string {
  const verdict = verdictOf(sceneOf(handler(body, before)), sink);
  return verdict.kind === 'breach' ? verdict.breach.attack.input : verdict.kind;
}

describe('each class of attack gets by the check that it is made for', () => {
  it.each<[string, string]>([
    ['https://evil.example/', 'go(next)'],
    ['//evil.example', "if (next.startsWith('/')) go(next)"],
    ['/\\evil.example', "if (next.startsWith('/') && !next.startsWith('//')) go(next)"],
    ['\\\\evil.example', "if (!next.startsWith('/') && !next.includes(':') && !next.startsWith('.') && !next.startsWith('@')) go(next)"],
    ['/\t/evil.example', 'if (/^\\/[^/\\\\]/.test(next)) go(next)'],
    ['/\t/evil.example', "if (next.startsWith('/') && !next.startsWith('//') && !next.includes('\\\\')) go(next)"],
    [' //evil.example', "if (!/^[a-z]+:/i.test(next) && !/^[/\\\\]/.test(next)) go(next)"],
    ['\t//evil.example', "if (!/^[a-z]+:/i.test(next) && !/^[/\\\\ ]/.test(next)) go(next)"],
    ['/.//evil.example', "const url = new URL(next, request.url); if (url.origin === new URL(request.url).origin) go(url.pathname)"],
    ['HTTPS://EVIL.EXAMPLE/', "if (!/https?:/.test(next) && !/^[/\\\\\\s]/.test(next)) go(next)"],
    ['http:evil.example', "if (!/:\\/\\//.test(next) && !/^[/\\\\\\s]/.test(next)) go(next)"],
    ['@evil.example', 'go(`https://app.example${next}`)'],
    ['.evil.example', "if (!next.includes('@')) go(`https://app.example${next}`)"],
    ['https://app.example@evil.example/', 'if (next.startsWith(new URL(request.url).origin)) go(next)'],
    ['https://app.example.evil.example/', "if (next.startsWith(new URL(request.url).origin) && !next.includes('@')) go(next)"],
    ['https://evil.example/app.example', "if (next.includes('app.example') && !next.includes('app.example.') && !next.includes('@')) go(next)"],
    ['/%2F%2Fevil.example', "if (/^\\/[\\w%]/.test(next)) go(decodeURIComponent(next))"],
    ['%2F%2Fevil.example', "if (/^[\\w%]+$/.test(next.replace('evil.example', ''))) go(decodeURIComponent(next))"],
    ['/%5Cevil.example', "if (/^\\/[\\w%]/.test(next) && !/%2f/i.test(next)) go(decodeURIComponent(next))"],
    ['https://acme.test@evil.example/', "if (next.startsWith('https://acme.test') && !next.startsWith('https://acme.test.')) go(next)"],
    ['https://evil-acme.test/', "if (new URL(next).hostname.endsWith('acme.test')) go(next)"],
    ['https://wwwxacme.test/', 'if (/^https:\\/\\/www.acme\\.test\\//.test(next)) go(next)'],
  ])('%j: %s', (attack, body) => {
    expect(outcome(body)).toBe(attack);
  });

  it.each<[string, string]>([
    ['javascript:alert(1)', "if (!/^(?:https?|ftp):|^[/\\\\\\s@.]|^%/i.test(next)) go(next)"],
    ['java\nscript:alert(1)', "if (!/^(?:https?|ftp|javascript):|^[/\\\\\\s@.]|^%/i.test(next)) go(next)"],
    ['javascript://acme.test/%0aalert(1)', "if (new URL(next).hostname === 'acme.test') go(next)"],
    ['https://evil.example\nhttps://acme.test/', 'if (/^https:\\/\\/acme\\.test\\//m.test(next)) go(next)'],
  ])('in a browser %j: %s', (attack, body) => {
    expect(outcome(body, BROWSER)).toBe(attack);
    expect(STOPPED).toContain(outcome(body, SERVER));
  });
});

describe('what the framework does on the way', () => {
  const tab = "if (next.startsWith('/') && !next.startsWith('//') && !next.includes('\\\\')) go(next)";

  test('a tab is encoded, refused or sent', () => {
    expect([outcome(tab), outcome(tab, ENCODING), outcome(tab, REFUSING)]).toEqual(['/\t/evil.example', 'safe', 'safe']);
  });

  test('no server sends a line break in a header; a parsed URL has none left', () => {
    const multiline = 'if (/^https:\\/\\/acme\\.test\\//m.test(next))';
    expect(outcome(`${multiline} go(next)`)).toBe('safe');
    expect(outcome(`${multiline} go(new URL(next))`)).toBe('https://evil.example\nhttps://acme.test/');
  });

  test('a router that takes everything for a path keeps full URLs and repeated slashes in, but no tab between two', () => {
    const router: FactOf<'redirect'> = { ...BROWSER, transport: 'path' };
    expect(outcome('go(next)', router)).toBe('/\t/evil.example');
    expect(outcome("if (!next.startsWith('/')) go(next)", router)).toBe('safe');
    expect(outcome("if (!/[\\t\\n]/.test(next)) go(next)", router)).toBe('safe');
    expect(outcome('go(`https://acme.test${next}`)', router)).toBe('safe');
  });

  test('a server cannot make a browser run a script', () => {
    expect(STOPPED).toContain(outcome("if (next.startsWith('javascript:')) go(next)"));
    expect(outcome("if (next.startsWith('javascript:')) go(next)", BROWSER)).toBe('javascript:alert(1)');
  });
});

describe('safe', () => {
  it.each([
    ['a list', "if (['/a', '/b'].includes(next)) go(next)"],
    ['a name below the own host', "const url = new URL(next); if (url.hostname.endsWith('.acme.test')) go(url.href)"],
    ['an unescaped dot in a host of two labels', 'if (/^https:\\/\\/acme.test\\//.test(next)) go(next)'],
    ['behind a path', 'go(`/go/${next}`)'],
    ['behind the origin and a slash', 'go(`${new URL(request.url).origin}/${next}`)'],
    ['a query value', 'go(`/login?next=${next}`)'],
    ['behind the origin and a path that nobody knows', "const back = load(); go(`${new URL(request.url).origin}${back}${back.includes('?') ? '&' : '?'}error=${next}`)"],
    ['in development only', "if (process.env.NODE_ENV !== 'production') go(next); else go('/')"],
    ['never reached', "if (false) go(next); go2('/')"],
  ])('%s', (_name, body) => {
    expect(STOPPED).toContain(outcome(body));
  });

  test('a function of the language is run, not believed', () => {
    expect(outcome('if (URL.canParse(next)) go(next)')).toBe('https://evil.example/');
    // Without a base only whole URLs can be parsed: what is left begins with a slash, or worse.
    expect(outcome('if (!URL.canParse(next)) go(next)')).toBe('//evil.example');
  });
});

describe('unknown', () => {
  it.each([
    ['a check of another file', 'if (isSafe(next)) go(next)', "import { isSafe } from './safe';"],
    ['an assertion of another file', 'assertSafe(next); go(next)', "import { assertSafe } from './safe';"],
    ['a schema that may check', 'go(target.parse(next))', "import { z } from 'zod'; const target = z.string().refine((value) => ok(value));"],
    ['a prefix that nobody knows', 'go(prefix + next)', "import { prefix } from './config';"],
  ])('%s', (_name, body, before) => {
    expect(outcome(body, SERVER, before)).toBe('unknown');
  });

  test('a logger is no assertion', () => {
    expect(outcome('log(next); go(next)', SERVER, "import { log } from './log';")).toBe('https://evil.example/');
  });

  test('a prefix whose name says that it is an address is one', () => {
    expect(outcome('go(siteUrl + next)', SERVER, "import { siteUrl } from './config';")).toBe('@evil.example');
  });
});

describe('the breach', () => {
  const breachOf = (body: string, before = '') => {
    const scene = sceneOf(handler(body, before));
    const verdict = verdictOf(scene, SERVER);
    if (verdict.kind !== 'breach') throw new Error(verdict.kind);
    return { ...verdict.breach, checks: verdict.breach.checks.map(({ node, outcome: passed }) => `${String(passed)} ${scene.sourceCode.text.slice(...node.range)}`) };
  };

  test('names the tests that let it through, in order', () => {
    expect(breachOf("if (!next) return; if (next.startsWith('//')) return; if (!next.startsWith('/')) return; go(next)").checks).toEqual([
      "true next", "false next.startsWith('//')", "true next.startsWith('/')",
    ].map((text) => (text === 'true next' ? expect.stringMatching(/ !?next$/u) as string : text)));
  });

  test('names the tests inside a function of the file', () => {
    const { checks } = breachOf('go(safe(next))', "const safe = (to: string) => (to.startsWith('/') ? to : '/');");
    expect(checks.at(-1)).toBe("true to.startsWith('/')");
  });

  test('says what arrives', () => {
    const { attack, arrives } = breachOf("const url = new URL(next, request.url); if (url.origin !== new URL(request.url).origin) return; go(url.pathname + url.search)");
    expect([attack.input, arrives]).toEqual(['/.//evil.example', '//evil.example']);
  });
});

describe('members of records', () => {
  const inRecord = (code: string): string => {
    const verdict = verdictOf(sceneOf(code), SERVER);
    return verdict.kind === 'breach' ? verdict.breach.attack.input : verdict.kind;
  };

  test('a method of a member of a body is a method, no further member', () => {
    expect(inRecord("export const post = (req, res) => { const { next } = req.body; if (next.startsWith('/') && !next.startsWith('//')) go(next) }")).toBe('/\\evil.example');
    expect(inRecord("export const post = (req, res) => { const { next } = req.body; if (/^\\/\\w/.test(next)) go(next) }")).toBe('safe');
  });

  test('a member of an argument that is input as a whole', () => {
    expect(inRecord("'use server';\nimport { z } from 'zod';\nexport async function login(input: unknown) { const { next } = z.object({ next: z.string() }).parse(input); go(next) }")).toBe('https://evil.example/');
  });

  test('what the framework hands out encoded stays encoded', () => {
    const page = (target: string): string => `export default async function Page({ params }: { params: Promise<{ to: string }> }) { const { to } = await params; go(${target}) }`;
    expect(inRecord(page('to'))).toBe('safe');
    expect(inRecord(page('`/${to}/home`'))).toBe('safe');
    expect(inRecord(page('decodeURIComponent(to)'))).toBe('https://evil.example/');
  });
});

describe('isMoreThanPresence', () => {
  test.each<[string, boolean]>([
    ['next', false],
    ['!next', false],
    ['next !== null', false],
    ['next === undefined', false],
    ["next !== ''", false],
    ["typeof next === 'string'", false],
    ['next.length > 0', false],
    ['next.length', false],
    ["next === '/home'", true],
    ["next[0] === '/'", true],
    ["next.startsWith('/')", true],
    ["next.indexOf('x') !== -1", true],
    ["next.indexOf('x') === 0", true],
    ['PAGES.has(next)', true],
    ["next.search(/x/) >= 0", true],
  ])('%s', (code, expected) => {
    const { nodes } = sceneOf(`if (${code}) f();`);
    const statement = nodes.find((node) => node.type === 'IfStatement') as Node & { test: Node };
    expect(isMoreThanPresence(statement.test)).toBe(expected);
  });
});

describe('an input whose text nobody looks at', () => {
  const stepsOf = (body: string): number => {
    const scene = sceneOf(handler(body));
    takeWork();
    expect(verdictOf(scene, SERVER).kind).toBe('unknown');
    return takeWork().simulate;
  };
  const FOUND = "const found = await find(next); if (!found || found.draft) return; if (typeof next !== 'string') return;";

  test('is sent once', () => {
    const once = stepsOf(`${FOUND} go(found.url || \`/sign/\${next}\`)`);
    const manyTimes = stepsOf(`${FOUND} if (next === '/old') return; go(found.url || \`/sign/\${next}\`)`);
    expect(manyTimes).toBeGreaterThan(5 * once);
  });

  test.each<[string, string]>([
    ['@evil.example', `note(await find(next)); go('https://acme.test' + next)`],
    ['//evil.example', `let to; try { to = await resolve(new URL(next)); } catch { to = next; } go(to)`],
  ])('is sent on until %s gets out', (attack, body) => {
    expect(outcome(body)).toBe(attack);
  });
});

describe('an input that does not get through within the steps of a run', () => {
  const long = 'let score = 0; for (let i = 0; i < 200; i++) for (let j = 0; j < 200; j++) score += next.length;';

  test('is not sent thirty times', () => {
    const scene = sceneOf(handler(`${long} if (score > 3 && next.startsWith('/a')) go(next)`));
    takeWork();
    expect(verdictOf(scene, SERVER).kind).toBe('unknown');
    expect(takeWork().simulate).toBeLessThan(45_000);
  });
});

describe('isSchemaWithoutCheck', () => {
  const plain = (code: string): boolean => {
    const { kernel, nodes } = sceneOf(code);
    const call = nodes.find((node) => kernel.api.factsAt(node, 'parser').length > 0 && node.type === 'CallExpression');
    if (!call) throw new Error('no parser');
    return isSchemaWithoutCheck(kernel, call);
  };
  const Z = "import { z } from 'zod';\n";

  test.each<[string, boolean]>([
    [`${Z}z.string().parse(x)`, true],
    [`${Z}z.string().url().trim().optional().parse(x)`, true],
    [`${Z}const s = z.object({ next: z.string().min(1) }).strict(); s.parse(x)`, true],
    [`${Z}const a = z.string(); const s = z.object({ a }); s.safeParse(x)`, true],
    [`${Z}z.enum(['a']).parse(x)`, false],
    [`${Z}z.string().regex(/^a/).parse(x)`, false],
    [`${Z}z.object({ next: z.string().refine(ok) }).parse(x)`, false],
    [`${Z}z.literal('/a').parse(x)`, false],
    [`${Z}import { target } from './schemas';\nz.object({ target }).parse(x)`, false],
    [`${Z}import { target } from './schemas';\nz.object({ next: target }).parse(x)`, false],
    [`${Z}const target = z.string();\nz.object({ target, next: target }).parse(x)`, true],
  ])('%s', (code, expected) => {
    expect(plain(code)).toBe(expected);
  });
});

describe('the attacks', () => {
  test('leave the site from some page of it, or run a script there', () => {
    const base = `https://${OWN_HOST}/current/page`;
    for (const { input, script } of REDIRECT_ATTACKS) {
      const forms = [input, decodeURIComponent(input.replace(/%(?![0-9a-f]{2})/giu, '%25')), `https://${OWN_HOST}${input}`, ...(URL.canParse(input, base) ? [new URL(input, base).pathname] : [])];
      const leaves = forms.some((form) => {
        if (!URL.canParse(form, base)) return false;
        const url = new URL(form, base);
        return script ? url.protocol === 'javascript:' : url.hostname.endsWith(EVIL_HOST);
      });
      expect([input, leaves]).toEqual([input, true]);
    }
  });

  test('are each written once, and say why', () => {
    const inputs = [...REDIRECT_ATTACKS, ...DERIVED_ATTACKS].map(({ input }) => input);
    expect(new Set(inputs).size).toBe(inputs.length);
    expect([...REDIRECT_ATTACKS, ...DERIVED_ATTACKS].filter(({ because }) => because.length < 10 || /\.$/u.test(because))).toEqual([]);
  });
});
