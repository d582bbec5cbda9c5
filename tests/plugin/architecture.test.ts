import { isBuiltin } from 'node:module';
import { dirname, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, read } from '../helpers/project.js';

/** From top to bottom; a file imports its own layer or lower ones. `public-types.ts` stands below all: types by shape. */
const LAYERS = ['top', 'configs', 'rules', 'rule', 'analysis', 'knowledge', 'rule-options', 'public-types'] as const;
type Layer = (typeof LAYERS)[number];

interface Import {
  specifier: string;
  typeOnly: boolean;
}

const sources = filesIn('src', '.ts').map((path) => ({ path, text: read(path), imports: importsOf(withoutComments(read(path))) }));

function importsOf(text: string): Import[] {
  const statements = [
    ...text.matchAll(/(?:^|;)\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+['"]([^'"]+)['"]/gm),
    ...text.matchAll(/(?:^|;)\s*import\s+(type\s)?['"]([^'"]+)['"]/gm),
    ...text.matchAll(/\b(?:import|require)\((type\s)?\s*['"]([^'"]+)['"]/g),
  ];
  return statements.map(([, type, specifier = '']) => ({ specifier, typeOnly: type !== undefined }));
}

function layerOf(path: string): Layer {
  const [, folder = '', ...rest] = path.replace(/\.[jt]s$/, '').split('/');
  if (rest.length === 0) return /^index(?:-|$)/u.test(folder) ? 'top' : (folder as Layer);
  return folder === 'cli' || folder === 'languages' ? 'top' : (folder as Layer);
}

/** The path from the root that a relative import of a source file reaches. */
function target(from: string, { specifier }: Import): string {
  return posix.join(dirname(from), specifier);
}

const relativeImports = (source: (typeof sources)[number]) =>
  source.imports.filter(({ specifier }) => specifier.startsWith('.')).map((entry) => target(source.path, entry));

const imports = (wanted: (path: string) => boolean) =>
  sources.filter(({ path }) => wanted(path)).flatMap((source) => source.imports.map((entry) => ({ ...entry, path: source.path })));

test('import lines are read', () => {
  const text = "import a from './a.js';\nimport type { B } from 'b';\nexport {\n  c,\n} from '../c.js';\nawait import('d'); import 'e';\n";
  expect(importsOf(text).map(({ specifier, typeOnly }) => (typeOnly ? `type ${specifier}` : specifier)).sort()).toEqual(
    ['../c.js', './a.js', 'd', 'e', 'type b'],
  );
});

test('every source file belongs to a layer', () => {
  expect(sources.filter(({ path }) => !LAYERS.includes(layerOf(path))).map(({ path }) => path)).toEqual([]);
});

describe('imports', () => {
  test('only go down', () => {
    const upward = sources.flatMap((source) =>
      relativeImports(source)
        .filter((to) => LAYERS.indexOf(layerOf(to)) < LAYERS.indexOf(layerOf(source.path)))
        .map((to) => `${source.path} → ${to}`),
    );
    expect(upward).toEqual([]);
  });

  test('of the command line are for the command line alone', () => {
    const isCli = (path: string): boolean => path.startsWith('src/cli/');
    const outside = sources.filter(({ path }) => !isCli(path)).flatMap((source) => relativeImports(source).filter(isCli).map((to) => `${source.path} → ${to}`));
    expect(outside).toEqual([]);
  });

  test('never go from rule to rule', () => {
    const sideways = sources
      .filter(({ path }) => path.startsWith('src/rules/') && path !== 'src/rules/index.ts')
      .flatMap((source) => relativeImports(source).filter((to) => to.startsWith('src/rules/')).map((to) => `${source.path} → ${to}`));
    expect(sideways).toEqual([]);
  });

  test('need one package at run time, in one module, which loads it when it is needed', () => {
    const packages = imports((path) => !path.startsWith('src/languages/')).filter(
      ({ specifier, typeOnly }) => !typeOnly && !specifier.startsWith('.') && !isBuiltin(specifier),
    );
    expect(packages).toEqual([{ path: 'src/analysis/modules/resolve.ts', specifier: 'oxc-resolver', typeOnly: false }]);
    expect(Object.keys((JSON.parse(read('package.json')) as { dependencies: object }).dependencies)).toEqual(['oxc-resolver']);
    expect(read('src/analysis/modules/resolve.ts')).toContain("createRequire(import.meta.url)('oxc-resolver')");
  });

  test('of knowledge stay inside knowledge', () => {
    const outside = imports((path) => path.startsWith('src/knowledge/')).filter(
      (entry) => !target(entry.path, entry).startsWith('src/knowledge/') || !entry.specifier.startsWith('.'),
    );
    expect(outside).toEqual([]);
  });
});

describe('the kernel', () => {
  const kernel = sources.filter(({ path }) => path.startsWith('src/analysis/'));

  test('has no barrel file', () => {
    expect(kernel.filter(({ path }) => path.endsWith('/index.ts'))).toEqual([]);
  });

  test('names no library', () => {
    const libraries = new Set(sources.filter(({ path }) => path.startsWith('src/knowledge/')).flatMap(({ text }) => moduleNames(text)));
    const named = kernel.flatMap(({ path, text }) =>
      stringLiterals(withoutComments(text))
        .filter((literal) => libraries.has(literal))
        .map((literal) => `${path}: '${literal}'`),
    );
    expect(named).toEqual([]);
  });
});

/** The packages in the `module:` entries of a knowledge file; Node's own modules are part of the language's platform. */
function moduleNames(text: string): string[] {
  return [...text.matchAll(/\bmodules?:\s*(\[[^\]]*\]|'[^']*'|"[^"]*")/g)]
    .flatMap(([, value = '']) => stringLiterals(value))
    .filter((name) => name !== '*' && !isBuiltin(name));
}

function stringLiterals(text: string): string[] {
  return [...text.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`$\n]*)`/g)].map(([, single, double, template]) => single ?? double ?? template ?? '');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
