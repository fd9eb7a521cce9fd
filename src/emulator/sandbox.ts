import { sha256 } from '@noble/hashes/sha2.js'
import { randomBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { DAY } from './clock.ts'
import { KEY_LENGTH } from './crypto/aes-gcm.ts'
import { aliasArn, keyArn, type Place } from './keys/identifiers.ts'
import { TOKEN_KEY } from './keys/import-token.ts'
import { firstMaterial } from './keys/material.ts'
import { defaultPolicy } from './keys/policy.ts'
import type { Key, Material } from './store/rows.ts'
import type { Snapshot } from './store/store.ts'
import { fromBase64 } from './wire/base64.ts'

/**
 * The sandbox that the pages begin with: a key in every state and of every kind, each with an alias. Its material is fixed and public, so
 * that a ciphertext in the docs decrypts for every reader; nothing real may be kept under it.
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
}

const ENTRIES: readonly Entry[] = [
  {
    id: '1234abcd-12ab-34cd-56ef-1234567890ab',
    alias: 'imported',
    description: 'Imported key material',
    key: { origin: 'EXTERNAL' },
  },
  { id: '0987dcba-09fe-87dc-65ba-ab0987654321', alias: 'app', description: 'Encrypts for an application' },
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
    material:
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
      '9EjThYG1NWPQ1psJACl+4po=',
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
]

/** The keys were made a day apart. */
const FIRST_DAY = Date.UTC(2026, 0, 5, 9)

const materialsOf = ({ id, material, validTo }: Entry, now: number): readonly Material[] => {
  if (material === null) return []
  const bytes = material === undefined ? sha256(utf8ToBytes(`Q-KMS sandbox ${id}`)) : fromBase64(material)
  if (!bytes) throw new Error(`Failed to fill the sandbox: the material of ${id} is not base64.`)
  return [{ ...firstMaterial(id, bytes), ...(validTo && { validTo: validTo(now) }) }]
}

/** @param now milliseconds since 1970: deletion and expiry lie ahead of it */
export const sandbox = (place: Place, now: number): Snapshot => [
  { table: 'settings', id: TOKEN_KEY, row: { value: randomBytes(KEY_LENGTH) } },
  ...ENTRIES.flatMap((entry, day): Snapshot => {
    const { account, region } = place
    const arn = keyArn(place, entry.id)
    const createdAt = FIRST_DAY + day * DAY
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
    ]
  }),
]
