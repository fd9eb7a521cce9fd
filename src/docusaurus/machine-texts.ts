import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LoadedContent } from '@docusaurus/plugin-content-docs'
import type { PluginModule } from '@docusaurus/types'
import { operations } from '../facts/index.ts'
import { model } from '../facts/model.ts'
import { kmsOpenApi } from '../facts/openapi.ts'
import { CATEGORIES, type KmsOperation } from '../facts/operation.ts'
import { type PageText, pageTextOf } from './page-text.ts'

const OPERATIONS: readonly KmsOperation[] = Object.values(operations)
const REFERENCE = '/api-reference/'

/** A page of the documentation. */
export interface SitePage extends PageText {
  /** With the base URL, without a final slash. */
  readonly path: string
  /** Its place in the manual. */
  readonly position: number
}

/** Where a page's Markdown lies: beside its HTML. */
export const markdownPathOf = (path: string): string => `${path}.md`

/**
 * Leads links between pages to their Markdown, so that a program stays with it; files, other sites and anchors are left as they
 * are.
 */
export const hrefIn =
  (paths: ReadonlySet<string>) =>
  (href: string): string => {
    const [path = '', ...fragment] = href.split('#')
    return paths.has(path) ? [markdownPathOf(path), ...fragment].join('#') : href
  }

const entry = (path: string, title: string, summary: string): string => `- [${title}](${path}): ${summary}`

interface Site {
  readonly title: string
  readonly tagline: string
  readonly baseUrl: string
}

/** The pages in the order of the sidebars: the index of the reference, its operations by category, the manual. */
const ordered = (pages: readonly SitePage[]) => {
  const find = (name: string) => pages.find(({ path }) => path.endsWith(REFERENCE + name))
  const manual = pages.filter(({ path }) => path.includes('/user-manual/')).toSorted((a, b) => a.position - b.position)
  const categories = Object.entries(CATEGORIES).map(([category, label]) => ({
    label,
    entries: OPERATIONS.filter((operation) => operation.category === category).flatMap(({ name, summary }) => {
      const page = find(name)
      return page ? [{ page, summary }] : []
    }),
  }))
  return { manual, categories, index: pages.find(({ path }) => path.endsWith('/api-reference')) }
}

/** The index for language models (llmstxt.org): every page with one sentence, by category. */
export const llmsIndexOf = (pages: readonly SitePage[], { title, tagline, baseUrl }: Site): string => {
  const { manual, categories } = ordered(pages)
  return [
    `# ${title}`,
    `> ${tagline}. A key management service that speaks the AWS KMS protocol (AWS JSON 1.1), documented with an emulator of it.`,
    'Every page is here as Markdown, with its tables, examples and code samples; the address without `.md` is the page for people.',
    '## Manual',
    manual.map(({ path, title, summary }) => entry(markdownPathOf(path), title, summary)).join('\n'),
    ...categories.flatMap(({ label, entries }) => [
      `## API reference: ${label}`,
      entries.map(({ page, summary }) => entry(markdownPathOf(page.path), page.title, summary)).join('\n'),
    ]),
    '## For programs',
    [
      entry(`${baseUrl}llms-full.txt`, 'Everything', 'all pages in one file.'),
      entry(`${baseUrl}openapi.json`, 'OpenAPI', 'the operations as an OpenAPI 3.1 document.'),
      entry(
        `${baseUrl}model.json`,
        'Model',
        'operations, errors and key states as the pages and the emulator are made from them.',
      ),
    ].join('\n'),
    '',
  ].join('\n\n')
}

/** All pages in one file, each below its address. */
const llmsFullOf = (pages: readonly SitePage[]): string => {
  const { index, categories, manual } = ordered(pages)
  const inOrder = [...manual, ...(index ? [index] : []), ...categories.flatMap(({ entries }) => entries.map(({ page }) => page))]
  return inOrder.map(({ path, markdown }) => `<!-- ${path} -->\n\n${markdown}`).join('\n')
}

/**
 * A Docusaurus plugin that writes what programs read: a `.md` beside every page of the documentation, `llms.txt`,
 * `llms-full.txt`, `openapi.json` and `model.json`. The texts come from the built pages, so what components made is in them.
 *
 * @throws {Error} at build, where a page has no text
 */
export const machineTexts: PluginModule = () => ({
  name: 'machine-texts',
  async postBuild({ outDir, baseUrl, siteConfig, plugins }) {
    const sources = plugins
      .filter(({ name }) => name === 'docusaurus-plugin-content-docs')
      .flatMap(({ content }) => (content as LoadedContent).loadedVersions)
      .flatMap(({ docs }) => docs)
    const pathOf = (permalink: string) => permalink.replace(/\/$/, '')
    const hrefOf = hrefIn(new Set(sources.map(({ permalink }) => pathOf(permalink))))
    const fileOf = (path: string) => join(outDir, path.slice(baseUrl.length))

    const pages: SitePage[] = []
    for (const { permalink, sidebarPosition = 0 } of sources) {
      const path = pathOf(permalink)
      const text = pageTextOf(await readFile(join(fileOf(path), 'index.html'), 'utf8'), hrefOf)
      await writeFile(markdownPathOf(fileOf(path)), text.markdown)
      pages.push({ path, position: sidebarPosition, ...text })
    }
    const endpoint = String(siteConfig.customFields?.endpoint)
    const pageOf = (name: string) => {
      const path = pages.find(({ path }) => path.endsWith(REFERENCE + name))?.path ?? baseUrl
      return new URL(path, siteConfig.url).href
    }
    const openApi = kmsOpenApi({ title: siteConfig.title, version: '1', endpoint, pageOf })
    const write = (name: string, content: string) => writeFile(join(outDir, name), content)
    await write('llms.txt', llmsIndexOf(pages, { ...siteConfig, baseUrl }))
    await write('llms-full.txt', llmsFullOf(pages))
    await write('openapi.json', JSON.stringify(openApi, null, 2))
    await write('model.json', JSON.stringify(model, null, 2))
  },
})
