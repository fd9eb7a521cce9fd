import { constants, createPrivateKey, createPublicKey, publicEncrypt } from 'node:crypto'
import { expect, test } from 'vitest'
import { aliasArnOf, arnOf, createClient, SANDBOX } from '../test-client.ts'

const Plaintext = 'aGVsbG8='
type Client = ReturnType<typeof createClient>

const encrypted = async ({ send }: Client, KeyId: string = SANDBOX.app) =>
  (await send('Encrypt', { KeyId, Plaintext })).CiphertextBlob ?? ''
const materialIdOf = async ({ send }: Client, KeyId: string) =>
  (await send('DescribeKey', { KeyId })).KeyMetadata?.CurrentKeyMaterialId

test('finds the key and the material in the ciphertext', async () => {
  const client = createClient()
  const CiphertextBlob = await encrypted(client)
  expect(await client.send('Decrypt', { CiphertextBlob })).toEqual({
    KeyId: arnOf(SANDBOX.app),
    Plaintext,
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    KeyMaterialId: await materialIdOf(client, SANDBOX.app),
  })
})

test.each([SANDBOX.app, arnOf(SANDBOX.app), 'alias/app', aliasArnOf('alias/app')])('takes the key named by %s', async (KeyId) => {
  const client = createClient()
  const CiphertextBlob = await encrypted(client)
  expect((await client.send('Decrypt', { CiphertextBlob, KeyId })).KeyId).toBe(arnOf(SANDBOX.app))
})

test.each(['imported', 'disabled', 'pending-import', 'pending-deletion', 'rsa', 'mac'] as const)(
  'refuses the key %s, which did not make the ciphertext, whatever its state and usage',
  async (alias) => {
    const client = createClient()
    const CiphertextBlob = await encrypted(client)
    expect(await client.refuse('Decrypt', { CiphertextBlob, KeyId: `alias/${alias}` })).toBe(
      'IncorrectKeyException: The key ID in the request does not identify a CMK that can perform this operation.',
    )
  },
)

test('refuses a key that is not there', async () => {
  const client = createClient()
  const CiphertextBlob = await encrypted(client)
  const unknown = '12345678-1234-1234-1234-123456789012'
  expect(await client.refuse('Decrypt', { CiphertextBlob, KeyId: unknown })).toBe(
    `NotFoundException: Key '${arnOf(unknown)}' does not exist`,
  )
})

test('parses the ciphertext before it looks for the key', async () => {
  const { refuse } = createClient()
  expect(await refuse('Decrypt', { CiphertextBlob: 'aGVsbG8=', KeyId: 'alias/no-such' })).toBe('InvalidCiphertextException')
})

test('refuses a ciphertext of which any byte was changed', async () => {
  const client = createClient()
  const good = Buffer.from(await encrypted(client), 'base64')
  for (let at = 0; at < good.length; at++) {
    const bad = Buffer.from(good)
    bad[at] = (bad[at] ?? 0) ^ 1
    const CiphertextBlob = bad.toString('base64')
    // Bytes 5 to 36 name the material: material that is not there belongs to a key of another owner.
    const expected = at >= 5 && at < 37 ? /^AccessDeniedException: / : /^InvalidCiphertextException$/
    expect(await client.refuse('Decrypt', { CiphertextBlob })).toMatch(expected)
  }
})

test('refuses a ciphertext that was cut or lengthened', async () => {
  const client = createClient()
  const good = Buffer.from(await encrypted(client), 'base64')
  for (const bad of [good.subarray(0, 37), good.subarray(0, 38), good.subarray(0, -1), Buffer.concat([good, Buffer.alloc(1)])])
    expect(await client.refuse('Decrypt', { CiphertextBlob: bad.toString('base64') })).toBe('InvalidCiphertextException')
})

test('does not tell a foreign ciphertext from one whose key is gone', async () => {
  const [mine, other] = [createClient(), createClient()]
  const { KeyMetadata } = await other.send('CreateKey', {})
  const CiphertextBlob = await encrypted(other, KeyMetadata?.KeyId ?? '')
  expect(await mine.refuse('Decrypt', { CiphertextBlob })).toBe(
    'AccessDeniedException: User: arn:aws:iam::111122223333:root is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access',
  )
})

test('needs a ciphertext, unless a dry run ignores it', async () => {
  const { refuse } = createClient()
  const missing =
    "ValidationException: 1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy constraint: Member must not be null"
  const modifiers = ['IGNORE_CIPHERTEXT']
  expect(await refuse('Decrypt', {})).toBe(missing)
  expect(await refuse('Decrypt', { KeyId: SANDBOX.app, DryRun: true })).toBe(missing)
  expect(await refuse('Decrypt', { KeyId: SANDBOX.app, DryRunModifiers: modifiers })).toBe(missing)
  expect(await refuse('Decrypt', { KeyId: SANDBOX.app, DryRunModifiers: modifiers, DryRun: true })).toBe(
    'DryRunOperationException: The request would have succeeded, but the DryRun option is set.',
  )
  expect(await refuse('Decrypt', { DryRunModifiers: modifiers, DryRun: true })).toBe(
    'ValidationException: KeyId is required where DryRunModifiers has IGNORE_CIPHERTEXT.',
  )
  expect(await refuse('Decrypt', { KeyId: SANDBOX.disabled, DryRunModifiers: modifiers, DryRun: true })).toBe(
    `DisabledException: ${arnOf(SANDBOX.disabled)} is disabled.`,
  )
  expect(await refuse('Decrypt', { KeyId: SANDBOX.rsa, DryRunModifiers: modifiers, DryRun: true })).toBe(
    'InvalidKeyUsageException: Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.',
  )
})

