import { from } from '../../vocabulary/scenario.ts'
import { request, scenario } from './scenario.ts'

const KEY = from(1, 'KeyMetadata.KeyId')
const ALIAS = 'alias/first'

export const GettingStarted = scenario('Getting started', [
  request(
    'Create a key',
    'CreateKey',
    { Description: 'My first key' },
    {
      text: 'A request that says nothing else makes a symmetric encryption key, which is right for most purposes.',
      after:
        'The response describes the key; it does not contain it. `KeyState` is `Enabled`, so the key is ready. The steps below take its `KeyId` from here.',
      returns: { 'KeyMetadata.KeyState': 'Enabled' },
    },
  ),
  request(
    'Give it a name',
    'CreateAlias',
    { AliasName: ALIAS, TargetKeyId: KEY },
    {
      text: 'Key ids are hard to read and to remember. An alias is a name for a key.',
      after: 'The response is empty, as for many operations that only change something.',
    },
  ),
  request(
    'Encrypt',
    'Encrypt',
    { KeyId: ALIAS, Plaintext: 'aGVsbG8=' },
    {
      text: '`Plaintext` is what you want to keep secret. In JSON all bytes are written in base64; `aGVsbG8=` is “hello”.',
      after:
        'You can store the `CiphertextBlob` anywhere: without the key, it reveals nothing. A second request would return another ciphertext, although the data is the same.',
    },
  ),
  request(
    'Decrypt',
    'Decrypt',
    { CiphertextBlob: from(3, 'CiphertextBlob') },
    {
      text: 'The ciphertext contains the id of its key, so Decrypt finds the key by itself.',
      after: '`Plaintext` is `aGVsbG8=` again.',
      returns: { Plaintext: 'aGVsbG8=' },
    },
  ),
  request(
    'Get a data key',
    'GenerateDataKey',
    { KeyId: ALIAS, KeySpec: 'AES_256' },
    {
      text: 'Encrypt takes 4,096 bytes at most. For files and databases, request a data key, encrypt the data with it in your own program, and store the encrypted data key beside the data.',
      after:
        '`Plaintext` is the data key: 32 bytes to encrypt with, and then to erase. `CiphertextBlob` is the same data key, encrypted under your key.',
    },
  ),
  request(
    'Open the data key',
    'Decrypt',
    { CiphertextBlob: from(5, 'CiphertextBlob') },
    {
      text: 'Your program does this whenever it reads the data. It is called envelope encryption.',
      after: 'This is the data key of step 5.',
      returns: { Plaintext: from(5, 'Plaintext') },
    },
  ),
  request(
    'Switch the key off',
    'DisableKey',
    { KeyId: KEY },
    {
      text: 'An alias is not accepted here: an operation that changes a key requires its id or ARN, so that it cannot change another key by mistake.',
    },
  ),
  request(
    'See decryption fail',
    'Decrypt',
    { CiphertextBlob: from(3, 'CiphertextBlob') },
    {
      text: 'The request is that of step 4, and the key is disabled now.',
      refusal: 'DisabledException',
      after:
        'No copy of the ciphertext can be decrypted now, and neither can the encrypted data key of step 5. EnableKey would undo it.',
    },
  ),
  request(
    'Clean up',
    'ScheduleKeyDeletion',
    { KeyId: KEY, PendingWindowInDays: 7 },
    {
      text: 'A key is never deleted at once, because what it encrypted would be lost. The waiting period is at least seven days, and until it ends, CancelKeyDeletion keeps the key. The alias is deleted with the key.',
      after: 'In the sandbox you do not have to wait: the button Start over begins with a new sandbox.',
      returns: { KeyState: 'PendingDeletion' },
    },
  ),
])
