import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { LoadContext } from '@docusaurus/types'
import { expect, onTestFinished, test } from 'vitest'
import plugin, { getSwizzleComponentList, type Options, validateOptions } from './index.ts'

/** A site, as far as the plugin looks at it. */
const siteWith = (files: Readonly<Record<string, string>> = {}): LoadContext => {
  const siteDir = mkdtempSync(join(tmpdir(), 'q-kms-site-'))
  onTestFinished(() => rmSync(siteDir, { recursive: true }))
  for (const folder of ['static', 'public']) mkdirSync(join(siteDir, folder))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(siteDir, dirname(name)), { recursive: true })
    writeFileSync(join(siteDir, name), text)
  }
  const siteConfig = { staticDirectories: ['static', 'public'], markdown: { format: 'mdx' } }
  return { siteDir, siteConfig } as unknown as LoadContext
}

/** What the loader of the pages is told. */
const loaderOptionsOn = (context: LoadContext): unknown => {
  const made = plugin(context, {}).configureWebpack?.({}, false, {} as never, undefined)
  const [rule] = (made?.module?.rules ?? []) as readonly { readonly use: { readonly options: unknown } }[]
  return rule?.use.options
}

/** What the pages are told. */
const toldBy = async (context: LoadContext, options: Options): Promise<unknown> => {
  let told: unknown
  const actions = { setGlobalData: (data: unknown) => (told = data) }
  await plugin(context, options).contentLoaded?.({ actions } as never)
  return told
}

test('a worker carries the requests', async () => {
  expect(await toldBy(siteWith(), {})).toEqual({ worker: true })
  expect(await toldBy(siteWith(), { worker: false, endpoint: 'https://kms.acme.example/' })).toEqual({
    worker: false,
    endpoint: 'https://kms.acme.example/',
  })
})

test('a site with MSW’s worker has none of ours, unless it asks for it', async () => {
  const site = siteWith({ 'public/mockServiceWorker.js': '' })
  expect(await toldBy(site, {})).toEqual({ worker: false })
  expect(await toldBy(site, { worker: true })).toEqual({ worker: true })
})

test('a component of the site’s own that has the name of one of ours stays', () => {
  expect(loaderOptionsOn(siteWith())).toEqual({ format: 'mdx', own: [] })
  const mine = "import Original from '@theme-original/MDXComponents'\nexport default { ...Original, Scenario: () => null }"
  for (const file of ['src/theme/MDXComponents.js', 'src/theme/MDXComponents/index.tsx'])
    expect(loaderOptionsOn(siteWith({ [file]: mine }))).toEqual({ format: 'mdx', own: ['Scenario'] })
})

test('the options are checked, and the plugin gets its id', () => {
  const given = (options: object) => validateOptions({ options })
  expect(given({ worker: false })).toEqual({ id: 'default', worker: false })
  expect(() => given({ port: 1 })).toThrow('Failed to read the options of q-kms-docs/docusaurus: there is no option port')
})

test('every component of the theme can be swizzled', () => {
  expect(getSwizzleComponentList()).toEqual(['ApiExample', 'ApiTester', 'CodeSamples', 'ParamsTable', 'Scenario'])
})

const SOURCE = readFileSync(join(import.meta.dirname, 'index.ts'), 'utf8')
const run = (code: string, scope: object = {}): unknown =>
  new Function(...Object.keys(scope), `return (${code})`)(...Object.values(scope))

test('the example of the plugin is a configuration that names it', () => {
  const [, lines = ''] = /@example\n \* \/\/ docusaurus\.config\.js\n \* export default ([\s\S]*?) \*\//.exec(SOURCE) ?? []
  const { exports, name } = JSON.parse(readFileSync('package.json', 'utf8'))
  const named = Object.keys(exports).map((subpath) => subpath.replace('.', name))
  expect(run(lines.replace(/^ \* ?/gm, ''))).toEqual({ plugins: [expect.toSatisfy((plugin) => named.includes(plugin))] })
})

test('the other examples are as they say', () => {
  const examples = [...SOURCE.matchAll(/@example (.+) \/\/=> (.+)$/gm)]
  expect(examples).toHaveLength(2)
  for (const [, code = '', promised = ''] of examples)
    expect(run(code, { validateOptions, getSwizzleComponentList })).toEqual(run(promised))
})
