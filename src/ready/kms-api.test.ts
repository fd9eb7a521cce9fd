// @vitest-environment jsdom
import { expect, onTestFinished, test } from 'vitest'
import { kmsApi } from './kms-api.ts'

const api = kmsApi({ workerUrl: '/w.js', hrefOf: (path) => `/base${path}` })

test('leads from an error to its entry in the manual', () => {
  expect(api.errorLinks?.('DisabledException', 'Encrypt')).toEqual([
    { label: 'What it means', href: '/base/docs/api/q-kms/user-manual/errors#DisabledException' },
  ])
})

test('leads to the row of the page too, where it has one', () => {
  const row = document.createElement('p')
  row.id = 'error-DisabledException'
  document.body.append(row)
  onTestFinished(() => row.remove())
  expect(api.errorLinks?.('DisabledException', 'Encrypt')).toContainEqual({
    label: 'On this page',
    href: '#error-DisabledException',
  })
})

test('leads nowhere where the page has no manual', () => {
  expect(kmsApi({ workerUrl: '/w.js' }).errorLinks?.('DisabledException', 'Encrypt')).toEqual([])
})
