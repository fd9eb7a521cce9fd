import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { SECRET } from '../token-service/service.ts'
import { DURATION, reference, sites, test, testerOf } from './harness.ts'

const PAGE = `${sites.root}fixtures/TokenService`

const enterSecret = (page: Page) => testerOf(page, 'IssueToken').field('Bearer token').fill(SECRET)

test('testers of two APIs on one page are each answered by their own', async ({ open }) => {
  const page = await open(PAGE)
  const issue = testerOf(page, 'IssueToken')
  const encrypt = testerOf(page, 'Encrypt')

  await issue.send.click()
  await issue.shows(DURATION, '401 Unauthorized', 'A bearer token is needed.')
  await encrypt.send.click()
  await encrypt.shows(DURATION, '200 OK', 'CiphertextBlob')

  await enterSecret(page)
  await issue.send.click()
  await issue.shows(DURATION, '201 Created', 'tok_1')
  await issue.field('scopes 1').fill('admin')
  await issue.send.click()
  await issue.shows('422 Unprocessable Content', 'admin is not a scope.')
  expect(await issue.field('scopes 1').getAttribute('aria-invalid')).toBe('true')

  const introspect = testerOf(page, 'IntrospectToken')
  expect(await introspect.field('Bearer token').inputValue()).toBe(SECRET)
  await introspect.send.click()
  await introspect.shows(DURATION, '200 OK', '"active": true')

  const revoke = testerOf(page, 'RevokeToken')
  await revoke.send.click()
  await revoke.shows(DURATION, '204 No Content', '(empty body)')
  await revoke.send.click()
  await revoke.shows('409 Conflict', 'already_revoked')

  await encrypt.field('KeyId').fill('alias/disabled')
  await encrypt.send.click()
  await encrypt.shows('400 Bad Request', 'DisabledException')
})

test('a secret is gone with the page', async ({ open }) => {
  const page = await open(PAGE)
  await enterSecret(page)
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  expect(stored).not.toContain(SECRET)
  await page.reload()
  expect(await testerOf(page, 'IssueToken').field('Bearer token').inputValue()).toBe('')
})

test('tables, examples and samples of another API are there without JavaScript', async ({ open }) => {
  const page = await open(PAGE, { javaScriptEnabled: false })
  const text = (await page.locator('article').textContent()) ?? ''
  for (const part of [
    'POST /v1/tokens HTTP/1.1',
    'HTTP/1.1 201 Created',
    'map of string to string or number or boolean',
    'curl https://tokens.example/v1/tokens',
    'requests.post',
    'http.NewRequest',
    '/v1/tokens/{token_id}',
  ])
    expect(text).toContain(part)
})

test('the samples of another API are chosen by mouse and keyboard', async ({ open }) => {
  const page = await open(PAGE)
  const samples = page.getByRole('region', { name: 'Code samples' })
  await samples.getByRole('tab', { name: 'Python' }).click()
  await samples.getByRole('tabpanel').getByText('import requests').waitFor()
  await page.keyboard.press('ArrowRight')
  await samples.getByRole('tabpanel').getByText('package main').waitFor()
  expect(await samples.getByRole('tabpanel').count()).toBe(1)
})

test('a request can be cancelled, and its tester used again', async ({ open }) => {
  const page = await open(sites.root + reference('Encrypt'))
  await page.context().route('**/q-kms-worker.js', () => undefined)
  const encrypt = testerOf(page, 'Encrypt')
  await encrypt.send.click()
  await page.getByRole('region', { name: 'Try Encrypt' }).getByRole('button', { name: 'Cancel' }).click()
  await encrypt.shows('The request is cancelled.')
  await encrypt.send.click()
  await encrypt.shows(DURATION, '200 OK')
})
