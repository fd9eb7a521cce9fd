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
import { operation } from '../operation.ts'
import { boolean } from '../shapes.ts'

export const GenerateDataKey = operation({
  name: 'GenerateDataKey',
  category: 'cryptography',
  summary: 'Makes a random key for use outside the service, in plain and encrypted under a KMS key.',
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
      description: 'Checks everything and makes no data key. Success then answers DryRunOperationException.',
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
  example: {
    request: { KeyId: 'alias/app', KeySpec: 'AES_256' },
    response: {
      CiphertextBlob: 'AQIDAHg=',
      Plaintext: 'zUG3i0vZ9nM1r0Wb6hKq2yTtQd8e4PjLxAo5sCfVgHk=',
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
      KeyMaterialId: '3c9f1d7e5a2b4860b1d8e6f2079a4c5d8e3b6f1a290c7d4e5f8b1a6c3d0e9f72',
    },
    volatile: ['CiphertextBlob', 'Plaintext'],
  },
})
