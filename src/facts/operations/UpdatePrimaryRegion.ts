import { CRYPTOGRAPHIC } from '../key-states.ts'
import { KeyId, Region } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const UpdatePrimaryRegion = kmsOperation({
  name: 'UpdatePrimaryRegion',
  category: 'regions',
  summary: 'Makes a replica the primary of its multi-Region set; the old primary becomes a replica.',
  key: { states: CRYPTOGRAPHIC },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The primary key. Send the request to the Region that it is in now.',
      placeholder: 'mrk-1234abcd12ab34cd56ef1234567890ab',
    },
    PrimaryRegion: {
      type: Region,
      required: true,
      description:
        'The Region of the replica that becomes the primary. Both keys are `Updating` for a moment, in which they still encrypt and decrypt.',
      placeholder: 'eu-west-1',
    },
  },
  output: {},
  emptyBody: true,
  errors: [
    'DisabledException',
    'InvalidArnException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
    'UnsupportedOperationException',
  ],
  permissions: ['kms:UpdatePrimaryRegion'],
  crossAccount: false,
  example: { request: { KeyId: 'mrk-1234abcd12ab34cd56ef1234567890ab', PrimaryRegion: 'eu-west-1' }, response: {} },
})
