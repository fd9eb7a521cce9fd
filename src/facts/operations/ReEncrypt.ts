import { boolean, list } from '../../vocabulary/shapes.ts'
import { CRYPTOGRAPHIC } from '../key-states.ts'
import {
  AnsweredKeyId,
  Ciphertext,
  DryRunModifier,
  EncryptionAlgorithm,
  EncryptionContext,
  GrantTokens,
  KeyIdOrAlias,
  KeyMaterialId,
} from '../members.ts'
import { kmsOperation } from '../operation.ts'

/** “hello” under alias/app, whose material in the sandbox is fixed. */
const CIPHERTEXT = 'AQICAHhRBWxufL28NAKG4xDwilpEU8qCx9ET0pcowi43fJ+lh76WWwypb0ciBDSLUG1YR/YxeTWXK8cuu8y8P2lKgnziTA=='

export const ReEncrypt = kmsOperation({
  name: 'ReEncrypt',
  category: 'cryptography',
  summary: 'Decrypts a ciphertext and encrypts it anew under another key; the plaintext stays inside AWS KMS.',
  key: { usage: 'ENCRYPT_DECRYPT', states: CRYPTOGRAPHIC },
  input: {
    CiphertextBlob: {
      type: Ciphertext,
      description: 'The ciphertext to move, unchanged. Required, except in a dry run that ignores it.',
      placeholder: CIPHERTEXT,
    },
    SourceEncryptionContext: {
      type: EncryptionContext,
      description: 'The pairs that the old ciphertext was made with, as Decrypt would need them.',
    },
    SourceKeyId: {
      type: KeyIdOrAlias,
      description:
        'The key that made the old ciphertext; with another key the request fails. Required for an RSA ciphertext. A symmetric ciphertext contains the id of its key, so this member only checks it.',
    },
    DestinationKeyId: {
      type: KeyIdOrAlias,
      required: true,
      description: 'The key to encrypt with. It may be the source key, with another context, or a key of another kind.',
      placeholder: 'alias/imported',
    },
    DestinationEncryptionContext: {
      type: EncryptionContext,
      description:
        'Pairs to bind to the new ciphertext; those of the old one are not carried over. Only for symmetric keys. Not secret: logs show them.',
    },
    SourceEncryptionAlgorithm: {
      type: EncryptionAlgorithm,
      default: 'SYMMETRIC_DEFAULT',
      description: 'The algorithm that made the old ciphertext. Required for an RSA ciphertext, which does not contain it.',
    },
    DestinationEncryptionAlgorithm: {
      type: EncryptionAlgorithm,
      default: 'SYMMETRIC_DEFAULT',
      description: 'The algorithm for the new ciphertext. An RSA key needs one of the two `RSAES_OAEP` algorithms.',
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants on either key. A grant needs its token only in its first minutes.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and returns no ciphertext. Returns DryRunOperationException if all is well.',
    },
    DryRunModifiers: { type: list(DryRunModifier), description: 'What a dry run leaves unchecked.' },
  },
  output: {
    CiphertextBlob: { type: Ciphertext, description: 'The new ciphertext.' },
    SourceKeyId: { type: AnsweredKeyId, description: 'The ARN of the key that decrypted.' },
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that encrypted, also if the request has an alias.' },
    SourceEncryptionAlgorithm: { type: EncryptionAlgorithm, description: 'The algorithm that decrypted the old ciphertext.' },
    DestinationEncryptionAlgorithm: {
      type: EncryptionAlgorithm,
      description: 'The algorithm of the new ciphertext. Store it if it is not the default.',
    },
    SourceKeyMaterialId: {
      type: KeyMaterialId,
      description: 'The material of the source key that decrypted. Only if that key is symmetric.',
    },
    DestinationKeyMaterialId: {
      type: KeyMaterialId,
      description: 'The material of the destination key that encrypted. Only if that key is symmetric.',
    },
  },
  errors: [
    'DependencyTimeoutException',
    'DisabledException',
    'DryRunOperationException',
    'IncorrectKeyException',
    'InvalidCiphertextException',
    'InvalidGrantTokenException',
    'InvalidKeyUsageException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'KeyUnavailableException',
    'NotFoundException',
  ],
  permissions: ['kms:ReEncryptFrom', 'kms:ReEncryptTo'],
  crossAccount: true,
  tracked: true,
  example: {
    request: { CiphertextBlob: CIPHERTEXT, DestinationKeyId: 'alias/imported' },
    response: {
      CiphertextBlob: 'AQICAHiMIh4fOGNruRs7Oe445QObuzKTG4D3xITE8FI2lbTyTl7THuWu24aFmSfm8xl+mM1wHXAGpJ89mK0Qvpacv1h7fw==',
      SourceKeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      SourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      DestinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      SourceKeyMaterialId: '51056c6e7cbdbc340286e310f08a5a4453ca82c7d113d29728c22e377c9fa587',
      DestinationKeyMaterialId: '8c221e1f38636bb91b3b39ee38e5039bbb32931b80f7c484c4f0523695b4f24e',
    },
    volatile: ['CiphertextBlob'],
  },
})
