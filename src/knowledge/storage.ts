/** Object storage: which calls let anybody in. */
import type { ApiRow, Condition, Conditional, Fact, FactsByRole, Place } from './schema.js';

type Exposed = Omit<FactsByRole['exposedStorage'], keyof Conditional>;

const exposed = (facts: Exposed, when: readonly Condition[] = [], unless: readonly Condition[] = []): Fact => ({ role: 'exposedStorage', ...facts, ...(when.length > 0 ? { when } : {}), ...(unless.length > 0 ? { unless } : {}) });
const at = (arg: number, ...path: readonly (string | readonly string[])[]): Place => ({ arg, ...(path.length > 0 ? { path } : {}) });

// ---- S3 and what speaks its protocol (R2, MinIO, Spaces) -------------------------------------------------------------

const S3 = '@aws-sdk/client-s3';
const SIGN_READS = 'Keep it private and hand out signed URLs, or serve it through a CDN that alone may read the bucket';
const CANNED: Readonly<Record<string, string>> = {
  'public-read': "with the ACL 'public-read' anybody can read it",
  'public-read-write': "with the ACL 'public-read-write' anybody can read and overwrite it",
  // Every account of AWS, not of this organisation.
  'authenticated-read': "with the ACL 'authenticated-read' everybody who has an AWS account can read it",
};
const EVERYBODY = String.raw`groups/global/(?:AllUsers|AuthenticatedUsers)`;

/** The facts of a call that takes a canned ACL there, and grants beside it. */
const acl = (what: Exposed['what'], place: Place, bucket: Place): readonly Fact[] => {
  const [options, name] = [place.path?.slice(0, -1) ?? [], place.path?.at(-1)];
  const grants = ['GrantRead', 'GrantFullControl', 'GrantWrite', 'GrantWriteACP', 'GrantReadACP'];
  return [
    ...Object.entries(CANNED).map(([value, because]) => exposed({ what, because, remedy: SIGN_READS, bucket, instead: { ...place, text: "'private'" } }, [{ ...place, equals: [value] }])),
    ...(name === 'ACL' ? grants.map((grant) => exposed({ what, because: `\`${grant}\` names everybody`, remedy: SIGN_READS, bucket }, [{ ...place, path: [...options, grant], matches: EVERYBODY }])) : []),
  ];
};
const facts = (row: Omit<ApiRow, 'fact'>, all: readonly Fact[]): readonly ApiRow[] => all.map((fact) => ({ ...row, fact }) as ApiRow);

const ACL = at(0, 'ACL');
const BUCKET = at(0, 'Bucket');
const BUCKET_ACL = acl('the bucket', ACL, BUCKET);
const OBJECT_ACL = acl('the object', ACL, BUCKET);
const BLOCK = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];
const UNBLOCKED = BLOCK.map((option) => {
  const place = at(0, 'PublicAccessBlockConfiguration', option);
  return exposed({ what: 'the bucket', because: `\`${option}: false\` switches off a part of Block Public Access`, remedy: 'Set all four switches to true', bucket: BUCKET, instead: { ...place, text: 'true' } }, [{ ...place, equals: ['false'] }]);
});
const NO_BLOCK = exposed({ what: 'the bucket', because: 'it removes Block Public Access, so that any ACL or policy can open it', remedy: 'Keep Block Public Access on', bucket: BUCKET });
const policy = (place: Place, bucket: Place): Fact => exposed({ what: 'the bucket', because: 'its policy allows every principal (`*`) without a condition', remedy: 'Name the principal that needs it, such as the distribution of the CDN', bucket, policy: { ...place, form: 'statements' } });

// ---- Google ----------------------------------------------------------------------------------------------------------

const GOOGLE_REMEDY = 'Keep it private and hand out signed URLs (`getSignedUrl`)';
const predefined = (what: Exposed['what'], arg: number, ...options: readonly string[]): readonly Fact[] =>
  options.map((option) => exposed({ what, because: `\`${option}\` lets everybody in`, remedy: GOOGLE_REMEDY, instead: { ...at(arg, option), text: "'private'" } }, [{ ...at(arg, option), equals: ['publicread', 'publicreadwrite', 'authenticatedread'] }]));
