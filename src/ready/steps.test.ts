import { expect, test } from 'vitest'
import type { Step } from '../components/settings.tsx'
import { arnOf, createClient, requestTo, SANDBOX, signedFor } from '../emulator/test-client.ts'
import { EXPLAIN } from './explain.ts'

const BOB = 'arn:aws:iam::111122223333:user/bob'
const KEY = arnOf(SANDBOX.app)

/** A client whose `why` gives the lines of a request that is sent as a tester sends it. */
const client = () => {
  const { emulator, send } = createClient({ principals: { BOB } })
  const govern = (AWS: string) =>
    send('PutKeyPolicy', {
      KeyId: SANDBOX.app,
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'kms:*', Resource: '*' }],
      }),
      BypassPolicyLockoutSafetyCheck: true,
    })
  const why = async (operation: string, body: Readonly<Record<string, unknown>>, accessKey = 'ROOT') => {
    const headers = { ...signedFor('us-east-1', accessKey), ...EXPLAIN.headers }
    const response = await emulator.fetch(requestTo(operation, body, headers))
    const steps = await EXPLAIN.stepsOf(response.headers.get(EXPLAIN.header) ?? '', { operation, body })
    const lines = steps.map(({ outcome, text }) => `${outcome}: ${text}`)
    return { lines, failed: steps.find(({ outcome }) => outcome === 'failed'), steps }
  }
  return { send, govern, why }
}

test('tells what passed, through which alias and by which statement', async () => {
  const { lines } = await client().why('Encrypt', { KeyId: 'alias/app', Plaintext: 'aGk=' })
  expect(lines).toEqual([
    'passed: Request valid: `Encrypt`',
    'passed: Key found: `0987dcba-09fe-87dc-65ba-ab0987654321`, through `alias/app`',
    'passed: Access: `kms:Encrypt` for `arn:aws:iam::111122223333:root`; key policy: Allow by statement 0 (`Enable IAM User Permissions`)',
    'passed: Key usage: `ENCRYPT_DECRYPT`',
    'passed: Key state: `Enabled`',
    'passed: Algorithm: `SYMMETRIC_DEFAULT` with a key of the spec `SYMMETRIC_DEFAULT`',
    'passed: Whatever else the operation asks for',
  ])
})

test('says that the ciphertext names the key', async () => {
  const { send, why } = client()
  const { CiphertextBlob } = await send('Encrypt', { KeyId: KEY, Plaintext: 'aGk=' })
  const { lines } = await why('Decrypt', { CiphertextBlob })
  expect(lines[1]).toBe('passed: Key found: `0987dcba-09fe-87dc-65ba-ab0987654321`, named by the ciphertext')
})

test('names what each source of permissions says where all of them keep silent', async () => {
  const { govern, why } = client()
  await govern('arn:aws:iam::111122223333:user/alice')
  const { lines, failed } = await why('Encrypt', { KeyId: SANDBOX.app, Plaintext: 'aGk=' }, 'BOB')
  expect(failed).toMatchObject<Step>({
    outcome: 'failed',
    text: `Access: \`kms:Encrypt\` for \`${BOB}\`; key policy: nothing; grants: nothing`,
    member: 'KeyId',
  })
  expect(lines.slice(3)).toEqual([
    'not reached: Key usage',
    'not reached: Key state',
    'not reached: Algorithm',
    'not reached: Size',
    'not reached: Whatever else the operation asks for',
  ])
})

test('names the grant that lets the caller in', async () => {
  const { send, govern, why } = client()
  const { GrantId } = await send('CreateGrant', { KeyId: KEY, GranteePrincipal: BOB, Operations: ['Encrypt'] })
  await govern('arn:aws:iam::111122223333:user/alice')
  const { lines } = await why('Encrypt', { KeyId: KEY, Plaintext: 'aGk=' }, 'BOB')
  expect(lines[2]).toContain(`key policy: nothing; grants: Allow by \`${GrantId}\``)
})

test.each<[operation: string, body: Readonly<Record<string, unknown>>, text: string, member: string | undefined]>([
  ['Encrypt', { KeyId: 'alias/app' }, 'Request valid: `Encrypt`', undefined],
  ['DisableKey', { KeyId: 'alias/app' }, 'Request valid: `DisableKey`', 'KeyId'],
  ['Decrypt', { CiphertextBlob: 'aGk=' }, 'Whatever else the operation asks for', 'CiphertextBlob'],
  ['Encrypt', { KeyId: 'alias/none', Plaintext: 'aGk=' }, 'Key found: `alias/none`', 'KeyId'],
  ['Encrypt', { KeyId: SANDBOX.mac, Plaintext: 'aGk=' }, 'Key usage: `GENERATE_VERIFY_MAC`, not `ENCRYPT_DECRYPT`', 'KeyId'],
  ['Encrypt', { KeyId: 'alias/disabled', Plaintext: 'aGk=' }, 'Key state: `Disabled`', 'KeyId'],
  ['Encrypt', { KeyId: 'alias/pending-deletion', Plaintext: 'aGk=' }, 'Key state: `PendingDeletion`', 'KeyId'],
  [
    'Encrypt',
    { KeyId: SANDBOX.rsa, Plaintext: 'aGk=' },
    'Algorithm: `SYMMETRIC_DEFAULT` with a key of the spec `RSA_2048`',
    'KeyId',
  ],
  [
    'Encrypt',
    { KeyId: SANDBOX.rsa, Plaintext: btoa('x'.repeat(191)), EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' },
    'Size: 191 bytes of at most 190',
    'Plaintext',
  ],
  [
    'Sign',
    { KeyId: SANDBOX.signing, Message: 'aGk=', MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' },
    'Size: 2 bytes of exactly 32',
    'Message',
  ],
  ['CreateAlias', { AliasName: 'alias/app', TargetKeyId: SANDBOX.app }, 'Whatever else the operation asks for', 'AliasName'],
  ['Encrypt', { KeyId: 'alias/app', Plaintext: 'aGk=', DryRun: true }, 'No dry run', 'DryRun'],
])('%s with %j fails at a line, and names the member', async (operation, body, text, member) => {
  const { failed } = await client().why(operation, body)
  expect(failed).toMatchObject({ outcome: 'failed', text, member })
})

test.each<[operation: string, names: readonly string[]]>([
  ['DescribeKey', ['Key found', 'Access', 'Key usage', 'Key state', 'Whatever else the operation asks for']],
  ['ListKeys', ['Access', 'Whatever else the operation asks for']],
  ['GenerateMac', ['Key found', 'Access', 'Key usage', 'Key state', 'Algorithm', 'Size', 'Whatever else the operation asks for']],
])('of %s, lists as not reached what it would have met', async (operation, names) => {
  const { lines } = await client().why(operation, { KeyId: 1, Limit: 'x' })
  expect(lines.slice(1)).toEqual(names.map((name) => `not reached: ${name}`))
})
