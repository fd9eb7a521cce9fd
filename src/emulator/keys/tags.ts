import { QUOTAS } from '../../facts/quotas.ts'
import { KmsError } from '../kms-error.ts'
import type { Tag } from '../store/rows.ts'

/** Letters and digits of any script, white space, and a few signs. */
const CHARACTERS = /^[\p{L}\p{N}\p{Z}_.:/=+\-@]*$/u

/**
 * The tags of a key after `added`: a key that is there already gets the new value.
 *
 * @throws {KmsError} TagException
 */
export const withTags = (tags: readonly Tag[], added: readonly Tag[]): readonly Tag[] => {
  const keys = added.map(({ TagKey }) => TagKey)
  if (new Set(keys).size < keys.length) throw new KmsError('TagException', 'Duplicate tag keys')
  refuseReserved(keys)
  if (added.some(({ TagKey, TagValue }) => !CHARACTERS.test(TagKey + TagValue))) throw new KmsError('TagException', 'Invalid tag')
  const all = [...new Map([...tags, ...added].map((tag) => [tag.TagKey, tag])).values()]
  if (all.length > QUOTAS.tags) throw new KmsError('TagException', 'Too many tags')
  return all
}

/**
 * Keeps the tags that belong to the service itself.
 *
 * @throws {KmsError} TagException
 */
export const refuseReserved = (keys: readonly string[]): void => {
  if (keys.some((key) => key.toLowerCase().startsWith('aws:')))
    throw new KmsError('TagException', 'Tags beginning with aws: are reserved')
}
