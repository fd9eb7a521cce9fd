import { expect, test } from 'vitest'
import { SECOND } from '../emulator/clock.ts'
import { createClient, SANDBOX, STORES } from '../emulator/test-client.ts'
import { SANDBOX_KEYS } from '../facts/sandbox.ts'
import { nodeText, walk } from './nodes.ts'
import { sandboxKeys } from './sandbox.ts'

const DAY = 86_400

/** What a row's cells say. */
const rows = sandboxKeys()
  .flatMap((node) => [...walk(node)])
  .filter(({ name }) => name === 'tr')
  .slice(1)
  .map(({ children = [] }) => children)
const rowOf = (alias: string) => rows.find(([first]) => first && nodeText(first).startsWith(`alias/${alias}`)) ?? []

test('lists every alias of a new sandbox that has a key, and no other', async () => {
  const { send } = createClient()
  const { Aliases = [] } = await send('ListAliases', {})
  const listed = Aliases.flatMap(({ AliasName, TargetKeyId }) => (TargetKeyId ? [`${AliasName}${TargetKeyId}`] : []))
  expect(rows.map(([first]) => first && nodeText(first)).toSorted()).toEqual(listed.toSorted())
})

test.each(SANDBOX_KEYS)('says of alias/$alias what DescribeKey says', async (key) => {
  const { send } = createClient()
  const { KeyMetadata } = await send('DescribeKey', { KeyId: `alias/${key.alias}` })
  const { KeyState, KeySpec, KeyUsage, Origin, KeyId } = KeyMetadata ?? {}
  const end = KeyMetadata?.DeletionDate ?? KeyMetadata?.ValidTo
  const days = end === undefined ? '' : `, for ${Math.round((Number(end) - Date.now() / 1000) / DAY)} days`
  expect(rowOf(key.alias).slice(0, 2).map(nodeText)).toEqual([
    `alias/${key.alias}${KeyId}`,
    `${KeyState}${days}${KeySpec}${KeyUsage}${Origin}`,
  ])
})

test.each(SANDBOX_KEYS)('leads from alias/$alias to what it is good for', ({ alias }) => {
  const links = rowOf(alias).flatMap((cell) => [...walk(cell)].flatMap(({ type, url }) => (type === 'link' ? [url] : [])))
  expect(links.length).toBeGreaterThan(0)
})

test('the keys that are refused are refused as it says, and the cure that it names helps', async () => {
  const { attempt, refuse, send, emulator } = createClient()
  const encryptWith = (alias: string) => ({ KeyId: `alias/${alias}`, Plaintext: 'aGVsbG8=' })
  for (const [alias, cure, body] of [
    ['disabled', 'EnableKey', { KeyId: SANDBOX.disabled }],
    ['unavailable', 'ConnectCustomKeyStore', { CustomKeyStoreId: STORES.cluster }],
  ] as const) {
    const said = rowOf(alias).map(nodeText).at(-1) ?? ''
    const [, code] = /A (\w+): Encrypt with it/.exec(said) ?? []
    expect(said).toContain(`${cure} is the cure.`)
    expect(await refuse('Encrypt', encryptWith(alias))).toContain(`${code}: `)
    expect((await attempt(cure, body)).status).toBe(200)
    // A key store takes its time to connect.
    await emulator.clock.advance(5 * SECOND)
    await send('Encrypt', encryptWith(alias))
  }
})
