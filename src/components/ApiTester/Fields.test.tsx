// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import type { Field } from '../../vocabulary/project.ts'
import {
  blob,
  boolean,
  enumeration,
  integer,
  list,
  map,
  type Shape,
  string,
  structure,
  timestamp,
} from '../../vocabulary/shapes.ts'
import { show } from '../test-dom.ts'
import ApiTester from './index.tsx'

beforeEach(() => localStorage.clear())

const tag = structure({
  TagKey: { type: string(), required: true, description: 'Name.' },
  TagValue: { type: string(), description: 'Value.' },
})

/** A tester with one field, and what its JSON mode shows. */
const withField = async (shape: Shape, example?: Readonly<Record<string, unknown>>) => {
  const parameters: readonly Field[] = [{ name: 'member', type: shape.kind, shape, required: true }]
  const page = await show(
    <ApiTester operation="Test" parameters={parameters} {...(example && { example })} fetch={async () => new Response('{}')} />,
  )
  const body = async (): Promise<unknown> => {
    await page.check('JSON')
    const text = page.field('Request body').value
    await page.check('Form')
    return JSON.parse(text)
  }
  return { ...page, body }
}

test('writes a text, and leaves it out when it is cleared', async () => {
  const { fill, body } = await withField(string())
  await fill('Member', 'a "quoted" text')
  expect(await body()).toEqual({ Member: 'a "quoted" text' })
  await fill('Member', '')
  expect(await body()).toEqual({})
})

test('offers the values of an enumeration and none', async () => {
  const { fill, field, body } = await withField(enumeration({ RSA_2048: 'Two.', RSA_4096: 'Four.' }))
  expect([...field('Member').querySelectorAll('option')].map(({ value }) => value)).toEqual(['', 'RSA_2048', 'RSA_4096'])
  await fill('Member', 'RSA_4096')
  expect(await body()).toEqual({ Member: 'RSA_4096' })
  await fill('Member', '')
  expect(await body()).toEqual({})
})

test('keeps a value outside the set that JSON mode brought in', async () => {
  const { field, body } = await withField(enumeration({ A: 'One.' }), { Member: 'Z' })
  expect(field('Member').value).toBe('Z')
  expect(await body()).toEqual({ Member: 'Z' })
})

test('writes numbers as numbers', async () => {
  const { fill, body } = await withField(integer({ min: 1 }))
  await fill('Member', '32')
  expect(await body()).toEqual({ Member: 32 })
  await fill('Member', '')
  expect(await body()).toEqual({})
})

test('tells a boolean that is not sent from false', async () => {
  const { fill, body } = await withField(boolean)
  expect(await body()).toEqual({})
  await fill('Member', 'false')
  expect(await body()).toEqual({ Member: false })
  await fill('Member', 'true')
  expect(await body()).toEqual({ Member: true })
})

test('writes a time as seconds', async () => {
  const { fill, field, body } = await withField(timestamp)
  await fill('Member', '2027-01-31T23:59:07')
  expect(await body()).toEqual({ Member: new Date(2027, 0, 31, 23, 59, 7).getTime() / 1000 })
  expect(field('Member').value).toMatch(/^2027-01-31T23:59:07/)
})

test('encodes the text of a secret blob, and shows its base64 on demand', async () => {
  const { fill, field, body } = await withField(blob({ sensitive: true }))
  await fill('Member', 'ключ 🔑')
  expect(await body()).toEqual({ Member: Buffer.from('ключ 🔑').toString('base64') })
  expect(field('Member').value).toBe('ключ 🔑')
  await fill('Encoding of Member', 'base64')
  expect(field('Member').value).toBe(Buffer.from('ключ 🔑').toString('base64'))
})

test('takes other blobs as base64, and shows bytes that are no text only so', async () => {
  const { fill, field, body, one } = await withField(blob())
  await fill('Member', '//79')
  expect(await body()).toEqual({ Member: '//79' })
  expect(field('Encoding of Member').value).toBe('base64')
  expect(one<HTMLOptionElement>('option[value=text]').disabled).toBe(true)
  await fill('Member', 'not base64')
  expect(await body()).toEqual({ Member: 'not base64' })
})

test('takes bytes as hexadecimal digits, however they are set apart', async () => {
  const { fill, field, body } = await withField(blob())
  await fill('Encoding of Member', 'hex')
  await fill('Member', '0xfe:fe FD f')
  expect(field('Member').value).toBe('0xfe:fe FD f')
  await fill('Encoding of Member', 'base64')
  expect(field('Member').value).toBe('/v79')
  expect(await body()).toEqual({ Member: '/v79' })
  await fill('Encoding of Member', 'hex')
  expect(field('Member').value).toBe('fefefd')
  await fill('Member', '')
  expect(await body()).toEqual({})
})

test('takes the bytes of a file', async () => {
  const { one, does, body, button } = await withField(blob())
  const file = one<HTMLInputElement>('input[type=file]')
  expect(button('File… for Member').type).toBe('button')
  Object.defineProperty(file, 'files', { value: [new File([new Uint8Array([0xfe, 0xfe, 0xfd])], 'bytes')] })
  await does(() => file.dispatchEvent(new Event('change', { bubbles: true })))
  expect(await body()).toEqual({ Member: '/v79' })
})

