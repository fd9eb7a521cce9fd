import { expect, test } from 'vitest'
import { createClient, SANDBOX, STORES } from '../src/emulator/test-client.ts'
import { importOf } from '../src/emulator/test-import.ts'
import { type KeySpec, type KeyUsage, operations } from '../src/facts/index.ts'
import type { KmsOperation } from '../src/facts/operation.ts'
import { CELLS, type Keyed, ORIGINS, outcomeOf, REFUSALS, type Role, type State, type Variant } from './fixtures/key-states.ts'

/** Every operation on a key in every state: what the service answers, and where that leaves the key. */
type Client = ReturnType<typeof createClient>
type Snapshot = Awaited<ReturnType<Client['emulator']['snapshot']>>

const SECOND = 1000
const DAY = 86_400_000
/** The time stands still unless a test moves it. */
const clock = { now: () => Date.UTC(2026, 1, 1) }
const clientOf = (snapshot: Snapshot) => createClient({ clock, fixture: () => snapshot })

/** What is asked of a key where an operation uses it, and a key of the sandbox that can do it. */
const KINDS = {
  ENCRYPT_DECRYPT: { spec: 'SYMMETRIC_DEFAULT', twin: SANDBOX.app },
  GENERATE_VERIFY_MAC: { spec: 'HMAC_256', twin: SANDBOX.mac },
  SIGN_VERIFY: { spec: 'ECC_NIST_P256', twin: SANDBOX.signing },
  KEY_AGREEMENT: { spec: 'ECC_NIST_P256', twin: SANDBOX.agreement },
  ENCAPSULATE_DECAPSULATE: { spec: 'ML_KEM_768', twin: SANDBOX.encapsulation },
} as const satisfies Readonly<Record<KeyUsage, { readonly spec: KeySpec; readonly twin: string }>>

const usageOf = (operation: Keyed): KeyUsage => {
  const { key }: KmsOperation = operations[operation]
  return operation === 'GetPublicKey' ? 'SIGN_VERIFY' : (key?.usage ?? 'ENCRYPT_DECRYPT')
}
const BETWEEN_REGIONS: readonly Keyed[] = ['ReplicateKey', 'UpdatePrimaryRegion']
/** These states come to multi-Region keys alone. */
const isShared = (operation: Keyed, state: State): boolean =>
  BETWEEN_REGIONS.includes(operation) || ['PendingReplicaDeletion', 'Creating', 'Updating'].includes(state)

const variantsOf = (operation: Keyed, state: State): readonly Variant[] => {
  if (state === 'PendingImport') return ['EXTERNAL']
  if (usageOf(operation) !== 'ENCRYPT_DECRYPT') return ['AWS_KMS', 'EXTERNAL']
  if (state === 'Unavailable') return ['AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE']
  if (isShared(operation, state)) return ['AWS_KMS', 'EXTERNAL']
  const aliasOrUse = operation === 'UpdateAlias' || (operations[operation] as KmsOperation).key?.usage !== undefined
  return aliasOrUse ? ORIGINS : [...ORIGINS, 'HMAC']
}

/** A key in us-east-1, and what was made with it while it was enabled. */
interface Subject {
  readonly snapshot: Snapshot
  readonly KeyId: string
  readonly arn: string
  readonly origin: string
  readonly made: Readonly<Record<string, string>>
}

const PLAIN = 'aGVsbG8='
const EXTERNAL_STORES: Partial<Record<Variant, object>> = {
  AWS_CLOUDHSM: { CustomKeyStoreId: STORES.cluster },
  EXTERNAL_KEY_STORE: { CustomKeyStoreId: STORES.external, XksKeyId: 'subject' },
}

