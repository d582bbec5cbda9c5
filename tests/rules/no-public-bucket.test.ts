import rule from '../../src/rules/no-public-bucket.js';
import { ruleTester } from '../helpers/rule-tester.js';

/** In the code of an invalid case «…» marks what the rule points at. */
interface Wrong {
  readonly call: string;
  readonly what?: string;
  readonly because: string;
  readonly remedy: string;
  readonly suggest?: { readonly text: string; readonly from: string };
  readonly filename?: string;
}

const S3 = "import { S3Client, CreateBucketCommand, PutObjectCommand, PutBucketAclCommand, PutBucketPolicyCommand, PutPublicAccessBlockCommand, DeletePublicAccessBlockCommand, ObjectCannedACL } from '@aws-sdk/client-s3';\nconst s3 = new S3Client({});\n";
const V2 = "import AWS from 'aws-sdk';\nconst s3 = new AWS.S3();\n";
const GCS = "import { Storage } from '@google-cloud/storage';\nconst bucket = new Storage().bucket('files');\n";
const AZURE = "import { BlobServiceClient } from '@azure/storage-blob';\nconst blobs = BlobServiceClient.fromConnectionString(process.env.BLOBS!);\n";
const SUPABASE = "import { createClient } from '@supabase/supabase-js';\nconst db = createClient(url, key);\n";

const SIGN = 'Keep it private and hand out signed URLs, or serve it through a CDN that alone may read the bucket';
const GOOGLE = 'Keep it private and hand out signed URLs (`getSignedUrl`)';
const acl = (call: string, what = 'the object', value = 'public-read', because = `with the ACL '${value}' anybody can read it`): Wrong => ({ call, what, because, remedy: SIGN, suggest: { text: "'private'", from: `'${value}'` } });
const unsuggested = (call: string): Wrong => ({ call, what: 'the object', because: "with the ACL 'public-read' anybody can read it", remedy: SIGN });
const grant = (call: string, name: string, what: string): Wrong => ({ call, what, because: `\`${name}\` names everybody`, remedy: SIGN });
const policy = (call: string): Wrong => ({ call, what: 'the bucket', because: 'its policy allows every principal (`*`) without a condition', remedy: 'Name the principal that needs it, such as the distribution of the CDN' });
const google = (call: string, what: string, because: string, suggest?: Wrong['suggest']): Wrong => ({ call, what, because, remedy: GOOGLE, ...(suggest ? { suggest } : {}) });
const azure = (call: string): Wrong => ({ call, what: 'the container', because: 'with that access level anybody can read its blobs', remedy: 'Leave the access level out, and hand out SAS URLs' });
const supabase = (call: string, isWritten = true): Wrong => ({ call, what: 'the bucket', because: 'with `public: true` anybody who has a URL reads its files, and no policy is asked', remedy: 'Create it with `public: false`, and read with `createSignedUrl()` or `download()`', ...(isWritten ? { suggest: { text: 'false', from: 'public: true' } } : {}) });

const ok = (name: string, code: string, extra: { readonly filename?: string; readonly options?: [{ allow: string[] }] } = {}) => ({ name, code, ...extra });

