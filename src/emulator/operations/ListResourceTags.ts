import type { Handler } from '../context.ts'
import type { Tag } from '../store/rows.ts'
import { pageOf } from '../wire/page.ts'

export { ListResourceTags as operation } from '../../facts/operations/ListResourceTags.ts'

/** The service documents 50 as the most, though its model lets 1,000 through. */
const MAX_PAGE = 50

export const ListResourceTags: Handler<'ListResourceTags'> = ({ KeyId, Limit = MAX_PAGE, Marker }, kms) => {
  const { arn, tags } = kms.key(KeyId)
  const sorted = [...tags].sort((a, b) => (a.TagKey < b.TagKey ? -1 : 1))
  const { rows: Tags, ...more } = pageOf(
    {
      name: `${kms.operation.name} ${arn}`,
      orderOf: ({ TagKey }: Tag) => TagKey,
      list: (after = '', limit) => sorted.filter(({ TagKey }) => TagKey > after).slice(0, limit),
    },
    Math.min(Limit, MAX_PAGE),
    Marker,
  )
  return { Tags, ...more }
}