/** An enabled key; a multi-Region one is yet a replica of a primary in eu-west-1. */
const makeSubject = async (usage: KeyUsage, variant: Variant, shared: boolean): Promise<Subject> => {
  const client = createClient({ clock })
  const { send, emulator } = client
  const away = client.inRegion('eu-west-1')
  const origin = variant === 'HMAC' ? 'AWS_KMS' : variant
  const { spec, twin } = KINDS[variant === 'HMAC' ? 'GENERATE_VERIFY_MAC' : usage]

  const sandbox = await emulator.snapshot()
  const material = sandbox.flatMap(({ table, row }) => (table === 'keys' && row?.id === twin ? row.materials : []))[0]?.bytes
  const wrapping = spec === 'ML_KEM_768' ? 'RSA_AES_KEY_WRAP_SHA_256' : 'RSAES_OAEP_SHA_256'
  const importRequest = (into: Pick<Client, 'send'>) => importOf(into, KeyId, material ?? new Uint8Array(), wrapping)

  if (variant === 'AWS_CLOUDHSM') await send('ConnectCustomKeyStore', { CustomKeyStoreId: STORES.cluster })
  await emulator.clock.advance(5 * SECOND)
  const { KeyMetadata } = await (shared ? away : client).send('CreateKey', {
    KeySpec: spec,
    KeyUsage: variant === 'HMAC' ? 'GENERATE_VERIFY_MAC' : usage,
    Origin: origin,
    MultiRegion: shared,
    ...EXTERNAL_STORES[variant],
  })
  const KeyId = KeyMetadata?.KeyId ?? ''
  if (shared) {
    if (origin === 'EXTERNAL') await away.send('ImportKeyMaterial', await importRequest(away))
    await away.send('ReplicateKey', { KeyId, ReplicaRegion: 'us-east-1' })
    await emulator.clock.advance(SECOND)
  }
  const made: Record<string, string> = {}
  if (origin === 'EXTERNAL') {
    const request = await importRequest(client)
    await send('ImportKeyMaterial', request)
    Object.assign(made, request)
  }

  await send('CreateAlias', { AliasName: 'alias/subject', TargetKeyId: KeyId })
  await send('CreateAlias', { AliasName: 'alias/other', TargetKeyId: twin })
  await send('TagResource', { KeyId, Tags: [{ TagKey: 'a', TagValue: 'b' }] })
  const grant = { KeyId, GranteePrincipal: 'arn:aws:iam::111122223333:role/app', Operations: ['DescribeKey'] } as const
  Object.assign(made, await send('CreateGrant', grant), await send('GetKeyPolicy', { KeyId }))
  if (spec === 'SYMMETRIC_DEFAULT') {
    made.fromSubject = (await send('Encrypt', { KeyId, Plaintext: PLAIN })).CiphertextBlob ?? ''
    made.fromOther = (await send('Encrypt', { KeyId: twin, Plaintext: PLAIN })).CiphertextBlob ?? ''
  }
  if (spec === 'HMAC_256')
    made.mac = (await send('GenerateMac', { KeyId, MacAlgorithm: 'HMAC_SHA_256', Message: PLAIN })).Mac ?? ''
  if (usage === 'SIGN_VERIFY')
    made.signature = (await send('Sign', { KeyId, SigningAlgorithm: 'ECDSA_SHA_256', Message: PLAIN })).Signature ?? ''
  if (usage === 'KEY_AGREEMENT') made.peer = (await send('GetPublicKey', { KeyId: twin })).PublicKey ?? ''
  if (usage === 'ENCAPSULATE_DECAPSULATE')
    made.secret = (await send('Encapsulate', { KeyId, EncapsulationAlgorithm: 'ML_KEM' })).SharedSecretCiphertextBlob ?? ''
  return { snapshot: await emulator.snapshot(), KeyId, arn: `arn:aws:kms:us-east-1:111122223333:key/${KeyId}`, origin, made }
}

