// Who is compared, and which of their rules are about which of our topics. Rules about anything else stay off, so that
// nobody is blamed for a finding that has nothing to do with the question.

/** The topics, in the order of the tables. */
export const TOPICS = [
  'admin-client',
  'pii-in-logs',
  'in-memory-limiter',
  'redirect',
  'jwt-algorithm',
  'insecure-random',
  'audit-log',
];

/** Our own rules. The two about audit logs share a topic: waiting for the write, and not hearing when it fails. */
export const BULWARK = {
  name: 'bulwark',
  preset: 'all',
  rules: {
    'no-module-scope-admin-client': 'admin-client',
    'no-pii-in-logs': 'pii-in-logs',
    'no-in-memory-rate-limiter': 'in-memory-limiter',
    'no-unvalidated-redirect': 'redirect',
    'no-weak-jwt-algorithm': 'jwt-algorithm',
    'no-insecure-random': 'insecure-random',
    'no-awaited-audit-log': 'audit-log',
    'require-audit-log-catch': 'audit-log',
  },
};

/**
 * `preset`: the plugin's broadest preset for everyday use; it decides the rules' options. A rule of the topic that stands in
 * no preset is switched on all the same, with its defaults.
 */
export const PEERS = [
  {
    name: 'sonarjs',
    package: 'eslint-plugin-sonarjs',
    preset: 'recommended',
    // Left out: `confidential-information-logging`, which asks whether the logger `signale` was given its list of secrets.
    rules: { 'insecure-jwt-token': 'jwt-algorithm', 'pseudo-random': 'insecure-random' },
  },
  {
    name: 'secure-coding',
    package: 'eslint-plugin-secure-coding',
    preset: 'strict',
    rules: {
      'no-pii-in-logs': 'pii-in-logs',
      // Also about responses and error messages; the traps contain logs only.
      'no-sensitive-data-exposure': 'pii-in-logs',
    },
  },
  {
    // Left out: secrets, expiry, issuer, audience, payload, decoding. They are other questions than the algorithm.
    name: 'jwt-security',
    package: 'eslint-plugin-jwt-security',
    preset: 'strict',
    rules: {
      'no-algorithm-none': 'jwt-algorithm',
      'no-algorithm-confusion': 'jwt-algorithm',
      'require-algorithm-whitelist': 'jwt-algorithm',
    },
  },
  {
    name: 'node-security',
    package: 'eslint-plugin-node-security',
    preset: 'strict',
    rules: { 'no-math-random-crypto': 'insecure-random', 'no-cryptojs-weak-random': 'insecure-random' },
  },
  {
    name: 'sdl',
    package: '@microsoft/eslint-plugin-sdl',
    preset: 'recommended',
    rules: { 'no-insecure-random': 'insecure-random' },
  },
  // Read, and no rule about any of the topics. `security/detect-pseudoRandomBytes` reports a function that is a secure source
  // in every Node.js of today.
  { name: 'security', package: 'eslint-plugin-security', preset: 'recommended', rules: {} },
  { name: 'browser-security', package: 'eslint-plugin-browser-security', preset: 'strict', rules: {} },
  { name: 'no-secrets', package: 'eslint-plugin-no-secrets', preset: '', rules: {} },
];
