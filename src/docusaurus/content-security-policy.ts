import { createHash } from 'node:crypto'
import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PluginModule } from '@docusaurus/types'

/** Scripts with a `src`, and data such as JSON-LD, are no inline scripts. */
const INLINE = /<script(?![^>]*\ssrc=)(?![^>]*\btype="?application\/)[^>]*>([\s\S]*?)<\/script>/g

/** The sources that allow a page's inline scripts (CSP Level 3, section 6.7.2). */
export const inlineSourcesOf = (html: string): readonly string[] =>
  [...html.matchAll(INLINE)].map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)

/**
 * The strictest policy under which the pages do everything: scripts of the site's own files and the page's own inline ones, by
 * hash. Styles in attributes are needed by the highlighted code; `connections` are the origins besides the site's own that
 * requests may name.
 */
export const policyText = (scripts: readonly string[], connections: readonly string[]): string =>
  [
    "default-src 'self'",
    ['script-src', "'self'", ...scripts].join(' '),
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    ['connect-src', "'self'", ...connections].join(' '),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ')

/** The page with its policy as the first thing that counts. */
const withPolicy = (html: string, connections: readonly string[]): string => {
  const policy = policyText(inlineSourcesOf(html), connections)
  const page = html.replace(
    /<meta charset="?UTF-8"?\s*\/?>/i,
    `$&<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  )
  if (page === html) throw new Error('Failed to add the content security policy: the page does not declare its charset.')
  return page
}

/**
 * The files that hold a page. Every file server and object store knows `Encrypt/index.html`. Beside it lies `Encrypt.html`: hosts that look for
 * that one serve the address as it is, without leading to the folder first.
 */
export const filesOf = (file: string): readonly string[] => {
  const [, folder] = /^(.+)[\\/]index\.html$/.exec(file) ?? []
  return folder === undefined ? [file] : [file, `${folder}.html`]
}

/** Other plugins read the pages at the same time, so a file is whole at every moment. */
const replaceFile = async (path: string, text: string): Promise<void> => {
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}

/** A Docusaurus plugin that gives every page its content security policy and its second file. The endpoint of `customFields` may be connected to. */
export const contentSecurityPolicy: PluginModule = () => ({
  name: 'content-security-policy',
  async postBuild({ outDir, siteConfig }) {
    const connections = [new URL(String(siteConfig.customFields?.endpoint)).origin]
    const files = await readdir(outDir, { recursive: true })
    for (const file of files.filter((name) => name.endsWith('.html'))) {
      const page = withPolicy(await readFile(join(outDir, file), 'utf8'), connections)
      for (const name of filesOf(file)) await replaceFile(join(outDir, name), page)
    }
  },
})
