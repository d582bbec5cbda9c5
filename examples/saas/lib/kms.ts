import 'server-only';
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { env } from '@/lib/env';

const kms = new KMSClient({});

export async function encryptTaxId(taxId: string, orgId: string) {
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({
      KeyId: env.KMS_KEY_ID,
      Plaintext: Buffer.from(taxId),
      EncryptionContext: { orgId, field: 'tax_id' },
    }),
  );
  return CiphertextBlob;
}

export async function encryptBankAccount(iban: string) {
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId: env.KMS_KEY_ID, Plaintext: Buffer.from(iban) }),
  );
  return CiphertextBlob;
}

export async function decryptTaxId(blob: Uint8Array, orgId: string) {
  const { Plaintext } = await kms.send(
    new DecryptCommand({ CiphertextBlob: blob, EncryptionContext: { orgId, field: 'tax_id' } }),
  );
  return Buffer.from(Plaintext ?? []).toString('utf8');
}
