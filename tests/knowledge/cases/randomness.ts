import { on, type Case } from '../case.js';

const weak = (imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on('weakRandom', ...texts), filename: '/project/file.ts' });
const facts = (role: Case['expect'][number]['role'], imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on(role, ...texts), filename: '/project/file.ts' });

export const RANDOMNESS_CASES: readonly Case[] = [
  weak('', 'Math.random()', 'Date.now()', 'new Date()', 'performance.now()', 'process.hrtime()', 'process.uptime()', 'process.hrtime.bigint()'),
  weak("import { performance as clock } from 'node:perf_hooks'; import { hrtime } from 'node:process';", 'clock.now()', 'hrtime()'),
  { code: 'const { random } = Math; random(); const f = Math.random; f();', expect: on('weakRandom', 'random()', 'f()') },
  { code: 'const Math = own(); Math.random(); Math.floor(1);', expect: [], not: on('weakRandom', 'Math.random()') },
  weak("import _, { sample } from 'lodash'; import { shuffle } from 'underscore'; import { randomInt } from 'es-toolkit';", '_.random(1, 6)', 'sample(xs)', '_.sampleSize(xs, 3)', 'shuffle(xs)', 'randomInt(6)', "_.uniqueId('x')"),
  weak("import random from 'lodash/random'; import sampleSize from 'lodash/sampleSize'; import randomInt from 'random-int';", 'random(1, 6)', 'sampleSize(xs, 3)', 'randomInt(6)'),
  weak("import { randomString, sample } from 'remeda'; import { uid, draw } from 'radash'; import { randomUniform } from 'd3-random';", 'randomString(8)', 'sample(xs, 1)', 'uid(8)', 'draw(xs)', 'randomUniform(0, 1)'),
  weak("import { nanoid, customAlphabet } from 'nanoid/non-secure'; import { uid } from 'uid'; import { v4 } from '@lukeed/uuid';", 'nanoid()', "customAlphabet('ab', 4)", 'uid(8)', 'v4()'),
  weak("import hat from 'hat'; import uuid from 'react-uuid'; import vouchers from 'voucher-code-generator'; import { generateSiweNonce } from 'viem/siwe';", 'hat()', 'hat.rack()', 'uuid()', 'vouchers.generate({ length: 8 })', 'generateSiweNonce()'),
  weak("import { v1, v6 as six } from 'uuid'; import old from 'uuid/v1';", 'v1()', 'six()', 'old()'),
  weak("import shortid from 'shortid'; import cuid, { slug } from 'cuid'; import hyperid from 'hyperid'; import Puid from 'puid';", 'shortid()', 'shortid.generate()', 'cuid()', 'slug()', 'hyperid()', 'new Puid()'),
  weak("import { ObjectId } from 'mongodb'; import { ObjectID } from 'bson'; import mongoose from 'mongoose';", 'new ObjectId()', 'new ObjectID()', 'new mongoose.Types.ObjectId()'),
  weak("import seedrandom from 'seedrandom'; import alea from 'alea'; import Prando from 'prando';", "seedrandom('x')", "seedrandom.alea('x')", 'alea()', 'new Prando(1)'),
  weak("import prand from 'pure-rand'; import { mersenne } from 'pure-rand/generator/mersenne'; import { uniformInt } from 'pure-rand/distribution/uniformInt';", 'prand.xoroshiro128plus(1)', 'prand.uniformIntDistribution(0, 9, g)', 'mersenne(1)', 'uniformInt(g, 0, 9)'),
  weak("import { Random, nativeMath, MersenneTwister19937 } from 'random-js';", 'new Random()', 'new Random(nativeMath)', 'new Random(MersenneTwister19937.autoSeed())'),
  weak("import Chance, { Chance as C } from 'chance'; import casual from 'casual'; import { faker } from '@faker-js/faker'; import old from 'faker';", 'new Chance(1)', 'new C()', 'C()', 'Chance()', 'casual.integer(1, 2)', 'faker.string.uuid()', 'old.random.uuid()'),
  // Those that draw from the operating system.
  {
    code: "import { nanoid } from 'nanoid'; import { uid } from 'uid/secure'; import { v4 } from 'uuid'; import crypto from 'crypto'; nanoid(); uid(); v4(); crypto.pseudoRandomBytes(8); crypto.randomInt(6);",
    expect: on('strongRandom', 'nanoid()', 'uid()', 'v4()', 'crypto.pseudoRandomBytes(8)', 'crypto.randomInt(6)'),
    not: on('weakRandom', 'nanoid()', 'uid()', 'v4()', 'crypto.pseudoRandomBytes(8)'),
  },
  facts('strongRandom', "import { webcrypto } from 'node:crypto'; import unique from 'unique-string';", 'webcrypto.randomUUID()', 'unique()'),
  facts('strongRandom', '', 'crypto.getRandomValues(bytes)', 'globalThis.crypto.randomUUID()', 'globalThis.crypto.getRandomValues(bytes)', 'crypto.randomUUID()', 'crypto.randomBytes(8)'),
  facts('strongRandom', "import { randomBytes, randomFillSync, generateKeySync, randomUUID, randomUUIDv7 } from 'crypto';", 'randomBytes(8)', 'randomFillSync(bytes)', "generateKeySync('hmac', o)", 'randomUUID()', 'randomUUIDv7()'),
  facts('strongRandom', "import { randomUUID, getRandomValues } from 'uncrypto'; import fill from 'get-random-values'; import { randomBytes } from '@noble/hashes/utils'; import secure from 'secure-random-bytes';", 'randomUUID()', 'getRandomValues(bytes)', 'fill(bytes)', 'randomBytes(8)', 'secure(8)'),
  facts('strongRandom', "import old from 'uuid/v4'; import { v7 } from 'uuid'; import { uuidv7 } from 'uuidv7'; import { v4 } from '@lukeed/uuid/secure'; import { ulid } from 'ulid'; import { createId, init } from '@paralleldrive/cuid2';", 'old()', 'v7()', 'uuidv7()', 'v4()', 'ulid()', 'createId()', 'init({ length: 10 })()'),
  facts('strongRandom', "import short, { customAlphabet } from 'nanoid'; import text from 'crypto-random-string'; import secure from 'secure-random-string'; import randomstring from 'randomstring'; import { generate } from 'rand-token'; import passwords from 'generate-password';", 'short()', "customAlphabet('ab', 4)()", 'text({ length: 8 })', 'secure()', 'randomstring.generate(7)', 'generate(16)', 'passwords.generate({ length: 8 })'),
  facts('strongRandom', "import { generateRandomString } from 'better-auth/crypto'; import { createRandomStringGenerator } from '@better-auth/utils/random'; import { generateNonce } from 'siwe';", 'generateRandomString(8)', "createRandomStringGenerator('a-z')(8)", 'generateNonce()'),
  facts('digest', "import { createHash, hash, subtle, webcrypto } from 'crypto';", "createHash('md5').update(a)", "createHash('md5').update(b).update(c)", "hash('md5', d)", "subtle.digest('SHA-1', e)", "webcrypto.subtle.digest('SHA-1', f)"),
  facts('digest', "import md5 from 'md5'; import { sha256 } from '@noble/hashes/sha2'; import CryptoJS from 'crypto-js'; import SparkMD5 from 'spark-md5';", 'md5(a)', 'sha256(b)', 'CryptoJS.MD5(c)', 'SparkMD5.hash(d)'),
  facts('digest', '', "crypto.subtle.digest('SHA-1', e)"),
  facts('holder', "import { useState } from 'react'; import { ref } from 'vue'; import { createSignal } from 'solid-js'; import { signal } from '@angular/core'; import { writable } from 'svelte/store';", 'useState(1)', 'ref(2)', 'createSignal(3)', 'signal(4)', 'writable(5)'),
  facts('secretInput', "import bcrypt from 'bcryptjs'; import crypto from 'crypto'; import jwt from 'jsonwebtoken';", 'bcrypt.hash(a, 12)', 'crypto.scryptSync(a, b, 32)', "crypto.createHmac('sha256', k)", "crypto.createCipheriv('aes-256-gcm', k, iv)", 'jwt.sign(a, k)'),
];
