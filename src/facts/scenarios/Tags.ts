import { request, scenario } from './scenario.ts'

/** alias/app */
const KeyId = '0987dcba-09fe-87dc-65ba-ab0987654321'

export const Tags = scenario('Tag a key', [
  request('Look at its tags', 'ListResourceTags', { KeyId }, { text: 'The sandbox’s `alias/app` has two.' }),
  request(
    'Add and change',
    'TagResource',
    {
      KeyId,
      Tags: [
        { TagKey: 'Stage', TagValue: 'Production' },
        { TagKey: 'Purpose', TagValue: 'Invoices' },
      ],
    },
    { text: 'A name that is there already gets the new value; the other tags stay.', after: 'The response is empty.' },
  ),
  request('List', 'ListResourceTags', { KeyId }, { after: '`Purpose` was `Orders` before.' }),
  request(
    'Remove',
    'UntagResource',
    { KeyId, TagKeys: ['Stage', 'CostCenter', 'Owner'] },
    {
      text: 'Names are enough. One that the key does not have is no error, so you need not ask first.',
    },
  ),
  request(
    'List again',
    'ListResourceTags',
    { KeyId },
    {
      returns: { Tags: [{ TagKey: 'Purpose', TagValue: 'Invoices' }] },
    },
  ),
])
