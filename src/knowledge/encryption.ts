/**
 * Calls that encrypt and decrypt, and where each takes what is bound to the ciphertext without being in it: the encryption
 * context of AWS, the additional authenticated data (AAD) of everybody else.
 *
 * Not among them: RSA and other key pairs, which know no context; AES-CBC and AES-CTR, which authenticate nothing; libsodium's
 * `secretbox` and `sealedbox`, which have no place for it; JWE, whose header is authenticated anyway.
 */
import type { ApiRow, Condition, Fact, FactsByRole, Place } from './schema.js';

type Encryption = FactsByRole['encryption'];

const encryption = (fact: Encryption): Fact => ({ role: 'encryption', ...fact });
const at = (arg: number, ...path: readonly (string | readonly string[])[]): Place => ({ arg, ...(path.length > 0 ? { path } : {}) });

// ---- AWS KMS ---------------------------------------------------------------------------------------------------------

/** A key pair, or something that cannot be told: AWS refuses a context there. */
const MAY_BE_ASYMMETRIC: Condition = { arg: 0, path: [['EncryptionAlgorithm', 'SourceEncryptionAlgorithm', 'DestinationEncryptionAlgorithm']], present: true };
const SYMMETRIC: Condition = { arg: 0, path: ['EncryptionAlgorithm'], equals: ['symmetric_default'] };

const aws = (does: Encryption['does'], subject?: string, option = 'EncryptionContext'): Encryption => ({
  does, option, contexts: [at(0, option)], example: `${option}: { userId }`, ...(subject === undefined ? {} : { subject: at(0, subject) }),
});
const ENCRYPT = aws('encrypts', 'Plaintext');
const DECRYPT = aws('decrypts', 'CiphertextBlob');
const DATA_KEY = aws('makes a data key');
const TAKES_OUT = aws('decrypts', 'CiphertextBlob', 'SourceEncryptionContext');
const PUTS_BACK = aws('encrypts', 'CiphertextBlob', 'DestinationEncryptionContext');

const DATA_KEYS = '{generateDataKey,generateDataKeyWithoutPlaintext,generateDataKeyPair,generateDataKeyPairWithoutPlaintext}';
const DATA_KEY_COMMANDS = '{GenerateDataKeyCommand,GenerateDataKeyWithoutPlaintextCommand,GenerateDataKeyPairCommand,GenerateDataKeyPairWithoutPlaintextCommand}';
const CLIENT = '@aws-sdk/client-kms';

const eitherWay = (row: ApiRow, fact: Encryption): readonly ApiRow[] => [
  { ...row, fact: encryption({ ...fact, unless: [MAY_BE_ASYMMETRIC] }) },
  { ...row, fact: encryption({ ...fact, when: [SYMMETRIC] }) },
];

const AWS: readonly ApiRow[] = [
  ...eitherWay({ module: CLIENT, path: 'EncryptCommand#()' }, ENCRYPT),
  ...eitherWay({ module: CLIENT, path: 'DecryptCommand#()' }, DECRYPT),
  { module: CLIENT, path: `${DATA_KEY_COMMANDS}#()`, fact: encryption(DATA_KEY) },
  { module: CLIENT, path: 'ReEncryptCommand#()', fact: encryption({ ...TAKES_OUT, unless: [MAY_BE_ASYMMETRIC] }) },
  { module: CLIENT, path: 'ReEncryptCommand#()', fact: encryption({ ...PUTS_BACK, unless: [MAY_BE_ASYMMETRIC] }) },

  { module: CLIENT, path: 'KMS#', is: 'aws.Kms' },
  { module: 'aws-sdk', path: 'KMS#', is: 'aws.Kms' },
  { module: 'aws-sdk/clients/kms', path: '#', is: 'aws.Kms' },
  ...eitherWay({ of: 'aws.Kms', path: '.encrypt()' }, ENCRYPT),
  ...eitherWay({ of: 'aws.Kms', path: '.decrypt()' }, DECRYPT),
  { of: 'aws.Kms', path: `.${DATA_KEYS}()`, fact: encryption(DATA_KEY) },
  { of: 'aws.Kms', path: '.reEncrypt()', fact: encryption({ ...TAKES_OUT, unless: [MAY_BE_ASYMMETRIC] }) },
  { of: 'aws.Kms', path: '.reEncrypt()', fact: encryption({ ...PUTS_BACK, unless: [MAY_BE_ASYMMETRIC] }) },
];

// ---- AWS Encryption SDK ----------------------------------------------------------------------------------------------

