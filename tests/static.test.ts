import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('the worker of the plugin is the one of the installed msw (npx msw init src/docusaurus/plugin --no-save makes it)', () => {
  const installed = fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js'))
  expect(readFileSync('src/docusaurus/plugin/mockServiceWorker.js', 'utf8')).toBe(readFileSync(installed, 'utf8'))
})
