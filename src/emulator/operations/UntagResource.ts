import type { Handler } from '../context.ts'
import { refuseReserved } from '../keys/tags.ts'

export { UntagResource as operation } from '../../facts/operations/UntagResource.ts'

export const UntagResource: Handler<'UntagResource'> = ({ KeyId, TagKeys }, kms) => {
  const key = kms.key(KeyId)
  refuseReserved(TagKeys)
  const tags = key.tags.filter(({ TagKey }) => !TagKeys.includes(TagKey))
  kms.write({ table: 'keys', id: key.arn, row: { ...key, tags } })
}
