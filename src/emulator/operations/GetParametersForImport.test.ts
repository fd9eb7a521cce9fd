import { createPublicKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { aliasArnOf, arnOf, createClient, SANDBOX } from '../test-client.ts'
import { wrap } from '../test-import.ts'

const HOUR = 3600 * 1000
const NOW = Date.UTC(2026, 1, 1)
const create = () => createClient({ clock: { now: () => NOW } })
const KeyId = SANDBOX['pending-import']
const OAEP = { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' } as const

const spki = (publicKey = '') => createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })

test.each([KeyId, arnOf(KeyId)])('returns a token and a public key, good for 24 hours, for %s', async (id) => {
  const { send } = create()
  const answer = await send('GetParametersForImport', { KeyId: id, ...OAEP })
  expect(answer).toEqual({
    KeyId: arnOf(KeyId),
    ImportToken: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
    PublicKey: expect.stringMatching(/^MIIBIjAN/),
    ParametersValidTo: (NOW + 24 * HOUR) / 1000,
  })
  expect(Buffer.from(answer.ImportToken ?? '', 'base64').length).toBeLessThanOrEqual(6144)
  expect(Buffer.from(answer.PublicKey ?? '', 'base64').length).toBe(294)
  expect(spki(answer.PublicKey).asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65537n })
})

test('makes a longer wrapping key where one is asked for', async () => {
  const { send } = create()
  const { PublicKey } = await send('GetParametersForImport', { KeyId, ...OAEP, WrappingKeySpec: 'RSA_3072' })
  expect(spki(PublicKey).asymmetricKeyDetails?.modulusLength).toBe(3072)
  expect(Buffer.from(PublicKey ?? '', 'base64').length).toBe(422)
})

test('fits the token into its bound, also for the longest wrapping key', async () => {
  const { send } = create()
  const parameters = { KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_1', WrappingKeySpec: 'RSA_4096' } as const
  const { ImportToken = '', PublicKey = '' } = await send('GetParametersForImport', parameters)
  expect(Buffer.from(PublicKey, 'base64').length).toBe(550)
  const EncryptedKeyMaterial = wrap(PublicKey, 'RSAES_OAEP_SHA_1', new Uint8Array(32).fill(1))
  await send('ImportKeyMaterial', {
    KeyId,
    ImportToken,
    EncryptedKeyMaterial,
    ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
  })
})

test('returns another key and another token each time, and leaves the key alone', async () => {
  const { send, emulator } = create()
  const before = await emulator.snapshot()
  const one = await send('GetParametersForImport', { KeyId, ...OAEP })
  const other = await send('GetParametersForImport', { KeyId, ...OAEP })
  expect(one.ImportToken).not.toBe(other.ImportToken)
  expect(one.PublicKey).not.toBe(other.PublicKey)
  expect(await emulator.snapshot()).toEqual(before)
})

test('takes an external key that has material, enabled or not', async () => {
  const { send } = create()
  await send('GetParametersForImport', { KeyId: SANDBOX.imported, ...OAEP })
  await send('DisableKey', { KeyId: SANDBOX.imported })
  await send('GetParametersForImport', { KeyId: SANDBOX.imported, ...OAEP })
})

test.each(['app', 'disabled', 'rsa', 'mac', 'signing'] as const)('refuses the key %s, whose origin is AWS_KMS', async (alias) => {
  const { refuse } = create()
  expect(await refuse('GetParametersForImport', { KeyId: SANDBOX[alias], ...OAEP })).toBe(
    `UnsupportedOperationException: ${arnOf(SANDBOX[alias])} origin is AWS_KMS which is not valid for this operation.`,
  )
})

test('refuses a key on its way out', async () => {
  const { send, refuse } = create()
  await send('ScheduleKeyDeletion', { KeyId })
  expect(await refuse('GetParametersForImport', { KeyId, ...OAEP })).toBe(
    `KMSInvalidStateException: ${arnOf(KeyId)} is pending deletion.`,
  )
})

test('refuses the withdrawn algorithm and SM2', async () => {
  const { refuse } = create()
  expect(await refuse('GetParametersForImport', { KeyId, ...OAEP, WrappingAlgorithm: 'RSAES_PKCS1_V1_5' })).toBe(
    'UnsupportedOperationException: Wrapping algorithm RSAES_PKCS1_V1_5 is no longer supported.',
  )
  for (const part of [{ WrappingAlgorithm: 'SM2PKE' }, { WrappingKeySpec: 'SM2' }])
    expect(await refuse('GetParametersForImport', { KeyId, ...OAEP, ...part })).toBe(
      'UnsupportedOperationException: SM2 is not supported in this Region',
    )
})

const RSAES = ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] as const
const KEY_WRAP = ['RSA_AES_KEY_WRAP_SHA_1', 'RSA_AES_KEY_WRAP_SHA_256'] as const

