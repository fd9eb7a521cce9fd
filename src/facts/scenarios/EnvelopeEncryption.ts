import { from } from '../../vocabulary/scenario.ts'
import { local, request, scenario } from './scenario.ts'

const EncryptionContext = { tenant: '42' }
/** “A long report” */
const MESSAGE = 'QSBsb25nIHJlcG9ydA=='

export const EnvelopeEncryption = scenario(
  'Envelope encryption',
  [
    request(
      'Get a data key',
      'GenerateDataKey',
      { KeyId: 'alias/app', KeySpec: 'AES_256', EncryptionContext },
      { after: '`Plaintext` is the data key, `CiphertextBlob` the same, encrypted under the KMS key.' },
    ),
    local(
      'Encrypt the data',
      'seal',
      { DataKey: from(1, 'Plaintext'), Message: MESSAGE },
      {
        text: 'Your program encrypts with AES-256-GCM, however long the data is. It stores `Sealed` beside the encrypted data key, and erases the data key.',
      },
    ),
    request(
      'Open the data key',
      'Decrypt',
      { CiphertextBlob: from(1, 'CiphertextBlob'), EncryptionContext },
      { text: 'To read, send the encrypted data key with the same context.', returns: { Plaintext: from(1, 'Plaintext') } },
    ),
    local(
      'Decrypt the data',
      'unseal',
      { DataKey: from(3, 'Plaintext'), Sealed: from(2, 'Sealed') },
      { returns: { Message: MESSAGE }, after: 'The message is what step 2 encrypted.' },
    ),
    request(
      'Try another context',
      'Decrypt',
      { CiphertextBlob: from(1, 'CiphertextBlob'), EncryptionContext: { tenant: '43' } },
      {
        text: 'An envelope that was copied to another tenant does not open.',
        refusal: 'InvalidCiphertextException',
        after: 'The error has no message, so that an attacker learns nothing about the right context.',
      },
    ),
  ],
  'reader',
)
