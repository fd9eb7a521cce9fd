import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { KeySpec, KeyUsage } from '../../facts/key-specs.ts'
import { aliasArnOf, arnOf, createClient, SANDBOX } from '../test-client.ts'
import { importOf, wrap } from '../test-import.ts'

const HOUR = 3600 * 1000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 1, 1)
const create = () => createClient({ clock: { now: () => NOW } })
type Client = ReturnType<typeof create>

const KeyId = SANDBOX['pending-import']
const material = (byte: number, length = 32) => new Uint8Array(length).fill(byte)
const inDays = (days: number) => (NOW + days * DAY) / 1000

const stateOf = async ({ send }: Client, id: string) => (await send('DescribeKey', { KeyId: id })).KeyMetadata?.KeyState
/** The materials that the sandbox holds for a key. */
const materialsOf = async ({ emulator }: Client, id: string) =>
  (await emulator.snapshot()).flatMap(({ table, row }) => (table === 'keys' && row?.id === id ? row.materials : []))

/** Imports one material after another with a single token: a token serves as often as one likes. */
const importerOf = async (client: Client, id: string = KeyId) => {
  const parameters = { KeyId: id, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' } as const
  const { ImportToken = '', PublicKey = '' } = await client.send('GetParametersForImport', parameters)
  return (bytes: Uint8Array) =>
    ({
      KeyId: id,
      ImportToken,
      EncryptedKeyMaterial: wrap(PublicKey, 'RSAES_OAEP_SHA_256', bytes),
      ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
    }) as const
}

test('enables the key, which then works', async () => {
  const client = create()
  const { send } = client
  const request = await importOf(client, KeyId, material(7))
  const answer = await send('ImportKeyMaterial', request)
  expect(answer).toEqual({ KeyId: arnOf(KeyId), KeyMaterialId: expect.stringMatching(/^[0-9a-f]{64}$/) })
  const { KeyMetadata } = await send('DescribeKey', { KeyId })
  expect(KeyMetadata).toMatchObject({
    KeyState: 'Enabled',
    Enabled: true,
    ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
    CurrentKeyMaterialId: answer.KeyMaterialId,
  })
  expect(KeyMetadata).not.toHaveProperty('ValidTo')
  const { CiphertextBlob } = await send('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })
  expect(await send('Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: 'aGVsbG8=', KeyMaterialId: answer.KeyMaterialId })
})

test('takes the key by its ARN, but not by an alias, which is refused before anything else', async () => {
  const client = create()
  await client.send('ImportKeyMaterial', { ...(await importOf(client, KeyId, material(7))), KeyId: arnOf(KeyId) })
  for (const id of ['alias/pending-import', aliasArnOf('alias/pending-import')])
    expect(await client.refuse('ImportKeyMaterial', { KeyId: id })).toBe(
      'InvalidArnException: Key Aliases are not supported for this operation.',
    )
})

test('gives the same material the same id in one key, and another in another key', async () => {
  const [one, other] = [create(), create()]
  const idIn = async (client: Client, id: string) =>
    (await client.send('ImportKeyMaterial', await importOf(client, id, material(7)))).KeyMaterialId
  const first = await idIn(one, KeyId)
  expect(await idIn(one, KeyId)).toBe(first)
  expect(await idIn(other, KeyId)).toBe(first)
  const { KeyMetadata } = await one.send('CreateKey', { Origin: 'EXTERNAL' })
  expect(await idIn(one, KeyMetadata?.KeyId ?? '')).not.toBe(first)
})

test('brings the same material back after it was deleted, and no other', async () => {
  const client = create()
  const { send, refuse } = client
  const importing = await importerOf(client)
  await send('ImportKeyMaterial', importing(material(7)))
  const { CiphertextBlob } = await send('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })
  await send('DeleteImportedKeyMaterial', { KeyId })
  expect(await refuse('ImportKeyMaterial', importing(material(8)))).toBe(
    `IncorrectKeyMaterialException: The key material was never imported into ${arnOf(KeyId)}.`,
  )
  expect(await stateOf(client, KeyId)).toBe('PendingImport')
  await send('ImportKeyMaterial', importing(material(7)))
  expect((await send('Decrypt', { CiphertextBlob })).Plaintext).toBe('aGVsbG8=')
})

test('leaves a disabled key disabled', async () => {
  const client = create()
  const importing = await importerOf(client)
  await client.send('ImportKeyMaterial', importing(material(7)))
  await client.send('DisableKey', { KeyId })
  await client.send('ImportKeyMaterial', importing(material(7)))
  expect(await stateOf(client, KeyId)).toBe('Disabled')
})

test('deletes the material when it expires, and not before', async () => {
  const client = create()
  const { send, refuse, emulator } = client
  const importing = await importerOf(client)
  const { ExpirationModel: _, ...expiring } = importing(material(7))
  await send('ImportKeyMaterial', { ...expiring, ValidTo: inDays(10) })
  expect((await send('DescribeKey', { KeyId })).KeyMetadata).toMatchObject({
    ExpirationModel: 'KEY_MATERIAL_EXPIRES',
    ValidTo: inDays(10),
  })
  const { CiphertextBlob } = await send('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })
  await emulator.clock.advance(10 * DAY - 1)
  expect(await stateOf(client, KeyId)).toBe('Enabled')
  await emulator.clock.advance(1)
  expect(await refuse('Decrypt', { CiphertextBlob })).toBe(`KMSInvalidStateException: ${arnOf(KeyId)} is pending import.`)
  const { KeyMetadata } = await send('DescribeKey', { KeyId })
  expect(KeyMetadata).toMatchObject({ KeyState: 'PendingImport', CurrentKeyMaterialId: expect.any(String) })
  expect(KeyMetadata).not.toHaveProperty('ValidTo')
  expect(KeyMetadata).not.toHaveProperty('ExpirationModel')
  expect((await materialsOf(client, KeyId)).map(({ bytes }) => bytes)).toEqual([undefined])
  await send('ImportKeyMaterial', await importOf(client, KeyId, material(7)))
  expect((await send('Decrypt', { CiphertextBlob })).Plaintext).toBe('aGVsbG8=')
})

test('changes the expiry with each import', async () => {
  const client = create()
  const importing = await importerOf(client)
  const expiring = { ...importing(material(7)), ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: inDays(1) } as const
  await client.send('ImportKeyMaterial', expiring)
  await client.send('ImportKeyMaterial', { ...expiring, ValidTo: inDays(365) })
  await client.emulator.clock.advance(DAY)
  expect(await stateOf(client, KeyId)).toBe('Enabled')
  await client.send('ImportKeyMaterial', await importOf(client, KeyId, material(7)))
  await client.emulator.clock.advance(400 * DAY)
  expect(await stateOf(client, KeyId)).toBe('Enabled')
})

test('holds ValidTo to the expiration model', async () => {
  const client = create()
  const request = await importOf(client, KeyId, material(7))
  const refusal = (members: object) => client.refuse('ImportKeyMaterial', { ...request, ...members })
  const missing = 'ValidationException: A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES'
  expect(await refusal({ ExpirationModel: undefined })).toBe(missing)
  expect(await refusal({ ExpirationModel: 'KEY_MATERIAL_EXPIRES' })).toBe(missing)
  expect(await refusal({ ValidTo: inDays(1) })).toBe(
    'ValidationException: A validTo date must not be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE',
  )
  for (const ValidTo of [0, -1, inDays(-1), inDays(0), inDays(365) + 0.001, 8e12])
    expect(await refusal({ ExpirationModel: undefined, ValidTo })).toBe(
      'ValidationException: The validTo date must be in the future, at most 365 days ahead',
    )
  expect(await stateOf(client, KeyId)).toBe('PendingImport')
})

test('takes a token for 24 hours', async () => {
  const client = create()
  const request = await importOf(client, KeyId, material(7))
  await client.emulator.clock.advance(24 * HOUR - 1)
  await client.send('ImportKeyMaterial', request)
  await client.emulator.clock.advance(1)
  expect(await client.refuse('ImportKeyMaterial', request)).toBe('ExpiredImportTokenException: The import token has expired.')
})

test('takes several tokens at a time, each with its own public key', async () => {
  const client = create()
  const [one, other] = [await importOf(client, KeyId, material(7)), await importOf(client, KeyId, material(7))]
  expect(await client.refuse('ImportKeyMaterial', { ...one, ImportToken: other.ImportToken })).toBe('InvalidCiphertextException')
  await client.send('ImportKeyMaterial', other)
  await client.send('ImportKeyMaterial', one)
})

test('refuses the token of another key, of another sandbox, and a damaged one', async () => {
  const client = create()
  const request = await importOf(client, KeyId, material(7))
  expect(await client.refuse('ImportKeyMaterial', { ...request, KeyId: SANDBOX.imported })).toBe(
    `InvalidImportTokenException: The import token was not made for ${arnOf(SANDBOX.imported)}.`,
  )
  const foreign = 'InvalidImportTokenException: The import token is not one that the service made.'
  const damaged = Buffer.from(request.ImportToken, 'base64')
  damaged[40] = (damaged[40] ?? 0) ^ 1
  for (const ImportToken of ['AA==', 'aGVsbG8=', damaged.toString('base64')])
    expect(await client.refuse('ImportKeyMaterial', { ...request, ImportToken })).toBe(foreign)
  await client.emulator.reset()
  expect(await client.refuse('ImportKeyMaterial', request)).toBe(foreign)
})

test('refuses material that does not open, or was wrapped in another way', async () => {
  const client = create()
  const request = await importOf(client, KeyId, material(7))
  const { PublicKey = '' } = await client.send('GetParametersForImport', {
    KeyId,
    WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
    WrappingKeySpec: 'RSA_2048',
  })
  for (const EncryptedKeyMaterial of [
    'aGVsbG8=',
    randomBytes(256).toString('base64'),
    wrap(PublicKey, 'RSAES_OAEP_SHA_256', material(7)),
    wrap(PublicKey, 'RSAES_OAEP_SHA_1', material(7)),
  ])
    expect(await client.refuse('ImportKeyMaterial', { ...request, EncryptedKeyMaterial })).toBe('InvalidCiphertextException')
  expect(await stateOf(client, KeyId)).toBe('PendingImport')
})

test.each([1, 16, 31, 33, 64])('refuses symmetric material of %i bytes', async (length) => {
  const client = create()
  expect(await client.refuse('ImportKeyMaterial', await importOf(client, KeyId, material(7, length)))).toBe(
    'IncorrectKeyMaterialException: The key material is not valid for key spec SYMMETRIC_DEFAULT.',
  )
})

test('adds new material to a symmetric key, which waits for its rotation', async () => {
  const client = create()
  const { send } = client
  const importing = await importerOf(client)
  const first = await send('ImportKeyMaterial', importing(material(1)))
  const second = await send('ImportKeyMaterial', { ...importing(material(2)), ImportType: 'NEW_KEY_MATERIAL' })
  expect(second.KeyMaterialId).not.toBe(first.KeyMaterialId)
  expect(await materialsOf(client, KeyId)).toMatchObject([
    { id: first.KeyMaterialId, state: 'CURRENT' },
    { id: second.KeyMaterialId, state: 'PENDING_ROTATION' },
  ])
  const { CiphertextBlob } = await send('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })
  expect((await send('Decrypt', { CiphertextBlob })).KeyMaterialId).toBe(first.KeyMaterialId)
  expect((await send('DescribeKey', { KeyId })).KeyMetadata?.CurrentKeyMaterialId).toBe(first.KeyMaterialId)
})

test('lets one new material wait at a time', async () => {
  const client = create()
  const { send, refuse } = client
  const importing = await importerOf(client)
  await send('ImportKeyMaterial', importing(material(1)))
  const pending = await send('ImportKeyMaterial', { ...importing(material(2)), ImportType: 'NEW_KEY_MATERIAL' })
  const third = createHash('sha256').update(`${KeyId}\n`).update(material(3)).digest('hex')
  expect(await refuse('ImportKeyMaterial', { ...importing(material(3)), ImportType: 'NEW_KEY_MATERIAL' })).toBe(
    `KMSInvalidStateException: New key material (id: ${third}) cannot be imported into KMS key ${arnOf(KeyId)}, because another key material (id: ${pending.KeyMaterialId}) is pending rotation.`,
  )
  await send('DeleteImportedKeyMaterial', { KeyId, KeyMaterialId: pending.KeyMaterialId })
  await send('ImportKeyMaterial', { ...importing(material(3)), ImportType: 'NEW_KEY_MATERIAL' })
})

test('imports a waiting material again, and forgets one that expires', async () => {
  const client = create()
  const { send, emulator } = client
  const importing = await importerOf(client)
  const first = await send('ImportKeyMaterial', importing(material(1)))
  const waiting = { ...importing(material(2)), ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: inDays(2) } as const
  await send('ImportKeyMaterial', { ...waiting, ImportType: 'NEW_KEY_MATERIAL' })
  await send('ImportKeyMaterial', { ...waiting, ImportType: 'EXISTING_KEY_MATERIAL' })
  await emulator.clock.advance(2 * DAY)
  expect((await materialsOf(client, KeyId)).map(({ id }) => id)).toEqual([first.KeyMaterialId])
  expect(await stateOf(client, KeyId)).toBe('Enabled')
})

test('holds the import type and the material id to what the key had', async () => {
  const client = create()
  const { send, refuse } = client
  const importing = await importerOf(client)
  expect(await refuse('ImportKeyMaterial', { ...importing(material(1)), ImportType: 'EXISTING_KEY_MATERIAL' })).toBe(
    `IncorrectKeyMaterialException: The key material was never imported into ${arnOf(KeyId)}.`,
  )
  const { KeyMaterialId } = await send('ImportKeyMaterial', { ...importing(material(1)), ImportType: 'NEW_KEY_MATERIAL' })
  expect(await refuse('ImportKeyMaterial', { ...importing(material(1)), ImportType: 'NEW_KEY_MATERIAL' })).toBe(
    `IncorrectKeyMaterialException: The key material (id: ${KeyMaterialId}) was imported into ${arnOf(KeyId)} before.`,
  )
  expect(await refuse('ImportKeyMaterial', importing(material(2)))).toBe(
    `IncorrectKeyMaterialException: The key material was never imported into ${arnOf(KeyId)}.`,
  )
  await send('ImportKeyMaterial', { ...importing(material(1)), KeyMaterialId })
  expect(await refuse('ImportKeyMaterial', { ...importing(material(2)), KeyMaterialId })).toBe(
    `IncorrectKeyMaterialException: The key material is not the one with id ${KeyMaterialId}.`,
  )
  expect(await refuse('ImportKeyMaterial', { ...importing(material(1)), KeyMaterialId, ImportType: 'NEW_KEY_MATERIAL' })).toBe(
    'ValidationException: KeyMaterialId must not be set if the ImportType is NEW_KEY_MATERIAL',
  )
})

test('keeps the note of a material until another one is given', async () => {
  const client = create()
  const importing = await importerOf(client)
  const noteAfter = async (members: object) => {
    await client.send('ImportKeyMaterial', { ...importing(material(1)), ...members })
    return (await materialsOf(client, KeyId)).map(({ description }) => description)
  }
  expect(await noteAfter({ KeyMaterialDescription: 'HSM 4 slot 2' })).toEqual(['HSM 4 slot 2'])
  expect(await noteAfter({})).toEqual(['HSM 4 slot 2'])
  expect(await noteAfter({ KeyMaterialDescription: 'HSM 5' })).toEqual(['HSM 5'])
})

test('refuses a key of origin AWS_KMS, and one on its way out', async () => {
  const client = create()
  const request = await importOf(client, KeyId, material(7))
  expect(await client.refuse('ImportKeyMaterial', { ...request, KeyId: SANDBOX.app })).toBe(
    `UnsupportedOperationException: ${arnOf(SANDBOX.app)} origin is AWS_KMS which is not valid for this operation.`,
  )
  await client.send('ScheduleKeyDeletion', { KeyId })
  expect(await client.refuse('ImportKeyMaterial', request)).toBe(`KMSInvalidStateException: ${arnOf(KeyId)} is pending deletion.`)
})

test('imports one of two first materials that race', async () => {
  const client = create()
  const importing = await importerOf(client)
  const answers = await Promise.all([1, 2].map((byte) => client.attempt('ImportKeyMaterial', importing(material(byte)))))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
  expect(await materialsOf(client, KeyId)).toHaveLength(1)
})

const der = { format: 'der', type: 'pkcs8' } as const
const ecKey = (namedCurve: string) =>
  generateKeyPairSync('ec', { namedCurve, privateKeyEncoding: der, publicKeyEncoding: { format: 'der', type: 'spki' } })
    .privateKey
const rsaKey = (modulusLength: number) =>
  generateKeyPairSync('rsa', { modulusLength, privateKeyEncoding: der, publicKeyEncoding: { format: 'der', type: 'spki' } })
    .privateKey

const externalKey = async ({ send }: Client, spec: KeySpec, usage: KeyUsage) =>
  (await send('CreateKey', { KeySpec: spec, KeyUsage: usage, Origin: 'EXTERNAL' })).KeyMetadata?.KeyId ?? ''

test.each([
  ['HMAC_224', 'GENERATE_VERIFY_MAC', 'RSAES_OAEP_SHA_1', () => material(7, 28)],
  ['HMAC_256', 'GENERATE_VERIFY_MAC', 'RSAES_OAEP_SHA_256', () => material(7, 64)],
  ['HMAC_512', 'GENERATE_VERIFY_MAC', 'RSAES_OAEP_SHA_256', () => material(7, 128)],
  ['ECC_NIST_P256', 'SIGN_VERIFY', 'RSAES_OAEP_SHA_256', () => ecKey('P-256')],
  ['ECC_NIST_P384', 'KEY_AGREEMENT', 'RSA_AES_KEY_WRAP_SHA_1', () => ecKey('P-384')],
  ['ECC_NIST_P521', 'SIGN_VERIFY', 'RSA_AES_KEY_WRAP_SHA_256', () => ecKey('P-521')],
  ['ECC_SECG_P256K1', 'SIGN_VERIFY', 'RSAES_OAEP_SHA_1', () => ecKey('secp256k1')],
  ['RSA_2048', 'ENCRYPT_DECRYPT', 'RSA_AES_KEY_WRAP_SHA_256', () => rsaKey(2048)],
] as const)('imports material into a key of spec %s for %s, wrapped by %s', async (spec, usage, algorithm, make) => {
  const client = create()
  const id = await externalKey(client, spec, usage)
  const bytes = make()
  // Only symmetric encryption keys name their material.
  expect(await client.send('ImportKeyMaterial', await importOf(client, id, bytes, algorithm))).toEqual({ KeyId: arnOf(id) })
  expect(await stateOf(client, id)).toBe('Enabled')
  await client.send('DeleteImportedKeyMaterial', { KeyId: id })
  expect(await stateOf(client, id)).toBe('PendingImport')
  await client.send('ImportKeyMaterial', await importOf(client, id, bytes, algorithm))
  expect(await stateOf(client, id)).toBe('Enabled')
})

test('decrypts, under an imported RSA key, what it encrypts', async () => {
  const client = create()
  const id = await externalKey(client, 'RSA_2048', 'ENCRYPT_DECRYPT')
  await client.send('ImportKeyMaterial', await importOf(client, id, rsaKey(2048), 'RSA_AES_KEY_WRAP_SHA_1'))
  const algorithm = { EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' } as const
  const { CiphertextBlob } = await client.send('Encrypt', { KeyId: id, Plaintext: 'aGVsbG8=', ...algorithm })
  expect((await client.send('Decrypt', { KeyId: id, CiphertextBlob, ...algorithm })).Plaintext).toBe('aGVsbG8=')
})

test.each([
  ['HMAC_224', 'GENERATE_VERIFY_MAC', 'RSAES_OAEP_SHA_256', () => material(7, 27)],
  ['HMAC_224', 'GENERATE_VERIFY_MAC', 'RSAES_OAEP_SHA_256', () => material(7, 65)],
  ['HMAC_512', 'GENERATE_VERIFY_MAC', 'RSAES_OAEP_SHA_256', () => material(7, 63)],
  ['HMAC_512', 'GENERATE_VERIFY_MAC', 'RSAES_OAEP_SHA_256', () => material(7, 129)],
  ['ECC_NIST_P256', 'SIGN_VERIFY', 'RSAES_OAEP_SHA_256', () => ecKey('secp256k1')],
  ['ECC_NIST_P256', 'SIGN_VERIFY', 'RSAES_OAEP_SHA_256', () => material(7)],
  ['RSA_2048', 'SIGN_VERIFY', 'RSA_AES_KEY_WRAP_SHA_256', () => rsaKey(1024)],
] as const)('refuses material that does not fit a key of spec %s', async (spec, usage, algorithm, make) => {
  const client = create()
  const id = await externalKey(client, spec, usage)
  expect(await client.refuse('ImportKeyMaterial', await importOf(client, id, make(), algorithm))).toBe(
    `IncorrectKeyMaterialException: The key material is not valid for key spec ${spec}.`,
  )
  expect(await stateOf(client, id)).toBe('PendingImport')
})

test('takes only the same material again where the key is not symmetric, and none of the members for several', async () => {
  const client = create()
  const id = await externalKey(client, 'HMAC_256', 'GENERATE_VERIFY_MAC')
  const importing = await importerOf(client, id)
  await client.send('ImportKeyMaterial', importing(material(7)))
  expect(await client.refuse('ImportKeyMaterial', importing(material(8)))).toBe(
    `IncorrectKeyMaterialException: The key material was never imported into ${arnOf(id)}.`,
  )
  for (const member of [
    { ImportType: 'NEW_KEY_MATERIAL' },
    { KeyMaterialDescription: 'HSM 4' },
    { KeyMaterialId: 'a'.repeat(64) },
  ])
    expect(await client.refuse('ImportKeyMaterial', { ...importing(material(8)), ...member })).toBe(
      'ValidationException: ImportType, KeyMaterialDescription and KeyMaterialId are supported only for symmetric encryption keys',
    )
})
