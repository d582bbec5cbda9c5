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
  /** Where the key stands; `secret`: the API takes nothing but a shared secret there; `fetched`: nothing but a function that fetches the key. */
  readonly keys?: readonly (Place & { readonly secret?: true; readonly fetched?: true })[];
  /**
   * What the library does when no algorithm is named. `unsigned`: takes or makes tokens without a signature. `hmac`: HS256.
   * `key`: what suits the type of the key. `text`: the same, and text that is no readable PEM counts as a secret.
   * `header`: what the token says, as far as it suits the key. `refused`: throws.
   */
  readonly unnamed: 'unsigned' | 'hmac' | 'key' | 'text' | 'header' | 'refused';
  /** What is written to pin an algorithm there, for the message: `alg`. Without it: `algorithms` to verify, `algorithm` to sign. */
  readonly option?: string;
}

/** What a verification checks of the claims, beside the signature. */
export interface JwtChecks {
  /** Where the expected issuer stands; absent where the library knows it, or cannot check it. */
  readonly issuer?: readonly Place[];
  readonly audience?: readonly Place[];
  /** Under these conditions a check that is on by default, or an argument that is there, does not count. */
  readonly off?: readonly { readonly claim: 'audience' | 'expiry'; readonly when: Condition }[];
  /** Its keys are public ones of somebody who signs, whatever stands where the key does. */
  readonly publicKeys?: true;
  /** Options that look as if they counted, and are overwritten. */
  readonly vain?: Place;
  /** It lets requests in by itself: whatever it accepts is somebody. */
  readonly letsIn?: true;
}
/** What a sign-in message says of itself (EIP-4361). */
export type SiweField = 'nonce' | 'domain' | 'chain' | 'address' | 'time';

/** How much an unpredictable value holds: bytes, letters of an alphabet, or what the form of an id leaves. */
export type Draw =
  | { readonly of: 'bytes'; readonly size: Place }
  /** A whole number below the argument, or between two. */
  | { readonly of: 'number' }
  /** A random UUID: 122 bits in 36 characters. */
  | { readonly of: 'guid' }
  /** A text of this many characters with this many bits in all. */
  | { readonly of: 'id'; readonly bits: number; readonly length: number }
  /** The array at this position, filled. */
  | { readonly of: 'array'; readonly arg: number }
  | ({ readonly of: 'text'; readonly size: readonly Place[]; /** Without a size. */ readonly length?: number } & Letters);

/** Which letters a text is drawn from. */
export type Letters =
  | { readonly letters: number }
  /** A text that holds each of them, or the name of a set (`hex`). */
  | { readonly alphabet: readonly Place[]; readonly sets?: Readonly<Record<string, number>>; /** Without one. */ readonly letters: number; /** It stands where the generator was made. */ readonly ofMaker?: true }
  /** Ranges (`A-Z`, `0-9`), from this argument on. */
  | { readonly ranges: number; readonly letters: number; readonly ofMaker?: true };
