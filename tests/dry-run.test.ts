import { expect, test } from 'vitest'
import { createClient } from '../src/emulator/test-client.ts'
import { type OperationName, operations } from '../src/facts/index.ts'
import type { KmsOperation } from '../src/facts/operation.ts'
import { sendable } from './recipes.ts'

const all: readonly KmsOperation<OperationName>[] = Object.values(operations)
const dry = all.filter(({ input }) => 'DryRun' in input)
const others = all.filter(({ input }) => !('DryRun' in input))

test.each(dry)('a dry run of $name changes nothing', async ({ name, example }) => {
  const client = createClient()
  const request = await sendable(name, example.request, client)
  const before = await client.emulator.snapshot()
  expect(await client.refuse(name, { ...request, DryRun: true })).toBe(
    'DryRunOperationException: The request would have succeeded, but the DryRun option is set.',
  )
  expect(await client.emulator.snapshot()).toEqual(before)
  await expect(client.attempt(name, { ...request, DryRun: false })).resolves.toMatchObject({ status: 200 })
})

test.each(others)('$name knows no dry run, and ignores the member', async ({ name, example }) => {
  const client = createClient()
  const request = await sendable(name, example.request, client)
  await expect(client.attempt(name, { ...request, DryRun: true })).resolves.toMatchObject({ status: 200 })
})
