/** What there is in the place of a fact: the fact, or why it cannot be had. */
export type Found<T> = { readonly fact: T } | { readonly error: unknown }

/** Facts by name. Where one is not here yet, `read` suspends the component that asks, until `load` is done. */
export const loaded = <T>(load: (name: string) => Promise<T>) => {
  const found = new Map<string, Found<T>>()
  const awaited = new Map<string, Promise<void>>()

  const loading = async (name: string): Promise<void> => {
    try {
      found.set(name, { fact: await load(name) })
    } catch (error) {
      found.set(name, { error })
    }
    awaited.delete(name)
  }
  return {
    /** Has the fact from now on. */
    know: (name: string, fact: T): void => {
      found.set(name, { fact })
    },
    /** @throws {Promise<void>} while the fact loads, for a `Suspense` around the component */
    read: (name: string): Found<T> => {
      const here = found.get(name)
      if (here) return here
      const wait = awaited.get(name) ?? loading(name)
      awaited.set(name, wait)
      throw wait
    },
    /** Lets the next component that asks try again. */
    forget: (name: string): void => {
      found.delete(name)
    },
  }
}
