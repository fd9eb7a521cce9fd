import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { FAILURES } from '../../src/pages/_home/failures.ts'
import { DURATION, ENDPOINT, reference, sites, test } from './harness.ts'
import { violationsOf } from './wcag.ts'

/** The card with three requests. */
const walkOn = (page: Page) => {
  const walk = page.getByRole('region', { name: 'A key in three requests' })
  const answer = (operation: string) => walk.getByRole('listitem').filter({ hasText: operation })
  return {
    walk,
    button: (name: string) => walk.getByRole('button', { name }),
    code: walk.getByRole('group', { name: /^Code that sends/ }).filter({ visible: true }),
    /** Sends the request of a step, and waits until the answer is there. */
    send: async (operation: string) => {
      await walk.getByRole('button', { name: `Send ${operation}` }).click()
      await expect.poll(() => answer(operation).textContent()).toMatch(DURATION)
    },
    shows: (...texts: readonly (string | RegExp)[]) =>
      Promise.all(texts.map((text) => expect.poll(() => walk.textContent()).toMatch(text))),
  }
}

/** What a page of the sandbox returns, asked past every form. */
const ask = (page: Page, operation: string, members: unknown) =>
  page.evaluate(
    async ({ url, operation, members }) => {
      const headers = { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': `TrentService.${operation}` }
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(members) })
      return (await response.json()) as Record<string, Record<string, unknown>[] & Record<string, unknown>>
    },
    { url: ENDPOINT, operation, members },
  )

test('a key encrypts, is disabled, decrypts no more, and can be enabled again', async ({ open }) => {
  const page = await open(sites.root)
  const { send, shows, button, code, walk } = walkOn(page)
  await shows('Enabled', 'as documented')
  expect(await button('Send Decrypt').isDisabled()).toBe(true)

  await send('Encrypt')
  await shows('Sent before: DescribeKey, CreateKey, CreateAlias')
  await send('DisableKey')
  await shows(/The key is Disabled/)
  await send('Decrypt')
  await shows('400 Bad Request', /DisabledException arn:aws:kms:us-east-1:111122223333:key\/[0-9a-f-]{36} is disabled\./)
  // What step 1 returned is what step 3 sent.
  const ciphertext = (await walk.textContent())?.match(/CiphertextBlob ([A-Za-z0-9+/]{60,}={1,2})/)?.[1] ?? 'none'
  expect(await code.textContent()).toContain(ciphertext)

  await button('Start over').click()
  await shows('Sent: DescribeKey, EnableKey. The key is enabled.', /The key is Enabled/)
  await send('Encrypt')
  await send('Decrypt')
  await shows(/Plaintext aGVsbG8=/)
})

test('who comes back goes on with the same key, and finds the others as they were', async ({ open }) => {
  const page = await open(sites.root)
  const first = walkOn(page)
  for (const operation of ['Encrypt', 'DisableKey']) await first.send(operation)
  const keys = (await ask(page, 'ListKeys', {})).Keys?.length

  await page.reload()
  await page.locator('html[data-has-hydrated=true]').waitFor({ state: 'attached' })
  const again = walkOn(page)
  await again.shows('as documented')
  await again.send('Encrypt')
  await again.shows('Sent before: DescribeKey, EnableKey', '200 OK')
  expect((await ask(page, 'ListKeys', {})).Keys).toHaveLength(keys ?? 0)
  expect((await ask(page, 'DescribeKey', { KeyId: 'alias/app' })).KeyMetadata).toMatchObject({ KeyState: 'Enabled' })
})

