import type { KeySpec, KeyUsage } from './key-specs.ts'
import type { KeyState } from './key-states.ts'

/** A key of the default sandbox, as far as a reader meets it. */
export interface SandboxKey {
  readonly id: string
  /** Without the prefix `alias/`. */
  readonly alias: string
  readonly description: string
  readonly spec: KeySpec
  readonly usage: KeyUsage
  readonly origin: 'AWS_KMS' | 'EXTERNAL' | 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE'
  readonly state: KeyState
  /** Days from the making of the sandbox until the key is deleted. */
  readonly deletedInDays?: number
  /** Days from the making of the sandbox until the imported material expires. */
  readonly expiresInDays?: number
  /** The id of the custom key store that holds the key. */
  readonly customKeyStoreId?: string
  /** A multi-Region primary key, with a replica in another Region. */
  readonly replicated?: true
}

const SYMMETRIC = { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', state: 'Enabled' } as const

/**
 * The keys that the sandbox begins with: one in every state that lasts, and one of every kind, each with an alias. The emulator adds their
 * material; the manual lists them.
 *
 * @example
 * SANDBOX_KEYS.find(({ alias }) => alias === 'disabled')?.state //=> 'Disabled'
 */
export const SANDBOX_KEYS = [
  {
    ...SYMMETRIC,
    id: '1234abcd-12ab-34cd-56ef-1234567890ab',
    alias: 'imported',
    description: 'Imported key material',
    origin: 'EXTERNAL',
  },
  { ...SYMMETRIC, id: '0987dcba-09fe-87dc-65ba-ab0987654321', alias: 'app', description: 'Encrypts for an application' },
  {
    ...SYMMETRIC,
    id: '11112222-3333-4444-5555-666677778888',
    alias: 'disabled',
    description: 'Switched off',
    state: 'Disabled',
  },
  {
    ...SYMMETRIC,
    id: 'aaaabbbb-cccc-dddd-eeee-ffff00001111',
    alias: 'pending-deletion',
    description: 'On its way out',
    state: 'PendingDeletion',
    deletedInDays: 30,
  },
  {
    ...SYMMETRIC,
    id: '99998888-7777-6666-5555-444433332222',
    alias: 'pending-import',
    description: 'Waits for its key material',
    origin: 'EXTERNAL',
    state: 'PendingImport',
  },
  {
    ...SYMMETRIC,
    id: 'abcdabcd-1234-5678-9abc-abcdef012345',
    alias: 'expiring',
    description: 'Imported key material that expires',
    origin: 'EXTERNAL',
    expiresInDays: 90,
  },
  {
    ...SYMMETRIC,
    id: '22223333-4444-5555-6666-777788889999',
    alias: 'rsa',
    description: 'Encrypts with a public key',
    spec: 'RSA_2048',
  },
  {
    ...SYMMETRIC,
    id: '33334444-5555-6666-7777-88889999aaaa',
    alias: 'mac',
    description: 'Makes MACs',
    spec: 'HMAC_256',
    usage: 'GENERATE_VERIFY_MAC',
  },
  {
    ...SYMMETRIC,
    id: '44445555-6666-7777-8888-9999aaaabbbb',
    alias: 'signing',
    description: 'Signs',
    spec: 'ECC_NIST_P256',
    usage: 'SIGN_VERIFY',
  },
  {
    ...SYMMETRIC,
    id: '55556666-7777-8888-9999-aaaabbbbcccc',
    alias: 'agreement',
    description: 'Agrees on shared secrets',
    spec: 'ECC_NIST_P256',
    usage: 'KEY_AGREEMENT',
  },
  {
    ...SYMMETRIC,
    id: '66667777-8888-9999-aaaa-bbbbccccdddd',
    alias: 'post-quantum-signing',
    description: 'Signs, also against quantum computers',
    spec: 'ML_DSA_65',
    usage: 'SIGN_VERIFY',
  },
  {
    ...SYMMETRIC,
    id: '77778888-9999-aaaa-bbbb-ccccddddeeee',
    alias: 'encapsulation',
    description: 'Encapsulates shared secrets',
    spec: 'ML_KEM_768',
    usage: 'ENCAPSULATE_DECAPSULATE',
  },
  {
    ...SYMMETRIC,
    id: '88889999-aaaa-bbbb-cccc-ddddeeeeffff',
    alias: 'rsa-signing',
    description: 'Signs with RSA',
    spec: 'RSA_2048',
    usage: 'SIGN_VERIFY',
  },
  {
    ...SYMMETRIC,
    id: '9999aaaa-bbbb-cccc-dddd-eeeeffff0000',
    alias: 'external-store',
    description: 'Lives in a key manager outside',
    origin: 'EXTERNAL_KEY_STORE',
    customKeyStoreId: 'cks-1234567890abcdef0',
  },
  {
    ...SYMMETRIC,
    id: 'aaaabbbb-cccc-dddd-eeee-ffff00002222',
    alias: 'unavailable',
    description: 'Lives in a cluster that is not connected',
    origin: 'AWS_CLOUDHSM',
    state: 'Unavailable',
    customKeyStoreId: 'cks-0fedcba0987654321',
  },
  {
    ...SYMMETRIC,
    id: 'mrk-1234abcd12ab34cd56ef1234567890ab',
    alias: 'global',
    description: 'Encrypts in several Regions',
    replicated: true,
  },
] as const satisfies readonly SandboxKey[]

/** The text whose SHA-256 digest is the material of a symmetric key of the sandbox: public, so that it can be imported again. */
export const materialTextOf = (id: string): string => `Q-KMS sandbox ${id}`

export type SandboxAlias = (typeof SANDBOX_KEYS)[number]['alias']
