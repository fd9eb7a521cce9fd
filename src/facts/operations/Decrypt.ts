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
  summary: 'Decrypts what Encrypt or a data key operation made.',
  key: { usage: 'ENCRYPT_DECRYPT', states: CRYPTOGRAPHIC },
  input: {
    CiphertextBlob: {
      type: Ciphertext,
      description: 'The ciphertext, unchanged. Required, except in a dry run that ignores it.',
      placeholder: CIPHERTEXT,
    },
    EncryptionContext: {
      type: EncryptionContext,
      description: 'The pairs that the ciphertext was made with: all of them, upper and lower case alike, in any order.',
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow you to decrypt, while the grants still spread.',
    },
    KeyId: {
      type: KeyIdOrAlias,
      description:
        'The key that has to have made the ciphertext. A symmetric ciphertext contains the id of its key, so this only guards against a wrong one; an RSA ciphertext needs it.',
    },
    EncryptionAlgorithm: {
      type: EncryptionAlgorithm,
      default: 'SYMMETRIC_DEFAULT',
      description: 'The algorithm that encrypted. Needed for an RSA ciphertext, which does not tell.',
    },
    Recipient: {
      type: Recipient,
      description: 'An enclave that alone may read the response: the plaintext comes encrypted under the key in its attestation.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and returns no plaintext. Success is a DryRunOperationException.',
    },
    DryRunModifiers: { type: list(DryRunModifier), description: 'What a dry run leaves unchecked.' },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that decrypted: compare it with the one that you expect.' },
    Plaintext: { type: Plaintext, description: 'The data. Left out where `Recipient` is given.' },
    EncryptionAlgorithm: { type: EncryptionAlgorithm, description: 'The algorithm that was undone.' },
    CiphertextForRecipient: {
      type: Ciphertext,
      description: 'The plaintext, encrypted for the enclave (CMS EnvelopedData). Only where `Recipient` is given.',
    },
    KeyMaterialId: {
      type: KeyMaterialId,
      description: 'Which of the key’s materials decrypted: after a rotation it may be an older one. Only for symmetric keys.',
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
