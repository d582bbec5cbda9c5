import { describe, expect, it } from 'vitest';
import { identifies, identityUses } from '../../src/analysis/identity.js';
import { sceneOf } from '../helpers/kernel.js';

/** The claims are what `claims()` returns. */
const sceneWith = (code: string) => {
  const scene = sceneOf(code, { filename: '/project/src/file.ts' });
  return { kernel: scene.kernel, claims: scene.find('claims()') };
};

describe('identityUses', () => {
  it.each<[string, readonly string[]]>([
    // Kept where the rest of the application finds it.
    ['req.user = claims();', ['all becomes `req.user`']],
    ['const { sub } = claims(); ctx.state.userId = sub;', ['sub becomes `ctx.state.userId`']],
    ["c.set('user', claims());", ["all is kept as 'user'"]],
    ["const p = claims(); headers.set('x-user-id', p.sub);", ["sub is kept as 'x-user-id'"]],
    ['export const context = () => ({ user: claims() });', ['all becomes `user` of the context']],
    // Decides what is looked up.
    ['const p = claims(); db.user.findUnique({ where: { id: p.sub } });', ['sub decides whose data `db.user.findUnique()` works on']],
    ['const { data: { session } } = claims(); q.eq("user_id", session.user.id);', ['user decides whose data `q.eq()` works on']],
    ["const p = claims(); redis.get(`session:${p['https://acme.dev/user_id']}`);", ['https://acme.dev/user_id decides whose data `redis.get()` works on']],
    ['let p; try { p = claims(); } catch {} load(p.payload.email);', ['email decides whose data `load()` works on']],
    // Decides who is let in.
    ["const p = claims(); if (p.role !== 'admin') throw new Error('no');", ['role decides who is let in']],
    ["function f() { const { roles } = claims(); return roles.includes('admin'); }", ['roles decides who is let in']],
    ['const p = claims(); if (!p || !p.isAdmin) return_(new Response(null, { status: 403 }));', ['isAdmin decides who is let in']],
    ['const p = claims(); if (p.sub !== owner) { throw new ForbiddenException(); }', ['sub decides who is let in']],
    // Told to whoever asks.
    ['function getCurrentUser() { return claims(); }', ['all is what `getCurrentUser` returns']],
    ['const User = createParamDecorator((data, ctx) => claims());', ['all is what `User` returns']],
    ['class Auth { validateToken() { const { sub } = claims(); return { userId: sub }; } }', []],
    ['class Auth { verifyToken() { const { sub } = claims(); return sub; } }', ['sub is what `verifyToken` returns']],
    // Through functions of the file.
    ['const read = () => claims(); const p = read(); find(p.sub);', ['sub decides whose data `find()` works on']],
    ['function save(id) { update({ id }); } save(claims().sub);', ['sub decides whose data `save()` works on', 'sub decides whose data `update()` works on']],
    // Something else is read, or it is only looked at, written down, or read for others.
    ['const p = claims(); if (p.exp < now) throw new Error(); keys.get(p.kid);', []],
    ["const p = claims(); if (typeof p.sub !== 'string' || p.sub === undefined || !p.email) throw new Error();", []],
    ['const p = claims(); logger.info({ user: p.sub }); analytics.track(p.sub); Sentry.setUser({ id: p.sub });', []],
    ['const p = claims(); getSigningKey(p.sub); new Map().set(p.sub, 1);', []],
    ['const p = claims(); console.log(p.sub); format(p.email);', []],
    ['function decodeToken() { return claims(); }', []],
    ['class A { f() { this.user = claims(); } }', []],
    ['const user = claims(); render({ user });', []],
  ])('%s', (code, expected) => {
    const { kernel, claims } = sceneWith(code);
    expect(identityUses(kernel, claims).map(({ claim = 'all', how }) => `${claim} ${how}`)).toEqual(expected);
  });
});

describe('identifies', () => {
  it.each([
    ['const { payload } = claims(); use(payload.sub);', true],
    ['function verifyToken() { return claims(); }', true],
    ['const p = claims(); req.session = p;', true],
    ['const { payload } = claims(); compare(payload.request_body_sha256);', false],
    ['function readLicense() { return claims(); }', false],
    ['claims();', false],
  ])('%s: %s', (code, expected) => {
    const { kernel, claims } = sceneWith(code);
    expect(identifies(kernel, claims)).toBe(expected);
  });
});
