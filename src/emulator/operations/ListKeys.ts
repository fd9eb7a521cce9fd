import type { Handler } from '../context.ts'
import { orderOf } from '../store/rows.ts'
import { pageOf } from '../wire/page.ts'

export { ListKeys as operation } from '../../facts/operations/ListKeys.ts'

export const ListKeys: Handler<'ListKeys'> = (
  { Limit = 100, Marker, ResourceOwners = ['SELF'] },
  { operation, tables, place },
) => {
  const indexes = ResourceOwners.map((owner) => (owner === 'SELF' ? 'place' : 'shared'))
  const listing = {
    name: operation.name,
    orderOf,
    list: (after?: string, limit?: number) =>
      [...new Set(indexes)]
        .flatMap((index) => tables.keys.list(index, place, after, limit))
        .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
        .slice(0, limit),
  }
  const { rows, ...more } = pageOf(listing, Limit, Marker)
  return { Keys: rows.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })), ...more }
}
