/**
 * Words: which names stand for personal data and secrets, and which only look as if they did; names of functions that never
 * return or that assert. All phrases are written as `analysis/words.ts` splits names: lower case, singular, separated by spaces.
 */

/** What a leak of the value would disclose. */
export type DataClass = 'contact' | 'identity' | 'location' | 'health' | 'financial' | 'credential' | 'content';

/**
 * A phrase decides only where it ends a name (see NEUTRAL_TAILS): in English the last noun says what a thing is, so
 * `emailDomain` is a domain and `tokenCount` a count. Everything that follows a phrase is therefore negative unless listed.
 */
export const PHRASES: Readonly<Record<DataClass, readonly string[]>> = {
  contact: [
    'email', 'email address', 'mail address', 'phone', 'phone number', 'telephone', 'telephone number', 'mobile number', 'mobile phone',
    'cell phone', 'cell number', 'contact number', 'fax number', 'whatsapp number', 'msisdn', 'phonenumber', 'emailaddress',
  ],
  // Names of persons only: `name`, `username`, `displayName` are mostly labels, handles and ids.
  identity: [
    'first name', 'last name', 'full name', 'given name', 'family name', 'middle name', 'maiden name', 'legal name', 'surname',
    'firstname', 'lastname', 'fullname', 'date of birth', 'birth date', 'birthdate', 'birthday', 'birth day', 'dob', 'dateofbirth',
    'ssn', 'social security', 'social security number', 'national id', 'national id number', 'national insurance number', 'nino',
    'tax id', 'tax number', 'passport number', 'driver license', 'driver license number', 'driving license', 'driving licence',
    'aadhaar', 'aadhaar number', 'cpf', 'pesel', 'gender', 'ethnicity', 'religion', 'nationality', 'marital status', 'sexual orientation',
  ],
  // No bare `address`: as often that of a server, a wallet or a contract. No `macAddress`: it names a machine.
  location: [
    'ip', 'ip address', 'ipaddress', 'remote addr', 'remote address', 'forwarded for', 'connecting ip', 'ipv 4', 'ipv 6',
    'address line', 'street', 'street address', 'home address', 'postal address', 'mailing address', 'billing address', 'shipping address',
    'delivery address', 'residential address', 'user address', 'customer address', 'patient address', 'client address', 'employee address',
    'person address', 'contact address', 'postal code', 'postcode', 'zip code', 'zipcode', 'latitude', 'longitude', 'geolocation',
  ],
  health: [
    'diagnosis', 'medical record', 'medical record number', 'medical history', 'medical condition', 'mrn', 'prescription', 'medication', 'medication name', 'medicine', 'medicine name', 'drug name',
    'symptom', 'allergy', 'blood type', 'health record', 'health data', 'health condition', 'icd code', 'lab result', 'patient name',
    'patient record', 'patient data', 'phi data', 'disability',
  ],
  financial: [
    'card number', 'credit card', 'credit card number', 'debit card', 'debit card number', 'cardnumber', 'cvv', 'cvc', 'cvv 2', 'card cvc', 'card pin',
    'account number', 'bank account', 'bank account number', 'routing number', 'iban', 'sort code', 'salary', 'credit score',
  ],
  credential: [
    'password', 'passwd', 'pwd', 'db pass', 'database pass', 'mysql pass', 'postgres pass', 'pg pass', 'pgpassword', 'redis pass', 'smtp pass', 'mail pass', 'ssh pass', 'root pass', 'admin pass', 'passphrase', 'passcode', 'pin code', 'password hash', 'hashed password',
    'token', 'access token', 'refresh token', 'id token', 'auth token', 'authentication token', 'bearer token', 'bearer', 'session token',
    'api token', 'reset token', 'invite token', 'invitation token', 'verification token', 'device token', 'push token', 'service token',
    'csrf token', 'xsrf token', 'jwt', 'jwt token', 'accesstoken', 'refreshtoken', 'idtoken', 'authtoken',
    'secret', 'client secret', 'secret key', 'webhook secret', 'shared secret', 'api secret', 'jwt secret', 'secretkey', 'clientsecret',
    'api key', 'apikey', 'private key', 'privatekey', 'signing key', 'encryption key', 'decryption key', 'access key', 'access key secret',
    'secret access key', 'master key', 'service key', 'service role key', 'license key', 'recovery key',
    'credential', 'authorization', 'authorization header', 'auth header', 'cookie', 'session cookie', 'set cookie',
    'otp', 'otp code', 'one time password', 'one time code', 'totp', 'totp code', 'mfa code', 'two factor code', 'recovery code', 'backup code',
    'verification code', 'reset code', 'authorization code', 'auth code', 'magic link', 'seed phrase', 'mnemonic', 'code verifier',
    'connection string', 'database url', 'db url',
  ],
  content: [
    'prompt', 'system prompt', 'user prompt', 'prompt text', 'chat message', 'user message', 'assistant message', 'model message', 'ui message', 'core message',
    'message history', 'chat history', 'conversation history', 'transcript', 'chat completion', 'text completion', 'llm completion', 'ai completion',
    'model completion', 'completion text', 'llm output', 'model output', 'llm response', 'ai response', 'model response', 'generated text',
  ],
};