const publicUpload = (arg: number): readonly Fact[] => [
  exposed({ what: 'the object', because: '`public: true` lets anybody read it', remedy: GOOGLE_REMEDY, instead: { ...at(arg, 'public'), text: 'false' } }, [{ ...at(arg, 'public'), equals: ['true'] }]),
  ...predefined('the object', arg, 'predefinedAcl'),
];
const everyEntity = (what: Exposed['what']): Fact => exposed({ what, because: 'its access list names everybody', remedy: GOOGLE_REMEDY }, [{ ...at(0, 'entity'), equals: ['allusers', 'allauthenticatedusers'] }]);
const addAll = (what: Exposed['what']): Fact => exposed({ what, because: 'its access list names everybody', remedy: GOOGLE_REMEDY });
const IAM = (place: Place, form: 'bindings' | 'binding'): Fact => exposed({ what: 'the bucket', because: 'its IAM policy names everybody as a member', remedy: GOOGLE_REMEDY, policy: { ...place, form } });

// ---- Azure, Supabase -------------------------------------------------------------------------------------------------

const container = (place: Place, bucket?: Place): Fact =>
  exposed({ what: 'the container', because: 'with that access level anybody can read its blobs', remedy: 'Leave the access level out, and hand out SAS URLs', ...(bucket ? { bucket } : {}) }, [{ ...place, equals: ['blob', 'container'] }]);
const SUPABASE_PUBLIC = exposed(
  { what: 'the bucket', because: 'with `public: true` anybody who has a URL reads its files, and no policy is asked', remedy: 'Create it with `public: false`, and read with `createSignedUrl()` or `download()`', bucket: at(0), instead: { ...at(1, 'public'), text: 'false' } },
  [{ ...at(1, 'public'), equals: ['true'] }],
);
const SUPABASE_SSR = '{createServerClient,createBrowserClient}';