test('reports the success of a dry run as an error, and a failure as itself', async () => {
  const client = createClient()
  const CiphertextBlob = await encrypted(client)
  expect(await client.refuse('Decrypt', { CiphertextBlob, DryRun: true })).toBe(
    'DryRunOperationException: The request would have succeeded, but the DryRun option is set.',
  )
  expect(await client.refuse('Decrypt', { CiphertextBlob, DryRun: true, EncryptionContext: { a: '1' } })).toBe(
    'InvalidCiphertextException',
  )
})

/** A block that a holder of the public key makes outside of the service. */
const sealed = async ({ emulator }: Client, oaepHash: string) => {
  const rows = await emulator.snapshot()
  const [material] = rows.flatMap(({ table, row }) => (table === 'keys' && row?.id === SANDBOX.rsa ? row.materials : []))
  const key = createPublicKey(createPrivateKey({ key: Buffer.from(material?.bytes ?? []), format: 'der', type: 'pkcs8' }))
  const padding = constants.RSA_PKCS1_OAEP_PADDING
  return publicEncrypt({ key, oaepHash, padding }, Buffer.from(Plaintext, 'base64')).toString('base64')
}

test.each([
  ['RSAES_OAEP_SHA_1', 'sha1'],
  ['RSAES_OAEP_SHA_256', 'sha256'],
] as const)('opens by %s what was encrypted outside with the public key', async (EncryptionAlgorithm, oaepHash) => {
  const client = createClient()
  const CiphertextBlob = await sealed(client, oaepHash)
  expect(await client.send('Decrypt', { CiphertextBlob, KeyId: 'alias/rsa', EncryptionAlgorithm })).toEqual({
    KeyId: arnOf(SANDBOX.rsa),
    Plaintext,
    EncryptionAlgorithm,
  })
})

test('needs the algorithm and the key for an RSA ciphertext', async () => {
  const client = createClient()
  const CiphertextBlob = await sealed(client, 'sha256')
  expect(await client.refuse('Decrypt', { CiphertextBlob, KeyId: SANDBOX.rsa })).toBe('InvalidCiphertextException')
  expect(await client.refuse('Decrypt', { CiphertextBlob, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' })).toMatch(
    /^ValidationException: KeyId is required /,
  )
  const rsa = { CiphertextBlob, KeyId: SANDBOX.rsa, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }
  expect(await client.refuse('Decrypt', { ...rsa, EncryptionAlgorithm: 'RSAES_OAEP_SHA_1' })).toBe('InvalidCiphertextException')
  expect(await client.refuse('Decrypt', { ...rsa, CiphertextBlob: 'aGVsbG8=' })).toBe('InvalidCiphertextException')
  expect(await client.refuse('Decrypt', { ...rsa, EncryptionContext: { a: '1' } })).toBe(
    'ValidationException: EncryptionContext is not supported when encrypting/decrypting with asymmetric CMKs.',
  )
  expect(await client.refuse('Decrypt', { ...rsa, DryRun: true })).toBe(
    'DryRunOperationException: The request would have succeeded, but the DryRun option is set.',
  )
  expect(await client.refuse('Decrypt', { ...rsa, KeyId: SANDBOX.app })).toBe(
    'InvalidKeyUsageException: Algorithm RSAES_OAEP_SHA_256 is incompatible with key spec SYMMETRIC_DEFAULT.',
  )
  expect(await client.refuse('Decrypt', { ...rsa, KeyId: SANDBOX.mac })).toBe(
    `InvalidKeyUsageException: ${arnOf(SANDBOX.mac)} key usage is GENERATE_VERIFY_MAC which is not valid for Decrypt.`,
  )
})

test('opens with an older material of the key, and names it', async () => {
  const client = createClient()
  const CiphertextBlob = await encrypted(client)
  const old = await materialIdOf(client, SANDBOX.app)
  const rotated = (await client.emulator.snapshot()).map((change) => {
    if (change.table !== 'keys' || change.row?.id !== SANDBOX.app) return change
    const materials = [
      ...change.row.materials.map((material) => ({ ...material, state: 'NON_CURRENT' as const })),
      { id: 'ab'.repeat(32), bytes: new Uint8Array(32).fill(9), state: 'CURRENT' as const },
    ]
    return { ...change, row: { ...change.row, materials } }
  })
  await client.emulator.restore(rotated)
  expect(await materialIdOf(client, SANDBOX.app)).toBe('ab'.repeat(32))
  expect(await client.send('Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext, KeyMaterialId: old })
  const newer = await encrypted(client)
  expect(await client.send('Decrypt', { CiphertextBlob: newer })).toMatchObject({ Plaintext, KeyMaterialId: 'ab'.repeat(32) })
})

test('opens the same ciphertext in every default sandbox', async () => {
  const [here, there] = [createClient(), createClient()]
  expect((await there.send('Decrypt', { CiphertextBlob: await encrypted(here) })).Plaintext).toBe(Plaintext)
})

test('looks at the ciphertext before the usage of the key that the request names', async () => {
  const { send, refuse } = createClient()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: SANDBOX.app, Plaintext: 'aGk=' })
  expect(await refuse('Decrypt', { KeyId: SANDBOX.mac, CiphertextBlob: 'aGk=' })).toBe('InvalidCiphertextException')
  expect(await refuse('Decrypt', { KeyId: SANDBOX.mac, CiphertextBlob })).toMatch(/^IncorrectKeyException/)
})