/** Words that are too general inside a longer name, but mean the data when they are all of it. Here the number counts: `message` is mostly an error's. */
export const WHOLE_NAMES: Readonly<Record<string, DataClass>> = { messages: 'content', completion: 'content', completions: 'content' };

/** Phrases of one word that mean something else in the plural: `tokens` are counted or parsed, `accessTokens` are not. */
export const SINGULAR_ONLY: ReadonlySet<string> = new Set(['token', 'prompt', 'secret', 'street']);

/** Words in the names of what writes down what happens: a session there is a number of lines, and nobody is signed in to it. */
export const OBSERVERS: ReadonlySet<string> = new Set(['logger', 'logging', 'analytics', 'telemetry', 'tracker', 'tracking', 'metric']);

/** Words that may follow a phrase without changing what the name stands for. */
export const NEUTRAL_TAILS: ReadonlySet<string> = new Set([
  'value', 'val', 'str', 'string', 'raw', 'plain', 'plaintext', 'clear', 'cleartext', 'param', 'parameter', 'arg', 'argument', 'header', 'list', 'array',
  'new', 'old', 'current', 'previous', 'original', 'confirm', 'confirmation', 'again', 'repeat', 'normalized', 'lower', 'lowercase', 'trimmed', 'decoded', 'decrypted',
  'primary', 'secondary', 'base', 'hex', 'encoded', 'copy',
]);

/** Words that, anywhere before a phrase, make the name something else: a question, an action on the data, a masked form, a quantity. */
export const NEGATIVE_HEADS: ReadonlySet<string> = new Set([
  // questions and flags
  'has', 'have', 'is', 'are', 'was', 'were', 'can', 'could', 'should', 'must', 'will', 'did', 'does', 'do', 'need', 'want', 'no', 'not', 'non', 'without', 'missing',
  'invalid', 'wrong', 'require', 'required', 'allow', 'allowed', 'activate', 'activated', 'enable', 'enabled', 'disable', 'disabled', 'show', 'hide', 'hidden', 'use', 'using', 'include', 'exclude',
  'skip', 'ignore', 'omit', 'force', 'support', 'on', 'handle', 'toggle', 'optional',
  // actions: what comes out is not the data (`getEmail`, `generateToken` are: not listed)
  'send', 'sending', 'sent', 'resend', 'verify', 'verifying', 'validate', 'check', 'change', 'update', 'forgot', 'forget', 'delete', 'remove', 'clear', 'revoke', 'rotate',
  'render', 'set', 'store', 'save', 'invalidate', 'expire', 'compare', 'ensure', 'assert', 'match', 'parsed', 'schedule', 'queue', 'consume',
  // how something is found: `userByEmail`, `signInWithPassword`
  'by', 'with', 'via', 'from', 'for', 'per',
  // what is left when the data is taken away
  'masked', 'mask', 'redacted', 'redact', 'hashed', 'hash', 'encrypted', 'encrypt', 'obfuscated', 'obfuscate', 'anonymized', 'anonymised', 'anonymize', 'pseudonymized',
  'sanitized', 'sanitize', 'truncated', 'truncate', 'partial', 'scrubbed', 'tokenized', 'sealed', 'censored',
  // quantities
  'max', 'min', 'maximum', 'minimum', 'num', 'count', 'total', 'average', 'avg', 'remaining',
  // stand-ins
  'fake', 'dummy', 'example', 'sample', 'mock', 'placeholder',
]);

