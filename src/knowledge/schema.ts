/**
 * What a knowledge row can say. A row starts somewhere (a module, a global, a shape, a convention), follows an access path
 * (`path.ts`) and states what is there: a fact that rules ask for, or a shape whose own rows continue from there.
 */

/** Named things that several libraries hand out: a row `{ of: 'web.Request', path: '.url', … }` holds for all of them. */
export type Shape = string;

/** Where in a call (or JSX element, or returned object) a value of interest stands. */
export interface Place {
  /** Argument position; `'last'` for APIs whose leading arguments are optional. Absent: the node itself (an assigned member, a returned value). */
  readonly arg?: number | 'last';
  /** What the file itself exports under this name, for plugins that read their options from the file around them; a function stands for what it returns. */
  readonly exported?: string;
  /** Property path inside that argument or value; alternatives are tried in turn. `'()'` stands for what the function there returns. */
  readonly path?: readonly (string | readonly string[])[];
  /** JSX attribute, for rows that end in `<>`. */
  readonly attribute?: string;
}

/** A test of a call's arguments that must hold for the row to apply. All listed parts must hold. */
export interface Condition extends Place {
  /** The value is a constant equal to one of these, written as text: `'false'` (case does not matter: header names). */
  readonly equals?: readonly string[];
  /** The value is a constant string that matches this regular expression. */
  readonly matches?: string;
  /** The option is written there at all (true), or certainly not (false). */
  readonly present?: boolean;
  /** The value is a key of this kind: an environment variable by its name, a literal by its form. */
  readonly key?: string;
}

/** When a fact holds, for facts that depend on the arguments of the call. */
export interface Conditional {
  /** All of these certainly hold. */
  readonly when?: readonly Condition[];
  /** None of these certainly holds. */
  readonly unless?: readonly Condition[];
}

export type SourceKind = 'query string' | 'route parameter' | 'request body' | 'form data' | 'request header' | 'cookie' | 'URL fragment' | 'browser storage' | 'server action argument' | 'referrer' | 'message event';

/** How a call of a JWT library is told which algorithms to use. */
export interface JwtAlgorithms {
  /** Where the accepted algorithms, or the one to sign with, stand; the first place where something is counts. */
  readonly algorithms: readonly Place[];
  /** Where the key stands; `secret`: the API takes nothing but a shared secret there. */
  readonly keys?: readonly (Place & { readonly secret?: true })[];
  /**
   * What the library does when no algorithm is named. `unsigned`: takes or makes tokens without a signature. `hmac`: HS256.
   * `key`: what suits the type of the key. `text`: the same, and text that is no readable PEM counts as a secret.
   * `header`: what the token says, as far as it suits the key. `refused`: throws.
   */
  readonly unnamed: 'unsigned' | 'hmac' | 'key' | 'text' | 'header' | 'refused';
  /** What is written to pin an algorithm there, for the message: `alg`. Without it: `algorithms` to verify, `algorithm` to sign. */
  readonly option?: string;
}

