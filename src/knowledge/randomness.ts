/**
 * Where values come from that an outsider can work out, and what is made of them.
 *
 * Not among them: `crypto.pseudoRandomBytes` (an alias of `randomBytes`), uuid v7 and ULID (60 to 80 random bits), uuid v3 and v5
 * (as secret as their input), cuid2, `randomstring`, `rand-token` and `generate-password` (all drawn from the operating system).
 */
import type { ApiRow, Draw, Fact, Place } from './schema.js';

type Weak = Extract<Fact, { role: 'weakRandom' }>;

const MATH = 'whose next values follow from a few earlier ones';
const SEEDED = 'whose output repeats for whoever finds the seed';
const number = (why = MATH, more: Partial<Weak> = {}): Fact => ({ role: 'weakRandom', kind: 'number', why, ...more });
const clock: Fact = { role: 'weakRandom', kind: 'clock', numeric: true, why: 'which anybody can guess to within seconds' };
const item: Fact = { role: 'weakRandom', kind: 'item', why: 'which uses `Math.random()`' };
const id = (why: string, more: Partial<Weak> = {}): Fact => ({ role: 'weakRandom', kind: 'id', why, ...more });
const generator = (why = SEEDED): Fact => number(why, { generator: true });
const usesMath = (more: Partial<Weak> = {}): Fact => number('which uses `Math.random()`', more);

const NOT_NOW = { when: [{ arg: 0, present: false }] };
const LODASH = ['lodash', 'lodash-es', 'underscore', 'lodash/fp', 'es-toolkit', 'es-toolkit/compat'];
const BSON = 'which consists of the time, a value fixed for the process, and a counter';
const TIME_BASED = 'which is made of the time and the node, so that one value tells the next';
const FAKER = ['@faker-js/faker', '@faker-js/faker/locale/*', 'faker'];

const drawn = (draw?: Draw): Fact => ({ role: 'strongRandom', ...(draw ? { draw } : {}) });
const at = (arg: number, ...path: readonly string[]): Place => ({ arg, ...(path.length > 0 ? { path } : {}) });
/** 48 of its bits are the time. */
const UUID_V7: Draw = { of: 'id', bits: 74, length: 36 };
const STRING_TYPES = { hex: 16, base64: 64, 'url-safe': 66, numeric: 10, distinguishable: 20, 'ascii-printable': 94, alphanumeric: 62, alphabetic: 52, octal: 8, binary: 2 };

