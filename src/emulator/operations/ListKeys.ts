import type { Handler } from '../context.ts'
import { orderOf } from '../store/rows.ts'
import { pageOf } from '../wire/page.ts'

export { ListKeys as operation } from '../../facts/operations/ListKeys.ts'

export const ListKeys: Handler<'ListKeys'> = ({ Limit = 100, Marker }, { operation, tables, place }) => {
  const listing = {
    name: operation.name,
    orderOf,
    list: (after?: string, limit?: number) => tables.keys.list('place', place, after, limit),
  }
  const { rows, ...more } = pageOf(listing, Limit, Marker)
  return { Keys: rows.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })), ...more }
}
