import { ANY_STATE } from '../key-states.ts'
import { GrantId, Grants, KeyId, PrincipalId, pageRequest, pageResponse, ServicePrincipal } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const ListGrants = kmsOperation({
  name: 'ListGrants',
  category: 'access',
  summary: 'Lists the grants of a key, all of them or those that match a filter.',
  key: { states: ANY_STATE },
  input: {
    ...pageRequest('grants', { default: 50, cap: 100 }),
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key whose grants are listed. A key of another account is named by its ARN.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    GrantId: { type: GrantId, description: 'Only the grant with this id.' },
    GranteePrincipal: { type: PrincipalId, description: 'Only grants that name exactly this grantee, by its ARN.' },
    GranteeServicePrincipal: {
      type: ServicePrincipal,
      description: 'Only grants for this AWS service. Only AWS services may send this member.',
    },
  },
  output: {
    Grants: { type: Grants, description: 'The grants of this page.' },
    ...pageResponse('grants'),
  },
  errors: [
    'DependencyTimeoutException',
    'InvalidArnException',
    'InvalidGrantIdException',
    'InvalidMarkerException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'NotFoundException',
  ],
  permissions: ['kms:ListGrants'],
  crossAccount: true,
  example: {
    request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' },
    response: {
      Grants: [
        {
          KeyId: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
          GrantId: '5d1c0f3b8e7a49266c2f91d4e0b7a853c4f6e1d20987b5a3f2e1c4d6b8a90375',
          Name: 'orders-worker',
          CreationDate: 1767776400,
          GranteePrincipal: 'arn:aws:iam::111122223333:role/orders-worker',
          RetiringPrincipal: 'arn:aws:iam::111122223333:role/orders-admin',
          IssuingAccount: 'arn:aws:iam::111122223333:root',
          Operations: ['Encrypt', 'Decrypt', 'DescribeKey'],
          Constraints: { EncryptionContextSubset: { Department: 'Orders' } },
        },
      ],
      Truncated: false,
    },
  },
})
