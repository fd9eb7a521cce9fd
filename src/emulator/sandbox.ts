import { sha256 } from '@noble/hashes/sha2.js'
import { randomBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { materialTextOf, SANDBOX_KEYS, type SandboxAlias, type SandboxKey } from '../facts/sandbox.ts'
import { fromBase64 } from '../vocabulary/base64.ts'
import { DAY } from './clock.ts'
import { KEY_LENGTH } from './crypto/aes-key.ts'
import { aliasArn, keyArn, type Place } from './keys/identifiers.ts'
import { firstMaterial } from './keys/material.ts'
import { defaultPolicy } from './keys/policy.ts'
import { rootArn } from './keys/principals.ts'
import { MARK, TOKEN_KEY } from './keys/tokens.ts'
import type { CustomKeyStore, Grant, Key, Material, Usage } from './store/rows.ts'
import type { Snapshot } from './store/store.ts'

/**
 * What the sandbox holds besides what its pages tell of a key (`SANDBOX_KEYS`). The material is fixed and public, so that a
 * ciphertext in the docs decrypts for every reader; nothing real may be kept under it.
 */
interface Content {
  /** Base64. Without it, the material is derived from the id; null for none. */
  readonly material?: string | null
  readonly key?: Partial<Key>
  readonly usage?: Usage
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

const CONTENTS: Readonly<Partial<Record<SandboxAlias, Content>>> = {
  app: {
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
  'pending-import': { material: null },
  rsa: { material: RSA_2048 },
  signing: {
    material:
      'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJaiMs2GyMAqk/u+g0MvjZsQsclT/gygp2VRSz366kCqhRANCAARU' +
      'fm3kaWbpppDDCvq0SpS5PX+eNuTy+IFvnVHY1DQiSvaQfguuO+LBEDB+9iKPmtYzuYHkCwG/LDomK6IrzPsq',
  },
  agreement: {
    material:
      'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjKIu87ufKJYiNXpI3tiC4WWlV+xciznxa28ORTgpvl2hRANCAAR4' +
      'jGkJDecrr25Oah6DSqjfdTGqC+KmRb9N02CxUKRSUw8mgAa23EWvUZ4dxwChfDRyjdYnr9Qa0A7wcpN7Tb7v',
  },
  'post-quantum-signing': { material: 'MDQCAQAwCwYJYIZIAWUDBAMSBCKAIKxyReeI0KhgkU9WT7kSfjOk2+5W+fmwZYosz3CyaOLK' },
  encapsulation: {
    material:
      'MFQCAQAwCwYJYIZIAWUDBAQCBEKAQDYXMgXoG/Ha09jsR2L2LDX9BpRYhhEpPbtZduI7LeUJDu9FWRismdjTkG9PjuDibhnDcgZZ' + 'H9T2h4/kbVQehto=',
  },
  'rsa-signing': { material: RSA_2048 },
  'external-store': { key: { xksKeyId: 'orders-2026' } },
}

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

const materialsOf = (
  { id, expiresInDays }: SandboxKey,
  material: string | null | undefined,
  now: number,
): readonly Material[] => {
  if (material === null) return []
  const bytes = material === undefined ? sha256(utf8ToBytes(materialTextOf(id))) : fromBase64(material)
  if (!bytes) throw new Error(`Failed to fill the sandbox: the material of ${id} is not base64.`)
  return [{ ...firstMaterial(id, bytes), ...(expiresInDays !== undefined && { validTo: now + expiresInDays * DAY }) }]
}

const replicaRegion = ({ region }: Place): string => (region === 'eu-west-1' ? 'us-east-1' : 'eu-west-1')

/** A key in one of its Regions, its alias there, and its last use. */
const rowsOf = (
  entry: SandboxKey & { readonly alias: SandboxAlias },
  place: Place,
  createdAt: number,
  now: number,
  primaryRegion: string,
): Snapshot => {
  const { id, alias, description, spec, usage, origin, state, deletedInDays, customKeyStoreId, replicated } = entry
  const { account, region } = place
  const arn = keyArn(place, id)
  const name = `alias/${alias}`
  const content = CONTENTS[alias]
  const key: Key = {
    arn,
    id,
    account,
    region,
    spec,
    usage,
    origin,
    manager: 'CUSTOMER',
    ...(replicated && { primaryRegion }),
    description,
    ...(state === 'Unavailable' ? { state: 'Enabled', unavailable: true } : { state }),
    createdAt,
    ...(deletedInDays !== undefined && { deletionDate: now + deletedInDays * DAY }),
    ...(customKeyStoreId !== undefined && { customKeyStoreId }),
    policy: defaultPolicy(place),
    tags: [],
    materials: materialsOf(entry, content?.material, now),
    ...content?.key,
  }
  const row = { arn: aliasArn(place, name), name, account, region, target: arn, createdAt, updatedAt: createdAt }
  return [
    { table: 'keys', id: arn, row: key },
    { table: 'aliases', id: row.arn, row },
    ...(content?.usage ? [{ table: 'usages', id: arn, row: content.usage } as const] : []),
  ]
}

const KEYS: readonly (SandboxKey & { readonly alias: SandboxAlias })[] = SANDBOX_KEYS

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

/** What tells a sandbox from others in the same place, which hold the same keys: the mark of its markers. */
export const mark = (): Snapshot[number] => ({ table: 'settings', id: MARK, row: { value: randomBytes(8) } })

/** @param now milliseconds since 1970: deletion and expiry lie ahead of it */
export const sandbox = (place: Place, now: number): Snapshot => [
  tokenKey(),
  ...KEYS.flatMap((entry, day): Snapshot => {
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
