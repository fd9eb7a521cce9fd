import type { Handler } from '../context.ts'
import { requestedPage } from '../wire/requested-page.ts'

export { ListAliases as operation } from '../../facts/operations/ListAliases.ts'

export const ListAliases: Handler<'ListAliases'> = ({ KeyId }, kms) => {
  const { tables, place } = kms
  const target = KeyId === undefined ? undefined : kms.find(KeyId).arn
  const { rows, ...more } = requestedPage(kms, {
    of: target,
    list: (after, limit) =>
      target ? tables.aliases.list('target', target, after, limit) : tables.aliases.list('place', place, after, limit),
    orderOf: ({ name }) => name,
  })
  const Aliases = rows.map((alias) => ({
    AliasName: alias.name,
    AliasArn: alias.arn,
    TargetKeyId: alias.target.slice(alias.target.lastIndexOf('/') + 1),
    CreationDate: alias.createdAt,
    LastUpdatedDate: alias.updatedAt,
  }))
  return { Aliases, ...more }
}
