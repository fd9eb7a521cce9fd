import { expect, test } from 'vitest'
import { EXPLAIN_HEADER, notReached, TRACE_HEADER, type TraceStep, traceIn } from '../facts/trace.ts'
import { aliasArnOf, arnOf, createClient, requestTo, SANDBOX, signedFor } from './test-client.ts'

const ROOT = 'arn:aws:iam::111122223333:root'
const BOB = 'arn:aws:iam::111122223333:user/bob'
const KEY = arnOf(SANDBOX.app)

/** A client whose `explain` gives the trace of one request, and what it was refused with. */
const client = () => {
  const { emulator, ...rest } = createClient({ principals: { BOB } })
  const explain = async (operation: string, body: object, accessKey = 'ROOT') => {
    const headers = { ...signedFor('us-east-1', accessKey), [EXPLAIN_HEADER]: 'true' }
    const response = await emulator.fetch(requestTo(operation, body, headers))
    const text = await response.text()
    return { steps: traceIn(response) ?? [], body: text === '' ? {} : JSON.parse(text) }
  }
  const govern = (...Statement: object[]) =>
    rest.send('PutKeyPolicy', {
      KeyId: SANDBOX.app,
      Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
      BypassPolicyLockoutSafetyCheck: true,
    })
  return { emulator, explain, govern, ...rest }
}

const allow = (Sid: string | undefined, AWS: string, Action: string) => ({
  ...(Sid && { Sid }),
  Effect: 'Allow',
  Principal: { AWS },
  Action,
  Resource: '*',
})

test('tells each check of a request that succeeds', async () => {
  const { explain } = client()
  const { steps } = await explain('Encrypt', { KeyId: 'alias/app', Plaintext: 'aGk=' })
  expect(steps).toEqual<TraceStep[]>([
    { check: 'request', operation: 'Encrypt', outcome: 'passed' },
    { check: 'key', identifier: 'alias/app', key: KEY, alias: aliasArnOf('alias/app'), outcome: 'passed' },
    {
      check: 'access',
      caller: ROOT,
      action: 'kms:Encrypt',
      resource: KEY,
      weighed: [{ source: 'key policy', effect: 'Allow', statement: { index: 0, sid: 'Enable IAM User Permissions' } }],
      outcome: 'passed',
    },
    { check: 'usage', key: KEY, usage: 'ENCRYPT_DECRYPT', needed: 'ENCRYPT_DECRYPT', outcome: 'passed' },
    { check: 'state', key: KEY, state: 'Enabled', outcome: 'passed' },
    { check: 'algorithm', algorithm: 'SYMMETRIC_DEFAULT', spec: 'SYMMETRIC_DEFAULT', outcome: 'passed' },
    { check: 'operation', operation: 'Encrypt', outcome: 'passed' },
  ])
  expect(notReached(steps)).toEqual([])
})

