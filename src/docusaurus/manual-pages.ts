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
      'two-minutes': ['The system in two minutes', 'What AWS KMS does, in one diagram and six sentences.'],
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
      'json-web-tokens': ['JSON Web Tokens', 'Sign tokens, and let anyone verify them.'],
      'code-signing': ['Code signing', 'Sign releases and images, with cosign or without.'],
      'blockchain-signers': ['Blockchain signers', 'Sign transactions of Ethereum and other chains.'],
      macs: ['Message authentication codes', 'Make and check message authentication codes.'],
      'key-agreement': ['Key agreement', 'Derive a shared secret with the key of another party.'],
      'post-quantum': ['Post-quantum keys', 'ML-DSA signatures and ML-KEM encapsulation.'],
      'secrets-with-sops': ['Secrets with SOPS', 'Keep secrets encrypted in a repository.'],
      'database-encryption': ['Database encryption', 'Encrypt fields before they reach the database.'],
      'aws-services': ['SSE-KMS and other services', 'How S3 and other AWS services use a key.'],
    },
  },
  access: {
    title: 'Access',
    summary: 'Who may do what with a key, and how to say so.',
    pages: {
      'key-policies': ['Key policies', 'Who may do what with a key.'],
      grants: ['Grants', 'Permissions that come and go.'],
      'cross-account-access': ['Cross-account access', 'Let a role of another account use your key.'],
      'vpc-endpoints': ['VPC endpoints', 'Decide by the way that a request takes.'],
      tags: ['Tags', 'Name, find and authorize keys by tags.'],
      abac: ['ABAC', 'Decide by the tags and aliases of keys.'],
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
      tools: ['Tools', 'Every client that was tried, and its setting.'],
      migrating: ['Migrating', 'Come from local-kms, moto or LocalStack.'],
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
      glossary: ['Glossary', 'The terms, each in a sentence or two.'],
      faq: ['Frequently asked questions', 'What readers ask about AWS KMS, the site and the emulator.'],
      changelog: ['Changelog', 'What changed in each version of the package.'],
    },
  },
}

/** Every page of the manual but its first, in the order of the sidebar. */
export const MANUAL_PAGES: readonly (readonly [file: string, page: ManualPage])[] = Object.entries(MANUAL).flatMap(
  ([file, { title, summary, pages }]) => [[file, [title, summary]] as const, ...Object.entries(pages)],
)