/** The facts, by role. A role is added here together with the rule that reads it. */
export interface FactsByRole {
  /** A value that whoever sends the request chooses. */
  readonly source: Conditional & {
    readonly kind: SourceKind;
    /** The argument that names the value (`get('next')`); without it the last member name does. */
    readonly nameArg?: number;
    /** The framework hands it out percent-encoded, so that no `/` or `:` of the sender is in it. */
    readonly encoded?: true;
  };
  /** A value that stands for the application's own address; the kernel needs it to run checks such as `u.origin === origin`. */
  readonly ownUrl: Conditional & { readonly part: 'href' | 'origin' | 'protocol' | 'host' | 'hostname' | 'pathname' };
  /** A navigation or redirect whose destination must not be chosen by the sender of the request. */
  readonly redirect: Conditional & {
    readonly target: Place;
    /** What the framework does to the destination before it is sent: Express and Koa percent-encode control characters, for instance. */
    readonly transport?: 'raw' | 'encodes-controls' | 'refuses-controls';
    /** Throws for a path: takes absolute URLs only. */
    readonly absolute?: true;
    /** Runs in the browser, where a `javascript:` target also runs script. */
    readonly client?: boolean;
    /** The API itself refuses destinations on other hosts unless this option says otherwise. */
    readonly externalOnlyWith?: Place;
  };
  /** An expression that makes a client whose rights are not those of the caller (service role, admin SDK, root credentials). */
  readonly adminClient: Conditional & {
    /** Product name for the message. */
    readonly service: string;
    /** What makes it an admin client, for the message: `the service-role key`. */
    readonly because?: string;
    /** What a client of the same service hands out: no second finding where that client is reported itself. */
    readonly handle?: true;
    /** Manages accounts and tenants, not the rows that belong to callers: keeping one in a memo is what its makers advise. */
    readonly managesAccounts?: true;
    /** Each call says for itself whether access control applies, so whoever obtains the client has gained nothing yet. */
    readonly decidesPerCall?: true;
  };
  /** A call that finds out who is calling, or whether they may. */
  readonly privilegeCheck: Conditional & {
    /** It throws, redirects or answers by itself when the caller is not entitled; otherwise somebody has to test what it returns. */
    readonly refuses: boolean;
  };
  /** The value of an environment variable; the member or argument names it. */
  readonly environment: { readonly nameArg?: number };
  /** A function that returns its argument (or what its function argument returns) unchanged as far as meaning goes. */
  readonly passthrough: { readonly arg: number; readonly of?: 'value' | 'return' };
  /** A function known to return only safe redirect targets, or known to be no check at all. */
  readonly redirectCheck: Conditional & {
    readonly verdict: 'safe' | 'not-a-check';
    /** Returns the safe target (`sanitizes`) or answers yes/no (`tests`). */
    readonly as: 'sanitizes' | 'tests';
    /** Regular expression (flag `i`) for the texts about which it says yes, or which it hands back; without it the interpreter knows the function. */
    readonly accepts?: string;
    /** Why it is not a check, and an input that it lets through. */
    readonly why?: string;
  };
  /** A call that ends the function it stands in: it throws, or ends the process (`redirect()` of Next.js, `notFound()`). */
  readonly neverReturns: object;
  /** A call that verifies JSON web tokens, or sets up what verifies them. */
  readonly jwtVerify: Conditional & JwtAlgorithms;
  /** A call that signs JSON web tokens, or sets up what signs them. */
  readonly jwtSign: Conditional & JwtAlgorithms;
  /** A call that reads a JSON web token without verifying it. */
  readonly jwtDecode: object;
  /** A key as a library makes it: of a key pair or a set of public keys, a secret, or the bytes of a text. */
  readonly keyMaterial: { readonly kind: 'asymmetric' | 'secret' } | { readonly kind: 'bytes'; readonly of: number };
  /** A keyed hash, or a key made for one. */
  readonly hmac: object;
  /** A call that writes an entry to an audit log. */
  readonly auditWrite: {
    /** `promise`: it settles when the entry is stored. `nothing`: it returns at once and delivers later. */
    readonly returns: 'promise' | 'nothing' | 'unknown';
  };
  /** A function that takes over a promise or a callback so that no response waits for it. */
  readonly deferral: { readonly kind: 'after-response' | 'job' };
  /** A schema, parser or validation that hands its input on: what goes in comes out. */
  readonly parser: { readonly arg: number; /** The member of the result that is what went in (`data` of `safeParse`). */ readonly under?: string };
  /** A call that writes its arguments where operators, vendors and support staff read them. */
  readonly log: Conditional & {
    readonly to: LogDestination;
    /** The arguments that are written; all of them when absent. */
    readonly args?: readonly number[];
    /** The argument that names the values (`setAttribute('user.email', …)`). */
    readonly keyArg?: number;
    /** In a browser it writes to the user's own screen: the console. */
    readonly local?: boolean;
  };
  /** An expression that makes a logger, or a child of one, and may tell which keys are blotted out. */
  readonly redaction: {
    /** Where the list of keys or paths stands; alternatives are tried in turn. */
    readonly lists: readonly Place[];
    /** `path`: each entry is a path of exact depth (`a.b`, `*.token`). `key`: a key at any depth. */
    readonly entries: 'path' | 'key';
    /** Where an option stands that makes keys match in any case; `'always'`: they do. */
    readonly ignoreCase?: Place | 'always';
    /** A call on a logger: without a list of its own, the list of that logger holds. */
    readonly child?: boolean;
  };
  /** A value that is the whole of something which holds personal data or secrets: a request, its body, the environment. */
  readonly whole: Conditional & {
    /** For the message: `the whole request body`. */
    readonly what: string;
    /** Shown by the console only: as JSON it is `{}`, or a part that a serialiser chooses. */
    readonly consoleOnly?: boolean;
  };
  /** A function whose result still shows its arguments to a reader. */
  readonly shows: Conditional & {
    /** The arguments shown; all of them when absent. */
    readonly args?: readonly number[];
    /** The result is a text, so that keys can no longer be redacted. */
    readonly text?: boolean;
  };
  /** A function whose result no longer discloses its argument: masking, hashing, redacting. Believed without reading it. */
  readonly redactor: object;
  /** Something that exists only where the console is the screen of whoever runs the code: in a browser, at a command line. */
  readonly ownScreen: object;
  /** A rate limiter of a library that counts in the memory of the process, under the conditions of the row. */
  readonly memoryLimiter: Conditional & {
    readonly library: string;
    /** Why it counts in memory, for the message: `no \`store\` is given`. */
    readonly because: string;
    /** What to write instead, for the message. */
    readonly remedy: string;
  };
  /** A limiter or store whose state all instances of the application share. */
  readonly sharedStore: {
    /** Where a limiter stands that only takes over while the shared store is down, or that only paces calls to others. */
    readonly standby?: Place;
    /** The limiters of this library take this store from now on. */
    readonly defaultOf?: string;
  };
  /** A container in the memory of the process whose entries a library removes by age or number: a cache. */
  readonly memoryCache: { /** The option after which entries expire. */ readonly expiry?: Place };
  /** A class or type of objects of which one instance in the world handles each key: its memory is shared state. */
  readonly singleInstance: object;
  /** An expression whose value an outsider can work out or guess: no source of secrets. */
  readonly weakRandom: Conditional & {
    /** How the message calls it, when the code alone does not say it: `uuid v1`. */
    readonly label?: string;
    /** Why it can be guessed; goes on after "which": `repeats itself`. */
    readonly why: string;
    /** `number`: a generator of numbers or text. `clock`: the time, harmless beside anything unknown. `item`: chooses from a list. `id`: unique, not secret. */
    readonly kind: 'number' | 'clock' | 'item' | 'id';
    /** The value is a number, which becomes a secret only when something is made of it. */
    readonly numeric?: boolean;
    /** The value makes such values when it, or one of its methods, is called. */
    readonly generator?: boolean;
    /** What the function is for, when that alone makes it wrong: `sign-in nonce`. */
    readonly purpose?: string;
    /** A module with the same export that draws from the operating system. */
    readonly secureModule?: string;
  };
  /** A value that nobody can guess: whatever it is joined to is unpredictable, too. */
  readonly strongRandom: object;
  /** A hash without a key: as predictable as what goes in. */
  readonly digest: { readonly arg: number };
  /** A reactive cell or hook that hands its initial value on. */
  readonly holder: { readonly arg: number };
  /** An argument that has to be unpredictable: a key, a password, a salt. */
  readonly secretInput: { readonly arg: number; readonly what: string };
}

