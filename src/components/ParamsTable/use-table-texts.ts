import { useSettings } from '../settings.tsx'
import { TABLE, type TableTexts } from './texts.ts'

/** The words that a table shows, by the settings. */
export const useTableTexts = (): TableTexts => {
  const { texts } = useSettings()
  return texts?.table?.(TABLE) ?? TABLE
}
