import { createHash, createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DescribeKeyCommand, EncryptCommand, KMSClient, type KMSClientConfig, ListKeysCommand } from '@aws-sdk/client-kms'
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { fromTemporaryCredentials, fromTokenFile } from '@aws-sdk/credential-providers'
import { SignatureV4 } from '@smithy/signature-v4'
import fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { SANDBOX } from '../../src/emulator/test-client.ts'
import { type ServeOptions, type Server, serve } from '../../src/server/serve.ts'
import { directory, send, started } from './support.ts'

vi.setConfig({ testTimeout: 30_000 })

const ROLE = 'arn:aws:iam::111122223333:role/path/worker'
const SESSION = 'arn:aws:sts::111122223333:assumed-role/worker/session'
const TEST = { accessKeyId: 'test', secretAccessKey: 'test' }
const REGION = 'us-east-1'

type Credentials = NonNullable<KMSClientConfig['credentials']>

const clients = (url: string, credentials: Credentials = TEST) => {
  const settings = { endpoint: url, region: REGION, credentials, maxAttempts: 1 }
  const [kms, sts] = [new KMSClient(settings), new STSClient(settings)]
  onTestFinished(() => {
    kms.destroy()
    sts.destroy()
  })
  return { kms, sts }
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    ({ name, message }: Error) => `${name}: ${message}`,
  )

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const JWT = `${base64url({ alg: 'RS256', typ: 'JWT' })}.${base64url({ iss: 'https://issuer.example', sub: 'system:serviceaccount:a:b', aud: ['sts.amazonaws.com'] })}.c2ln`

/** The credentials of a session, as the SDK takes them. */
const assumed = async (url: string, DurationSeconds?: number, credentials: Credentials = TEST) => {
  const { sts } = clients(url, credentials)
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'session', DurationSeconds }))
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

/** A key that lets in one role alone. */
const keyOfWorker = async (url: string) => {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:role/worker' },
    Action: 'kms:*',
    Resource: '*',
  }
  const { body } = await send(url, 'CreateKey', {
    Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    BypassPolicyLockoutSafetyCheck: true,
  })
  return (body.KeyMetadata as { readonly KeyId: string }).KeyId
}

test('tells who asks', async () => {
  const { url } = await started({
    accountId: '999988887777',
    principals: {
      AKIDUSER: 'arn:aws:iam::111122223333:user/team/alice',
      AKIDROLE: 'arn:aws:sts::111122223333:assumed-role/worker/one',
    },
  })
  const identity = (accessKeyId: string) => clients(url, { ...TEST, accessKeyId }).sts.send(new GetCallerIdentityCommand({}))
  expect(await identity('test')).toMatchObject({
    Arn: 'arn:aws:iam::999988887777:root',
    Account: '999988887777',
    UserId: '999988887777',
    $metadata: { requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  })
  expect(await identity('AKIDUSER')).toMatchObject({
    Arn: 'arn:aws:iam::111122223333:user/team/alice',
    Account: '111122223333',
    UserId: expect.stringMatching(/^AIDA[A-Z0-9]{17}$/),
  })
  expect(await identity('AKIDROLE')).toMatchObject({ UserId: expect.stringMatching(/^AROA[A-Z0-9]{17}:one$/) })
})

test('makes the caller of an assumed role that role', async () => {
  const { url } = await started()
  const KeyId = await keyOfWorker(url)
  const encrypt = (kms: KMSClient) => kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') }))
  expect(await refusal(encrypt(clients(url).kms))).toContain('AccessDeniedException: User: arn:aws:iam::111122223333:root')

  const { kms, sts } = clients(url, await assumed(url))
  await encrypt(kms)
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Arn: SESSION,
    Account: '111122223333',
    UserId: expect.stringMatching(/^AROA[A-Z0-9]{17}:session$/),
  })
  expect(await refusal(kms.send(new DescribeKeyCommand({ KeyId: SANDBOX.app })))).toBe('accepted')
})

