/**
 * URLs and forms with which somebody else may upload: where each library takes the type, the size, the lifetime and the key.
 * Read in the libraries' declarations and documentation: @aws-sdk/s3-request-presigner and s3-presigned-post 3, aws-sdk 2,
 * @google-cloud/storage 7, @azure/storage-blob 12, minio 8, @supabase/storage-js 2.
 */
import type { ApiRow, Fact, Place } from './schema.js';

const at = (arg: number, ...path: readonly (string | readonly string[])[]): Place => ({ arg, ...(path.length > 0 ? { path } : {}) });

const TYPE_FIELD = ['Content-Type', 'content-type'];
const POST_REMEDY = "`createPresignedPost()` with `['content-length-range', 1, max]` and `['eq', '$Content-Type', type]`";
const post = (arg: number): Fact => ({
  role: 'uploadUrl', key: at(arg, 'Key'), type: [at(arg, 'Fields', TYPE_FIELD)], size: [], conditions: at(arg, 'Conditions'), lifetime: { ...at(arg, 'Expires'), unit: 'seconds', unset: 3600 },
  remedy: "Add `['content-length-range', 1, max]` and `['eq', '$Content-Type', type]` to its conditions, let it expire within minutes, and begin the key with the id of the tenant from the session",
});
/** A length that is signed is that of the upload to the byte: every header in the signature has to be sent as it is (https://cloud.google.com/storage/docs/authentication/signatures). */
const GOOGLE_SIZE = ['content-length', 'Content-Length', 'x-goog-content-length-range', 'X-Goog-Content-Length-Range'];
const AZURE: Pick<Extract<Fact, { role: 'uploadUrl' }>, 'role' | 'remedy'> = { role: 'uploadUrl', remedy: 'Let it expire within minutes, name the blob after the tenant of the session, and look at type and size when the upload is done' };

export const UPLOADS: readonly ApiRow[] = [
  { module: '@aws-sdk/client-s3', path: 'PutObjectCommand#()', fact: { role: 'uploadCommand', key: at(0, 'Key'), type: [at(0, 'ContentType')], size: [at(0, 'ContentLength')] } },
  {
    module: '@aws-sdk/s3-request-presigner',
    path: 'getSignedUrl()',
    fact: {
      role: 'uploadUrl', command: at(1), lifetime: { ...at(2, 'expiresIn'), unit: 'seconds', unset: 900 },
      // The presigner leaves `content-type` out of what it signs unless it is told to sign it (seen by running it, 3.1169).
      signs: at(2, 'signableHeaders'),
      remedy: `Set \`ContentType\` and \`ContentLength\` from a checked request and sign the type (\`signableHeaders: new Set(['content-type'])\`), or use ${POST_REMEDY}; begin the key with the id of the tenant from the session`,
    },
  },
  { module: '@aws-sdk/s3-presigned-post', path: 'createPresignedPost()', fact: post(1) },
  { of: 'aws.S3', path: '.createPresignedPost()', fact: post(0) },
  // A `ContentLength` is left out of the URL in version 2.
  {
    of: 'aws.S3',
    path: '.{getSignedUrl,getSignedUrlPromise}()',
    fact: { role: 'uploadUrl', when: [{ arg: 0, equals: ['putobject'] }], key: at(1, 'Key'), type: [at(1, 'ContentType')], size: false, lifetime: { ...at(1, 'Expires'), unit: 'seconds', unset: 900 }, remedy: `Use ${POST_REMEDY}` },
  },

  {
    of: 'gcs.File',
    path: '.getSignedUrl()',
    fact: {
      role: 'uploadUrl', when: [{ ...at(0, 'action'), equals: ['write', 'resumable'] }],
      // A part of an upload whose type was fixed when it began.
      unless: [{ ...at(0, 'queryParams', 'uploadId'), present: true }],
      type: [at(0, 'contentType'), at(0, 'extensionHeaders', TYPE_FIELD)], size: [at(0, 'extensionHeaders', GOOGLE_SIZE)], lifetime: { ...at(0, 'expires'), unit: 'date' },
      remedy: "Give it a `contentType` and `extensionHeaders: { 'x-goog-content-length-range': '1,5000000' }`, and let it expire within minutes",
    },
  },
  {
    of: 'gcs.File',
    path: '.generateSignedPostPolicyV4()',
    fact: {
      role: 'uploadUrl', type: [at(0, 'fields', TYPE_FIELD)], size: [], conditions: at(0, 'conditions'), lifetime: { ...at(0, 'expires'), unit: 'date' },
      remedy: "Add `['content-length-range', 1, max]` and `['eq', '$Content-Type', type]` to its conditions, and let it expire within minutes",
    },
  },
  // A SAS bounds neither type nor size: that is for a look at the blob afterwards.
  { module: '@azure/storage-blob', path: 'generateBlobSASQueryParameters()', fact: { ...AZURE, permissions: at(0, 'permissions'), key: at(0, 'blobName'), lifetime: { ...at(0, 'expiresOn'), unit: 'date' } } },
  { of: 'azure.Container', path: '.{getBlobClient,getBlockBlobClient}().generateSasUrl()', fact: { ...AZURE, permissions: at(0, 'permissions'), lifetime: { ...at(0, 'expiresOn'), unit: 'date' } } },

  { module: 'minio', path: 'Client#.presignedPutObject()', fact: { role: 'uploadUrl', key: at(1), type: false, size: false, lifetime: { ...at(2), unit: 'seconds', unset: 604_800 }, remedy: 'Use `presignedPostPolicy()` with a policy that has `setContentLengthRange`, `setContentType` and `setExpires`' } },
  // Type and size are settings of the bucket, the lifetime is fixed.
  { of: 'supabase.Storage', path: '.from().createSignedUploadUrl()', fact: { role: 'uploadUrl', key: at(0), remedy: 'Begin the path with the id of the tenant or user from the session, and make the rest yourself' } },
];
