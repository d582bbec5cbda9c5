import { describe, expect, test } from 'vitest';
import { openBoundsOf } from '../../src/analysis/upload-bounds.js';
import { sceneOf } from '../helpers/kernel.js';

const S3 = "import { PutObjectCommand } from '@aws-sdk/client-s3'; import { getSignedUrl } from '@aws-sdk/s3-request-presigner'; import { createPresignedPost } from '@aws-sdk/s3-presigned-post'; import { Storage } from '@google-cloud/storage'; const file = new Storage().bucket('b').file('f');";

/** The kinds of bounds that the first upload URL leaves open. */
function openIn(code: string): readonly string[] {
  const { kernel } = sceneOf(`${S3}\n${code}`);
  const [upload] = kernel.api.uses('uploadUrl');
  if (!upload) throw new Error(`no upload in ${code}`);
  return openBoundsOf(kernel, upload, 3600).map((bound) => (bound.kind === 'lifetime' ? `lifetime ${String(bound.seconds)}` : bound.kind));
}

describe('conditions of a form', () => {
  const post = (conditions: string): readonly string[] => openIn(`createPresignedPost(c, { Conditions: ${conditions} })`);
  test.each([
    ["[['content-length-range', 0, n], ['eq', '$Content-Type', t]]", []],
    ["[['content-length-range', 0, n], ['starts-with', '$content-type', 'image/']]", []],
    ["[['content-length-range', 0, n], { 'content-type': t }]", []],
    ["[['starts-with', '$Content-Type', '']]", ['type', 'size']],
    ["[{ bucket }]", ['type', 'size']],
    ['[]', ['type', 'size']],
    // Not known: nothing is missing for certain.
    ['[[operator, field, value]]', []],
    ['[...more]', []],
    ['list', []],
    ['on ? [] : undefined', []],
  ])('%s', (conditions, open) => {
    expect(post(conditions)).toEqual(open);
  });
});

describe('lifetimes', () => {
  const google = (expires: string): readonly string[] => openIn(`file.getSignedUrl({ action: 'write', contentType: t, extensionHeaders: { 'x-goog-content-length-range': r }, expires: ${expires} })`);
  test.each([
    ['Date.now() + 60_000', []],
    ['Date.now() + 2 * 60 * 60 * 1000', ['lifetime 7200']],
    ['new Date(Date.now() + 7_200_000)', ['lifetime 7200']],
    ['7_200_000 + new Date().getTime()', ['lifetime 7200']],
    ["'2491-03-09'", ['lifetime undefined']],
    ['Date.now() + ttl', []],
    ['at', []],
  ])('%s', (expires, open) => {
    expect(google(expires)).toEqual(open);
  });
});

test('a URL for something that is no upload has no bounds to miss', () => {
  expect(openIn('getSignedUrl(c, command, { expiresIn: 1e6 })')).toEqual([]);
});
