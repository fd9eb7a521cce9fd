import type { PluginModule } from '@docusaurus/types'
import { operationGroups } from './elements.ts'

/** What the home page says of the operations; without it, the page would load the whole model for their names. */
const groups = operationGroups().map(({ label, operations }) => ({
  label,
  operations: operations.map(({ name, href }) => ({ name, href })),
}))
export type HomeGroups = typeof groups

/** Writes the module `@generated/home/default/operations.json`. */
export const home: PluginModule = () => ({
  name: 'home',
  contentLoaded: async ({ actions }) => {
    await actions.createData('operations.json', JSON.stringify(groups))
  },
})