const SDK = ['@aws-crypto/client-node', '@aws-crypto/client-browser', '@aws-crypto/encrypt-node', '@aws-crypto/decrypt-node', '@aws-crypto/encrypt-browser', '@aws-crypto/decrypt-browser'];
const SDK_ENCRYPTS = encryption({ does: 'encrypts', option: 'encryptionContext', contexts: [at(2, 'encryptionContext')], example: 'encryptionContext: { userId }', subject: at(1) });
// `decrypt` takes no context: what was authenticated is in its result, and the caller has to compare it.
const SDK_DECRYPTS = encryption({ does: 'decrypts', option: 'encryptionContext', contexts: [], returns: ['messageHeader'], example: 'messageHeader.encryptionContext.userId === userId', subject: at(1) });

const ENCRYPTION_SDK: readonly ApiRow[] = [
  { module: SDK, path: '{buildClient,buildEncrypt}().encrypt()', fact: SDK_ENCRYPTS },
  { module: SDK, path: '{buildClient,buildDecrypt}().decrypt()', fact: SDK_DECRYPTS },
];

// ---- others ----------------------------------------------------------------------------------------------------------

const AAD = 'additionalAuthenticatedData';
const google = (does: Encryption['does'], subject: string): Fact => encryption({ does, option: AAD, contexts: [at(0, AAD)], example: `${AAD}: Buffer.from(userId)`, subject: at(0, subject) });
// Only AES-GCM of a managed HSM has authenticated data.
const GCM_WANTED: readonly Condition[] = [{ arg: 0, path: ['algorithm'], matches: 'GCM' }];
const azure = (does: Encryption['does'], subject: string): Fact => encryption({ does, option: AAD, contexts: [at(0, AAD)], example: `${AAD}: Buffer.from(userId)`, subject: at(0, subject), when: GCM_WANTED });

const CLOUDS: readonly ApiRow[] = [
  { module: '@google-cloud/kms', path: 'KeyManagementServiceClient#', is: 'google.Kms' },
  { module: '@google-cloud/kms', path: '{v1,default}.KeyManagementServiceClient#', is: 'google.Kms' },
  { of: 'google.Kms', path: '.{encrypt,rawEncrypt}()', fact: google('encrypts', 'plaintext') },
  { of: 'google.Kms', path: '.{decrypt,rawDecrypt}()', fact: google('decrypts', 'ciphertext') },
  { module: '@azure/keyvault-keys', path: 'CryptographyClient#.encrypt()', fact: azure('encrypts', 'plaintext') },
  { module: '@azure/keyvault-keys', path: 'CryptographyClient#.decrypt()', fact: azure('decrypts', 'ciphertext') },
];

// ---- a wrapper of the project, by its name ---------------------------------------------------------------------------

/** What the options of a wrapper call the context. */
const CONTEXT_NAMES = ['context', 'encryptionContext', 'EncryptionContext', AAD, 'aad', 'associatedData', 'additionalData', 'encryption'];
const wrapper = (does: Encryption['does'], subject?: Place): Fact =>
  encryption({ does, option: 'context', contexts: [at(1, CONTEXT_NAMES), at(0, CONTEXT_NAMES)], example: 'context: { userId }', ...(subject ? { subject } : {}), wrapper: true, unless: [MAY_BE_ASYMMETRIC] });
/** What else the options of a wrapper say: how to encrypt, and with which key. An object with other members may be the context itself. */
export const OPTION_WORDS: ReadonlySet<string> = new Set(['key', 'algorithm', 'alg', 'spec', 'encoding', 'format', 'region', 'version', 'grant', 'dry', 'retries', 'timeout', 'byte', 'iv']);
const WRAPPERS = ['kms', 'kmsClient', 'kmsService', 'KMS', 'awsKms', 'kmsProvider', 'keyManagement'];

const NAMED: readonly ApiRow[] = [
  { named: WRAPPERS, path: '.{encrypt,encryptField,encryptString}()', fact: wrapper('encrypts', at(0)) },
  { named: WRAPPERS, path: '.{decrypt,decryptField,decryptString}()', fact: wrapper('decrypts', at(0)) },
  { named: WRAPPERS, path: `.${DATA_KEYS}()`, fact: wrapper('makes a data key') },
];

// ---- ciphers in this process -----------------------------------------------------------------------------------------

/** Modes that authenticate: they have a place for what the ciphertext belongs to. */
const AUTHENTICATED: readonly Condition[] = [{ arg: 0, matches: '[gG][cC][mM]$|[cC][cC][mM]$|[oO][cC][bB]$|poly1305$' }];
const cipher = (does: Encryption['does']): Fact => encryption({ does, option: 'setAAD', contexts: [], method: 'setAAD', key: at(1), example: 'cipher.setAAD(Buffer.from(userId))', local: true, when: AUTHENTICATED });
const subtle = (does: Encryption['does']): Fact =>
  encryption({ does, option: 'additionalData', contexts: [at(0, 'additionalData')], key: at(1), example: 'additionalData: new TextEncoder().encode(userId)', local: true, when: [{ arg: 0, path: ['name'], matches: '^AES-GCM$' }] });
