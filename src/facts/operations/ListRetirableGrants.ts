import { Grants, PrincipalId, pageRequest, pageResponse, ServicePrincipal } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const ListRetirableGrants = kmsOperation({
  name: 'ListRetirableGrants',
  category: 'access',
  summary: 'Lists the grants in the Region that name a principal as their retiring principal.',
  input: {
    ...pageRequest('grants', { default: 50, cap: 100 }),
    RetiringPrincipal: {
      type: PrincipalId,
      description:
        'The ARN of a principal of your own account. The list has the grants that name exactly this principal, on keys of any account.',
      placeholder: 'arn:aws:iam::111122223333:role/orders-admin',
    },
    RetiringServicePrincipal: {
      type: ServicePrincipal,
      description: 'The AWS service that may retire the grants. Only AWS services may send this member.',
    },
  },
  output: {
    Grants: { type: Grants, description: 'The grants of this page.' },
    ...pageResponse('grants'),
  },
  errors: [
    'DependencyTimeoutException',
    'InvalidArnException',
    'InvalidMarkerException',
    'KMSInternalException',
    'NotFoundException',
  ],
  permissions: ['kms:ListRetirableGrants'],
  example: {
    request: { RetiringPrincipal: 'arn:aws:iam::111122223333:role/orders-admin' },
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
