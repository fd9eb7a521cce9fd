import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LoadedContent, LoadedVersion } from '@docusaurus/plugin-content-docs'
import type { PluginModule } from '@docusaurus/types'
import { operations } from '../facts/index.ts'
import { model } from '../facts/model.ts'
import { kmsOpenApi } from '../facts/openapi.ts'
import type { KmsOperation } from '../facts/operation.ts'
import { requestOf } from '../facts/protocol.ts'
import { type BuiltPage, markdownOf, readPage } from './page-text.ts'

const OPERATIONS: Readonly<Record<string, KmsOperation>> = operations
const REFERENCE = '/api-reference/'

/** A page of the documentation. */
export interface SitePage {
  readonly title: string
  readonly summary: string
  /** The address of the page for people, without a final slash. */
  readonly url: string
  readonly markdown: string
  /** Without the code samples, where the page has any. */
  readonly withoutSamples: string
}

/** A group of a sidebar, and the file that has all its pages. */
export interface PageGroup {
  readonly label: string
  readonly file: string
  readonly pages: readonly SitePage[]
}

interface Site {
  readonly title: string
  readonly tagline: string
  /** The address of the home page, with its final slash. */
  readonly home: string
}

/** Where a page's Markdown lies: beside its HTML. */
export const markdownAt = (page: string): string => `${page}.md`

/**
 * Makes links absolute, and leads those between pages to their Markdown, so that a program stays with it. Links within a page are left as
 * they are.
 *
 * @param url the origin of the site
 * @param paths the pages' paths, without a final slash
 */
export const hrefIn =
  (url: string, paths: ReadonlySet<string>) =>
  (href: string): string => {
    if (href.startsWith('#')) return href
    const [path = '', ...fragment] = href.split('#')
    const target = paths.has(path) ? markdownAt(path) : path
    return [path.startsWith('/') ? new URL(target, url).href : target, ...fragment].join('#')
  }

/** A request of Q-KMS as an HTTP message, with the members of the example unless a page gives others; undefined for another API. */
export const requestIn = (name: string, members?: unknown): string | undefined => {
  const operation = OPERATIONS[name]
  if (!operation) return undefined
  const { method, path, headers = {}, body } = requestOf(operation, members)
  const head = [`${method} ${path} HTTP/1.1`, ...Object.entries(headers).map(([header, value]) => `${header}: ${value}`)]
  return `${head.join('\n')}\n\n${JSON.stringify(body, null, 2)}`
}

type SidebarItem = LoadedVersion['sidebars'][string][number]

/** What the reader of the site calls each sidebar, in the order of the files. */
const SIDEBARS: Readonly<Record<string, string>> = { manual: 'Manual', reference: 'API reference' }

const docsIn = (item: SidebarItem): readonly string[] => {
  if (item.type === 'doc' || item.type === 'ref') return [item.id]
  if (item.type !== 'category') return []
  return [...(item.link?.type === 'doc' ? [item.link.id] : []), ...item.items.flatMap(docsIn)]
}

/** The groups of the sidebars, in their order; what stands outside the groups of a sidebar, such as its first page, is a group too. */
export const groupsOf = (
  sidebars: LoadedVersion['sidebars'],
  pageOf: (id: string) => SitePage | undefined,
): readonly PageGroup[] =>
  Object.entries(SIDEBARS).flatMap(([name, sidebar]) => {
    const items = sidebars[name] ?? []
    const single = items.filter(({ type }) => type === 'doc').flatMap(docsIn)
    const groups = items.flatMap((item) => (item.type === 'category' ? [[item.label, docsIn(item)] as const] : []))
    return [[sidebar, single] as const, ...groups].flatMap(([label, ids]) => {
      const pages = ids.flatMap((id) => pageOf(id) ?? [])
      const slug = label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
      const isGroup = label !== sidebar
      return pages.length === 0
        ? []
        : [{ label: isGroup ? `${sidebar}: ${label}` : label, file: `llms-${isGroup ? `${name}-${slug}` : name}.txt`, pages }]
    })
  })

const entry = (address: string, title: string, summary: string): string => `- [${title}](${address}): ${summary}`

