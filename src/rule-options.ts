// Generated from the schemas of the rules by `npm run docs`.
import type { Severity } from './public-types.js';

/** How a rule is switched: by a severity alone, or with options. */
export type RuleEntry<Options> = Severity | 'off' | 0 | 1 | 2 | readonly [Severity | 'off' | 0 | 1 | 2, Options?];

/** The rules with their options: `rules: { … } satisfies RuleOptions` makes a wrong name or option a type error. */
export interface RuleOptions {
  /** Require tokens, nonces and session ids to hold enough random bits. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/min-token-entropy.md */
  'bulwark/min-token-entropy'?: RuleEntry<{
    /** How many random bits tokens, nonces, session ids and secrets have to hold. 122 accepts random UUIDs, 128 is the advice of OWASP. */
    minBits?: number;
    /** How many random bits a code that is typed in has to hold. The default is six digits; 0 leaves codes alone. */
    minCodeBits?: number;
  }>;
  /** Disallow waiting for an audit log write in the path of a mutation. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-awaited-audit-log.md */
  'bulwark/no-awaited-audit-log'?: RuleEntry<{
    /** Whether a write with a transaction's handle may be awaited: entry and mutation are then stored together or not at all. */
    transactions?: 'allow' | 'report';
  }>;
  /** Disallow comments that promise a security control instead of code that enforces it. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-comment-only-control.md */
  'bulwark/no-comment-only-control'?: RuleEntry<{
    /** Regular expressions for comments that may stay, such as those that name a ticket. */
    allow?: readonly (string)[];
  }>;
  /** Disallow e-mail addresses and domains in code that decide who may enter. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-hardcoded-email-allowlist.md */
  'bulwark/no-hardcoded-email-allowlist'?: RuleEntry<Record<string, never>>;
  /** Disallow rate limiters that count in the memory of one process. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-in-memory-rate-limiter.md */
  'bulwark/no-in-memory-rate-limiter'?: RuleEntry<{
    /** How far the project is: in the `'prototype'` phase limiters in memory are accepted. */
    phase?: 'production' | 'prototype';
  }>;
  /** Disallow tokens, passwords, codes and nonces made by `Math.random()` or another predictable source. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-insecure-random.md */
  'bulwark/no-insecure-random'?: RuleEntry<{
    /** Whether an exported function that makes random text of any length for no stated purpose is reported. */
    sharedHelpers?: 'report' | 'ignore';
  }>;
  /** Disallow clients that bypass the caller's rights (service role, admin SDK) at module scope. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-module-scope-admin-client.md */
  'bulwark/no-module-scope-admin-client'?: RuleEntry<{
    /** Whether a client that is created on first use and then kept in a module variable is reported. */
    memoised?: 'report' | 'allow';
  }>;
  /** Disallow rate limits in Redis whose counter and expiry are set in separate steps. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-nonatomic-rate-limit.md */
  'bulwark/no-nonatomic-rate-limit'?: RuleEntry<Record<string, never>>;
  /** Disallow one-time tokens that are looked up, checked and used up in separate steps. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-nonatomic-token-consume.md */
  'bulwark/no-nonatomic-token-consume'?: RuleEntry<Record<string, never>>;
  /** Disallow personal data, secrets, prompts and whole payloads in logs, traces and error reports. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-pii-in-logs.md */
  'bulwark/no-pii-in-logs'?: RuleEntry<{
    /** Which classes of data are reported; each is on unless set to `false`. */
    classes?: {
      /** E-mail addresses and phone numbers. */
      contact?: boolean;
      /** Names of persons, dates of birth, national ids. */
      identity?: boolean;
      /** Postal addresses, ip addresses, coordinates. */
      location?: boolean;
      /** Diagnoses, medication, medical records. */
      health?: boolean;
      /** Card and bank account numbers, salaries. */
      financial?: boolean;
      /** Passwords, tokens, keys, cookies, authorization headers, codes. */
      credential?: boolean;
      /** Prompts, chat messages, completions, transcripts. */
      content?: boolean;
      /** Whole requests, bodies, headers, forms, user records, sessions, the environment. */
      payload?: boolean;
    };
    /** Which places are looked at; each is on unless set to `false`. */
    destinations?: {
      /** Loggers and the console. */
      log?: boolean;
      /** Attributes and events of spans. */
      trace?: boolean;
      /** Users, contexts, tags and messages sent to error trackers. */
      errorReport?: boolean;
      /** Properties of analytics events. */
      analytics?: boolean;
    };
    /** Regular expressions for names (the last name of the datum: `email` of `user.email`) that are never reported. */
    allowNames?: readonly (string)[];
    /** Further names of data by class, as whole names in any case: `{ "identity": ["memberNo"] }`. */
    addNames?: {
      /** Names of contact data. */
      contact?: readonly (string)[];
      /** Names of identity data. */
      identity?: readonly (string)[];
      /** Names of location data. */
      location?: readonly (string)[];
      /** Names of health data. */
      health?: readonly (string)[];
      /** Names of financial data. */
      financial?: readonly (string)[];
      /** Names of credential data. */
      credential?: readonly (string)[];
      /** Names of content data. */
      content?: readonly (string)[];
    };
    /** Whether `console` calls are reported in code that runs in a browser or at a command line: what they write stays on the screen of whoever runs it. */
    localConsole?: 'ignore' | 'report';
  }>;
  /** Disallow buckets, containers and objects that anybody can read. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-public-bucket.md */
  'bulwark/no-public-bucket'?: RuleEntry<{
    /** Regular expressions for the names of buckets that are meant to be public; a name counts where it is written in the call as a constant. */
    allow?: readonly (string)[];
  }>;
  /** Disallow passwords, tokens and keys on the command line of a program that is started. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-secret-in-command.md */
  'bulwark/no-secret-in-command'?: RuleEntry<Record<string, never>>;
  /** Disallow redirects to targets from user input that no sufficient check has passed. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-unvalidated-redirect.md */
  'bulwark/no-unvalidated-redirect'?: RuleEntry<{
    /** Whether navigations in the browser (`router.push`, `location.href`, links) are reported beside redirects of the server. */
    navigation?: 'report' | 'ignore';
  }>;
  /** Disallow trusting the claims of a token or session that was read without being verified. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-unverified-jwt.md */
  'bulwark/no-unverified-jwt'?: RuleEntry<{
    /** Whether sessions that are read from a cookie are reported. `allow` is for applications whose database checks the token of every query itself. */
    sessions?: 'report' | 'allow';
  }>;
  /** Disallow unsigned JSON web tokens, HMAC with a shared secret, and verification that leaves the algorithm open. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-weak-jwt-algorithm.md */
  'bulwark/no-weak-jwt-algorithm'?: RuleEntry<{
    /** Whether HMAC algorithms with a secret are reported. `allow` is for tokens that one service both signs and verifies. */
    hmac?: 'report' | 'allow';
  }>;
  /** Require a privilege check before an admin client is obtained. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/require-admin-check.md */
  'bulwark/require-admin-check'?: RuleEntry<{
    /** Where a function is judged that obtains a client for its own work and whose callers are in other files: where a request handler calls it, or in itself. */
    helpers?: 'callers' | 'report';
  }>;
  /** Require fire-and-forget audit log writes to handle their failure. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/require-audit-log-catch.md */
  'bulwark/require-audit-log-catch'?: RuleEntry<{
    /** Whether a handler that does nothing (`.catch(() => {})`) is reported. */
    emptyCatch?: 'report' | 'allow';
  }>;
  /** Require a run-time check of the agreement before health data is sent by e-mail or SMS. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/require-baa-guard.md */
  'bulwark/require-baa-guard'?: RuleEntry<{
    /** Further names of health data, as whole names in any case: `["carePlan"]`. */
    addNames?: readonly (string)[];
    /** Further names of functions that refuse, or of flags that are tested, where names say nothing of a BAA, HIPAA or PHI. */
    assertions?: readonly (string)[];
  }>;
  /** Require URLs for uploads to fix type, size, lifetime and place. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/require-bounded-upload.md */
  'bulwark/require-bounded-upload'?: RuleEntry<{
    /** How many seconds such a URL may be valid. */
    maxSeconds?: number;
    /** Whether a missing limit of the size is reported. */
    size?: 'report' | 'ignore';
    /** Whether a content type that is missing or not signed is reported. */
    type?: 'report' | 'ignore';
  }>;
  /** Require encryption, decryption and data keys to be bound to the row they belong to. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/require-encryption-context.md */
  'bulwark/require-encryption-context'?: RuleEntry<{
    /** Which ciphers of this process (AES-GCM, ChaCha20-Poly1305) need additional authenticated data: those that encrypt a field of a row by the names around them, all, or none. */
    ciphers?: 'fields' | 'all' | 'ignore';
  }>;
  /** Require that the verification of a JSON web token checks its issuer, its audience and its expiry. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/require-jwt-claims.md */
  'bulwark/require-jwt-claims'?: RuleEntry<{
    /** Whether tokens that the application signs itself, with a secret or with a private key in the same file, have to be checked too. */
    ownTokens?: 'allow' | 'report';
  }>;
  /** Require that JSON web tokens expire, and soon enough for what they are. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/require-jwt-expiry.md */
  'bulwark/require-jwt-expiry'?: RuleEntry<{
    /** The longest lifetime of access tokens: a number and a unit (s, m, h, d, w, y). */
    access?: string;
    /** The longest lifetime of scoped and child tokens: a number and a unit (s, m, h, d, w, y). */
    scoped?: string;
    /** The longest lifetime of refresh tokens: a number and a unit (s, m, h, d, w, y). */
    refresh?: string;
    /** The longest lifetime of tokens whose names say no kind: a number and a unit (s, m, h, d, w, y). */
    other?: string;
  }>;
  /** Require sign-in with Ethereum to be bound to nonce and domain, and addresses to be compared in one spelling. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/require-siwe-binding.md */
  'bulwark/require-siwe-binding'?: RuleEntry<{
    /** Which fields of the message have to be compared with what the server knows. */
    bind?: readonly ('nonce' | 'domain' | 'chain')[];
  }>;
}
