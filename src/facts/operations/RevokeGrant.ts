import { boolean } from '../../vocabulary/shapes.ts'
import { ANY_STATE } from '../key-states.ts'
import { GrantId, KeyId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const RevokeGrant = kmsOperation({
  name: 'RevokeGrant',
  category: 'access',
  summary: 'Deletes a grant, to take back the access that it gave.',
  key: { states: ANY_STATE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key of the grant. A key of another account is named by its ARN.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    GrantId: {
      type: GrantId,
      required: true,
      description: 'The id of the grant, from CreateGrant or ListGrants. A grant token is refused.',
      placeholder: '5d1c0f3b8e7a49266c2f91d4e0b7a853c4f6e1d20987b5a3f2e1c4d6b8a90375',
    },
    DryRun: {
      type: boolean,
      description: 'Checks everything and leaves the grant. Returns DryRunOperationException if all is well.',
    },
  },
  output: {},
  emptyBody: true,
  errors: [
    'DependencyTimeoutException',
    'DryRunOperationException',
    'InvalidArnException',
    'InvalidGrantIdException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
  ],
  permissions: ['kms:RevokeGrant'],
  crossAccount: true,
  example: {
    request: {
      KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321',
      GrantId: '5d1c0f3b8e7a49266c2f91d4e0b7a853c4f6e1d20987b5a3f2e1c4d6b8a90375',
    },
    response: {},
  },
})
