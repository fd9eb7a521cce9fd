/**
 * Plain synchronous tables. A read by an index costs a binary search, however many rows there are. Rows are immutable and
 * structured-cloneable.
 */

/** Where a row stands in an index: the group that is read together, and its place within the group. */
export interface Entry {
  readonly group: string
  readonly order: string
}

/** The entries of a row in one index. */
export type Index<R> = (row: R) => readonly Entry[]

export interface Table<R, I extends string = string> {
  readonly size: number
  get(id: string): R | undefined
  entries(): IterableIterator<[string, R]>
  /** The rows of a group in order, at most `limit`, beginning behind the place `after`. */
  list(index: I, group: string, after?: string, limit?: number): readonly R[]
  /** How many rows a group has. */
  count(index: I, group: string): number
}

export interface WritableTable<R, I extends string = string> extends Table<R, I> {
  /** Puts, or with `undefined` deletes, a row; returns what was there. */
  set(id: string, row: R | undefined): R | undefined
}

/** A group: places in order, and beside them the ids. */
interface Group {
  readonly orders: string[]
  readonly ids: string[]
}

/** The first position whose place is behind `order`, or, with `orAt`, at it. */
const position = (orders: readonly string[], order: string, orAt: boolean): number => {
  let low = 0
  let high = orders.length
  // Most rows are put at the end, in order of their making.
  const last = orders[high - 1]
  if (last !== undefined && last < order) return high
  while (low < high) {
    const middle = (low + high) >>> 1
    const there = orders[middle] as string
    if (there < order || (!orAt && there === order)) low = middle + 1
    else high = middle
  }
  return low
}

/** An empty table. Its indexes are kept up to date as rows are put and deleted. */
export const createTable = <R, I extends string>(indexes: Readonly<Record<I, Index<R>>>): WritableTable<R, I> => {
  const rows = new Map<string, R>()
  const names = Object.keys(indexes) as I[]
  const groups = Object.fromEntries(names.map((name) => [name, new Map()])) as Record<I, Map<string, Group>>

  const insert = (index: I, { group, order }: Entry, id: string) => {
    const found = groups[index].get(group)
    if (!found) {
      // Most groups stay with the one row; lists that grow from nothing would take room for many.
      groups[index].set(group, { orders: [order], ids: [id] })
      return
    }
    const at = position(found.orders, order, true)
    found.orders.splice(at, 0, order)
    found.ids.splice(at, 0, id)
  }

  const remove = (index: I, { group, order }: Entry, id: string) => {
    const found = groups[index].get(group)
    if (!found) return
    let at = position(found.orders, order, true)
    while (found.ids[at] !== id) at++
    found.orders.splice(at, 1)
    found.ids.splice(at, 1)
    if (found.ids.length === 0) groups[index].delete(group)
  }

  const sameEntries = (a: readonly Entry[], b: readonly Entry[]) =>
    a.length === b.length && a.every((entry, i) => entry.group === b[i]?.group && entry.order === b[i]?.order)

  return {
    get size() {
      return rows.size
    },
    get: (id) => rows.get(id),
    entries: () => rows.entries(),
    list(index, group, after, limit = Number.POSITIVE_INFINITY) {
      const found = groups[index].get(group)
      if (!found) return []
      const from = after === undefined ? 0 : position(found.orders, after, false)
      return found.ids.slice(from, from + limit).map((id) => rows.get(id) as R)
    },
    count: (index, group) => groups[index].get(group)?.ids.length ?? 0,
    set(id, row) {
      const before = rows.get(id)
      for (const index of names) {
        const was = before === undefined ? [] : indexes[index](before)
        const is = row === undefined ? [] : indexes[index](row)
        if (sameEntries(was, is)) continue
        for (const entry of was) remove(index, entry, id)
        for (const entry of is) insert(index, entry, id)
      }
      if (row === undefined) rows.delete(id)
      else rows.set(id, row)
      return before
    },
  }
}
