/** Security controls as comments speak of them, and as code that enforces them is called. */

export interface ControlRow {
  /** For the message: `rate limiting`. */
  readonly name: string;
  /** How a comment names it: source of a regular expression (flags `iu`), matched as whole words. */
  readonly noun: string;
  /** How a comment asks for it without naming it: `validate the body`. */
  readonly deed?: string;
  /** Phrases in the names of functions that are called where it is enforced. */
  readonly evidence: readonly string[];
}

export const CONTROLS: readonly ControlRow[] = [
  { name: 'rate limiting', noun: String.raw`rate[- ]?limit(?:s|ing|er)?|throttling`, deed: String.raw`rate[- ]?limit|throttle`, evidence: ['rate limit', 'ratelimit', 'rate limiter', 'ratelimiter', 'limiter', 'limit', 'throttle', 'throttler'] },
  {
    name: 'authentication',
    noun: String.raw`auth(?:entication)?(?: (?:checks?|guards?|middleware))?|log-?in checks?|session checks?`,
    deed: String.raw`authenticate|check auth|verify (?:the )?(?:user|session|caller|token|jwt)|(?:get|take|read|use) (?:this|it|the user(?: ?id)?) from (?:the )?(?:auth|session|jwt|token)`,
    evidence: ['auth', 'authenticate', 'authenticated', 'session', 'require user', 'current user', 'get user', 'verify', 'protect', 'guard', 'login', 'require admin'],
  },
  {
    name: 'authorization',
    noun: String.raw`authori[sz]ation(?: checks?)?|authz|permissions?(?: checks?)?|access (?:control|checks?)|ownership(?: checks?)?|role checks?`,
    deed: String.raw`authori[sz]e|check (?:if|that|whether) (?:the )?(?:user|caller|member) (?:has|have|is|may|can|owns?)\b`,
    evidence: ['authorize', 'authorise', 'permission', 'permit', 'access', 'ability', 'role', 'can', 'owner', 'owns', 'member', 'membership', 'require admin', 'assert', 'policy', 'forbidden'],
  },
  { name: 'row-level security', noun: String.raw`RLS(?: polic(?:y|ies))?|row[- ]level security`, evidence: ['rls', 'row level security', 'tenant'] },
  { name: 'CSRF protection', noun: String.raw`CSRF(?: (?:protection|checks?|tokens?|validation))?`, evidence: ['csrf', 'xsrf', 'origin'] },
  { name: 'encryption', noun: String.raw`encryption(?: at rest)?`, deed: String.raw`encrypt`, evidence: ['encrypt', 'cipher', 'seal', 'kms'] },
  { name: 'signature verification', noun: String.raw`(?:webhook )?signature (?:verification|validation|checks?)`, deed: String.raw`(?:verify|validate|check) (?:the )?(?:webhook |request |stripe |svix )?signatures?`, evidence: ['verify', 'signature', 'construct event', 'timing safe equal', 'hmac', 'validate'] },
  {
    name: 'input validation',
    noun: String.raw`(?:input|body|payload|request|schema|zod) (?:validation|saniti[sz]ation)|validation (?:for|of) (?:the )?(?:input|body|payload|request)`,
    deed: String.raw`(?:validate|saniti[sz]e) (?:the )?(?:user )?(?:input|body|payload|request)`,
    evidence: ['parse', 'safe parse', 'validate', 'validator', 'schema', 'sanitize', 'sanitise', 'assert'],
  },
  { name: 'an agreement for health data', noun: String.raw`(?:\w+ )?BAA|business associate agreement|HIPAA compliance`, evidence: ['baa', 'hipaa', 'business associate', 'phi'] },
];

/** What begins a comment about work that is not done. */
export const OPEN_WORK = String.raw`(?:TODO|FIXME|XXX|HACK)\b`;
/** Verbs that ask for a control to be there. Not `remove`, `move`, `skip`, `refactor`: those speak of one that is. */
export const ASKING_VERBS = String.raw`add|include|implement|enable|re-?enable|enforce|require|restore|put back|turn on|confirm|ensure|introduce|needs?|want|missing`;
/** When it will have to be there. */
export const LATER = String.raw`in (?:prod|production|a real (?:app|application|system))|before (?:we )?(?:prod|production|launch(?:ing)?|release|shipping|go(?:ing)? live|deploy(?:ing|ment)?)`;
/** That it was taken out for some time. */
export const TAKEN_OUT = String.raw`(?:remov|disabl|skip|bypass|turn)(?:e|ed|es|p|ped|ping|ing)?(?: off)?`;
export const FOR_SOME_TIME = String.raw`temporarily|for now|until (?:we )?(?:launch|release|go live)`;
