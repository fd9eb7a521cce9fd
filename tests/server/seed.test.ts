import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { createClient } from '../../src/emulator/test-client.ts'
import { seedIn } from '../../src/server/seed.ts'

const PLACE = { partition: 'aws', region: 'eu-west-2', account: '999988887777' }
const NOW = Date.UTC(2026, 5, 1)
const ID = 'bc436485-5092-42b8-92a3-0aa8b93536dc'
const OTHER = '49c5492b-b1bc-42a8-9a5c-b2015e810c1c'
const HEX = '5cdaead27fe7da2de47945d73cd6d79e36494e73802f3cd3869f1d2cb0b5d7a9'
const DAY = 86_400_000

const seeded = async (text: string) =>
  createClient({
    region: PLACE.region,
    accountId: PLACE.account,
    clock: { now: () => NOW },
    fixture: await seedIn('seed.yaml', text, PLACE),
  })

const failure = (text: string): Promise<string> =>
  seedIn('seed.yaml', text, PLACE).then(
    () => 'none',
    (error: Error) => error.message,
  )

const metadataOf = async ({ send }: Awaited<ReturnType<typeof seeded>>, KeyId: string) =>
  (await send('DescribeKey', { KeyId })).KeyMetadata

test('fills a sandbox with what the file describes, and nothing else', async () => {
  const client = await seeded(`
Keys:
  - KeyId: ${ID}
    Description: Orders
    CreationDate: 2026-01-02T03:04:05Z
    Material: ${HEX}
    Aliases: [alias/orders, alias/other]
    Tags: { team: red, cost: "7" }
    Policy:
      Version: "2012-10-17"
      Statement:
        - { Effect: Allow, Principal: { AWS: "arn:aws:iam::999988887777:root" }, Action: "kms:*", Resource: "*" }
    RotationPeriodInDays: 90
    NextRotationDate: 2026-06-11T00:00:00Z
    Grants:
      - Name: worker
        GranteePrincipal: arn:aws:iam::999988887777:role/worker
        Operations: [Encrypt, Decrypt]
        Constraints: { EncryptionContextSubset: { stage: test } }
`)
  const { send } = client
  expect((await send('ListKeys', {})).Keys).toHaveLength(1)
  expect(await metadataOf(client, 'alias/orders')).toMatchObject({
    KeyId: ID,
    Arn: `arn:aws:kms:eu-west-2:999988887777:key/${ID}`,
    Description: 'Orders',
    CreationDate: Date.UTC(2026, 0, 2, 3, 4, 5) / 1000,
    KeyState: 'Enabled',
    Origin: 'AWS_KMS',
    KeySpec: 'SYMMETRIC_DEFAULT',
    MultiRegion: false,
  })
  expect((await send('ListAliases', { KeyId: ID })).Aliases?.map(({ AliasName }) => AliasName)).toEqual([
    'alias/orders',
    'alias/other',
  ])
  expect((await send('ListResourceTags', { KeyId: ID })).Tags).toEqual([
    { TagKey: 'cost', TagValue: '7' },
    { TagKey: 'team', TagValue: 'red' },
  ])
  expect(JSON.parse((await send('GetKeyPolicy', { KeyId: ID })).Policy ?? '').Statement).toHaveLength(1)
  expect((await send('ListGrants', { KeyId: ID })).Grants).toMatchObject([
    {
      Name: 'worker',
      GranteePrincipal: 'arn:aws:iam::999988887777:role/worker',
      Operations: ['Encrypt', 'Decrypt'],
      Constraints: { EncryptionContextSubset: { stage: 'test' } },
    },
  ])
  expect(await send('GetKeyRotationStatus', { KeyId: ID })).toMatchObject({
    KeyRotationEnabled: true,
    RotationPeriodInDays: 90,
    NextRotationDate: Date.UTC(2026, 5, 11) / 1000,
  })
})