function no(name: string, marked: string, { suggest, filename, ...data }: Wrong) {
  const code = marked.replaceAll(/[«»]/gu, '');
  const before = marked.slice(0, marked.indexOf('«')).split('\n');
  const through = marked.slice(0, marked.indexOf('»')).replace('«', '').split('\n');
  const output = suggest && code.replace(suggest.from, suggest.from.replace(/(?:'[^']*'|true|false)$/u, suggest.text));
  return {
    name, code, ...(filename === undefined ? {} : { filename }),
    errors: [{
      messageId: 'exposed' as const, data, line: before.length, column: (before.at(-1) ?? '').length + 1, endLine: through.length, endColumn: (through.at(-1) ?? '').length + 1,
      ...(suggest && output !== undefined ? { suggestions: [{ messageId: 'close' as const, data: { text: suggest.text }, output }] } : {}),
    }],
  };
}

const STATEMENT = "{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${name}/*` }";

ruleTester.run('no-public-bucket', rule, {
  valid: [
    // The recipe.
    ok('no ACL at all', `${S3}await s3.send(new PutObjectCommand({ Bucket, Key, Body }));`),
    ok('a private ACL', `${S3}await s3.send(new PutObjectCommand({ Bucket, Key, Body, ACL: 'private' }));`),
    ok('the owner of the bucket owns it', `${V2}s3.upload({ Bucket, Key, Body, ACL: 'bucket-owner-full-control' });`),
    ok('Block Public Access', `${S3}new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true } });`),
    ok('a policy for the CDN', `${S3}new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { Service: 'cloudfront.amazonaws.com' }, Action: 's3:GetObject', Resource }] }) });`),
    ok('a policy that denies everybody without TLS', `${S3}new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }] }) });`),
    ok('a condition narrows it', `${S3}new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource, Condition: { StringEquals: { 'aws:SourceVpce': vpce } } }] }) });`),
    ok('a condition that comes in with a spread', `${S3}new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', ...scope }] }) });`),
    ok('a policy nobody can read here', `${S3}new PutBucketPolicyCommand({ Bucket, Policy: readFileSync('policy.json', 'utf8') });`),
    ok('signed URLs of Google', `${GCS}const [url] = await bucket.file(name).getSignedUrl({ action: 'read', expires });`),
    ok('back to private', `${GCS}await bucket.file(name).makePrivate(); await bucket.file(name).save(data, { public: false });`),
    ok('one reader by name', `${GCS}await bucket.acl.add({ entity: 'user-ann@example.com', role: 'READER' });`),
    ok('IAM for a service account', `${GCS}await bucket.iam.setPolicy({ bindings: [{ role: 'roles/storage.objectViewer', members: ['serviceAccount:web@example.iam.gserviceaccount.com'] }] });`),
    ok('IAM for everybody under a condition', `${GCS}await bucket.iam.setPolicy({ bindings: [{ role, members: ['allUsers'], condition: { expression } }] });`),
    ok('an Azure container', `${AZURE}await blobs.createContainer('invoices'); await blobs.getContainerClient('invoices').createIfNotExists();`),
    ok('a private bucket of Supabase', `${SUPABASE}await db.storage.createBucket('invoices', { public: false, fileSizeLimit: '5MB' });`),
    ok('Supabase is private when nothing is said', `${SUPABASE}await db.storage.createBucket('invoices');`),
    // Unknown.
    ok('an ACL from the configuration', `${S3}new PutObjectCommand({ Bucket, Key, ACL: process.env.S3_ACL });`),
    ok('whether it is public is for the caller to say', `${SUPABASE}export const make = (name: string, isPublic: boolean) => db.storage.createBucket(name, { public: isPublic });`),
    // Look-alikes.
    ok('a file of something else', "import { openDocument } from './documents';\nconst file = openDocument(); file.makePublic();"),
    ok('a bucket of a chart', "import { histogram } from 'd3'; histogram.createBucket('a', { public: true });"),
    ok('a container of Docker', "import Docker from 'dockerode'; new Docker().createContainer({ access: 'container' });"),
    ok('the ACL of another request', "import { api } from './api'; api.send({ ACL: 'public-read' });"),
    ok('an item of DynamoDB', "import { PutCommand } from '@aws-sdk/lib-dynamodb'; new PutCommand({ Item: { ACL: 'public-read' } });"),
    // Where nobody's files are.
    ok('in a test', `${SUPABASE}await db.storage.createBucket('files', { public: true });`, { filename: 'tests/storage.test.ts' }),
    ok('only in development', `${SUPABASE}if (process.env.NODE_ENV === 'development') { await db.storage.createBucket('files', { public: true }); }`),
    ok('meant to be public', `${SUPABASE}const AVATARS = 'avatars'; await db.storage.createBucket(AVATARS, { public: true });`, { options: [{ allow: ['^avatars$'] }] }),
  ],
  invalid: [
    // S3, version 3 of the SDK.
    no('an object', `${S3}await s3.send(«new PutObjectCommand({ Bucket, Key, Body, ACL: 'public-read' })»);`, acl('new PutObjectCommand()')),
    no('an object that anybody overwrites', `${S3}await s3.send(«new PutObjectCommand({ Bucket, Key, ACL: 'public-read-write' })»);`, acl('new PutObjectCommand()', 'the object', 'public-read-write', "with the ACL 'public-read-write' anybody can read and overwrite it")),
    no('everybody with an account', `${S3}await s3.send(«new PutObjectCommand({ Bucket, Key, ACL: 'authenticated-read' })»);`, acl('new PutObjectCommand()', 'the object', 'authenticated-read', "with the ACL 'authenticated-read' everybody who has an AWS account can read it")),
    no('a member of the enumeration', `${S3}await s3.send(«new PutObjectCommand({ Bucket, Key, ACL: ObjectCannedACL.public_read })»);`, unsuggested('new PutObjectCommand()')),
    no('a bucket', `${S3}await s3.send(«new CreateBucketCommand({ Bucket: 'assets', ACL: 'public-read' })»);`, acl('new CreateBucketCommand()', 'the bucket')),
    no('a bucket later', `${S3}await s3.send(«new PutBucketAclCommand({ Bucket, ACL: 'public-read' })»);`, acl('new PutBucketAclCommand()', 'the bucket')),
    no('a grant', `${S3}await s3.send(«new PutBucketAclCommand({ Bucket, GrantRead: 'uri="http://acs.amazonaws.com/groups/global/AllUsers"' })»);`, grant('new PutBucketAclCommand()', 'GrantRead', 'the bucket')),
    no('through variables', `${S3}const visibility = 'public-read';\nconst params = { Bucket, Key, Body, ACL: visibility };\nconst command = «new PutObjectCommand(params)»;\nawait s3.send(command);`, unsuggested('new PutObjectCommand()')),
    no('from a namespace, required', "const aws = require('@aws-sdk/client-s3');\nmodule.exports = (Key) => «new aws.PutObjectCommand({ Bucket, Key, ACL: 'public-read' })»;", { ...acl('new aws.PutObjectCommand()'), filename: 'storage.js' }),
    no('the client with methods', "import { S3 } from '@aws-sdk/client-s3';\nclass Files {\n  private readonly s3 = new S3({});\n  put(Key: string) {\n    return «this.s3.putObject({ Bucket, Key, ACL: 'public-read' })»;\n  }\n}", acl('this.s3.putObject()')),
    no('a multipart upload', "import { Upload } from '@aws-sdk/lib-storage';\nawait «new Upload({ client, params: { Bucket, Key, Body, ACL: 'public-read' } })».done();", acl('new Upload()')),
    no('a form that browsers post', "import { createPresignedPost } from '@aws-sdk/s3-presigned-post';\nawait «createPresignedPost(s3, { Bucket, Key, Fields: { acl: 'public-read' } })»;", acl('createPresignedPost()')),
    no('Block Public Access, one part off', `${S3}«new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: false } })»;`, { call: 'new PutPublicAccessBlockCommand()', what: 'the bucket', because: '`RestrictPublicBuckets: false` switches off a part of Block Public Access', remedy: 'Set all four switches to true', suggest: { text: 'true', from: 'RestrictPublicBuckets: false' } }),
    no('Block Public Access removed', `${S3}«new DeletePublicAccessBlockCommand({ Bucket })»;`, { call: 'new DeletePublicAccessBlockCommand()', what: 'the bucket', because: 'it removes Block Public Access, so that any ACL or policy can open it', remedy: 'Keep Block Public Access on' }),
    no('a policy for everybody', `${S3}«new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [${STATEMENT}] }) })»;`, policy('new PutBucketPolicyCommand()')),
    no('a policy in steps', `${S3}const document = { Statement: ${STATEMENT.replace("'*'", "{ AWS: ['*'] }")} };\nconst text = JSON.stringify(document);\n«new PutBucketPolicyCommand({ Bucket, Policy: text })»;`, policy('new PutBucketPolicyCommand()')),
    no('a policy as text', `${S3}«new PutBucketPolicyCommand({ Bucket, Policy: \`{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::\${name}/*"}]}\` })»;`, policy('new PutBucketPolicyCommand()')),
    // Version 2, and what stands on it.
    no('version 2', `${V2}«s3.upload({ Bucket, Key, Body, ACL: 'public-read' })».promise();`, acl('s3.upload()')),
    no('a URL that is signed for a public object', `${V2}const url = «s3.getSignedUrl('putObject', { Bucket, Key, ACL: 'public-read' })»;`, acl('s3.getSignedUrl()')),
    no('multer', "import multerS3 from 'multer-s3';\nexport const storage = «multerS3({ s3, bucket, acl: 'public-read', key })»;", acl('multerS3()')),
    no('MinIO', "import { Client } from 'minio';\nconst minio = new Client(options);\nawait «minio.setBucketPolicy('assets', JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['s3:GetObject'], Resource }] }))»;", policy('minio.setBucketPolicy()')),
    // Google.
    no('an object of Google', `${GCS}const file = bucket.file(name);\nawait file.save(data);\nawait «file.makePublic()»;`, google('file.makePublic()', 'the object', 'anybody can read it')),
    no('a bucket of Google', `${GCS}await «bucket.makePublic({ includeFiles: true })»;`, google('bucket.makePublic()', 'the bucket', 'anybody can read all that is in it')),
    no('of Firebase', "import { getStorage } from 'firebase-admin/storage';\nawait «getStorage().bucket().file(name).makePublic()»;", google('.makePublic()', 'the object', 'anybody can read it')),
    no('public while it is saved', `${GCS}await «bucket.file(name).save(data, { public: true })»;`, google('.save()', 'the object', '`public: true` lets anybody read it', { text: 'false', from: 'public: true' })),
    no('a predefined ACL', `${GCS}await «bucket.upload(path, { predefinedAcl: 'publicRead' })»;`, google('bucket.upload()', 'the object', '`predefinedAcl` lets everybody in', { text: "'private'", from: "'publicRead'" })),
    no('an entry for everybody', `${GCS}await «bucket.acl.default.add({ entity: 'allUsers', role: 'READER' })»;`, google('bucket.acl.default.add()', 'the bucket', 'its access list names everybody')),
    no('readers', `${GCS}await «bucket.file(name).acl.readers.addAllUsers()»;`, google('.addAllUsers()', 'the object', 'its access list names everybody')),
    no('IAM', `${GCS}await «bucket.iam.setPolicy({ bindings: [{ role: 'roles/storage.objectViewer', members: [owner, 'allUsers'] }] })»;`, google('bucket.iam.setPolicy()', 'the bucket', 'its IAM policy names everybody as a member')),
    no('IAM, one binding more', `${GCS}const [policy] = await bucket.iam.getPolicy();\n«policy.bindings.push({ role: 'roles/storage.objectViewer', members: ['allUsers'] })»;\nawait bucket.iam.setPolicy(policy);`, google('policy.bindings.push()', 'the bucket', 'its IAM policy names everybody as a member')),
    // Azure, Supabase.
    no('Azure', `${AZURE}await «blobs.createContainer('images', { access: 'container' })»;`, azure('blobs.createContainer()')),
    no('Azure, if it is missing', `${AZURE}const container = blobs.getContainerClient('images');\nawait «container.createIfNotExists({ access: 'blob' })»;`, azure('container.createIfNotExists()')),
    no('Azure, later', `${AZURE}await «blobs.getContainerClient('images').setAccessPolicy('blob')»;`, azure('.setAccessPolicy()')),
    no('Supabase', `${SUPABASE}await «db.storage.createBucket('avatars', { public: true })»;`, supabase('db.storage.createBucket()')),
    no('Supabase, later', `${SUPABASE}const { storage } = db;\nawait «storage.updateBucket('avatars', { public: true })»;`, supabase('storage.updateBucket()')),
    no('a client of another file', "import { supabaseAdmin } from '@/lib/supabase';\nconst options = { public: true };\nawait «supabaseAdmin.storage.createBucket('uploads', options)»;", supabase('supabaseAdmin.storage.createBucket()', false)),
    no('in a script', `${SUPABASE}await «db.storage.createBucket('uploads', { public: true })»;`, { ...supabase('db.storage.createBucket()'), filename: 'scripts/setup.ts' }),
    // Options.
    { ...no('another name than those that are meant', `${SUPABASE}await «db.storage.createBucket('invoices', { public: true })»;`, supabase('db.storage.createBucket()')), options: [{ allow: ['^avatars$'] }] as [{ allow: string[] }] },
    { ...no('a name nobody can read here', `${SUPABASE}await «db.storage.createBucket(name, { public: true })»;`, supabase('db.storage.createBucket()')), options: [{ allow: ['.*'] }] as [{ allow: string[] }] },
  ],
});
