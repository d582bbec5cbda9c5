import rule from '../../src/rules/require-bounded-upload.js';
import { UPLOADS } from '../../src/knowledge/uploads.js';
import { ruleTester } from '../helpers/rule-tester.js';

interface Options {
  readonly maxSeconds?: number;
  readonly size?: 'report' | 'ignore';
  readonly type?: 'report' | 'ignore';
}
interface Extra {
  readonly filename?: string;
  readonly options?: Options;
  /** The code after the suggestion: what is replaced, and by what. */
  readonly signed?: readonly [string, string];
}

const V3 = "import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';\nimport { getSignedUrl } from '@aws-sdk/s3-request-presigner';\nconst s3 = new S3Client({});\n";
const POST = "import { createPresignedPost } from '@aws-sdk/s3-presigned-post';\n";
const V2 = "import AWS from 'aws-sdk';\nconst s3 = new AWS.S3();\n";
const GCS = "import { Storage } from '@google-cloud/storage';\nconst file = new Storage().bucket('files').file(name);\n";
const AZURE = "import { BlobSASPermissions, generateBlobSASQueryParameters } from '@azure/storage-blob';\n";
const MINIO = "import { Client } from 'minio';\nconst minio = new Client(options);\n";
const SUPABASE = "import { createClient } from '@supabase/supabase-js';\nconst db = createClient(url, key);\n";
const SIGNED = "signableHeaders: new Set(['content-type'])";

const TYPE = 'it fixes no content type';
const UNSIGNED = 'its content type is not signed, so any other is accepted';
const SIZE = 'it limits no size';
const validFor = (time: string): string => `it is valid for ${time}`;

/** The remedy is the row's: what each library calls its bounds is written there, and nowhere else. */
const remedyOf = (path: string): string => UPLOADS.flatMap((row) => (row.path.includes(path) && row.fact?.role === 'uploadUrl' ? [row.fact.remedy] : []))[0] ?? '';

const ok = (name: string, code: string, { filename, options }: Extra = {}) => ({ name, code, ...(filename === undefined ? {} : { filename }), ...(options ? { options: [options] as [Options] } : {}) });

/** In the code «…» marks what the rule points at; `row` is a part of the path of the row of knowledge. */
function no(name: string, marked: string, call: string, row: string, bounds: readonly string[], extra: Extra = {}) {
  const code = marked.replaceAll(/[«»]/gu, '');
  const before = marked.slice(0, marked.indexOf('«')).split('\n');
  const through = marked.slice(0, marked.indexOf('»')).replace('«', '').split('\n');
  return {
    ...ok(name, code, extra),
    errors: [{
      messageId: 'open' as const, data: { call, bounds: bounds.join('; '), remedy: remedyOf(row) },
      line: before.length, column: (before.at(-1) ?? '').length + 1, endLine: through.length, endColumn: (through.at(-1) ?? '').length + 1,
      ...(extra.signed ? { suggestions: [{ messageId: 'sign' as const, output: code.replace(...extra.signed) }] } : {}),
    }],
  };
}
const v3 = (name: string, marked: string, bounds: readonly string[], extra: Extra = {}) => no(name, V3 + marked, 'getSignedUrl()', 'getSignedUrl()', bounds, extra);

