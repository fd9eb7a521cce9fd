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
  Plaintext,
  Recipient,
} from '../members.ts'
import { kmsOperation } from '../operation.ts'

/** “hello” under alias/app, whose material in the sandbox is fixed. */
const CIPHERTEXT = 'AQICAHhRBWxufL28NAKG4xDwilpEU8qCx9ET0pcowi43fJ+lh76WWwypb0ciBDSLUG1YR/YxeTWXK8cuu8y8P2lKgnziTA=='

export const Decrypt = kmsOperation({
  name: 'Decrypt',
  category: 'cryptography',
  summary: 'Decrypts a ciphertext from Encrypt, ReEncrypt or a data key operation.',
  key: { usage: 'ENCRYPT_DECRYPT', states: CRYPTOGRAPHIC },
  input: {
    CiphertextBlob: {
      type: Ciphertext,
      description: 'The ciphertext, unchanged. Required, except in a dry run that ignores it.',
      placeholder: CIPHERTEXT,
    },
    EncryptionContext: {
      type: EncryptionContext,
      description: 'The pairs that the ciphertext was made with: all of them, in any order. Upper and lower case differ.',
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow you to decrypt. A grant needs its token only in its first minutes.',
    },
    KeyId: {
      type: KeyIdOrAlias,
      description:
        'The key that made the ciphertext; with another key the request fails. Required for an RSA ciphertext. A symmetric ciphertext contains the id of its key, so this member only checks it.',
    },
    EncryptionAlgorithm: {
      type: EncryptionAlgorithm,
      default: 'SYMMETRIC_DEFAULT',
      description: 'The algorithm that encrypted. Required for an RSA ciphertext, which does not name it.',
    },
    Recipient: {
      type: Recipient,
      description:
        'The attestation of an enclave. The response has the plaintext encrypted under its public key, so that only the enclave can read it.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and returns no plaintext. Returns DryRunOperationException if all is well.',
    },
    DryRunModifiers: { type: list(DryRunModifier), description: 'What a dry run leaves unchecked.' },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that decrypted. Check that it is the key that you expect.' },
    Plaintext: { type: Plaintext, description: 'The data. Left out if the request has a `Recipient`.' },
    EncryptionAlgorithm: { type: EncryptionAlgorithm, description: 'The algorithm that decrypted.' },
    CiphertextForRecipient: {
      type: Ciphertext,
      description: 'The plaintext, encrypted for the enclave (CMS EnvelopedData). Only if the request has a `Recipient`.',
    },
    KeyMaterialId: {
      type: KeyMaterialId,
      description: 'The key material that decrypted; after a rotation it may be an older one. Only for symmetric keys.',
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
  permissions: ['kms:Decrypt'],
  crossAccount: true,
  tracked: true,
  example: {
    request: { CiphertextBlob: CIPHERTEXT },
    response: {
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
      Plaintext: 'aGVsbG8=',
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      KeyMaterialId: '51056c6e7cbdbc340286e310f08a5a4453ca82c7d113d29728c22e377c9fa587',
    },
  },
})