const noble: Fact = encryption({ does: 'encrypts', option: 'the third argument', contexts: [at(2)], key: at(0), example: 'gcm(key, nonce, utf8ToBytes(userId))', local: true });
const sodium = (does: Encryption['does'], place: number): Fact =>
  encryption({ does, option: 'the additional data', contexts: [at(place)], key: at(4), example: 'the user id as additional data', local: true });
const SODIUM = ['libsodium-wrappers', 'libsodium-wrappers-sumo', 'sodium-native', 'sodium-universal', 'libsodium'];
const AEADS = ['chacha20poly1305', 'chacha20poly1305_ietf', 'xchacha20poly1305_ietf', 'aes256gcm', 'aegis256', 'aegis128l'];
const aeads = (action: string): string => `{${AEADS.map((name) => `crypto_aead_${name}_${action}`).join(',')}}`;
const CRYPTO_ROOTS = '{subtle,webcrypto.subtle}';

const CIPHERS: readonly ApiRow[] = [
  { module: 'crypto', path: 'createCipheriv()', fact: cipher('encrypts') },
  { module: 'crypto', path: 'createDecipheriv()', fact: cipher('decrypts') },
  { module: 'crypto', path: `${CRYPTO_ROOTS}.encrypt()`, fact: subtle('encrypts') },
  { module: 'crypto', path: `${CRYPTO_ROOTS}.decrypt()`, fact: subtle('decrypts') },
  { global: true, path: 'crypto.subtle.encrypt()', fact: subtle('encrypts') },
  { global: true, path: 'crypto.subtle.decrypt()', fact: subtle('decrypts') },
  { global: true, path: '{globalThis,window,self}.crypto.subtle.encrypt()', fact: subtle('encrypts') },
  { global: true, path: '{globalThis,window,self}.crypto.subtle.decrypt()', fact: subtle('decrypts') },
  { module: ['@noble/ciphers/aes', '@noble/ciphers/aes.js', '@noble/ciphers/webcrypto', '@noble/ciphers/webcrypto.js'], path: '{gcm,gcmsiv,siv}()', fact: noble },
  { module: ['@noble/ciphers/chacha', '@noble/ciphers/chacha.js'], path: '{chacha20poly1305,xchacha20poly1305}()', fact: noble },
  { module: SODIUM, path: `${aeads('encrypt')}()`, fact: sodium('encrypts', 1) },
  { module: SODIUM, path: `${aeads('decrypt')}()`, fact: sodium('decrypts', 2) },
];

export const ENCRYPTION: readonly ApiRow[] = [...AWS, ...ENCRYPTION_SDK, ...CLOUDS, ...NAMED, ...CIPHERS];

// ---- words -----------------------------------------------------------------------------------------------------------

/** In the name of a function around a cipher: it encrypts what is stored in somebody's row. Data classes of the vocabulary (a token, an e-mail) say so as well. */
export const FIELD_WORDS: ReadonlySet<string> = new Set(['field', 'column', 'pii', 'phi', 'sensitive', 'personal', 'credential', 'secret', 'record', 'totp', 'ssn', 'iban', 'vault']);
/** …it does not: what is encrypted travels, or belongs to the application as a whole. */
export const TRANSIT_WORDS: ReadonlySet<string> = new Set([
  'state', 'cookie', 'session', 'cursor', 'payload', 'url', 'query', 'param', 'message', 'request', 'response', 'webhook', 'jwt', 'jwe', 'link', 'share', 'stream', 'backup', 'cache', 'storage', 'local',
  'transport', 'packet', 'frame', 'handshake', 'dek', 'kek', 'wrap', 'unwrap', 'config', 'env', 'keystore', 'flash', 'csrf', 'invite', 'unsubscribe', 'ticket', 'chunk', 'master', 'root', 'bundle', 'test',
]);
/** Words that, before `id`, say whose something is. */
export const OWNER_WORDS: ReadonlySet<string> = new Set([
  'user', 'owner', 'tenant', 'org', 'organization', 'organisation', 'account', 'customer', 'patient', 'wallet', 'workspace', 'team', 'member', 'record', 'row', 'document', 'employee', 'client', 'company', 'project', 'person', 'profile', 'merchant', 'subscriber', 'contact',
]);
/** In the name of what hands out the configuration of an application. */
export const CONFIGURATION_WORDS: ReadonlySet<string> = new Set(['config', 'configuration', 'env', 'environment']);
/** What a key is made of that only its owner has. */
export const OWN_SECRETS: ReadonlySet<string> = new Set(['password', 'passphrase', 'passcode', 'signature', 'pin', 'prf', 'biometric']);
