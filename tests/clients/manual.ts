import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** What the pages of the manual show, so that a test and a page are one. */

const sourceOf = (page: string): string =>
  readFileSync(resolve(import.meta.dirname, `../../docs/api/q-kms/user-manual/${page}.mdx`), 'utf8')

/**
 * A file, or commands, that a page shows in a block, by the title of the block.
 *
 * @throws {Error} where the page has no such block
 */
export const shownInManual = (page: string, title: string): string => {
  const [, code] = sourceOf(page).split(` title="${title}"\n`)
  if (code === undefined) throw new Error(`Failed to find ${title} on the page ${page} of the manual.`)
  return code.slice(0, code.indexOf('```'))
}

/**
 * The commands that stand within the text of a page, in its order.
 *
 * @param beginning how each of them begins
 * @throws {Error} where there is none
 * @example commandsInText('secrets-with-sops', ['sops rotate']) // ['sops rotate --in-place secrets/test.yaml']
 */
export const commandsInText = (page: string, beginning: readonly string[]): readonly string[] => {
  const inline = [...sourceOf(page).matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, code = '']) => code)
  return beginning.map((words) => {
    const command = inline.find((code) => code.startsWith(`${words} `))
    if (command === undefined) throw new Error(`Failed to find ${words} on the page ${page} of the manual.`)
    return command
  })
}
