import type { Role } from '../../../src/knowledge/schema.js';
import { on, type Case } from '../case.js';

const calls = (role: Role, imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on(role, ...texts) });
const COMMANDS = ['CreateBucketCommand', 'PutBucketAclCommand', 'PutObjectCommand', 'PutObjectAclCommand', 'CopyObjectCommand', 'CreateMultipartUploadCommand', 'PutPublicAccessBlockCommand', 'DeletePublicAccessBlockCommand', 'PutBucketPolicyCommand'];
const METHODS = ['createBucket', 'putBucketAcl', 'putObject', 'upload', 'putObjectAcl', 'copyObject', 'createMultipartUpload', 'putPublicAccessBlock', 'deletePublicAccessBlock', 'putBucketPolicy', 'getSignedUrl', 'getSignedUrlPromise', 'createPresignedPost'];

export const STORAGE_CASES: readonly Case[] = [
  calls('constant', "import { ObjectCannedACL, BucketCannedACL } from '@aws-sdk/client-s3';", 'ObjectCannedACL.public_read', 'BucketCannedACL.public_read_write', 'ObjectCannedACL.authenticated_read'),
  calls('exposedStorage', `import { ${COMMANDS.join(', ')} } from '@aws-sdk/client-s3';`, ...COMMANDS.map((name) => `new ${name}(o)`)),
  calls('exposedStorage', "import AWS from 'aws-sdk'; const s3 = new AWS.S3();", ...METHODS.map((name) => `s3.${name}(o)`)),
  calls('exposedStorage', "import S3 from 'aws-sdk/clients/s3'; import { S3 as Client } from '@aws-sdk/client-s3';", 'new S3().upload(o)', 'new Client({}).putObject(o)'),
  calls('exposedStorage', "import { createPresignedPost } from '@aws-sdk/s3-presigned-post'; import { Upload } from '@aws-sdk/lib-storage'; import multerS3 from 'multer-s3'; import { Client } from 'minio';", 'createPresignedPost(c, o)', 'new Upload(o)', 'multerS3(o)', 'new Client(o).setBucketPolicy(b, p)'),
  calls(
    'exposedStorage',
    "import { Storage, Bucket, File } from '@google-cloud/storage'; import { getStorage } from 'firebase-admin/storage'; import admin from 'firebase-admin'; const storage = new Storage(); const bucket = storage.bucket('b'); const file = bucket.file('f'); const [made] = await storage.createBucket('b'); const [sent] = await bucket.upload(p); const [policy] = await bucket.iam.getPolicy(); function f(b: Bucket, o: File) { b.makePublic(); o.makePublic(); }",
    'bucket.makePublic()', 'made.makePublic()', 'file.makePublic()', 'sent.makePublic()', 'b.makePublic()', 'o.makePublic()', 'getStorage().bucket().file(n).makePublic()', 'admin.storage().bucket().file(n).makePublic()',
    "storage.createBucket('b')", 'bucket.upload(p)', 'file.save(d, o)', 'file.createWriteStream(o)', 'bucket.acl.add(o)', 'bucket.acl.default.add(o)', 'file.acl.add(o)', 'file.acl.readers.addAllUsers()', 'bucket.acl.owners.addAllAuthenticatedUsers()', 'bucket.iam.setPolicy(p)', 'policy.bindings.push(x)',
  ),
  calls('exposedStorage', "import { BlobServiceClient, ContainerClient } from '@azure/storage-blob'; const service = BlobServiceClient.fromConnectionString(c);", 'service.createContainer(n, o)', 'new BlobServiceClient(u).createContainer(n)', 'service.getContainerClient(n).createIfNotExists(o)', 'new ContainerClient(u).setAccessPolicy(a)'),
  calls('exposedStorage', "import { createClient, SupabaseClient } from '@supabase/supabase-js'; import { createServerClient } from '@supabase/ssr'; import { StorageClient } from '@supabase/storage-js'; function f(db: SupabaseClient) { db.storage.createBucket(n); }", 'createClient(u, k).storage.createBucket(n, o)', 'createServerClient(u, k, {}).storage.updateBucket(n, o)', 'new StorageClient(u).createBucket(n, o)', 'db.storage.createBucket(n)'),
  { code: "import { supabase } from '@/lib/supabase'; supabase.storage.createBucket(n, o); db.createBucket(n, o); supabase.createBucket(n, o);", expect: on('exposedStorage', 'supabase.storage.createBucket(n, o)'), not: on('exposedStorage', 'db.createBucket(n, o)', 'supabase.createBucket(n, o)') },
];
