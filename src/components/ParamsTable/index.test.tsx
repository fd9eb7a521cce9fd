import type { ComponentProps } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { parametersOf, type Row } from '../../vocabulary/project.ts'
import { enumeration, list, nullable, string, structure, union } from '../../vocabulary/shapes.ts'
import ParamsTable from './index.tsx'

const html = (rows: readonly Row[], rest: Partial<ComponentProps<typeof ParamsTable>> = {}) =>
  renderToStaticMarkup(<ParamsTable parameters={rows} {...rest} />)

const KEY_ID = { name: 'KeyId', type: 'string', description: 'The key.', required: true }
const TAGS = {
  name: 'Tags',
  type: 'list of structure',
  description: 'The tags.',
  required: false,
  children: [{ name: 'TagKey', type: 'string', description: 'The name.', required: true }],
}

test('gives each row an anchor and a link to it', () => {
  expect(html([KEY_ID])).toContain('id="request-KeyId"')
  expect(html([KEY_ID])).toContain('href="#request-KeyId" aria-label="Link to KeyId"')
})

test('takes rows with hyphens for headers', () => {
  const headers = ['Content-Type', 'X-Amz-Target'].map((name) => ({ ...KEY_ID, name }))
  expect(html(headers)).toContain('id="header-X-Amz-Target"')
  expect(html(headers)).toContain('Request headers</caption>')
})

test('unfolds the members of a structure below it, with the whole path for screen readers', () => {
  const table = html([TAGS])
  expect(table).toContain('id="request-Tags-TagKey" data-depth="1"')
  expect(table).toContain('<span class="qkms-sr">Tags.</span>TagKey')
  expect(table).toContain('aria-label="Link to Tags.TagKey"')
})

const CARD = structure({ Number: { type: string({ min: 12 }), required: true, description: 'The number.' } })
const BANK = structure({
  Iban: { type: string(), description: 'The account.' },
  Kind: { type: enumeration({ giro: 'With a card.' }), description: 'Its kind.' },
})
const paid = (type: Parameters<typeof list>[0]) =>
  parametersOf({ input: { Payment: { type, required: true, description: 'How to pay.' } } })

test('unfolds the options of a union, each with its members', () => {
  const table = html(paid(union(CARD, BANK, string({ max: 8 }))))
  expect(table).toContain('id="request-Payment-option-1" data-depth="1"')
  expect(table).toContain('<span><span class="qkms-sr">Payment.</span>option 1</span>')
  expect(table).toContain('>One of these</td>')
  expect(table).toContain('id="request-Payment-option-1-Number" data-depth="2"')
  expect(table).toContain('aria-label="Link to Payment.option 2.Iban"')
  expect(table).toContain('<code>giro</code> With a card.')
  // The bound of the text is the option's, not the union's.
  expect(table.indexOf('up to 8 characters')).toBeGreaterThan(table.indexOf('id="request-Payment-option-3"'))
  const anchors = [...table.matchAll(/ id="([^"]+)"/g)].map(([, anchor]) => anchor)
  expect(anchors).toEqual([...new Set(anchors)])
})

test('unfolds the options of the unions in a list, and needs no option for what may be null', () => {
  expect(html(paid(list(nullable(union(CARD, BANK)))))).toContain('id="request-Payment-option-2-Kind"')
  expect(html(paid(nullable(CARD)))).toContain('id="request-Payment-Number"')
  expect(html(paid(union(string(), list(string()))))).not.toContain('option')
})

test('says in words what is required, and says nothing of it for a response', () => {
  expect(html([KEY_ID])).toContain('>Required</td>')
  expect(html([TAGS])).toContain('>Optional</td>')
  expect(html([{ ...KEY_ID, required: false }], { prefix: 'response' })).not.toMatch(/Optional|Required/)
})

test('shows default, constraints, values and deprecation', () => {
  const table = html([
    {
      ...KEY_ID,
      default: 'x',
      constraints: ['1 to 64 characters', 'pattern ^a+$'],
      values: { A: 'The `first`.' },
      deprecated: true,
    },
  ])
  expect(table).toContain('Default: <code>x</code>')
  expect(table).toContain('1 to 64 characters')
  expect(table).toContain('pattern <code>^a+$</code>')
  expect(table).toContain('<code>A</code> The <code>first</code>.')
  expect(table).toContain('Deprecated')
})

test('folds a long list of values and keeps it in the HTML', () => {
  const values = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`V${index}`, `Meaning ${index}`]))
  expect(html([{ ...KEY_ID, values }])).toMatch(/<details.*<summary>7 values<\/summary>.*Meaning 6.*<\/details>/)
})

test('reads backticks as code and nothing else of Markdown', () => {
  expect(html([{ ...KEY_ID, description: 'Give `Origin`, **not** <b> or a lone `.' }])).toContain(
    'Give <code>Origin</code>, **not** &lt;b&gt; or a lone `.',
  )
})

test('shows a given caption; a class and a style are those of its outermost element, and other attributes those of the table', () => {
  const table = html([KEY_ID], { caption: 'What you send', className: 'mine', style: { margin: 0 }, id: 'table' })
  expect(table).toContain('<caption>What you send</caption>')
  expect(table).toContain('<div class="qkms qkms-params mine" style="margin:0"><table role="table" id="table">')
})

test('says that there is nothing for an empty array', () => {
  expect(html([])).toContain('None.')
  expect(html([])).not.toContain('<table')
})
