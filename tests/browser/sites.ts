import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import serveStatic from 'serve-static'
import { listen, portOf, siteIn } from '../../scripts/serve.ts'

/** The addresses of the sites that the specs visit, each with its final slash. */
export interface Sites {
  readonly root: string
  /** The site under `/docs-site/`. */
  readonly nested: string
  /** The site under a content security policy that lets a page connect to its own origin only. */
  readonly strict: string
  /** The site from a server that knows files and folders with an index.html alone, and leads from a folder to its slash. */
  readonly folders: string
  /** The site over a slow line: each page arrives in pieces. */
  readonly slow: string
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly sites: Sites
  }
}

const FOLDER = 'node_modules/.cache/q-kms-docs'
const POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'"

/** Builds the site for a base URL, with the fixture pages, and returns the folder. QKMS_REUSE_SITES=1 takes the last build. */
const build = (name: string, baseUrl: string): string => {
  const dir = join(FOLDER, name)
  if (process.env.QKMS_REUSE_SITES) return dir
  rmSync(dir, { recursive: true, force: true })
  execFileSync(process.execPath, ['node_modules/@docusaurus/core/bin/docusaurus.mjs', 'build', '--out-dir', dir], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      QKMS_BASE_URL: baseUrl,
      QKMS_FIXTURES: '1',
      DOCUSAURUS_GENERATED_FILES_DIR_NAME: '.docusaurus/test',
    },
  })
  return dir
}

const foldersIn = (dir: string): RequestListener => {
  const files = serveStatic(dir)
  return (request, response) => files(request, response, () => response.writeHead(404).end())
}

/** Bytes of a piece, and milliseconds between two: the browser lays out and paints what it has so far. */
const PIECE = { bytes: 4000, pause: 15 }

const inPieces = (dir: string): RequestListener => {
  const site = siteIn(dir)
  return async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = [`${pathname}.html`, `${pathname}index.html`].map((path) => join(dir, path)).find((path) => existsSync(path))
    if (file === undefined) return site(request, response)
    const page = readFileSync(file)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    for (let start = 0; start < page.length; start += PIECE.bytes) {
      response.write(page.subarray(start, start + PIECE.bytes))
      await wait(PIECE.pause)
    }
    response.end()
  }
}

/** Builds the site for `/` and for `/docs-site/`, and serves both until `close` is called. */
export const serveSites = async (): Promise<{ readonly sites: Sites; close(): void }> => {
  const root = build('root', '/')
  const nested = build('nested', '/docs-site/')
  const listeners = [
    siteIn(root),
    siteIn(nested),
    siteIn(root, { 'content-security-policy': POLICY }),
    foldersIn(root),
    inPieces(root),
  ]
  const servers = await Promise.all(listeners.map(async (listener) => (await listen(0)).on('request', listener)))
  const [rootPort = 0, nestedPort = 0, strictPort = 0, foldersPort = 0, slowPort = 0] = servers.map(portOf)
  return {
    sites: {
      root: `http://localhost:${rootPort}/`,
      nested: `http://localhost:${nestedPort}/docs-site/`,
      strict: `http://localhost:${strictPort}/`,
      folders: `http://localhost:${foldersPort}/`,
      slow: `http://localhost:${slowPort}/`,
    },
    close: () => {
      for (const server of servers) {
        server.close()
        server.closeAllConnections()
      }
    },
  }
}
