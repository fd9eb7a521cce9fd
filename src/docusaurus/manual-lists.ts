import { MANUAL, MANUAL_FOLDER, type ManualPage } from './manual-pages.ts'
import { jsxElement, link, type Node, paragraph, prose, text } from './nodes.ts'

const urlOf = (file: string): string => `/docs/${MANUAL_FOLDER}/${file}`

const listOf = (kind: 'ul' | 'ol', pages: Readonly<Record<string, ManualPage>>): Node =>
  jsxElement(
    kind,
    {},
    Object.entries(pages).map(([file, [title, summary]]) =>
      jsxElement('li', {}, [link(urlOf(file), [text(title)]), text(': '), ...prose(summary)]),
    ),
  )

/** `<ManualPages of="keys" />`: the pages of a group, numbered in the order in which they are read. */
export const manualPages = (of: string): Node[] => {
  const group = MANUAL[of]
  if (!group) throw new Error(`Failed to expand <ManualPages of="${of}" />: no such group.`)
  return [listOf('ol', group.pages)]
}

/** `<ManualGroups />`: every group of the manual with its pages, under a heading that leads to the page of the group. */
export const manualGroups = (): Node[] =>
  Object.entries(MANUAL).flatMap(([file, { title, summary, pages }]): Node[] => [
    { type: 'heading', depth: 2, children: [link(urlOf(file), [text(title)])] },
    paragraph(...prose(summary)),
    listOf('ul', pages),
  ])
