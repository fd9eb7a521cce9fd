import type { Incoming, Journal, Outgoing } from './journal.ts'
import { type Change, createTables, type TableName, type WritableTables } from './rows.ts'
import type { Table } from './table.ts'

/** Everything that a sandbox holds; structured-cloneable. */
export type Snapshot = readonly Change[]

export type Tables = { readonly [N in TableName]: WritableTables[N] extends Table<infer R, infer I> ? Table<R, I> : never }

export interface Store {
  readonly tables: Tables
  /** Puts, or with an undefined row deletes. Only inside of a transaction. */
  write(change: Change): void
  /**
   * Runs `work` as one step that nothing interleaves with, and makes its writes durable before it returns. Where `work` throws,
   * what it wrote is undone. Synchronous where the store has no journal.
   */
  transact<T>(work: () => T): T | Promise<Awaited<T>>
  /** Replaces everything. */
  restore(snapshot: Snapshot): void | Promise<void>
  snapshot(): Snapshot
  /**
   * Calls `listener` with what changed: after a step with its writes, before one with what other stores wrote, and with the rows
   * that are back where the journal failed. Returns the way to stop that.
   */
  subscribe(listener: (changes: readonly Change[]) => void): () => void
}

interface Options {
  readonly journal?: Journal | undefined
  /** What a new sandbox holds. */
  readonly seed: () => Snapshot
  /** Runs at the head of each step; what it writes stays, even where the step fails. */
  readonly before: (store: Store) => void
}

/** A store in memory, made durable by its journal. */
export const createStore = ({ journal, seed, before }: Options): Store => {
  const tables = createTables()
  const listeners = new Set<(changes: readonly Change[]) => void>()
  /** What the running step wrote, with what that replaced; undefined outside of a step. */
  let log: { readonly change: Change; readonly replaced: Change }[] | undefined

  const apply = (change: Change): Change => {
    // The compiler cannot see that a change's row is of its own table.
    const table = tables[change.table] as { set(id: string, row: Change['row']): Change['row'] }
    return { ...change, row: table.set(change.id, change.row) } as Change
  }

  const snapshot = (): Snapshot =>
    (Object.keys(tables) as TableName[]).flatMap((table) =>
      Array.from((tables[table] as Table<unknown>).entries(), ([id, row]) => ({ table, id, row }) as Change),
    )

  const write = (change: Change) => {
    if (!log) throw new Error(`Failed to write to ${change.table}: no transaction is running.`)
    log.push({ change, replaced: apply(change) })
  }

  const undo = (entries: NonNullable<typeof log>) => {
    for (const { replaced } of entries.reverse()) apply(replaced)
  }

  const announce = (changes: readonly Change[]) => {
    if (changes.length > 0) for (const listener of listeners) listener(changes)
  }

  /** Takes one step; `settle` gives, or throws, what `work` came to. */
  const step = <T>(replace: boolean, work: () => T, incoming: Incoming) => {
    if (incoming.cleared) for (const { table, id } of snapshot()) apply({ table, id, row: undefined })
    for (const change of incoming.changes) apply(change)
    announce(incoming.changes)
    const entries: NonNullable<typeof log> = []
    log = entries
    try {
      if (replace) for (const { table, id } of snapshot()) write({ table, id, row: undefined })
      else {
        if (incoming.fresh) for (const change of seed()) write(change)
        before(store)
      }
      const kept = entries.length
      try {
        const result = work()
        // It is awaited only once the journal is done; until then its failure must not count as unhandled.
        if (result instanceof Promise) result.catch(() => {})
        return { entries, cleared: replace, settle: () => result }
      } catch (error) {
        undo(entries.splice(replace ? 0 : kept))
        const settle = (): T => {
          throw error
        }
        return { entries, cleared: false, settle }
      }
    } finally {
      log = undefined
    }
  }

  const changesOf = (entries: NonNullable<typeof log>) => entries.map(({ change }) => change)

  let fresh = true
  const run = <T>(replace: boolean, work: () => T): T | Promise<Awaited<T>> => {
    if (!journal) {
      const { entries, settle } = step(replace, work, { cleared: false, changes: [], fresh })
      fresh = false
      announce(changesOf(entries))
      return settle()
    }
    let taken: ReturnType<typeof step<T>> | undefined
    const done = () => {
      if (!taken) throw new Error('Failed to run a transaction: the journal did not take the step.')
      announce(changesOf(taken.entries))
      return taken.settle()
    }
    const failed = (error: unknown): never => {
      if (taken) {
        undo(taken.entries)
        announce(taken.entries.map(({ replaced }) => replaced))
      }
      throw error
    }
    const outcome = (incoming: Incoming): Outgoing => {
      taken = step(replace, work, incoming)
      return { cleared: taken.cleared, changes: changesOf(taken.entries) }
    }
    let pending: void | Promise<void>
    try {
      pending = journal.transact(outcome)
    } catch (error) {
      return failed(error)
    }
    return pending ? (pending.then(done, failed) as Promise<Awaited<T>>) : done()
  }

  const store: Store = {
    tables,
    write,
    transact: (work) => run(false, work),
    restore: (rows) =>
      run(true, () => {
        for (const change of rows) write(change)
      }),
    snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return store
}
