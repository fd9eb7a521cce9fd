import { CRYPTOGRAPHIC } from '../key-states.ts'
import {
  AnsweredKeyId,
  Ciphertext,
  EncryptionAlgorithm,
  EncryptionContext,
  GrantTokens,
  KeyIdOrAlias,
  Plaintext,
} from '../members.ts'
import { operation } from '../operation.ts'
import { boolean } from '../shapes.ts'

export const Encrypt = operation({
  name: 'Encrypt',
  category: 'cryptography',
  summary: 'Encrypts up to 4,096 bytes under a KMS key.',
  key: { usage: 'ENCRYPT_DECRYPT', states: CRYPTOGRAPHIC },
  input: {
    KeyId: { type: KeyIdOrAlias, required: true, description: 'The key to encrypt with.', placeholder: 'alias/app' },
    Plaintext: { type: Plaintext, required: true, description: 'The data to encrypt.' },
    EncryptionContext: {
      type: EncryptionContext,
      description:
        'Name–value pairs that are authenticated with the ciphertext but not stored in it: Decrypt needs the very same pairs.',
    },
    GrantTokens: { type: GrantTokens, description: 'Tokens of grants that may not have reached every part of the service yet.' },
    EncryptionAlgorithm: {
      type: EncryptionAlgorithm,
      default: 'SYMMETRIC_DEFAULT',
      description: 'How to encrypt; the key’s spec has to admit it.',
    },
    DryRun: { type: boolean, description: 'Checks whether the request would succeed, and does nothing.' },
  },
  output: {
    CiphertextBlob: { type: Ciphertext, description: 'The ciphertext.' },
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that encrypted.' },
    EncryptionAlgorithm: { type: EncryptionAlgorithm, description: 'The algorithm that was used.' },
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
  permissions: ['kms:Encrypt'],
  crossAccount: true,
  example: {
    request: { KeyId: 'alias/app', Plaintext: 'aGVsbG8=' },
    response: {
      CiphertextBlob: 'AQICAHg=',
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    },
    volatile: ['CiphertextBlob'],
  },
})
