import { NOT_DELETING } from '../key-states.ts'
import { AliasName, KeyId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const UpdateAlias = kmsOperation({
  name: 'UpdateAlias',
  category: 'aliases',
  summary: 'Moves an alias from its key to another one of the same kind and usage.',
  key: { states: NOT_DELETING },
  input: {
    AliasName: {
      type: AliasName,
      required: true,
      description: 'The alias to move, with its prefix `alias/`. Its name cannot change.',
      placeholder: 'alias/app',
    },
    TargetKeyId: {
      type: KeyId,
      required: true,
      description: 'The key that the alias points to from now on. Its old key does not change.',
      placeholder: '1234abcd-12ab-34cd-56ef-1234567890ab',
    },
  },
  output: {},
  emptyBody: true,
  errors: [
    'DependencyTimeoutException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'LimitExceededException',
    'NotFoundException',
  ],
  permissions: ['kms:UpdateAlias'],
  crossAccount: false,
  example: { request: { AliasName: 'alias/app', TargetKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab' }, response: {} },
})
