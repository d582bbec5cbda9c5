import { describe, expect, it } from 'vitest';
import { decodedTokens, isVerifiedAround, tokenOrigins } from '../../src/analysis/jwt-decodes.js';
import { sceneOf } from '../helpers/kernel.js';

const JWT = "import jwt from 'jsonwebtoken'; ";
const scene = (code: string) => sceneOf(code, { filename: '/project/src/file.ts' }).kernel;

describe('decodedTokens, by hand', () => {
  it.each([
    ["JSON.parse(atob(t.split('.')[1]))", 't'],
    ["JSON.parse(Buffer.from(t.split('.')[1], 'base64').toString())", 't'],
    ["const [, p] = t.split('.'); JSON.parse(new TextDecoder().decode(base64url.decode(p)))", 't'],
    ["const parts = t.split('.'); const p = parts[1].replace(/-/g, '+'); JSON.parse(decodeURIComponent(escape(window.atob(p))))", 't'],
    // The header, no Base64, another separator.
    ["JSON.parse(atob(t.split('.')[0]))", undefined],
    ["JSON.parse(t.split('.')[1]); atob(x)", undefined],
    ["JSON.parse(atob(t.split('|')[1])); x.split('.')", undefined],
    ["const base64 = 1; version.split('.')[1]; JSON.parse(text)", undefined],
  ])('%s: %s', (code, token) => {
    const kernel = scene(code);
    expect(decodedTokens(kernel).map((each) => each.token && kernel.sourceCode.getText(each.token))).toEqual(token === undefined ? [] : [token]);
  });
});

describe('tokenOrigins', () => {
  it.each([
    ['export function f(req, res) { jwt.decode(req.headers.authorization); }', 'request'],
    ['export function f(req, res) { const [, token] = req.headers.authorization.split(" "); jwt.decode(token); }', 'request'],
    ['export const f = (ctx) => jwt.decode(ctx.request.headers["x-token"]);', 'request'],
    ['import { getBearer } from "./http"; export const f = (req, res) => jwt.decode(getBearerToken(req.headers.authorization));', 'request'],
    ['const read = (token) => jwt.decode(token); export const f = (req, res) => read(req.cookies.token);', 'request'],
    ['export const f = (token: string) => jwt.decode(token);', 'parameter'],
    ['export const f = ({ idToken }) => jwt.decode(idToken);', 'parameter'],
    ['export const f = (signedPayload) => jwt.decode(signedPayload);', 'other'],
    ['export const f = ({ account }) => jwt.decode(account.id_token);', 'other'],
    ['export const f = async (code) => { const { id_token } = await exchange(code); jwt.decode(id_token); };', 'other'],
    ['class A { #read(token) { return jwt.decode(token); } me(req, res) { return this.#read(req.cookies.token); } }', 'request'],
    ['class A { verify(idToken) { return jwt.decode(idToken); } async signIn(code) { const answer = await exchange(code); return this.verify(answer.id_token); } }', 'other'],
    ['const token = jwt.sign(a, b); jwt.decode(token);', 'other'],
    ['jwt.decode(process.env.LICENSE_TOKEN);', 'other'],
    ['import { token } from "./config"; jwt.decode(token);', 'other'],
  ])('%s: %s', (code, source) => {
    const kernel = scene(JWT + code);
    expect(tokenOrigins(kernel, decodedTokens(kernel)[0]!).source).toBe(source);
  });
});

describe('isVerifiedAround', () => {
  it.each<[string, boolean]>([
    ['export function f(token) { jwt.verify(token, k); return jwt.decode(token); }', true],
    ['export function f(token) { const c = jwt.decode(token); return verifyFor(c.kid, token); }', true],
    ['export function f(token) { const c = jwt.decode(token); check(token); return c; } function check(t) { return jwt.verify(t, k); }', true],
    ['function read(token) { return jwt.decode(token); } export function f(token) { read(token); jwt.verify(token, k); }', true],
    ['export const f = app.get("/", requireAuth, (token) => jwt.decode(token));', true],
    ['class A { @UseGuards(JwtGuard) f(token) { return jwt.decode(token); } }', true],
    // Another token, a function that only looks as if, a caller who does not, a guard of something else.
    ['export function f(token, other) { jwt.verify(other, k); return jwt.decode(token); }', false],
    ['export function f(token) { checkToken(token); return jwt.decode(token); } function checkToken(t) { return t.length > 0; }', false],
    ['function read(token) { return jwt.decode(token); } export function f(token) { read(token); jwt.verify(token, k); } export function g(token) { read(token); }', false],
    ['export const f = app.get("/", cache, (token) => jwt.decode(token));', false],
    ['jwt.decode(token);', false],
  ])('%s: %s', (code, expected) => {
    const kernel = scene(JWT + code);
    const [decoded] = decodedTokens(kernel);
    expect(isVerifiedAround(kernel, decoded!, tokenOrigins(kernel, decoded!), decoded!.node)).toBe(expected);
  });
});