/** Longer phrases that end like one of PHRASES and are something else. */
export const NEGATIVE_PHRASES: readonly string[] = [
  // language models count them
  'prompt token', 'completion token', 'input token', 'output token', 'reasoning token', 'cached token', 'usage token',
  // paging, synchronisation, cancellation
  'page token', 'continuation token', 'cursor token', 'sync token', 'pagination token', 'consistency token', 'cancel token', 'cancellation token', 'abort token',
  // who holds a lock, which request is a repetition
  'lock token', 'lease token', 'fencing token', 'dedupe token', 'dedup token', 'deduplication token', 'idempotency token',
  // parsers, design systems, dependency injection, chains, shops
  'path token', 'lexer token', 'syntax token', 'design token', 'color token', 'theme token', 'css token', 'style token', 'injection token', 'provider token',
  'jwt header', 'token header', 'erc token', 'nft token', 'base token', 'quote token', 'native token', 'coupon token', 'promo token', 'gift token', 'discount token', 'template token',
  // functions and screens
  'reset password', 'recover password', 'sign cookie', 'unsubscribe email',
  // messages rather than addresses, and addresses of companies
  'welcome email', 'reset email', 'confirmation email', 'verification email', 'invitation email', 'invite email', 'reminder email', 'transactional email', 'marketing email',
  'html email', 'cold email', 'reply email', 'support email', 'system email', 'noreply email', 'inbound email', 'outbound email', 'incoming email', 'raw email', 'draft email',
  // names of things, with the path that leads to them
  'repository full name', 'repo full name', 'table full name', 'column full name', 'field full name', 'generator full name', 'project full name', 'package full name', 'branch full name', 'file full name', 'class full name', 'module full name', 'model full name', 'image full name', 'channel full name', 'schema full name', 'database full name', 'index full name', 'event full name', 'metric full name', 'resource full name', 'service full name',
  // addresses of machines
  'server ip', 'host ip', 'db ip', 'database ip', 'redis ip', 'broker ip', 'container ip', 'cluster ip', 'gateway ip', 'service ip', 'instance ip', 'machine ip', 'internal ip', 'local ip', 'listen ip', 'bind ip', 'public ip', 'private ip', 'elastic ip', 'node ip', 'pod ip', 'blocked ip', 'resolved ip', 'upstream ip', 'destination ip', 'target ip', 'trusted ip', 'whitelist ip', 'blacklist ip',
  'tcp ip', 'voice over ip',
  // prompts that ask somebody
  'install prompt', 'deferred prompt', 'confirm prompt', 'confirmation prompt', 'permission prompt', 'login prompt', 'password prompt', 'cli prompt', 'command prompt',
  // the working directory
  'env pwd',
  // an option of `fetch`, a place of finance
  'fetch credential', 'wall street',
];

/**
 * Names of values that grant something to whoever presents or guesses them, beside the credentials of PHRASES: they must not be
 * predictable. Most are no secret once they have been handed out (a nonce, a salt, a share code), so they are no class of data.
 * Not here: `challenge` and `key` (mostly something else), `referralCode`, `roomCode`, order and ticket numbers (they only have to be unique).
 */
export const AUTHORITY_PHRASES: readonly string[] = [
  'nonce', 'cnonce', 'salt', 'pepper', 'csrf', 'xsrf', 'csrf secret', 'csrf key', 'pkce', 'pkce verifier', 'jti', 'jwt id', 'initialization vector',
  'session id', 'session identifier', 'session key', 'session code', 'sessid', 'oauth state', 'auth state', 'sso state', 'login state',
  'sms code', 'email code', 'phone code', 'login code', 'sign in code', 'signin code', 'security code', 'access code', 'secret code', 'magic code',
  'activation code', 'activation key', 'activation link', 'unlock code', 'confirmation code', 'confirm code', 'verify code', 'verification key', 'verification link', 'confirmation link',
  'invite code', 'invitation code', 'invite key', 'invite link', 'invitation link', 'join code', 'reset link', 'reset key', 'pairing code', 'claim code', 'acceptance code', 'accept code', 'pickup code', 'device code', 'user code',
  'share code', 'sharing code', 'share key', 'share id', 'share slug', 'share link', 'link code', 'short code', 'shortcode', 'short code id', 'shortcode id',
  'one time pin', 'one time passcode', 'pin number', 'security pin', 'user pin', 'login pin', 'auth pin', 'verification pin', 'reset pin', 'temporary pin', 'default pin',
  // Guessing one is worth money.
  'voucher', 'voucher code', 'coupon code', 'gift code', 'gift card code', 'promo code', 'redeem code', 'redemption code', 'discount code',
  'license', 'licence key', 'serial key', 'product key', 'signing secret', 'hmac key', 'cipher key', 'crypto key', 'shared key', 'auth key', 'unsubscribe key',
];

