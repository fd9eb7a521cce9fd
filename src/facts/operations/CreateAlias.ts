import { NOT_DELETING } from '../key-states.ts'
import { AliasName, KeyId } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const CreateAlias = kmsOperation({
  name: 'CreateAlias',
  category: 'aliases',
  summary: 'Gives a key a name that you can later move to another key.',
  key: { states: NOT_DELETING },
  input: {
    AliasName: {
      type: AliasName,
      required: true,
      description:
        'The name, beginning with `alias/` and unique in the account and Region. Names that begin with `alias/aws/` are reserved for AWS services.',
      placeholder: 'alias/example',
    },
    TargetKeyId: {
      type: KeyId,
      required: true,
      description: 'The key that gets the alias. It may have other aliases.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
  },
  output: {},
  emptyBody: true,
  errors: [
    'AlreadyExistsException',
    'DependencyTimeoutException',
    'InvalidAliasNameException',
    'KMSInternalException',
    'KMSInvalidStateException',
    'LimitExceededException',
    'NotFoundException',
  ],
  permissions: ['kms:CreateAlias'],
  crossAccount: false,
  example: { request: { AliasName: 'alias/example', TargetKeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' }, response: {} },
})
