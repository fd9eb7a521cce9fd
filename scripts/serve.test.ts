import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { listen, portOf, siteIn } from './serve.ts'

const dir = mkdtempSync(join(tmpdir(), 'q-kms-docs-'))
mkdirSync(join(dir, 'docs'))
writeFileSync(join(dir, 'base-url.txt'), '/docs-site/')
writeFileSync(join(dir, '404.html'), 'no such page')
writeFileSync(join(dir, 'index.html'), 'home')
mkdirSync(join(dir, 'docs/Encrypt'))
writeFileSync(join(dir, 'docs/Encrypt/index.html'), 'Encrypt '.repeat(1000))
const TEXTS = ['docs/Encrypt.md', 'a.css', 'a.js', 'a.svg', 'a.txt', 'a.xml']
for (const name of TEXTS) writeFileSync(join(dir, name), 'naïve')
writeFileSync(join(dir, 'openapi.json'), '{}')
afterAll(() => rmSync(dir, { recursive: true }))

const start = async (headers?: Readonly<Record<string, string>>) => {
  const server = (await listen(0)).on('request', siteIn(dir, headers))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return (path: string) => fetch(`http://localhost:${portOf(server)}${path}`, { redirect: 'manual' })
}

test('serves pages under the base URL that the site was built for, compressed', async () => {
  const get = await start()
  expect(await (await get('/docs-site/')).text()).toBe('home')
  const page = await get('/docs-site/docs/Encrypt?from=here')
  expect(page.headers.get('content-encoding')).toBe('gzip')
  expect(await page.text()).toMatch(/^Encrypt Encrypt /)
})

test('says of every text that it is UTF-8, and leaves JSON, which always is, alone', async () => {
  const get = await start()
  const typeOf = async (path: string) => (await get(`/docs-site/${path}`)).headers.get('content-type')
  for (const name of [...TEXTS, 'docs/Encrypt', 'nothing']) expect(await typeOf(name), name).toMatch(/^\S+;\s?charset=utf-8$/)
  expect(await typeOf('docs/Encrypt.md')).toMatch(/^text\/markdown;/)
  expect(await typeOf('openapi.json')).toBe('application/json')
})

test('leads from the base URL without its slash to the home page', async () => {
  const answer = await (await start())('/docs-site')
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/docs-site/'])
})

test.each(['/', '/docs-site/nothing', '/docs/Encrypt', '/docs-site/%2e%2e/%2e%2e/etc/passwd', '/docs-site/%'])(
  'answers 404 with the 404 page for %s',
  async (path) => {
    const answer = await (await start())(path)
    expect([answer.status, await answer.text()]).toEqual([404, 'no such page'])
  },
)

test('sends the given headers with every answer', async () => {
  const get = await start({ 'x-frame-options': 'DENY' })
  for (const path of ['/docs-site/', '/nothing']) expect((await get(path)).headers.get('x-frame-options')).toBe('DENY')
})

test('says that a port is taken, and what to type', async () => {
  const server = await listen(0)
  onTestFinished(() => {
    server.close()
  })
  const port = portOf(server)
  await expect(listen(port)).rejects.toThrow(
    `Failed to serve on port ${port}: it is taken. Choose another with: npm start -- --port ${port + 1}`,
  )
})
