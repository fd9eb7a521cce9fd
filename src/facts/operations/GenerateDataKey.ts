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
  summary: 'Makes a random key for use outside AWS KMS, in plain and encrypted under a KMS key.',
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
      description: 'Pairs that Decrypt will need again to open the encrypted copy. Not secret: logs show it.',
    },
    NumberOfBytes: {
      type: NumberOfBytes,
      description: 'The length of the data key, where no `KeySpec` fits. Give one of the two, not both.',
    },
    KeySpec: {
      type: DataKeySpec,
      description: 'The length of the data key, as an AES key. Give this or `NumberOfBytes`.',
      placeholder: 'AES_256',
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow this operation, while the grants still spread.',
    },
    Recipient: {
      type: Recipient,
      description: 'An enclave that alone may read the plain copy: it comes encrypted under the key in its attestation.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and makes no data key. Success is a DryRunOperationException.',
    },
  },
  output: {
    CiphertextBlob: { type: Ciphertext, description: 'The encrypted copy, to store beside the data. Decrypt opens it.' },
    Plaintext: {
      type: Plaintext,
      description: 'The data key itself. Use it, then erase it from memory; never store it. Left out where `Recipient` is given.',
    },
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that encrypted the copy.' },
    CiphertextForRecipient: {
      type: Ciphertext,
      description: 'The data key, encrypted for the enclave (CMS EnvelopedData). Only where `Recipient` is given.',
    },
    KeyMaterialId: { type: KeyMaterialId, description: 'Which of the key’s materials encrypted the copy.' },
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