test('adds and removes the items of a list and moves the focus along', async () => {
  const { press, fill, button, body } = await withField(list(string()))
  await press('Add to Member')
  expect(document.activeElement?.tagName).toBe('INPUT')
  await fill('Member 1', 'a')
  await press('Add to Member')
  await fill('Member 2', 'b')
  expect(await body()).toEqual({ Member: ['a', 'b'] })
  await press('Remove Member 1')
  expect(await body()).toEqual({ Member: ['b'] })
  await press('Remove Member 1')
  expect(document.activeElement).toBe(button('Add to Member'))
  expect(await body()).toEqual({})
})

test('shows a number that is new or emptied in a row as none, not as 0', async () => {
  const { press, fill, field, body } = await withField(list(integer()))
  await press('Add to Member')
  expect(field('Member 1').value).toBe('')
  expect(await body()).toEqual({ Member: [null] })
  await fill('Member 1', '7')
  expect(await body()).toEqual({ Member: [7] })
  await fill('Member 1', '')
  expect(field('Member 1').value).toBe('')
  expect(await body()).toEqual({ Member: [null] })
})

test('focuses the next remove button after a removal', async () => {
  const { press, button } = await withField(list(string()), { Member: ['a', 'b', 'c'] })
  await press('Remove Member 2')
  expect(document.activeElement).toBe(button('Remove Member 2'))
  await press('Remove Member 2')
  expect(document.activeElement).toBe(button('Remove Member 1'))
})

test('edits structures in a list', async () => {
  const { press, fill, body, one } = await withField(list(tag))
  await press('Add to Member')
  await fill('TagKey', 'team')
  await press('+ TagValue')
  await fill('TagValue', 'blue')
  expect(await body()).toEqual({ Member: [{ TagKey: 'team', TagValue: 'blue' }] })
  expect(one('fieldset fieldset fieldset legend').textContent).toBe('Member 1')
})

test('warns of a member that a structure in a list lacks', async () => {
  const { press, field, one } = await withField(list(tag))
  await press('Add to Member')
  await press('Send request')
  expect(one('[role=alert]').textContent).toContain('TagKey is required')
  expect(field('TagKey').getAttribute('aria-invalid')).toBe('true')
})

test('leaves a structure out when its last member is cleared', async () => {
  const { fill, body } = await withField(tag)
  await fill('TagKey', 'team')
  expect(await body()).toEqual({ Member: { TagKey: 'team' } })
  await fill('TagKey', '')
  expect(await body()).toEqual({})
})

test('adds, renames and removes the pairs of a map', async () => {
  const { press, fill, button, body } = await withField(map(string()))
  await press('Add to Member')
  expect(await body()).toEqual({})
  await press('Add to Member')
  await fill('Name 1 of Member', '2')
  await fill('Value 1 of Member', 'two')
  await press('Add to Member')
  await fill('Name 2 of Member', '1')
  await fill('Value 2 of Member', 'one')
  expect(await body()).toEqual({ Member: { 1: 'one', 2: 'two' } })
  await press('Remove 1 from Member')
  expect(document.activeElement).toBe(button('Remove 2 from Member'))
  await press('Remove 2 from Member')
  expect(await body()).toEqual({})
})

test('keeps both rows while two of a map have the same name, and says which counts', async () => {
  const { press, fill, field, one } = await withField(map(string()), { Member: { ab: '1' } })
  await press('Add to Member')
  await fill('Name 2 of Member', 'ab')
  await fill('Value 2 of Member', '2')
  expect(one('.qkms-field-error').textContent).toBe('ab is named twice; the last value counts.')
  await fill('Name 2 of Member', 'abc')
  expect([field('Value 1 of Member').value, field('Value 2 of Member').value]).toEqual(['1', '2'])
})

test('shows what JSON mode changes, and keeps members that the form does not know', async () => {
  const { check, fill, field, body } = await withField(string())
  await check('JSON')
  await fill('Request body', '{"Other": [1, {"a": null}], "Member": "x"}')
  await check('Form')
  expect(field('Member').value).toBe('x')
  await fill('Member', 'y')
  expect(await body()).toEqual({ Other: [1, { a: null }], Member: 'y' })
})

test('says what is wrong with JSON, loses nothing of it, and sends it when told to', async () => {
  const sent: unknown[] = []
  const page = await show(
    <ApiTester
      operation="Test"
      parameters={[]}
      fetch={async (_, init) => {
        sent.push(init?.body)
        return new Response('{}')
      }}
    />,
  )
  await page.check('JSON')
  await page.fill('Request body', '{"a": ')
  expect(page.field('Request body').getAttribute('aria-invalid')).toBe('true')
  expect(page.one('.qkms-field-error').textContent).toMatch(/^Failed to read the JSON: ./)
  await page.check('Form')
  expect(page.one('.qkms-field-error').textContent).toContain('cannot be shown as a form')
  await page.check('JSON')
  expect(page.field('Request body').value).toBe('{"a": ')
  await page.press('Send request')
  expect(sent).toEqual([])
  await page.press('Send anyway')
  expect(sent).toEqual(['{"a": '])
})

test('shows a value of another kind without breaking, and clears it on demand', async () => {
  const { press, container, body } = await withField(list(string()), { Member: { a: 1 } })
  expect(container.textContent).toContain('Holds {"a":1}')
  await press('Clear Member')
  expect(await body()).toEqual({})
})