/** Names that mean such a value when they are all of the name: in a longer one `pin` sits on a map, `iv` is a number. */
export const AUTHORITY_NAMES: ReadonlySet<string> = new Set(['pin', 'iv', 'verifier', 'credentials']);

/** Credentials of PHRASES that others issue, or that are no value of their own. */
export const NOT_GENERATED: ReadonlySet<string> = new Set(['cookie', 'set cookie', 'connection string', 'database url', 'db url', 'device token', 'push token']);

/** Words that, before such a phrase, make it a question, a quantity, an action, or a stand-in for tests and demonstrations. */
export const AUTHORITY_NEGATIVE_HEADS: ReadonlySet<string> = new Set([
  'has', 'have', 'is', 'are', 'was', 'were', 'can', 'should', 'must', 'will', 'did', 'does', 'need', 'no', 'not', 'non', 'without', 'missing', 'invalid', 'wrong',
  'show', 'hide', 'hidden', 'use', 'using', 'on', 'handle', 'toggle', 'set', 'enable', 'disable', 'by', 'with', 'via', 'for', 'per',
  'masked', 'mask', 'redacted', 'max', 'min', 'maximum', 'minimum', 'num', 'count', 'total', 'average', 'avg', 'remaining',
  'fake', 'dummy', 'example', 'sample', 'mock', 'placeholder', 'demo', 'stub', 'fixture',
]);

/** Longer phrases that end like an authority-bearing one and only have to be unique, or are public. */
export const AUTHORITY_NEGATIVE_PHRASES: readonly string[] = [
  // who holds a lock, which call is the latest, which request is a repetition
  'lock token', 'lease token', 'fencing token', 'write token', 'idempotency token', 'client token', 'dedupe token', 'dedup token', 'deduplication token', 'render token', 'reload token', 'run token', 'operation token', 'load token',
  'fetch token', 'search token', 'task token', 'job token', 'mutation token', 'subscription token', 'effect token', 'animation token', 'version token', 'concurrency token', 'cache token', 'unique token', 'timestamp token', 'time token', 'date token', 'row token', 'loading token', 'progress token', 'scroll token', 'focus token',
  // shown to everybody, in a record of the domain
  'domain verification token',
  'epoch token', 'reservation token', 'lease token', 'mutex token',
  // pieces of text, games, chains
  'word token', 'text token', 'mention token', 'game token', 'tx nonce', 'transaction nonce', 'account nonce', 'wallet nonce', 'render nonce', 'refresh nonce', 'cache nonce',
  'emoji short code', 'emoji shortcode', 'country short code', 'language short code', 'currency short code', 'bank short code', 'sms short code', 'wordpress shortcode',
  // sessions that nobody is signed in to
  'analytics session id', 'tracking session id', 'chat session id', 'conversation session id', 'upload session id', 'editor session id', 'trace session id', 'debug session id', 'log session id',
  'game session id', 'play session id', 'quiz session id', 'call session id', 'recording session id', 'replay session id', 'search session id', 'page session id', 'tab session id', 'edit session id', 'import session id',
  'test session id', 'bot session id', 'agent session id', 'work session id', 'study session id', 'terminal session id', 'workout session id', 'training session id',
  'hash salt', 'bucket salt', 'experiment salt', 'cache salt', 'software license', 'driver license', 'user license', 'open source license',
];

/**
 * Names of values that are good for one use: whoever presents one is let in, and then never again. Not here: invitations, which do
 * no harm when they are accepted twice, and refresh tokens, which a sign-out also looks up and deletes.
 */
