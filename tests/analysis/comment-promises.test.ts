import { describe, expect, test } from 'vitest';
import { emptyPromises } from '../../src/analysis/comment-promises.js';
import { sceneOf } from '../helpers/kernel.js';

/** The controls that a comment in an otherwise empty function promises. */
const promised = (comment: string, code = 'save(body);'): readonly string[] => emptyPromises(sceneOf(`export function handle(body) {\n  // ${comment}\n  ${code}\n}`).kernel).map(({ control }) => control);

describe('promises', () => {
  test.each([
    ['TODO: add rate limiting', 'rate limiting'],
    ['TODO(ann): rate-limit this', 'rate limiting'],
    ['FIXME we need to throttle', 'rate limiting'],
    ['TODO auth', 'authentication'],
    ['TODO: add an auth check here', 'authentication'],
    ['TODO: we should authenticate the caller', 'authentication'],
    ["In production, you'd get this from auth context", 'authentication'],
    ['Temporarily removed the auth guard', 'authentication'],
    ['skip the auth check for now', 'authentication'],
    ['TODO: Check if the user has permission to update this', 'authorization'],
    ['XXX: missing permission checks', 'authorization'],
    ['TODO: enable RLS', 'row-level security'],
    ['HACK: RLS is off; TODO: add RLS policies', 'row-level security'],
    ['TODO: add CSRF protection', 'CSRF protection'],
    ['TODO encrypt', 'encryption'],
    ['Before launch: we must encrypt it', 'encryption'],
    ['TODO: verify the webhook signature', 'signature verification'],
    ['In production, verify the signature', 'signature verification'],
    ['TODO: validate the input', 'input validation'],
    ['TODO: add zod validation', 'input validation'],
    ['TODO: confirm Resend BAA before prod', 'an agreement for health data'],
  ])('%s', (comment, control) => {
    expect(promised(comment)).toEqual([control]);
  });
});

describe('no promises', () => {
  test.each([
    'rate limiting happens at the edge', 'TODO: remove the rate limit', 'TODO: move auth to a middleware', 'TODO: refactor the permission checks', 'TODO: rename auth', 'TODO: add tests',
    'TODO: translate the validation message', 'TODO: add a story for the auth dialog of guests and teams', 'TODO: auth-provider icons', 'In production the cache is shared', 'for now, redirect to /auth', 'TODO: This can send the page info + permission', 'The request is authenticated by the gateway', 'TODO: show the encryption-status badge', 'A comment such as `TODO: add auth` is reported',
  ])('%s', (comment) => {
    expect(promised(comment)).toEqual([]);
  });
});

describe('kept', () => {
  test.each([
    ['TODO: add rate limiting', 'await limiter.limit(ip);'],
    ['TODO: add auth', 'await requireUser();'],
    ['TODO: check if the user has permission', 'assertPermission(user);'],
    ['TODO: add zod validation', 'const input = schema.parse(body);'],
    ['TODO: verify the signature', 'stripe.webhooks.constructEvent(body);'],
    ['TODO: confirm the BAA', 'if (!env.BAA_SIGNED) throw new Error();'],
  ])('%s: %s', (comment, code) => {
    expect(promised(comment, code)).toEqual([]);
  });

  test('in a function that is called there', () => {
    expect(promised('TODO: add zod validation', 'inner(body); } function inner(body) { schema.parse(body);')).toEqual([]);
  });

  test('anywhere, when the comment stands alone at the top', () => {
    const at = (gap: string): number => emptyPromises(sceneOf(`// TODO: add zod validation${gap}export function a() {}\nexport function b(body) { schema.parse(body); }`).kernel).length;
    expect([at('\n\n'), at('\n')]).toEqual([0, 1]);
  });
});

test('lines below each other are one remark, and the line of the promise is told', () => {
  const [promise] = emptyPromises(sceneOf('function f() {\n  // Saves what was sent.\n  // TODO: we should\n  // add rate limiting. Ask Ann.\n  save();\n}').kernel);
  expect(promise).toMatchObject({ control: 'rate limiting', text: 'TODO: we should add rate limiting', comment: { loc: { start: { line: 3 } } } });
});
