import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { beforeEach, expect, test, vi } from 'vitest'
import { SANDBOX } from '../../src/emulator/test-client.ts'
import { headersOf } from '../../src/facts/protocol.ts'
import { ask, started } from './support.ts'

const ACCESS_KEY = 'AKIDEXAMPLE'
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'

beforeEach(() => {
  vi.useRealTimers()
})

const verifying = () => started({ secrets: { [ACCESS_KEY]: SECRET } })

interface Signed {
  readonly headers: Record<string, string>
  body: string | Uint8Array
}

/** What the SDK sends to describe a key, once `change` has been at it. */
const describeKey = async (
  url: string,
  secretAccessKey: string,
  change: (signed: Signed) => void = () => {},
  accessKeyId = ACCESS_KEY,
) => {
  const kms = new KMSClient({ region: 'eu-west-1', endpoint: url, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 })
  kms.middlewareStack.add(
    (next) => (args) => {
      change(args.request as Signed)
      return next(args)
    },
    // Behind the signing, which is in this step too.
    { step: 'finalizeRequest', priority: 'low' },
  )
  return kms.send(new DescribeKeyCommand({ KeyId: SANDBOX.app })).then(
    () => 'accepted',
    (error: Error) => `${error.name}: ${error.message}`,
  )
}

const MISMATCH = 'InvalidSignatureException: The request signature we calculated does not match the signature you provided.'

/** The key is not there in eu-west-1, but only who is let in learns that. */
const ACCEPTED = 'NotFoundException: '

test('lets in who signs with the right secret', async () => {
  const { url } = await verifying()
  expect(await describeKey(url, SECRET)).toContain(ACCEPTED)
  expect(await describeKey(`${url}/some/path`, SECRET)).toContain(ACCEPTED)
})

test('refuses another secret', async () => {
  const { url } = await verifying()
  expect(await describeKey(url, 'another')).toContain(MISMATCH)
})

test('refuses a request that was changed after it was signed', async () => {
  const { url } = await verifying()
  const changes: readonly ((signed: Signed) => void)[] = [
    (signed) => {
      signed.body = Buffer.from(signed.body).toString().replace(SANDBOX.app, SANDBOX.mac)
    },
    ({ headers }) => {
      headers['x-amz-target'] = 'TrentService.DisableKey'
    },
    ({ headers }) => {
      headers.authorization = headers.authorization?.replace('eu-west-1', 'us-east-1') ?? ''
    },
    ({ headers }) => {
      headers.authorization = headers.authorization?.replace(/Signature=\w+/, 'Signature=00') ?? ''
    },
    ({ headers }) => {
      headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD'
    },
  ]
  for (const change of changes) expect(await describeKey(url, SECRET, change)).toContain(MISMATCH)
})

test('wants the host and the target signed', async () => {
  const { url } = await verifying()
  const without = (name: string) => (signed: Signed) => {
    signed.headers.authorization = signed.headers.authorization?.replace(`;${name}`, '') ?? ''
  }
  expect(await describeKey(url, SECRET, without('x-amz-target'))).toBe(
    "InvalidSignatureException: 'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.",
  )
  expect(await describeKey(url, SECRET, without('host'))).toBe(
    "InvalidSignatureException: 'host' must be a 'SignedHeader' in the AWS Authorization.",
  )
})

test('refuses an access key that it does not know', async () => {
  const { url } = await verifying()
  expect(await describeKey(url, SECRET, undefined, 'AKIDOTHER')).toBe(
    'UnrecognizedClientException: The security token included in the request is invalid.',
  )
})

test('refuses a date more than five minutes off', async () => {
  const { url } = await verifying()
  const at = (offset: number) => {
    vi.useFakeTimers({ now: Date.now() + offset, toFake: ['Date'] })
    return (): void => void vi.useRealTimers()
  }
  // The SDK signs by the wrong clock; the server, asked afterwards, has the right one.
  expect(await describeKey(url, SECRET, at(-301_000))).toMatch(
    /^InvalidSignatureException: Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
  )
  expect(await describeKey(url, SECRET, at(310_000))).toMatch(/^InvalidSignatureException: Signature not yet current: /)
  expect(await describeKey(url, SECRET, at(-240_000))).toContain(ACCEPTED)
})

test.each([
  [{}, 'MissingAuthenticationTokenException', /^Missing Authentication Token$/],
  [{ authorization: 'Basic x' }, 'IncompleteSignatureException', /^Unsupported AWS 'algorithm': 'Basic'\.$/],
  [
    { authorization: 'AWS4-HMAC-SHA256 x' },
    'IncompleteSignatureException',
    /^'x' not a valid key=value pair \(missing equal-sign\)/,
  ],
  [
    { authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/kms/aws4_request' },
    'IncompleteSignatureException',
    /^Authorization header requires 'Signature' parameter\. Authorization header requires 'SignedHeaders' parameter\. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header\. /,
  ],
  [
    { authorization: 'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0', 'x-amz-date': '20260101T000000Z' },
    'IncompleteSignatureException',
    /^Credential must have the form keyid\/date\/region\/kms\/aws4_request, got 'a'\.$/,
  ],
])('refuses the headers %j', async (headers, __type, message) => {
  const { url } = await verifying()
  const reply = await ask(url, { method: 'POST', headers: { ...headersOf('ListKeys'), ...headers }, body: '{}' })
  expect(reply).toMatchObject({ status: 400, body: { __type, message: expect.stringMatching(message) } })
})

test('checks nothing unless it is asked to', async () => {
  const { url } = await started()
  expect(await describeKey(url, 'another')).toContain(ACCEPTED)
})
