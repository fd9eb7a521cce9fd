/** Characters beyond which a draft is not kept: storage is small, and shared with the page. */
const MAX = 100_000

/** Where a draft is kept. */
export interface DraftKey {
  /** The name of the API. */
  readonly api: string
  readonly operation: string
  /** What the form begins with, as JSON, where the page says so: it tells two forms of one operation apart. */
  readonly example?: string | undefined
}

/** A number that two texts rarely share: djb2. */
const hash = (text: string): string => {
  let value = 5381
  for (const character of text) value = (value * 33 + (character.codePointAt(0) ?? 0)) % 0x1_0000_0000
  return value.toString(36)
}

/** First part of the names of an API’s drafts. */
export const prefixOf = (api: string): string => `${api}.draft.`

/** A page's own: a guide's step and the reference page of its operation begin with different requests. */
const keyOf = ({ api, operation, example }: DraftKey): string =>
  `${prefixOf(api)}${location.pathname}#${operation}${example === undefined ? '' : `~${hash(example)}`}`

/** Storage throws where it is blocked, full, or in a sandboxed frame; a draft is not worth an error. */
export const attempt = <T>(action: (storage: Storage) => T): T | undefined => {
  try {
    return action(localStorage)
  } catch {
    return undefined
  }
}

/** The body's text as the reader left it, or undefined. */
export const loadDraft = (key: DraftKey): string | undefined => attempt((storage) => storage.getItem(keyOf(key))) ?? undefined

export const clearDraft = (key: DraftKey): void => attempt((storage) => storage.removeItem(keyOf(key)))

/** Forgets every draft of an API but one, on all pages. Returns the way to have them back. */
export const clearDrafts = (api: string, kept: DraftKey): (() => void) => {
  const drafts =
    attempt((storage) => Object.entries(storage).filter(([name]) => name.startsWith(prefixOf(api)) && name !== keyOf(kept))) ?? []
  for (const [name] of drafts) attempt((storage) => storage.removeItem(name))
  return () => {
    for (const [name, text] of drafts) attempt((storage) => storage.setItem(name, text))
  }
}

/** Keeps the text over a reload; a text too large to keep leaves no draft at all rather than an old one. */
export const saveDraft = (key: DraftKey, text: string): void => {
  if (text.length > MAX) clearDraft(key)
  else attempt((storage) => storage.setItem(keyOf(key), text))
}
