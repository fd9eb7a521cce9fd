import { expect, test } from 'vitest'
import { createClient, requestTo, SANDBOX } from '../emulator/test-client.ts'
import type { ListedKey } from '../facts/listed-key.ts'
import { KeyId, KeyIdOrAlias } from '../facts/members/common.ts'
import * as operations from '../facts/operations/index.ts'
import { SANDBOX_KEYS } from '../facts/sandbox.ts'
import { sandboxKeys } from '../msw/keys.ts'
import { keyChoices, refusalOf } from './choices.ts'
import { STORAGE } from './storage.ts'

const TAKERS = Object.values(operations).flatMap((operation) =>
  Object.entries(operation.input).flatMap(([member, { type }]) =>
    'key' in operation && (type === KeyId || type === KeyIdOrAlias) ? [{ operation, member }] : [],
  ),
)

test('every refusal that the list foretells comes true', async () => {
  const keys = await (await sandboxKeys(STORAGE)).list()
  let foretold = 0
  const wrong: string[] = []
  for (const { operation, member } of TAKERS)
    for (const key of keys.filter(({ region }) => region === 'us-east-1')) {
      const refused = refusalOf(operation, key)
      if (refused === undefined) continue
      foretold++
      const { status } = await createClient().attempt(operation.name, { ...operation.example.request, [member]: key.id })
      if (status === 200) wrong.push(`${operation.name} ${key.aliases[0]}: ${refused}`)
    }
  expect(wrong).toEqual([])
  expect(foretold).toBeGreaterThan(200)
})

test('the list has every key of the Region, with what tells them apart', async () => {
  const choices = await (await keyChoices('Encrypt', 'KeyId')).list()
  expect(choices.length).toBe(SANDBOX_KEYS.length)
  expect(choices).toContainEqual({
    value: 'alias/app',
    note: '0987dcba-09fe-87dc-65ba-ab0987654321 · Enabled · SYMMETRIC_DEFAULT · ENCRYPT_DECRYPT · AWS_KMS',
  })
  expect(choices).toContainEqual(expect.objectContaining({ value: 'alias/disabled', refused: 'is disabled' }))
  expect(choices).toContainEqual(
    expect.objectContaining({ value: 'alias/mac', refused: 'usage is GENERATE_VERIFY_MAC, not ENCRYPT_DECRYPT' }),
  )
})

test('a member that takes no alias gets the id', async () => {
  const choices = await (await keyChoices('ImportKeyMaterial', 'KeyId')).list()
  expect(choices).toContainEqual(
    expect.objectContaining({ value: '0987dcba-09fe-87dc-65ba-ab0987654321', refused: 'origin is AWS_KMS, not EXTERNAL' }),
  )
  const id = SANDBOX_KEYS.find(({ alias }) => alias === 'pending-import')?.id
  expect(choices.find(({ value }) => value === id)?.refused).toBeUndefined()
})

test('a key is listed under each of its aliases', async () => {
  const { pageEmulator } = await import('../msw/page.ts')
  const { emulator } = await pageEmulator(STORAGE)
  await emulator.fetch(requestTo('CreateAlias', { AliasName: 'alias/second', TargetKeyId: SANDBOX.app }))
  const values = (await (await keyChoices('Encrypt', 'KeyId')).list()).map(({ value }) => value)
  expect(values).toEqual(expect.arrayContaining(['alias/app', 'alias/second']))
  const ids = await (await keyChoices('EnableKey', 'KeyId')).list()
  expect(ids.find(({ value }) => value === SANDBOX.app)?.label).toBe('alias/app, alias/second')
  await emulator.reset()
})

test('a key that is made is listed at once', async () => {
  const { pageEmulator } = await import('../msw/page.ts')
  const { emulator } = await pageEmulator(STORAGE)
  const { list, subscribe } = await keyChoices('Encrypt', 'KeyId')
  const heard: ListedKey['id'][] = []
  const stop = subscribe(() => heard.push('change'))
  const before = (await list()).length
  await emulator.fetch(requestTo('CreateKey', {}))
  stop()
  expect(heard.length).toBeGreaterThan(0)
  expect((await list()).length).toBe(before + 1)
  await emulator.reset()
  expect((await list()).length).toBe(before)
})
