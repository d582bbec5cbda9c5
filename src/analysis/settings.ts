/** `settings.bulwark`: what a project tells about its own code. Read once per settings object, checked key by key. */
import { parsePath } from '../knowledge/path.js';
import { ROLES, type ApiRow, type Role } from '../knowledge/schema.js';

/** An API or type named by a user: its name alone, or the name it is exported under and the module it is imported from (`*` as wildcard). */
export type NamedApi = string | { readonly name: string; readonly module?: string };

export interface BulwarkSettings {
  /** Rows of the same shape as the built-in knowledge. */
  readonly apis: readonly ApiRow[];
  /** Functions that return an admin client (one that ignores the caller's rights). */
  readonly adminFactories: readonly NamedApi[];
  /** Functions that refuse callers who lack the privilege. They are believed: their bodies are not read. */
  readonly privilegeChecks: readonly NamedApi[];
  /** Functions whose result is a safe redirect target. They are believed: their bodies are not read. */
  readonly redirectSanitizers: readonly NamedApi[];
  /** Loggers of the project, by the name they are imported under: objects with the usual methods, classes, and functions that make one or write themselves. */
  readonly loggers: readonly NamedApi[];
  /** Functions whose result no longer discloses what they are given. They are believed: their bodies are not read. */
  readonly redactors: readonly NamedApi[];
  /** Functions that write an audit log. A name alone also stands for methods of that name. */
  readonly auditFunctions: readonly NamedApi[];
  /** Keys whose values the project's own loggers mask or hash, at any depth and in any case. */
  readonly redactedKeys: readonly string[];
  /** Types whose values hold personal data or secrets, whatever their members are called. With type information also where the type is not written. */
  readonly sensitiveTypes: readonly NamedApi[];
  /** Types whose values, and the members of those, may be logged. */
  readonly harmlessTypes: readonly NamedApi[];
  /** File kinds by glob, added to the built-in patterns: `{ "script": ["tools/**"] }`. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** Whether the project files that a file imports are read to see what they export. On unless set to `false`. */
  readonly crossFile: boolean;
}

export interface CheckedSettings {
  readonly settings: BulwarkSettings;
  /** What is wrong, each naming its key and the form expected there. The wrong parts are left out of `settings`. */
  readonly problems: readonly string[];
}

type Reader<T> = (value: unknown, key: string, problems: string[]) => T | undefined;

const NAMED_API = "a name ('createAdminClient') or { name, module? }";
const NAMED_TYPE = "the name of a type ('UserDto') or { name, module? }";

const readers: { readonly [K in keyof BulwarkSettings]: Reader<BulwarkSettings[K]> } = {
  apis: listOf(readRow),
  adminFactories: listOf(readNamed(NAMED_API)),
  privilegeChecks: listOf(readNamed(NAMED_API)),
  redirectSanitizers: listOf(readNamed(NAMED_API)),
  loggers: listOf(readNamed(NAMED_API)),
  redactors: listOf(readNamed(NAMED_API)),
  redactedKeys: listOf(readText),
  auditFunctions: listOf(readNamed(NAMED_API)),
  sensitiveTypes: listOf(readNamed(NAMED_TYPE)),
  harmlessTypes: listOf(readNamed(NAMED_TYPE)),
  files: readGlobs,
  crossFile: readBoolean,
};

const NONE: BulwarkSettings = { apis: [], adminFactories: [], privilegeChecks: [], redirectSanitizers: [], loggers: [], redactors: [], redactedKeys: [], auditFunctions: [], sensitiveTypes: [], harmlessTypes: [], files: {}, crossFile: true };

const checked = new WeakMap<object, CheckedSettings>();
const NOTHING_SET: CheckedSettings = { settings: NONE, problems: [] };

/** Reads `context.settings`. Never throws: what is wrong is told in `problems`, what is right counts. */
export function readSettings(all: Readonly<Record<string, unknown>>): CheckedSettings {
  const value = all['bulwark'];
  if (value === undefined) return NOTHING_SET;
  if (!isObject(value)) return { settings: NONE, problems: [expected('settings.bulwark', 'an object', value)] };
  let result = checked.get(value);
  if (!result) checked.set(value, (result = check(value)));
  return result;
}

const toldIn = new WeakMap<object, string>();
const toldFor = new WeakSet();

/**
 * The problems of the settings, to be told by the first rule in the first file that meets them: once for a run of a thousand
 * files, and again whenever an editor lints that file again.
 */
export function settingsProblemsOnce(all: Readonly<Record<string, unknown>>, filename: string, ast: object): readonly string[] {
  const value = all['bulwark'];
  if (value === undefined) return [];
  const { problems } = readSettings(all);
  const owner = isObject(value) ? value : all;
  if (problems.length === 0 || (toldIn.get(owner) ?? filename) !== filename || toldFor.has(ast)) return [];
  toldIn.set(owner, filename);
  toldFor.add(ast);
  return problems;
}

