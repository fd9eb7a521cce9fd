import type { Handler } from '../context.ts'
import { orderOf } from '../store/rows.ts'
import { requestedPage } from '../wire/requested-page.ts'

export { ListKeys as operation } from '../../facts/operations/ListKeys.ts'

export const ListKeys: Handler<'ListKeys'> = ({ ResourceOwners = ['SELF'] }, kms) => {
  const { tables, place } = kms
  const indexes = new Set(ResourceOwners.map((owner) => (owner === 'SELF' ? 'place' : 'shared')))
  const { rows, ...more } = requestedPage(kms, {
    list: (after, limit) =>
      [...indexes]
        .flatMap((index) => tables.keys.list(index, place, after, limit))
        .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
        .slice(0, limit),
    orderOf,
  })
  return { Keys: rows.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })), ...more }
}
