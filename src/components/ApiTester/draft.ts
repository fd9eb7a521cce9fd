/** Characters beyond which a draft is not kept: storage is small, and shared with the page. */
const MAX = 100_000

/** Where a draft is kept. */
export interface DraftKey {
  /** The name of the API. */
  readonly api: string
  readonly operation: string
}

/** A page's own: a guide's step and the reference page of its operation begin with different requests. */
const keyOf = ({ api, operation }: DraftKey): string => `${api}.draft.${location.pathname}#${operation}`

/** Storage throws where it is blocked, full, or in a sandboxed frame; a draft is not worth an error. */
const attempt = <T>(action: (storage: Storage) => T): T | undefined => {
  try {
    return action(localStorage)
  } catch {
    return undefined
  }
}

/** The body's text as the reader left it, or undefined. */
export const loadDraft = (key: DraftKey): string | undefined => attempt((storage) => storage.getItem(keyOf(key))) ?? undefined

export const clearDraft = (key: DraftKey): void => attempt((storage) => storage.removeItem(keyOf(key)))

/** Keeps the text over a reload; a text too large to keep leaves no draft at all rather than an old one. */
export const saveDraft = (key: DraftKey, text: string): void => {
  if (text.length > MAX) clearDraft(key)
  else attempt((storage) => storage.setItem(keyOf(key), text))
}
