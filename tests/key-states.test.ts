import { expect, test, vi } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../src/emulator/test-client.ts'
import { importOf } from '../src/emulator/test-import.ts'
import type { KeyState, OperationName } from '../src/model/index.ts'

// RSA keys take their time to make, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 })

/**
 * Operation × state of the key that it is given: what the service answers, and where that leaves the key. Transcribed from the service's
 * table of key states; where a later measurement differs, that counts. The states are those that the sandbox's keys can come into.
 */
type Client = ReturnType<typeof createClient>

const REFUSALS = {
  disabled: 'DisabledException: {arn} is disabled.',
  deleting: 'KMSInvalidStateException: {arn} is pending deletion.',
  importing: 'KMSInvalidStateException: {arn} is pending import.',
  kept: 'KMSInvalidStateException: {arn} is not pending deletion.',
  origin: 'UnsupportedOperationException: {arn} origin is AWS_KMS which is not valid for this operation.',
} as const

/** A refusal, `ok` where the key stays in its state, or the state that it comes into. */
type Outcome = keyof typeof REFUSALS | 'ok' | KeyState

const COLUMNS = [
  ['AWS_KMS', 'Enabled'],
  ['AWS_KMS', 'Disabled'],
  ['AWS_KMS', 'PendingDeletion'],
  ['EXTERNAL', 'Enabled'],
  ['EXTERNAL', 'Disabled'],
  ['EXTERNAL', 'PendingDeletion'],
  ['EXTERNAL', 'PendingImport'],
] as const
type Origin = (typeof COLUMNS)[number][0]
type State = (typeof COLUMNS)[number][1]
type Outcomes<C extends readonly unknown[]> = { readonly [I in keyof C]: Outcome }
type Row = Outcomes<typeof COLUMNS>

const ANY: Row = ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok']
const CRYPTOGRAPHIC: Row = ['ok', 'disabled', 'deleting', 'ok', 'disabled', 'deleting', 'importing']
const NOT_DELETING: Row = ['ok', 'ok', 'deleting', 'ok', 'ok', 'deleting', 'ok']

// biome-ignore format: a table
const TABLE: Readonly<Record<OperationName, Row>> = {
  //                         AWS_KMS                                                 EXTERNAL
  //                         Enabled            Disabled           PendingDeletion   Enabled            Disabled           PendingDeletion    PendingImport
  CancelKeyDeletion:         ['kept',           'kept',            'Disabled',       'kept',            'kept',            'Disabled',        'kept'],
  CreateAlias:               NOT_DELETING,
  CreateKey:                 ANY,
  Decrypt:                   CRYPTOGRAPHIC,
  DeleteAlias:               ANY,
  // A key without material is refused: the page that the project began with fixes that.
  DeleteImportedKeyMaterial: ['origin',         'origin',          'origin',         'PendingImport',   'PendingImport',   'ok',              'importing'],
  DescribeKey:               ANY,
  DisableKey:                ['Disabled',       'ok',              'deleting',       'Disabled',        'ok',              'deleting',        'importing'],
  EnableKey:                 ['ok',             'Enabled',         'deleting',       'ok',              'Enabled',         'deleting',        'importing'],
  Encrypt:                   CRYPTOGRAPHIC,
  GenerateDataKey:           CRYPTOGRAPHIC,
  GenerateRandom:            ANY,
  // The state comes before the origin in the service's order of checks.
  GetParametersForImport:    ['origin',         'origin',          'deleting',       'ok',              'ok',              'deleting',        'ok'],
  ImportKeyMaterial:         ['origin',         'origin',          'deleting',       'ok',              'ok',              'deleting',        'Enabled'],
  ListAliases:               ANY,
  ListKeys:                  ANY,
  ScheduleKeyDeletion:       ['PendingDeletion', 'PendingDeletion', 'deleting',      'PendingDeletion', 'PendingDeletion', 'deleting',        'PendingDeletion'],
  UpdateAlias:               NOT_DELETING,
}

const KEYS: Readonly<Record<Origin, string>> = { AWS_KMS: SANDBOX.app, EXTERNAL: SANDBOX.imported }

/** What brings an enabled key into a state. */
const WAYS: Readonly<Record<State, OperationName | undefined>> = {
  Enabled: undefined,
  Disabled: 'DisableKey',
  PendingDeletion: 'ScheduleKeyDeletion',
  PendingImport: 'DeleteImportedKeyMaterial',
}

/** The request to an operation about a key that is enabled yet, and has the alias alias/subject. */
const requestOf = async (client: Client, operation: OperationName, KeyId: string): Promise<object> => {
  const Plaintext = 'aGVsbG8='
  switch (operation) {
    case 'CreateAlias':
      return { AliasName: 'alias/new', TargetKeyId: KeyId }
    case 'UpdateAlias':
      return { AliasName: 'alias/expiring', TargetKeyId: KeyId }
    case 'DeleteAlias':
      return { AliasName: 'alias/subject' }
    case 'CreateKey':
    case 'ListKeys':
      return {}
    case 'Decrypt':
      return { CiphertextBlob: (await client.send('Encrypt', { KeyId, Plaintext })).CiphertextBlob }
    case 'Encrypt':
      return { KeyId, Plaintext }
    case 'GenerateDataKey':
      return { KeyId, KeySpec: 'AES_256' }
    case 'GenerateRandom':
      return { NumberOfBytes: 32 }
    case 'GetParametersForImport':
      return { KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' }
    case 'ImportKeyMaterial': {
      const rows = await client.emulator.snapshot()
      const [material] = rows.flatMap(({ table, row }) => (table === 'keys' && row?.id === SANDBOX.imported ? row.materials : []))
      return { ...(await importOf(client, SANDBOX.imported, material?.bytes ?? new Uint8Array())), KeyId }
    }
    default:
      return { KeyId }
  }
}

const cases = (Object.keys(TABLE) as OperationName[]).flatMap((operation) =>
  COLUMNS.map(([origin, state], column) => ({ operation, origin, state, outcome: TABLE[operation][column] ?? 'ok' })),
)

test.each(cases)(
  '$operation on a key of origin $origin that is $state: $outcome',
  async ({ operation, origin, state, outcome }) => {
    const client = createClient()
    const KeyId = KEYS[origin]
    await client.send('CreateAlias', { AliasName: 'alias/subject', TargetKeyId: KeyId })
    const request = await requestOf(client, operation, KeyId)
    const way = WAYS[state]
    if (way) expect((await client.attempt(way, { KeyId })).status).toBe(200)

    const { status, body } = await client.attempt(operation, request)
    if (outcome in REFUSALS) {
      const text = REFUSALS[outcome as keyof typeof REFUSALS].replace('{arn}', arnOf(KeyId))
      expect(`${body.__type}: ${body.message}`).toBe(text)
      expect(status).toBe(400)
    } else expect([status, body]).toEqual([200, body])

    const after = outcome in REFUSALS || outcome === 'ok' ? state : outcome
    const { KeyMetadata } = await client.send('DescribeKey', { KeyId })
    expect(KeyMetadata).toMatchObject({ KeyState: after, Enabled: after === 'Enabled', Origin: origin })
  },
)
