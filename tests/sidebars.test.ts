import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import sidebars from '../sidebars.ts'
import { filesIn } from './pages.ts'

const FOLDER = 'api/q-kms/user-manual'
const listed = sidebars.manual.flatMap((entry) => (typeof entry === 'string' ? [entry] : entry.items))

test('every page of the manual stands in its sidebar, once', () => {
  const pages = filesIn(`docs/${FOLDER}`, '.mdx').map((file) => `${FOLDER}/${file.replace(/\.mdx$/, '')}`)
  expect(listed.toSorted()).toEqual(pages.toSorted())
})

test('the first page of the manual leads to all others, in the groups and the order of the sidebar', () => {
  const page = readFileSync(`docs/${FOLDER}/index.mdx`, 'utf8')
  const groups = page.split(/^## /m).slice(1)
  expect(groups.map((group) => group.split('\n', 1)[0])).toEqual(
    sidebars.manual.flatMap((entry) => (typeof entry === 'string' ? [] : [entry.label])),
  )
  expect(groups.flatMap((group) => [...group.matchAll(/^- \[[^\]]+\]\(\/docs\/([^)]+)\)/gm)].map(([, path]) => path))).toEqual(
    listed.slice(1),
  )
})
