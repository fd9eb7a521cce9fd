import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { operations } from '../facts/index.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { MANUAL } from './manual-pages.ts'
import { jsxElement, type Node, nodeText, walk } from './nodes.ts'
import { reference } from './reference.ts'

const MODEL: readonly KmsOperation[] = Object.values(operations)

const expand = (name: string, attributes: Readonly<Record<string, string>> = {}): readonly Node[] => {
  const root: Node = { type: 'root', children: [jsxElement(name, attributes)] }
  reference()(root)
  return [...walk(root)]
}

test('lists the pages of a group in their order, each with its sentence', () => {
  const items = expand('ManualPages', { of: 'operate' }).filter(({ name }) => name === 'li')
  const expected = Object.values(MANUAL.operate?.pages ?? {}).map(([title, summary]) => `${title}: ${summary}`)
  expect(items.map(nodeText)).toEqual(expected)
})

test('refuses a group that does not exist', () => {
  expect(() => expand('ManualPages', { of: 'nothing' })).toThrow('Failed to expand <ManualPages of="nothing" />: no such group.')
})

test('has a heading for each group of the manual', () => {
  const headings = expand('ManualGroups').filter(({ type }) => type === 'heading')
  expect(headings.map(nodeText)).toEqual(Object.values(MANUAL).map(({ title }) => title))
})

test('tells of every operation with pages how much is on one', () => {
  const rows = expand('PageSizes')
    .filter(({ name }) => name === 'tr')
    .map(({ children = [] }) => children.map(nodeText))
  const paged = MODEL.filter(({ input }) => 'Marker' in input).map(({ name }) => name)
  expect(rows.slice(1).map(([name]) => name)).toEqual(paged)
  expect(rows).toContainEqual(['ListGrants', '100', '50'])
  expect(rows).toContainEqual(['ListKeys', '1,000', '100'])
})

test('shows every version of the changelog', () => {
  const headings = expand('Changelog').filter(({ type, depth }) => type === 'heading' && depth === 2)
  const versions = [...readFileSync('CHANGELOG.md', 'utf8').matchAll(/^## (.+)$/gm)].map(([, version]) => version)
  expect(headings.map(nodeText)).toEqual(versions)
})

test('the glossary is in the order of the alphabet', () => {
  const terms = [...readFileSync('docs/api/q-kms/user-manual/glossary.mdx', 'utf8').matchAll(/^### (.+)$/gm)].map(
    ([, term = '']) => term,
  )
  expect(terms.length).toBeGreaterThan(20)
  expect(terms).toEqual(terms.toSorted((one, other) => one.localeCompare(other, 'en')))
})
