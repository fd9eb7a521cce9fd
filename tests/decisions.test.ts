import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { createEmulator, type EmulatorOptions } from '../src/emulator/emulator.ts'
import { sandbox } from '../src/emulator/sandbox.ts'
import type { Change, Grant, Key } from '../src/emulator/store/rows.ts'
import { requestTo, signedFor } from '../src/emulator/test-client.ts'
import { algorithmsOf } from '../src/facts/key-specs.ts'
import { CHECKS, type Check, traceIn } from '../src/facts/trace.ts'
import { ACCOUNT, aCase, arnOf, CALLERS, type Case, KEYS, OWNERS } from './decisions/cases.ts'
import { judge, type OracleLimits, type OracleRequest } from './decisions/oracle.ts'

/** How many cases are tried. `npm run proof:policies` tries 100,000. */
const CASES = Number(process.env.QKMS_CASES ?? 3000)
vi.setConfig({ testTimeout: 60_000 + CASES * 20 })

const place = { partition: 'aws', region: 'us-east-1', account: ACCOUNT }
const NOW = Date.UTC(2026, 1, 1)
const rows = sandbox(place, NOW)
const keyRow = (id: string): Key => {
  const row = rows.find((change) => change.table === 'keys' && change.id === arnOf(id))?.row
  if (!row) throw new Error(`Failed to find the key ${id} in the sandbox.`)
  return row as Key
}

/** The sandbox of a case: one key, its alias, and grants. */
const fixtureOf = ({ key, state, keyPolicy, grants }: Case): readonly Change[] => {
  const arn = arnOf(KEYS[key])
  const row: Key = {
    ...keyRow(KEYS[key]),
    state,
    policy: JSON.stringify({ Version: '2012-10-17', Statement: keyPolicy }),
    ...(state === 'PendingDeletion' && { deletionDate: NOW + 1e9 }),
  }
  return [
    ...rows.filter(({ table, id }) => table === 'settings' || (table === 'aliases' && id.endsWith(`:alias/${key}`))),
    { table: 'keys', id: arn, row },
    ...grants.map(({ grantee, operations, subset }, index): Change => {
      const grant: Grant = {
        id: String(index).padStart(64, '0'),
        keyArn: arn,
        region: 'us-east-1',
        createdAt: NOW,
        grantee: { principal: grantee },
        issuer: `arn:aws:iam::${ACCOUNT}:root`,
        operations,
        ...(subset && { constraints: { EncryptionContextSubset: subset } }),
      }
      return { table: 'grants', id: grant.id, row: grant }
    }),
  ]
}

const documentOf = (Statement: unknown) => ({ Version: '2012-10-17', Statement })

const limitsOf = ({ accessKey, identity, boundary, session }: Case): OracleLimits => {
  const owner = OWNERS[accessKey]
  return {
    ...(owner?.principal && { identity, boundary }),
    ...(owner?.session && { session }),
  }
}

const identitiesOf = (each: Case): NonNullable<EmulatorOptions['identities']> => {
  const { principal, session } = OWNERS[each.accessKey] ?? {}
  const limits = limitsOf(each)
  return {
    ...(principal && {
      [principal]: {
        ...(limits.identity && {
          policies: Object.fromEntries(limits.identity.map((statements, index) => [`policy ${index}`, documentOf(statements)])),
        }),
        ...(limits.boundary && { permissionsBoundary: documentOf(limits.boundary) }),
      },
    }),
    ...(session && limits.session && { [session]: { sessionPolicies: [documentOf(limits.session)] } }),
  }
}

const identifierOf = ({ key, named }: Case): string => {
  const unknown = 'ffffffff-ffff-4fff-8fff-ffffffffffff'
  const identifiers: Readonly<Record<string, string>> = {
    arn: arnOf(KEYS[key]),
    id: KEYS[key],
    alias: `alias/${key}`,
    'unknown id': unknown,
    'unknown arn': arnOf(unknown),
    'unknown alias': 'alias/none',
  }
  return identifiers[named] ?? ''
}

