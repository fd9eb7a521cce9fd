import { list, structure } from '../../vocabulary/shapes.ts'
import { AnsweredKeyId, Arn, pageRequest, pageResponse, ResourceOwner } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const ListKeys = kmsOperation({
  name: 'ListKeys',
  category: 'keys',
  summary: 'Lists the keys of the account in the Region, whatever state they are in.',
  input: {
    ...pageRequest('keys', { default: 100 }),
    ResourceOwners: {
      type: list(ResourceOwner, { min: 1, max: 2 }),
      description: 'Whose keys are listed. Left out, those of your own account.',
    },
  },
  output: {
    Keys: {
      type: list(
        structure({
          KeyId: { type: AnsweredKeyId, description: 'The id of the key, without the ARN around it.' },
          KeyArn: { type: Arn, description: 'The ARN of the key, for policies and for use from another account.' },
        }),
      ),
      description: 'The keys of this page, by id and ARN only. DescribeKey shows the rest.',
    },
    ...pageResponse('keys'),
  },
  errors: ['DependencyTimeoutException', 'InvalidMarkerException', 'KMSInternalException'],
  permissions: ['kms:ListKeys'],
  example: {
    request: { Limit: 3 },
    response: {
      Keys: [
        {
          KeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
          KeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        },
        {
          KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321',
          KeyArn: 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321',
        },
        {
          KeyId: '11112222-3333-4444-5555-666677778888',
          KeyArn: 'arn:aws:kms:us-east-1:111122223333:key/11112222-3333-4444-5555-666677778888',
        },
      ],
      NextMarker: 'TGlzdEtleXMKMDAwMTc2Nzc3NjQwMDAwMCAxMTExMjIyMi0zMzMzLTQ0NDQtNTU1NS02NjY2Nzc3Nzg4ODg=',
      Truncated: true,
    },
    volatile: ['NextMarker'],
  },
})
