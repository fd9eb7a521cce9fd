import { join } from 'node:path'
import { expect } from 'vitest'
import { build, serve } from './examples.ts'
import { differencesOf, elementStyles, pageStyles, sendBoth, test } from './harness.ts'

test.for(['vitepress', 'mkdocs'])('a site of %s sends requests', async (name, { open }) => {
  const page = await open(await serve(join(await build(name), 'dist')))
  await sendBoth(page)
  await page.getByRole('table', { name: 'Parameters of Encrypt' }).getByText('EncryptionContext').waitFor()

  const styled = await pageStyles(page)
  expect(styled.length).toBeGreaterThan(4)
  expect((await elementStyles(page)).length).toBeGreaterThan(20)
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('*')) {
      if (!(element instanceof HTMLElement) || !element.localName.startsWith('qkms-')) continue
      // As high: a page may mark the part of it that the reader sees.
      const box = document.createElement('div')
      box.style.height = `${element.offsetHeight}px`
      element.replaceWith(box)
    }
  })
  expect(differencesOf(styled, await pageStyles(page)), 'the page’s own styles without the elements').toEqual([])
})
