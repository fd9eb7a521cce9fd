import { expect, test } from 'vitest'
import { DescribeCustomKeyStores } from '../../facts/operations/DescribeCustomKeyStores.ts'
import { createClient, STORES } from '../test-client.ts'

test('tells of one store, as the example does', async () => {
  const { send } = createClient()
  const { request, response } = DescribeCustomKeyStores.example
  expect(await send('DescribeCustomKeyStores', request)).toEqual(response)
  expect(await send('DescribeCustomKeyStores', { CustomKeyStoreName: 'External' })).toEqual(response)
})

test('lists every store, page by page', async () => {
  const { send } = createClient()
  const first = await send('DescribeCustomKeyStores', { Limit: 2 })
  expect(first).toMatchObject({ Truncated: true, NextMarker: expect.any(String) })
  const second = await send('DescribeCustomKeyStores', { Limit: 2, Marker: first.NextMarker })
  expect(second).toMatchObject({ Truncated: false })
  const ids = [...(first.CustomKeyStores ?? []), ...(second.CustomKeyStores ?? [])].map((store) => store.CustomKeyStoreId)
  expect(ids).toEqual(Object.values(STORES))
})

test('refuses an unknown store, two filters and a foreign marker', async () => {
  const { refuse } = createClient()
  expect(await refuse('DescribeCustomKeyStores', { CustomKeyStoreId: 'cks-0' })).toBe(
    "CustomKeyStoreNotFoundException: Custom key store 'cks-0' does not exist.",
  )
  expect(await refuse('DescribeCustomKeyStores', { CustomKeyStoreName: 'None' })).toBe(
    "CustomKeyStoreNotFoundException: Custom key store 'None' does not exist.",
  )
  expect(await refuse('DescribeCustomKeyStores', { CustomKeyStoreId: STORES.spare, CustomKeyStoreName: 'Spare' })).toMatch(
    'ValidationException: ',
  )
  expect(await refuse('DescribeCustomKeyStores', { Marker: 'x' })).toMatch('InvalidMarkerException: ')
})

test('keeps the stores of one Region from another', async () => {
  const { attempt } = createClient()
  const authorization = 'AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-west-1/kms/aws4_request, SignedHeaders=host, Signature=0'
  const { body } = await attempt('DescribeCustomKeyStores', {}, { authorization })
  expect(body).toEqual({ CustomKeyStores: [], Truncated: false })
})
