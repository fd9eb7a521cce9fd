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
} from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const GenerateDataKeyWithoutPlaintext = kmsOperation({
  name: 'GenerateDataKeyWithoutPlaintext',
  category: 'cryptography',
  summary: 'Makes a random key for later use outside AWS KMS, and returns it only encrypted.',
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
    KeySpec: {
      type: DataKeySpec,
      description: 'The length of the data key, for an AES key. Give this or `NumberOfBytes`, not both.',
      placeholder: 'AES_256',
    },
    NumberOfBytes: {
      type: NumberOfBytes,
      description: 'How many bytes the data key has. Give this or `KeySpec`, not both.',
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow this operation. A grant needs its token only in its first minutes.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and makes no data key. Returns DryRunOperationException if all is well.',
    },
  },
  output: {
    CiphertextBlob: {
      type: Ciphertext,
      description: 'The encrypted data key. Store it, and send it to Decrypt when you need the data key.',
    },
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that encrypted the data key.' },
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
  permissions: ['kms:GenerateDataKeyWithoutPlaintext'],
  crossAccount: true,
  tracked: true,
  example: {
    request: { KeyId: 'alias/app', KeySpec: 'AES_256' },
    response: {
      CiphertextBlob:
        'AQICAHhRBWxufL28NAKG4xDwilpEU8qCx9ET0pcowi43fJ+lhy7GtnNoDN+6lMzsbommJv/ihg59kVQX7fXzqa9ICGlBqDgk5VVYksvsGEbjZpeWBt3NyXmK1D9WSbxPCw==',
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
      KeyMaterialId: '51056c6e7cbdbc340286e310f08a5a4453ca82c7d113d29728c22e377c9fa587',
    },
    volatile: ['CiphertextBlob'],
  },
})
