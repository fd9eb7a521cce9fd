import type { Handler } from '../context.ts'
import { authorizeAccount } from '../keys/authorize.ts'
import { pageOf } from '../wire/page.ts'

export { ListAliases as operation } from '../../facts/operations/ListAliases.ts'

/** The service documents 100 as the most, though its model lets 1,000 through. */
const MAX_PAGE = 100

export const ListAliases: Handler<'ListAliases'> = ({ KeyId, Limit = 50, Marker }, kms) => {
  const { operation, tables, place } = kms
  authorizeAccount(kms)
  const target = KeyId === undefined ? undefined : kms.find(KeyId).arn
  const { rows, ...more } = pageOf(
    {
      name: target ? `${operation.name} ${target}` : operation.name,
      list: (after, limit) =>
        target ? tables.aliases.list('target', target, after, limit) : tables.aliases.list('place', place, after, limit),
      orderOf: ({ name }) => name,
    },
    Math.min(Limit, MAX_PAGE),
    Marker,
  )
  const Aliases = rows.map((alias) => ({
    AliasName: alias.name,
    AliasArn: alias.arn,
    TargetKeyId: alias.target.slice(alias.target.lastIndexOf('/') + 1),
    CreationDate: alias.createdAt,
    LastUpdatedDate: alias.updatedAt,
  }))
  return { Aliases, ...more }
}