function check(value: Readonly<Record<string, unknown>>): CheckedSettings {
  const problems: string[] = [];
  const settings: Record<string, unknown> = { ...NONE };
  for (const [key, entry] of Object.entries(value)) {
    const reader = Object.hasOwn(readers, key) ? (readers[key as keyof BulwarkSettings] as Reader<unknown>) : undefined;
    if (!reader) {
      problems.push(`settings.bulwark.${key} is unknown; known keys: ${Object.keys(readers).join(', ')}`);
      continue;
    }
    const read = reader(entry, `settings.bulwark.${key}`, problems);
    if (read !== undefined) settings[key] = read;
  }
  return { settings: settings as unknown as BulwarkSettings, problems };
}

function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value, key, problems) => {
    if (!Array.isArray(value)) {
      problems.push(expected(key, 'a list', value));
      return undefined;
    }
    return value.flatMap((entry: unknown, position) => read(entry, `${key}[${String(position)}]`, problems) ?? []);
  };
}

function readNamed(form: string): Reader<NamedApi> {
  return (value, key, problems) => {
    const { name, module } = isObject(value) ? value : { name: value, module: undefined };
    if (!isText(name) || !(module === undefined || isText(module))) {
      problems.push(expected(key, form, value));
      return undefined;
    }
    // The name becomes an access path, so it may not be more than a name.
    if (!/^[\w$-]+(?:\.[\w$-]+)*$/u.test(name)) {
      problems.push(expected(key, form, name));
      return undefined;
    }
    return module === undefined ? name : { name, module };
  };
}

function readText(value: unknown, key: string, problems: string[]): string | undefined {
  if (isText(value)) return value;
  problems.push(expected(key, 'a text', value));
  return undefined;
}

function readBoolean(value: unknown, key: string, problems: string[]): boolean | undefined {
  if (typeof value === 'boolean') return value;
  problems.push(expected(key, 'true or false', value));
  return undefined;
}

type Form = 'true' | 'true or false' | 'a text' | 'a number' | 'an object' | 'a list' | 'a list of texts' | 'a text or a list of texts';

/** What a row may start at. */
const ROOTS: Readonly<Record<string, Form>> = {
  module: 'a text or a list of texts', global: 'true', of: 'a text', exported: 'a list of texts', parameters: 'a list of texts', serverAction: 'true', named: 'a list of texts',
};

/** What the rules read of a fact without asking whether it is there. */
const REQUIRED: { readonly [R in Role]?: Readonly<Record<string, Form>> } = {
  source: { kind: 'a text' },
  ownUrl: { part: 'a text' },
  redirect: { target: 'an object' },
  adminClient: { service: 'a text' },
  privilegeCheck: { refuses: 'true or false' },
  passthrough: { arg: 'a number' },
  redirectCheck: { verdict: 'a text', as: 'a text' },
  jwtVerify: { algorithms: 'a list', unnamed: 'a text' },
  jwtSign: { algorithms: 'a list', unnamed: 'a text' },
  keyMaterial: { kind: 'a text' },
  parser: { arg: 'a number' },
  log: { to: 'a text' },
  redaction: { lists: 'a list', entries: 'a text' },
  memoryLimiter: { library: 'a text', because: 'a text', remedy: 'a text' },
};

function readRow(value: unknown, key: string, problems: string[]): ApiRow | undefined {
  if (!isObject(value)) {
    problems.push(expected(key, 'an object { module, path, fact }', value));
    return undefined;
  }
  const roots = Object.keys(ROOTS).filter((root) => value[root] !== undefined);
  const [root] = roots;
  if (root === undefined || roots.length > 1) {
    problems.push(`${key} must start at exactly one of ${Object.keys(ROOTS).join(', ')}, not at ${roots.length === 0 ? 'none' : roots.join(' and ')}`);
    return undefined;
  }
  if (!hasForms(value, { [root]: ROOTS[root] ?? 'a text' }, key, problems)) return undefined;
  if (typeof value['path'] !== 'string') {
    problems.push(expected(`${key}.path`, "an access path such as 'createClient().from'", value['path']));
    return undefined;
  }
  try {
    parsePath(value['path']);
  } catch (error) {
    problems.push(`${key}.path: ${(error as Error).message}`);
    return undefined;
  }
  const { fact } = value;
  if (fact !== undefined && !(isObject(fact) && typeof fact['role'] === 'string' && Object.hasOwn(ROLES, fact['role']))) {
    problems.push(expected(`${key}.fact`, `an object whose role is one of ${Object.keys(ROLES).join(', ')}`, isObject(fact) ? fact['role'] : fact));
    return undefined;
  }
  if (fact === undefined && value['is'] === undefined) {
    problems.push(`${key} states nothing: give it a 'fact' or an 'is'`);
    return undefined;
  }
  if (value['is'] !== undefined && !hasForms(value, { is: 'a text or a list of texts' }, key, problems)) return undefined;
  if (isObject(fact) && !(hasForms(fact, REQUIRED[fact['role'] as Role] ?? {}, `${key}.fact`, problems) && hasConditions(fact, `${key}.fact`, problems))) return undefined;
  return value as unknown as ApiRow;
}

