// Generated from the schemas of the rules by `npm run docs`.
import type { Severity } from './public-types.js';

/** How a rule is switched: by a severity alone, or with options. */
export type RuleEntry<Options> = Severity | 'off' | 0 | 1 | 2 | readonly [Severity | 'off' | 0 | 1 | 2, Options?];

/** The rules with their options: `rules: { … } satisfies RuleOptions` makes a wrong name or option a type error. */
export interface RuleOptions {
  /** Disallow waiting for an audit log write in the path of a mutation. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-awaited-audit-log.md */
  'bulwark/no-awaited-audit-log'?: RuleEntry<{
    /** Whether a write with a transaction's handle may be awaited: entry and mutation are then stored together or not at all. */
    transactions?: 'allow' | 'report';
  }>;
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
  /** Disallow redirects to targets from user input that no sufficient check has passed. https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules/no-unvalidated-redirect.md */
  'bulwark/no-unvalidated-redirect'?: RuleEntry<{
    /** Whether navigations in the browser (`router.push`, `location.href`, links) are reported beside redirects of the server. */
    navigation?: 'report' | 'ignore';
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
}
