import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const KeyId = SANDBOX.app
const ACCOUNT = '111122223333'
const PRINCIPALS = {
  worker: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/1`,
  helper: `arn:aws:iam::${ACCOUNT}:user/helper`,
  partner: 'arn:aws:iam::444455556666:user/partner',
}
const WORKER = `arn:aws:iam::${ACCOUNT}:role/worker`
const HELPER = PRINCIPALS.helper
const Plaintext = 'aGVsbG8='

/** A client whose keys admit the root of the account, and other principals by grants alone. */
const guarded = async (...keys: string[]) => {
  const client = createClient({ principals: PRINCIPALS })
  const Principal = { AWS: `arn:aws:iam::${ACCOUNT}:root` }
  const Condition = { StringEquals: { 'aws:PrincipalType': 'Account' } }
  const Policy = JSON.stringify({ Statement: { Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*', Condition } })
  for (const id of [KeyId, ...keys]) await client.send('PutKeyPolicy', { KeyId: id, Policy })
  return client
}

test('lets the grantee in, for what the grant allows', async () => {
  const { send, as } = await guarded()
  const worker = as('worker')
  expect(await worker.refuse('Encrypt', { KeyId, Plaintext })).toMatch(/^AccessDeniedException/)
  const { GrantToken, GrantId } = await send('CreateGrant', { KeyId, GranteePrincipal: WORKER, Operations: ['Encrypt'] })
  expect(GrantId).toMatch(/^[0-9a-f]{64}$/)
  expect(GrantToken).toMatch(/^[A-Za-z0-9_-]+$/)
  const { CiphertextBlob } = await worker.send('Encrypt', { KeyId, Plaintext, GrantTokens: [GrantToken ?? ''] })
  expect(await worker.refuse('Decrypt', { CiphertextBlob })).toMatch(/^AccessDeniedException/)
  expect(await as('helper').refuse('Encrypt', { KeyId, Plaintext })).toMatch(/^AccessDeniedException/)
})

test('lets all of an account in where that is the grantee', async () => {
  const { send, as } = await guarded()
  await send('CreateGrant', { KeyId, GranteePrincipal: `arn:aws:iam::444455556666:root`, Operations: ['DescribeKey'] })
  expect((await as('partner').send('DescribeKey', { KeyId: arnOf(KeyId) })).KeyMetadata?.KeyId).toBe(KeyId)
  expect(await as('helper').refuse('DescribeKey', { KeyId })).toMatch(/^AccessDeniedException/)
})

test('does not win over a denial in the policy', async () => {
  const { send, as } = await guarded()
  await send('CreateGrant', { KeyId, GranteePrincipal: WORKER, Operations: ['Encrypt'] })
  const rules = (Effect: string, AWS: string) => ({ Effect, Principal: { AWS }, Action: 'kms:*', Resource: '*' })
  const Policy = JSON.stringify({ Statement: [rules('Allow', ACCOUNT), rules('Deny', WORKER)] })
  await send('PutKeyPolicy', { KeyId, Policy })
  expect(await as('worker').refuse('Encrypt', { KeyId, Plaintext })).toMatch(/with an explicit deny in a resource-based policy$/)
})

test('asks for a part of the encryption context', async () => {
  const { send, as } = await guarded()
  const { attempt } = as('worker')
  await send('CreateGrant', {
    KeyId,
    GranteePrincipal: WORKER,
    Operations: ['Encrypt', 'DescribeKey'],
    Constraints: { EncryptionContextSubset: { Team: 'a' } },
  })
  const status = async (EncryptionContext?: object) => (await attempt('Encrypt', { KeyId, Plaintext, EncryptionContext })).status
  expect(await status()).toBe(400)
  expect(await status({ Team: 'A' })).toBe(400)
  expect(await status({ Team: 'a' })).toBe(200)
  expect(await status({ team: 'a', other: 'b' })).toBe(200)
  expect((await attempt('DescribeKey', { KeyId })).status).toBe(200)
})

test('asks for the whole encryption context', async () => {
  const { send, as } = await guarded()
  const { attempt } = as('worker')
  await send('CreateGrant', {
    KeyId,
    GranteePrincipal: WORKER,
    Operations: ['Encrypt'],
    Constraints: { EncryptionContextEquals: { Team: 'a' } },
  })
  const status = async (EncryptionContext?: object) => (await attempt('Encrypt', { KeyId, Plaintext, EncryptionContext })).status
  expect(await status({ Team: 'a' })).toBe(200)
  expect(await status({ Team: 'a', other: 'b' })).toBe(400)
})

test('lets a grantee hand on no more than it was granted', async () => {
  const { send, as } = await guarded()
  const worker = as('worker')
  const grant = { KeyId, GranteePrincipal: HELPER, Operations: ['Encrypt'] } as const
  expect(await worker.refuse('CreateGrant', grant)).toMatch(/^AccessDeniedException/)
  await send('CreateGrant', {
    KeyId,
    GranteePrincipal: WORKER,
    Operations: ['CreateGrant', 'Encrypt'],
    Constraints: { EncryptionContextSubset: { Team: 'a' } },
  })
  const Constraints = { EncryptionContextSubset: { team: 'a', More: 'b' } }
  const denied = `AccessDeniedException: User: ${PRINCIPALS.worker} is not authorized to perform: kms:CreateGrant on resource: ${arnOf(KeyId)} because no resource-based policy allows the kms:CreateGrant action`
  expect(await worker.refuse('CreateGrant', grant)).toBe(denied)
  expect(await worker.refuse('CreateGrant', { ...grant, Constraints, Operations: ['Encrypt', 'Decrypt'] })).toBe(denied)
  expect(await worker.refuse('CreateGrant', { ...grant, Constraints: { EncryptionContextEquals: { Team: 'b' } } })).toBe(denied)
  await worker.send('CreateGrant', { ...grant, Constraints: { EncryptionContextEquals: { Team: 'a' } } })
  expect(await as('helper').refuse('Encrypt', { KeyId, Plaintext })).toMatch(/^AccessDeniedException/)
  await as('helper').send('Encrypt', { KeyId, Plaintext, EncryptionContext: { Team: 'a' } })
})

test('keeps an equal constraint equal when it is handed on', async () => {
  const { send, as } = await guarded()
  const grant = { KeyId, GranteePrincipal: HELPER, Operations: ['Encrypt'] } as const
  const EncryptionContextEquals = { Team: 'a' }
  await send('CreateGrant', {
    KeyId,
    GranteePrincipal: WORKER,
    Operations: ['CreateGrant', 'Encrypt'],
    Constraints: { EncryptionContextEquals },
  })
  const subset = { ...grant, Constraints: { EncryptionContextSubset: EncryptionContextEquals } }
  expect(await as('worker').refuse('CreateGrant', subset)).toMatch(/^AccessDeniedException/)
  await as('worker').send('CreateGrant', { ...grant, Constraints: { EncryptionContextEquals: { team: 'a' } } })
})

test('makes a grant with a name once', async () => {
  const { send } = createClient()
  const grant = { KeyId, GranteePrincipal: WORKER, Operations: ['Encrypt', 'Decrypt'], Name: 'x' } as const
  const first = await send('CreateGrant', grant)
  const again = await send('CreateGrant', { ...grant, Operations: ['Decrypt', 'Encrypt'] })
  expect(again.GrantId).toBe(first.GrantId)
  expect(again.GrantToken).not.toBe(first.GrantToken)
  const others = [
    await send('CreateGrant', { ...grant, Name: 'y' }),
    await send('CreateGrant', { ...grant, Operations: ['Encrypt'] }),
    await send('CreateGrant', { ...grant, RetiringPrincipal: HELPER }),
    await send('CreateGrant', { ...grant, Constraints: { EncryptionContextSubset: { a: 'b' } } }),
  ].map(({ GrantId }) => GrantId)
  expect(new Set([first.GrantId, ...others]).size).toBe(5)
  const { Name: _, ...unnamed } = grant
  expect((await send('CreateGrant', unnamed)).GrantId).not.toBe((await send('CreateGrant', unnamed)).GrantId)
})

test('goes with its key', async () => {
  const { send, refuse, emulator } = createClient()
  const { GrantToken = '' } = await send('CreateGrant', { KeyId, GranteePrincipal: WORKER, Operations: ['Encrypt'] })
  await send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 })
  await emulator.clock.advance(7 * 24 * 3600 * 1000)
  expect(await refuse('RetireGrant', { GrantToken })).toMatch(/^InvalidGrantTokenException/)
})

const grant = { KeyId, GranteePrincipal: WORKER, Operations: ['Encrypt'] }

test.each([
  ['no grantee', { GranteePrincipal: undefined }, 'Specify either GranteePrincipal or GranteeServicePrincipal, but not both.'],
  [
    'two grantees',
    { GranteeServicePrincipal: 's3.us-east-1.amazonaws.com' },
    'Specify either GranteePrincipal or GranteeServicePrincipal, but not both.',
  ],
  [
    'two that retire',
    { RetiringPrincipal: WORKER, RetiringServicePrincipal: 's3.us-east-1.amazonaws.com' },
    'Specify either RetiringPrincipal or RetiringServicePrincipal, but not both.',
  ],
  [
    'a service without a source',
    { GranteePrincipal: undefined, GranteeServicePrincipal: 's3.us-east-1.amazonaws.com', RetiringPrincipal: WORKER },
    'A GranteeServicePrincipal needs a SourceArn grant constraint and a retiring principal.',
  ],
  ['no operation', { Operations: [] }, 'Grants must contain at least one operation.'],
  ['CreateGrant alone', { Operations: ['CreateGrant'] }, 'Grants must not contain only the CreateGrant operation.'],
  [
    'an operation of another usage',
    { Operations: ['Encrypt', 'Sign'] },
    'Grant operation Sign is not valid for key spec SYMMETRIC_DEFAULT with key usage ENCRYPT_DECRYPT.',
  ],
  [
    'an operation of another spec',
    { KeyId: SANDBOX.rsa, Operations: ['GenerateDataKey'] },
    'Operations [GenerateDataKey] are not supported when creating a grant for an asymmetric KMS key with key usage ENCRYPT_DECRYPT. Valid operations are [Decrypt, Encrypt, ReEncryptFrom, ReEncryptTo, GetPublicKey, CreateGrant, DescribeKey, RetireGrant].',
  ],
  [
    'constraints on an asymmetric key',
    { KeyId: SANDBOX.rsa, Constraints: { EncryptionContextSubset: { a: 'b' } } },
    'EncryptionContext is supported only when creating a grant for a symmetric encryption KMS key.',
  ],
  [
    'both constraints',
    { Constraints: { EncryptionContextSubset: { a: 'b' }, EncryptionContextEquals: { a: 'b' } } },
    'Specify either EncryptionContextEquals or EncryptionContextSubset as a grant constraint, but not both.',
  ],
  [
    'nine pairs',
    { Constraints: { EncryptionContextSubset: Object.fromEntries([...'abcdefghi'].map((name) => [name, ''])) } },
    'A grant constraint must not have more than 8 pairs.',
  ],
  [
    'a long value',
    { Constraints: { EncryptionContextSubset: { a: 'x'.repeat(385) } } },
    'A value in a grant constraint must not be longer than 384 characters.',
  ],
])('refuses %s', async (_, rest, message) => {
  const { refuse } = createClient()
  expect(await refuse('CreateGrant', { ...grant, ...rest })).toBe(`ValidationException: ${message}`)
})

test('refuses what is no principal, no token and a key in the wrong state', async () => {
  const { refuse } = createClient()
  for (const name of ['worker', '111122223333', 's3.amazonaws.com'])
    expect(await refuse('CreateGrant', { ...grant, GranteePrincipal: name })).toBe(`InvalidArnException: Invalid arn ${name}`)
  for (const arn of [`arn:aws:iam::${ACCOUNT}:group/x`, arnOf(SANDBOX.app)])
    expect(await refuse('CreateGrant', { ...grant, GranteePrincipal: arn })).toBe(
      `InvalidArnException: ARN does not refer to a valid principal: ${arn}`,
    )
  expect(await refuse('CreateGrant', { ...grant, RetiringPrincipal: 'x' })).toBe('InvalidArnException: Invalid arn x')
  for (const token of ['x', 'AAAA', '='.repeat(5), 'é'])
    expect(await refuse('CreateGrant', { ...grant, GrantTokens: [token] })).toBe(
      'InvalidGrantTokenException: The grant token is not one of a grant in this Region.',
    )
  expect(await refuse('CreateGrant', { ...grant, KeyId: SANDBOX.disabled })).toBe(
    `DisabledException: ${arnOf(SANDBOX.disabled)} is disabled.`,
  )
  expect(await refuse('CreateGrant', { ...grant, KeyId: SANDBOX['pending-deletion'] })).toBe(
    `KMSInvalidStateException: ${arnOf(SANDBOX['pending-deletion'])} is pending deletion.`,
  )
})

test('makes a grant on a key that is out of reach', async () => {
  const { send } = createClient()
  expect(
    (await send('CreateGrant', { KeyId: SANDBOX.unavailable, GranteePrincipal: WORKER, Operations: ['Encrypt'] })).GrantId,
  ).toBeDefined()
})

test('makes none in a dry run', async () => {
  const { refuse, send } = createClient()
  const before = await send('ListGrants', { KeyId })
  expect(await refuse('CreateGrant', { ...grant, DryRun: true })).toMatch(/^DryRunOperationException/)
  expect(await send('ListGrants', { KeyId })).toEqual(before)
})

test('makes no more than 50,000 for a key', async () => {
  const { emulator, send, refuse } = createClient()
  const row = (await emulator.snapshot()).find(({ table }) => table === 'grants')?.row
  const rest = (await emulator.snapshot()).filter(({ table }) => table !== 'grants')
  const grants = Array.from({ length: 49_999 }, (_, i) => {
    const id = i.toString(16).padStart(64, '0')
    return { table: 'grants', id, row: { ...row, id } }
  })
  await emulator.restore([...rest, ...grants] as typeof rest)
  const last = { KeyId, GranteePrincipal: WORKER, Operations: ['Encrypt'], Name: 'last' } as const
  const { GrantId } = await send('CreateGrant', last)
  expect((await send('CreateGrant', last)).GrantId).toBe(GrantId)
  expect(await refuse('CreateGrant', grant)).toBe(
    'LimitExceededException: Grants per key quota for this account in this region is 50000.',
  )
})

test('drops empty constraints, and keeps an empty map in them', async () => {
  const { send } = createClient()
  const listed = async (Constraints: object) => {
    const { GrantId } = await send('CreateGrant', { ...grant, Constraints } as Parameters<typeof send<'CreateGrant'>>[1])
    return (await send('ListGrants', { KeyId, GrantId })).Grants?.[0]
  }
  expect(await listed({})).not.toHaveProperty('Constraints')
  expect(await listed({ EncryptionContextSubset: {} })).toMatchObject({ Constraints: { EncryptionContextSubset: {} } })
})
