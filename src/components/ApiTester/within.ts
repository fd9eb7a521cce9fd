/** The most milliseconds that a timer takes: 24 days. */
const LONGEST = 2 ** 31 - 1

/** Why waiting ended before a response came. */
export type GivenUp = 'cancelled' | 'timed out'

/**
 * Waits for what `work` promises, at most `milliseconds`, or until the controller is aborted. `work` gets the signal. Where it does not heed
 * that, it goes on, and its result is dropped.
 *
 * @throws {GivenUp} where the wait ended first
 */
export const within = async <T>(
  work: (signal: AbortSignal) => Promise<T>,
  milliseconds: number,
  controller: AbortController,
): Promise<T> => {
  const { signal } = controller
  const timer = setTimeout(() => controller.abort('timed out' satisfies GivenUp), Math.min(milliseconds, LONGEST))
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    return await Promise.race([work(signal), ended])
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    clearTimeout(timer)
  }
}
