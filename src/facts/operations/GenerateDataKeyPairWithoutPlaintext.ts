import { boolean } from '../../vocabulary/shapes.ts'
import { CRYPTOGRAPHIC } from '../key-states.ts'
import {
  AnsweredKeyId,
  Ciphertext,
  DataKeyPairSpec,
  EncryptionContext,
  GrantTokens,
  KeyIdOrAlias,
  KeyMaterialId,
  PublicKey,
} from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const GenerateDataKeyPairWithoutPlaintext = kmsOperation({
  name: 'GenerateDataKeyPairWithoutPlaintext',
  category: 'cryptography',
  summary: 'Makes a key pair for use outside AWS KMS, and returns the private key only encrypted.',
  key: { usage: 'ENCRYPT_DECRYPT', states: CRYPTOGRAPHIC },
  input: {
    EncryptionContext: {
      type: EncryptionContext,
      description: 'Pairs that Decrypt needs again to decrypt the private key. Not secret: logs show them.',
    },
    KeyId: {
      type: KeyIdOrAlias,
      required: true,
      description: 'The symmetric key that encrypts the private key. An RSA key, or a key of a custom key store, is refused.',
      placeholder: 'alias/app',
    },
    KeyPairSpec: {
      type: DataKeyPairSpec,
      required: true,
      description: 'The kind of key pair. An RSA pair takes the longest to make.',
      placeholder: 'ECC_NIST_P256',
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow this operation. A grant needs its token only in its first minutes.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and makes no key pair. Returns DryRunOperationException if all is well.',
    },
  },
  output: {
    PrivateKeyCiphertextBlob: {
      type: Ciphertext,
      description: 'The encrypted private key, to store. Decrypt decrypts it.',
    },
    PublicKey: { type: PublicKey, description: 'The public key, as DER SubjectPublicKeyInfo.' },
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that encrypted the private key.' },
    KeyPairSpec: { type: DataKeyPairSpec, description: 'The kind of key pair that was made.' },
    KeyMaterialId: { type: KeyMaterialId, description: 'The key material that encrypted the private key.' },
  },
  errors: [
    'DependencyTimeoutException',
    'DisabledException',
    'DryRunOperationException',
    'InvalidGrantTokenException',
    'InvalidKeyUsageException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'KeyUnavailableException',
    'NotFoundException',
    'UnsupportedOperationException',
  ],
  permissions: ['kms:GenerateDataKeyPairWithoutPlaintext'],
  crossAccount: true,
  tracked: true,
  example: {
    request: { KeyId: 'alias/app', KeyPairSpec: 'ECC_NIST_P256' },
    response: {
      PrivateKeyCiphertextBlob:
        'AQICAHhRBWxufL28NAKG4xDwilpEU8qCx9ET0pcowi43fJ+lhxS7YN1z3l8EU89Fse+kOlyzSWC7v+40RIzqWNccCXKhYICOlATn' +
        '7jZ4+xc6IlmEGAjeupuB4FJaZ2X8q+o1wDoZ+J6b6mYm9ZVEXtnzUgV6yq5ZG+LWuOu82SNEuyoITVqlhyP/S03M45DamXEmSMg9' +
        'jz7Pivpq/hEDeCAkGI+2BvQcEMlAa6dAytDHB+/IV8kJFfBtGbhddEYGTB+KkTxM2y5Zz0Y=',
      PublicKey:
        'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAELJ7nrP0iY6g6lL1dyrtJHXL28KvUwSYII6O/2lYb2KHSIrbTinEKwTa/E8g/lcXFjrVUDf4svOGz0oDKiAyj1Q==',
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
      KeyPairSpec: 'ECC_NIST_P256',
      KeyMaterialId: '51056c6e7cbdbc340286e310f08a5a4453ca82c7d113d29728c22e377c9fa587',
    },
    volatile: ['PrivateKeyCiphertextBlob', 'PublicKey'],
  },
})