export const ONE_TIME_PHRASES: readonly string[] = [
  'otp', 'one time password', 'one time code', 'one time token', 'one time passcode', 'one time pin', 'single use token', 'single use code', 'mfa code', 'two factor code', '2 fa code', 'sms code', 'phone code', 'email code', 'backup code', 'recovery code',
  'reset token', 'reset password token', 'password reset', 'reset password', 'reset code', 'reset link', 'reset key', 'forgot password', 'forgot token', 'recovery token', 'unlock token',
  'verification token', 'verification code', 'verification key', 'verification link', 'verify token', 'verify code', 'verify email', 'email verification', 'email token', 'confirmation token', 'confirmation code', 'confirm token', 'activation token', 'activation code',
  'activation key', 'email change', 'change email', 'deletion token', 'delete token',
  'magic link', 'magic token', 'magic code', 'login code', 'login token', 'login link', 'sign in code', 'sign in token', 'signin code', 'signin token', 'passwordless token', 'exchange code', 'exchange token', 'handoff token', 'handoff code', 'link code', 'linking code', 'pairing code',
  'nonce', 'csrf', 'csrf token', 'xsrf', 'xsrf token', 'oauth state', 'auth state', 'sso state', 'login state', 'oauth code', 'auth code', 'authorization code', 'pkce', 'code verifier', 'registration challenge', 'authentication challenge', 'login challenge', 'passkey challenge',
  'webauthn challenge', 'auth challenge', 'siwe challenge', 'wallet challenge', 'voucher', 'gift code', 'gift card code', 'redeem code', 'redemption code',
];

/** Words of names that are about such a value, not the value: how often it was tried, when it was sent, what was found. */
export const ABOUT_ONE_TIME: ReadonlySet<string> = new Set([
  'attempt', 'attempts', 'try', 'tries', 'count', 'counter', 'limit', 'limiter', 'rate', 'ratelimit', 'cooldown', 'lock', 'locked', 'lockout', 'block', 'blocked', 'fail', 'failed', 'failure', 'sent', 'resend', 'expiry', 'expire', 'expired', 'config', 'setting', 'template', 'log', 'stat', 'verified',
]);

/** Names of people who may do more than others, and of lists of who may enter. */
export const ACCESS_PHRASES: readonly string[] = [
  'admin', 'administrator', 'superadmin', 'superuser', 'super user', 'owner', 'staff', 'moderator', 'maintainer', 'employee', 'privileged', 'developer', 'approver', 'early access', 'beta user', 'beta tester', 'god mode',
  'allowed', 'allow list', 'allowlist', 'allow listed', 'whitelist', 'white list', 'whitelisted', 'authorized', 'authorised', 'permitted', 'access', 'internal user', 'team member',
];
/** What functions are called that decide whether somebody gets in: what they return is the verdict. */
export const GATE_PHRASES: readonly string[] = ['sign in', 'signin', 'login', 'log in', 'authorize', 'authorise', 'authenticate', 'can activate', 'can access', 'can view', 'can edit', 'can manage', 'guard', 'gate', 'permission', 'permit', 'role', 'is admin', 'check admin', 'require admin'];
/** Lists that keep people out, or say who is written to, or what is left out of the numbers. */
export const NO_ACCESS_PHRASES: readonly string[] = [
  'blocked', 'block list', 'blocklist', 'blacklist', 'black list', 'banned', 'deny', 'denied', 'deny list', 'denylist', 'disposable', 'temporary', 'throwaway', 'spam', 'ignored', 'ignore', 'excluded', 'exclude', 'skip', 'skipped', 'reserved', 'bot', 'notify', 'notification', 'recipient',
  'alert', 'contact', 'sender', 'reply', 'newsletter', 'noreply', 'no reply', 'free', 'provider', 'personal', 'public', 'generic', 'consumer',
];
/** Names of addresses that letters come from or go to: they say nothing about who is signed in. */
export const CORRESPONDENTS: ReadonlySet<string> = new Set(['from', 'sender', 'to', 'recipient', 'cc', 'bcc', 'reply', 'mailbox', 'inbound', 'envelope', 'header', 'message', 'mail', 'thread', 'contact', 'committer', 'author', 'attendee', 'organizer', 'guest', 'assignee', 'subscriber', 'hostname', 'host', 'url', 'referrer', 'origin', 'href', 'link', 'website']);

/** What code of a sign-in elsewhere mentions; there a bare `state` is the one that guards the way back. Source of a regular expression, flags `iu`. */
export const OAUTH_MENTION = String.raw`oauth|client_?id|response_type|/authorize|code_?verifier|redirect_?ur[il]`;

