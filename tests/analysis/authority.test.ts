import { describe, expect, test } from 'vitest';
import { isInCatalogue } from '../../src/analysis/authority.js';
import { accessTo } from '../../src/analysis/imports.js';
import { rangeOf } from '../../src/analysis/ranges.js';
import { authorityOf, isHarmlessName, madeAuthorityOf } from '../../src/analysis/words.js';
import { sourceOf } from '../helpers/source.js';

describe('authorityOf', () => {
  test.each([
    ['token', 'token'], ['resetToken', 'reset token'], ['RESET_TOKEN', 'reset token'], ['x-csrf-token', 'csrf token'], ['password', 'password'], ['tempPassword', 'password'], ['emailVerifyToken', 'token'],
    ['otp', 'otp'], ['otpCode', 'otp code'], ['verificationCode', 'verification code'], ['inviteCode', 'invite code'], ['shareId', 'share id'], ['couponCode', 'coupon code'], ['pin', 'pin'], ['nonce', 'nonce'],
    ['cnonce', 'cnonce'], ['salt', 'salt'], ['codeVerifier', 'code verifier'], ['oauthState', 'oauth state'], ['sessionId', 'session id'], ['jti', 'jti'], ['licenseKey', 'license key'], ['apiKey', 'api key'],
    ['secretHex', 'secret'], ['magicLink', 'magic link'], ['Authorization', 'authorization'], ['iv', 'iv'],
  ])('%s is a %s', (name, word) => {
    expect(authorityOf(name)).toBe(word);
  });

  test.each([
    'tokenCount', 'tokenIndex', 'maxTokens', 'tokens', 'tokenId', 'codeLength', 'code', 'errorCode', 'zipCode', 'countryCode', 'statusCode', 'colorCode', 'referralCode', 'roomCode', 'state', 'stateMachine', 'setState',
    'pinPosition', 'mapPin', 'sessionDuration', 'nonceAttr', 'hasPassword', 'isTokenValid', 'showPassword', 'passwordStrength', 'key', 'id', 'challenge', 'lockToken', 'dedupToken', 'cancelToken', 'idempotencyToken', 'promptTokens',
    'mockToken', 'fakePassword', 'chatSessionId', 'analyticsSessionId', 'setOtp', 'tokenExpires', 'passwordChangedAt', 'cookie', 'connectionString', 'userByToken', '',
  ])('%s is none', (name) => {
    expect(authorityOf(name)).toBeUndefined();
  });
});

describe('madeAuthorityOf', () => {
  test.each([
    ['generateToken', 'token'], ['createInviteCode', 'invite code'], ['generateTokenForUser', 'token'], ['randomPassword', 'password'], ['getOtp', 'otp'], ['newSecret', 'secret'], ['generateCodeVerifier', 'code verifier'],
    ['sessionToken', 'session token'], ['generateVerificationToken', 'verification token'], ['makeSalt', 'salt'],
  ])('%s makes a %s', (name, word) => {
    expect(madeAuthorityOf(name)).toBe(word);
  });

  test.each(['verifyToken', 'validateOtp', 'refreshToken', 'createUserWithPassword', 'sendOtp', 'setPassword', 'getUserByToken', 'hashPassword', 'useToken', 'login', 'generateId', 'getTokenCount', ''])('%s makes none', (name) => {
    expect(madeAuthorityOf(name)).toBeUndefined();
  });
});

test('isHarmlessName', () => {
  expect(['lockToken', 'writeToken', 'nextPageToken', 'batchDedupToken'].map(isHarmlessName)).toEqual([true, true, true, true]);
  expect(['token', 'resetToken', 'tokenCount', 'id', ''].map(isHarmlessName)).toEqual([false, false, false, false, false]);
});

