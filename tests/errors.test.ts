import { expect, test } from 'vitest'
import { createClient } from '../src/emulator/test-client.ts'
import type { ErrorCode } from '../src/facts/index.ts'
import { isExcused, OWN, pairs, REASONS, refusedRequest } from './refusals.ts'

/** Every error that an operation declares is met here, or the reason stands in `REASONS`. */

/** Codes that come without a text, at least from some operations. */
const SILENT: readonly ErrorCode[] = [
  'InvalidCiphertextException',
  'KMSInvalidMacException',
  'KMSInvalidSignatureException',
  'UnsupportedOperationException',
]

test.each(pairs.filter((pair) => !isExcused(pair)))('$operation returns $code', async (pair) => {
  const { operation, code } = pair
  const client = createClient()
  const request = await refusedRequest(pair, client)
  const before = await client.emulator.snapshot()
  const { status, body } = await client.attempt(operation, request)
  expect([status, body?.__type, body?.message]).toEqual([400, code, body?.message])
  if (!SILENT.includes(code)) expect(body.message).toMatch(/\S/)
  // Rows are never changed, but replaced.
  const after = await client.emulator.snapshot()
  expect(after.length).toBe(before.length)
  expect(after.filter(({ row }, n) => row !== before[n]?.row)).toEqual([])
})

test('every reason is about an error that is declared', () => {
  const declared = new Set(pairs.map(({ pair }) => pair))
  for (const { code, of } of REASONS) {
    if (!of) expect(pairs.filter((pair) => pair.code === code).length).toBeGreaterThan(1)
    for (const operation of of ?? []) expect(declared).toContain(`${operation} ${code}`)
  }
  for (const pair of pairs.filter(isExcused)) expect(OWN).not.toHaveProperty([pair.pair])
})

test('every recipe is for an error that is declared', () => {
  const declared = new Set<string>(pairs.map(({ pair }) => pair))
  expect(Object.keys(OWN).filter((pair) => !declared.has(pair))).toEqual([])
})