test('gives the ids of a role that GetCallerIdentity tells', async () => {
  const { url } = await started()
  const { sts } = clients(url)
  const role = { RoleArn: ROLE, RoleSessionName: 'session', SourceIdentity: 'alice' }
  const { AssumedRoleUser, SourceIdentity, Credentials } = await sts.send(new AssumeRoleCommand(role))
  expect({ AssumedRoleUser, SourceIdentity }).toMatchObject({ AssumedRoleUser: { Arn: SESSION }, SourceIdentity: 'alice' })
  expect(Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now() + 3_500_000)
  const { UserId } = await clients(url, await assumed(url)).sts.send(new GetCallerIdentityCommand({}))
  expect(UserId).toBe(AssumedRoleUser?.AssumedRoleId)
})

test('assumes a role by a web identity, without a signature', async () => {
  const { url } = await started({ secrets: {} })
  const { sts } = clients(url)
  const withToken = (WebIdentityToken: string) =>
    sts.send(new AssumeRoleWithWebIdentityCommand({ RoleArn: ROLE, RoleSessionName: 'session', WebIdentityToken }))
  expect(await withToken(JWT)).toMatchObject({
    AssumedRoleUser: { Arn: SESSION },
    SubjectFromWebIdentityToken: 'system:serviceaccount:a:b',
    Audience: 'sts.amazonaws.com',
    Provider: 'https://issuer.example',
  })
  for (const token of ['nonsense', 'a.b.c', `${JWT}.x`, JWT.replace(/[^.]+$/, ''), `e30.${JWT.split('.')[1]}.c2ln`])
    expect(await refusal(withToken(token))).toContain('InvalidIdentityTokenException: The ID Token provided is not a valid JWT.')
})

test('is what fromTemporaryCredentials and a token file need', async () => {
  const { url } = await started({ secrets: { test: 'test' } })
  const clientConfig = { endpoint: url, region: REGION }
  const file = join(directory(), 'token')
  writeFileSync(file, JWT)
  for (const credentials of [
    fromTemporaryCredentials({
      masterCredentials: TEST,
      params: { RoleArn: ROLE, RoleSessionName: 'session' },
      clientConfig,
    }),
    fromTokenFile({ webIdentityTokenFile: file, roleArn: ROLE, roleSessionName: 'session', clientConfig }),
  ]) {
    const { kms, sts } = clients(url, credentials)
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(SESSION)
    expect(await refusal(kms.send(new ListKeysCommand({})))).toBe('accepted')
  }
})

const expired = async (options: ServeOptions, ask: (credentials: Credentials, server: Server) => Promise<unknown>) => {
  const server = await started(options)
  const credentials = await assumed(server.url, 900)
  await ask(credentials, server)
  await server.emulator.clock.advance(901_000)
  return refusal(ask(credentials, server))
}

test.each([
  ['without', {}],
  ['with', { secrets: { test: 'test' } }],
] as const)('refuses an expired session by its own clock, %s signatures checked', async (_, options) => {
  const describe = (credentials: Credentials, { url }: Server) =>
    clients(url, credentials).kms.send(new DescribeKeyCommand({ KeyId: SANDBOX.app }))
  expect(await expired(options, describe)).toBe('ExpiredTokenException: The security token included in the request is expired')
  const identify = (credentials: Credentials, { url }: Server) =>
    clients(url, credentials).sts.send(new GetCallerIdentityCommand({}))
  expect(await expired(options, identify)).toBe('ExpiredToken: The security token included in the request is expired')
})

