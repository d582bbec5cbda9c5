import { on, type Case } from '../case.js';

const urls = (imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on('uploadUrl', ...texts) });

export const UPLOAD_CASES: readonly Case[] = [
  {
    code: "import { PutObjectCommand, GetObjectCommand } from '@aws-sdk/client-s3'; import { getSignedUrl } from '@aws-sdk/s3-request-presigner'; getSignedUrl(s3, new PutObjectCommand(o)); new GetObjectCommand(o);",
    expect: [...on('uploadCommand', 'new PutObjectCommand(o)'), ...on('uploadUrl', 'getSignedUrl(s3, new PutObjectCommand(o))')],
    not: on('uploadCommand', 'new GetObjectCommand(o)'),
  },
  urls("import { createPresignedPost } from '@aws-sdk/s3-presigned-post';", 'createPresignedPost(s3, o)'),
  urls("import AWS from 'aws-sdk'; const s3 = new AWS.S3();", "s3.getSignedUrl('putObject', o)", "s3.getSignedUrlPromise('putObject', o)", 's3.createPresignedPost(o)'),
  urls("import { Storage } from '@google-cloud/storage'; const file = new Storage().bucket(b).file(n);", "file.getSignedUrl({ action: 'write' })", 'file.generateSignedPostPolicyV4(o)'),
  urls("import { generateBlobSASQueryParameters, ContainerClient } from '@azure/storage-blob';", 'generateBlobSASQueryParameters(v, c)', 'new ContainerClient(u).getBlockBlobClient(n).generateSasUrl(o)'),
  urls("import { Client } from 'minio'; import { createClient } from '@supabase/supabase-js';", 'new Client(o).presignedPutObject(b, n)', 'createClient(u, k).storage.from(b).createSignedUploadUrl(p)'),
];