export type LogDestination = 'log' | 'trace' | 'error report' | 'analytics';

export type Role = keyof FactsByRole;
/** Every role, for checking rows that come from settings. */
export const ROLES: { readonly [R in Role]: true } = {
  source: true, ownUrl: true, redirect: true, adminClient: true, privilegeCheck: true, environment: true, passthrough: true, redirectCheck: true, neverReturns: true, parser: true,
  auditWrite: true, deferral: true,
  jwtVerify: true, jwtSign: true, jwtDecode: true, keyMaterial: true, hmac: true,
  log: true, redaction: true, whole: true, shows: true, redactor: true, ownScreen: true,
  weakRandom: true, strongRandom: true, digest: true, holder: true, secretInput: true,
  memoryLimiter: true, sharedStore: true, memoryCache: true, singleInstance: true,
};
export type Fact = { readonly [R in Role]: { readonly role: R } & FactsByRole[R] }[Role];
export type FactOf<R extends Role> = Extract<Fact, { role: R }>;

/** Where a row starts. Exactly one of these. */
export type Root =
  | { /** Import specifier(s), without `node:`, `npm:` or a CDN prefix; `*` stands for anything, alone for the named exports of any module. */ readonly module: string | readonly string[] }
  | { readonly global: true }
  | { /** The shape whose members the row describes. */ readonly of: Shape }
  | { /** A function, or an object of functions, that this file exports under one of these names (`default` too), by a framework's convention. */ readonly exported: readonly string[]; /** Kinds of file (`place.ts`) the convention is limited to. */ readonly files?: readonly string[] }
  | { /** A function whose parameters have these names, in this order: handlers in files that import no framework. */ readonly parameters: readonly string[] }
  | { /** Functions that the framework itself exposes to clients: server actions. */ readonly serverAction: true }
  | { /** A variable, or a member that is used as an object, of one of these names, wherever it comes from. For names that mean one thing in every project (`logger`). */ readonly named: readonly string[] };

export type ApiRow = Root & {
  /** Access path from the root; see `path.ts`. */
  readonly path: string;
  readonly fact?: Fact;
  /** What stands at the end of the path is one of these shapes. */
  readonly is?: Shape | readonly Shape[];
};
