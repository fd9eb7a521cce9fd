import { from } from '../../vocabulary/scenario.ts'
import { request, scenario } from './scenario.ts'

const CiphertextBlob = from(1, 'CiphertextBlob')

export const EncryptionContext = scenario(
  'Bind a ciphertext to its record',
  [
    request('Encrypt Alice’s record', 'Encrypt', {
      KeyId: 'alias/app',
      Plaintext: 'aGVsbG8=',
      EncryptionContext: { customer: 'alice' },
    }),
    request(
      'Read it as Bob’s',
      'Decrypt',
      { CiphertextBlob, EncryptionContext: { customer: 'bob' } },
      {
        text: 'The ciphertext was copied over Bob’s record.',
        refusal: 'InvalidCiphertextException',
        after: 'The error has no message, so that an attacker learns nothing about the right context.',
      },
    ),
    request('Read it without a context', 'Decrypt', { CiphertextBlob }, { refusal: 'InvalidCiphertextException' }),
    request(
      'Read it as Alice’s',
      'Decrypt',
      { CiphertextBlob, EncryptionContext: { customer: 'alice' } },
      {
        returns: { Plaintext: 'aGVsbG8=' },
      },
    ),
  ],
  'reader',
)
