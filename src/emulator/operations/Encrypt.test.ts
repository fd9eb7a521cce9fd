import { constants, createPrivateKey, privateDecrypt } from 'node:crypto'
import { expect, test } from 'vitest'
import { aliasArnOf, arnOf, createClient, SANDBOX } from '../test-client.ts'

const Plaintext = 'aGVsbG8='
const bytes = (length: number) => Buffer.alloc(length, 7).toString('base64')
const sizeOf = (base64 = '') => Buffer.from(base64, 'base64').length

test.each([SANDBOX.app, arnOf(SANDBOX.app), 'alias/app', aliasArnOf('alias/app')])('encrypts under %s', async (KeyId) => {
  const { send } = createClient()
  const answer = await send('Encrypt', { KeyId, Plaintext })
  expect(answer).toEqual({
    CiphertextBlob: expect.stringMatching(/^AQICAH/),
    KeyId: arnOf(SANDBOX.app),
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  })
  expect(await send('Decrypt', { CiphertextBlob: answer.CiphertextBlob })).toMatchObject({ Plaintext })
})

test.each([1, 4096])('encrypts %i bytes', async (length) => {
  const { send } = createClient()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: SANDBOX.app, Plaintext: bytes(length) })
  expect(sizeOf(CiphertextBlob)).toBeLessThanOrEqual(6144)
  expect((await send('Decrypt', { CiphertextBlob })).Plaintext).toBe(bytes(length))
})

test('refuses an empty plaintext and one of more than 4,096 bytes, without showing it', async () => {
  const { refuse } = createClient()
  const refused =
    "ValidationException: 1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must"
  expect(await refuse('Encrypt', { KeyId: SANDBOX.app, Plaintext: '' })).toBe(`${refused} have length greater than or equal to 1`)
  expect(await refuse('Encrypt', { KeyId: SANDBOX.app, Plaintext: bytes(4097) })).toBe(
    `${refused} have length less than or equal to 4096`,
  )
  expect(await refuse('Encrypt', { KeyId: SANDBOX.app })).toBe(`${refused} not be null`)
})

test('gives another ciphertext each time, and changes nothing but the last use', async () => {
  const { send, emulator } = createClient()
  const rest = async () => (await emulator.snapshot()).filter(({ table }) => table !== 'usages')
  const before = await rest()
  const one = await send('Encrypt', { KeyId: SANDBOX.app, Plaintext })
  const other = await send('Encrypt', { KeyId: SANDBOX.app, Plaintext })
  expect(one.CiphertextBlob).not.toBe(other.CiphertextBlob)
  expect(await rest()).toEqual(before)
})

test('authenticates the encryption context', async () => {
  const { send, refuse } = createClient()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: SANDBOX.app, Plaintext, EncryptionContext: { a: '1', b: '2' } })
  expect((await send('Decrypt', { CiphertextBlob, EncryptionContext: { b: '2', a: '1' } })).Plaintext).toBe(Plaintext)
  for (const EncryptionContext of [
    undefined,
    {},
    { a: '1' },
    { a: '1', b: '2', c: '3' },
    { A: '1', b: '2' },
    { a: '2', b: '1' },
    { a1: '', b: '2' },
    { a: '1b', '': '2' },
  ])
    expect(await refuse('Decrypt', { CiphertextBlob, EncryptionContext })).toBe('InvalidCiphertextException')
})

test('takes an empty context for none', async () => {
  const { send } = createClient()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: SANDBOX.app, Plaintext, EncryptionContext: {} })
  expect((await send('Decrypt', { CiphertextBlob })).Plaintext).toBe(Plaintext)
})

test.each([
  ['RSAES_OAEP_SHA_1', 'sha1', 214],
  ['RSAES_OAEP_SHA_256', 'sha256', 190],
] as const)('encrypts by %s what the private key alone opens', async (EncryptionAlgorithm, oaepHash, most) => {
  const { send, refuse, emulator } = createClient()
  const answer = await send('Encrypt', { KeyId: 'alias/rsa', Plaintext: bytes(most), EncryptionAlgorithm })
  expect(answer).toEqual({ CiphertextBlob: expect.any(String), KeyId: arnOf(SANDBOX.rsa), EncryptionAlgorithm })
  const block = Buffer.from(answer.CiphertextBlob ?? '', 'base64')
  expect(block.length).toBe(256)
  const rows = await emulator.snapshot()
  const [material] = rows.flatMap(({ table, row }) => (table === 'keys' && row?.id === SANDBOX.rsa ? row.materials : []))
  const key = createPrivateKey({ key: Buffer.from(material?.bytes ?? []), format: 'der', type: 'pkcs8' })
  const opened = privateDecrypt({ key, oaepHash, padding: constants.RSA_PKCS1_OAEP_PADDING }, block)
  expect(opened.toString('base64')).toBe(bytes(most))
  expect(await refuse('Encrypt', { KeyId: 'alias/rsa', Plaintext: bytes(most + 1), EncryptionAlgorithm })).toBe(
    `ValidationException: Algorithm ${EncryptionAlgorithm} and key spec RSA_2048 cannot encrypt data larger than ${most} bytes.`,
  )
})

