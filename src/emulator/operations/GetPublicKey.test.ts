import { expect, test } from 'vitest'
import { ALGORITHM_LISTS, algorithmsOf, KEY_SPECS, type KeySpec, type KeyUsage } from '../../facts/key-specs.ts'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

/** Bytes of each spec's SubjectPublicKeyInfo; RSA of more bits takes long to make, and differs in nothing else. */
const LENGTHS: Partial<Record<KeySpec, number>> = {
  RSA_2048: 294,
  ECC_NIST_P256: 91,
  ECC_NIST_P384: 120,
  ECC_NIST_P521: 158,
  ECC_SECG_P256K1: 88,
  ECC_NIST_EDWARDS25519: 44,
  ML_DSA_44: 1334,
  ML_DSA_65: 1974,
  ML_DSA_87: 2614,
  ML_KEM_512: 822,
  ML_KEM_768: 1206,
  ML_KEM_1024: 1590,
}
const CASES = (Object.keys(LENGTHS) as KeySpec[]).flatMap((spec) =>
  (Object.keys(KEY_SPECS[spec].usages) as KeyUsage[]).map((usage) => [spec, usage] as const),
)

test.each(CASES)('returns the public key of %s for %s, with the algorithms of the usage alone', async (KeySpec, KeyUsage) => {
  const { send } = createClient()
  const { KeyMetadata } = await send('CreateKey', { KeySpec, KeyUsage })
  const { PublicKey, ...rest } = await send('GetPublicKey', { KeyId: KeyMetadata?.KeyId ?? '' })
  expect(Buffer.from(PublicKey ?? '', 'base64')).toHaveLength(LENGTHS[KeySpec] ?? 0)
  expect(rest).toEqual({
    KeyId: KeyMetadata?.Arn,
    CustomerMasterKeySpec: KeySpec,
    KeySpec,
    KeyUsage,
    [ALGORITHM_LISTS[KeyUsage]]: algorithmsOf(KeySpec, KeyUsage),
  })
})

test('works for a disabled key, and is the same each time', async () => {
  const { send } = createClient()
  const before = await send('GetPublicKey', { KeyId: 'alias/signing' })
  await send('DisableKey', { KeyId: SANDBOX.signing })
  expect(await send('GetPublicKey', { KeyId: SANDBOX.signing })).toEqual(before)
})

test('refuses symmetric and HMAC keys without a text, and says before that what is wrong with their state', async () => {
  const { send, refuse } = createClient()
  for (const KeyId of ['alias/app', 'alias/disabled', 'alias/mac'])
    expect(await refuse('GetPublicKey', { KeyId })).toBe('UnsupportedOperationException')
  expect(await refuse('GetPublicKey', { KeyId: 'alias/pending-import' })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX['pending-import'])} is pending import.`,
  )
  for (const KeyId of [SANDBOX.mac, SANDBOX.signing]) {
    await send('ScheduleKeyDeletion', { KeyId })
    expect(await refuse('GetPublicKey', { KeyId })).toBe(`KMSInvalidStateException: ${arnOf(KeyId)} is pending deletion.`)
  }
})