/** Columns that say a row has been used, and last words of columns and tables that hold what is used by presenting it. */
export const USED_WORDS: ReadonlySet<string> = new Set(['used', 'consumed', 'redeemed', 'spent']);
export const PRESENTED_WORDS: ReadonlySet<string> = new Set(['token', 'code', 'key', 'nonce', 'otp', 'pin', 'link', 'voucher', 'coupon', 'secret', 'challenge', 'hash', 'state']);

/** First words of functions that make what the rest of their name says. */
export const MAKERS: ReadonlySet<string> = new Set([
  'generate', 'gen', 'create', 'make', 'mk', 'new', 'random', 'rand', 'get', 'build', 'issue', 'produce', 'mint', 'next', 'assign', 'init', 'initialize', 'obtain', 'compute', 'calculate', 'derive', 'unique', 'prepare', 'request', 'gimme', 'fresh', 'auto',
]);

/** Words in the names of things (and in fixed text) that stand in for real ones or are wrong on purpose: what is made there opens nothing. Not `test`: `sk_test_…` is a key. */
export const STAND_INS: ReadonlySet<string> = new Set(['fake', 'dummy', 'mock', 'mocked', 'demo', 'sample', 'stub', 'fixture', 'placeholder', 'simulate', 'simulated', 'simulation', 'faker', 'storybook', 'bogus', 'forged', 'tampered', 'invalid', 'nonexistent']);

/** Words around a bare `code` that make it one that lets somebody in. */
export const SIGN_IN_WORDS: ReadonlySet<string> = new Set([
  'otp', 'totp', 'verification', 'verify', 'verifying', 'auth', 'authentication', 'authenticate', 'login', 'signin', 'signup', 'password', 'passcode', 'mfa', '2fa', 'factor', 'invite', 'invitation',
  'reset', 'pairing', 'voucher', 'coupon', 'gift', 'access', 'activation', 'recovery', 'backup', 'confirmation', 'confirm', 'register', 'registration', 'sms', 'redeem',
]);

/** Words for a sign-in elsewhere: around them a bare `state` is the one that guards the way back. */
export const SINGLE_SIGN_ON: ReadonlySet<string> = new Set(['oauth', 'oidc', 'openid', 'sso', 'pkce']);

/** Last words of the names of helpers that make text of no stated purpose: `randomString`, `getRandomChars`. */
export const TEXT_NOUNS: ReadonlySet<string> = new Set(['string', 'str', 'char', 'character', 'text', 'alphanumeric', 'hex']);

/** Names of parts of a value that tell nothing to guess: whoever attacks an account knows them. */
export const GUESSABLE: ReadonlySet<string> = new Set(['id', 'email', 'username', 'name', 'phone', 'ip', 'prefix', 'suffix', 'user', 'uid', 'number', 'index', 'now', 'timestamp', 'time', 'date', 'ts', 'count', 'counter', 'length', 'type']);

/** Words written apart or together: first what is read, then what it counts as. */
export const COMPOUNDS: Readonly<Record<string, string>> = {
  'e mail': 'email', 'o auth': 'oauth', 'pass word': 'password', 'pass phrase': 'passphrase', 'pass code': 'passcode', 'i pv': 'ipv', 'web hook': 'webhook',
  'user name': 'username', 'host name': 'hostname', 'file name': 'filename', 'post code': 'postcode', 'i ban': 'iban',
};

/** Plurals that the rules in `words.ts` would fold wrongly, and words in `-s` that are no plurals (they stand for themselves). */
export const IRREGULAR_PLURALS: Readonly<Record<string, string>> = {
  cookies: 'cookie', caches: 'cache', movies: 'movie', ids: 'id', ips: 'ip', aliases: 'alias', statuses: 'status', bonuses: 'bonus', people: 'person', children: 'child',
  diagnoses: 'diagnosis', analyses: 'analysis', indices: 'index', needs: 'need', wants: 'want',
  this: 'this', has: 'has', was: 'was', does: 'does', always: 'always', news: 'news', series: 'series', species: 'species', dns: 'dns', sms: 'sms', mms: 'mms', tls: 'tls',
  https: 'https', aws: 'aws', css: 'css', gps: 'gps', sns: 'sns', sqs: 'sqs', cors: 'cors', analytics: 'analytics', canvas: 'canvas', alias: 'alias', lens: 'lens',
  atlas: 'atlas', kubernetes: 'kubernetes', postgres: 'postgres', sentry: 'sentry', previous: 'previous', pos: 'pos', rls: 'rls', kms: 'kms', jws: 'jws', jwks: 'jwks',
};

