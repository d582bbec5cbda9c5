/** How code says "too many, not now", and names that tell limiters of requests from other things that count. All words as `analysis/words.ts` splits names. */

/** How a refusal is recognised. */
export interface RefusalWords {
  /** HTTP status codes, as numbers or by the names that libraries give them. */
  readonly statuses: readonly string[];
  /** Sources of regular expressions (flags `iu`) over the code of the refusing branch, comments left out. */
  readonly texts: readonly string[];
  /** Functions whose call alone refuses: `reject()`. */
  readonly calls: ReadonlySet<string>;
  /** Functions that refuse when they are given an argument: `next(error)`. */
  readonly callsWithArgument: ReadonlySet<string>;
  /** Members of an answer that are true when it lets through. */
  readonly allowing: ReadonlySet<string>;
}

export const TOO_MANY: RefusalWords = {
  statuses: ['429', 'TOO_MANY_REQUESTS', 'TooManyRequests', 'TooManyRequestsException', 'TooManyRequestsError', 'ThrottlerException'],
  texts: [
    String.raw`too[\s_-]?many(?!\w*(?:file|open))`,
    String.raw`rate[\s_-]?limit`,
    String.raw`retry[\s_-]?after`,
    String.raw`slow[\s_-]down`,
    String.raw`throttl`,
    String.raw`enhance[\s_-]your[\s_-]calm`,
    String.raw`(?:limit|quota|attempts?)[\s_-](?:was[\s_-]|has been[\s_-])?(?:exceeded|reached)`,
    String.raw`(?:try|wait)[^'"]{0,40}(?:again|later|before|seconds?|minutes?)`,
  ],
  calls: new Set(['reject']),
  callsWithArgument: new Set(['next', 'done', 'callback', 'cb']),
  allowing: new Set(['allowed', 'success', 'ok', 'allow', 'isAllowed', 'permitted', 'passed']),
};

/** How code says "not you". Beside these words, throwing or answering `false` or nothing counts as well. */
export const NOT_ALLOWED: RefusalWords = {
  statuses: ['401', '403', 'UNAUTHORIZED', 'FORBIDDEN', 'Unauthorized', 'Forbidden', 'UnauthorizedException', 'ForbiddenException'],
  texts: [String.raw`unauthori[sz]ed`, String.raw`unauthenticated`, String.raw`forbidden`, String.raw`not[\s_-]?(?:allowed|authori[sz]ed|authenticated|logged[\s_-]?in|signed[\s_-]?in)`, String.raw`(?:access|permission)[\s_-]?denied`, String.raw`/(?:auth/)?(?:log|sign)-?in\b`],
  calls: new Set(['reject', 'redirect', 'notFound', 'unauthorized', 'forbidden', 'permanentRedirect', 'error']),
  callsWithArgument: new Set(['next', 'done', 'callback', 'cb']),
  allowing: new Set(['allowed', 'success', 'ok', 'allow', 'isAllowed', 'permitted', 'authorized', 'authenticated']),
};

/** Names of limiters: enough where the code leaves room for doubt. */
export const LIMITER_NAMES: readonly string[] = [
  'rate limit', 'rate limiter', 'rate limited', 'rate limiting', 'ratelimit', 'ratelimiter', 'ratelimited', 'limiter', 'throttle', 'throttler', 'throttled', 'cooldown', 'cool down',
  'rate bucket', 'token bucket', 'rate store', 'rate map', 'too many', 'brute force', 'lockout', 'locked out', 'flood', 'spam', 'login attempt', 'sign in attempt', 'signin attempt', 'failed attempt', 'failed login',
  'password attempt', 'otp attempt', 'auth attempt', 'ip hit', 'hit by ip', 'request by ip', 'request count', 'ip request', 'user request',
];

/** Names of things that count, remember times and refuse, and limit nobody's requests. */
export const OTHER_COUNTERS: readonly string[] = [
  // protection against failing services, patience with them, calls to others
  'circuit', 'breaker', 'failure', 'fail', 'error', 'retry', 'retries', 'backoff', 'back off', 'reconnect', 'restart', 'respawn', 'crash', 'health', 'outage', 'upstream', 'provider', 'outbound', 'egress', 'fetch', 'crawl', 'scrape',
  // what is kept to save work
  'cache', 'cached', 'memo', 'memoize', 'dedupe', 'dedup', 'deduplicate', 'duplicate', 'seen', 'idempotency', 'idempotent', 'nonce', 'replay',
  // how much is going on at once
  'concurrency', 'concurrent', 'inflight', 'in flight', 'semaphore', 'lock', 'mutex', 'pool', 'worker', 'queue', 'slot', 'running', 'subscriber', 'listener',
  // numbers for people
  'metric', 'stat', 'statistic', 'telemetry', 'analytics', 'histogram', 'gauge', 'log', 'logger', 'logging', 'alert', 'alerting', 'notification', 'notify', 'warn', 'warning', 'sentry', 'report',
  // what a user sees
  'animation', 'scroll', 'resize', 'render', 'toast', 'undo', 'history', 'view', 'poll', 'polling', 'heartbeat', 'presence', 'typing', 'progress',
];

/** Names of limiters that take over while the shared one is down. Where they are used cannot be seen from their own file. */
export const STANDBY_NAMES: readonly string[] = ['fallback', 'fall back', 'insurance', 'standby', 'stand by', 'degraded', 'emergency'];

/** Objects that stand for one open connection: what is counted for it belongs to the process that holds it. */
export const CONNECTIONS: ReadonlySet<string> = new Set(['socket', 'ws', 'websocket', 'connection', 'conn', 'peer', 'channel']);

/** How code says no to somebody: who they are, or what they present, does not do. */
export const DENIALS = {
  /** HTTP status codes, as numbers or by the names that libraries give them. */
  statuses: ['400', '401', '403', '404', '410', '422', 'BAD_REQUEST', 'UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND', 'GONE', 'Unauthorized', 'Forbidden', 'NotFound'],
  /** Sources of regular expressions (flags `iu`) over what is answered. */
  texts: [String.raw`un-?authori[sz]ed`, String.raw`not[\s_-]?authori[sz]ed`, 'forbidden', String.raw`access[\s_-]?denied`, 'denied', String.raw`not[\s_-]?(?:allowed|permitted|found)`, String.raw`no[\s_-](?:access|permission)`, String.raw`permission`, 'invalid', 'expired', String.raw`\berror\b`, String.raw`\bfail(?:ed|ure)?\b`, String.raw`already[\s_-](?:been[\s_-])?used`],
  /** Calls that end a request without an answer to what was asked, by their last name. */
  calls: new Set(['redirect', 'permanentRedirect', 'notFound', 'forbidden', 'unauthorized', 'reject', 'signOut', 'logout', 'abort']),
  /** Calls that say no when they are given an argument. */
  callsWithArgument: new Set(['next', 'done', 'callback', 'cb']),
  /** Members of an answer: true when it lets through, and there when it does not. */
  allowing: new Set(['allowed', 'success', 'ok', 'allow', 'isAllowed', 'permitted', 'passed', 'valid', 'isValid', 'verified', 'authorized', 'isAuthorized', 'authenticated', 'isAdmin', 'admin', 'hasAccess', 'canAccess']),
  failing: new Set(['error', 'errors', 'reason', 'failure', 'err']),
} as const;
