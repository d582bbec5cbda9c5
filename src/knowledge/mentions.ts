/**
 * Words without which a file has nothing in it of some kind, by what they stand for. A space is any character that is neither a letter nor a digit
 * (see `analysis/word-search.ts`). They only spare files a closer look: whoever asks for a topic looks again, and decides.
 */
import { TOO_MANY } from './refusals.js';
import { ONE_TIME_PHRASES, USED_WORDS } from './vocabulary.js';

/** A phrase in any spelling: `reset token` is also `resetToken`, `reset_token` and `reset-token`. */
export function spelled(phrase: string): readonly string[] {
  const [first = '', ...others] = phrase.split(' ');
  return others.reduce<readonly string[]>((spellings, word) => spellings.flatMap((spelling) => [`${spelling}${word}`, `${spelling} ${word}`]), [first]);
}

export const MENTIONS = {
  /** Beside these there is `logAdminAction`: `log` and `action`. */
  audit: ['audit', 'activity', 'security event', 'security log', 'admin action', 'admin log'].flatMap(spelled),
  log: ['log'],
  action: ['action'],
  /** Open work, as `controls.ts` has it. */
  openWork: ['todo', 'fixme', 'xxx', 'hack', 'in prod', 'in a real ', 'before we ', 'before prod', 'before launch', 'before release', 'before shipping', 'before go', 'before deploy', 'temporarily', 'for now', 'until we ', 'until launch', 'until release', 'until go'],
  mail: ['mail'],
  domain: ['domain'],
  /** A limiter compares amounts or times: a clock, an expiry or the status 429. */
  limiting: [' date', ' now ', ' hrtime', 'setinterval', 'settimeout', ' 429 ', ...spelled('too many'), 'ttl', 'maxage'],
  tooMany: [...TOO_MANY.statuses],
  /** What removes or marks something. */
  usingUp: [' del ', ' getdel ', ' hdel ', ' srem ', ' unlink ', ' delete', ' destroy ', ' remove ', ' update', ' set '],
  /** A value that is good for one use. */
  oneTime: ONE_TIME_PHRASES.flatMap(spelled),
  used: [...USED_WORDS],
  state: ['state'],
  wallet: ['wallet', 'blockchain', ...spelled('on chain'), 'wagmi', ' viem ', ' ethers '],
  /** Names of hosts are resolved. */
  dns: [' dns ', 'ssrf'],
  medicine: ['patient', 'medical', 'clinic', 'doctor', 'hospital', 'physician', 'therap', 'disease', 'illness', 'healthcare'],
  /** A library that takes payments, and calls the id of a customer `customer`. */
  payments: ['stripe'],
  count: ['incr', 'decr'],
  expire: ['expire'],
  jwtHeader: [' alg ', 'eyjhbgcioi'],
  base64: ['atob', 'base64', 'b64'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What the words of a file can stand for. */
export type Topic = keyof typeof MENTIONS;
