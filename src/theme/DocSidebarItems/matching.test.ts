import type { PropSidebarItem } from '@docusaurus/plugin-content-docs'
import { expect, test } from 'vitest'
import { countOf, matching } from './matching.ts'

const page = (label: string): PropSidebarItem => ({ type: 'link', label, href: `/${label}` })
const chapter = (label: string, ...items: PropSidebarItem[]): PropSidebarItem => ({
  type: 'category',
  label,
  items,
  collapsed: false,
  collapsible: false,
})

const ITEMS = [
  page('All operations'),
  chapter('Aliases', page('CreateAlias'), page('UpdateAlias')),
  chapter('Cryptography', page('GenerateDataKey'), page('GenerateMac')),
]
const found = (filter: string) => JSON.stringify(matching(ITEMS, filter)).match(/(?<="label":")[^"]+/g)

test.each<[filter: string, labels: readonly string[] | null]>([
  ['data key', ['Cryptography', 'GenerateDataKey']],
  ['KEY generate', ['Cryptography', 'GenerateDataKey']],
  ['alias create', ['Aliases', 'CreateAlias']],
  ['crypto', ['Cryptography', 'GenerateDataKey', 'GenerateMac']],
  ['all', ['All operations']],
  ['teleport', null],
])('%s finds %j', (filter, labels) => {
  expect(found(filter)).toEqual(labels)
})

test('an empty filter leaves everything', () => {
  expect(matching(ITEMS, '')).toEqual(ITEMS)
})

test('counts pages, not chapters', () => {
  expect(countOf(ITEMS)).toBe(5)
})
