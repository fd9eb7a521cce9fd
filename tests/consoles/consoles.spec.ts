/**
 * Other people's API consoles load `openapi.json` as it is and send Encrypt to `q-kms serve`, from a page of another origin. Their scripts are
 * those of their npm packages; no request leaves this machine.
 */
import type { Server } from 'node:http'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import serveStatic from 'serve-static'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listen, portOf } from '../../scripts/serve.ts'
import { LOCAL_HOST, LOCAL_PORT, LOCAL_URL } from '../../src/facts/local-server.ts'
import { kmsOpenApi } from '../../src/facts/openapi.ts'
import { Encrypt } from '../../src/facts/operations/Encrypt.ts'
import { CONTENT_TYPE, ENDPOINT } from '../../src/facts/protocol.ts'
import { type Server as Emulator, serve } from '../../src/server/serve.ts'
import { CHROMIUM_ARGS, findChromium } from '../browser/chromium.ts'

const OPENAPI = JSON.stringify(
  kmsOpenApi({ title: 'Q-KMS', version: '1', endpoint: ENDPOINT, pageOf: (name) => `https://docs.q-kms.example/${name}` }),
)

interface Console {
  /** What the page has in its body; the console's own documentation says so. */
  readonly body: string
  /** From the loaded page to the click that sends Encrypt. */
  readonly send: (page: Page) => Promise<void>
}

const CONSOLES: Readonly<Record<string, Console>> = {
  'Swagger UI': {
    body: `<link rel="stylesheet" href="/swagger-ui-dist/swagger-ui.css"><div id="ui"></div>
      <script src="/swagger-ui-dist/swagger-ui-bundle.js"></script>
      <script>SwaggerUIBundle({ url: '/openapi.json', dom_id: '#ui' })</script>`,
    send: async (page) => {
      const entry = page.locator('.opblock').filter({ has: page.getByText('Encrypt', { exact: true }) })
      await entry.locator('.opblock-summary-control').click()
      await entry.getByRole('button', { name: 'Try it out' }).click()
      await entry.getByRole('button', { name: 'Execute' }).click()
    },
  },
  'Stoplight Elements': {
    body: `<link rel="stylesheet" href="/@stoplight/elements/styles.min.css">
      <script src="/@stoplight/elements/web-components.min.js"></script>
      <elements-api apiDescriptionUrl="/openapi.json" router="hash"></elements-api>`,
    send: async (page) => {
      await page.getByText('Cryptography', { exact: true }).click()
      await page.getByText('Encrypt', { exact: true }).click()
      await page.getByRole('button', { name: 'Send API Request' }).click()
    },
  },
  RapiDoc: {
    body: `<script type="module" src="/rapidoc/dist/rapidoc-min.js"></script>
      <rapi-doc spec-url="/openapi.json" render-style="view" load-fonts="false"></rapi-doc>`,
    send: async (page) => {
      await page.getByText('Encrypt', { exact: true }).click()
      await page.getByRole('button', { name: 'TRY' }).click()
    },
  },
  Scalar: {
    body: `<div id="ui"></div><script src="/@scalar/api-reference/dist/browser/standalone.js"></script>
      <script>Scalar.createApiReference('#ui', { url: '/openapi.json', withDefaultFonts: false, telemetry: false })</script>`,
    send: async (page) => {
      await page.getByRole('button', { name: 'Open Group - Cryptography' }).click()
      await page.getByRole('link', { name: /^Encrypt\b/ }).click()
      await page.getByRole('button', { name: /Test Request.*\.Encrypt\)/ }).click()
      await page.getByRole('button', { name: /^Send post request to/ }).click()
    },
  },
}
const pageOf = (name: string): string => `/${encodeURIComponent(name)}`

let emulator: Emulator
let pages: Server
let browser: Browser

beforeAll(async () => {
  emulator = await serve({ port: 0 })
  const files = serveStatic(join(import.meta.dirname, 'node_modules'))
  pages = (await listen(0)).on('request', (request, response) => {
    const name = Object.keys(CONSOLES).find((name) => pageOf(name) === request.url)
    if (name !== undefined) {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      return response.end(`<!doctype html><meta charset="utf-8"><title>${name}</title><body>${CONSOLES[name]?.body}`)
    }
    if (request.url === '/openapi.json') return response.end(OPENAPI)
    files(request, response, () => response.writeHead(404).end())
  })
  // The emulator is where the document says, without the port being free on this machine.
  const here = `MAP ${LOCAL_HOST}:${LOCAL_PORT} ${new URL(emulator.url).host}`
  const args = CHROMIUM_ARGS.map((arg) => arg.replace(/^(--host-resolver-rules=)/, `$1${here},`))
  browser = await chromium.launch({ executablePath: findChromium(), args })
})

afterAll(async () => {
  await browser.close()
  await emulator.close()
  pages.close()
  pages.closeAllConnections()
})

test.each(Object.entries(CONSOLES))('%s loads the document and gets 200 for Encrypt', async (name, { send }) => {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
  await page.goto(`http://localhost:${portOf(pages)}${pageOf(name)}`)
  const [response] = await Promise.all([
    page.waitForResponse((response) => response.url().startsWith(LOCAL_URL) && response.request().method() === 'POST'),
    send(page),
  ])
  expect(response.status()).toBe(200)
  const headers = await response.request().allHeaders()
  expect(headers).toMatchObject({ 'content-type': CONTENT_TYPE, 'x-amz-target': 'TrentService.Encrypt' })
  expect(response.request().postDataJSON()).toEqual(Encrypt.example.request)
  expect(await response.json()).toMatchObject({ CiphertextBlob: expect.stringMatching(/^[\w+/]+=*$/) })
  await page.close()
})
