import type { Handler } from '../context.ts'
import { authorizeAccount } from '../keys/authorize.ts'
import { unusedAliases } from '../keys/managed-keys.ts'
import type { Alias } from '../store/rows.ts'
import { requestedPage } from '../wire/requested-page.ts'

export { ListAliases as operation } from '../../facts/operations/ListAliases.ts'

/** An alias, or a predefined one that has no key yet. */
type Listed = Pick<Alias, 'name' | 'arn'> & Partial<Alias>

export const ListAliases: Handler<'ListAliases'> = ({ KeyId }, kms) => {
  const { tables, place } = kms
  authorizeAccount(kms)
  const target = KeyId === undefined ? undefined : kms.find(KeyId).arn
  const all = (after = '', limit?: number): readonly Listed[] =>
    [...tables.aliases.list('place', place, after, limit), ...unusedAliases(kms).filter(({ name }) => name > after)]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .slice(0, limit)
  const { rows, ...more } = requestedPage<Listed>(kms, {
    of: target,
    list: (after, limit) => (target ? tables.aliases.list('target', target, after, limit) : all(after, limit)),
    orderOf: ({ name }) => name,
  })
  const Aliases = rows.map(({ name, arn, target, createdAt, updatedAt }) => ({
    AliasName: name,
    AliasArn: arn,
    TargetKeyId: target?.slice(target.lastIndexOf('/') + 1),
    CreationDate: createdAt,
    LastUpdatedDate: updatedAt,
  }))
  return { Aliases, ...more }
}
