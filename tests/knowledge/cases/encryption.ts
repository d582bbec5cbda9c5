import { on, type Case } from '../case.js';

const calls = (imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on('encryption', ...texts), filename: '/project/file.ts' });

const KMS = "import { KMS, EncryptCommand, DecryptCommand, GenerateDataKeyCommand, GenerateDataKeyPairWithoutPlaintextCommand, ReEncryptCommand } from '@aws-sdk/client-kms';";

export const ENCRYPTION_CASES: readonly Case[] = [
  calls(KMS, 'new EncryptCommand(o)', 'new DecryptCommand(o)', 'new GenerateDataKeyCommand(o)', 'new GenerateDataKeyPairWithoutPlaintextCommand(o)', 'new ReEncryptCommand(o)'),
  calls(`${KMS} const service = new KMS({});`, 'service.encrypt(o)', 'service.decrypt(o)', 'service.generateDataKey(o)', 'service.reEncrypt(o)'),
  { code: "import AWS from 'aws-sdk'; class Vault { private readonly client = new AWS.KMS(); f() { return this.client.encrypt(o).promise(); } }", expect: on('encryption', 'this.client.encrypt(o)') },
  { code: "const KMS = require('aws-sdk/clients/kms'); const client = new KMS(); client.decrypt(o, done);", expect: on('encryption', 'client.decrypt(o, done)') },
  { code: "const { EncryptCommand } = await import('@aws-sdk/client-kms'); new EncryptCommand(o);", expect: on('encryption', 'new EncryptCommand(o)') },
  { code: "import { SignCommand } from '@aws-sdk/client-kms'; new SignCommand(o);", expect: [], not: on('encryption', 'new SignCommand(o)') },
  calls("import { buildClient, buildEncrypt, buildDecrypt } from '@aws-crypto/client-node'; const { encrypt, decrypt } = buildClient();", 'encrypt(ring, data, o)', 'decrypt(ring, data)', 'buildEncrypt().encrypt(ring, data)', 'buildDecrypt().decrypt(ring, data)'),
  calls("import { KeyManagementServiceClient, v1 } from '@google-cloud/kms'; const client = new KeyManagementServiceClient();", 'client.encrypt(o)', 'client.rawEncrypt(o)', 'client.decrypt(o)', 'client.rawDecrypt(o)', 'new v1.KeyManagementServiceClient().decrypt(p)'),
  calls("import { CryptographyClient } from '@azure/keyvault-keys'; const client = new CryptographyClient(key, login);", 'client.encrypt(o)', 'client.decrypt(o)'),
  calls("import { kms } from '@/lib/kms';", 'kms.encrypt(data, o)', 'kms.decrypt(data, o)', 'kms.generateDataKey(o)'),
  { code: 'class Vault { constructor(private readonly kmsService: Kms) {} f() { return this.kmsService.encrypt(data); } }', expect: on('encryption', 'this.kmsService.encrypt(data)') },
  calls("import crypto, { createDecipheriv, webcrypto } from 'node:crypto';", "crypto.createCipheriv('aes-256-gcm', k, iv)", "createDecipheriv('aes-256-gcm', k, iv)", 'crypto.subtle.encrypt(a, k, d)', 'webcrypto.subtle.decrypt(a, k, d)'),
  calls('', 'crypto.subtle.encrypt(a, k, d)', 'crypto.subtle.decrypt(a, k, d)', 'window.crypto.subtle.encrypt(a, k, d)', 'globalThis.crypto.subtle.decrypt(a, k, d)'),
  calls("import { gcm } from '@noble/ciphers/aes'; import { xchacha20poly1305 } from '@noble/ciphers/chacha';", 'gcm(k, n)', 'xchacha20poly1305(k, n)'),
  calls("import sodium from 'libsodium-wrappers';", 'sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(m, a, null, n, k)', 'sodium.crypto_aead_chacha20poly1305_decrypt(null, c, a, n, k)'),
];
