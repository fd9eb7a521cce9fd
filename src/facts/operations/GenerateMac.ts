import { boolean } from '../../vocabulary/shapes.ts'
import { CRYPTOGRAPHIC } from '../key-states.ts'
import { AnsweredKeyId, Ciphertext, GrantTokens, KeyIdOrAlias, MacAlgorithm, Plaintext } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const GenerateMac = kmsOperation({
  name: 'GenerateMac',
  category: 'cryptography',
  summary: 'Makes a message authentication code (HMAC) with a key that never leaves AWS KMS.',
  key: { usage: 'GENERATE_VERIFY_MAC', states: CRYPTOGRAPHIC },
  input: {
    Message: {
      type: Plaintext,
      required: true,
      description: 'The message. If it is longer than 4,096 bytes, send a digest of it.',
      placeholder: 'aGVsbG8=',
    },
    KeyId: {
      type: KeyIdOrAlias,
      required: true,
      description: 'The HMAC key. VerifyMac needs the same key.',
      placeholder: 'alias/mac',
    },
    MacAlgorithm: {
      type: MacAlgorithm,
      required: true,
      description: 'The algorithm. The spec of the key decides it: `HMAC_SHA_256` for `HMAC_256`.',
      placeholder: 'HMAC_SHA_256',
    },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow you to make MACs. A grant needs its token only in its first minutes.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and makes no MAC. Returns DryRunOperationException if all is well.',
    },
  },
  output: {
    Mac: { type: Ciphertext, description: 'The MAC. The hash decides its length: 28, 32, 48 or 64 bytes.' },
    MacAlgorithm: { type: MacAlgorithm, description: 'The algorithm used.' },
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that made the MAC, also if the request has an alias.' },
  },
  errors: [
    'DisabledException',
    'DryRunOperationException',
    'InvalidGrantTokenException',
    'InvalidKeyUsageException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'KeyUnavailableException',
    'NotFoundException',
  ],
  permissions: ['kms:GenerateMac'],
  crossAccount: true,
  tracked: true,
  example: {
    request: { KeyId: 'alias/mac', Message: 'aGVsbG8=', MacAlgorithm: 'HMAC_SHA_256' },
    response: {
      Mac: 'zk6RoNXedLmpmKC0L4e2JIREfy72TZz1fLDmMmsIU0s=',
      MacAlgorithm: 'HMAC_SHA_256',
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/33334444-5555-6666-7777-88889999aaaa',
    },
  },
})
