import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { operations } from '../../src/facts/index.ts'
import { LANGUAGES } from '../../src/facts/samples/index.ts'
import { DURATION, reference, sites, test, testerOf } from './harness.ts'

const ENCRYPT = sites.root + reference('Encrypt')
/** So narrow that the tester stands below the text, out of view: its code is not there yet. */
const NARROW = { viewport: { width: 1100, height: 900 } }

/** Holds all further scripts back until it is called. */
const holdScripts = async (page: Page): Promise<() => void> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/assets/js/**', async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document
    return activeElement instanceof HTMLInputElement && [activeElement.labels?.[0]?.textContent, activeElement.selectionStart]
  })

test('what is typed and sent before the code of the tester is there is sent', async ({ open }) => {
  const page = await open(ENCRYPT, NARROW)
  const release = await holdScripts(page)
  const { field, shows, response } = testerOf(page, 'Encrypt')
  await field('Plaintext').fill('ours')
  await field('KeyId').fill('alias/disabled')
  await field('KeyId').press('ArrowLeft')
  await field('KeyId').press('Control+Enter')
  expect(await response.textContent()).not.toMatch(DURATION)
  release()
  await shows(DURATION, '400 Bad Request', 'DisabledException')
  expect(await field('KeyId').inputValue()).toBe('alias/disabled')
  expect(await field('Plaintext').inputValue()).toBe('ours')
  expect(await focused(page)).toEqual(['KeyId', 'alias/disabled'.length - 1])
})

test('buttons, modes and tabs that are pressed before their code is there do what they should', async ({ open }) => {
  const page = await open(ENCRYPT, NARROW)
  const release = await holdScripts(page)
  const { send, field, shows } = testerOf(page, 'Encrypt')
  await page.getByRole('tab', { name: 'Python' }).click()
  await send.click()
  await field('JSON').click()
  release()
  await shows(DURATION, '200 OK', 'CiphertextBlob')
  expect(JSON.parse(await field('Request body').inputValue())).toEqual(operations.Encrypt.example.request)
  await page.getByRole('tabpanel').getByText('import boto3').waitFor()
  expect(page.url()).toBe(ENCRYPT)
})

test('a list that is asked for by key or by mouse before its code is there opens', async ({ open }) => {
  for (const ask of [
    (page: Page) => testerOf(page, 'Encrypt').field('KeyId').press('ArrowDown'),
    (page: Page) => testerOf(page, 'Encrypt').field('KeyId').click(),
  ]) {
    const page = await open(ENCRYPT, NARROW)
    const release = await holdScripts(page)
    await ask(page)
    release()
    await page.getByRole('listbox', { name: 'Choices for KeyId' }).getByRole('option').first().waitFor()
  }
})

test('a press that lasts until the code is there does what it should', async ({ open }) => {
  const page = await open(ENCRYPT, NARROW)
  const { send, shows } = testerOf(page, 'Encrypt')
  const release = await holdScripts(page)
  await send.hover()
  await page.mouse.down()
  const scripts = page.waitForEvent('requestfinished')
  release()
  await scripts
  await page.waitForLoadState('networkidle')
  await page.mouse.up()
  await shows(DURATION, '200 OK', 'CiphertextBlob')
})

test('a key that is held until the code is there does what it should', async ({ open }) => {
  const page = await open(ENCRYPT, NARROW)
  const { send, shows } = testerOf(page, 'Encrypt')
  const release = await holdScripts(page)
  await send.focus()
  await page.keyboard.down(' ')
  const scripts = page.waitForEvent('requestfinished')
  release()
  await scripts
  await page.waitForLoadState('networkidle')
  await page.keyboard.up(' ')
  await shows(DURATION, '200 OK', 'CiphertextBlob')
})

test('what is typed before the code is there survives a reload', async ({ open }) => {
  const page = await open(sites.root + reference('GenerateDataKeyPair'), NARROW)
  const release = await holdScripts(page)
  const { field } = testerOf(page, 'GenerateDataKeyPair')
  await field('KeyId').fill('half-typ')
  await field('KeyPairSpec').selectOption('ECC_NIST_P384')
  await page.reload({ waitUntil: 'commit' })
  release()
  await expect.poll(() => field('KeyId').inputValue()).toBe('half-typ')
  await expect.poll(() => field('KeyPairSpec').inputValue()).toBe('ECC_NIST_P384')
  // Now as a draft.
  await page.waitForLoadState('networkidle')
  await page.reload()
  await expect.poll(() => field('KeyId').inputValue()).toBe('half-typ')
})

test('a form with a draft takes no input before it shows the draft', async ({ open }) => {
  const page = await open(ENCRYPT, NARROW)
  const { field, send, shows } = testerOf(page, 'Encrypt')
  await field('KeyId').fill('alias/left')
  await page.addInitScript(() => {
    const values = new Set<string>()
    Object.assign(globalThis, { values })
    const look = () => {
      const control = document.querySelector<HTMLInputElement>('[data-member="KeyId"] input:enabled')
      if (control) values.add(control.value)
      requestAnimationFrame(look)
    }
    look()
  })
  await page.reload()
  // What the server's HTML said is another value than the draft's, so that it counts as typed.
  const { KeyId } = operations.Encrypt.example.request
  await field('KeyId').fill(String(KeyId))
  await send.click()
  await shows(DURATION, '200 OK', 'CiphertextBlob')
  expect(await page.evaluate(() => [...Reflect.get(globalThis, 'values')])).toEqual(['alias/left', KeyId])
})

test('a tester whose code cannot be had says so, and keeps what was typed', async ({ open }) => {
  const page = await open(ENCRYPT, NARROW, /Failed to load resource|Loading (CSS )?chunk/)
  await page.route('**/assets/js/**', (route) => route.abort())
  const { field } = testerOf(page, 'Encrypt')
  await field('KeyId').fill('alias/mine')
  await page.getByText('Failed to load this part of the page.').first().waitFor()
  expect(await field('KeyId').inputValue()).toBe('alias/mine')
  await page.unroute('**/assets/js/**')
  await field('Plaintext').focus()
  await page.getByText('Failed to load this part of the page.').first().waitFor({ state: 'detached' })
  await expect.poll(() => field('KeyId').inputValue()).toBe('alias/mine')
})

test('a page that is come to by a link has its tester and its samples', async ({ open }) => {
  const page = await open(ENCRYPT, NARROW)
  await page.getByRole('article').getByRole('link', { name: 'Decrypt', exact: true }).first().click()
  const { send, shows } = testerOf(page, 'Decrypt')
  await send.click()
  await shows(DURATION, '200 OK', 'Plaintext')
  await page.getByRole('tab', { name: 'Go', exact: true }).click()
  await page.getByRole('tabpanel').getByText('client.Decrypt(').waitFor()
})

test('the chosen language is that of every page', async ({ open }) => {
  const page = await open(ENCRYPT, NARROW)
  const tab = page.getByRole('tab', { name: 'Java', exact: true })
  const isSelected = () => tab.getAttribute('aria-selected')
  await tab.click()
  await expect.poll(isSelected).toBe('true')
  await page.goto(sites.root + reference('Decrypt'))
  await expect.poll(isSelected).toBe('true')
})

test('every language is there without JavaScript', async ({ open }) => {
  const page = await open(ENCRYPT, { javaScriptEnabled: false })
  const shown = await page.locator('.samples + div code').allTextContents()
  const { Encrypt } = operations
  expect(shown.map((text) => text.replace(/\s/g, ''))).toEqual(
    LANGUAGES.map(({ sample }) => sample(Encrypt, Encrypt.example.request).replace(/\s/g, '')),
  )
})

test('code keeps the colours that the server gave it, and has them on a page that is come to by a link', async ({ open }) => {
  const coloured = (page: Page) => page.locator('article pre .token').count()
  const still = await coloured(await open(ENCRYPT, { javaScriptEnabled: false }))
  expect(still).toBeGreaterThan(0)
  const page = await open(ENCRYPT, NARROW)
  expect(await coloured(page)).toBe(still)
  await page.goto(sites.root + reference('Decrypt'))
  await page.getByRole('article').getByRole('link', { name: 'Encrypt', exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Encrypt' }).waitFor()
  await expect.poll(() => coloured(page)).toBeGreaterThanOrEqual(still)
})