const WEAK_RANDOM: readonly ApiRow[] = [
  { global: true, path: 'Math.random()', fact: number(MATH, { numeric: true }) },
  { global: true, path: 'Date.now()', fact: clock },
  { global: true, path: 'Date#', fact: { ...clock, ...NOT_NOW } as Fact },
  { global: true, path: 'performance.now()', fact: clock },
  { global: true, path: 'process.{hrtime,uptime}()', fact: clock },
  { global: true, path: 'process.hrtime.bigint()', fact: clock },
  { module: 'perf_hooks', path: 'performance.now()', fact: clock },
  { module: 'process', path: '{hrtime,uptime}()', fact: clock },

  { module: LODASH, path: '{random,randomInt}()', fact: usesMath() },
  { module: LODASH, path: '{sample,sampleSize,shuffle}()', fact: item },
  { module: ['lodash', 'lodash-es', 'underscore'], path: 'uniqueId()', fact: id('which is a counter') },
  { module: ['lodash/random', 'lodash-es/random', 'lodash.random', 'random-int'], path: '()', fact: usesMath() },
  { module: ['lodash/sample', 'lodash/sampleSize', 'lodash/shuffle', 'lodash.sample', 'lodash.samplesize', 'lodash.shuffle'], path: '()', fact: item },
  { module: 'remeda', path: '{randomString,randomInteger}()', fact: usesMath() },
  { module: 'remeda', path: '{sample,shuffle}()', fact: item },
  { module: 'radash', path: '{uid,random}()', fact: usesMath() },
  { module: 'radash', path: '{draw,shuffle}()', fact: item },
  { module: 'd3-random', path: '.*()', fact: generator('which uses `Math.random()`') },

  { module: 'nanoid/non-secure', path: 'nanoid()', fact: usesMath({ label: "nanoid() of 'nanoid/non-secure'", secureModule: 'nanoid' }) },
  { module: 'nanoid/non-secure', path: 'customAlphabet()', fact: { ...generator('which uses `Math.random()`'), label: "customAlphabet() of 'nanoid/non-secure'", secureModule: 'nanoid' } as Fact },
  // The entry without a name is the fast one.
  { module: ['uid', 'uid/single'], path: 'uid()', fact: usesMath({ secureModule: 'uid/secure' }) },
  { module: '@lukeed/uuid', path: '{v4,uuid}()', fact: usesMath({ secureModule: '@lukeed/uuid/secure' }) },
  { module: 'hat', path: '()', fact: usesMath() },
  { module: 'hat', path: 'rack()', fact: generator('which uses `Math.random()`') },
  { module: 'react-uuid', path: '()', fact: usesMath() },
  { module: 'voucher-code-generator', path: 'generate()', fact: usesMath({ purpose: 'voucher code' }) },
  { module: 'viem/siwe', path: 'generateSiweNonce()', fact: number('which uses `Math.random()` and repeats 95 of 96 characters in the next one', { purpose: 'sign-in nonce' }) },

  { module: 'uuid', path: '{v1,v6}()', fact: id(TIME_BASED) },
  { module: ['uuid/v1', 'uuid/v6'], path: '()', fact: id(TIME_BASED) },
  { module: 'shortid', path: '()', fact: id('which is made of the time and a counter') },
  { module: 'shortid', path: 'generate()', fact: id('which is made of the time and a counter') },
  { module: 'cuid', path: '()', fact: id('which is made of the time, a counter, and a few random characters') },
  { module: 'cuid', path: '{slug,cuid}()', fact: id('which is made of the time, a counter, and a few random characters') },
  { module: 'hyperid', path: '()', fact: id('which counts up from one random value', { generator: true }) },
  { module: ['puid', 'flake-idgen'], path: '#', fact: id('which is made of the time, the machine, and a counter', { generator: true }) },
  { module: ['bson', 'mongodb', 'bson-objectid'], path: 'ObjectId#', fact: id(BSON) },
  { module: ['bson', 'mongodb', 'bson-objectid'], path: 'ObjectID#', fact: id(BSON) },
  { module: 'mongoose', path: 'Types.ObjectId#', fact: id(BSON) },

  { module: 'seedrandom', path: '()', fact: generator() },
  { module: 'seedrandom', path: '{alea,xor128,tychei,xorwow,xor4096,xorshift7,quick}()', fact: generator() },
  { module: ['seedrandom/lib/*', 'alea'], path: '()', fact: generator() },
  { module: 'prando', path: '#', fact: generator() },
  { module: 'pure-rand', path: '{xoroshiro128plus,xorshift128plus,mersenne,congruential32}()', fact: generator() },
  { module: 'pure-rand', path: '{uniformIntDistribution,unsafeUniformIntDistribution,uniformInt,uniformBigIntDistribution,unsafeUniformBigIntDistribution}()', fact: number(SEEDED) },
  { module: 'pure-rand/generator/*', path: '{xoroshiro128plus,xorshift128plus,mersenne,congruential32}()', fact: generator() },
  { module: 'pure-rand/distribution/*', path: '{uniformInt,uniformBigInt,uniformFloat32,uniformFloat64}()', fact: number(SEEDED) },
  // The engine decides: `nodeCrypto` and `browserCrypto` are fine, and without one it is Math.random.
  { module: 'random-js', path: 'Random#', fact: { ...generator('which uses `Math.random()` unless it is given an engine'), ...NOT_NOW } as Fact },
  { module: 'random-js', path: 'nativeMath>random-js.Random(0)', fact: generator('which uses `Math.random()`') },
  { module: 'random-js', path: 'MersenneTwister19937.{seed,autoSeed,seedWithArray}()>random-js.Random(0)', fact: generator() },
  { module: 'chance', path: '{Chance,default}#', fact: generator() },
  { module: 'chance', path: '()', fact: generator() },
  { module: 'chance', path: 'Chance()', fact: generator() },
  { module: 'casual', path: '.*()', fact: number(SEEDED) },
  { module: FAKER, path: '.*.*()', fact: number(SEEDED) },
  { module: FAKER, path: 'faker.*.*()', fact: number(SEEDED) },
];

