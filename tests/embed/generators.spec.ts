import { join } from 'node:path'
import { expect } from 'vitest'
import { build, serve } from './examples.ts'
import { elementStyles, pageStyles, sendBoth, test } from './harness.ts'

test.for(['vitepress', 'mkdocs'])('a site of %s sends requests', async (name, { open }) => {
  const page = await open(await serve(join(await build(name), 'dist')))
  await sendBoth(page)
  await page.getByRole('table', { name: 'Parameters of Encrypt' }).getByText('EncryptionContext').waitFor()

  const styled = await pageStyles(page)
  expect(styled.length).toBeGreaterThan(4)
  expect((await elementStyles(page)).length).toBeGreaterThan(20)
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('*')) if (element.localName.startsWith('qkms-')) element.remove()
  })
  expect(await pageStyles(page), 'the page’s own styles without the elements').toEqual(styled)
})
