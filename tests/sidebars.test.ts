import { expect, test } from 'vitest'
import sidebars from '../sidebars.ts'
import { MANUAL, MANUAL_FOLDER, MANUAL_PAGES } from '../src/docusaurus/manual-pages.ts'
import { filesIn, load, only, type Page } from './pages.ts'

const listed = sidebars.manual.flatMap((entry) => (typeof entry === 'string' ? [entry] : [entry.link.id, ...entry.items]))
const PAGES = await Promise.all(filesIn('docs', '.mdx').map((file) => load(`docs/${file}`)))

const fieldOf = (name: string, { source }: Page): string | undefined =>
  new RegExp(`^---\\n[\\s\\S]*?^${name}: (.*)$[\\s\\S]*?\\n---\\n`, 'm').exec(source)?.[1]

test('every page of the manual stands in its sidebar, once', () => {
  const pages = filesIn(`docs/${MANUAL_FOLDER}`, '.mdx').map((file) => `${MANUAL_FOLDER}/${file.replace(/\.mdx$/, '')}`)
  expect(listed.toSorted()).toEqual(pages.toSorted())
})

test.each(PAGES)('$path has one name: in the sidebar, as its title and as its heading', (page) => {
  const [heading] = only(page.parts, 'h1')
  expect([fieldOf('sidebar_label', page), fieldOf('title', page)]).toEqual([heading?.text, heading?.text])
})

test('a page is called the same where the manual lists it', () => {
  for (const [file, [title, summary]] of MANUAL_PAGES) {
    const page = PAGES.find(({ path }) => path === `docs/${MANUAL_FOLDER}/${file}.mdx`)
    expect([file, page && fieldOf('title', page)]).toEqual([file, title])
    expect(summary).toMatch(/^[A-Z].*\.$/)
  }
})

const linksOf = (name: string): readonly string[] => {
  const page = PAGES.find(({ path }) => path === `docs/${name}.mdx`)
  return only(page?.parts ?? [], 'a').map(({ props }) => String(props.href).replace('/docs/', ''))
}

test('the first page of the manual leads to all others, in the order of the sidebar', () => {
  const links = linksOf(`${MANUAL_FOLDER}/index`)
  expect(links.slice(-(listed.length - 1))).toEqual(listed.slice(1))
})

test.each(Object.keys(MANUAL))('the page of the group %s leads to its pages, in the order of the sidebar', (file) => {
  const pages = Object.keys(MANUAL[file]?.pages ?? {}).map((page) => `${MANUAL_FOLDER}/${page}`)
  expect(linksOf(`${MANUAL_FOLDER}/${file}`).join()).toContain(pages.join())
})