const ALGORITHM_MEMBERS: Readonly<Record<string, string>> = {
  Encrypt: 'EncryptionAlgorithm',
  Sign: 'SigningAlgorithm',
  GenerateMac: 'MacAlgorithm',
}
const ALGORITHMS: Readonly<Record<string, readonly string[]>> = {
  Encrypt: ['SYMMETRIC_DEFAULT', 'RSAES_OAEP_SHA_256'],
  Sign: ['ECDSA_SHA_256', 'ECDSA_SHA_512'],
  GenerateMac: ['HMAC_SHA_256', 'HMAC_SHA_512'],
}

/** An algorithm of the operation that goes with the key, or one that does not. */
const algorithmOf = ({ operation, key, algorithmFits }: Case): string => {
  const { spec, usage } = keyRow(KEYS[key])
  const all = ALGORITHMS[operation] ?? []
  const found = all.find((name) => algorithmsOf(spec, usage).includes(name) === algorithmFits)
  return found ?? all[0] ?? ''
}

const bodyOf = (each: Case): object => {
  const { operation, malformed, length, digest, dryRun, context } = each
  if (operation === 'ListKeys') return malformed === 'type' ? { Limit: 'many' } : malformed === 'missing' ? { Limit: 0 } : {}
  const algorithm = ALGORITHM_MEMBERS[operation]
  return {
    KeyId: malformed === 'missing' ? undefined : malformed === 'type' ? 1 : identifierOf(each),
    ...(algorithm && { [algorithm]: algorithmOf(each), DryRun: dryRun }),
    ...(operation === 'Encrypt' && { Plaintext: btoa('x'.repeat(length)), EncryptionContext: context }),
    ...(operation === 'Sign' && { Message: btoa('x'.repeat(length)), MessageType: digest ? 'DIGEST' : 'RAW' }),
    ...(operation === 'GenerateMac' && { Message: btoa('x'.repeat(length)) }),
  }
}

interface Failure {
  readonly check: Check
  readonly code: string
}

const requestOf = (each: Case): OracleRequest => {
  const { accessKey, operation, key, named, context } = each
  const caller = CALLERS[accessKey]
  if (!caller) throw new Error(`Failed to find the caller ${accessKey}.`)
  const used = operation === 'Encrypt' ? context : {}
  const role = Object.keys(caller.names).find((name) => caller.names[name] === 'role')
  const onKey = operation !== 'ListKeys'
  return {
    caller,
    action: operation,
    resource: onKey ? arnOf(KEYS[key]) : '*',
    keyAccount: onKey ? ACCOUNT : undefined,
    context: used,
    facts: {
      'kms:encryptioncontextkeys': Object.keys(used),
      'kms:calleraccount': caller.account,
      'aws:principalarn': role ?? caller.arn,
      'aws:securetransport': 'true',
      'kms:requestalias': onKey && named === 'alias' ? `alias/${key}` : undefined,
      'kms:keyspec': onKey ? keyRow(KEYS[key]).spec : undefined,
    },
  }
}

const USAGES: Readonly<Record<string, Key['usage']>> = {
  Encrypt: 'ENCRYPT_DECRYPT',
  Sign: 'SIGN_VERIFY',
  GenerateMac: 'GENERATE_VERIFY_MAC',
}

