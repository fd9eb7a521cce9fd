import { createStorageSlot } from '@docusaurus/theme-common'
import { GROUP } from '../CodeSamples/group.ts'
import { island } from './island.tsx'

/** Where Docusaurus keeps the choice. */
const chosen = (): string | null => createStorageSlot(`docusaurus.tab.${GROUP}`).get()

export default island(
  'div',
  () => import('../CodeSamples/index.tsx'),
  () => chosen() !== null,
)
