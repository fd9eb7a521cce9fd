import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { build, serve } from './examples.ts'
import { expectApart, expectPrintable, sendBoth, sendExample, test, testerOf } from './harness.ts'

const REACT = ['18.3.1', '19.3.1']

test.for(REACT)('a Vite app with React %s sends requests', async (version, { open }) => {
  const page = await open(await serve(join(await build('vite-react', { react: version, 'react-dom': version }), 'dist')))
  await sendBoth(page)
  await sendExample(page)
  await page.getByRole('table', { name: 'Parameters of Encrypt' }).getByText('EncryptionContext').waitFor()
  await page.getByRole('tab', { name: 'AWS CLI' }).click()
  await page.getByText('aws kms encrypt').waitFor()

  const tester = page.getByRole('region', { name: 'Try Encrypt' })
  const wider = await tester.evaluate(
    (element) =>
      [...element.querySelectorAll('input, textarea, select')].filter(
        (control) => control.getBoundingClientRect().right > element.getBoundingClientRect().right,
      ).length,
  )
  expect(wider, 'controls that stand out of their tester').toBe(0)

  await expectPrintable(page)
  await expectApart(page)
})

test('a site of Next has whole HTML from the server, and sends requests', async ({ open }) => {
  const folder = join(await build('next'), 'dist')
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  for (const text of ['>KeyId</label>', 'Send request', 'id="request-EncryptionContext"', 'aws kms encrypt'])
    expect(html).toContain(text)
  const page = await open(await serve(folder))
  await sendBoth(page)
  await expectApart(page)
})

test('the tokens of an API of one’s own are issued, introspected and revoked', async ({ open }) => {
  const page = await open(await serve(join(await build('token-service'), 'dist')))
  await page.getByRole('table', { name: 'Parameters of IssueToken' }).getByText('idempotency_key').waitFor()
  await page.getByRole('tab', { name: 'Python' }).first().click()
  await page.getByText('requests.post').waitFor()

  const issue = testerOf(page, 'IssueToken')
  const introspect = testerOf(page, 'IntrospectToken')
  const revoke = testerOf(page, 'RevokeToken')
  await issue.send.click()
  await issue.shows('401 Unauthorized', 'A bearer token is needed.')
  await issue.field('Bearer token').fill('letmein')
  await issue.send.click()
  await issue.shows(/201 Created\s*\d+ ms/, '"token_id": "tok_1"')
  await issue.field('scopes 1').fill('admin')
  await issue.send.click()
  await issue.shows('422 Unprocessable Content', 'admin is not a scope.')

  await introspect.send.click()
  await introspect.shows('200 OK', '"active": true')
  await revoke.send.click()
  await revoke.shows('204 No Content')
  await introspect.send.click()
  await introspect.shows('200 OK', '"active": false')
  await revoke.send.click()
  await revoke.shows('409 Conflict', 'already_revoked')
})
