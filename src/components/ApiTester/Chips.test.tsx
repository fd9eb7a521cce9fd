// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import type { Field } from '../../vocabulary/project.ts'
import { list, map, string } from '../../vocabulary/shapes.ts'
import { show } from '../test-dom.ts'
import ApiTester from './index.tsx'

beforeEach(() => localStorage.clear())

const PARAMETERS: readonly Field[] = [
  { name: 'keyId', type: 'string', required: true, description: 'The key.' },
  { name: 'plaintext', type: 'string' },
  { name: 'encryptionContext', type: 'map', shape: map(string()) },
  { name: 'grantTokens', type: 'list', shape: list(string()) },
  { name: 'dryRun', type: 'boolean' },
]

const page = () =>
  show(
    <ApiTester
      operation="Encrypt"
      parameters={PARAMETERS}
      example={{ KeyId: 'alias/app', Plaintext: 'a' }}
      fetch={async () => new Response('{}')}
    />,
  )

type Page = Awaited<ReturnType<typeof page>>
const labels = ({ all }: Page) =>
  all('[data-member] > .qkms-label label, [data-member] > legend').map(({ textContent }) => textContent)
const chips = ({ all }: Page) => all('[role=toolbar] button').map(({ textContent }) => textContent)
const bodyOf = async ({ check, field }: Page): Promise<unknown> => {
  await check('JSON')
  const { value } = field('Request body')
  await check('Form')
  return JSON.parse(value)
}

test('has a field for what is required or documented, and a chip for each of the others', async () => {
  const shown = await page()
  expect(labels(shown)).toEqual(['KeyId', 'Plaintext'])
  expect(chips(shown)).toEqual(['+ EncryptionContext', '+ GrantTokens', '+ DryRun'])
})

test('adds a field in the order of the members, and moves the focus into it', async () => {
  const shown = await page()
  await shown.press('+ DryRun')
  expect(labels(shown)).toEqual(['KeyId', 'Plaintext', 'DryRun'])
  expect(document.activeElement).toBe(shown.field('DryRun'))
  await shown.press('+ GrantTokens')
  expect(labels(shown)).toEqual(['KeyId', 'Plaintext', 'GrantTokens', 'GrantTokens 1', 'DryRun'])
  expect(document.activeElement).toBe(shown.field('GrantTokens 1'))
  await shown.press('+ EncryptionContext')
  expect(chips(shown)).toEqual([])
  await shown.fill('Name 1 of EncryptionContext', 'a')
  await shown.fill('Value 1 of EncryptionContext', 'b')
  expect(await bodyOf(shown)).toMatchObject({ EncryptionContext: { a: 'b' } })
})

test('takes an optional field out with its value, and never a required one', async () => {
  const shown = await page()
  expect(
    shown.all('.qkms-remove').map(({ ariaLabel, attributes }) => ariaLabel ?? attributes.getNamedItem('aria-label')?.value),
  ).toEqual(['Remove Plaintext'])
  await shown.press('×')
  await shown.fill('KeyId', 'b')
  expect(labels(shown)).toEqual(['KeyId'])
  expect(await bodyOf(shown)).toEqual({ KeyId: 'b' })
})

test('keeps a field that is emptied', async () => {
  const shown = await page()
  await shown.fill('Plaintext', '')
  expect(labels(shown)).toEqual(['KeyId', 'Plaintext'])
  await shown.check('JSON')
  await shown.fill('Request body', '{"KeyId": "a", "DryRun": true}')
  await shown.check('Form')
  await shown.fill('DryRun', '')
  expect(labels(shown)).toContain('DryRun')
})

test('the chips are one tab stop, with the arrow keys within', async () => {
  const { all, key } = await page()
  const buttons = all<HTMLButtonElement>('[role=toolbar] button')
  const [first, second, third] = buttons
  if (!first || !second || !third) throw new Error('Failed to find three chips.')
  expect(buttons.map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1])
  first.focus()
  await key(first, { key: 'ArrowRight' })
  expect(document.activeElement).toBe(second)
  await key(second, { key: 'ArrowLeft' })
  await key(first, { key: 'ArrowLeft' })
  expect(document.activeElement).toBe(third)
  expect(buttons.map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0])
})

test('shows the hints when asked, and describes each control by its own in any case', async () => {
  const { one, field, press } = await page()
  const hint = document.getElementById(field('KeyId').getAttribute('aria-describedby') ?? '')
  expect(hint?.textContent).toBe('The key.')
  expect(hint?.className).toBe('qkms-sr')
  await press('Hints')
  expect(one('.qkms-toggle').getAttribute('aria-pressed')).toBe('true')
  expect(hint?.className).toBe('qkms-hint')
})