/** Calls that assert their first argument: what follows runs only when it is true. Dotted names are members of that object. */
export const ASSERTIONS: ReadonlySet<string> = new Set([
  'assert', 'assert.ok', 'assert.strict', 'assert.strict.ok', 'invariant', 'tinyInvariant', 'assertTrue', 'precondition',
]);

/** Calls that never come back, in every JavaScript program. Those of libraries (`redirect`, `notFound`) are for the caller to name. */
export const NEVER_RETURNING: ReadonlySet<string> = new Set(['process.exit', 'process.abort', 'Deno.exit', 'assertNever', 'assertUnreachable', 'unreachable', 'exhaustiveCheck', 'absurd']);

/** Methods that call the function they are given at once, before they return. */
export const SYNCHRONOUS_CALLBACKS: ReadonlySet<string> = new Set([
  'forEach', 'map', 'filter', 'reduce', 'reduceRight', 'some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flatMap', 'sort', 'toSorted',
]);

/** A call whose name begins with one of these words and whose result nobody uses may throw when it dislikes its argument. */
export const ASSERTING_VERBS: ReadonlySet<string> = new Set(['assert', 'validate', 'verify', 'ensure', 'check', 'guard', 'require', 'enforce', 'restrict', 'protect', 'sanitize', 'expect', 'invariant', 'must']);

/** A name made of one of these words holds an address of the application when nothing else is known about it. */
export const ADDRESS_WORDS: ReadonlySet<string> = new Set(['origin', 'url', 'host', 'hostname', 'domain', 'base', 'site', 'href', 'website', 'app']);

/**
 * Records that hold personal data or secrets as a whole, whatever their fields are called: phrases that end a name or a member
 * (`req.body`, `error.config`), and what they are. Told from values of the same name by how they are used: as an object.
 */
export const RECORDS: Readonly<Record<string, string>> = {
  user: 'a whole user record', customer: 'a whole customer record', patient: 'a whole patient record', employee: 'a whole employee record', subscriber: 'a whole subscriber record',
  'user profile': 'a whole user profile', 'user data': 'a whole user record', 'user info': 'a whole user record', 'customer data': 'a whole customer record', 'patient data': 'a whole patient record',
  'user session': 'a whole session', 'auth session': 'a whole session', 'current session': 'a whole session', 'server session': 'a whole session',
  'request body': 'the whole request body', 'req body': 'the whole request body', 'raw body': 'the whole request body', 'event body': 'the whole request body',
  'request header': 'all request headers', 'req header': 'all request headers', 'form data': 'the whole form', payload: 'a whole payload',
  'old value': 'a stored value before the change', 'new value': 'a stored value after the change',
  // What axios hangs on its errors: headers with the token, and the body that was sent.
  'error config': 'the whole request configuration, headers included', 'err config': 'the whole request configuration, headers included', 'response config': 'the whole request configuration, headers included',
  'error request': 'the whole request, headers included', 'err request': 'the whole request, headers included',
};

/** Phrases that end like one of RECORDS and are none: what is told of a failure, and what came back. */
export const NOT_RECORDS: ReadonlySet<string> = new Set(['error payload', 'err payload', 'exception payload', 'error raw body', 'err raw body', 'response raw body']);

/** Last words of a name or key that say an id or a measure is kept there, whatever it was taken from: `customerId = invoice.customer`. */
export const REFERENCE_WORDS: ReadonlySet<string> = new Set(['id', 'uuid', 'ref', 'count', 'length', 'size', 'name', 'type', 'status', 'total']);

/** Owners whose members are called after a record but hold its id: `event.user` of a chat message. Those of a package.json hold versions. */
export const REFERRING_OWNERS: ReadonlySet<string> = new Set(['event', 'message', 'query', 'params', 'param', 'invoice', 'subscription', 'charge', 'dependencies', 'devDependencies', 'peerDependencies']);

/** What Stripe calls so says by id who its `customer` is, unless somebody has it expanded (https://docs.stripe.com/expand). Elsewhere a session may hold more. */
export const PAYMENT_OBJECTS: ReadonlySet<string> = new Set(['session', 'sub', 'subscription', 'invoice', 'charge', 'intent', 'method', 'quote', 'schedule', 'refund', 'object']);

