import { expect, test } from 'vitest'
import { createClient } from '../../src/emulator/test-client.ts'
import { operations } from '../../src/facts/index.ts'
import type { KmsOperation } from '../../src/facts/operation.ts'
import { PAGES } from './extract.ts'
import { type Body, outcome } from './world.ts'

/** The decision table of the manual: each request makes a key, and the operations beside it are for such keys. */

type Choice = readonly [want: string, request: Body, names: readonly string[], remark: string]
const page = PAGES.find(({ path }) => path.endsWith('/choosing-a-key.mdx'))
const CHOICES = page?.exports.CHOICES as readonly Choice[]
const MODEL: Readonly<Record<string, KmsOperation>> = operations

test.each(CHOICES)('%s', async (_, request, names) => {
  const { send, attempt } = createClient()
  const made = await attempt('CreateKey', request)
  expect(outcome(made)).toBe('allowed')
  const { KeyId, KeyUsage } = made.body.KeyMetadata as Readonly<Record<string, string>>
  for (const name of names)
    if (name === 'GetPublicKey') expect((await send(name, { KeyId: KeyId ?? '' })).PublicKey).toBeDefined()
    else expect([name, MODEL[name]?.key?.usage]).toEqual([name, KeyUsage])
})
