import { boolean } from '../../vocabulary/shapes.ts'
import { ANY_STATE } from '../key-states.ts'
import { KeyId, Limit, Marker, Tags } from '../members.ts'
import { kmsOperation } from '../operation.ts'

export const ListResourceTags = kmsOperation({
  name: 'ListResourceTags',
  category: 'keys',
  summary: 'Lists the tags of a key.',
  key: { states: ANY_STATE },
  input: {
    KeyId: {
      type: KeyId,
      required: true,
      description: 'The key whose tags are listed.',
      placeholder: '0987dcba-09fe-87dc-65ba-ab0987654321',
    },
    Limit: { type: Limit, default: 50, description: 'How many tags a page holds at most; a page never holds more than 50.' },
    Marker: {
      type: Marker,
      description: 'Where the page begins: the `NextMarker` of the page before. Left out, the list begins at its start.',
    },
  },
  output: {
    Tags: { type: Tags, description: 'The tags of this page, in the order of their names.' },
    NextMarker: { type: Marker, description: 'What to send as `Marker` for the next page. Only if there is one.' },
    Truncated: { type: boolean, description: 'True if there are more tags than this page shows.' },
  },
  errors: ['InvalidArnException', 'InvalidMarkerException', 'KMSInternalException', 'NotFoundException'],
  permissions: ['kms:ListResourceTags'],
  crossAccount: false,
  example: {
    request: { KeyId: '0987dcba-09fe-87dc-65ba-ab0987654321' },
    response: {
      Tags: [
        { TagKey: 'CostCenter', TagValue: '87654' },
        { TagKey: 'Purpose', TagValue: 'Orders' },
      ],
      Truncated: false,
    },
  },
})