describe('rangeOf', () => {
  const range = (code: string): [string, string] | undefined => {
    const source = sourceOf(code);
    const { sourceCode } = source;
    const found = rangeOf(sourceCode, source.find('S()'));
    return found && [sourceCode.getText(found.node), found.text];
  };

  test.each<[string, string, string]>([
    ['f(Math.floor(S() * 10));', 'Math.floor(S() * 10)', '10'],
    ['f(Math.floor(10 * S()));', 'Math.floor(10 * S())', '10'],
    ['f(Math.floor(100 + S() * 900));', 'Math.floor(100 + S() * 900)', '100, 1000'],
    ['f(Math.floor(S() * 900) + 100);', 'Math.floor(S() * 900) + 100', '100, 1000'],
    ['f(Math.trunc(S() * 900 + 100));', 'Math.trunc(S() * 900 + 100)', '100, 1000'],
    ['f(S() * 16 | 0);', 'S() * 16 | 0', '16'],
    ['f(~~(S() * 16));', '~~(S() * 16)', '16'],
    ['f(Math.floor(S() * xs.length));', 'Math.floor(S() * xs.length)', 'xs.length'],
    ['f(Math.floor(S() * (max - min + 1)) + min);', 'Math.floor(S() * (max - min + 1)) + min', 'min, max + 1'],
    ['f(Math.floor(S() * (max - min) + min));', 'Math.floor(S() * (max - min) + min)', 'min, max'],
    ['const size = 6; f("x" + Math.floor(S() * size));', 'Math.floor(S() * size)', 'size'],
  ])('%s', (code, node, text) => {
    expect(range(code)).toEqual([node, text]);
  });

  test.each(['f(S());', 'f(S() * 10);', 'f(Math.round(S() * 10));', 'f(Math.floor(S() * 1.5));', 'f(Math.floor(S() * (a - b)) + c);', 'f(Math.floor(S() ** 2));'])('%s is no range of whole numbers', (code) => {
    expect(range(code)).toBeUndefined();
  });
});

describe('accessTo', () => {
  const access = (code: string) => {
    const source = sourceOf(code);
    const { sourceCode } = source;
    const found = accessTo(sourceCode, ['crypto', 'node:crypto'], 'randomInt', source.find('here'));
    return found && `${found.add?.text ?? ''}${found.text}`;
  };

  test.each<[string, string | undefined]>([
    ["import crypto from 'crypto'; f(here);", 'crypto.randomInt'],
    ["import * as c from 'node:crypto'; f(here);", 'c.randomInt'],
    ["import { randomInt as draw } from 'crypto'; f(here);", 'draw'],
    ["const crypto = require('crypto'); f(here);", 'crypto.randomInt'],
    ["import { x } from 'y'; f(here);", "import { randomInt } from 'node:crypto';\nrandomInt"],
    ["import { randomBytes } from 'crypto'; f(here);", "import { randomInt } from 'node:crypto';\nrandomInt"],
    ["import type { Hash } from 'crypto'; f(here);", "import { randomInt } from 'node:crypto';\nrandomInt"],
    ["export const a = f(here);", "import { randomInt } from 'node:crypto';\nrandomInt"],
    ["import { x } from 'y'; function g(randomInt) { f(here); }", undefined],
    ["import crypto from 'crypto'; function g(crypto) { f(here); }", undefined],
    ['f(here);', undefined],
  ])('%s', (code, expected) => {
    expect(access(code)).toBe(expected);
  });

  test('writes a new import after the directives', () => {
    const source = sourceOf("'use server';\nexport const a = f(here);");
    expect(accessTo(source.sourceCode, ['node:crypto'], 'randomInt', source.find('here'))?.add?.before.type).toBe('ExportNamedDeclaration');
  });
});

describe('isInCatalogue', () => {
  const catalogue = (count: number, made: number) => {
    const entries = Array.from({ length: count }, (_, index) => `{ password: ${index < made ? 'draw()' : "''"} }`);
    const source = sourceOf(`const list = [${entries.join()}]; const other = [{ password: draw() }];`);
    const draws = source.findAll('draw()');
    return { draws, first: draws[0]!, last: draws.at(-1)! };
  };

  test('four entries of a list are a catalogue, three are not, and another list is none', () => {
    const { draws, first, last } = catalogue(6, 4);
    expect(isInCatalogue(first, draws)).toBe(true);
    expect(isInCatalogue(last, draws)).toBe(false);
    const few = catalogue(6, 3);
    expect(isInCatalogue(few.first, few.draws)).toBe(false);
  });

  // Every entry asks; comparing each with each took minutes.
  test('asks every entry of a long list about the whole list', () => {
    const { draws } = catalogue(2_000, 2_000);
    expect(draws.filter((draw) => isInCatalogue(draw, draws))).toHaveLength(2_000);
  });
});
