import rule from '../../src/rules/require-encryption-context.js';
import { ruleTester } from '../helpers/rule-tester.js';

const AWS = "import { KMSClient, EncryptCommand, DecryptCommand, GenerateDataKeyCommand, ReEncryptCommand } from '@aws-sdk/client-kms';\nconst client = new KMSClient({});\n";
const NODE = "import crypto, { createCipheriv, createDecipheriv } from 'node:crypto';\n";
const GOOGLE = "import { KeyManagementServiceClient } from '@google-cloud/kms';\nconst client = new KeyManagementServiceClient();\n";
const SDK = "import { buildClient } from '@aws-crypto/client-node';\nconst { encrypt, decrypt } = buildClient();\n";
const filename = 'src/lib/crypto.ts';
const all = [{ ciphers: 'all' }] as const;

const EXAMPLES: Readonly<Record<string, string>> = {
  EncryptionContext: 'EncryptionContext: { userId }',
  SourceEncryptionContext: 'SourceEncryptionContext: { userId }',
  DestinationEncryptionContext: 'DestinationEncryptionContext: { userId }',
  encryptionContext: 'encryptionContext: { userId }',
  additionalAuthenticatedData: 'additionalAuthenticatedData: Buffer.from(userId)',
  additionalData: 'additionalData: new TextEncoder().encode(userId)',
  context: 'context: { userId }',
  setAAD: 'cipher.setAAD(Buffer.from(userId))',
  'the third argument': 'gcm(key, nonce, utf8ToBytes(userId))',
  'the additional data': 'the user id as additional data',
};

