import { expect, test } from 'vitest'
import { KEY_SPECS, KEY_USAGES, type KeySpec, type KeyUsage } from '../../facts/key-specs.ts'
import type { Key } from '../store/rows.ts'
import { arnOf, createClient } from '../test-client.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const MATERIAL_ID = /^[0-9a-f]{64}$/

const rsa = {
  ENCRYPT_DECRYPT: ['EncryptionAlgorithms', 'RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'],
  SIGN_VERIFY: [
    'SigningAlgorithms',
    'RSASSA_PKCS1_V1_5_SHA_256',
    'RSASSA_PKCS1_V1_5_SHA_384',
    'RSASSA_PKCS1_V1_5_SHA_512',
    'RSASSA_PSS_SHA_256',
    'RSASSA_PSS_SHA_384',
    'RSASSA_PSS_SHA_512',
  ],
}
const ecc = (hash: string) => ({
  SIGN_VERIFY: ['SigningAlgorithms', `ECDSA_SHA_${hash}`],
  KEY_AGREEMENT: ['KeyAgreementAlgorithms', 'ECDH'],
})
const mac = (bits: string) => ({ GENERATE_VERIFY_MAC: ['MacAlgorithms', `HMAC_SHA_${bits}`] })
const mlDsa = { SIGN_VERIFY: ['SigningAlgorithms', 'ML_DSA_SHAKE_256'] }
const mlKem = { ENCAPSULATE_DECAPSULATE: ['EncapsulationAlgorithms', 'ML_KEM'] }

/**
 * Spec → usage → the member of KeyMetadata that lists the algorithms, and what it lists. Written out, so that the model is not
 * its own judge.
 */
const KINDS: Readonly<Record<KeySpec, Partial<Record<KeyUsage, readonly string[]>>>> = {
  SYMMETRIC_DEFAULT: { ENCRYPT_DECRYPT: ['EncryptionAlgorithms', 'SYMMETRIC_DEFAULT'] },
  HMAC_224: mac('224'),
  HMAC_256: mac('256'),
  HMAC_384: mac('384'),
  HMAC_512: mac('512'),
  RSA_2048: rsa,
  RSA_3072: rsa,
  RSA_4096: rsa,
  ECC_NIST_P256: ecc('256'),
  ECC_NIST_P384: ecc('384'),
  ECC_NIST_P521: ecc('512'),
  ECC_SECG_P256K1: { SIGN_VERIFY: ['SigningAlgorithms', 'ECDSA_SHA_256'] },
  ECC_NIST_EDWARDS25519: { SIGN_VERIFY: ['SigningAlgorithms', 'ED25519_SHA_512', 'ED25519_PH_SHA_512'] },
  ML_DSA_44: mlDsa,
  ML_DSA_65: mlDsa,
  ML_DSA_87: mlDsa,
  ML_KEM_512: mlKem,
  ML_KEM_768: mlKem,
  ML_KEM_1024: mlKem,
  SM2: {},
}
const specs = Object.keys(KEY_SPECS) as KeySpec[]
const usages = Object.keys(KEY_USAGES) as KeyUsage[]
const kinds = specs.flatMap((KeySpec) => usages.map((KeyUsage) => ({ KeySpec, KeyUsage, algorithms: KINDS[KeySpec][KeyUsage] })))
/** Large RSA keys take seconds to make: one of them, once, stands for them all. */
const isQuick = ({ KeySpec, KeyUsage }: { KeySpec: KeySpec; KeyUsage: KeyUsage }) =>
  KeySpec !== 'RSA_3072' && (KeySpec !== 'RSA_4096' || KeyUsage === 'SIGN_VERIFY')

const keysOf = async ({ emulator }: ReturnType<typeof createClient>) =>
  (await emulator.snapshot()).flatMap((change) => (change.table === 'keys' && change.row ? [change.row] : []))
const keyOf = async (client: ReturnType<typeof createClient>, id: string | undefined): Promise<Key | undefined> =>
  (await keysOf(client)).find((key) => key.id === id)

test('makes an enabled symmetric key unless told otherwise', async () => {
  const { send } = createClient({ clock: { now: () => 1_768_435_200_123 } })
  const { KeyMetadata } = await send('CreateKey', {})
  expect(KeyMetadata).toEqual({
    AWSAccountId: '111122223333',
    KeyId: expect.stringMatching(UUID),
    Arn: arnOf(KeyMetadata?.KeyId ?? ''),
    CreationDate: 1_768_435_200.123,
    Enabled: true,
    Description: '',
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: 'Enabled',
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    KeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: false,
    CurrentKeyMaterialId: expect.stringMatching(MATERIAL_ID),
  })
})

