import { local, request, scenario } from './scenario.ts'

/** alias/app */
const KeyId = '0987dcba-09fe-87dc-65ba-ab0987654321'
const DAY = 86_400
const USE = { KeyId: 'alias/app', Plaintext: 'aGVsbG8=' }

export const DeletionAndRescue = scenario('Delete a key, and rescue it', [
  request(
    'Ask for its last use',
    'GetKeyLastUsage',
    { KeyId },
    {
      after: 'It counts cryptographic operations that succeeded. `TrackingStartDate` says since when.',
    },
  ),
  request(
    'Disable it',
    'DisableKey',
    { KeyId },
    { text: 'The deletion does not require it, but it is safer: you see what fails.' },
  ),
  request(
    'Schedule the deletion',
    'ScheduleKeyDeletion',
    { KeyId, PendingWindowInDays: 7 },
    { returns: { KeyState: 'PendingDeletion' }, after: '`DeletionDate` is seven days from now.' },
  ),
  request('Try to use it', 'Encrypt', USE, {
    refusal: 'KMSInvalidStateException',
    after: 'Decrypt, Sign and all other uses are refused in the same way.',
  }),
  request(
    'Cancel the deletion',
    'CancelKeyDeletion',
    { KeyId },
    {
      after: 'The key is kept, but it is not yet usable: its state is `Disabled`, whatever it was before.',
    },
  ),
  request('Try again', 'Encrypt', USE, { refusal: 'DisabledException' }),
  request('Enable it', 'EnableKey', { KeyId }),
  request('Use it', 'Encrypt', USE, { after: 'Nothing is lost: the key is as it was before.' }),
  request('Schedule the deletion again', 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 }),
  local(
    'Let seven days pass',
    'advanceClock',
    { seconds: 7 * DAY },
    { text: 'AWS KMS makes you wait. The clock of an emulator can be moved: here it is that of this sandbox.' },
  ),
  request('Try to rescue it', 'CancelKeyDeletion', { KeyId }, { refusal: 'NotFoundException', after: 'It is too late.' }),
  request('Try its alias', 'Encrypt', USE, { refusal: 'NotFoundException', after: 'The aliases of a key are deleted with it.' }),
])
