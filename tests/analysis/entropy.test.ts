import { describe, expect, test } from 'vitest';
import { bitsOf } from '../../src/analysis/entropy.js';
import { sceneOf } from '../helpers/kernel.js';

const IMPORTS = `
import { randomBytes, randomInt, randomUUID, createHash, randomFillSync } from 'node:crypto';
import { nanoid, customAlphabet } from 'nanoid';
import randomstring from 'randomstring';
import { createRandomStringGenerator } from '@better-auth/utils/random';
const LETTERS = 'abcdefgh';
const SIZE = 8;
`;

/** The bits of the value of `it`, rounded down. */
function bits(code: string): number | undefined {
  const { kernel, find } = sceneOf(`${IMPORTS}${code}\nuse(it);`);
  const amount = bitsOf(kernel, find('it'));
  return amount === undefined ? undefined : Math.floor(amount);
}

describe('bitsOf', () => {
  test.each([
    ['const it = randomBytes(SIZE * 2);', 128],
    ['const it = randomBytes(16).subarray(0, 4);', 32],
    ["const it = randomBytes(16).toString('hex').slice(-4);", 16],
    ["const it = randomBytes(3).toString('base64url');", 24],
    ["const it = parseInt(randomBytes(3).toString('hex'), 16);", 24],
    ['const it = randomBytes(4).readUInt16BE(0);', 16],
    ['const it = randomBytes(4).readUInt32BE(0) % 1000;', 9],
    ['const it = Buffer.concat([randomBytes(4), randomBytes(4)]);', 64],
    ['const it = randomUUID();', 122],
    ["const it = randomUUID().replace(/-/g, '').slice(0, 16);", 60],
    ['const it = randomUUID().slice(14, 19);', 12],
    ["const it = randomUUID().split('-')[4];", 48],
    ['const it = randomInt(64);', 6],
    ['const it = randomInt(0, LETTERS.length);', 3],
    ['const it = String(randomInt(100, 1000)).padStart(6, "0");', 9],
    ['const it = nanoid();', 126],
    ['const it = nanoid(SIZE);', 48],
    ['const it = customAlphabet(LETTERS, 10)();', 30],
    ['class A { #make = customAlphabet("01", 8); f() { const it = this.#make(16); use(it); } } const it = 1;', 16],
    ["const it = randomstring.generate({ length: 4, charset: 'numeric' });", 13],
    ["const it = createRandomStringGenerator('a-z', '0-5')(4);", 20],
    ["const it = createHash('sha256').update(randomBytes(2)).digest('hex');", 16],
    ['const array = Buffer.alloc(4); randomFillSync(array); const it = array.toString("hex");', 32],
    ['const array = new Uint32Array(2); crypto.getRandomValues(array); const it = array.join("");', 64],
    ['const it = Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join("");', 18],
    ['const it = [...Array(5)].map(() => randomInt(10)).join("");', 16],
    ['const it = Array.from(randomBytes(4), (byte) => (byte % 16).toString(16)).join("");', 16],
    ['let it = ""; for (const byte of randomBytes(6)) it += LETTERS.charAt(byte % LETTERS.length);', 18],
    ['const bytes = randomBytes(5); let it = ""; for (let i = 0; i < bytes.length; i++) it += LETTERS[bytes[i]! % LETTERS.length];', 15],
    ['const text = (n: number, letters = LETTERS) => { let out = ""; for (let i = 0; i < n; i += 1) out += letters[randomInt(letters.length)]; return out; }; const it = text(4);', 12],
    ['const it = `id_${PREFIX_NAME}_${randomBytes(2).toString("hex")}_${Date.now()}`;', 16],
    ['const it = flag ? randomUUID() : randomBytes(4);', 122],
    ['const make = (prefix: number) => randomBytes(4); const it = make(64);', 32],
    ['const it = given ?? randomBytes(4);', 32],
    ["const it = 'fixed';", 0],
  ])('%s', (code, expected) => {
    expect(bits(code)).toBe(expected);
  });

  test.each([
    'const it = other();',
    'const it = other() + randomBytes(4);',
    'const it = randomBytes(size);',
    'const it = wrap(randomBytes(4));',
    'const it = new Uint8Array(8);',
    'const it = customAlphabet(letters, 4)();',
    'let it = randomBytes(4); it = other();',
    'const it = process.env.API_SECRET_KEY;',
    'const f = () => f(); const it = f();',
  ])('is unknown: %s', (code) => {
    expect(bits(code)).toBeUndefined();
  });
});