/** Spec → usage, and which wrapping algorithms can carry its material in an RSA_2048 block. */
const CARRIERS = [
  ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', RSAES],
  ['HMAC_512', 'GENERATE_VERIFY_MAC', RSAES],
  ['ECC_NIST_P256', 'SIGN_VERIFY', [...RSAES, ...KEY_WRAP]],
  ['ECC_NIST_P384', 'KEY_AGREEMENT', [...RSAES, ...KEY_WRAP]],
  ['ECC_SECG_P256K1', 'SIGN_VERIFY', [...RSAES, ...KEY_WRAP]],
  ['ECC_NIST_P521', 'SIGN_VERIFY', KEY_WRAP],
  ['RSA_2048', 'ENCRYPT_DECRYPT', KEY_WRAP],
  ['RSA_4096', 'SIGN_VERIFY', KEY_WRAP],
] as const

test.each(CARRIERS)('knows which wrapping algorithms carry the material of %s', async (KeySpec, KeyUsage, carriers) => {
  const { send, attempt } = create()
  const { KeyMetadata } = await send('CreateKey', { KeySpec, KeyUsage, Origin: 'EXTERNAL' })
  for (const WrappingAlgorithm of [...RSAES, ...KEY_WRAP]) {
    const request = { KeyId: KeyMetadata?.KeyId, WrappingAlgorithm, WrappingKeySpec: 'RSA_2048' }
    const { status, body } = await attempt('GetParametersForImport', request)
    const carries = carriers.some((algorithm) => algorithm === WrappingAlgorithm)
    expect([WrappingAlgorithm, status]).toEqual([WrappingAlgorithm, carries ? 200 : 400])
    if (!carries)
      expect(body).toEqual({
        __type: 'UnsupportedOperationException',
        message: `Wrapping algorithm ${WrappingAlgorithm} with wrapping key spec RSA_2048 cannot carry key material of key spec ${KeySpec}.`,
      })
  }
})

test('carries P-521 material by OAEP under a longer key', async () => {
  const { send } = create()
  const { KeyMetadata } = await send('CreateKey', { KeySpec: 'ECC_NIST_P521', KeyUsage: 'SIGN_VERIFY', Origin: 'EXTERNAL' })
  await send('GetParametersForImport', { KeyId: KeyMetadata?.KeyId ?? '', ...OAEP, WrappingKeySpec: 'RSA_3072' })
})

test('refuses an alias before anything else, and an unknown key', async () => {
  const { refuse } = create()
  for (const id of ['alias/pending-import', aliasArnOf('alias/pending-import'), 'alias/no-such'])
    expect(await refuse('GetParametersForImport', { KeyId: id })).toBe(
      'InvalidArnException: Key Aliases are not supported for this operation.',
    )
  const unknown = '12345678-1234-1234-1234-123456789012'
  expect(await refuse('GetParametersForImport', { KeyId: unknown, ...OAEP })).toBe(
    `NotFoundException: Key '${arnOf(unknown)}' does not exist`,
  )
})