/** Where a text stands, as ESLint counts; of several the one that `nth` says. */
function placeOf(code: string, at: string, nth = 0) {
  let index = -1;
  for (let count = 0; count <= nth; count++) index = code.indexOf(at, index + 1);
  if (index < 0) throw new Error(`${at} is not in ${code}`);
  const before = code.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const absent = (code: string, at: string, call: string, does: string, option: string, nth = 0) => ({ messageId: 'absent' as const, data: { call, does, option, example: EXAMPLES[option.split('`')[0] ?? ''] ?? '' }, ...placeOf(code, at, nth) });
const constant = (code: string, at: string, call: string, does: string, value: string, option: string) => ({ messageId: 'constant' as const, data: { call, does, value, example: EXAMPLES[option] ?? '' }, ...placeOf(code, at) });

/** One finding without a context. */
const bare = (code: string, at: string, call: string, does: string, option: string, more: object = {}) => ({ code, filename, errors: [absent(code, at, call, does, option)], ...more });

ruleTester.run('require-encryption-context', rule, {
  valid: [
    // The recipe of the policy.
    { code: 'import { kms } from "@/lib/kms";\nexport async function save(userId: string, ssn: string) { const ssnEncrypted = await kms.encrypt(ssn, { keyId: KMS_KEY_ID, context: { userId } }); await db.update(users).set({ ssnEncrypted }).where(eq(users.id, userId)); }\nexport const read = (user: User, userId: string) => kms.decrypt(user.ssnEncrypted, { context: { userId } });', filename },
    // The id of the owner or the row, in each API.
    { code: `${AWS}export const seal = (userId: string, text: string) => client.send(new EncryptCommand({ KeyId: KEY, Plaintext: Buffer.from(text), EncryptionContext: { userId, table: 'users' } }));\nexport const open = (userId: string, data: Buffer) => client.send(new DecryptCommand({ CiphertextBlob: data, EncryptionContext: { userId, table: 'users' } }));`, filename },
    { code: `${AWS}export const key = (tenantId: string) => client.send(new GenerateDataKeyCommand({ KeyId: KEY, KeySpec: 'AES_256', EncryptionContext: { tenantId } }));\nexport const move = (blob: Buffer, row: Row) => client.send(new ReEncryptCommand({ CiphertextBlob: blob, SourceEncryptionContext: { id: row.id }, DestinationEncryptionContext: { id: row.id } }));`, filename },
    { code: "import AWS from 'aws-sdk';\nconst kms = new AWS.KMS();\nexport const seal = (params: AWS.KMS.EncryptRequest) => kms.encrypt(params).promise();\nexport const open = (rowId: string, blob: Buffer) => kms.decrypt({ CiphertextBlob: blob, EncryptionContext: { rowId } }).promise();", filename },
    { code: `${SDK}export const seal = (ring, userId, text) => encrypt(ring, text, { encryptionContext: { userId } });\nexport async function open(ring, userId, data) { const { plaintext, messageHeader } = await decrypt(ring, data); if (messageHeader.encryptionContext.userId !== userId) throw new Error('not yours'); return plaintext; }`, filename },
    { code: `${SDK}export const open = (ring, data) => decrypt(ring, data);\nexport async function read(ring, data) { const opened = await decrypt(ring, data); assertContext(opened.messageHeader); return opened.plaintext; }`, filename },
    { code: `${GOOGLE}export const seal = (userId: string, text: string) => client.encrypt({ name, plaintext: Buffer.from(text), additionalAuthenticatedData: Buffer.from(userId) });`, filename },
    { code: "import { CryptographyClient } from '@azure/keyvault-keys';\nconst client = new CryptographyClient(key, login);\nclient.encrypt({ algorithm: 'RSA-OAEP-256', plaintext });\nclient.encrypt({ algorithm: 'A256GCM', plaintext, additionalAuthenticatedData: Buffer.from(rowId) });", filename },
    // A wrapper that hands on what it is given, or may do so.
    { code: `${AWS}export const seal = (text: string, context: Record<string, string>) => client.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from(text), EncryptionContext: context }));`, filename },
    { code: `${AWS}export const seal = (args: Args) => client.send(new EncryptCommand({ KeyId, Plaintext: args.plaintext, ...(args.context && { EncryptionContext: args.context }) }));`, filename },
    { code: `${AWS}export const seal = (text: string, context = { app: 'acme' }) => client.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from(text), EncryptionContext: context }));\nseal('x');`, filename },
    { code: `${AWS}import { CONTEXT } from './context';\nclient.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext: CONTEXT }));\nclient.send(new DecryptCommand(input));`, filename },
    { code: "import { kms } from './kms';\nkms.encrypt(userId, text);\nkms.encrypt({ plaintext, userId });\nkms.encrypt(options);\nkms.encrypt({ key, data, encryption: { algorithm: 'A256GCM', aad } });\nkms.encrypt(text, await contextOf(user));\nkms.encrypt();\nkms.sign(data);", filename },
    { code: "import { kmsService } from './kms';\nexport const seal = (text: string, venueId: string) => kmsService.encrypt(text, { venueId, purpose: 'id_token' });", filename },
    // A key pair knows no context.
    { code: `${AWS}client.send(new EncryptCommand({ KeyId, Plaintext, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }));\nclient.send(new DecryptCommand({ KeyId, CiphertextBlob, EncryptionAlgorithm: EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256 }));`, filename },
    // A secret of the application has no row.
    { code: `${AWS}export const load = () => client.send(new DecryptCommand({ CiphertextBlob: Buffer.from(process.env.JWT_SECRET_ENCRYPTED!, 'base64') }));`, filename },
    { code: `${AWS}import { readFile } from 'node:fs/promises';\nexport async function load(path: string) { const text = await readFile(path, 'utf8'); return client.send(new DecryptCommand({ CiphertextBlob: Buffer.from(text, 'base64') })); }\nexport const store = (key: Buffer) => client.send(new EncryptCommand({ KeyId, Plaintext: key }));`, filename },
    { code: 'class Keys { constructor(private readonly config: Config, private readonly kmsService: Kms) { this.wrapped = config.get("index.key"); } load() { return this.kmsService.decrypt({ ciphertext: Buffer.from(this.wrapped, "base64") }); } }', filename },
    { code: "import { kms } from './kms';\nimport { env } from './env';\nexport const key = kms.decrypt(env.WRAPPED_KEY);", filename },
    // The code that Cognito hands over to be sent.
    { code: `${SDK}export const handler = async (event) => { const { plaintext } = await decrypt(ring, toByteArray(event.request.code)); await send(plaintext); };`, filename },

    // Ciphers: bound, or not evidently of a field.
    { code: `${NODE}export function encryptSsn(userId: string, ssn: string) { const cipher = createCipheriv('aes-256-gcm', KEY, iv); cipher.setAAD(Buffer.from(userId)); return Buffer.concat([cipher.update(ssn, 'utf8'), cipher.final(), cipher.getAuthTag()]); }`, filename },
    { code: `${NODE}export function encryptToken(token: string, context?: string) { const cipher = createCipheriv('aes-256-gcm', KEY, iv); if (context) cipher.setAAD(Buffer.from(context)); return cipher.update(token); }`, filename },
    { code: `${NODE}export function encryptSecret(rowId: string, text: string) { return crypto.createCipheriv('aes-256-gcm', KEY, iv).setAAD(Buffer.from(rowId)).update(text); }`, filename },
    { code: `${NODE}export function encryptSecret(text: string) { const cipher = createCipheriv('aes-256-gcm', KEY, iv); return seal(cipher, text); }`, filename },
    { code: `${NODE}export function encrypt(text: string) { const cipher = createCipheriv('aes-256-gcm', KEY, iv); return cipher.update(text); }`, filename },
    { code: `${NODE}export function encryptSessionToken(token: string) { const cipher = createCipheriv('aes-256-gcm', KEY, iv); return cipher.update(token); }\nexport function sealState(userId: string, data: object) { return createCipheriv('aes-256-gcm', KEY, iv).update(JSON.stringify(data)); }`, filename },
    { code: `${NODE}export function encryptSecret(text: string) { const cipher = createCipheriv('aes-256-cbc', KEY, iv); return cipher.update(text); }`, filename },
    // The key is the owner's own.
    { code: `${NODE}const keyOf = (userId: string) => crypto.hkdfSync('sha256', MASTER, '', userId, 32);\nexport function encryptSecret(userId: string, text: string) { return createCipheriv('aes-256-gcm', keyOf(userId), iv).update(text); }`, filename },
    { code: `${NODE}export function encryptSecret(password: string, text: string) { const key = crypto.scryptSync(password, salt, 32); return createCipheriv('aes-256-gcm', key, iv).update(text); }`, filename },
    { code: "export async function encryptVault(secret: string, passphrase: string) { const key = await deriveKey(passphrase); return crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, encode(secret)); }", filename },
    { code: "export const encryptEmail = (email: string, userId: string) => crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encode(userId) }, key, encode(email));", filename },
    // The data key is bound by the service.
    { code: `${AWS}${NODE}export async function encryptSsn(userId: string, ssn: string) { const { Plaintext } = await client.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext: { userId } })); return createCipheriv('aes-256-gcm', Plaintext!, iv).update(ssn); }`, filename },
    // One of the two in a function is bound.
    { code: `${NODE}export function encryptSecret(rowId: string, text: string) { const dek = randomKey(); const data = createCipheriv('aes-256-gcm', dek, iv); data.setAAD(Buffer.from(rowId)); const wrap = createCipheriv('aes-256-gcm', KEK, iv2); return [data.update(text), wrap.update(dek)]; }`, filename },
    { code: `${NODE}export function encryptToken(token: string) { return createCipheriv('aes-256-gcm', KEY, iv).update(token); }`, options: [{ ciphers: 'ignore' }], filename },

    // Tests, scripts, other libraries.
    { code: `${AWS}client.send(new EncryptCommand({ KeyId, Plaintext }));`, filename: 'src/kms.test.ts' },
    { code: `${AWS}client.send(new EncryptCommand({ KeyId, Plaintext: process.argv[2] }));`, filename: 'scripts/encrypt.ts' },
    { code: "import { EncryptCommand } from './own';\nnew EncryptCommand({ Plaintext });", filename },
  ],
  invalid: [
    // AWS, in its spellings.
    bare(`${AWS}export const seal = (text: string) => client.send(new EncryptCommand({ KeyId: KEY, Plaintext: Buffer.from(text) }));`, 'new EncryptCommand', 'new EncryptCommand()', 'encrypts', 'EncryptionContext'),
    bare(`${AWS}export async function open(blob: Buffer) { const command = new DecryptCommand({ CiphertextBlob: blob }); return client.send(command); }`, 'new DecryptCommand', 'new DecryptCommand()', 'decrypts', 'EncryptionContext'),
    bare(`${AWS}const input = { KeyId: KEY, KeySpec: 'AES_256' as const };\nexport const key = () => client.send(new GenerateDataKeyCommand(input));`, 'new GenerateDataKeyCommand', 'new GenerateDataKeyCommand()', 'makes a data key', 'EncryptionContext'),
    bare(`${AWS}export const seal = (Plaintext: Buffer) => client.send(new EncryptCommand({ KeyId, Plaintext, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT', EncryptionContext: {} }));`, 'new EncryptCommand', 'new EncryptCommand()', 'encrypts', 'EncryptionContext'),
    bare(`${AWS}export const move = (blob: Buffer) => client.send(new ReEncryptCommand({ CiphertextBlob: blob, DestinationKeyId: KEY }));`, 'new ReEncryptCommand', 'new ReEncryptCommand()', 're-encrypts', 'SourceEncryptionContext` and `DestinationEncryptionContext'),
    bare(`${AWS}export const move = (blob: Buffer, row: Row) => client.send(new ReEncryptCommand({ CiphertextBlob: blob, DestinationKeyId: KEY, SourceEncryptionContext: { id: row.id } }));`, 'new ReEncryptCommand', 'new ReEncryptCommand()', 'encrypts', 'DestinationEncryptionContext'),
    bare("const AWS = require('aws-sdk');\nclass Vault { kms = new AWS.KMS(); seal(text) { return this.kms.encrypt({ KeyId: KEY, Plaintext: text }).promise(); } }", 'this.kms.encrypt', 'this.kms.encrypt()', 'encrypts', 'EncryptionContext'),
    bare("import { KMS } from '@aws-sdk/client-kms';\nconst service = new KMS({});\nexport const open = async (blob: Buffer) => (await service.decrypt({ CiphertextBlob: blob })).Plaintext;", 'service.decrypt', 'service.decrypt()', 'decrypts', 'EncryptionContext'),
    bare("export async function key() { const { GenerateDataKeyCommand } = await import('@aws-sdk/client-kms'); return send(new GenerateDataKeyCommand({ KeyId: KEY })); }", 'new GenerateDataKeyCommand', 'new GenerateDataKeyCommand()', 'makes a data key', 'EncryptionContext'),
    // The Encryption SDK: nothing to encrypt with, nobody who looks at what comes back.
    bare(`${SDK}export const seal = (ring, text) => encrypt(ring, text);`, 'encrypt(ring', 'encrypt()', 'encrypts', 'encryptionContext'),
    { code: `${SDK}export async function open(ring, data) { const { plaintext } = await decrypt(ring, data); return plaintext; }`, filename, errors: [{ messageId: 'unread', data: { call: 'decrypt()', example: 'messageHeader.encryptionContext.userId === userId' }, line: 3, column: 70 }] },
    { code: `${SDK}export const open = async (ring, data) => (await decrypt(ring, data)).plaintext;`, filename, errors: [{ messageId: 'unread', data: { call: 'decrypt()', example: 'messageHeader.encryptionContext.userId === userId' }, line: 3, column: 50 }] },
    // Google, Azure.
    bare(`${GOOGLE}export async function seal(text: string) { const [result] = await client.encrypt({ name, plaintext: Buffer.from(text) }); return result.ciphertext; }`, 'client.encrypt', 'client.encrypt()', 'encrypts', 'additionalAuthenticatedData'),
    bare("import { CryptographyClient } from '@azure/keyvault-keys';\nexport const open = (client: CryptographyClient, ciphertext: Uint8Array) => client.decrypt({ algorithm: 'A256GCM', ciphertext, iv, authenticationTag });", 'client.decrypt', 'client.decrypt()', 'decrypts', 'additionalAuthenticatedData'),
    // The wrapper of the policy.
    bare('import { kms } from "@/lib/kms";\nexport const seal = (ssn: string) => kms.encrypt(ssn, { keyId: KMS_KEY_ID });', 'kms.encrypt', 'kms.encrypt()', 'encrypts', 'context'),
    bare('import { kms } from "@/lib/kms";\nexport const read = (user: User) => kms.decrypt(user.ssnEncrypted);', 'kms.decrypt', 'kms.decrypt()', 'decrypts', 'context'),
    bare('class Vault { constructor(private readonly kmsService: KmsService) {} read(row: Row) { return this.kmsService.decrypt({ ciphertext: row.data, keyId: process.env.KEY_ID }); } }', 'this.kmsService.decrypt', 'this.kmsService.decrypt()', 'decrypts', 'context'),

    // The same for every row.
    ...[
      `${AWS}export const seal = (text: string) => client.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from(text), EncryptionContext: { app: 'acme', stage: process.env.NODE_ENV! } }));`,
    ].map((code) => ({ code, filename, errors: [constant(code, 'new EncryptCommand', 'new EncryptCommand()', 'encrypts', "{ app: 'acme', stage: process.env.NODE_ENV! }", 'EncryptionContext')] })),
    ...[`${GOOGLE}const AAD = Buffer.from('acme');\nexport const seal = (text: string) => client.encrypt({ name, plaintext: Buffer.from(text), additionalAuthenticatedData: AAD });`].map((code) => ({ code, filename, errors: [constant(code, 'client.encrypt', 'client.encrypt()', 'encrypts', 'AAD', 'additionalAuthenticatedData')] })),
    ...[`${NODE}export function encryptSecret(text: string) { const cipher = createCipheriv('aes-256-gcm', KEY, iv); cipher.setAAD(Buffer.from('acme-v1')); return cipher.update(text); }`].map((code) => ({ code, filename, errors: [constant(code, 'createCipheriv(', 'createCipheriv()', 'encrypts', "Buffer.from('acme-v1')", 'setAAD')] })),
    // The context comes out of the record it should vouch for.
    { code: `${AWS}export const open = (row: Row) => client.send(new DecryptCommand({ CiphertextBlob: Buffer.from(row.data, 'base64'), EncryptionContext: row.context }));`, filename, errors: [{ messageId: 'stored', data: { call: 'new DecryptCommand()', value: 'row.context', example: EXAMPLES['EncryptionContext'] ?? '' }, line: 3, column: 47 }] },
    // Two sides that disagree.
    { code: `${AWS}export const seal = (userId: string, text: Buffer) => client.send(new EncryptCommand({ KeyId, Plaintext: text, EncryptionContext: { userId, table: 'users' } }));\nexport const open = (userId: string, data: Buffer) => client.send(new DecryptCommand({ CiphertextBlob: data, EncryptionContext: { userId } }));`, filename, errors: [{ messageId: 'mismatch', data: { call: 'new DecryptCommand()', here: '`userId`', there: "`userId`, `table: 'users'`" }, line: 4, column: 129 }] },
    { code: `${AWS}export const seal = (id: string, text: Buffer) => client.send(new EncryptCommand({ KeyId, Plaintext: text, EncryptionContext: { id, table: 'users' } }));\nexport const open = (id: string, data: Buffer) => client.send(new DecryptCommand({ CiphertextBlob: data, EncryptionContext: { id, table: 'user' } }));`, filename, errors: [{ messageId: 'mismatch', data: { call: 'new DecryptCommand()', here: "`id`, `table: 'user'`", there: "`id`, `table: 'users'`" }, line: 4, column: 125 }] },

    // Ciphers of this process that encrypt a field: by the name of the function, of what is encrypted, by an owner at hand.
    bare(`${NODE}export function encryptToken(text: string) { const cipher = crypto.createCipheriv('aes-256-gcm', KEY, iv); return Buffer.concat([cipher.update(text), cipher.final()]); }`, 'crypto.createCipheriv(', 'crypto.createCipheriv()', 'encrypts', 'setAAD'),
    bare(`${NODE}class Vault { private readonly algorithm = 'aes-256-gcm'; decryptField(data: Buffer) { const decipher = createDecipheriv(this.algorithm, KEY, iv); decipher.setAuthTag(tag); return decipher.update(data); } }`, 'createDecipheriv(', 'createDecipheriv()', 'decrypts', 'setAAD'),
    bare(`${NODE}export const protect = (ssn: string) => createCipheriv('chacha20-poly1305', KEY, iv, { authTagLength: 16 }).update(ssn);`, 'createCipheriv(', 'createCipheriv()', 'encrypts', 'setAAD'),
    bare(`${NODE}export function encryptFor(userId: string, data: string) { const cipher = createCipheriv('aes-256-gcm', KEY, iv); log(userId); return cipher.update(data); }`, 'createCipheriv(', 'createCipheriv()', 'encrypts', 'setAAD'),
    bare("export async function encryptRefreshToken(value: string) { return crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, encode(value)); }", 'crypto.subtle.encrypt', 'crypto.subtle.encrypt()', 'encrypts', 'additionalData'),
    bare("import { gcm } from '@noble/ciphers/aes';\nexport const encryptField = (text: Uint8Array) => gcm(key, nonce).encrypt(text);", 'gcm(key', 'gcm()', 'encrypts', 'the third argument'),
    bare("import sodium from 'libsodium-wrappers';\nexport const encryptField = (text: string) => sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(text, null, null, nonce, key);", 'sodium.crypto', 'sodium.crypto_aead_xchacha20poly1305_ietf_encrypt()', 'encrypts', 'the additional data'),
    // Of a key and the data it encrypts, one finding.
    bare(`${NODE}export function encryptSecret(text: string) { const dek = randomKey(); const data = createCipheriv('aes-256-gcm', dek, iv); const wrap = createCipheriv('aes-256-gcm', KEK, iv2); return [data.update(text), wrap.update(dek)]; }`, 'createCipheriv(', 'createCipheriv()', 'encrypts', 'setAAD'),
    // Any cipher, on request.
    bare(`${NODE}export function encrypt(text: string) { const cipher = createCipheriv('aes-256-gcm', KEY, iv); return cipher.update(text); }`, 'createCipheriv(', 'createCipheriv()', 'encrypts', 'setAAD', { options: all }),
  ],
});
