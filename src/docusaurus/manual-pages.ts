/** A page of the manual: what it is called everywhere, and what is in it. */
export type ManualPage = readonly [title: string, summary: string]

/** A group of the manual. It has a page of its own, which is named after it. */
export interface ManualGroup {
  readonly title: string
  readonly summary: string
  /** By file name, in the order in which they are read. */
  readonly pages: Readonly<Record<string, ManualPage>>
}

/** Where the pages lie, below `docs`. */
export const MANUAL_FOLDER = 'api/q-kms/user-manual'

/** The groups by the file name of their page, in the order in which they are read. */
export const MANUAL: Readonly<Record<string, ManualGroup>> = {
  start: {
    title: 'Start',
    summary: 'What AWS KMS does, and your first key.',
    pages: {
      'getting-started': ['Getting started', 'Make a key, encrypt with it, and let it be refused.'],
      concepts: ['Concepts', 'Keys, aliases, ciphertexts, encryption context, and data keys.'],
      sandbox: ['What is in the sandbox', 'The keys that every page begins with, and how to put them back.'],
    },
  },
  keys: {
    title: 'Keys',
    summary: 'Choose, make, import, rotate, replicate and delete keys.',
    pages: {
      'choosing-a-key': ['Choosing a key', 'From what you want to do to the key that does it.'],
      'creating-keys': ['Creating keys', 'What to decide before you make a key, and what cannot be changed later.'],
      'key-specs': ['Key specs and algorithms', 'What each kind of key can do.'],
      'key-states': ['Key states', 'What a key accepts in each state, and what leads from one to another.'],
      'importing-key-material': ['Importing key material', 'Bring key material of your own, and import it again.'],
      rotation: ['Rotation', 'New key material under the same key.'],
      'multi-region-keys': ['Multi-Region keys', 'One key material in several Regions.'],
      'custom-key-stores': ['Custom key stores', 'Keys in a CloudHSM cluster or in a key manager outside AWS.'],
      deletion: ['Deletion', 'Schedule a deletion, cancel it, and what cannot be undone.'],
    },
  },
  use: {
    title: 'Use',
    summary: 'Sign, authenticate, agree on secrets, and let other programs do it.',
    pages: {
      signing: ['Signing and verifying', 'Sign, and verify inside or outside AWS KMS.'],
      macs: ['Message authentication codes', 'Make and check message authentication codes.'],
      'key-agreement': ['Key agreement', 'Derive a shared secret with the key of another party.'],
      'post-quantum': ['Post-quantum keys', 'ML-DSA signatures and ML-KEM encapsulation.'],
    },
  },
  access: {
    title: 'Access',
    summary: 'Who may do what with a key, and how to say so.',
    pages: {
      'key-policies': ['Key policies', 'Who may do what with a key.'],
      grants: ['Grants', 'Permissions that come and go.'],
      'cross-account-access': ['Cross-account access', 'Let a role of another account use your key.'],
      tags: ['Tags', 'Name, find and authorize keys by tags.'],
      security: ['Security', 'What the site, the emulator and AWS KMS protect, and what they do not.'],
    },
  },
  operate: {
    title: 'Operate',
    summary: 'Errors, limits, and what to do about them.',
    pages: {
      errors: ['Errors', 'Every error, its cause and its cure.'],
      'errors-and-retries': ['Errors and retries', 'Catch errors in your language, and repeat what is safe to repeat.'],
      pagination: ['Pagination', 'Get all of a list, in every SDK.'],
      'eventual-consistency': ['Eventual consistency', 'Why a change takes a moment, and how to wait for it.'],
      quotas: ['Quotas', 'How much of everything there can be.'],
      monitoring: ['Monitoring', 'Who used which key, in AWS and in the emulator.'],
    },
  },
  'emulator-overview': {
    title: 'Emulator',
    summary: 'AWS KMS on your own machine, in tests and in containers.',
    pages: {
      emulator: ['The emulator', 'Run the emulator on your machine and in tests.'],
      'differences-from-aws': ['Differences from AWS', 'Where the emulator differs from AWS KMS, and why.'],
    },
  },
  embed: {
    title: 'Embed',
    summary: 'The forms, tables and examples of this site in your own documentation.',
    pages: {
      embedding: ['Embedding', 'Testers, tables and examples in your own documentation.'],
      'your-own-api': ['Your own API', 'Describe another API with the same components.'],
      theming: ['Theming', 'Colours, fonts and parts of the embedded components.'],
      'content-security-policy': ['Content security policy', 'The policy that the embedded components need.'],
      gallery: ['Gallery of embeds', 'Every component, live.'],
    },
  },
  reference: {
    title: 'Reference',
    summary: 'Tables and lists to look things up in.',
    pages: {
      permissions: ['Permissions', 'What a caller needs for each operation, and where it is allowed.'],
      'condition-keys': ['Condition keys', 'Every condition key, what it looks at, and which requests know it.'],
    },
  },
}

/** Every page of the manual but its first, in the order of the sidebar. */
export const MANUAL_PAGES: readonly (readonly [file: string, page: ManualPage])[] = Object.entries(MANUAL).flatMap(
  ([file, { title, summary, pages }]) => [[file, [title, summary]] as const, ...Object.entries(pages)],
)
