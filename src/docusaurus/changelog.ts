import { readFileSync } from 'node:fs'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { Node } from './nodes.ts'

/** `<Changelog />`: the file `CHANGELOG.md`, without its title. */
export const changelog = (): Node[] => {
  const { children } = unified().use(remarkParse).parse(readFileSync('CHANGELOG.md', 'utf8'))
  return children.slice(1) as Node[]
}
