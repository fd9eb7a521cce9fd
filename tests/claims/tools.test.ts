import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FAMILIES } from '../clients/families.ts'
import { commandsInText, shownInManual } from '../clients/manual.ts'
import { PAGES } from './extract.ts'

/** The clients of the manual’s page on tools, held to the programs that `npm run test:clients` runs. */

type Row = readonly [client: string, code: string, note: string]
const TESTED = PAGES.find(({ path }) => path.endsWith('/tools.mdx'))?.exports.TESTED as readonly Row[]

const sourceOf = (folder: string): string =>
  globSync(`tests/clients/${folder}/{clients.py,clients.mjs,main.go,src/main.rs,src/main/java/Clients.java}`)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')

test('every client that is tested is on the page, and no other', () => {
  const clients = Object.values(FAMILIES).flatMap(({ clients }) => Object.keys(clients))
  expect(TESTED.map(([client]) => client)).toEqual(clients)
})

test.each(TESTED)('%s is made as the page shows', (client, code) => {
  const family = Object.values(FAMILIES).find(({ clients }) => client in clients)
  expect(sourceOf(family?.folder ?? '')).toContain(code)
})

const RECIPES = Object.values(FAMILIES).flatMap(({ recipes = {} }) => Object.entries(recipes))

test.each(RECIPES)('%s: the page shows what is run', (_, { page, files = [], code, after = [] }) => {
  for (const title of [...files, code]) expect(shownInManual(page, title)).not.toBe('')
  expect(commandsInText(page, after)).toHaveLength(after.length)
})

test('what a page does not show is not run', () => {
  expect(() => shownInManual('code-signing', 'With a pen')).toThrow('Failed to find With a pen on the page code-signing')
  expect(() => commandsInText('code-signing', ['cosign forge'])).toThrow('Failed to find cosign forge on the page code-signing')
})