/** Where the bounds of an upload stand; without a place for one, the library has none there. */
export interface UploadBounds {
  readonly key?: Place;
  /** Where the content type stands; `conditions` may name it, too. `false`: nothing can fix it. */
  readonly type?: readonly Place[] | false;
  readonly size?: readonly Place[] | false;
  /** Where the list of conditions of a form stands. */
  readonly conditions?: Place;
  /** Where the lifetime stands, and in which unit; `unset`: how many seconds it is valid without one. */
  readonly lifetime?: Place & { readonly unit: 'seconds' | 'date'; readonly unset?: number };
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
    /**
     * What the framework does to the destination before it is sent: Express and Koa percent-encode control characters, for instance. `path`: takes everything for
     * a path of the application, and repeated slashes for one. `scheme`: takes for a path what has no scheme, and refuses paths that lead away and scripts.
     */
    readonly transport?: 'raw' | 'encodes-controls' | 'refuses-controls' | 'path' | 'scheme';
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
  readonly jwtVerify: Conditional & JwtAlgorithms & { readonly checks?: JwtChecks };
  /** A call that signs JSON web tokens, or sets up what signs them. */
  readonly jwtSign: Conditional & JwtAlgorithms;
  /** A call that makes JSON web tokens, or sets up what makes them, and how it is told for how long they hold. */
  readonly jwtLifetime: Conditional & {
    /** Where the lifetime stands; the first place where something is counts. */
    readonly options?: readonly Place[];
    /** It is told by this method of what the call is made on: `setExpirationTime`. */
    readonly setter?: string;
    /** What a number counts there. `moment`: seconds since 1970, `momentMs`: milliseconds since then. */
    readonly number?: 'seconds' | 'milliseconds' | 'moment' | 'momentMs';
    /** Where the claims stand, whose `exp` counts as well; with a `setter`, in the call that makes what it is made on. */
    readonly claims?: Place;
    /** When nobody tells: the token never expires, it has a sound default, or another call may say it. */
    readonly untold: 'forever' | 'default' | 'elsewhere';
  };
  /** A call that reads a JSON web token, its first argument, without verifying it. */
  readonly jwtDecode: Conditional & {
    /** It reads the header alone, in which there are no claims. */
    readonly header?: true;
    /** It takes the token out of the request itself. */
    readonly ofRequest?: true;
  };
  /** A call that reads the session out of a cookie as the browser sends it, without verifying it. */
  readonly unverifiedSession: {
    /** Methods of the same client that verify the session, or have just made it. */
    readonly verifiedBy: readonly string[];
    /** What to call instead, for the message. */
    readonly remedy: string;
    /** Made for servers; otherwise what is around the call has to say where it runs. */
    readonly onServer?: true;
  };
  /** A key as a library makes it: of a key pair or a set of public keys, a secret, or the bytes of a text. */
  readonly keyMaterial: { readonly kind: 'asymmetric' | 'secret'; /** Several keys of one holder. */ readonly set?: true } | { readonly kind: 'bytes'; readonly of: number };
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
    /** They may be made texts of before they come to the console, and are not shown as it shows objects. */
    readonly asText?: true;
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
  /** A function whose result no longer discloses its argument: masking, hashing, redacting. Believed without reading it. Also a value that discloses nobody, whatever its name. */
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
  /** A call that lets anybody read (or write) what is stored: under the conditions of the row, or by the policy that it sets. */
  readonly exposedStorage: Conditional & {
    readonly what: 'the bucket' | 'the container' | 'the object';
    /** Why, for the message: `with \`public: true\` anybody reads its files`. */
    readonly because: string;
    /** What to do instead, for the message. */
    readonly remedy: string;
    /** Where the name of the bucket stands. */
    readonly bucket?: Place;
    /** The setting that opens it, and what closes it when it is written there instead. */
    readonly instead?: Place & { readonly text: string };
    /** Where a policy stands that decides: `statements` of AWS, or `bindings` (or one of them) of Google's IAM. */
    readonly policy?: Place & { readonly form: 'statements' | 'bindings' | 'binding' };
  };
  /** A call that makes a URL, or a form, with which somebody else may upload without signing in. */
  readonly uploadUrl: Conditional & UploadBounds & {
    /** Where the command stands that the URL is for: its bounds (`uploadCommand`) count beside these. */
    readonly command?: Place;
    /** Where the permissions stand, as a text of letters, of which one must allow to create (`c`) or write (`w`). */
    readonly permissions?: Place;
    /** Where the headers are listed without which the type is not signed. */
    readonly signs?: Place;
    /** What to write instead, for the message. */
    readonly remedy: string;
  };
  /** A call that sends a message to somebody through a service outside. */
  readonly message: {
    readonly channel: 'e-mail' | 'SMS';
    /** Whose service it is, for the message: `Resend`. */
    readonly provider: string;
    /** The arguments that are sent; all of them when absent. */
    readonly args?: readonly number[];
  };
  /** A command to upload something: a URL may be made for it. */
  readonly uploadCommand: UploadBounds;
  /** A value of a library that stands for a fixed text: a member of an enumeration. */
  readonly constant: { readonly value: string };
  /** A value that nobody can guess: whatever it is joined to is unpredictable, too. */
  readonly strongRandom: { /** How much there is of it; absent when that is of no interest. */ readonly draw?: Draw };
  /** A hash without a key: as predictable as what goes in. */
  readonly digest: { readonly arg: number };
  /** A reactive cell or hook that hands its initial value on. */
  readonly holder: { readonly arg: number };
  /** A call that starts a program, or the tag of a template that does. */
  readonly command: Conditional & {
    /** Where the words of the command line stand, one after the other; of several for the same argument the first that is there counts. Empty: only a tag. */
    readonly words: readonly Place[];
  };
  /** A command to a Redis client; the last member name says which. */
  readonly redisCommand: {
    /** `transaction`: done with the others of its batch as one step. `pipeline`: only sent with them. */
    readonly batch: 'single' | 'pipeline' | 'transaction';
  };
  /** An argument that has to be unpredictable: a key, a password, a salt. */
  readonly secretInput: { readonly arg: number; readonly what: string };
  /** A call that encrypts or decrypts, and has a place for what the ciphertext belongs to. */
  readonly encryption: Conditional & {
    readonly does: 'encrypts' | 'decrypts' | 'makes a data key';
    /** Where the context stands; alternatives are tried in turn. */
    readonly contexts: readonly Place[];
    /** What it is called there, for the message: `EncryptionContext`. */
    readonly option: string;
    /** What to write, for the message. */
    readonly example: string;
    /** A method of what the call returns that takes the context instead. */
    readonly method?: string;
    /** The members of the result in which the caller finds the context, to compare it himself. */
    readonly returns?: readonly string[];
    /** Where the plaintext, ciphertext or key stands. */
    readonly subject?: Place;
    readonly key?: Place;
    /** A cipher in this process, whose ciphertext may just as well travel as be stored. */
    readonly local?: true;
    /** Only the name says what it is: a wrapper that the project has written itself. */
    readonly wrapper?: true;
  };
  /** A call that verifies the signature of a sign-in message, and where it takes what the message is compared with. */
  readonly siweVerify: {
    readonly nonce?: Place;
    readonly domain?: Place;
    readonly chain?: Place;
    readonly time?: Place;
    /** Where the text of the message stands. */
    readonly text?: Place;
    /** The fields for which it throws when what they are compared with is not there; all other comparisons it skips then. */
    readonly strict?: readonly SiweField[];
    /** Compares the fields without looking at the signature. */
    readonly part?: true;
    /** Checks the signature of any text. */
    readonly plain?: true;
    /** The fields that have to be bound; nonce, domain and chain when absent. */
    readonly demands?: readonly SiweField[];
  };
  /** A parsed sign-in message. */
  readonly siweMessage: { readonly text: Place };
  /** A field of a sign-in message, as whoever sends it has written it; an address that a signature gives away. */
  readonly siweField: { readonly field: SiweField };
  /** A function that is called with messages whose fields have been compared before. */
  readonly siweChecked: object;
}

