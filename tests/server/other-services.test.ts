import { decode } from 'cborg'
import { expect, test } from 'vitest'
import type { LogEntry } from '../../src/server/log.ts'
import { send, started } from './support.ts'

const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
})
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const TEXT = 'This server is KMS and STS alone; set AWS_ENDPOINT_URL_KMS'

interface Case {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly service: string
  readonly action: string
  readonly type: string
  /** What stands in the answer around the text. */
  readonly form: RegExp
}

const CASES: Readonly<Record<string, Case>> = {
  'JSON by its target': {
    headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem', 'content-type': 'application/x-amz-json-1.0' },
    body: '{}',
    service: 'DynamoDB_20120810',
    action: 'GetItem',
    type: 'application/x-amz-json-1.1',
    form: /^\{"__type":"UnknownOperationException","message":"/,
  },
  'JSON by its signature': {
    headers: { 'x-amz-target': 'secretsmanager.GetSecretValue', ...signedFor('secretsmanager') },
    body: '{}',
    service: 'secretsmanager',
    action: 'GetSecretValue',
    type: 'application/x-amz-json-1.1',
    form: /^\{"__type":"UnknownOperationException","message":"/,
  },
  'a form': {
    headers: { ...FORM, ...signedFor('iam') },
    body: 'Action=ListUsers&Version=2010-05-08',
    service: 'iam',
    action: 'ListUsers',
    type: 'text/xml',
    form: /^<ErrorResponse><Error><Type>Sender<\/Type><Code>InvalidAction<\/Code><Message>/,
  },
  'a form without a signature': {
    headers: FORM,
    body: 'Action=Publish&Version=2010-03-31',
    service: 'another service',
    action: 'Publish',
    type: 'text/xml',
    form: /^<ErrorResponse><Error>/,
  },
  'a form of EC2': {
    headers: { ...FORM, ...signedFor('ec2') },
    body: 'Action=DescribeRegions&Version=2016-11-15',
    service: 'ec2',
    action: 'DescribeRegions',
    type: 'text/xml',
    form: /^<Response><Errors><Error><Code>InvalidAction<\/Code><Message>.*<RequestID>/,
  },
  S3: {
    method: 'GET',
    path: '/bucket/key?list-type=2',
    headers: signedFor('s3'),
    service: 's3',
    action: 'GET /bucket/key',
    type: 'application/xml',
    form: /^<Error><Code>InvalidRequest<\/Code><Message>.*<RequestId>/,
  },
  'a presigned URL of S3': {
    method: 'GET',
    path: '/bucket/key?X-Amz-Credential=test%2F20260101%2Fus-east-1%2Fs3%2Faws4_request',
    service: 's3',
    action: 'GET /bucket/key',
    type: 'application/xml',
    form: /^<Error><Code>InvalidRequest<\/Code><Message>/,
  },
  'REST with XML': {
    method: 'GET',
    path: '/2013-04-01/hostedzone',
    headers: signedFor('route53'),
    service: 'route53',
    action: 'GET /2013-04-01/hostedzone',
    type: 'text/xml',
    form: /^<ErrorResponse><Error>/,
  },
  'REST with JSON': {
    path: '/2015-03-31/functions/f/invocations',
    headers: signedFor('lambda'),
    body: '{}',
    service: 'lambda',
    action: 'POST /2015-03-31/functions/f/invocations',
    type: 'application/json',
    form: /^\{"message":"/,
  },
}

const asked = async ({ method = 'POST', path = '/', headers = {}, body }: Case) => {
  const entries: LogEntry[] = []
  const { url } = await started({ log: (entry) => entries.push(entry) })
  const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) })
  return { response, text: await response.text(), entries }
}

test.each(Object.entries(CASES))('refuses %s in the form of its service, and logs it', async (_, request) => {
  const { response, text, entries } = await asked(request)
  expect(response.status).toBe(400)
  expect(response.headers.get('content-type')).toBe(request.type)
  expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  expect(text).toMatch(request.form)
  expect(text).toContain(TEXT)
  const { service, action: operation } = request
  expect(entries).toMatchObject([{ service, operation, status: 400, error: expect.stringContaining(TEXT) }])
})

test('refuses the CBOR protocol in CBOR', async () => {
  const { url } = await started()
  const path = '/service/GraniteServiceVersion20100801/operation/ListMetrics'
  const headers = { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor', ...signedFor('monitoring') }
  const response = await fetch(url + path, { method: 'POST', headers })
  expect(response.status).toBe(400)
  expect(response.headers.get('smithy-protocol')).toBe('rpc-v2-cbor')
  expect(decode(new Uint8Array(await response.arrayBuffer()))).toEqual({
    __type: 'UnknownOperationException',
    message: expect.stringMatching(`^${TEXT}.*monitoring: ListMetrics`),
  })
})

test('names the error type of a REST service in its header', async () => {
  const { url } = await started()
  const { headers } = await fetch(`${url}/clusters`, { headers: signedFor('eks') })
  expect(headers.get('x-amzn-errortype')).toBe('UnknownOperationException')
})

test('takes what is signed or meant for this service as its own', async () => {
  const { url } = await started()
  const unknown = { status: 400, body: { __type: 'UnknownOperationException' } }
  expect(await send(url, 'ListKeys', {}, signedFor('s3'))).toMatchObject({ status: 200 })
  expect(await send(url, 'ListKeys', {}, { 'x-amz-target': 'Other.ListKeys', ...signedFor('kms') })).toMatchObject(unknown)
  expect(await send(url, 'ListKeys', 'Action=ListKeys', { 'x-amz-target': '', ...FORM })).toMatchObject(unknown)
  expect(await send(url, 'ListKeys', {}, { 'x-amz-target': 'ListKeys' })).toMatchObject(unknown)
})

test('logs who only looks', async () => {
  const entries: LogEntry[] = []
  const { url } = await started({ log: (entry) => entries.push(entry) })
  expect(await (await fetch(`${url}/?x=1`)).text()).toContain('Q-KMS emulator')
  await fetch(`${url}/favicon.ico`, { method: 'HEAD' })
  expect(entries).toMatchObject([
    { service: '-', operation: 'GET /', status: 200 },
    { service: '-', operation: 'HEAD /favicon.ico', status: 200 },
  ])
})
