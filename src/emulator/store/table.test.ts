import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTable } from './table.ts'

interface Row {
  readonly id: string
  readonly team: string
  readonly rank: string
}
const create = () => createTable<Row, 'team'>({ team: ({ team, rank }) => [{ group: team, order: rank }] })
const row = (id: string, team: string, rank: string): Row => ({ id, team, rank })

test('lists a group in order and pages through it', () => {
  const table = create()
  for (const rank of ['c', 'a', 'd', 'b']) table.set(rank, row(rank, 'red', rank))
  table.set('x', row('x', 'blue', 'x'))
  expect(table.list('team', 'red').map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
  expect(table.list('team', 'red', undefined, 2).map(({ id }) => id)).toEqual(['a', 'b'])
  expect(table.list('team', 'red', 'b', 2).map(({ id }) => id)).toEqual(['c', 'd'])
  expect(table.list('team', 'red', 'bb').map(({ id }) => id)).toEqual(['c', 'd'])
  expect(table.list('team', 'green')).toEqual([])
  expect(table.count('team', 'red')).toBe(4)
})

test('moves a row to another group, and deletes it', () => {
  const table = create()
  table.set('a', row('a', 'red', '1'))
  expect(table.set('a', row('a', 'blue', '1'))).toEqual(row('a', 'red', '1'))
  expect(table.list('team', 'red')).toEqual([])
  expect(table.list('team', 'blue')).toEqual([row('a', 'blue', '1')])
  table.set('a', undefined)
  expect(table.list('team', 'blue')).toEqual([])
  expect(table.size).toBe(0)
})

test('agrees with a sorted array after any writes', () => {
  const write = fc.record({ id: fc.constantFrom(...'abcdefgh'), rank: fc.constantFrom('1', '2', '3'), gone: fc.boolean() })
  fc.assert(
    fc.property(fc.array(write, { maxLength: 60 }), (writes) => {
      const table = create()
      const rows = new Map<string, Row>()
      for (const { id, rank, gone } of writes) {
        table.set(id, gone ? undefined : row(id, 'red', rank))
        if (gone) rows.delete(id)
        else rows.set(id, row(id, 'red', rank))
      }
      const ranks = [...rows.values()].map(({ rank }) => rank).sort()
      expect(table.list('team', 'red').map(({ rank }) => rank)).toEqual(ranks)
      expect(new Set(table.list('team', 'red'))).toEqual(new Set(rows.values()))
    }),
  )
})
