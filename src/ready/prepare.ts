import type { Example, Hands } from '../components/settings.tsx'
import type { Body } from '../vocabulary/fits.ts'
import { prepared } from './examples.ts'
import { STORAGE } from './storage.ts'

/** Makes the page's emulator ready for a documented request: see `Sandbox.prepare`. */
export const prepare = async (example: Example, hands: Hands): Promise<Body> => {
  const [{ pageEmulator }, { restoreDocumented }] = await Promise.all([import('../msw/page.ts'), import('../msw/documented.ts')])
  const { emulator } = await pageEmulator(STORAGE)
  await restoreDocumented(emulator)
  return prepared(example, hands)
}
