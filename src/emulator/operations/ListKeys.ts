import type { Handler } from '../context.ts'
import { orderOf } from '../store/rows.ts'
import { requestedPage } from '../wire/requested-page.ts'

export { ListKeys as operation } from '../../facts/operations/ListKeys.ts'

export const ListKeys: Handler<'ListKeys'> = (_, kms) => {
  const { rows, ...more } = requestedPage(kms, {
    list: (after, limit) => kms.tables.keys.list('place', kms.place, after, limit),
    orderOf,
  })
  return { Keys: rows.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })), ...more }
}
