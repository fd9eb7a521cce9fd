import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LoadedContent } from '@docusaurus/plugin-content-docs'
import type { NavbarItem } from '@docusaurus/theme-common'
import type { PluginModule } from '@docusaurus/types'
import { SEARCH_FILE, type SearchPage } from '../search/pages.ts'
import { pageSectionsOf } from './page-sections.ts'

/** The sidebars by the names that the bar at the top gives them. */
const groupsOf = (items: readonly NavbarItem[]): ReadonlyMap<unknown, string> =>
  new Map(items.map(({ sidebarId, label }) => [sidebarId, String(label)]))

/**
 * A Docusaurus plugin that writes what the search looks through: the texts of the built pages of the main documentation, section
 * by section.
 *
 * @throws {Error} at build, where a page has no text
 */
export const searchPages: PluginModule = () => ({
  name: 'search-pages',
  async postBuild({ outDir, baseUrl, siteConfig, plugins }) {
    const groups = groupsOf((siteConfig.themeConfig.navbar as { readonly items: readonly NavbarItem[] }).items)
    const docs = plugins
      .filter(({ name, options }) => name === 'docusaurus-plugin-content-docs' && options.id === 'default')
      .flatMap(({ content }) => (content as LoadedContent).loadedVersions)
      .flatMap(({ docs }) => docs)
    const pages: readonly SearchPage[] = await Promise.all(
      docs.map(async ({ permalink, title, sidebar, frontMatter }) => {
        const path = permalink.slice(baseUrl.length).replace(/\/$/, '')
        return {
          path,
          title,
          group: groups.get(sidebar) ?? siteConfig.title,
          keywords: frontMatter.keywords ?? [],
          sections: pageSectionsOf(await readFile(join(outDir, path, 'index.html'), 'utf8')),
        }
      }),
    )
    await writeFile(join(outDir, SEARCH_FILE), JSON.stringify(pages))
  },
})
