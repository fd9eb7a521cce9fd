import type { SidebarsConfig } from '@docusaurus/plugin-content-docs'
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

/** The pages of the manual, in the order in which they are read. */
const MANUAL = {
  Start: ['getting-started', 'concepts', 'sandbox'],
  Keys: [
    'creating-keys',
    'key-specs',
    'key-states',
    'importing-key-material',
    'rotation',
    'multi-region-keys',
    'custom-key-stores',
    'deletion',
  ],
  Use: ['signing', 'macs', 'key-agreement', 'post-quantum'],
  Access: ['key-policies', 'grants', 'tags', 'security'],
  Operate: ['errors', 'quotas'],
  Emulator: ['emulator', 'differences-from-aws'],
  Embed: ['embedding', 'your-own-api', 'theming', 'content-security-policy', 'gallery'],
}

const manual = Object.entries(MANUAL).map(([label, pages]) => ({
  type: 'category' as const,
  label,
  collapsible: false,
  items: pages.map((page) => `api/q-kms/user-manual/${page}`),
}))

export default {
  reference: ['api/q-kms/api-reference/index', ...categories],
  manual: ['api/q-kms/user-manual/index', ...manual],
} satisfies SidebarsConfig
