import { useSettings } from './settings.tsx'
import { ENGLISH, type Texts, type Wording } from './texts.ts'

const made = new WeakMap<Wording, Texts>()

const reworded = (wording: Wording): Texts => {
  const parts = Object.keys(ENGLISH) as (keyof Texts)[]
  const changed = parts.map((part) => [part, wording[part]?.(ENGLISH[part] as never) ?? ENGLISH[part]])
  return Object.fromEntries(changed)
}

/** The words that the components show, by the settings. Apart from these, so that a page without components does not load the words. */
export const useTexts = (): Texts => {
  const { texts } = useSettings()
  if (!texts) return ENGLISH
  const known = made.get(texts) ?? reworded(texts)
  made.set(texts, known)
  return known
}
