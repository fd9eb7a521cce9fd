import { from } from '../../vocabulary/scenario.ts'
import { local, request, scenario } from './scenario.ts'

const KeyId = from(1, 'KeyMetadata.KeyId')
const Plaintext = 'aGVsbG8='
const DAYS = 180
const DAY = 86_400

export const Rotation = scenario('Rotate a key', [
  request('Create a key', 'CreateKey', { Description: 'Rotates' }),
  request('Encrypt before the rotation', 'Encrypt', { KeyId, Plaintext }),
  request(
    'Turn automatic rotation on',
    'EnableKeyRotation',
    { KeyId, RotationPeriodInDays: DAYS },
    {
      after: 'The response is empty.',
    },
  ),
  request('Rotate now', 'RotateKeyOnDemand', { KeyId }),
  request(
    'Decrypt what the old material encrypted',
    'Decrypt',
    { CiphertextBlob: from(2, 'CiphertextBlob') },
    { returns: { Plaintext }, after: 'It decrypts as before. `KeyMaterialId` says which material did it.' },
  ),
  request('Encrypt after the rotation', 'Encrypt', { KeyId, Plaintext }),
  request(
    'Decrypt what the new material encrypted',
    'Decrypt',
    { CiphertextBlob: from(6, 'CiphertextBlob') },
    { returns: { Plaintext }, after: '`KeyMaterialId` is another one than in step 5.' },
  ),
  request(
    'When is the next one?',
    'GetKeyRotationStatus',
    { KeyId },
    {
      returns: { KeyRotationEnabled: true, RotationPeriodInDays: DAYS },
      after: '`NextRotationDate` is as far off as step 3 set it. The rotation of step 4 did not move it.',
    },
  ),
  request(
    'List all materials',
    'ListKeyRotations',
    { KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' },
    {
      returns: {
        'Rotations.0.KeyMaterialId': from(5, 'KeyMaterialId'),
        'Rotations.1.KeyMaterialId': from(7, 'KeyMaterialId'),
        'Rotations.1.KeyMaterialState': 'CURRENT',
      },
      after:
        'With `ALL_KEY_MATERIAL` the list begins with the first material, which no rotation made; otherwise it has the rotations only. `KeyMaterialState` is `CURRENT` for the one that encrypts.',
    },
  ),
  local(
    `Let ${DAYS} days pass`,
    'advanceClock',
    { seconds: DAYS * DAY },
    { text: 'AWS KMS makes you wait. The clock of an emulator can be moved: here it is that of this sandbox.' },
  ),
  request(
    'List the rotations',
    'ListKeyRotations',
    { KeyId },
    {
      returns: { 'Rotations.0.RotationType': 'ON_DEMAND', 'Rotations.1.RotationType': 'AUTOMATIC' },
      after: 'The second one came by itself.',
    },
  ),
])
