import { boolean } from '../../vocabulary/shapes.ts'
import { ANY_STATE } from '../key-states.ts'
import { GrantId, GrantToken, KeyArn } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const RetireGrant = kmsOperation({
  name: 'RetireGrant',
  category: 'access',
  summary: 'Deletes a grant that its grantee no longer needs.',
  key: { states: ANY_STATE },
  input: {
    GrantToken: {
      type: GrantToken,
      description: 'The token from CreateGrant. Send it alone, or send `KeyId` and `GrantId` instead.',
    },
    KeyId: {
      type: KeyArn,
      description: 'The ARN of the grant’s key, together with `GrantId`. A key id is refused.',
      placeholder: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    GrantId: {
      type: GrantId,
      description: 'The id of the grant, together with `KeyId`.',
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
    'InvalidGrantTokenException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
  ],
  permissions: [],
  crossAccount: true,
  example: {
    request: {
      KeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
      GrantId: '5d1c0f3b8e7a49266c2f91d4e0b7a853c4f6e1d20987b5a3f2e1c4d6b8a90375',
    },
    response: {},
  },
})
