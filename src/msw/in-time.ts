/** Milliseconds to wait for the worker; after that, the page handles requests itself. */
const PATIENCE = 3000

/**
 * What `work` promises, if it is there within three seconds.
 *
 * @param what that is started, for the error
 * @throws {Error} where it is late
 * @example await inTime(worker.start(), 'the worker')
 */
export const inTime = async <T>(work: Promise<T>, what: string): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Failed to start ${what}: it is not ready after ${PATIENCE} ms.`)), PATIENCE)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