export const STORAGE: readonly ApiRow[] = [
  ...['public_read', 'public_read_write', 'authenticated_read'].map((name): ApiRow => ({ module: S3, path: `{ObjectCannedACL,BucketCannedACL}.${name}`, fact: { role: 'constant', value: name.replaceAll('_', '-') } })),
  ...facts({ module: S3, path: '{CreateBucketCommand,PutBucketAclCommand}#()' } as ApiRow, BUCKET_ACL),
  ...facts({ module: S3, path: '{PutObjectCommand,PutObjectAclCommand,CopyObjectCommand,CreateMultipartUploadCommand}#()' } as ApiRow, OBJECT_ACL),
  ...facts({ module: S3, path: 'PutPublicAccessBlockCommand#()' } as ApiRow, UNBLOCKED),
  { module: S3, path: 'DeletePublicAccessBlockCommand#()', fact: NO_BLOCK },
  { module: S3, path: 'PutBucketPolicyCommand#()', fact: policy(at(0, 'Policy'), BUCKET) },
  { module: [S3, 'aws-sdk'], path: 'S3#', is: 'aws.S3' },
  { module: 'aws-sdk/clients/s3', path: '#', is: 'aws.S3' },
  ...facts({ of: 'aws.S3', path: '.{createBucket,putBucketAcl}()' } as ApiRow, BUCKET_ACL),
  ...facts({ of: 'aws.S3', path: '.{putObject,upload,putObjectAcl,copyObject,createMultipartUpload}()' } as ApiRow, OBJECT_ACL),
  ...facts({ of: 'aws.S3', path: '.putPublicAccessBlock()' } as ApiRow, UNBLOCKED),
  { of: 'aws.S3', path: '.deletePublicAccessBlock()', fact: NO_BLOCK },
  { of: 'aws.S3', path: '.putBucketPolicy()', fact: policy(at(0, 'Policy'), BUCKET) },
  ...facts({ of: 'aws.S3', path: '.{getSignedUrl,getSignedUrlPromise}()' } as ApiRow, acl('the object', at(1, 'ACL'), at(1, 'Bucket'))),
  ...facts({ of: 'aws.S3', path: '.createPresignedPost()' } as ApiRow, acl('the object', at(0, 'Fields', ['acl', 'ACL']), BUCKET)),
  ...facts({ module: '@aws-sdk/s3-presigned-post', path: 'createPresignedPost()' } as ApiRow, acl('the object', at(1, 'Fields', ['acl', 'ACL']), at(1, 'Bucket'))),
  ...facts({ module: '@aws-sdk/lib-storage', path: 'Upload#()' } as ApiRow, acl('the object', at(0, 'params', 'ACL'), at(0, 'params', 'Bucket'))),
  ...facts({ module: 'multer-s3', path: '()' } as ApiRow, acl('the object', at(0, 'acl'), at(0, 'bucket'))),
  // An ACL in the metadata of MinIO's `putObject` does nothing: it knows policies only.
  { module: 'minio', path: 'Client#.setBucketPolicy()', fact: policy(at(1), at(0)) },

  { module: '@google-cloud/storage', path: 'Storage#', is: 'gcs.Storage' },
  { module: 'firebase-admin/storage', path: 'getStorage()', is: 'gcs.Storage' },
  { module: 'firebase-admin', path: 'storage()', is: 'gcs.Storage' },
  { module: '@google-cloud/storage', path: 'Bucket#', is: 'gcs.Bucket' },
  { module: '@google-cloud/storage', path: 'File#', is: 'gcs.File' },
  { of: 'gcs.Storage', path: '.bucket()', is: 'gcs.Bucket' },
  { of: 'gcs.Storage', path: '.createBucket().0', is: 'gcs.Bucket' },
  { of: 'gcs.Bucket', path: '.file()', is: 'gcs.File' },
  { of: 'gcs.Bucket', path: '.upload().0', is: 'gcs.File' },
  ...facts({ of: 'gcs.Storage', path: '.createBucket()' } as ApiRow, predefined('the bucket', 1, 'predefinedAcl', 'predefinedDefaultObjectAcl')),
  { of: 'gcs.Bucket', path: '.makePublic()', fact: exposed({ what: 'the bucket', because: 'anybody can read all that is in it', remedy: GOOGLE_REMEDY }) },
  { of: 'gcs.File', path: '.makePublic()', fact: exposed({ what: 'the object', because: 'anybody can read it', remedy: GOOGLE_REMEDY }) },
  ...facts({ of: 'gcs.Bucket', path: '.upload()' } as ApiRow, publicUpload(1)),
  ...facts({ of: 'gcs.File', path: '.save()' } as ApiRow, publicUpload(1)),
  ...facts({ of: 'gcs.File', path: '.createWriteStream()' } as ApiRow, publicUpload(0)),
  ...([['gcs.Bucket', 'the bucket'], ['gcs.File', 'the object']] as const).flatMap(([of, what]): readonly ApiRow[] => [
    { of, path: '.acl.{add,default.add}()', fact: everyEntity(what) },
    { of, path: '.acl.{owners,readers,writers}.{addAllUsers,addAllAuthenticatedUsers}()', fact: addAll(what) },
  ]),
  { of: 'gcs.Bucket', path: '.iam.setPolicy()', fact: IAM(at(0), 'bindings') },
  { of: 'gcs.Bucket', path: '.iam.getPolicy().0.bindings.push()', fact: IAM(at(0), 'binding') },

  { module: '@azure/storage-blob', path: 'BlobServiceClient#', is: 'azure.Blobs' },
  { module: '@azure/storage-blob', path: 'BlobServiceClient.fromConnectionString()', is: 'azure.Blobs' },
  { module: '@azure/storage-blob', path: 'ContainerClient#', is: 'azure.Container' },
  { of: 'azure.Blobs', path: '.getContainerClient()', is: 'azure.Container' },
  { of: 'azure.Blobs', path: '.createContainer()', fact: container(at(1, 'access'), at(0)) },
  { of: 'azure.Container', path: '.{create,createIfNotExists}()', fact: container(at(0, 'access')) },
  { of: 'azure.Container', path: '.setAccessPolicy()', fact: container(at(0)) },

  { module: '@supabase/supabase-js', path: 'createClient().storage', is: 'supabase.Storage' },
  { module: '@supabase/supabase-js', path: 'SupabaseClient#.storage', is: 'supabase.Storage' },
  { module: '@supabase/ssr', path: `${SUPABASE_SSR}().storage`, is: 'supabase.Storage' },
  { module: '@supabase/storage-js', path: 'StorageClient#', is: 'supabase.Storage' },
  { named: ['supabase', 'supabaseAdmin', 'supabaseClient'], path: '.storage', is: 'supabase.Storage' },
  { of: 'supabase.Storage', path: '.{createBucket,updateBucket}()', fact: SUPABASE_PUBLIC },
];
