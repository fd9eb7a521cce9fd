import { sha256 } from '@noble/hashes/sha2.js'
import { randomBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { fromBase64 } from '../vocabulary/base64.ts'
import { DAY } from './clock.ts'
import { KEY_LENGTH } from './crypto/aes-gcm.ts'
import { aliasArn, keyArn, type Place } from './keys/identifiers.ts'
import { firstMaterial } from './keys/material.ts'
import { defaultPolicy } from './keys/policy.ts'
import { rootArn } from './keys/principals.ts'
import { TOKEN_KEY } from './keys/tokens.ts'
import type { CustomKeyStore, Grant, Key, Material, Usage } from './store/rows.ts'
import type { Snapshot } from './store/store.ts'

/**
 * The sandbox that the pages begin with: a key in every state and of every kind, each with an alias, and custom key stores. Its
 * material is fixed and public, so that a ciphertext in the docs decrypts for every reader; nothing real may be kept under it.
 */
interface Entry {
  readonly id: string
  readonly alias: string
  readonly description: string
  /** What differs from an enabled symmetric key of the service's own making. */
  readonly key?: Partial<Key> | ((now: number) => Partial<Key>)
  /** The material, unless it is derived from the id; null for none. */
  readonly material?: string | null
  readonly validTo?: (now: number) => number
  readonly usage?: Usage
  /** A multi-Region primary key, with a replica in another Region. */
  readonly replicated?: boolean
}

/** PKCS#8, as the other private keys here. */
const RSA_2048 =
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCwDmXUTKoUZltQ+QRZZ7WvZV0lhCn4dLatlxfPU5KLoT4R8sqx' +
  'Hy4P+thjLxp98rmP+T7P+fA+fJEsNfYZ2Xh0LE7qLArHZ844unAwD/p7EjC1JOl7ReArI8qKCaadZEH16ydB6ftL+ze93xkitTta' +
  'eBamNknN6EMwukzZVORldH8yONwythifj0zJWQ+RsKYvByOKvOhClU8o8PFayU9opsj9F7uvZWLMiuZlyDHgxRjBPMCNWwLcSryS' +
  'P1EtEaW+dNcwz5x7HZdG4a1RZRd6FRSot2f0FrG3aWXTn+4Bv9tKIW8abt6KG93NanGBc4bAxHWsCAr3ptATDOxDVJT7AgMBAAEC' +
  'ggEAHBhoGq2TVMcS2oSqs4PP5ComZ7bEJeCmSGR8ybq5/6tfJukafJKPvMAYqRdawG+sOjQZ2IG325jwZ+BColRomw15GHinzbOc' +
  'nsPt5FWgcORxvm6iDeiUQf4ns8iffK2DszVwId4vmqv/9L52GepXCvRwFN1EAOaIVm3clrAr9J6THM7B3RAp8JcNySe25HM5TPoK' +
  '3k3+gjR3m20Chm0nZf1lpzjTBW4GnVUo730Vi6oKGqjguVx6vLHxMepVQf7/AqAgZTRKvQD9Jd68z0kepGUkBjfMChdAJW/dq+Fg' +
  'FQziUYrJJZvlZWgv0x3fWY4oxHhna8zfQB8kpWLxPHlqbQKBgQDpzSZ8UMA3GT6e5XXV/K4+iJE17W7s98mwX7zgxuC2k25Ywb8c' +
  'DdkYUYd7CNUuoDXXEqy1NmNZLumOHtVkgzmKiA1yONhSLSa2usUd5dF+uPXuFYAX9RKc44MuQ3/U3cV0Nhn7IZkdwwSa72wEGEFF' +
  '7FcBhGxFMT2FrSJPJ1TIPwKBgQDAxa0bKnmYanKMFNSr+XzMqi9jIrlCew3DewsQ2Ty+TgK7GAzGAX/a7Ufgf1opL8DqTcpgo33x' +
  '7mAxWtyo0MHqx8kriSzitStEl1M9L9QGFWp7lu3Gckx+KbSfYQ26hhkKKacRRK2Vw1G7lW/oJNRyYbiKrnLuJrJpQ4Xr9D5kRQKB' +
  'gDKk0ZVUGI7W1Q2uPpwfo86/3lSEHecOtY2S72LxMXPa86geL7tv9HqkDmjEPQlggskXrnmCUnrbApRacXbYRfqQBfmb/p+uUBh8' +
  '1H3pbju47Oypk5mc6G87iQrYbDQ75a2Kmo4fdP9RYwn8mrU4W8s9qosVmC5UwDLYkfn7Vw4ZAoGAQQyzjF455//LpY+F8H5g6aNo' +
  'GDjocRGbJGLJ6iaUQ9eJPl8wOETbQyIcxhnTb+CIZchYSWICJvh8h0sU+PZw6Wv/a2x/tATUk/HIifYwwtjJNOlKVVPOkig6pimW' +
  '+2Ey4+YIVWBqfwYI95bGy3xaIDrvjgSuDcULIVBCycuCnk0CgYEAr2yT23fNqK12e7MpFsD5ivqsPsrwHRIfZbKjsxzU7okEEzKO' +
  '2DX5LuidWUSe2xwbgdtUTUalqZeE7fm6DycIIJJ4D2L04WelhlV7Q6ts/v2HPYOWmytFiejlhrVwC+QkBvxRszako2FFtDdMkGr9' +
  '9EjThYG1NWPQ1psJACl+4po='

const ENTRIES: readonly Entry[] = [
  {
    id: '1234abcd-12ab-34cd-56ef-1234567890ab',
    alias: 'imported',
    description: 'Imported key material',
    key: { origin: 'EXTERNAL' },
  },
  {
    id: '0987dcba-09fe-87dc-65ba-ab0987654321',
    alias: 'app',
    description: 'Encrypts for an application',
    key: {
      tags: [
        { TagKey: 'CostCenter', TagValue: '87654' },
        { TagKey: 'Purpose', TagValue: 'Orders' },
      ],
    },
    usage: {
      operation: 'Decrypt',
      at: Date.UTC(2026, 1, 1, 8, 4, 56),
      eventId: '3d9f0a51-6c2e-4b87-8e14-f5a7c90b2d68',
      requestId: 'b81c47e2-0d35-4f9a-a6c8-1e72d4590fb3',
    },
  },
  { id: '11112222-3333-4444-5555-666677778888', alias: 'disabled', description: 'Switched off', key: { state: 'Disabled' } },
  {
    id: 'aaaabbbb-cccc-dddd-eeee-ffff00001111',
    alias: 'pending-deletion',
    description: 'On its way out',
    key: (now) => ({ state: 'PendingDeletion', deletionDate: now + 30 * DAY }),
  },
  {
    id: '99998888-7777-6666-5555-444433332222',
    alias: 'pending-import',
    description: 'Waits for its key material',
    key: { origin: 'EXTERNAL', state: 'PendingImport' },
    material: null,
  },
  {
    id: 'abcdabcd-1234-5678-9abc-abcdef012345',
    alias: 'expiring',
    description: 'Imported key material that expires',
    key: { origin: 'EXTERNAL' },
    validTo: (now) => now + 90 * DAY,
  },
  {
    id: '22223333-4444-5555-6666-777788889999',
    alias: 'rsa',
    description: 'Encrypts with a public key',
    key: { spec: 'RSA_2048' },
    material: RSA_2048,
  },
  {
    id: '33334444-5555-6666-7777-88889999aaaa',
    alias: 'mac',
    description: 'Makes MACs',
    key: { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
  },
  {
    id: '44445555-6666-7777-8888-9999aaaabbbb',
    alias: 'signing',
    description: 'Signs',
    key: { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
    material:
      'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJaiMs2GyMAqk/u+g0MvjZsQsclT/gygp2VRSz366kCqhRANCAARU' +
      'fm3kaWbpppDDCvq0SpS5PX+eNuTy+IFvnVHY1DQiSvaQfguuO+LBEDB+9iKPmtYzuYHkCwG/LDomK6IrzPsq',
  },
  {
    id: '55556666-7777-8888-9999-aaaabbbbcccc',
    alias: 'agreement',
    description: 'Agrees on shared secrets',
    key: { spec: 'ECC_NIST_P256', usage: 'KEY_AGREEMENT' },
    material:
      'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjKIu87ufKJYiNXpI3tiC4WWlV+xciznxa28ORTgpvl2hRANCAAR4' +
      'jGkJDecrr25Oah6DSqjfdTGqC+KmRb9N02CxUKRSUw8mgAa23EWvUZ4dxwChfDRyjdYnr9Qa0A7wcpN7Tb7v',
  },
  {
    id: '66667777-8888-9999-aaaa-bbbbccccdddd',
    alias: 'post-quantum-signing',
    description: 'Signs, also against quantum computers',
    key: { spec: 'ML_DSA_65', usage: 'SIGN_VERIFY' },
    material: 'MDQCAQAwCwYJYIZIAWUDBAMSBCKAIKxyReeI0KhgkU9WT7kSfjOk2+5W+fmwZYosz3CyaOLK',
  },
  {
    id: '77778888-9999-aaaa-bbbb-ccccddddeeee',
    alias: 'encapsulation',
    description: 'Encapsulates shared secrets',
    key: { spec: 'ML_KEM_768', usage: 'ENCAPSULATE_DECAPSULATE' },
    material:
      'MFQCAQAwCwYJYIZIAWUDBAQCBEKAQDYXMgXoG/Ha09jsR2L2LDX9BpRYhhEpPbtZduI7LeUJDu9FWRismdjTkG9PjuDibhnDcgZZ' + 'H9T2h4/kbVQehto=',
  },
  {
    id: '88889999-aaaa-bbbb-cccc-ddddeeeeffff',
    alias: 'rsa-signing',
    description: 'Signs with RSA',
    key: { spec: 'RSA_2048', usage: 'SIGN_VERIFY' },
    material: RSA_2048,
  },
  {
    id: '9999aaaa-bbbb-cccc-dddd-eeeeffff0000',
    alias: 'external-store',
    description: 'Lives in a key manager outside',
    key: { origin: 'EXTERNAL_KEY_STORE', customKeyStoreId: 'cks-1234567890abcdef0', xksKeyId: 'orders-2026' },
  },
  {
    id: 'aaaabbbb-cccc-dddd-eeee-ffff00002222',
    alias: 'unavailable',
    description: 'Lives in a cluster that is not connected',
    key: { origin: 'AWS_CLOUDHSM', customKeyStoreId: 'cks-0fedcba0987654321', unavailable: true },
  },
  {
    id: 'mrk-1234abcd12ab34cd56ef1234567890ab',
    alias: 'global',
    description: 'Encrypts in several Regions',
    replicated: true,
  },
]

const TRUST_ANCHOR = '-----BEGIN CERTIFICATE-----\nUS1LTVMgc2FuZGJveA==\n-----END CERTIFICATE-----\n'

/** One store that is connected, one that is not, and one without keys. */
const STORES: readonly Omit<CustomKeyStore, 'account' | 'region' | 'createdAt'>[] = [
  {
    id: 'cks-1234567890abcdef0',
    name: 'External',
    type: 'EXTERNAL_KEY_STORE',
    state: 'CONNECTED',
    proxy: {
      connectivity: 'PUBLIC_ENDPOINT',
      uriEndpoint: 'https://keys.sandbox.example',
      uriPath: '/kms/xks/v1',
      accessKeyId: 'SANDBOXABCDEFG234567',
      secret: 'c2FuZGJveCBzZWNyZXQgdGhhdCBwcm90ZWN0cyBub3RoaW5n',
    },
  },
  {
    id: 'cks-0fedcba0987654321',
    name: 'Cluster',
    type: 'AWS_CLOUDHSM',
    state: 'DISCONNECTED',
    cluster: { id: 'cluster-sandbox2222', trustAnchor: TRUST_ANCHOR, password: 'sandbox-password' },
  },
  {
    id: 'cks-abcdef01234567890',
    name: 'Spare',
    type: 'AWS_CLOUDHSM',
    state: 'DISCONNECTED',
    cluster: { id: 'cluster-sandbox3333', trustAnchor: TRUST_ANCHOR, password: 'sandbox-password' },
  },
]

/** The keys were made a day apart. */
const FIRST_DAY = Date.UTC(2026, 0, 5, 9)

const materialsOf = ({ id, material, validTo }: Entry, now: number): readonly Material[] => {
  if (material === null) return []
  const bytes = material === undefined ? sha256(utf8ToBytes(`Q-KMS sandbox ${id}`)) : fromBase64(material)
  if (!bytes) throw new Error(`Failed to fill the sandbox: the material of ${id} is not base64.`)
  return [{ ...firstMaterial(id, bytes), ...(validTo && { validTo: validTo(now) }) }]
}

const replicaRegion = ({ region }: Place): string => (region === 'eu-west-1' ? 'us-east-1' : 'eu-west-1')

/** A key in one of its Regions, its alias there, and its last use. */
const rowsOf = (entry: Entry, place: Place, createdAt: number, now: number, primaryRegion: string): Snapshot => {
  const { account, region } = place
  const arn = keyArn(place, entry.id)
  const name = `alias/${entry.alias}`
  const key: Key = {
    arn,
    id: entry.id,
    account,
    region,
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    manager: 'CUSTOMER',
    ...(entry.replicated && { primaryRegion }),
    description: entry.description,
    state: 'Enabled',
    createdAt,
    policy: defaultPolicy(place),
    tags: [],
    materials: materialsOf(entry, now),
    ...(typeof entry.key === 'function' ? entry.key(now) : entry.key),
  }
  const alias = { arn: aliasArn(place, name), name, account, region, target: arn, createdAt, updatedAt: createdAt }
  return [
    { table: 'keys', id: arn, row: key },
    { table: 'aliases', id: alias.arn, row: alias },
    ...(entry.usage ? [{ table: 'usages', id: arn, row: entry.usage } as const] : []),
  ]
}

const GRANT_ID = '5d1c0f3b8e7a49266c2f91d4e0b7a853c4f6e1d20987b5a3f2e1c4d6b8a90375'

/** One grant, on alias/app, so that there is one to list and to give back. */
const grantIn = (place: Place): Grant => ({
  id: GRANT_ID,
  keyArn: keyArn(place, '0987dcba-09fe-87dc-65ba-ab0987654321'),
  region: place.region,
  name: 'orders-worker',
  createdAt: FIRST_DAY + 2 * DAY,
  grantee: { principal: `arn:${place.partition}:iam::${place.account}:role/orders-worker` },
  retiring: { principal: `arn:${place.partition}:iam::${place.account}:role/orders-admin` },
  issuer: rootArn(place.partition, place.account),
  operations: ['Encrypt', 'Decrypt', 'DescribeKey'],
  constraints: { EncryptionContextSubset: { Department: 'Orders' } },
})

/** What every sandbox needs, whichever keys it begins with: the key that its tokens are sealed under. */
export const tokenKey = (): Snapshot[number] => ({
  table: 'settings',
  id: TOKEN_KEY,
  row: { value: randomBytes(KEY_LENGTH) },
})

/** @param now milliseconds since 1970: deletion and expiry lie ahead of it */
export const sandbox = (place: Place, now: number): Snapshot => [
  tokenKey(),
  ...ENTRIES.flatMap((entry, day): Snapshot => {
    const createdAt = FIRST_DAY + day * DAY
    const places = entry.replicated ? [place, { ...place, region: replicaRegion(place) }] : [place]
    return places.flatMap((where): Snapshot => rowsOf(entry, where, createdAt, now, place.region))
  }),
  { table: 'grants', id: GRANT_ID, row: grantIn(place) },
  ...STORES.map((store, day) => {
    const { account, region } = place
    return {
      table: 'customKeyStores',
      id: store.id,
      row: { ...store, account, region, createdAt: FIRST_DAY + day * DAY },
    } as const
  }),
]
