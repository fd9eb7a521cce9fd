/** The value of `attempt`, or undefined where it throws: the libraries here report refused input that way. */
export const orUndefined = <T>(attempt: () => T): T | undefined => {
  try {
    return attempt()
  } catch {
    return undefined
  }
}

/** Makes one value per object and lets it go with the object. */
export const perObject = <K extends object, V extends object>(make: (key: K) => V): ((key: K) => V) => {
  const made = new WeakMap<K, V>()
  return (key) => {
    const value = made.get(key) ?? make(key)
    made.set(key, value)
    return value
  }
}
