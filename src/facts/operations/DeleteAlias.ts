import { AliasName } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const DeleteAlias = kmsOperation({
  name: 'DeleteAlias',
  category: 'aliases',
  summary: 'Deletes an alias, and leaves its key as it is.',
  input: {
    AliasName: {
      type: AliasName,
      required: true,
      description: 'The name of the alias, with its prefix `alias/`. An alias ARN is refused.',
      placeholder: 'alias/pending-deletion',
    },
  },
  output: {},
  emptyBody: true,
  errors: ['DependencyTimeoutException', 'KMSInternalException', 'KMSInvalidStateException', 'NotFoundException'],
  permissions: ['kms:DeleteAlias'],
  example: { request: { AliasName: 'alias/pending-deletion' }, response: {} },
})
