import { from } from '../../vocabulary/scenario.ts'
import { request, scenario } from './scenario.ts'

const KeyId = from(1, 'KeyMetadata.KeyId')
const ALIAS = 'alias/shop-orders'

export const CreatingKeys = scenario('Create a key for an application', [
  request(
    'Create the key',
    'CreateKey',
    {
      Description: 'Encrypts the orders of the web shop',
      Tags: [
        { TagKey: 'Application', TagValue: 'Shop' },
        { TagKey: 'Stage', TagValue: 'Production' },
      ],
    },
    {
      text: 'Write into the description what the key protects. In two years you will want to know whether it can be deleted. Descriptions and tags are not secret.',
    },
  ),
  request(
    'Give it an alias',
    'CreateAlias',
    { AliasName: ALIAS, TargetKeyId: KeyId },
    {
      text: 'Put the alias into the configuration of your program, not the id: so you can move to another key later, and every Region can have its own.',
    },
  ),
  request(
    'Look at it',
    'DescribeKey',
    { KeyId: ALIAS },
    {
      text: 'DescribeKey takes the alias.',
      returns: { 'KeyMetadata.KeyId': KeyId },
      after: 'Tags are not in this response; ListResourceTags has them, and GetKeyPolicy has the policy.',
    },
  ),
  request(
    'Try to change it by its alias',
    'UpdateKeyDescription',
    { KeyId: ALIAS, Description: 'Since 2026' },
    {
      refusal: 'InvalidArnException',
    },
  ),
  request('Change the description', 'UpdateKeyDescription', {
    KeyId,
    Description: 'Encrypts the orders of the web shop, since 2026',
  }),
  request('List its tags', 'ListResourceTags', { KeyId }),
])