export const RANDOMNESS: readonly ApiRow[] = [
  ...WEAK_RANDOM,

  { module: 'crypto', path: '{randomBytes,pseudoRandomBytes}()', fact: drawn({ of: 'bytes', size: at(0) }) },
  { module: 'crypto', path: '{randomUUID,webcrypto.randomUUID}()', fact: drawn({ of: 'guid' }) },
  { module: 'crypto', path: 'randomUUIDv7()', fact: drawn(UUID_V7) },
  { module: 'crypto', path: 'randomInt()', fact: drawn({ of: 'number' }) },
  { module: 'crypto', path: '{randomFillSync,getRandomValues,webcrypto.getRandomValues}()', fact: drawn({ of: 'array', arg: 0 }) },
  { module: 'crypto', path: '{generateKeySync,createHmac}()', fact: drawn() },
  { global: true, path: 'crypto.randomUUID()', fact: drawn({ of: 'guid' }) },
  { global: true, path: 'crypto.getRandomValues()', fact: drawn({ of: 'array', arg: 0 }) },
  { global: true, path: 'crypto.randomBytes()', fact: drawn({ of: 'bytes', size: at(0) }) },
  { global: true, path: '{globalThis,window,self}.crypto.randomUUID()', fact: drawn({ of: 'guid' }) },
  { global: true, path: '{globalThis,window,self}.crypto.getRandomValues()', fact: drawn({ of: 'array', arg: 0 }) },
  { module: 'uncrypto', path: 'randomUUID()', fact: drawn({ of: 'guid' }) },
  { module: ['uncrypto', 'get-random-values', 'polyfill-crypto.getrandomvalues'], path: 'getRandomValues()', fact: drawn({ of: 'array', arg: 0 }) },
  { module: 'get-random-values', path: '()', fact: drawn({ of: 'array', arg: 0 }) },
  { module: ['@noble/hashes/utils', '@noble/hashes/utils.js', '@noble/ciphers/webcrypto', '@noble/ciphers/utils', 'tweetnacl'], path: 'randomBytes()', fact: drawn({ of: 'bytes', size: at(0) }) },
  { module: 'secure-random-bytes', path: '()', fact: drawn({ of: 'bytes', size: at(0) }) },

  { module: 'uuid', path: 'v4()', fact: drawn({ of: 'guid' }) },
  { module: 'uuid/v4', path: '()', fact: drawn({ of: 'guid' }) },
  { module: '@lukeed/uuid/secure', path: 'v4()', fact: drawn({ of: 'guid' }) },
  { module: ['uuid', 'uuidv7'], path: '{v7,uuidv7}()', fact: drawn(UUID_V7) },
  { module: ['ulid', 'ulidx'], path: 'ulid()', fact: drawn({ of: 'id', bits: 80, length: 26 }) },
  { module: '@paralleldrive/cuid2', path: 'createId()', fact: drawn({ of: 'id', bits: 123, length: 24 }) },
  { module: '@paralleldrive/cuid2', path: 'init()()', fact: drawn({ of: 'text', size: [at(0, 'length')], length: 24, alphabet: [], letters: 36, ofMaker: true }) },

  { module: 'nanoid', path: 'nanoid()', fact: drawn({ of: 'text', size: [at(0)], length: 21, letters: 64 }) },
  { module: 'nanoid', path: '()', fact: drawn({ of: 'text', size: [at(0)], length: 21, letters: 64 }) },
  { module: 'nanoid', path: 'customAlphabet()()', fact: drawn({ of: 'text', size: [at(1)], length: 21, alphabet: [at(0)], letters: 64, ofMaker: true }) },
  { module: 'uid/secure', path: 'uid()', fact: drawn({ of: 'text', size: [at(0)], length: 11, letters: 16 }) },
  { module: 'crypto-random-string', path: '()', fact: drawn({ of: 'text', size: [at(0, 'length'), at(0)], alphabet: [at(0, 'characters'), at(0, 'type')], sets: STRING_TYPES, letters: 16 }) },
  { module: 'unique-string', path: '()', fact: drawn({ of: 'text', size: [], length: 32, letters: 16 }) },
  { module: 'secure-random-string', path: '()', fact: drawn({ of: 'text', size: [at(0, 'length')], length: 32, letters: 62 }) },
  { module: 'randomstring', path: 'generate()', fact: drawn({ of: 'text', size: [at(0, 'length'), at(0)], length: 32, alphabet: [at(0, 'charset')], sets: STRING_TYPES, letters: 62 }) },
  { module: 'rand-token', path: '{generate,uid}()', fact: drawn({ of: 'text', size: [at(0)], alphabet: [at(1)], letters: 62 }) },
  { module: 'generate-password', path: 'generate()', fact: drawn({ of: 'text', size: [at(0, 'length')], length: 10, letters: 94 }) },
  { module: ['better-auth/crypto', '@better-auth/utils/random'], path: 'generateRandomString()', fact: drawn({ of: 'text', size: [at(0)], length: 32, ranges: 1, letters: 64 }) },
  { module: ['better-auth/crypto', '@better-auth/utils/random'], path: 'createRandomStringGenerator()()', fact: drawn({ of: 'text', size: [at(0)], ranges: 0, letters: 64, ofMaker: true }) },
  { module: 'siwe', path: 'generateNonce()', fact: drawn() },

  { module: 'crypto', path: 'createHash().update()', fact: { role: 'digest', arg: 0 } },
  { module: 'crypto', path: 'createHash().update().update()', fact: { role: 'digest', arg: 0 } },
  { module: 'crypto', path: 'hash()', fact: { role: 'digest', arg: 1 } },
  { module: 'crypto', path: '{subtle,webcrypto.subtle}.digest()', fact: { role: 'digest', arg: 1 } },
  { global: true, path: 'crypto.subtle.digest()', fact: { role: 'digest', arg: 1 } },
  { module: '*', path: '{md5,sha1,sha224,sha256,sha384,sha512}()', fact: { role: 'digest', arg: 0 } },
  { module: ['md5', 'js-md5', 'blueimp-md5', 'sha1', 'js-sha1', 'sha256', 'js-sha256', 'js-sha512', 'object-hash', 'hash-sum', 'crypto-js/md5', 'crypto-js/sha1', 'crypto-js/sha256', 'crypto-js/sha512'], path: '()', fact: { role: 'digest', arg: 0 } },
  { module: 'crypto-js', path: '{MD5,SHA1,SHA256,SHA512,SHA3}()', fact: { role: 'digest', arg: 0 } },
  { module: 'spark-md5', path: 'hash()', fact: { role: 'digest', arg: 0 } },

  { module: ['react', 'preact/hooks'], path: '{useState,useRef,useMemo}()', fact: { role: 'holder', arg: 0 } },
  { module: 'vue', path: '{ref,shallowRef,computed}()', fact: { role: 'holder', arg: 0 } },
  { module: 'solid-js', path: 'createSignal()', fact: { role: 'holder', arg: 0 } },
  { module: '@angular/core', path: 'signal()', fact: { role: 'holder', arg: 0 } },
  { module: 'svelte/store', path: 'writable()', fact: { role: 'holder', arg: 0 } },

  { module: ['bcrypt', 'bcryptjs', 'argon2', '@node-rs/argon2', '@node-rs/bcrypt', 'bcrypt-ts'], path: '{hash,hashSync}()', fact: { role: 'secretInput', arg: 0, what: 'password' } },
  { module: 'crypto', path: '{scrypt,scryptSync,pbkdf2,pbkdf2Sync}()', fact: { role: 'secretInput', arg: 0, what: 'password' } },
  { module: 'crypto', path: '{scrypt,scryptSync,pbkdf2,pbkdf2Sync}()', fact: { role: 'secretInput', arg: 1, what: 'salt' } },
  { module: 'crypto', path: 'createHmac()', fact: { role: 'secretInput', arg: 1, what: 'key' } },
  { module: 'crypto', path: '{createCipheriv,createDecipheriv}()', fact: { role: 'secretInput', arg: 1, what: 'key' } },
  { module: 'crypto', path: 'createCipheriv()', fact: { role: 'secretInput', arg: 2, what: 'initialization vector' } },
  { module: 'jsonwebtoken', path: 'sign()', fact: { role: 'secretInput', arg: 1, what: 'signing secret' } },
];

