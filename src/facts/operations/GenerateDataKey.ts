import { boolean } from '../../vocabulary/shapes.ts'
import { CRYPTOGRAPHIC } from '../key-states.ts'
import {
  AnsweredKeyId,
  Ciphertext,
  DataKeySpec,
  EncryptionContext,
  GrantTokens,
  KeyIdOrAlias,
  KeyMaterialId,
  NumberOfBytes,
  Plaintext,
  Recipient,
} from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const GenerateDataKey = kmsOperation({
  name: 'GenerateDataKey',
  category: 'cryptography',
  summary: 'Makes a random key for use outside AWS KMS, and returns it in plaintext and encrypted under a KMS key.',
  key: { usage: 'ENCRYPT_DECRYPT', states: CRYPTOGRAPHIC },
  input: {
    KeyId: {
      type: KeyIdOrAlias,
      required: true,
      description: 'The symmetric key that encrypts the data key. An RSA key is refused.',
      placeholder: 'alias/app',
    },
    EncryptionContext: {
      type: EncryptionContext,
      description: 'Pairs that Decrypt needs again to decrypt the data key. Not secret: logs show them.',
    },
    NumberOfBytes: {
      type: NumberOfBytes,
      description: 'How many bytes the data key has. Give this or `KeySpec`, not both.',
    },
    KeySpec: {
      type: DataKeySpec,
      description: 'The length of the data key, for an AES key. Give this or `NumberOfBytes`, not both.',
      placeholder: 'AES_256',
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow this operation. A grant needs its token only in its first minutes.',
    },
    Recipient: {
      type: Recipient,
      description:
        'The attestation of an enclave. The response has the data key encrypted under its public key, so that only the enclave can read it.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and makes no data key. Returns DryRunOperationException if all is well.',
    },
  },
  output: {
    CiphertextBlob: { type: Ciphertext, description: 'The encrypted data key, to store beside the data. Decrypt decrypts it.' },
    Plaintext: {
      type: Plaintext,
      description:
        'The data key in plaintext. Never store it, and erase it from memory after use. Left out if the request has a `Recipient`.',
    },
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that encrypted the data key.' },
    CiphertextForRecipient: {
      type: Ciphertext,
      description: 'The data key, encrypted for the enclave (CMS EnvelopedData). Only if the request has a `Recipient`.',
    },
    KeyMaterialId: { type: KeyMaterialId, description: 'The key material that encrypted the data key.' },
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
  ],
  permissions: ['kms:GenerateDataKey'],
  crossAccount: true,
  tracked: true,
  example: {
    request: { KeyId: 'alias/app', KeySpec: 'AES_256' },
    response: {
      CiphertextBlob:
        'AQICAHhRBWxufL28NAKG4xDwilpEU8qCx9ET0pcowi43fJ+lh39F0I8ry2FoiF0rqzXiluYC8jEOEmysOSWvnp5IYb4g+8yBqyz7rf+WGur1SgKT9PY/+cN45Vd8I3AXnw==',
      Plaintext: '+fmwCP/dIVWV8ieTERmq3ThySSvvhu6D9/8YkjcKziA=',
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
      KeyMaterialId: '51056c6e7cbdbc340286e310f08a5a4453ca82c7d113d29728c22e377c9fa587',
    },
    volatile: ['CiphertextBlob', 'Plaintext'],
  },
})
