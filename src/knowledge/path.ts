/**
 * The access paths of knowledge rows: how to get from a module, a global or a named shape to the thing a row speaks of.
 *
 * | written | means |
 * |---|---|
 * | `name`, `.name` | the member or export of that name (`default` is the module itself: ESM and CommonJS agree) |
 * | `.{a,b.c}` | any of these members, or members of members |
 * | `.*` | any member, also a computed one |
 * | `[]` | an element, through iteration or a callback of `map`, `forEach` … |
 * | `()` | what a call returns (promises count as what they settle to) |
 * | `#` | an instance: `new X()` or anything typed `X` |
 * | `#()` | an instance that is made right here: `new X()`, not something typed `X` |
 * | `(>)` | a function that is passed to the call |
 * | `(>1)` | parameter 1 of a function that is passed to the call: short for `(>)>1` |
 * | `({handler,hooks.before}>1)` | the same for a function that stands in an options object under one of these keys |
 * | `>1`, `>*` | parameter 1, or any parameter, of this very function |
 * | `=>` | what this very function returns |
 * | `>URL(0)` | what `URL` (global or imported, called or constructed) makes of the value as its argument 0; members as `>Object.fromEntries(0)`, of a module as `>qs.parse(0)` |
 * | `>.register(0)` | the same for a method of that name, whatever it is called on |
 * | `>export(0)` | what the file exports by default, when that is the value itself |
 * | `<>` | a JSX element of this component |
 * | `<a>`, `<{a,form}>` | a JSX element of that HTML tag; only as the first step after `global` |
 * | `@` | what this decorator decorates |
 */
export type Step =
  | { readonly kind: 'member'; readonly names: readonly string[] }
  | { readonly kind: 'anyMember' }
  | { readonly kind: 'element' }
  | { readonly kind: 'call' }
  | { readonly kind: 'instance' }
  | { readonly kind: 'construction' }
  | { readonly kind: 'callback'; readonly keys: readonly string[] | undefined }
  | { readonly kind: 'parameter'; readonly parameter: number | 'any' }
  | { readonly kind: 'return' }
  | { readonly kind: 'argumentOf'; readonly callee: string; readonly argument: number }
  | { readonly kind: 'jsx' }
  | { readonly kind: 'decorated' };

const NAME = String.raw`[\w$-]+`;
const CALLEE = String.raw`[@.]?[\w$][\w$./-]*`;
const LIST = String.raw`\{${NAME}(?:,${NAME})*\}`;
const KEYS = String.raw`\{[\w$.-]+(?:,[\w$.-]+)*\}`;
const TOKENS = new RegExp(
  [
    String.raw`\((?<passed>(?<keys>${KEYS})?>(?<callback>\d+)?)?\)`,
    String.raw`>(?<callee>${CALLEE})\((?<argument>\d+)\)`,
    String.raw`=(?<returned>>)`,
    String.raw`>(?<parameter>\d+|\*)`,
    String.raw`(?<element>\[\])`,
    String.raw`(?<construction>#\(\))`,
    String.raw`(?<instance>#)`,
    String.raw`<(?<tags>${NAME}|${LIST})>`,
    String.raw`<(?<jsx>>)`,
    String.raw`(?<decorated>@)`,
    String.raw`\.(?<any>\*)`,
    String.raw`\.?(?<names>${NAME}|${KEYS})`,
  ].join('|'),
  'uy',
);

/**
 * Reads an access path.
 * @throws {SyntaxError} naming the place where the path stops making sense.
 */
export function parsePath(path: string): readonly Step[] {
  const steps: Step[] = [];
  TOKENS.lastIndex = 0;
  for (let at = 0; at < path.length; at = TOKENS.lastIndex) {
    const groups = TOKENS.exec(path)?.groups;
    if (!groups) throw new SyntaxError(`access path '${path}' is not understood from column ${String(at + 1)} ('${path.slice(at)}')`);
    steps.push(...stepsOf(groups));
  }
  return steps;
}

/** The member name under which the elements of an HTML tag hang in the trie: no identifier can be called that. */
export function tagMember(tag: string): string {
  return `<${tag}>`;
}

function stepsOf(groups: Readonly<Record<string, string | undefined>>): readonly Step[] {
  if (groups['passed'] === undefined) return [stepOf(groups)];
  const passed: Step = { kind: 'callback', keys: groups['keys'] === undefined ? undefined : listOf(groups['keys']) };
  return groups['callback'] === undefined ? [passed] : [passed, { kind: 'parameter', parameter: Number(groups['callback']) }];
}

function stepOf(groups: Readonly<Record<string, string | undefined>>): Step {
  if (groups['names'] !== undefined) return { kind: 'member', names: listOf(groups['names']) };
  if (groups['tags'] !== undefined) return { kind: 'member', names: listOf(groups['tags']).map(tagMember) };
  if (groups['callee'] !== undefined) return { kind: 'argumentOf', callee: groups['callee'], argument: Number(groups['argument']) };
  if (groups['parameter'] !== undefined) return { kind: 'parameter', parameter: groups['parameter'] === '*' ? 'any' : Number(groups['parameter']) };
  if (groups['returned']) return { kind: 'return' };
  if (groups['element']) return { kind: 'element' };
  if (groups['construction']) return { kind: 'construction' };
  if (groups['instance']) return { kind: 'instance' };
  if (groups['jsx']) return { kind: 'jsx' };
  if (groups['decorated']) return { kind: 'decorated' };
  if (groups['any']) return { kind: 'anyMember' };
  return { kind: 'call' };
}

function listOf(text: string): readonly string[] {
  return text.startsWith('{') ? text.slice(1, -1).split(',') : [text];
}
