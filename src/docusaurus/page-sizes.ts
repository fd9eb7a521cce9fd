import { operations } from '../facts/index.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { referenceUrl } from '../ready/routes.ts'
import { headedTable, link, type Node, text } from './nodes.ts'

const OPERATIONS: readonly KmsOperation[] = Object.values(operations)

const numberAt = (value: object, name: string): string => {
  const found = (value as Readonly<Record<string, unknown>>)[name]
  return typeof found === 'number' ? found.toLocaleString('en') : ''
}

/** `<PageSizes />`: every operation that returns pages, and how much is on one. */
export const pageSizes = (): Node[] => [
  headedTable(
    [[text('Operation')], [text('On a page, at most')], [text('Unless Limit says otherwise')]],
    OPERATIONS.flatMap(({ name, input: { Marker, Limit } }) =>
      Marker && Limit
        ? [
            [
              [link(referenceUrl(name), [text(name)])],
              [text(numberAt(Limit.type, 'cap') || numberAt(Limit.type, 'max'))],
              [text(numberAt(Limit, 'default') || 'all')],
            ],
          ]
        : [],
    ),
  ),
]
