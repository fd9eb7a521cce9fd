import { AliasName } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const DeleteAlias = kmsOperation({
  name: 'DeleteAlias',
  category: 'aliases',
  summary: 'Removes an alias; the key that it stood for stays as it is.',
  input: {
    AliasName: {
      type: AliasName,
      required: true,
      description: 'The alias to remove, with its prefix `alias/`. An alias ARN is not a name.',
      placeholder: 'alias/pending-deletion',
    },
  },
  output: {},
  emptyBody: true,
  errors: ['DependencyTimeoutException', 'KMSInternalException', 'KMSInvalidStateException', 'NotFoundException'],
  permissions: ['kms:DeleteAlias'],
  example: { request: { AliasName: 'alias/pending-deletion' }, response: {} },
})
