/** The value of `attempt`, or undefined where it throws: the libraries here report refused input that way. */
export const orUndefined = <T>(attempt: () => T): T | undefined => {
  try {
    return attempt()
  } catch {
    return undefined
  }
}

/** Absent in insecure contexts, which the DOM's types do not say. */
export const webCrypto = (): SubtleCrypto | undefined => globalThis.crypto.subtle

/** How many values `perObject` keeps. */
const MOST = 1000

/** Makes one value per object, for the last objects that it was asked of, and lets each go with its object. */
export const perObject = <K extends object, V extends object | undefined>(make: (key: K) => V, most = MOST): ((key: K) => V) => {
  const made = new WeakMap<K, V>()
  const kept: WeakRef<K>[] = []
  let next = 0
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    const oldest = kept[next]?.deref()
    if (oldest) made.delete(oldest)
    made.set(key, value)
    kept[next] = new WeakRef(key)
    next = (next + 1) % most
    return value
  }
}