/** What code that talks to a language model mentions; without it `messages` and `completion` are of a queue or a job. */
export const MODEL_MENTION = String.raw`openai|anthropic|\bllm|gpt-|claude|gemini|mistral|langchain|generateText|streamText|chat\.completions|['"]ai['"]|['"]@ai-sdk/|role:\s*['"](?:user|system|assistant)`;

/** Names that mean a record only when they are all of it: `checkoutSession` and `buildProfile` are something else. */
export const WHOLE_RECORDS: Readonly<Record<string, string>> = { session: 'a whole session', profile: 'a whole profile' };

/** Names of addresses that are those of wallets in a file that speaks of wallets: what anybody can read on the chain is no place where somebody lives. */
export const WALLET_OWNERS: ReadonlySet<string> = new Set(['user address', 'customer address', 'client address', 'person address', 'contact address']);

/** Words of medicine that mean something of machines as well, in a file that does not speak of patients. */
export const ALSO_TECHNICAL: ReadonlySet<string> = new Set(['diagnosis', 'symptom']);

/** What stands around the content of a page, for guests and members: what it shows to whom is no question of access. */
export const PAGE_FURNITURE: ReadonlySet<string> = new Set(['nav', 'navbar', 'navigation', 'header', 'footer', 'menu', 'sidebar', 'topbar', 'toolbar', 'banner', 'avatar']);

/** Names of addresses that are those of servers in a file that asks the DNS: it guards requests that go out. */
export const BARE_IPS: ReadonlySet<string> = new Set(['ip', 'ip address', 'ipaddress', 'ipv 4', 'ipv 6']);

/** Names that stand for an address of somebody where messages are sent, and for anything elsewhere. */
export const ADDRESSEES: ReadonlySet<string> = new Set(['to', 'cc', 'bcc', 'recipient', 'recipients', 'recipient list']);

/** A function with one of these words in its name gives back less than it was given; where its body can be read, that is checked. */
export const MASKING_WORDS: ReadonlySet<string> = new Set([
  'mask', 'masked', 'redact', 'redacted', 'hash', 'hashed', 'hmac', 'digest', 'fingerprint', 'sha', 'md', 'sanitize', 'sanitized', 'sanitise', 'scrub', 'scrubbed', 'anonymize', 'anonymized', 'anonymise',
  'pseudonymize', 'pseudonymise', 'obfuscate', 'obfuscated', 'censor', 'truncate', 'truncated', 'shorten', 'abbreviate', 'ellipsis', 'encrypt', 'encrypted', 'tokenize', 'summarize', 'summarise', 'summary', 'safe', 'omit', 'pick', 'partial',
  'strip', 'filter', 'clean', 'hide', 'last', 'first', 'domain', 'count', 'length', 'size', 'type', 'keys', 'key', 'id', 'has', 'is', 'validate', 'valid', 'check', 'verify', 'compare', 'match',
]);

/** First words of functions that give back what the rest of their name says: `getClientIp()`. */
export const ACCESSOR_VERBS: ReadonlySet<string> = new Set(['get', 'read', 'extract', 'decrypt', 'normalize', 'fetch', 'load', 'find', 'resolve', 'generate', 'create']);

/** Last words of what holds one value of any kind: there the key that it is stored under says what it is. */
export const VALUE_WORDS: ReadonlySet<string> = new Set(['value', 'val', 'address', 'addr', 'input', 'param', 'arg', 'recipient', 'to', 'raw', 'text', 'str', 'string']);

/** Methods of applications and routers that keep the function they are given and call it for each request. */
export const REGISTERS_HANDLER: ReadonlySet<string> = new Set([
  'use', 'get', 'post', 'put', 'patch', 'delete', 'del', 'all', 'head', 'options', 'route', 'register', 'addHook', 'middleware', 'hook', 'decorate', 'derive', 'resolve', 'guard', 'onRequest', 'onBeforeHandle',
  'onTransform', 'beforeHandle', 'preHandler', 'procedure', 'query', 'mutation',
]);

/** What stands before a credential in an Authorization header; taking it away leaves the credential. */
export const AUTH_SCHEMES: readonly string[] = ['bearer', 'basic', 'token', 'jwt', 'apikey', 'dpop', 'digest'];