/** What a case has to fail with, check after check; undefined where it has to succeed. */
const expectedOf = (each: Case): Failure | undefined => {
  const { operation, key, named, state, malformed, length, digest, dryRun, context } = each
  const request = requestOf(each)
  const foreign = request.caller.account !== ACCOUNT
  const { usage, spec } = keyRow(KEYS[key])
  const denied = { check: 'access', code: 'AccessDeniedException' } as const
  const isAlias = named === 'alias' || named === 'unknown alias'

  if (operation === 'Unknown') return { check: 'request', code: 'UnknownOperationException' }
  if (malformed === 'type') return { check: 'request', code: 'SerializationException' }
  if (malformed === 'missing') return { check: 'request', code: 'ValidationException' }
  const { allowed } = judge(request, each.keyPolicy, each.grants, limitsOf(each))
  if (operation === 'ListKeys') return allowed ? undefined : denied
  if (operation === 'DisableKey' && isAlias) return { check: 'request', code: 'InvalidArnException' }

  if (named === 'unknown arn') return { check: 'key', code: foreign ? 'AccessDeniedException' : 'NotFoundException' }
  if (named.startsWith('unknown') || (foreign && named !== 'arn')) return { check: 'key', code: 'NotFoundException' }
  if (operation === 'DisableKey' && foreign) return denied
  if (!allowed) return denied

  const needed = USAGES[operation]
  if (needed && needed !== usage) return { check: 'usage', code: 'InvalidKeyUsageException' }
  if (operation !== 'DescribeKey' && state === 'PendingDeletion') return { check: 'state', code: 'KMSInvalidStateException' }
  if (needed && state === 'Disabled') return { check: 'state', code: 'DisabledException' }
  if (!needed) return undefined

  if (!algorithmsOf(spec, usage).includes(algorithmOf(each))) return { check: 'algorithm', code: 'InvalidKeyUsageException' }
  if (key === 'rsa' && Object.keys(context).length > 0) return { check: 'operation', code: 'ValidationException' }
  if (key === 'rsa' && length > 190) return { check: 'size', code: 'ValidationException' }
  if (operation === 'Sign' && digest && length !== 32) return { check: 'size', code: 'ValidationException' }
  return dryRun ? { check: 'dry run', code: 'DryRunOperationException' } : undefined
}

const answerTo = async (each: Case) => {
  const emulator = createEmulator({
    clock: { now: () => NOW },
    principals: Object.fromEntries(Object.entries(CALLERS).map(([name, { arn }]) => [name, arn])),
    identities: identitiesOf(each),
    fixture: () => fixtureOf(each),
    explain: true,
  })
  const response = await emulator.fetch(requestTo(each.operation, bodyOf(each), signedFor('us-east-1', each.accessKey)))
  const text = await response.text()
  const body: Readonly<Record<string, unknown>> = text === '' ? {} : JSON.parse(text)
  return { status: response.status, body, steps: traceIn(response) ?? [] }
}

/** How often each outcome came up: a check that no case reaches would prove nothing. */
const seen = new Map<string, number>()

test('the check that fails is the error of the response, and is the one that the documented rules say', async () => {
  await fc.assert(
    fc.asyncProperty(aCase, async (each) => {
      const expected = expectedOf(each)
      const { status, body, steps } = await answerTo(each)
      const outcome = expected ? `${expected.check} ${expected.code}` : 'success'
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1)

      const failed = steps.filter((step) => step.outcome === 'failed')
      const last = steps.at(-1)
      if (status === 200) expect(failed).toEqual([])
      else {
        expect(failed).toEqual([last])
        expect(last).toMatchObject({ error: { code: body.__type } })
        const message = String(body.message ?? '')
        expect(last?.outcome === 'failed' && message.startsWith(last.error.message.replace(/…$/, ''))).toBe(true)
      }
      expect(status === 200 ? undefined : { check: last?.check, code: body.__type }).toEqual(expected)

      // The steps are in the order of the checks, and what the key policy says is what the oracle reads in it.
      const order = steps.map(({ check }) => Object.keys(CHECKS).indexOf(check))
      expect(order).toEqual(order.toSorted((a, b) => a - b))
      const weighed = steps.find((step) => step.check === 'access')?.weighed?.find(({ source }) => source === 'key policy')
      if (weighed) {
        const { effect, index } = judge(requestOf(each), each.keyPolicy, each.grants, limitsOf(each)).keyPolicy
        expect([weighed.effect, weighed.statement?.index]).toEqual([effect, index])
      }
    }),
    { numRuns: CASES },
  )
  const checks = new Set([...seen.keys()].map((outcome) => outcome.split(/ (?=\w+Exception)/)[0]))
  expect(checks).toEqual(new Set([...Object.keys(CHECKS), 'success']))
})