/** What brings an enabled subject into a state. */
const bring = async (subject: Subject, state: State, shared: boolean): Promise<Subject> => {
  const { KeyId, arn } = subject
  const client = clientOf(subject.snapshot)
  const { send, emulator } = client
  const away = client.inRegion('eu-west-1')
  if (state === 'Creating') {
    // The emulator knows its time once it has its rows.
    await emulator.snapshot()
    // No call can have been made with a key before it is made, so the state is written into what such calls left.
    const rows = subject.snapshot.map((change) =>
      change.table === 'keys' && change.id === arn && change.row
        ? { ...change, row: { ...change.row, state, settlesAt: emulator.clock.now() + SECOND } }
        : change,
    )
    return { ...subject, snapshot: rows }
  }
  if (shared) {
    await away.send('UpdatePrimaryRegion', { KeyId, PrimaryRegion: 'us-east-1' })
    if (state !== 'Updating') await emulator.clock.advance(SECOND)
    if (state === 'PendingDeletion') {
      await away.send('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 })
      await emulator.clock.advance(7 * DAY)
    }
  }
  if (state === 'Disabled') await send('DisableKey', { KeyId })
  if (state === 'PendingImport') await send('DeleteImportedKeyMaterial', { KeyId })
  if (state === 'PendingDeletion' || state === 'PendingReplicaDeletion') await send('ScheduleKeyDeletion', { KeyId })
  if (state === 'Unavailable') {
    const { KeyMetadata } = await send('DescribeKey', { KeyId })
    await send('DisconnectCustomKeyStore', { CustomKeyStoreId: KeyMetadata?.CustomKeyStoreId ?? '' })
  }
  return { ...subject, snapshot: await emulator.snapshot() }
}

/** One subject serves all the operations: each test begins from a snapshot. */
const subjects = new Map<string, Promise<Subject>>()
const remember = (name: string, make: () => Promise<Subject>): Promise<Subject> => {
  const known = subjects.get(name)
  if (known) return known
  const subject = make()
  subjects.set(name, subject)
  return subject
}
const subjectIn = (usage: KeyUsage, variant: Variant, shared: boolean, state: State): Promise<Subject> =>
  remember([usage, variant, shared, state].join(), async () => {
    const enabled = await remember([usage, variant, shared].join(), () => makeSubject(usage, variant, shared))
    return bring(enabled, state, shared)
  })

const requestOf = (operation: Keyed, { KeyId, made }: Subject, role?: Role): Readonly<Record<string, unknown>> => {
  switch (operation) {
    case 'CreateAlias':
      return { AliasName: 'alias/new', TargetKeyId: KeyId }
    case 'CreateGrant':
      return { KeyId, GranteePrincipal: 'arn:aws:iam::111122223333:role/other', Operations: ['DescribeKey'] }
    case 'Decapsulate':
      return { KeyId, SharedSecretCiphertextBlob: made.secret, EncapsulationAlgorithm: 'ML_KEM' }
    case 'Decrypt':
      return { CiphertextBlob: made.fromSubject }
    case 'DeleteAlias':
      return { AliasName: 'alias/subject' }
    case 'DeriveSharedSecret':
      return { KeyId, KeyAgreementAlgorithm: 'ECDH', PublicKey: made.peer }
    case 'Encapsulate':
      return { KeyId, EncapsulationAlgorithm: 'ML_KEM' }
    case 'Encrypt':
      return { KeyId, Plaintext: PLAIN }
    case 'GenerateDataKey':
    case 'GenerateDataKeyWithoutPlaintext':
      return { KeyId, KeySpec: 'AES_256' }
    case 'GenerateDataKeyPair':
    case 'GenerateDataKeyPairWithoutPlaintext':
      return { KeyId, KeyPairSpec: 'ECC_NIST_P256' }
    case 'GenerateMac':
      return { KeyId, MacAlgorithm: 'HMAC_SHA_256', Message: PLAIN }
    case 'GetParametersForImport':
      return { KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' }
    case 'ImportKeyMaterial': {
      const { ImportToken = PLAIN, EncryptedKeyMaterial = PLAIN } = made
      return { KeyId, ImportToken, EncryptedKeyMaterial, ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }
    }
    case 'PutKeyPolicy':
      return { KeyId, Policy: made.Policy }
    case 'ReEncrypt':
      return role === 'away'
        ? { CiphertextBlob: made.fromSubject, DestinationKeyId: SANDBOX.app }
        : { CiphertextBlob: made.fromOther, DestinationKeyId: KeyId }
    case 'ReplicateKey':
      return { KeyId, ReplicaRegion: 'ap-southeast-1' }
    case 'RetireGrant':
      return { GrantToken: made.GrantToken }
    case 'RevokeGrant':
      return { KeyId, GrantId: made.GrantId }
    case 'Sign':
      return { KeyId, SigningAlgorithm: 'ECDSA_SHA_256', Message: PLAIN }
    case 'TagResource':
      return { KeyId, Tags: [{ TagKey: 'team', TagValue: 'red' }] }
    case 'UntagResource':
      return { KeyId, TagKeys: ['a'] }
    case 'UpdateAlias':
      return role === 'away'
        ? { AliasName: 'alias/subject', TargetKeyId: SANDBOX.app }
        : { AliasName: 'alias/other', TargetKeyId: KeyId }
    case 'UpdateKeyDescription':
      return { KeyId, Description: 'new' }
    case 'UpdatePrimaryRegion':
      return { KeyId, PrimaryRegion: 'eu-west-1' }
    case 'Verify':
      return { KeyId, SigningAlgorithm: 'ECDSA_SHA_256', Message: PLAIN, Signature: made.signature }
    case 'VerifyMac':
      return { KeyId, MacAlgorithm: 'HMAC_SHA_256', Message: PLAIN, Mac: made.mac }
    default:
      return { KeyId }
  }
}

/** Operations about two keys are tried with the subject as either. */
const ROLES: Partial<Record<Keyed, readonly (Role | undefined)[]>> = {
  ReEncrypt: [undefined, 'away'],
  UpdateAlias: [undefined, 'away'],
}

/** Where an operation moves the key from; from elsewhere it does not. */
const MOVES: Partial<Record<Keyed, Partial<Record<State, State>>>> = {
  CancelKeyDeletion: { PendingDeletion: 'Disabled', PendingReplicaDeletion: 'Disabled' },
  DeleteImportedKeyMaterial: { Enabled: 'PendingImport', Disabled: 'PendingImport' },
  DisableKey: { Enabled: 'Disabled' },
  EnableKey: { Disabled: 'Enabled' },
  ImportKeyMaterial: { PendingImport: 'Enabled' },
  ScheduleKeyDeletion: {
    Enabled: 'PendingDeletion',
    Disabled: 'PendingDeletion',
    PendingImport: 'PendingDeletion',
    Unavailable: 'PendingDeletion',
    Creating: 'PendingDeletion',
  },
  UpdatePrimaryRegion: { Enabled: 'Updating' },
}

const cases = CELLS.flatMap(({ operation, state, cell }) =>
  cell === 'n.a.'
    ? []
    : variantsOf(operation, state).flatMap((variant) =>
        (ROLES[operation] ?? [undefined]).map((role) => ({
          operation,
          state,
          variant,
          role,
          key: role ? `${variant} that it goes away from` : variant,
          outcome: outcomeOf(cell, variant, role),
        })),
      ),
)

test.each(cases)('$operation on a key of $key, $state: $outcome', async (given) => {
  const { operation, state, variant, role, outcome } = given
  const subject = await subjectIn(usageOf(operation), variant, isShared(operation, state), state)
  const { arn, origin } = subject
  const { attempt, send } = clientOf(subject.snapshot)
  const stateNow = async () => (await send('DescribeKey', { KeyId: arn })).KeyMetadata?.KeyState
  expect(await stateNow()).toBe(state)

  const { status, body } = await attempt(operation, requestOf(operation, subject, role))
  if (outcome in REFUSALS) {
    const expected = REFUSALS[outcome as keyof typeof REFUSALS].replace('{arn}', arn).replace('{origin}', origin)
    expect([body?.__type, body?.message].filter(Boolean).join(': ')).toBe(expected)
    expect(status).toBe(400)
  } else expect([status, body]).toEqual([200, body])
  expect(await stateNow()).toBe((outcome === 'ok' && MOVES[operation]?.[state]) || state)
})

const unreachable = CELLS.filter(({ cell }) => cell === 'n.a.')
test.each(unreachable)('$operation: no key that it could be about becomes $state', async ({ operation, state }) => {
  // Keys become Unavailable with their custom key store: what the operation is about cannot be in one.
  expect(state).toBe('Unavailable')
  const { refuse } = createClient({ clock })
  const stored = { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId: STORES.external, XksKeyId: 'subject' }
  if (operation === 'DeleteImportedKeyMaterial')
    for (const name of ['GetParametersForImport', operation] as const)
      expect(await refuse(name, requestOf(name, { ...NOTHING, KeyId: SANDBOX['external-store'] }))).toMatch(
        /^UnsupportedOperationException: .* origin is EXTERNAL_KEY_STORE which is not valid for this operation\.$/,
      )
  else if (BETWEEN_REGIONS.includes(operation))
    expect(await refuse('CreateKey', { ...stored, MultiRegion: true })).toBe(
      'UnsupportedOperationException: MultiRegion is not supported in a custom key store.',
    )
  else {
    const KeyUsage = usageOf(operation)
    const { spec: KeySpec } = KINDS[KeyUsage]
    expect(await refuse('CreateKey', { ...stored, KeySpec, KeyUsage })).toBe(
      `UnsupportedOperationException: KeySpec ${KeySpec} is not supported in a custom key store.`,
    )
  }
})
const NOTHING: Subject = { snapshot: [], KeyId: '', arn: '', origin: '', made: {} }

test('every operation that takes a key is in the table', () => {
  const all: readonly KmsOperation[] = Object.values(operations)
  const keyed = all.filter(({ key, input }) => key || Object.values(input).some(({ type }) => 'identifies' in type))
  const inTable = new Set<string>(CELLS.map(({ operation }) => operation))
  expect(keyed.map(({ name }) => name).filter((name) => !inTable.has(name))).toEqual([])
})
