import type { Handler } from '../context.ts'
import type { Tag } from '../store/rows.ts'
import { requestedPage } from '../wire/requested-page.ts'

export { ListResourceTags as operation } from '../../facts/operations/ListResourceTags.ts'

export const ListResourceTags: Handler<'ListResourceTags'> = ({ KeyId }, kms) => {
  const { arn, tags } = kms.key(KeyId)
  const sorted = [...tags].sort((a, b) => (a.TagKey < b.TagKey ? -1 : 1))
  const { rows: Tags, ...more } = requestedPage(kms, {
    of: arn,
    orderOf: ({ TagKey }: Tag) => TagKey,
    list: (after = '', limit) => sorted.filter(({ TagKey }) => TagKey > after).slice(0, limit),
  })
  return { Tags, ...more }
}
