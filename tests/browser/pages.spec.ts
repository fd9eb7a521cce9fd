import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { kmsOpenApi } from '../../src/facts/openapi.ts'
import * as operations from '../../src/facts/operations/index.ts'
import { PLAIN_HOST } from './chromium.ts'
import { ENDPOINT, sampleOf, sites, test } from './harness.ts'
import { violationsOf } from './wcag.ts'

const sitemap = await (await fetch(`${sites.root}sitemap.xml`)).text()
const PATHS = [...sitemap.matchAll(/<loc>https?:\/\/[^/]+\/([^<]*)<\/loc>/g)].map(([, path = '']) => path)
const html = async (path: string): Promise<string> => (await fetch(sites.root + path)).text()

test('the sitemap names the home page, every operation and the manual', () => {
  expect(PATHS).toContain('')
  expect(PATHS.filter((path) => path.includes('/api-reference/'))).toHaveLength(Object.keys(operations).length)
  expect(PATHS.filter((path) => path.includes('/user-manual/')).length).toBeGreaterThanOrEqual(20)
  expect(PATHS).not.toContain('search')
})

const inScheme = async (page: Page, colorScheme: 'light' | 'dark'): Promise<void> => {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-theme=${colorScheme}]`).waitFor({ state: 'attached' })
}

// The harness fails a page that logs an error, as Chromium does where a policy is violated, or that asks another host.
test.concurrent.for([...sampleOf(PATHS), 'search', '404'])(
  '/%s keeps its policy and meets WCAG A and AA in both themes',
  async (path, { open }) => {
    const page = await open(
      sites.root + path,
      { colorScheme: 'light', reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } },
      /status of 404/,
    )
    for (const scheme of ['light', 'dark'] as const) {
      await inScheme(page, scheme)
      expect(await violationsOf(page), scheme).toEqual([])
    }
  },
)

test('every page has a policy, a description, a picture for links to it, and a Markdown text beside it', async () => {
  for (const path of PATHS) {
    const page = await html(path)
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? []
    expect(policy, path).toMatch(/script-src 'self'(?: 'sha256-[^']+')+;/)
    expect(page, path).toMatch(/property="?og:image"? content="?https:[^ ">]+\/img\/social\.png/)
    expect(page, path).toMatch(/name="?description"? content="[A-Z][^"{}]+"/)
    if (!path.startsWith('docs/')) continue
    const [, title = ''] = /<h1[^>]*>(.*?)<\/h1>/.exec(page) ?? []
    expect(await html(`${path}.md`), path).toMatch(new RegExp(`^# ${title.replaceAll(/<wbr ?\/?>/g, '')}\n`))
  }
})

test('a script that was not in the page when it was built does not run', async ({ open }) => {
  const page = await open(sites.root, {}, /Content Security Policy/)
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "broken into"'
    document.body.append(script)
    return document.title
  })
  expect(ran).not.toBe('broken into')
})

test('text, tables and examples of every page are in its HTML', async () => {
  for (const path of PATHS.filter((path) => path.startsWith('docs/'))) {
    const page = await html(path)
    // React puts what it sends late into hidden elements, and a script shows them.
    for (const [, late] of page.matchAll(/<div hidden id="?S:\d+"?>([\s\S]*?)<script>/g))
      expect(late, path).not.toMatch(/<h[1-6]|<table|<pre|<figure/)
    if (!path.includes('/api-reference/')) continue
    const [article = ''] = /<article>[\s\S]*<\/article>/.exec(page) ?? []
    for (const id of ['description', 'request-parameters', 'examples', 'special-errors', 'permissions'])
      expect(article, path).toMatch(new RegExp(`<h2[^>]* id=${id}>`))
    expect(article.match(/<figcaption>Request<\/figcaption>/g)?.length, path).toBeGreaterThanOrEqual(3)
    const text = article.replace(/<[^>]+>/g, '')
    expect(text, path).toContain(`Must be "TrentService.${path.split('/').at(-1)}".`)
    expect(text, path).toContain('import boto3')
  }
})

test('the openapi.json of the build is the document that tests/consoles sends from', async () => {
  const pageOf = (name: string) => `https://docs.q-kms.example/docs/api/q-kms/api-reference/${name}`
  const document = kmsOpenApi({ title: 'Q-KMS', version: '1', endpoint: ENDPOINT, pageOf })
  expect(await (await fetch(`${sites.root}openapi.json`)).json()).toEqual(JSON.parse(JSON.stringify(document)))
})

test('the page is copied as Markdown', async ({ open }) => {
  const path = 'docs/api/q-kms/api-reference/Encrypt'
  const page = await open(sites.nested + path, { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.getByRole('button', { name: 'Copy page' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(await (await fetch(`${sites.nested}${path}.md`)).text())
  expect(copied).toContain('/docs-site/docs/api/q-kms/api-reference/Decrypt.md')
})

test('the page is copied as Markdown where plain http leaves it without the clipboard', async ({ open }) => {
  const path = 'docs/api/q-kms/api-reference/Encrypt'
  const page = await open(sites.root.replace('localhost', PLAIN_HOST) + path)
  expect(await page.evaluate(() => [isSecureContext, 'clipboard' in navigator])).toEqual([false, false])
  await page.getByRole('button', { name: 'Copy page' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('textarea')))
  const paper = page.locator('main > textarea')
  await paper.press('Control+V')
  expect(await paper.inputValue()).toBe(await (await fetch(`${sites.root}${path}.md`)).text())
})

test('without JavaScript the Markdown can still be opened, and nothing offers what needs a script', async ({ open }) => {
  const page = await open(`${sites.root}docs/api/q-kms/api-reference/Encrypt`, { javaScriptEnabled: false })
  expect(await page.getByRole('link', { name: 'Markdown' }).isVisible()).toBe(true)
  expect(await page.getByText('Copy page').isVisible()).toBe(false)
  expect(await page.getByLabel('Search').isVisible()).toBe(false)
})

test.for(['openapi.json', 'model.json', 'llms.txt', 'llms-full.txt'])(
  '%s is linked from the foot of the pages',
  async (name, { open }) => {
    const page = await open(sites.nested)
    const href = await page.getByRole('contentinfo').locator(`a[href$="/${name}"]`).getAttribute('href')
    const response = await fetch(new URL(href ?? '', sites.nested))
    expect(response.status).toBe(200)
    const body = await response.text()
    if (name.endsWith('.json')) expect(Object.keys(JSON.parse(body)).length).toBeGreaterThan(2)
    else expect(body).toContain('GenerateDataKey')
  },
)