function hasConditions(fact: Readonly<Record<string, unknown>>, key: string, problems: string[]): boolean {
  return ['when', 'unless'].every((name) => {
    const conditions = fact[name];
    if (conditions === undefined) return true;
    if (!Array.isArray(conditions)) {
      problems.push(expected(`${key}.${name}`, 'a list of conditions ([{ arg: 0, equals: [\'true\'] }])', conditions));
      return false;
    }
    return conditions.every((condition: unknown, position) => isCondition(condition, `${key}.${name}[${String(position)}]`, problems));
  });
}

function isCondition(condition: unknown, key: string, problems: string[]): boolean {
  if (!isObject(condition)) {
    problems.push(expected(key, 'a condition ({ arg: 0, equals: [\'true\'] })', condition));
    return false;
  }
  const forms: Readonly<Record<string, Form>> = { path: 'a list', equals: 'a list of texts', matches: 'a text', key: 'a text', attribute: 'a text' };
  if (!hasForms(condition, Object.fromEntries(Object.entries(forms).filter(([name]) => condition[name] !== undefined)), key, problems)) return false;
  try {
    new RegExp((condition['matches'] ?? '') as string, 'u');
    return true;
  } catch (error) {
    problems.push(`${key}.matches: ${(error as Error).message}`);
    return false;
  }
}

/** Do these properties have these forms? Tells the first that has not. */
function hasForms(object: Readonly<Record<string, unknown>>, forms: Readonly<Record<string, Form>>, key: string, problems: string[]): boolean {
  for (const [name, form] of Object.entries(forms)) {
    if (hasForm(object[name], form)) continue;
    problems.push(expected(`${key}.${name}`, form, object[name]));
    return false;
  }
  return true;
}

function hasForm(value: unknown, form: Form): boolean {
  switch (form) {
    case 'true':
      return value === true;
    case 'true or false':
      return typeof value === 'boolean';
    case 'a text':
      return isText(value);
    case 'a number':
      return typeof value === 'number';
    case 'an object':
      return isObject(value);
    case 'a list':
      return Array.isArray(value);
    case 'a list of texts':
      return Array.isArray(value) && value.every(isText);
    case 'a text or a list of texts':
      return isText(value) || hasForm(value, 'a list of texts');
  }
}

function readGlobs(value: unknown, key: string, problems: string[]): Readonly<Record<string, readonly string[]>> | undefined {
  if (!isObject(value)) {
    problems.push(expected(key, "an object of lists of globs ({ script: ['tools/**'] })", value));
    return undefined;
  }
  const globs: Record<string, readonly string[]> = {};
  for (const [kind, list] of Object.entries(value)) {
    if (Array.isArray(list) && list.every((glob) => typeof glob === 'string')) globs[kind] = list;
    else problems.push(expected(`${key}.${kind}`, "a list of globs (['tools/**'])", list));
  }
  return globs;
}

/** Rows that the short forms in settings stand for. */
export function rowsFromSettings(settings: BulwarkSettings): readonly ApiRow[] {
  const row = (api: NamedApi, fact: NonNullable<ApiRow['fact']>): ApiRow =>
    typeof api === 'string' ? { module: '*', path: `${api}()`, fact } : { module: api.module ?? '*', path: `${api.name}()`, fact };
  return [
    ...settings.apis,
    ...settings.adminFactories.map((api) => row(api, { role: 'adminClient', service: typeof api === 'string' ? api : api.name, because: 'the rights that settings.bulwark.adminFactories states' })),
    ...settings.privilegeChecks.map((api) => row(api, { role: 'privilegeCheck', refuses: true })),
    ...settings.loggers.flatMap((api) => loggerRows(typeof api === 'string' ? { name: api } : api)),
    ...settings.redactors.map((api) => row(api, { role: 'redactor' })),
    ...settings.auditFunctions.map((api) => row(api, { role: 'auditWrite', returns: 'unknown' })),
    ...settings.redirectSanitizers.map((api) => row(api, { role: 'redirectCheck', verdict: 'safe', as: 'sanitizes' })),
  ];
}

function loggerRows({ name, module = '*' }: { readonly name: string; readonly module?: string }): readonly ApiRow[] {
  return [
    { module, path: name, is: 'log.Any' },
    { module, path: `${name}#`, is: 'log.Any' },
    { module, path: `${name}()`, is: 'log.Any', fact: { role: 'log', to: 'log' } },
  ];
}

function expected(key: string, form: string, value: unknown): string {
  return `${key} must be ${form}, not ${value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value === 'string' ? `'${value}'` : typeof value}`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