test('refuses an expired session before it looks at the request', async () => {
  const server = await started()
  const { accessKeyId, sessionToken } = await assumed(server.url, 900)
  await server.emulator.clock.advance(901_000)
  const headers = {
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/kms/aws4_request, SignedHeaders=host, Signature=0`,
    'x-amz-security-token': sessionToken,
  }
  for (const body of ['{}', 'not JSON', '{"KeyId": 7}'])
    expect((await send(server.url, 'DescribeKey', body, headers)).body).toMatchObject({ __type: 'ExpiredTokenException' })
})

test('refuses a session with another token or secret, and one that a reset took away', async () => {
  const server = await started({ secrets: { test: 'test' } })
  const { url } = server
  const session = await assumed(url)
  const describe = (credentials: Credentials) =>
    refusal(clients(url, credentials).kms.send(new DescribeKeyCommand({ KeyId: SANDBOX.app })))
  expect(await describe(session)).toBe('accepted')
  const invalid = 'UnrecognizedClientException: The security token included in the request is invalid.'
  expect(await describe({ ...session, sessionToken: 'another' })).toBe(invalid)
  expect(await describe({ accessKeyId: session.accessKeyId, secretAccessKey: session.secretAccessKey })).toBe(invalid)
  expect(await describe({ ...session, secretAccessKey: 'another' })).toContain('InvalidSignatureException: ')
  await server.emulator.reset()
  expect(await describe(session)).toBe(invalid)
  const unchecked = await started()
  expect(await refusal(clients(unchecked.url, session).sts.send(new GetCallerIdentityCommand({})))).toBe(
    'InvalidClientTokenId: The security token included in the request is invalid.',
  )
})

test('keeps sessions in the data directory', async () => {
  const data = directory()
  const first = await serve({ port: 0, data })
  const session = await assumed(first.url)
  await first.close()
  const second = await started({ data, secrets: {} })
  expect((await clients(second.url, session).sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(SESSION)
})

test('forgets sessions a week after their end', async () => {
  const { url, emulator } = await started()
  await assumed(url, 900)
  await emulator.clock.advance(6 * 86_400_000)
  await assumed(url, 900)
  const count = async () => (await emulator.snapshot()).filter(({ table }) => table === 'sessions').length
  expect(await count()).toBe(2)
  await emulator.clock.advance(2 * 86_400_000)
  await assumed(url, 900)
  expect(await count()).toBe(2)
})

test('hides what is secret of a session', async () => {
  const { url } = await started()
  const { secretAccessKey, sessionToken, accessKeyId } = await assumed(url)
  const text = await (await fetch(`${url}/_qkms/state`)).text()
  expect(text).toContain(accessKeyId)
  expect(text).not.toContain(secretAccessKey)
  expect(text).not.toContain(sessionToken)
})

test.each([
  [
    { RoleArn: 'short' },
    "ValidationError: 1 validation error detected: Value 'short' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
  ],
  [{ RoleArn: 'arn:aws:iam::111122223333:user/alice' }, 'ValidationError: Request ARN is invalid'],
  [{ RoleArn: 'arn:aws:s3:::a-bucket-of-mine' }, 'ValidationError: Request ARN is invalid'],
  [
    { RoleSessionName: 'a b' },
    "at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern",
  ],
  [{ RoleSessionName: undefined }, "Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null"],
  [
    { DurationSeconds: 60 },
    "Value '60' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
  ],
  [{ DurationSeconds: 43_201 }, 'Member must have value less than or equal to 43200'],
  [{ Policy: '{' }, 'MalformedPolicyDocumentException: '],
])('refuses to assume a role with %j', async (change, message) => {
  const { url } = await started()
  const request = { RoleArn: ROLE, RoleSessionName: 'session', ...change }
  expect(await refusal(clients(url).sts.send(new AssumeRoleCommand(request)))).toContain(message)
})

test('lets a role that was assumed in another last an hour at most', async () => {
  const { url } = await started()
  const session = await assumed(url)
  expect((await assumed(url, 3600, session)).accessKeyId).not.toBe(session.accessKeyId)
  expect(await refusal(assumed(url, 3601, session))).toContain(
    'ValidationError: The requested DurationSeconds exceeds the 1 hour',
  )
})

test('says which actions of STS there are', async () => {
  const { url } = await started()
  const form = (body: string) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body })
  const response = await form('Action=GetSessionToken&Version=2011-06-15')
  expect(response.status).toBe(400)
  expect(response.headers.get('content-type')).toBe('text/xml')
  const text = await response.text()
  expect(text).toContain('<Code>InvalidAction</Code>')
  expect(text).toContain('of STS there are GetCallerIdentity, AssumeRole, AssumeRoleWithWebIdentity alone.')
  for (const body of ['Action=AssumeRole&DurationSeconds=soon', 'Action=constructor&Version=2011-06-15', 'Action=AssumeRole%00'])
    expect((await form(body)).status).toBe(400)
})

/** The signer asks for a class. */
class Sha256 {
  readonly #hash
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined
        ? createHash('sha256')
        : createHmac('sha256', typeof secret === 'string' ? secret : new Uint8Array(secret as ArrayBuffer))
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data)
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
}

/** A presigned URL, as `aws eks get-token` makes one. */
const presigned = async (
  url: string,
  credentials: { accessKeyId: string; secretAccessKey: string },
  signingDate = new Date(),
) => {
  const { hostname, port } = new URL(url)
  const signer = new SignatureV4({ service: 'sts', region: REGION, credentials, sha256: Sha256 })
  const { query = {} } = await signer.presign(
    {
      method: 'GET',
      protocol: 'http:',
      hostname,
      path: '/',
      headers: { host: `${hostname}:${port}`, 'x-k8s-aws-id': 'cluster' },
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
    },
    { expiresIn: 60, signingDate, unhoistableHeaders: new Set(['x-k8s-aws-id']) },
  )
  return `${url}/?${new URLSearchParams(query as Record<string, string>)}`
}

test('reads a presigned URL, and checks its signature where signatures are checked', async () => {
  const headers = { 'x-k8s-aws-id': 'cluster' }
  const open = await started({ principals: { AKIDUSER: 'arn:aws:iam::111122223333:user/alice' } })
  const user = { accessKeyId: 'AKIDUSER', secretAccessKey: 'x' }
  expect(await (await fetch(await presigned(open.url, user), { headers })).text()).toContain('user/alice')

  const { url } = await started({ secrets: { test: 'test' } })
  const code = async (address: string, more: Readonly<Record<string, string>> = headers) => {
    const text = await (await fetch(address, { headers: more })).text()
    return /<Code>(\w+)/.exec(text)?.[1] ?? (text.includes('<Arn>') ? 'accepted' : text)
  }
  const session = await assumed(url)
  expect(await code(await presigned(url, TEST))).toBe('accepted')
  expect(await code(await presigned(url, session))).toBe('accepted')
  expect(await code(await presigned(url, { ...TEST, secretAccessKey: 'another' }))).toBe('SignatureDoesNotMatch')
  expect(await code(await presigned(url, TEST), { 'x-k8s-aws-id': 'other' })).toBe('SignatureDoesNotMatch')
  expect(await code(await presigned(url, TEST, new Date(Date.now() - 70_000)))).toBe('SignatureDoesNotMatch')
  expect(await code((await presigned(url, TEST)).replace('X-Amz-Date', 'X-Amz-Day'))).toBe('IncompleteSignature')
  expect(await code(`${url}/?Action=GetCallerIdentity`)).toBe('MissingAuthenticationToken')
})

test('reads the credential of a presigned request of the service itself', async () => {
  const { url } = await started({ principals: { AKIDUSER: 'arn:aws:iam::210987654321:user/alice' } })
  const query = 'X-Amz-Credential=AKIDUSER%2F20260101%2Feu-west-1%2Fkms%2Faws4_request'
  const { body } = await send(`${url}/?${query}`, 'CreateKey', {})
  expect(body.KeyMetadata).toMatchObject({ Arn: expect.stringMatching(/^arn:aws:kms:eu-west-1:210987654321:key\//) })
})

test('refuses any form that is wrong, without a server error and without a change', async () => {
  const { url, emulator } = await started()
  const name = fc.constantFrom('Action', 'Version', 'RoleArn', 'RoleSessionName', 'DurationSeconds', 'WebIdentityToken', 'Policy')
  const value = fc.oneof(
    fc.constantFrom('AssumeRole', 'AssumeRoleWithWebIdentity', 'GetCallerIdentity', '2011-06-15', '900', '{}', ROLE, 'session'),
    fc.string({ unit: 'binary' }),
  )
  const form = fc
    .array(fc.tuple(name, value), { maxLength: 8 })
    .map((pairs) => new URLSearchParams([['Action', 'AssumeRole'], ...pairs]))
  const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array))
  await fc.assert(
    fc.asyncProperty(fc.oneof(form.map(String), bytes), async (body) => {
      const before = await emulator.snapshot()
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const response = await fetch(url, { method: 'POST', headers, body })
      const text = await response.text()
      expect([200, 400, 403]).toContain(response.status)
      if (response.headers.get('content-type') === 'text/xml') expect(text).toMatch(/^<(\w+) .*<\/\1>$/s)
      if (response.status !== 200) expect(await emulator.snapshot()).toEqual(before)
    }),
    { numRuns: 300 },
  )
})
