import type { SidebarsConfig } from '@docusaurus/plugin-content-docs'
import { MANUAL, MANUAL_FOLDER } from './src/docusaurus/manual-pages.ts'
import { operations } from './src/facts/index.ts'
import { CATEGORIES } from './src/facts/operation.ts'

const categories = Object.entries(CATEGORIES).map(([category, label]) => ({
  type: 'category' as const,
  label,
  // A heading, not a button: the list is filtered instead of folded.
  collapsible: false,
  items: Object.values(operations)
    .filter((operation) => operation.category === category)
    .map(({ name }) => `api/q-kms/api-reference/${name}`),
}))

/** The pages of the manual in the order in which they are read; a group leads to a page of its own. */
const manual = Object.entries(MANUAL).map(([file, { title, pages }]) => ({
  type: 'category' as const,
  label: title,
  collapsible: false,
  link: { type: 'doc' as const, id: `${MANUAL_FOLDER}/${file}` },
  items: Object.keys(pages).map((page) => `${MANUAL_FOLDER}/${page}`),
}))

const INDEX = { reference: 'api/q-kms/api-reference/index', manual: `${MANUAL_FOLDER}/index` }

export default {
  reference: [INDEX.reference, ...categories],
  manual: [INDEX.manual, ...manual],
  // What is in another sidebar leads there.
  documentation: ['index', ...Object.values(INDEX).map((id) => ({ type: 'ref' as const, id }))],
} satisfies SidebarsConfig
