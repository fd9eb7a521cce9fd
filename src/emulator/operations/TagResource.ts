import type { Handler } from '../context.ts'
import { withTags } from '../keys/tags.ts'

export { TagResource as operation } from '../../facts/operations/TagResource.ts'

export const TagResource: Handler<'TagResource'> = ({ KeyId, Tags }, kms) => {
  const key = kms.key(KeyId)
  kms.write({ table: 'keys', id: key.arn, row: { ...key, tags: withTags(key.tags, Tags) } })
}
