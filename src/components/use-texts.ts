import { useSettings } from './settings.tsx'
import { ENGLISH, type Texts } from './texts.ts'

const made = new WeakMap<(english: Texts) => Texts, Texts>()

/** The words that the components show, by the settings. Apart from these, so that a page without components does not load the words. */
export const useTexts = (): Texts => {
  const { texts } = useSettings()
  if (!texts) return ENGLISH
  const known = made.get(texts) ?? texts(ENGLISH)
  made.set(texts, known)
  return known
}