/** The index for language models (llmstxt.org): every page with one sentence, by the groups of the sidebars. */
export const llmsIndexOf = (groups: readonly PageGroup[], { title, tagline, home }: Site): string =>
  [
    `# ${title}`,
    `> ${tagline}. A key management service that speaks the AWS KMS protocol (AWS JSON 1.1), documented with an emulator of it.`,
    'Every page is here as Markdown, with its tables, examples, code samples and the requests of its forms. The address without `.md` is the page for people.',
    ...groups.flatMap(({ label, pages }) => [
      `## ${label}`,
      pages.map(({ url, title, summary }) => entry(markdownAt(url), title, summary)).join('\n'),
    ]),
    '## For programs',
    [
      ...groups.map(({ label, file }) => entry(`${home}${file}`, label, 'its pages in one file, without the code samples.')),
      entry(`${home}llms-full.txt`, 'Everything', 'all pages in one file, without the code samples.'),
      entry(`${home}openapi.json`, 'OpenAPI', 'the operations as an OpenAPI 3.1 document.'),
      entry(`${home}model.json`, 'Model', 'operations, errors and key states as the pages and the emulator are made from them.'),
    ].join('\n'),
    '',
  ].join('\n\n')

/** Pages in one file, each below its address. */
const together = (pages: readonly SitePage[]): string =>
  pages.map(({ url, withoutSamples }) => `<!-- ${markdownAt(url)} -->\n\n${withoutSamples}`).join('\n')

/**
 * A Docusaurus plugin that writes what programs read: a `.md` beside every page of the documentation, `llms.txt`, `llms-full.txt`, an
 * `llms-….txt` for each group of the sidebars, `openapi.json` and `model.json`. The texts come from the built pages, so what components
 * made is in them.
 *
 * @throws {Error} at build, where a page has no text
 */
export const machineTexts: PluginModule = () => ({
  name: 'machine-texts',
  async postBuild({ outDir, baseUrl, siteConfig, plugins }) {
    const versions = plugins
      .filter(({ name }) => name === 'docusaurus-plugin-content-docs')
      .flatMap(({ content }) => (content as LoadedContent).loadedVersions)
    const sources = versions.flatMap(({ docs }) => docs)
    const pathOf = (permalink: string) => permalink.replace(/\/$/, '')
    const fileOf = (path: string) => join(outDir, path.slice(baseUrl.length))
    const hrefOf = hrefIn(siteConfig.url, new Set(sources.map(({ permalink }) => pathOf(permalink))))
    const write = (name: string, content: string) => writeFile(join(outDir, name), content)

    const built = new Map<string, BuiltPage>()
    for (const { permalink } of sources) {
      const path = pathOf(permalink)
      built.set(path, readPage(await readFile(join(fileOf(path), 'index.html'), 'utf8')))
    }
    const linked = new Set(
      [...built].flatMap(([path, { links }]) => links.map((href) => (href.startsWith('#') ? path + href : href))),
    )
    const pages = new Map<string, SitePage>()
    for (const { permalink } of sources) {
      const path = pathOf(permalink)
      const page = built.get(path)
      if (!page) continue
      const url = new URL(path, siteConfig.url).href
      const targets = new Set([...linked].flatMap((href) => (href.startsWith(`${path}#`) ? href.slice(path.length + 1) : [])))
      const around = { hrefOf, targets, requestOf: requestIn }
      const markdown = markdownOf(page, around)
      await writeFile(markdownAt(fileOf(path)), markdown)
      const withoutSamples = markdownOf(page, { ...around, samplesAt: markdownAt(url) })
      pages.set(path, { title: page.title, summary: page.summary, url, markdown, withoutSamples })
    }

    const home = new URL(baseUrl, siteConfig.url).href
    const groups = versions.flatMap(({ sidebars, docs }) => {
      const pathsById = new Map(docs.map(({ id, permalink }) => [id, pathOf(permalink)]))
      return groupsOf(sidebars, (id) => pages.get(pathsById.get(id) ?? ''))
    })
    await write('llms.txt', llmsIndexOf(groups, { ...siteConfig, home }))
    for (const group of groups) await write(group.file, together(group.pages))
    await write('llms-full.txt', together(groups.flatMap(({ pages }) => pages)))

    const operationAt = (name: string) => [...pages.values()].find(({ url }) => url.endsWith(REFERENCE + name))?.url ?? home
    const endpoint = String(siteConfig.customFields?.endpoint)
    const openApi = kmsOpenApi({ title: siteConfig.title, version: '1', endpoint, pageOf: operationAt })
    await write('openapi.json', JSON.stringify(openApi, null, 2))
    await write('model.json', JSON.stringify(model, null, 2))
  },
})