ruleTester.run('require-bounded-upload', rule, {
  valid: [
    // The recipe.
    ok('a PUT with everything fixed', `${V3}await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: \`\${session.orgId}/\${id}\`, ContentType: type, ContentLength: size }), { expiresIn: 300, ${SIGNED} });`),
    ok('a form with conditions', `${POST}await createPresignedPost(s3, { Bucket, Key, Conditions: [['content-length-range', 1, 5_000_000], ['eq', '$Content-Type', 'image/png']], Expires: 300 });`),
    ok('a form with the type among its fields', `${POST}await createPresignedPost(s3, { Bucket, Key, Conditions: [['content-length-range', 1, max]], Fields: { 'Content-Type': type }, Expires: 300 });`),
    ok('a form with the type as an object', `${POST}await createPresignedPost(s3, { Bucket, Key, Conditions: [['content-length-range', 1, max], { 'Content-Type': type }] });`),
    ok('a form for any picture', `${POST}await createPresignedPost(s3, { Bucket, Key, Conditions: [['content-length-range', 1, max], ['starts-with', '$Content-Type', 'image/']] });`),
    ok('Google, a part of an upload', `${GCS}await file.getSignedUrl({ version: 'v4', action: 'write', expires: Date.now() + 15 * 60 * 1000, queryParams: { partNumber: String(part), uploadId } });`),
    ok('Google, by a signed length', `${GCS}await file.getSignedUrl({ version: 'v4', action: 'write', contentType: type, extensionHeaders: { 'Content-Length': String(size) }, expires: Date.now() + 15 * 60 * 1000 });`),
    ok('Google', `${GCS}await file.getSignedUrl({ version: 'v4', action: 'write', contentType: type, extensionHeaders: { 'x-goog-content-length-range': '1,5000000' }, expires: Date.now() + 15 * 60 * 1000 });`),
    ok('a form of Google', `${GCS}await file.generateSignedPostPolicyV4({ expires: Date.now() + 600_000, conditions: [['content-length-range', 1, max], ['eq', '$Content-Type', type]] });`),
    ok('Azure', `${AZURE}generateBlobSASQueryParameters({ containerName, blobName, permissions: BlobSASPermissions.parse('cw'), expiresOn: new Date(Date.now() + 600_000) }, credential);`),
    ok('a form of MinIO', `${MINIO}const policy = minio.newPostPolicy(); policy.setContentLengthRange(1, max); await minio.presignedPostPolicy(policy);`),
    ok('a path of Supabase', `${SUPABASE}await db.storage.from('files').createSignedUploadUrl(\`\${user.id}/\${crypto.randomUUID()}\`);`),
    // For reading.
    ok('a URL to read', `${V3}await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key }), { expiresIn: 86_400 });`),
    ok('version 2, to read', `${V2}s3.getSignedUrl('getObject', { Bucket, Key, Expires: 86_400 });`),
    ok('Google, to read', `${GCS}await file.getSignedUrl({ action: 'read', expires: '03-09-2491' });`),
    ok('Azure, to read', `${AZURE}generateBlobSASQueryParameters({ containerName, permissions: BlobSASPermissions.parse('r'), expiresOn: new Date(Date.now() + 864e5) }, credential);`),
    ok('CloudFront', "import { getSignedUrl } from '@aws-sdk/cloudfront-signer'; getSignedUrl({ url, dateLessThan });"),
    ok('an upload by the server itself', `${V3}await s3.send(new PutObjectCommand({ Bucket, Key: request.query.name, Body }));`),
    // Unknown.
    ok('a command that is handed in', `${V3}export const sign = (command) => getSignedUrl(s3, command, { expiresIn: 86_400 });`),
    ok('parameters that are handed in', `${V3}export const sign = (params) => getSignedUrl(s3, new PutObjectCommand(params), { ${SIGNED} });`),
    ok('conditions from elsewhere', `${POST}await createPresignedPost(s3, { Bucket, Key, Conditions: conditionsFor(tenant) });`),
    ok('conditions in part from elsewhere', `${POST}await createPresignedPost(s3, { Bucket, Key, Conditions: [...conditionsFor(tenant)] });`),
    ok('conditions only where there is a limit', `${POST}await createPresignedPost(s3, { Bucket, Key, Fields: { 'Content-Type': type }, Conditions: max ? [['content-length-range', 0, max]] : undefined });`),
    ok('a lifetime from the configuration', `${V3}await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, ContentType: type, ContentLength: size }), { expiresIn: config.ttl, ${SIGNED} });`),
    // Keys.
    ok('a name of the client behind a prefix of the server', `${V3}export async function POST(request: Request) {\n  const { name, type, size } = await request.json();\n  return getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: \`\${session.orgId}/\${name}\`, ContentType: type, ContentLength: size }), { ${SIGNED} });\n}`, { filename: 'app/api/upload/route.ts' }),
    ok('a key that a function makes of the name', `${V3}export async function POST(request: Request) {\n  const { name, type, size } = await request.json();\n  return getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: keyFor(session, name), ContentType: type, ContentLength: size }), { ${SIGNED} });\n}`, { filename: 'app/api/upload/route.ts' }),
    // Where nobody else gets the URL, or there is no upload of anybody.
    ok('in a test', `${V3}await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key }));`, { filename: 'src/upload.test.ts' }),
    ok('in a script', `${V3}await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key }));`, { filename: 'scripts/backup.ts' }),
    ok('only in development', `${V3}if (process.env.NODE_ENV !== 'production') await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key }));`),
    // Options.
    ok('another limit of the lifetime', `${V3}await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, ContentType: type, ContentLength: size }), { expiresIn: 7200, ${SIGNED} });`, { options: { maxSeconds: 7200 } }),
    ok('size: ignore', `${V3}await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, ContentType: type }), { ${SIGNED} });`, { options: { size: 'ignore' } }),
    ok('type: ignore', `${V3}await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, ContentType: type, ContentLength: size }));`, { options: { type: 'ignore' } }),
  ],
  invalid: [
    v3('nothing is fixed', 'await «getSignedUrl(s3, new PutObjectCommand({ Bucket, Key }))»;', [TYPE, SIZE]),
    v3('the command in a constant', 'const command = new PutObjectCommand({ Bucket, Key });\nconst url = await «getSignedUrl(s3, command, { expiresIn: 600 })»;', [TYPE, SIZE]),
    v3('one of two commands', "const command = method === 'PUT' ? new PutObjectCommand({ Bucket, Key }) : new GetObjectCommand({ Bucket, Key });\nconst url = await «getSignedUrl(s3, command)»;", [TYPE, SIZE]),
    v3('parameters in a constant', 'const params = { Bucket, Key };\nawait «getSignedUrl(s3, new PutObjectCommand(params))»;', [TYPE, SIZE]),
    v3('the size alone', 'await «getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, ContentLength: size }))»;', [TYPE]),
    v3('the type is set and not signed', 'await «getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, ContentType: type, ContentLength: size }), { expiresIn: 300 })»;', [UNSIGNED], { signed: ['expiresIn: 300', `expiresIn: 300, ${SIGNED}`] }),
    v3('the type is set, without options', 'await «getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, ContentType: type }))»;', [UNSIGNED, SIZE], { signed: ['ContentType: type }))', `ContentType: type }), { ${SIGNED} })`] }),
    v3('a day', `await «getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, ContentType: type, ContentLength: size }), { expiresIn: 60 * 60 * 24, ${SIGNED} })»;`, [validFor('1 day')]),
    v3('a week', `const WEEK = 604_800;\nawait «getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, ContentType: type, ContentLength: size }), { expiresIn: WEEK, ${SIGNED} })»;`, [validFor('7 days')]),
    v3('the key is the client\'s', `export async function POST(request: Request) {\n  const { key, type, size } = await request.json();\n  return «getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: key, ContentType: type, ContentLength: size }), { ${SIGNED} })»;\n}`, ["the key begins with 'key' from the request body"], { filename: 'app/api/upload/route.ts' }),
    v3('the folder is the client\'s', `export async function GET(request: Request) {\n  const folder = new URL(request.url).searchParams.get('folder');\n  const key = folder + '/' + crypto.randomUUID();\n  return «getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: key, ContentType: type, ContentLength: size }), { ${SIGNED} })»;\n}`, ["the key begins with 'folder' from the query string"], { filename: 'app/api/upload/route.ts' }),
    no('loaded when it is needed', "export async function sign(s3, Key) {\n  const { PutObjectCommand } = await import('@aws-sdk/client-s3');\n  const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner');\n  return «getSignedUrl(s3, new PutObjectCommand({ Bucket, Key }))»;\n}", 'getSignedUrl()', 'getSignedUrl()', [TYPE, SIZE]),
    no('required', "const { PutObjectCommand } = require('@aws-sdk/client-s3');\nconst { getSignedUrl } = require('@aws-sdk/s3-request-presigner');\nmodule.exports = (s3, Key) => «getSignedUrl(s3, new PutObjectCommand({ Bucket, Key }))»;", 'getSignedUrl()', 'getSignedUrl()', [TYPE, SIZE], { filename: 'upload.js' }),
    // Forms.
    no('a form without conditions', `${POST}await «createPresignedPost(s3, { Bucket, Key })»;`, 'createPresignedPost()', 'createPresignedPost()', [TYPE, SIZE]),
    no('a form without the type', `${POST}await «createPresignedPost(s3, { Bucket, Key, Conditions: [['content-length-range', 1, max]] })»;`, 'createPresignedPost()', 'createPresignedPost()', [TYPE]),
    no('a form for any type', `${POST}await «createPresignedPost(s3, { Bucket, Key, Conditions: [['content-length-range', 1, max], ['starts-with', '$Content-Type', '']] })»;`, 'createPresignedPost()', 'createPresignedPost()', [TYPE]),
    no('a form without the size', `${POST}await «createPresignedPost(s3, { Bucket, Key, Fields: { 'Content-Type': type }, Conditions: [{ 'Content-Type': type }, ['starts-with', '$key', prefix]] })»;`, 'createPresignedPost()', 'createPresignedPost()', [SIZE]),
    no('version 2, a form', `${V2}«s3.createPresignedPost({ Bucket, Fields: { 'Content-Type': type }, Conditions: [['content-length-range', 1, max]], Expires: 86_400 })»;`, 's3.createPresignedPost()', '.createPresignedPost()', [validFor('1 day')]),
    // Other libraries.
    no('version 2 cannot limit the size', `${V2}const url = «s3.getSignedUrl('putObject', { Bucket, Key, ContentType: type, ContentLength: size, Expires: 300 })»;`, 's3.getSignedUrl()', 'getSignedUrlPromise', [SIZE]),
    no('version 2 without the type', `${V2}const url = await «s3.getSignedUrlPromise('putObject', { Bucket, Key })»;`, 's3.getSignedUrlPromise()', 'getSignedUrlPromise', [TYPE, SIZE]),
    no('Google', `${GCS}await «file.getSignedUrl({ version: 'v4', action: 'write', expires: Date.now() + 15 * 60 * 1000, contentType: type })»;`, 'file.getSignedUrl()', '.getSignedUrl()', [SIZE]),
    no('Google, for two days', `${GCS}const expires = new Date(Date.now() + 172_800_000);\nawait «file.getSignedUrl({ action: 'resumable', expires, contentType: type, extensionHeaders: { 'x-goog-content-length-range': '1,10' } })»;`, 'file.getSignedUrl()', '.getSignedUrl()', [validFor('2 days')]),
    no('Google, for ever', `${GCS}await «file.getSignedUrl({ action: 'write', expires: '03-09-2491' })»;`, 'file.getSignedUrl()', '.getSignedUrl()', [TYPE, SIZE, 'it is valid until a date in the calendar']),
    no('a form of Google', `${GCS}await «file.generateSignedPostPolicyV4({ expires: Date.now() + 600_000, fields: { 'x-goog-meta-a': 'b' } })»;`, 'file.generateSignedPostPolicyV4()', 'generateSignedPostPolicyV4', [TYPE, SIZE]),
    no('Azure, for a day', `${AZURE}«generateBlobSASQueryParameters({ containerName, blobName, permissions: BlobSASPermissions.parse('racwd'), expiresOn: new Date(new Date().valueOf() + 86_400_000) }, credential)»;`, 'generateBlobSASQueryParameters()', 'generateBlobSASQueryParameters', [validFor('1 day')]),
    no('MinIO', `${MINIO}const url = await «minio.presignedPutObject('files', name)»;`, 'minio.presignedPutObject()', 'presignedPutObject', [TYPE, SIZE, validFor('7 days')]),
    no('Supabase', `${SUPABASE}export async function POST(request: Request) {\n  const { path } = await request.json();\n  return «db.storage.from('files').createSignedUploadUrl(path)»;\n}`, '.createSignedUploadUrl()', 'createSignedUploadUrl', ["the key begins with 'path' from the request body"], { filename: 'app/api/upload/route.ts' }),
    // Options.
    v3('maxSeconds', `await «getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, ContentType: type, ContentLength: size }), { expiresIn: 600, ${SIGNED} })»;`, [validFor('10 minutes')], { options: { maxSeconds: 300 } }),
    v3('the lifetime that nobody set', `await «getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, ContentType: type, ContentLength: size }), { ${SIGNED} })»;`, [validFor('15 minutes')], { options: { maxSeconds: 300 } }),
    v3('size: ignore leaves the type', 'await «getSignedUrl(s3, new PutObjectCommand({ Bucket, Key }))»;', [TYPE], { options: { size: 'ignore' } }),
  ],
});
