import { expect } from 'vitest'
import { DURATION, reference, sites, test, testerOf } from './harness.ts'

const sitemap = await (await fetch(`${sites.folders}sitemap.xml`)).text()
const PATHS = [...sitemap.matchAll(/<loc>https?:\/\/[^/]+\/([^<]*)<\/loc>/g)].map(([, path = '']) => path)

test('a server of files and folders has every page of the sitemap, its address without a slash, and its Markdown', async () => {
  expect(PATHS.length).toBeGreaterThan(76)
  for (const path of PATHS) {
    expect(path).not.toMatch(/\/$/)
    const first = await fetch(sites.folders + path, { redirect: 'manual' })
    if (path !== '') expect([first.status, first.headers.get('location')], path).toEqual([301, `/${path}/`])
    const answer = await fetch(sites.folders + path)
    expect(answer.status, path).toBe(200)
    const page = await answer.text()
    const [, canonical = ''] = /<link[^>]* rel=canonical href=([^ >]+)/.exec(page) ?? []
    expect(new URL(canonical).pathname).toBe(`/${path}`)
    expect(page, path).not.toMatch(/ href="?\/docs\/[^" >#]*\/["# >]/)
    if (path.startsWith('docs/')) expect((await fetch(`${sites.folders}${path}.md`)).status, path).toBe(200)
  }
})

test('hosts that look for .html find the same page there', async () => {
  for (const path of PATHS.filter((path) => path !== '')) {
    const [folder, file] = await Promise.all([`${path}/`, `${path}.html`].map((name) => fetch(sites.folders + name)))
    expect(await file?.text(), path).toBe(await folder?.text())
  }
})

// The harness fails a page that logs an error, as React does where it cannot take the page over.
test.for([reference('Encrypt'), 'docs/api/q-kms/api-reference', 'docs/api/q-kms/user-manual/grants', ''])(
  'the page /%s keeps query and hash behind the slash that a server leads to, loses the slash, and loads again',
  async (path, { open }) => {
    const address = `${sites.folders}${path}?q=alias#__docusaurus_skipToContent_fallback`
    const page = await open(address)
    expect(page.url()).toBe(address)
    await page.reload()
    await page.locator('html[data-has-hydrated=true]').waitFor({ state: 'attached' })
    expect(page.url()).toBe(address)
  },
)

test('the search keeps what it is asked for', async ({ open }) => {
  const page = await open(`${sites.folders}search?q=alias`)
  expect(page.url()).toBe(`${sites.folders}search?q=alias`)
  await page.getByRole('link', { name: 'CreateAlias' }).first().waitFor()
})

test('a page from a server of files and folders sends, and leads to the next page and back', async ({ open }) => {
  const page = await open(sites.folders + reference('Encrypt'))
  const { send, shows } = testerOf(page, 'Encrypt')
  await send.click()
  await shows(DURATION, 'CiphertextBlob')
  await page.getByRole('navigation', { name: 'Docs sidebar' }).getByRole('link', { name: 'Decrypt', exact: true }).click()
  await page.waitForURL(sites.folders + reference('Decrypt'))
  await page.goBack()
  await page.waitForURL(sites.folders + reference('Encrypt'))
  await page.getByRole('heading', { level: 1, name: 'Encrypt' }).waitFor()
})

test.for(['/', '.html', '/index.html'])(
  'a page at its address with %s is taken over without an error',
  async (suffix, { open }) => {
    const page = await open(`${sites.nested}${reference('Encrypt')}${suffix}?a=1#examples`)
    expect(page.url()).toBe(`${sites.nested}${reference('Encrypt')}?a=1#examples`)
  },
)

test('the home page at index.html is taken over without an error', async ({ open }) => {
  expect((await open(`${sites.nested}index.html`)).url()).toBe(sites.nested)
})

test('a page that is not found keeps its address', async ({ open }) => {
  const page = await open(`${sites.nested}docs/nothing/`, {}, /status of 404/)
  expect(page.url()).toBe(`${sites.nested}docs/nothing/`)
  await page.getByRole('heading', { level: 1, name: 'Page Not Found' }).waitFor()
})
