import { request, scenario } from './scenario.ts'

/** “hello” */
const Plaintext = 'aGVsbG8='
const DELETED = 'aaaabbbb-cccc-dddd-eeee-ffff00001111'

export const KeyStates = scenario('Bring keys back', [
  request('Use a disabled key', 'Encrypt', { KeyId: 'alias/disabled', Plaintext }, { refusal: 'DisabledException' }),
  request('Enable it', 'EnableKey', { KeyId: '11112222-3333-4444-5555-666677778888' }),
  request('Use it', 'Encrypt', { KeyId: 'alias/disabled', Plaintext }, { after: 'Nothing but its alias is `disabled` now.' }),
  request(
    'Use a key that waits for its deletion',
    'Encrypt',
    { KeyId: 'alias/pending-deletion', Plaintext },
    {
      refusal: 'KMSInvalidStateException',
    },
  ),
  request('Cancel the deletion', 'CancelKeyDeletion', { KeyId: DELETED }),
  request(
    'Look at its state',
    'DescribeKey',
    { KeyId: 'alias/pending-deletion' },
    {
      returns: { 'KeyMetadata.KeyState': 'Disabled' },
      after: 'It is `Disabled`, so that nothing uses it before you have had a look.',
    },
  ),
  request(
    'Use a key without material',
    'Encrypt',
    { KeyId: 'alias/pending-import', Plaintext },
    {
      refusal: 'KMSInvalidStateException',
    },
  ),
  request(
    'Use a key of a store that is not connected',
    'Encrypt',
    { KeyId: 'alias/unavailable', Plaintext },
    {
      refusal: 'KMSInvalidStateException',
    },
  ),
])