export type LogDestination = 'log' | 'trace' | 'error report' | 'analytics';

export type Role = keyof FactsByRole;
/** Every role, for checking rows that come from settings. */
export const ROLES: { readonly [R in Role]: true } = {
  source: true, ownUrl: true, redirect: true, adminClient: true, privilegeCheck: true, environment: true, passthrough: true, redirectCheck: true, neverReturns: true, parser: true,
  auditWrite: true, deferral: true,
  jwtVerify: true, jwtSign: true, jwtLifetime: true, jwtDecode: true, unverifiedSession: true, keyMaterial: true, hmac: true,
  log: true, redaction: true, whole: true, shows: true, redactor: true, ownScreen: true,
  weakRandom: true, strongRandom: true, digest: true, holder: true, secretInput: true,
  exposedStorage: true, uploadUrl: true, uploadCommand: true, message: true, constant: true,
  memoryLimiter: true, sharedStore: true, memoryCache: true, singleInstance: true,
  encryption: true, siweVerify: true, siweMessage: true, siweField: true, siweChecked: true,
  command: true, redisCommand: true,
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
  | { /** A variable, or a member that is used as an object, of one of these names, wherever it comes from. For names that mean one thing in every project (`logger`). `*redis*`: one of these words is in the name. */ readonly named: readonly string[] };

export type ApiRow = Root & {
  /** Access path from the root; see `path.ts`. */
  readonly path: string;
  readonly fact?: Fact;
  /** What stands at the end of the path is one of these shapes. */
  readonly is?: Shape | readonly Shape[];
};
