import type { Journal } from '../emulator/store/journal.ts'

const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError'

/**
 * A journal that gives way. Once the browser's storage takes no more, the state goes on in memory alone: the step that met the full storage
 * counts, and so do those after it.
 *
 * @param full called once, when that happens
 */
export const untilFull = (journal: Journal, full: () => void): Journal => {
  let gone = false
  return {
    async transact(step) {
      let taken = false
      const take: typeof step = (incoming) => {
        taken = true
        return step(incoming)
      }
      try {
        if (!gone) return await journal.transact(take)
      } catch (error) {
        if (!isFull(error)) throw error
        gone = true
        full()
      }
      if (!taken) step({ cleared: false, changes: [], fresh: false })
    },
  }
}