test.each<[operation: string, body: object, check: TraceStep['check'], code: string]>([
  ['NoSuchOperation', {}, 'request', 'UnknownOperationException'],
  ['Encrypt', { KeyId: 1 }, 'request', 'SerializationException'],
  ['Encrypt', { KeyId: 'alias/app' }, 'request', 'ValidationException'],
  ['DisableKey', { KeyId: 'alias/app' }, 'request', 'InvalidArnException'],
  ['Encrypt', { KeyId: 'alias/none', Plaintext: 'aGk=' }, 'key', 'NotFoundException'],
  ['Encrypt', { KeyId: SANDBOX.mac, Plaintext: 'aGk=' }, 'usage', 'InvalidKeyUsageException'],
  ['Encrypt', { KeyId: 'alias/disabled', Plaintext: 'aGk=' }, 'state', 'DisabledException'],
  ['Encrypt', { KeyId: 'alias/pending-deletion', Plaintext: 'aGk=' }, 'state', 'KMSInvalidStateException'],
  ['Encrypt', { KeyId: SANDBOX.rsa, Plaintext: 'aGk=' }, 'algorithm', 'InvalidKeyUsageException'],
  [
    'Encrypt',
    { KeyId: SANDBOX.rsa, Plaintext: btoa('x'.repeat(191)), EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' },
    'size',
    'ValidationException',
  ],
  [
    'Sign',
    { KeyId: SANDBOX.signing, Message: 'aGk=', MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' },
    'size',
    'ValidationException',
  ],
  ['Decrypt', { CiphertextBlob: 'aGk=' }, 'operation', 'InvalidCiphertextException'],
  ['CreateAlias', { AliasName: 'alias/app', TargetKeyId: SANDBOX.app }, 'operation', 'AlreadyExistsException'],
  ['Encrypt', { KeyId: 'alias/app', Plaintext: 'aGk=', DryRun: true }, 'dry run', 'DryRunOperationException'],
])('%s with %j fails in the check of %s', async (operation, body, check, code) => {
  const { explain } = client()
  const { steps, body: answer } = await explain(operation, body)
  expect(answer.__type).toBe(code)
  expect(steps.slice(0, -1).every(({ outcome }) => outcome === 'passed')).toBe(true)
  expect(steps.at(-1)).toMatchObject({ check, outcome: 'failed', error: { code, message: answer.message ?? '' } })
})

test('names the statement that denies, by its Sid', async () => {
  const { explain, govern } = client()
  await govern(allow(undefined, ROOT, 'kms:*'), { ...allow('NoBob', BOB, 'kms:Encrypt'), Effect: 'Deny' })
  const { steps } = await explain('Encrypt', { KeyId: KEY, Plaintext: 'aGk=' }, 'BOB')
  expect(steps.at(-1)).toMatchObject({
    check: 'access',
    caller: BOB,
    weighed: [{ source: 'key policy', effect: 'Deny', statement: { index: 1, sid: 'NoBob' } }],
    outcome: 'failed',
  })
  expect(notReached(steps)).toEqual(['usage', 'state', 'algorithm', 'size', 'operation', 'dry run'])
})

test('names the grant that lets the caller in', async () => {
  const { explain, govern, send } = client()
  const { GrantId } = await send('CreateGrant', { KeyId: KEY, GranteePrincipal: BOB, Operations: ['Encrypt'] })
  await govern(allow(undefined, 'arn:aws:iam::999988887777:root', 'kms:*'))
  const { steps } = await explain('Encrypt', { KeyId: KEY, Plaintext: 'aGk=' }, 'BOB')
  expect(steps[2]).toMatchObject({
    check: 'access',
    weighed: [
      { source: 'key policy', effect: 'none' },
      { source: 'grants', effect: 'Allow', grants: [GrantId] },
    ],
    outcome: 'passed',
  })
})

test('fails with what the caller is told, where that hides which key it is', async () => {
  const { explain, govern, send } = client()
  const { CiphertextBlob = '' } = await send('Encrypt', { KeyId: KEY, Plaintext: 'aGk=' })
  await govern(allow(undefined, ROOT, 'kms:*'), { ...allow('No', BOB, 'kms:*'), Effect: 'Deny' })
  const { steps, body } = await explain('Decrypt', { CiphertextBlob }, 'BOB')
  expect(body.message).toContain('on the resource associated with this ciphertext')
  expect(steps.at(-1)).toMatchObject({ check: 'access', outcome: 'failed', error: { message: body.message } })
})

test('is on the wire only where the request asks for it', async () => {
  const { emulator } = createClient()
  const response = await emulator.fetch(requestTo('ListKeys', {}))
  expect(response.headers.has(TRACE_HEADER)).toBe(false)
  expect(await emulator.answer(requestTo('ListKeys', {}))).not.toHaveProperty('trace')
})

test('is in every response of an emulator that explains', async () => {
  const { emulator } = createClient({ explain: true })
  expect((await emulator.answer(requestTo('ListKeys', {}))).trace?.at(-1)).toMatchObject({
    check: 'operation',
    outcome: 'passed',
  })
})

test('is short ASCII in the header, whatever the request holds', async () => {
  const { emulator } = createClient({ explain: true })
  const response = await emulator.fetch(requestTo('Encrypt', { KeyId: `alias/ü\n${'x'.repeat(9000)}`, Plaintext: 'aGk=' }))
  expect(response.headers.get(TRACE_HEADER)).toMatch(/^[\x20-\x7e]{1,2000}$/)
  expect(traceIn(response)?.at(-1)).toMatchObject({ check: 'request', error: { code: 'ValidationException' } })
})
