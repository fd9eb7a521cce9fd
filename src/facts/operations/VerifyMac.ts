import { boolean } from '../../vocabulary/shapes.ts'
import { CRYPTOGRAPHIC } from '../key-states.ts'
import { AnsweredKeyId, Ciphertext, GrantTokens, KeyIdOrAlias, MacAlgorithm, Plaintext } from '../members.ts'
import { kmsOperation } from '../operation.ts'

/** Of “hello” under alias/mac, whose material in the sandbox is fixed. */
const MAC = 'zk6RoNXedLmpmKC0L4e2JIREfy72TZz1fLDmMmsIU0s='

export const VerifyMac = kmsOperation({
  name: 'VerifyMac',
  category: 'cryptography',
  summary: 'Checks a message authentication code (HMAC); a code that does not fit is an error.',
  key: { usage: 'GENERATE_VERIFY_MAC', states: CRYPTOGRAPHIC },
  input: {
    Message: {
      type: Plaintext,
      required: true,
      description: 'The message: exactly the bytes that GenerateMac got.',
      placeholder: 'aGVsbG8=',
    },
    KeyId: {
      type: KeyIdOrAlias,
      required: true,
      description: 'The HMAC key that should have made the MAC.',
      placeholder: 'alias/mac',
    },
    MacAlgorithm: {
      type: MacAlgorithm,
      required: true,
      description: 'The algorithm that made the MAC.',
      placeholder: 'HMAC_SHA_256',
    },
    Mac: { type: Ciphertext, required: true, description: 'The MAC, whole: a shortened one does not fit.', placeholder: MAC },
    GrantTokens: {
      type: GrantTokens,
      description: 'Tokens of new grants that allow you to verify MACs. A grant needs its token only in its first minutes.',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything, the MAC too, and returns DryRunOperationException if all is well.',
    },
  },
  output: {
    KeyId: { type: AnsweredKeyId, description: 'The ARN of the key that verified.' },
    MacValid: {
      type: boolean,
      description: 'Always true: a MAC that does not fit is a KMSInvalidMacException instead.',
    },
    MacAlgorithm: { type: MacAlgorithm, description: 'The algorithm that checked the MAC.' },
  },
  errors: [
    'DisabledException',
    'DryRunOperationException',
    'InvalidGrantTokenException',
    'InvalidKeyUsageException',
    'KMSInternalException',
    'KMSInvalidMacException',
    'KMSInvalidStateException',
    'KeyUnavailableException',
    'NotFoundException',
  ],
  permissions: ['kms:VerifyMac'],
  crossAccount: true,
  tracked: true,
  example: {
    request: { KeyId: 'alias/mac', Message: 'aGVsbG8=', MacAlgorithm: 'HMAC_SHA_256', Mac: MAC },
    response: {
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/33334444-5555-6666-7777-88889999aaaa',
      MacValid: true,
      MacAlgorithm: 'HMAC_SHA_256',
    },
  },
})
