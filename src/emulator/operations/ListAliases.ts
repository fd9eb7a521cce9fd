import type { Handler } from '../context.ts'
import { authorizeAccount } from '../keys/authorize.ts'
import { unusedAliases } from '../keys/managed-keys.ts'
import type { Alias } from '../store/rows.ts'
import { pageOf } from '../wire/page.ts'

export { ListAliases as operation } from '../../facts/operations/ListAliases.ts'

/** The service documents 100 as the most, though its model lets 1,000 through. */
const MAX_PAGE = 100

/** An alias, or a predefined one that has no key yet. */
type Listed = Pick<Alias, 'name' | 'arn'> & Partial<Alias>

export const ListAliases: Handler<'ListAliases'> = ({ KeyId, Limit = 50, Marker }, kms) => {
  const { operation, tables, place } = kms
  authorizeAccount(kms)
  const target = KeyId === undefined ? undefined : kms.find(KeyId).arn
  const all = (after = '', limit?: number): readonly Listed[] =>
    [...tables.aliases.list('place', place, after, limit), ...unusedAliases(kms).filter(({ name }) => name > after)]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .slice(0, limit)
  const { rows, ...more } = pageOf<Listed>(
    {
      name: target ? `${operation.name} ${target}` : operation.name,
      list: (after, limit) => (target ? tables.aliases.list('target', target, after, limit) : all(after, limit)),
      orderOf: ({ name }) => name,
    },
    Math.min(Limit, MAX_PAGE),
    Marker,
  )
  const Aliases = rows.map(({ name, arn, target, createdAt, updatedAt }) => ({
    AliasName: name,
    AliasArn: arn,
    TargetKeyId: target?.slice(target.lastIndexOf('/') + 1),
    CreationDate: createdAt,
    LastUpdatedDate: updatedAt,
  }))
  return { Aliases, ...more }
}
