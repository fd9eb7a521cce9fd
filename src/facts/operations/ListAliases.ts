import { list, structure, timestamp } from '../../vocabulary/shapes.ts'
import { ANY_STATE } from '../key-states.ts'
import { AliasName, AnsweredKeyId, Arn, KeyId, pageRequest, pageResponse } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const ListAliases = kmsOperation({
  name: 'ListAliases',
  category: 'aliases',
  summary: 'Lists the aliases of the account in the Region, or those of one key, in the order of their names.',
  key: { states: ANY_STATE },
  input: {
    KeyId: { type: KeyId, description: 'The key whose aliases are listed. Left out, the list has the aliases of every key.' },
    ...pageRequest('aliases', { default: 50, cap: 100 }),
  },
  output: {
    Aliases: {
      type: list(
        structure({
          AliasName: { type: AliasName, description: 'The name, with its prefix `alias/`.' },
          AliasArn: { type: Arn, description: 'The ARN of the alias, for use from another account.' },
          TargetKeyId: {
            type: AnsweredKeyId,
            description: 'The id of the key behind the name. Left out for a name of an AWS service that has no key yet.',
          },
          CreationDate: { type: timestamp, description: 'When CreateAlias made the alias.' },
          LastUpdatedDate: { type: timestamp, description: 'When the alias got the key that it has now.' },
        }),
      ),
      description: 'The aliases of this page.',
    },
    ...pageResponse('aliases'),
  },
  errors: [
    'DependencyTimeoutException',
    'InvalidArnException',
    'InvalidMarkerException',
    'KMSInternalException',
    'NotFoundException',
  ],
  permissions: ['kms:ListAliases'],
  crossAccount: false,
  example: {
    request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' },
    response: {
      Aliases: [
        {
          AliasName: 'alias/app',
          AliasArn: 'arn:aws:kms:us-east-1:111122223333:alias/app',
          TargetKeyId: '0987dcba-09fe-87dc-65ba-ab0987654321',
          CreationDate: 1767690000,
          LastUpdatedDate: 1767690000,
        },
      ],
      Truncated: false,
    },
  },
})