test('gives the same material every time, so that a ciphertext outlives the sandbox', async () => {
  const text = `Keys: [{ KeyId: ${ID}, Material: ${HEX} }]`
  const { CiphertextBlob } = await (await seeded(text)).send('Encrypt', { KeyId: ID, Plaintext: 'aGVsbG8=' })
  expect(await (await seeded(text)).send('Decrypt', { CiphertextBlob: CiphertextBlob ?? '' })).toMatchObject({
    Plaintext: 'aGVsbG8=',
  })
})

test('knows earlier materials of a key', async () => {
  const earlier = await seeded(`Keys: [{ KeyId: ${ID}, Material: ${HEX} }]`)
  const { CiphertextBlob = '' } = await earlier.send('Encrypt', { KeyId: ID, Plaintext: 'aGVsbG8=' })
  const { send } = await seeded(`
Keys:
  - KeyId: ${ID}
    Material:
      - ${HEX}
      - { Value: ${'07'.repeat(32)}, RotationDate: 2026-02-01T00:00:00Z, RotationType: AUTOMATIC }
      - ${'08'.repeat(32)}
`)
  expect(await send('Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: 'aGVsbG8=' })
  const { Rotations } = await send('ListKeyRotations', { KeyId: ID, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' })
  expect(Rotations?.map(({ KeyMaterialState, RotationType }) => [KeyMaterialState, RotationType])).toEqual(
    expect.arrayContaining([
      ['NON_CURRENT', 'AUTOMATIC'],
      ['CURRENT', 'ON_DEMAND'],
    ]),
  )
  expect(Rotations).toHaveLength(3)
})

test('makes keys in each state', async () => {
  const client = await seeded(`
Keys:
  - { KeyId: 00000000-0000-0000-0000-000000000001, Enabled: false }
  - { KeyId: 00000000-0000-0000-0000-000000000002, Origin: EXTERNAL }
  - { KeyId: 00000000-0000-0000-0000-000000000003, Origin: EXTERNAL, Material: ${HEX}, ValidTo: 2026-07-01T00:00:00Z }
  - { KeyId: 00000000-0000-0000-0000-000000000004, DeletionDate: 2026-06-20T00:00:00Z }
  - { KeyId: mrk-00000000000000000000000000000005 }
`)
  const { Keys = [] } = await client.send('ListKeys', {})
  const metadata = await Promise.all(Keys.map(({ KeyId = '' }) => metadataOf(client, KeyId)))
  expect(metadata).toMatchObject([
    { KeyState: 'Disabled' },
    { KeyState: 'PendingImport' },
    { KeyState: 'Enabled', ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: Date.UTC(2026, 6, 1) / 1000 },
    { KeyState: 'PendingDeletion', DeletionDate: Date.UTC(2026, 5, 20) / 1000 },
    { KeyState: 'Enabled', MultiRegion: true },
  ])
  await client.emulator.clock.advance(40 * DAY)
  expect(await metadataOf(client, '00000000-0000-0000-0000-000000000003')).toMatchObject({ KeyState: 'PendingImport' })
  expect((await client.send('ListKeys', {})).Keys).toHaveLength(4)
})

test('takes private keys in PEM, and tells their spec', async () => {
  const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1') => key.export({ type, format: 'pem' })
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  const secp = generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
  const ed = generateKeyPairSync('ed25519')
  const keys = [
    { KeyId: ID, KeyUsage: 'SIGN_VERIFY', Material: pem(rsa.privateKey, 'pkcs1') },
    { KeyId: OTHER, KeyUsage: 'KEY_AGREEMENT', Material: pem(p384.privateKey, 'sec1') },
    { KeyId: '00000000-0000-0000-0000-000000000001', Material: pem(secp.privateKey, 'sec1') },
    { KeyId: '00000000-0000-0000-0000-000000000002', Material: pem(ed.privateKey, 'pkcs8') },
    { KeyId: '00000000-0000-0000-0000-000000000003', KeySpec: 'HMAC_384', Material: '0b'.repeat(48) },
  ]
  const client = await seeded(JSON.stringify({ Keys: keys }))
  const specs = await Promise.all(keys.map(async ({ KeyId }) => (await metadataOf(client, KeyId))?.KeySpec))
  expect(specs).toEqual(['RSA_2048', 'ECC_NIST_P384', 'ECC_SECG_P256K1', 'ECC_NIST_EDWARDS25519', 'HMAC_384'])

  const message = Buffer.from('hello')
  const { Signature = '' } = await client.send('Sign', {
    KeyId: ID,
    Message: message.toString('base64'),
    SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
  })
  expect(verify('sha256', message, rsa.publicKey, Buffer.from(Signature, 'base64'))).toBe(true)
  const { PublicKey = '' } = await client.send('GetPublicKey', { KeyId: OTHER })
  const published = createPublicKey({ key: Buffer.from(PublicKey, 'base64'), format: 'der', type: 'spki' })
  expect(published.equals(p384.publicKey)).toBe(true)
})

test('makes material for a key without', async () => {
  const client = await seeded(`Keys: [{ KeyId: ${ID}, KeySpec: ECC_NIST_P256, KeyUsage: SIGN_VERIFY }]`)
  const sign = () => client.send('GetPublicKey', { KeyId: ID })
  const { PublicKey } = await sign()
  await client.emulator.reset()
  expect((await sign()).PublicKey).toBe(PublicKey)
})

test('merges what keys have in common', async () => {
  const client = await seeded(`
Keys:
  - &common { KeyId: ${ID}, Description: common, Tags: { team: red } }
  - { <<: *common, KeyId: ${OTHER}, Description: own }
  - <<: [{ KeyId: 00000000-0000-0000-0000-000000000001, Description: first }, *common]
`)
  const { Keys = [] } = await client.send('ListKeys', {})
  const described = Keys.map(async ({ KeyId = '' }) => [
    (await metadataOf(client, KeyId))?.Description,
    (await client.send('ListResourceTags', { KeyId })).Tags?.length,
  ])
  expect(await Promise.all(described)).toEqual([
    ['common', 1],
    ['own', 1],
    ['first', 1],
  ])
})

test('fills again after a reset', async () => {
  const { send, refuse, emulator } = await seeded(`Keys: [{ KeyId: ${ID}, Aliases: [alias/orders] }]`)
  await send('DeleteAlias', { AliasName: 'alias/orders' })
  expect(await refuse('DescribeKey', { KeyId: 'alias/orders' })).toContain('NotFoundException')
  await emulator.reset()
  expect(await send('DescribeKey', { KeyId: 'alias/orders' })).toMatchObject({ KeyMetadata: { KeyId: ID } })
})

/** As local-kms's own documentation shows the format, with keys of our own. */
const EC_PEM = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'sec1', format: 'pem' })
const indented = (text: string, by: number) =>
  text
    .trim()
    .split('\n')
    .join(`\n${' '.repeat(by)}`)

test('takes the seed file of local-kms as it is', async () => {
  const client = await seeded(`
Keys:
  Symmetric:
    Aes:
      - Metadata:
          KeyId: ${ID}
          Description: "Your key description"
        NextKeyRotation: "2026-09-12T15:19:21+00:00"
        BackingKeys:
          - 34743777217A25432A46294A404E635266556A586E3272357538782F413F4428
          - 6145645267556B58703273357638792F423F4528472B4B6250655368566D5971
      - Metadata:
          KeyId: ${OTHER}
          Origin: EXTERNAL
        BackingKeys:
          - 1111111111111111111111111111111111111111111111111111111111111111
      - Metadata:
          KeyId: 5d05267f-bb87-4d0b-8594-295a4371d414
          Origin: EXTERNAL
    Hmac:
      - Metadata: { KeyId: 00000000-0000-0000-0000-000000000001, KeySpec: HMAC_256 }
        BackingKeys: [${'ab'.repeat(32)}]
  Asymmetric:
    Ecc:
      - Metadata:
          KeyId: 800d5768-3fd7-4edd-a4b8-4c81c3e4c147
          KeyUsage: SIGN_VERIFY
          Description: ECC key with curve secp256r1
        PrivateKeyPem: |
          ${indented(String(EC_PEM), 10)}

Aliases:
  - AliasName: alias/testing
    TargetKeyId: ${ID}
`)
  const { Keys = [] } = await client.send('ListKeys', {})
  expect(await Promise.all(Keys.map(({ KeyId = '' }) => metadataOf(client, KeyId)))).toMatchObject([
    { KeyId: ID, KeySpec: 'SYMMETRIC_DEFAULT', Description: 'Your key description', KeyState: 'Enabled' },
    { KeyId: OTHER, Origin: 'EXTERNAL', KeyState: 'Enabled' },
    { Origin: 'EXTERNAL', KeyState: 'PendingImport' },
    { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' },
    { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' },
  ])
  expect(await client.send('GetKeyRotationStatus', { KeyId: ID })).toMatchObject({
    KeyRotationEnabled: true,
    NextRotationDate: Date.UTC(2026, 8, 12, 15, 19, 21) / 1000,
  })
  expect(await metadataOf(client, 'alias/testing')).toMatchObject({ KeyId: ID })
})

test('takes the older and the newer list of local-kms', async () => {
  const client = await seeded(`
Version: 2
Keys:
  - Metadata: { KeyId: ${ID} }
    BackingKeys: [${HEX}]
  - KeyId: ${OTHER}
    Metadata: { KeySpec: ECC_NIST_P256, KeyUsage: SIGN_VERIFY }
    Material:
      PrivateKeyPem: |
        ${indented(String(EC_PEM), 8)}
`)
  expect(await metadataOf(client, ID)).toMatchObject({ KeySpec: 'SYMMETRIC_DEFAULT' })
  expect(await metadataOf(client, OTHER)).toMatchObject({ KeySpec: 'ECC_NIST_P256' })
})

test.each([
  ['Keys:\n  - KeyId: [', /^Failed to read seed\.yaml, line 2: /],
  [
    'Kyes: []',
    /^Failed to read seed\.yaml, line 1, Kyes: there is no such field\. There are Keys, Aliases, Identities, Version\.$/,
  ],
  ['Version: 3', /^Failed to read seed\.yaml, line 1, Version: expected one of 1, 2, got '3'\.$/],
  ['Aliases: []\nKeys: *keys', /^Failed to read seed\.yaml, line 2, Keys: there is no anchor keys\.$/],
  ['Keys:\n- KeyId: x', /^Failed to read seed\.yaml, line 2, Keys\[0\]\.KeyId: 'x' is not a UUID/],
  ['Keys:\n- Description: x', /^Failed to read seed\.yaml, line 2, Keys\[0\]: KeyId is missing\.$/],
  [`Keys:\n- KeyId: ${ID}\n- KeyId: ${ID}`, /^Failed to read seed\.yaml, line 3, Keys\[1\]\.KeyId: there is another key/],
  [`Keys:\n- KeyId: ${ID}\n  Colour: red`, /line 3, Keys\[0\]\.Colour: there is no such field\. There are KeyId, KeySpec,/],
  [
    `Keys:\n- KeyId: ${ID}\n  Material: 0xyz`,
    /line 3, Keys\[0\]\.Material: expected hexadecimal digits, or a private key in PEM\.$/,
  ],
  [`Keys:\n- KeyId: ${ID}\n  Material: abcd`, /line 3, Keys\[0\]\.Material: it does not fit KeySpec SYMMETRIC_DEFAULT\.$/],
  [`Keys:\n- KeyId: ${ID}\n  Material: [${HEX}, ab]`, /line 3, Keys\[0\]\.Material\[1\]: it does not fit/],
  [
    `Keys:\n- KeyId: ${ID}\n  Material: |\n    -----BEGIN EC PRIVATE KEY-----\n    AAAA\n    -----END EC PRIVATE KEY-----`,
    /line 3, Keys\[0\]\.Material: the EC PRIVATE KEY is damaged, encrypted, or of an unknown kind\.$/,
  ],
  [`Keys:\n- KeyId: ${ID}\n  KeySpec: RSA_1024`, /line 3, Keys\[0\]\.KeySpec: expected one of RSA_2048, .* got 'RSA_1024'\.$/],
  [
    `Keys:\n- KeyId: ${ID}\n  KeySpec: RSA_2048`,
    /line 2, Keys\[0\]: KeyUsage is missing: a key of KeySpec RSA_2048 has ENCRYPT_DECRYPT or/,
  ],
  [`Keys:\n- KeyId: ${ID}\n  KeyUsage: SIGN_VERIFY`, /line 3, Keys\[0\]\.KeyUsage: expected one of ENCRYPT_DECRYPT, got/],
  [`Keys:\n- KeyId: ${ID}\n  Enabled: maybe`, /line 3, Keys\[0\]\.Enabled: expected true or false\.$/],
  [`Keys:\n- KeyId: ${ID}\n  ValidTo: 2027-01-01`, /line 3, Keys\[0\]\.ValidTo: only material of Origin EXTERNAL expires\.$/],
  [`Keys:\n- KeyId: ${ID}\n  CreationDate: 7`, /line 3, Keys\[0\]\.CreationDate: expected a date/],
  [`Keys:\n- KeyId: ${ID}\n  CreationDate: soon`, /line 3, Keys\[0\]\.CreationDate: expected a date/],
  [
    `Keys:\n- KeyId: ${ID}\n  RotationPeriodInDays: 5`,
    /line 3, Keys\[0\]\.RotationPeriodInDays: expected a whole number from 90 to 2560\.$/,
  ],
  [
    `Keys:\n- KeyId: ${ID}\n  Origin: EXTERNAL\n  RotationPeriodInDays: 90`,
    /line 4, .*: only symmetric encryption keys of Origin AWS_KMS rotate/,
  ],
  [`Keys:\n- KeyId: ${ID}\n  Tags: [a]`, /line 3, Keys\[0\]\.Tags: expected a mapping\.$/],
  [`Keys:\n- KeyId: ${ID}\n  Tags: { "aws:x": y }`, /line 3, Keys\[0\]\.Tags: Tags beginning with aws: are reserved$/],
  [`Keys:\n- KeyId: ${ID}\n  Aliases:\n  - orders`, /line 4, Keys\[0\]\.Aliases\[0\]: Alias must start with the prefix/],
  [`Keys:\n- KeyId: ${ID}\n  Aliases: alias/orders`, /line 3, Keys\[0\]\.Aliases: expected a list\.$/],
  [`Keys:\n- KeyId: ${ID}\n  Aliases: [alias/aws/s3]`, /line 3, Keys\[0\]\.Aliases\[0\]: NotAuthorizedException$/],
  [`Keys:\n- KeyId: ${ID}\n  Policy: nothing`, /line 3, Keys\[0\]\.Policy: /],
  [
    `Keys:\n- KeyId: ${ID}\n  Grants:\n  - Operations: [Sing]`,
    /line 4, Keys\[0\]\.Grants\[0\]: .*Member must satisfy enum value set/,
  ],
  [
    `Keys:\n- KeyId: ${ID}\n  Grants:\n  - Operations: [Sign]`,
    /line 4, Keys\[0\]\.Grants\[0\]: Specify either GranteePrincipal or/,
  ],
  [`Keys:\n- KeyId: ${ID}\n  Grants:\n  - { Grantee: x }`, /line 4, Keys\[0\]\.Grants\[0\]\.Grantee: there is no such field/],
  [`Aliases:\n- AliasName: alias/x`, /line 2, Aliases\[0\]: AliasName or TargetKeyId is missing\.$/],
  [`Aliases:\n- AliasName: alias/x\n  TargetKeyId: ${ID}`, /line 3, Aliases\[0\]\.TargetKeyId: there is no key/],
  [
    `Keys: { Symmetric: { Des: [] } }`,
    /line 1, Keys\.Symmetric\.Des: there is no such kind of keys\. There are Aes, Hmac, Rsa, Ecc\.$/,
  ],
  [`Keys: { Symmetric: { Aes: [{ BackingKeys: [${HEX}] }] } }`, /line 1, Keys\.Symmetric\.Aes\[0\]: KeyId is missing\.$/],
  ['- a', /^Failed to read seed\.yaml, line 1: expected a mapping\.$/],
])('names line and field of what is wrong in %j', async (text, message) => {
  expect(await failure(text)).toMatch(message)
})

test('takes an empty list of keys', async () => {
  expect((await (await seeded('Keys: []')).send('ListKeys', {})).Keys).toEqual([])
  expect((await (await seeded('{}')).send('ListKeys', {})).Keys).toEqual([])
})

const ROLE = 'arn:aws:iam::999988887777:role/app'
const SESSION = 'arn:aws:sts::999988887777:assumed-role/app/web-1'
const PERMISSIONS = `
Keys:
  - KeyId: ${ID}
    SharedWith: [111122223333]
Identities:
  - Principal: ${ROLE}
    Policies:
      Seal: { Version: 2012-10-17, Statement: { Effect: Allow, Action: "kms:*", Resource: "*" } }
    PermissionsBoundary: '{"Statement": {"Effect": "Allow", "Action": ["kms:Encrypt", "kms:DescribeKey"], "Resource": "*"}}'
  - Principal: ${SESSION}
    SessionPolicies:
      - Statement: { Effect: Allow, Action: "kms:Encrypt", Resource: "*" }
`

test('gives callers policies of their own, and shares keys, again after a reset', async () => {
  const fixture = await seedIn('seed.yaml', PERMISSIONS, { ...PLACE, region: 'us-east-1' })
  const { emulator, as } = createClient({
    accountId: PLACE.account,
    fixture,
    principals: {
      ROLE,
      SESSION,
      OTHER: 'arn:aws:iam::111122223333:user/alice',
      STRANGER: 'arn:aws:iam::444455556666:user/bob',
    },
  })
  const KeyId = `arn:aws:kms:us-east-1:999988887777:key/${ID}`
  const outcomes = async () => {
    const outcome = async (who: string, operation: string, body: object) => {
      const { status, body: answer } = await as(who).attempt(operation, { KeyId, ...body })
      return status === 200 ? 'success' : answer?.__type
    }
    return Promise.all(
      ['ROLE', 'SESSION', 'OTHER', 'STRANGER'].flatMap((who) => [
        outcome(who, 'Encrypt', { Plaintext: 'aGk=' }),
        outcome(who, 'DescribeKey', {}),
        outcome(who, 'DisableKey', {}),
      ]),
    )
  }
  const [may, not] = ['success', 'AccessDeniedException']
  const expected = [may, may, not, may, not, not, may, may, not, not, not, not]
  expect(await outcomes()).toEqual(expected)
  await emulator.attach(ROLE, undefined)
  await emulator.share(KeyId, [])
  await emulator.reset()
  expect(await outcomes()).toEqual(expected)
})

test.each([
  ['- Policies: {}', 'line 2, Identities[0]: Principal is missing.'],
  [`- Principal: ${ROLE}`, 'line 2, Identities[0]: it has no policies.'],
  ['- Principal: me\n  Policies: {}', 'line 2, Identities[0].Principal: it is not the ARN of a user, role or session.'],
  [`- Principal: ${ROLE}\n  SessionPolicies: []`, 'line 2, Identities[0].Principal: only a session has session policies.'],
  [`- Principal: ${ROLE}\n  Policies:\n    A: { Statement: { Effect: Maybe } }`, 'line 4, Identities[0].Policies.A: '],
  [`- Principal: ${ROLE}\n  Groups: []`, 'line 3, Identities[0].Groups: there is no such field. There are Principal,'],
  [
    `- { Principal: ${ROLE}, Policies: {} }\n- { Principal: arn:aws:iam::999988887777:role/path/app, Policies: {} }`,
    "line 3, Identities[1]: there is another identity 'role/999988887777/app'.",
  ],
])('refuses the identity %j', async (identity, reason) => {
  expect(await failure(`Identities:\n${identity}`)).toContain(`Failed to read seed.yaml, ${reason}`)
})

test('refuses to share a key with what is no other account', async () => {
  for (const account of ['12', PLACE.account])
    expect(await failure(`Keys:\n  - KeyId: ${ID}\n    SharedWith: ["${account}"]`)).toBe(
      `Failed to read seed.yaml, line 3, Keys[0].SharedWith: '${account}' is not the number of another account.`,
    )
})