test('every card fails with the error that it names, which leads to its entry', async ({ open }) => {
  const page = await open(sites.root)
  for (const { title, code, operation, message } of Object.values(FAILURES)) {
    const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })
    await card.getByRole('button', { name: `See it fail: ${title}` }).click()
    const verdict = card.getByRole('status').first()
    await expect.poll(() => verdict.textContent()).toMatch(DURATION)
    const text = (await verdict.textContent())?.replace(/key\/[0-9a-f-]{36}/, 'key/1234abcd-12ab-34cd-56ef-1234567890ab')
    expect(text).toContain('400 Bad Request')
    expect(text).toContain(`${code} ${message || 'The service gives no text'}`)
    expect(text).toContain('Sent before: DescribeKey')
    expect(await card.getByRole('link', { name: operation, exact: true }).getAttribute('href')).toContain(operation)
  }
  await page.getByRole('link', { name: 'AccessDeniedException' }).first().click()
  await expect.poll(() => page.url()).toMatch(/user-manual\/errors#AccessDeniedException$/)
  await page.locator('#AccessDeniedException').waitFor()
})

test('the code is in the language that the other pages show, and the other way round', async ({ open }) => {
  const page = await open(sites.root)
  const { code, walk } = walkOn(page)
  expect(await code.textContent()).toMatch(/^aws kms encrypt/m)
  await walk.getByLabel('Language of the code').selectOption('Python')
  await expect.poll(() => code.textContent()).toContain('kms.encrypt(')

  await page.goto(sites.root + reference('Encrypt'))
  await expect.poll(() => page.getByRole('tab', { name: 'Python' }).getAttribute('aria-selected')).toBe('true')
  await page.goto(sites.root)
  await expect.poll(() => walkOn(page).code.textContent()).toContain('kms.encrypt(')
})

const CASES = [360, 768, 1280, 1440].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
)

test.for(CASES)(
  'nothing moves, is wider than the page, or fails WCAG A and AA in $colorScheme at $width px',
  async ({ width, colorScheme }, { open }) => {
    const page = await open(sites.root, { colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' })
    await page.evaluate(() => {
      const shifts: number[] = []
      Object.assign(globalThis, { shifts })
      // Those after a click count too: the answer may come late.
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if ('value' in entry) shifts.push(Number(entry.value))
      }).observe({ type: 'layout-shift', buffered: true })
    })
    expect(await violationsOf(page)).toEqual([])
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    const { send } = walkOn(page)
    for (const operation of ['Encrypt', 'DisableKey', 'Decrypt']) await send(operation)
    const buttons = await page.getByRole('button', { name: /^See it fail/ }).all()
    for (const button of buttons) await button.click()
    await expect.poll(() => page.getByText(/^(✗|✓) \d+ .* \d+ ms$/).count()).toBe(3 + buttons.length)
    expect(await violationsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height)
    expect(await page.evaluate(() => Reflect.get(globalThis, 'shifts'))).toEqual([])
  },
)

test('the walk works by keyboard alone', async ({ open }) => {
  const page = await open(sites.root)
  const { shows, button } = walkOn(page)
  await button('Send Encrypt').focus()
  await page.keyboard.press('Enter')
  await shows(DURATION)
  for (const text of [/DisableKey: 200\. .*Disabled/, /Decrypt: 400\. DisabledException/]) {
    // Each step has its button; an error in between is a link.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await shows(text)
  }
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Send Decrypt')
})

test('without a script, the requests and their answers are there as text', async ({ open }) => {
  const page = await open(sites.root, { javaScriptEnabled: false })
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden does not count
  const text = await page.locator('main').innerText()
  for (const part of ['aws kms encrypt', 'aws kms disable-key', 'aws kms decrypt', 'DisabledException', '400 Bad Request'])
    expect(text).toContain(part)
  for (const { code } of Object.values(FAILURES)) expect(text).toContain(code)
  expect(await page.getByRole('button', { name: /^(See it fail|Start over)/ }).count()).toBe(0)
})

test('a sandbox whose code is gone says what to do', async ({ open }) => {
  const page = await open(sites.root, { serviceWorkers: 'block' }, /Failed to load resource|ChunkLoadError|Loading chunk/)
  await page.route(/\.js$/, (route) => route.abort())
  const { button, shows } = walkOn(page)
  await button('Send Encrypt').click()
  await shows('Failed to load the sandbox: a part of this page did not arrive. Reload the page.')
  await page.unroute(/\.js$/)
})
