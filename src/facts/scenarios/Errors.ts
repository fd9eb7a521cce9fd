import { request, scenario } from './scenario.ts'

const Plaintext = 'aGVsbG8='

export const Errors = scenario(
  'Provoke errors',
  [
    request(
      'A key that does not exist',
      'DescribeKey',
      { KeyId: 'alias/nobody' },
      {
        refusal: 'NotFoundException',
        after: 'The message has the ARN that was looked for. If the Region in it is not the one you meant, that is the cause.',
      },
    ),
    request(
      'A value out of bounds',
      'GenerateRandom',
      { NumberOfBytes: 5000 },
      {
        refusal: 'ValidationException',
        after: 'The message names the member and the bound.',
      },
    ),
    request(
      'A key of the wrong kind',
      'Encrypt',
      { KeyId: 'alias/signing', Plaintext },
      {
        refusal: 'InvalidKeyUsageException',
        after: 'This key is for signing.',
      },
    ),
    request(
      'A key that waits for its material',
      'Encrypt',
      { KeyId: 'alias/pending-import', Plaintext },
      {
        refusal: 'KMSInvalidStateException',
      },
    ),
  ],
  'reader',
)
