import { from } from '../../vocabulary/scenario.ts'
import { request, scenario, sender } from './scenario.ts'

const KeyId = from(1, 'KeyMetadata.KeyId')
const as = sender({ region: 'eu-west-1' })
const Plaintext = 'aGVsbG8='
const READY = { path: 'KeyMetadata.KeyState', is: 'Enabled' } as const

export const MultiRegionFailover = scenario('Failover to another Region', [
  request(
    'Make a multi-Region key',
    'CreateKey',
    { MultiRegion: true, Description: 'Encrypts in several Regions' },
    {
      after: 'The id begins with `mrk-`. This is the primary key of its set.',
    },
  ),
  request(
    'Add a replica',
    'ReplicateKey',
    { KeyId, ReplicaRegion: 'eu-west-1' },
    {
      after: 'The replica is `Creating`, and `Enabled` a moment later.',
    },
  ),
  request(
    'Wait for it',
    'DescribeKey',
    { KeyId },
    {
      text: 'In its own Region, by the same id.',
      as,
      until: READY,
      returns: { 'KeyMetadata.MultiRegionConfiguration.MultiRegionKeyType': 'REPLICA' },
    },
  ),
  request('Encrypt here', 'Encrypt', { KeyId, Plaintext }, { text: 'In us-east-1.' }),
  request(
    'Decrypt there',
    'Decrypt',
    { CiphertextBlob: from(4, 'CiphertextBlob') },
    {
      as,
      text: 'The first Region is out of reach, say. The replica decrypts by itself.',
      returns: { Plaintext },
    },
  ),
  request(
    'Try to replicate from there',
    'ReplicateKey',
    { KeyId, ReplicaRegion: 'ap-northeast-1' },
    {
      as,
      refusal: 'UnsupportedOperationException',
      after: 'Only the primary key can be replicated.',
    },
  ),
  request(
    'Make the replica the primary',
    'UpdatePrimaryRegion',
    { KeyId, PrimaryRegion: 'eu-west-1' },
    {
      text: 'The request goes to the Region of the primary key, so do this before the Region is in trouble, or once it is back.',
    },
  ),
  request(
    'Wait for that',
    'DescribeKey',
    { KeyId },
    {
      as,
      until: READY,
      returns: { 'KeyMetadata.MultiRegionConfiguration.MultiRegionKeyType': 'PRIMARY' },
      after: 'Both keys were `Updating` for a moment, in which they still encrypt and decrypt.',
    },
  ),
  request('Replicate from the new primary', 'ReplicateKey', { KeyId, ReplicaRegion: 'ap-northeast-1' }, { as }),
  request(
    'Delete the old primary',
    'ScheduleKeyDeletion',
    { KeyId, PendingWindowInDays: 7 },
    {
      text: 'It is a replica now, so its waiting period begins at once. The others stay.',
      returns: { KeyState: 'PendingDeletion' },
    },
  ),
])
