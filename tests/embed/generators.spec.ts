import { join } from 'node:path'
import { build, serve } from './examples.ts'
import { sendBoth, test } from './harness.ts'

test.for(['vitepress', 'mkdocs'])('a site of %s sends requests', async (name, { open }) => {
  const page = await open(await serve(join(await build(name), 'dist')))
  await sendBoth(page)
  await page.getByRole('table', { name: 'Parameters of Encrypt' }).getByText('EncryptionContext').waitFor()
})
