import { boolean } from '../../vocabulary/shapes.ts'
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
import { kmsOperation } from '../operation.ts'

export const Encrypt = kmsOperation({
  name: 'Encrypt',
  category: 'cryptography',
  summary: 'Encrypts up to 4,096 bytes under a key that never leaves AWS KMS.',
  key: { usage: 'ENCRYPT_DECRYPT', states: CRYPTOGRAPHIC },
  input: {
    KeyId: {
      type: KeyIdOrAlias,
      required: true,
      description: 'The key to encrypt with. Name a key of another account by its ARN or alias ARN.',
      placeholder: 'alias/app',
    },
    Plaintext: {
      type: Plaintext,
      required: true,
      description: 'The data. An RSA key takes fewer bytes than a symmetric one: 190 for RSA_2048 with SHA-256.',
      placeholder: 'aGVsbG8=',
    },
    EncryptionContext: {
      type: EncryptionContext,
      description:
        'Pairs that are authenticated with the ciphertext but not stored in it: Decrypt needs the same pairs, in any order. Only for symmetric keys. Not secret: logs show it.',
    },
    GrantTokens: { type: GrantTokens, description: 'Tokens of grants that may not have reached every part of AWS KMS yet.' },
    EncryptionAlgorithm: {
      type: EncryptionAlgorithm,
      default: 'SYMMETRIC_DEFAULT',
      description: 'The algorithm. The default is for symmetric keys only; for an RSA key, name an `RSAES_OAEP` algorithm.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and encrypts nothing. Returns DryRunOperationException if all is well.',
    },
  },
  output: {
    CiphertextBlob: {
      type: Ciphertext,
      description: 'The ciphertext, which differs on every call. A symmetric key’s ciphertext contains the id of its key.',
    },
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that encrypted, also if the request has an alias.' },
    EncryptionAlgorithm: { type: EncryptionAlgorithm, description: 'The algorithm used. Store it if it is not the default.' },
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
  tracked: true,
  example: {
    request: { KeyId: 'alias/app', Plaintext: 'aGVsbG8=' },
    response: {
      CiphertextBlob: 'AQICAHhRBWxufL28NAKG4xDwilpEU8qCx9ET0pcowi43fJ+lh76WWwypb0ciBDSLUG1YR/YxeTWXK8cuu8y8P2lKgnziTA==',
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    },
    volatile: ['CiphertextBlob'],
  },
})