test('holds the algorithm to the key spec', async () => {
  const { refuse } = createClient()
  const refused = (algorithm: string, spec: string) =>
    `InvalidKeyUsageException: Algorithm ${algorithm} is incompatible with key spec ${spec}.`
  expect(await refuse('Encrypt', { KeyId: SANDBOX.rsa, Plaintext })).toBe(refused('SYMMETRIC_DEFAULT', 'RSA_2048'))
  for (const EncryptionAlgorithm of ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256', 'SM2PKE'])
    expect(await refuse('Encrypt', { KeyId: SANDBOX.app, Plaintext, EncryptionAlgorithm })).toBe(
      refused(EncryptionAlgorithm, 'SYMMETRIC_DEFAULT'),
    )
})

test('has no encryption context for RSA, but an empty one', async () => {
  const { send, refuse } = createClient()
  const request = { KeyId: SANDBOX.rsa, Plaintext, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' } as const
  expect(await refuse('Encrypt', { ...request, EncryptionContext: { a: '1' } })).toBe(
    'ValidationException: EncryptionContext is not supported when encrypting/decrypting with asymmetric CMKs.',
  )
  await send('Encrypt', { ...request, EncryptionContext: {} })
})

test.each([
  ['mac', 'GENERATE_VERIFY_MAC'],
  ['signing', 'SIGN_VERIFY'],
] as const)('refuses the key %s, whose usage is another', async (alias, usage) => {
  const { send, refuse } = createClient()
  const refused = `InvalidKeyUsageException: ${arnOf(SANDBOX[alias])} key usage is ${usage} which is not valid for Encrypt.`
  expect(await refuse('Encrypt', { KeyId: SANDBOX[alias], Plaintext })).toBe(refused)
  await send('DisableKey', { KeyId: SANDBOX[alias] })
  expect(await refuse('Encrypt', { KeyId: SANDBOX[alias], Plaintext })).toBe(refused)
})

test('looks at the state before the algorithm, and at the key before the state', async () => {
  const { send, refuse } = createClient()
  await send('DisableKey', { KeyId: SANDBOX.rsa })
  expect(await refuse('Encrypt', { KeyId: SANDBOX.rsa, Plaintext })).toBe(`DisabledException: ${arnOf(SANDBOX.rsa)} is disabled.`)
  expect(await refuse('Encrypt', { KeyId: 'alias/no-such', Plaintext })).toBe(
    `NotFoundException: Alias ${aliasArnOf('alias/no-such')} is not found.`,
  )
  expect(await refuse('Encrypt', { KeyId: 'alias/no-such', Plaintext: '' })).toMatch(/^ValidationException: /)
})

test('reports the success of a dry run as an error, and a failure as itself', async () => {
  const { refuse } = createClient()
  const success = 'DryRunOperationException: The request would have succeeded, but the DryRun option is set.'
  expect(await refuse('Encrypt', { KeyId: SANDBOX.app, Plaintext, DryRun: true })).toBe(success)
  const rsa = { KeyId: SANDBOX.rsa, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256', DryRun: true }
  expect(await refuse('Encrypt', { ...rsa, Plaintext })).toBe(success)
  expect(await refuse('Encrypt', { ...rsa, Plaintext: bytes(191) })).toMatch(/cannot encrypt data larger than 190 bytes\.$/)
  expect(await refuse('Encrypt', { KeyId: SANDBOX.disabled, Plaintext, DryRun: true })).toBe(
    `DisabledException: ${arnOf(SANDBOX.disabled)} is disabled.`,
  )
})

test('encrypts where the dry run is off', async () => {
  const { send } = createClient()
  await send('Encrypt', { KeyId: SANDBOX.app, Plaintext, DryRun: false })
})

test.each([1, 21, 32, 4096])('makes 65 bytes more of %i bytes', async (length) => {
  const { send } = createClient()
  const { CiphertextBlob = '' } = await send('Encrypt', { KeyId: SANDBOX.app, Plaintext: btoa('x'.repeat(length)) })
  expect(atob(CiphertextBlob)).toHaveLength(length + 65)
})
