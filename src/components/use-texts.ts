import { useSettings } from './settings.tsx'
import { ENGLISH, type Texts, type Wording } from './texts.ts'

const made = new WeakMap<Wording, Texts>()

const reworded = (wording: Wording): Texts => {
  const parts = Object.entries<((english: never) => unknown) | undefined>(wording)
  const changed = parts.map(([part, change]) => [part, change?.(ENGLISH[part as keyof Texts] as never)])
  return { ...ENGLISH, ...Object.fromEntries(changed) }
}

/** The words that the components show, by the settings. Apart from these, so that a page without components does not load the words. */
export const useTexts = (): Texts => {
  const { texts } = useSettings()
  if (!texts) return ENGLISH
  const known = made.get(texts) ?? reworded(texts)
  made.set(texts, known)
  return known
}
