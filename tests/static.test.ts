import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('static/mockServiceWorker.js is the one of the installed msw (npx msw init static --no-save makes it)', () => {
  const installed = fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js'))
  expect(readFileSync('static/mockServiceWorker.js', 'utf8')).toBe(readFileSync(installed, 'utf8'))
})