test('makes a key that DescribeKey tells the same of, and that works', async () => {
  const { send } = createClient()
  const { KeyMetadata } = await send('CreateKey', { Description: 'Encrypts orders' })
  const KeyId = KeyMetadata?.KeyId ?? ''
  expect(KeyMetadata?.Description).toBe('Encrypts orders')
  expect(await send('DescribeKey', { KeyId })).toEqual({ KeyMetadata })
  const { CiphertextBlob } = await send('Encrypt', { KeyId, Plaintext: 'aGVsbG8=' })
  expect(await send('Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: 'aGVsbG8=', KeyId: KeyMetadata?.Arn })
})

test.each(kinds.filter(({ algorithms }) => algorithms).filter(isQuick))(
  'makes a key of spec $KeySpec for $KeyUsage',
  async ({ KeySpec, KeyUsage, algorithms: [member = '', ...algorithms] = [] }) => {
    const { send } = createClient()
    const { KeyMetadata } = await send('CreateKey', { KeySpec, KeyUsage })
    expect(KeyMetadata).toMatchObject({
      KeySpec,
      CustomerMasterKeySpec: KeySpec,
      KeyUsage,
      KeyState: 'Enabled',
      Origin: 'AWS_KMS',
    })
    expect(KeyMetadata).toHaveProperty(member, algorithms)
    expect(Object.keys(KeyMetadata ?? {}).filter((name) => name.endsWith('Algorithms'))).toEqual([member])
    expect('CurrentKeyMaterialId' in (KeyMetadata ?? {})).toBe(KeySpec === 'SYMMETRIC_DEFAULT')
  },
)

test.each(kinds.filter(({ algorithms }) => algorithms))(
  'makes a key of spec $KeySpec for $KeyUsage that waits for its material',
  async ({ KeySpec, KeyUsage, algorithms: [member = '', ...algorithms] = [] }) => {
    const { send } = createClient()
    const { KeyMetadata } = await send('CreateKey', { KeySpec, KeyUsage, Origin: 'EXTERNAL' })
    expect(KeyMetadata).toMatchObject({ KeySpec, KeyUsage, Origin: 'EXTERNAL', KeyState: 'PendingImport', Enabled: false })
    expect(KeyMetadata).toHaveProperty(member, algorithms)
    expect(KeyMetadata).not.toHaveProperty('CurrentKeyMaterialId')
    expect(KeyMetadata).not.toHaveProperty('ExpirationModel')
  },
)

test.each(kinds.filter(({ KeySpec, algorithms }) => KeySpec !== 'SM2' && !algorithms))(
  'refuses a key of spec $KeySpec for $KeyUsage',
  async ({ KeySpec, KeyUsage }) => {
    const { refuse } = createClient()
    expect(await refuse('CreateKey', { KeySpec, KeyUsage })).toBe(
      `ValidationException: KeyUsage ${KeyUsage} is not compatible with KeySpec ${KeySpec}`,
    )
  },
)

test('needs a usage for every spec but the symmetric one', async () => {
  const { send, refuse } = createClient()
  const text = 'You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.'
  for (const KeySpec of specs.filter((spec) => spec !== 'SYMMETRIC_DEFAULT'))
    expect(await refuse('CreateKey', { KeySpec })).toBe(`ValidationException: ${text}`)
  expect(await refuse('CreateKey', { CustomerMasterKeySpec: 'HMAC_256' })).toBe(`ValidationException: ${text}`)
  const { KeyMetadata } = await send('CreateKey', { KeySpec: 'SYMMETRIC_DEFAULT' })
  expect(KeyMetadata?.KeyUsage).toBe('ENCRYPT_DECRYPT')
})

test('takes the older name of the spec, but not both', async () => {
  const { send, refuse } = createClient()
  const { KeyMetadata } = await send('CreateKey', { CustomerMasterKeySpec: 'HMAC_512', KeyUsage: 'GENERATE_VERIFY_MAC' })
  expect(KeyMetadata).toMatchObject({ KeySpec: 'HMAC_512', CustomerMasterKeySpec: 'HMAC_512', MacAlgorithms: ['HMAC_SHA_512'] })
  expect(await refuse('CreateKey', { KeySpec: 'SYMMETRIC_DEFAULT', CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT' })).toBe(
    'ValidationException: You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.',
  )
})

test.each(['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'KEY_AGREEMENT'])('has no SM2 for %s in this Region', async (KeyUsage) => {
  const { refuse } = createClient()
  expect(await refuse('CreateKey', { KeySpec: 'SM2', KeyUsage })).toBe(
    'UnsupportedOperationException: KeySpec SM2 is not supported in this Region',
  )
})

test('wants the custom key store of a key to be there', async () => {
  const { refuse } = createClient()
  const CustomKeyStoreId = 'cks-0'
  for (const origin of [{ Origin: 'AWS_CLOUDHSM' }, { Origin: 'EXTERNAL_KEY_STORE', XksKeyId: 'bb8562717f809024' }])
    expect(await refuse('CreateKey', { ...origin, CustomKeyStoreId })).toBe(
      "CustomKeyStoreNotFoundException: Custom key store 'cks-0' does not exist.",
    )
  for (const Origin of ['AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'])
    expect(await refuse('CreateKey', { Origin })).toBe(
      `ValidationException: Origin ${Origin} needs the CustomKeyStoreId of a custom key store.`,
    )
  expect(await refuse('CreateKey', { XksKeyId: 'bb8562717f809024' })).toBe(
    'ValidationException: XksKeyId goes only with Origin EXTERNAL_KEY_STORE.',
  )
})

test('makes a multi-Region primary', async () => {
  const { send } = createClient()
  const { KeyMetadata } = await send('CreateKey', { MultiRegion: true })
  expect(KeyMetadata?.KeyId).toMatch(/^mrk-[0-9a-f]{32}$/)
  expect(KeyMetadata).toMatchObject({
    Arn: arnOf(KeyMetadata?.KeyId ?? ''),
    MultiRegion: true,
    MultiRegionConfiguration: {
      MultiRegionKeyType: 'PRIMARY',
      PrimaryKey: { Arn: KeyMetadata?.Arn, Region: 'us-east-1' },
      ReplicaKeys: [],
    },
  })
  expect(await send('DescribeKey', { KeyId: KeyMetadata?.KeyId ?? '' })).toEqual({ KeyMetadata })
})

test('keeps the tags, 50 at most', async () => {
  const client = createClient()
  const tags = (count: number) => Array.from({ length: count }, (_, i) => ({ TagKey: `key ${i}`, TagValue: '' }))
  const { KeyMetadata } = await client.send('CreateKey', { Tags: tags(50) })
  expect((await keyOf(client, KeyMetadata?.KeyId))?.tags).toEqual(tags(50))
  expect(await client.refuse('CreateKey', { Tags: tags(51) })).toBe('TagException: Too many tags')
})

test('refuses tags that occur twice or are reserved, and tells upper from lower case', async () => {
  const { send, refuse } = createClient()
  const tag = (TagKey: string) => ({ TagKey, TagValue: 'x' })
  expect(await refuse('CreateKey', { Tags: [tag('a'), tag('a')] })).toBe('TagException: Duplicate tag keys')
  for (const key of ['aws:', 'aws:a', 'AWS:a', 'aWs:a'])
    expect(await refuse('CreateKey', { Tags: [tag(key)] })).toBe('TagException: Tags beginning with aws: are reserved')
  await send('CreateKey', { Tags: [tag('a'), tag('A'), tag('laws:a')] })
})

const policy = (bytes: number, filling = ' ') => {
  const empty = '{"Version":"2012-10-17","Statement":[]}'
  return empty + filling.repeat((bytes - empty.length) / new TextEncoder().encode(filling).length)
}

test('keeps the policy, of 32,768 bytes at most', async () => {
  const client = createClient()
  const { KeyMetadata } = await client.send('CreateKey', { Policy: policy(32_768), BypassPolicyLockoutSafetyCheck: true })
  expect((await keyOf(client, KeyMetadata?.KeyId))?.policy).toBe(policy(32_768))
  expect(await client.refuse('CreateKey', { Policy: policy(32_769) })).toBe(
    'LimitExceededException: The key policy is larger than 32768 bytes.',
  )
})

test('counts the policy in bytes, not in characters', async () => {
  const { send, refuse } = createClient()
  const withName = (name: string) => JSON.stringify({ Version: '2012-10-17', Id: name, Statement: [] })
  await send('CreateKey', { Policy: withName('ü'.repeat(16_000)), BypassPolicyLockoutSafetyCheck: true })
  expect(await refuse('CreateKey', { Policy: withName('ü'.repeat(16_384)) })).toBe(
    'LimitExceededException: The key policy is larger than 32768 bytes.',
  )
})

test.each(['{', '[]', '"text"', 'null', '{}'])('refuses the policy %s', async (Policy) => {
  const { refuse } = createClient()
  expect(await refuse('CreateKey', { Policy })).toMatch(/^MalformedPolicyDocumentException: /)
})

test('gives the key the default policy of its account', async () => {
  const client = createClient({ accountId: '444455556666' })
  const { KeyMetadata } = await client.send('CreateKey', {})
  expect(KeyMetadata?.AWSAccountId).toBe('444455556666')
  expect(JSON.parse((await keyOf(client, KeyMetadata?.KeyId))?.policy ?? '')).toEqual({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::444455556666:root' },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  })
})

test('makes another key, and other material, each time', async () => {
  const client = createClient()
  const before = (await keysOf(client)).length
  const made = await Promise.all(Array.from({ length: 20 }, () => client.send('CreateKey', {})))
  expect(new Set(made.map(({ KeyMetadata }) => KeyMetadata?.KeyId)).size).toBe(20)
  expect(new Set(made.map(({ KeyMetadata }) => KeyMetadata?.CurrentKeyMaterialId)).size).toBe(20)
  expect((await keysOf(client)).length).toBe(before + 20)
})

test('making a large RSA key holds nobody up', async () => {
  const { send } = createClient()
  const finished: string[] = []
  // One key may have been made ahead.
  const make = () => send('CreateKey', { KeySpec: 'RSA_4096', KeyUsage: 'SIGN_VERIFY' })
  const rsa = Promise.all([make(), make()]).then(() => finished.push('RSA'))
  for (let i = 0; i < 20; i++) await send('Encrypt', { KeyId: 'alias/app', Plaintext: 'aGVsbG8=' })
  finished.push('others')
  await rsa
  expect(finished).toEqual(['others', 'RSA'])
})