// ---- how much is enough ----------------------------------------------------------------------------------------------

/** What the last words of an authority (`reset token`) say of how it is used, and so of how much there must be of it. */
export type SecretKind = 'token' | 'key' | 'password' | 'code';
export const SECRET_KINDS: readonly { readonly kind: SecretKind; readonly ends: string }[] = [
  // Somebody types it, and a limit on tries protects it.
  { kind: 'code', ends: 'code|pin|otp|totp|passcode|voucher|coupon|slug|share id|shortcode|short code id|license|licence key|license key|serial key|product key|activation key|invite key|redeem' },
  { kind: 'password', ends: 'password|passwd|pwd|passphrase|credentials?|one time password' },
  // Its length is that of the algorithm: AES-128 is no weak cipher.
  { kind: 'key', ends: '(?:encryption|decryption|cipher|crypto|private|master|data|hmac) key' },
];
/** They only have to be unique, or their length is that of an algorithm. */
export const NEED_NO_ENTROPY: ReadonlySet<string> = new Set(['salt', 'pepper', 'iv', 'initialization vector', 'jti', 'jwt id', 'cnonce', 'otp code', 'mnemonic', 'seed phrase', 'password hash', 'hashed password']);
/** Bits of a key that no computer tries out (AES-128, NIST SP 800-57), of a generated password (NIST SP 800-63B: 64 bits where tries are limited), and of a nonce for one page (a random UUID). */
export const ENOUGH_BITS: Readonly<Record<'key' | 'password' | 'page', number>> = { key: 128, password: 64, page: 122 };
/** Below this an attacker who can try offline, or on many targets, finds values in practice. */
export const GUESSABLE_BITS = 64;
/** In the names of what holds, extends or gives back a lock or a job. */
export const LOCK_WORDS: ReadonlySet<string> = new Set(['lock', 'unlock', 'lease', 'mutex', 'semaphore', 'reservation', 'reserve', 'job', 'epoch', 'idempotency']);
/** In the name of what everybody may see: a part of a secret, a key for browsers. */
export const SHOWN_WORDS: ReadonlySet<string> = new Set(['display', 'partial', 'truncated', 'shortened', 'visible', 'publishable', 'public', 'pk']);
