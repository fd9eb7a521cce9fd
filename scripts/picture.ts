/**
 * Takes the picture at the top of the README: a refused request, why it was refused, and what repairs it. Needs a built site.
 *
 * Usage: npm run build && npm run picture
 */
import { writeFileSync } from 'node:fs'
import { launchChromium } from '../tests/browser/chromium.ts'
import { withPalette } from './palette-png.ts'
import { listen, portOf, siteIn } from './serve.ts'

const [, , folder = 'build', file = 'static/img/refused.png'] = process.argv

const server = await listen(0)
server.on('request', siteIn(folder))
const browser = await launchChromium()
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, colorScheme: 'light', reducedMotion: 'reduce' })
  await page.goto(`http://localhost:${portOf(server)}/docs/api/q-kms/api-reference/Encrypt`)
  const tester = page.getByRole('region', { name: 'Try Encrypt' })
  await tester.getByLabel('KeyId', { exact: true }).fill('alias/pending-deletion')
  await tester.getByRole('button', { name: 'Send request' }).click()
  await tester.getByRole('button', { name: 'Fix it: cancel the deletion' }).waitFor()
  // No caret and no ring of a focus that depends on the moment.
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  writeFileSync(file, await withPalette(page, await page.screenshot()))
} finally {
  await browser.close()
  server.close()
}
