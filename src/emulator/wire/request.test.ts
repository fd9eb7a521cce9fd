import { expect, test } from 'vitest'
import { requestTo } from '../test-client.ts'
import { bodyOf, credentialOf, MAX_BODY, targetedBy } from './request.ts'

const withHeaders = (headers: Readonly<Record<string, string>>) => requestTo('Encrypt', '{}', headers)

test('tells the operation by X-Amz-Target', () => {
  expect(targetedBy(requestTo('Encrypt', '{}'))).toBe('Encrypt')
  expect(targetedBy(requestTo('NoSuch', '{}'))).toBe('NoSuch')
})

test('takes the media type in any case and with parameters', () => {
  for (const type of [
    'application/x-amz-json-1.1; charset=utf-8',
    'Application/X-Amz-JSON-1.1',
    'application/x-amz-json-1.1 ;a=b',
  ])
    expect(targetedBy(withHeaders({ 'Content-Type': type }))).toBe('Encrypt')
})

test('knows no operation where the request does not speak the protocol', () => {
  for (const headers of [
    { 'Content-Type': 'application/json' },
    { 'Content-Type': 'application/x-amz-json-1.0' },
    { 'X-Amz-Target': 'Encrypt' },
    { 'X-Amz-Target': 'DynamoDB_20120810.Encrypt' },
    { 'X-Amz-Target': 'trentservice.Encrypt' },
    { 'X-Amz-Target': 'TrentService.Encrypt.More' },
    { 'X-Amz-Target': '' },
  ] as Readonly<Record<string, string>>[])
    expect(targetedBy(withHeaders(headers))).toBeUndefined()
  expect(targetedBy(new Request('https://kms.q-kms.example/'))).toBeUndefined()
  expect(targetedBy(new Request('https://kms.q-kms.example/', { method: 'POST', body: '{}' }))).toBeUndefined()
})

test('takes an empty body for an empty object', async () => {
  expect(await bodyOf(requestTo('ListKeys', ''))).toEqual({})
})

test.each(['{', 'nonsense', "{'a':1}", '{"a":1,}', '\u0000', '{} {}', 'undefined', 'NaN'])(
  'refuses the body %j',
  async (body) => {
    await expect(bodyOf(requestTo('ListKeys', body))).rejects.toThrow(
      expect.objectContaining({ code: 'SerializationException', message: 'Failed to read the request: the body is not JSON.' }),
    )
  },
)

test('takes a body of a mebibyte, and no larger one', async () => {
  const body = (length: number) => `"${'a'.repeat(length - 2)}"`
  expect(await bodyOf(requestTo('ListKeys', body(MAX_BODY)))).toHaveLength(MAX_BODY - 2)
  const tooLarge = expect.objectContaining({ code: 'RequestEntityTooLargeException' })
  await expect(bodyOf(requestTo('ListKeys', body(MAX_BODY + 1)))).rejects.toThrow(tooLarge)
  await expect(bodyOf(requestTo('ListKeys', '{}', { 'content-length': `${MAX_BODY + 1}` }))).rejects.toThrow(tooLarge)
})

test('counts the body in bytes, not in characters', async () => {
  const tooLarge = expect.objectContaining({ code: 'RequestEntityTooLargeException' })
  await expect(bodyOf(requestTo('ListKeys', `"${'€'.repeat(MAX_BODY / 2)}"`))).rejects.toThrow(tooLarge)
})

test('reads who signed from a Signature Version 4 header, and from no other', () => {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260201/eu-west-1/kms/aws4_request, SignedHeaders=host;x-amz-date, Signature=abc'
  expect(credentialOf(withHeaders({ authorization }))).toEqual({
    accessKey: 'AKIDEXAMPLE',
    region: 'eu-west-1',
    service: 'kms',
    token: undefined,
  })
  const byArn = authorization.replace('AKIDEXAMPLE', 'arn:aws:iam::444455556666:role/partner')
  expect(credentialOf(withHeaders({ authorization: byArn }))).toMatchObject({
    accessKey: 'arn:aws:iam::444455556666:role/partner',
  })
  const token = { 'x-amz-security-token': 'session' }
  expect(credentialOf(withHeaders({ authorization, ...token }))).toMatchObject({ token: 'session' })
  for (const other of ['', 'Bearer x', authorization.replace('/kms/', '/s3/'), 'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE'])
    expect(credentialOf(withHeaders({ authorization: other }))).toBeUndefined()
})

test('reads who signed from the query of a presigned URL', () => {
  const signer = (query: string, headers: Readonly<Record<string, string>> = {}) =>
    credentialOf(new Request(`https://kms.example/?${query}`, { method: 'POST', headers }))
  const credential = 'X-Amz-Credential=AKIDEXAMPLE%2F20260201%2Feu-west-1%2Fkms%2Faws4_request'
  expect(signer(`a=b&${credential}&X-Amz-Security-Token=a%2Bb`)).toEqual({
    accessKey: 'AKIDEXAMPLE',
    region: 'eu-west-1',
    service: 'kms',
    token: 'a+b',
  })
  expect(signer(credential.replace('kms', 's3'))).toBeUndefined()
  expect(signer(credential, { authorization: 'Bearer x' })).toBeUndefined()
})
