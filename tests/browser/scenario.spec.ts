import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { headersOf } from '../../src/facts/protocol.ts'
import { DeletionAndRescue, GettingStarted, ImportKeyMaterial, Signing } from '../../src/facts/scenarios/index.ts'
import type { ScenarioData } from '../../src/vocabulary/scenario.ts'
import { ENDPOINT, sites, test } from './harness.ts'

const guide = (name: string): string => `${sites.root}docs/api/q-kms/user-manual/${name}`
const STARTED = guide('getting-started')

const scenarioOf = (page: Page, { title }: ScenarioData) => {
  const region = page.getByRole('region', { name: `Scenario: ${title}`, exact: true })
  const items = region.getByRole('list', { name: 'Steps', exact: true }).locator('> li')
  const button = (name: string) => region.getByRole('button', { name, exact: true })
  return {
    region,
    items,
    button,
    marks: () => items.locator('.qkms-scenario-mark').allTextContents(),
    /** Waits until the step has the mark. */
    marked: (number: number, mark: string) =>
      items
        .nth(number - 1)
        .getByText(mark, { exact: true })
        .waitFor(),
    finished: () => region.getByText(/^All \d+ steps are done\.$/).waitFor(),
  }
}

const all = ({ steps }: ScenarioData, mark: string): readonly string[] => steps.map(() => mark)

/** What a program in the page gets from the reader's sandbox. */
const ask = (page: Page, operation: string, body: object) =>
  page.evaluate(async ({ url, headers, text }) => (await fetch(url, { method: 'POST', headers, body: text })).text(), {
    url: ENDPOINT,
    headers: headersOf(operation),
    text: JSON.stringify(body),
  })

const violations = async (page: Page): Promise<readonly string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations
    .filter(({ tags }) => tags.some((tag) => tag.startsWith('wcag')))
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))

test('Getting started takes a click for each step, and nothing to copy', async ({ open }) => {
  const page = await open(STARTED)
  const { button, items, marks, marked, region } = scenarioOf(page, GettingStarted)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().startsWith(ENDPOINT) && request.method() === 'POST')
      sent.push(`${request.url().slice(ENDPOINT.length)} ${request.headers()['x-amz-target']}`)
  })
  expect(await marks()).toEqual(all(GettingStarted, 'not run'))
  for (const [index, step] of GettingStarted.steps.entries()) {
    await button('Run step').click()
    await marked(index + 1, 'done')
    const refusal = 'refusal' in step ? step.refusal : undefined
    if (refusal) await items.nth(index).getByText(`Refused, as expected: ${refusal}`).waitFor()
  }
  expect(GettingStarted.steps.length).toBeLessThanOrEqual(9)
  expect(await marks()).toEqual(all(GettingStarted, 'done'))
  await region.getByText('All 9 steps are done.').waitFor()
  // The way of a tester's requests, where DevTools shows them: the harness fails for one that the worker does not answer.
  const path = 'sandboxes/getting-started/'
  expect(sent).toEqual(GettingStarted.steps.map((step) => `${path} TrentService.${'operation' in step ? step.operation : ''}`))
  expect(await ask(page, 'ListAliases', {})).not.toContain('alias/first')
})

test('a scenario runs as a whole, local steps too, and starts over with a new sandbox', async ({ open }) => {
  const page = await open(guide('importing-key-material'))
  const { button, marks, finished, items } = scenarioOf(page, ImportKeyMaterial)
  await button('Run all').click()
  await finished()
  expect(await marks()).toEqual(all(ImportKeyMaterial, 'done'))
  // What a step took from an earlier one stands in its request.
  expect(await items.nth(4).locator('figure').first().textContent()).not.toContain('‹')

  await button('Start over').click()
  await expect.poll(marks).toEqual(all(ImportKeyMaterial, 'not run'))
  expect(await items.nth(4).locator('figure').first().textContent()).toContain('‹ImportToken of step 2›')
  await button('Run all').click()
  await finished()
})

test('in the reader’s sandbox a step fails where the reader has changed it, and goes on when that is put right', async ({
  open,
}) => {
  const page = await open(guide('signing'))
  const { button, marks, items, region, finished } = scenarioOf(page, Signing)
  await button('Run step').click()
  await expect.poll(marks).toEqual(['done', ...all(Signing, 'not run').slice(1)])
  const KeyId = '44445555-6666-7777-8888-9999aaaabbbb'
  await ask(page, 'DisableKey', { KeyId })
  await button('Run all').click()
  const failed = items.nth(1)
  await failed.getByText(/^Refused: DisabledException/).waitFor()
  expect((await marks()).slice(0, 3)).toEqual(['done', 'failed', 'not run'])
  await region.getByText('Step 2 failed.').waitFor()

  // Why, and what puts it right, by keyboard alone.
  const lines = failed.getByRole('list', { name: 'Why' }).getByRole('listitem')
  await lines.filter({ hasText: '✗failed Key state: Disabled' }).waitFor()
  expect(await lines.getByRole('link', { name: 'KeyId' }).getAttribute('href')).toMatch(/\/Verify#request-KeyId$/)
  await failed.getByRole('button', { name: 'Fix it: enable the key' }).focus()
  await page.keyboard.press('Enter')
  await failed.locator('.qkms-deed', { hasText: /^EnableKey .* 200 OK$/ }).waitFor()
  expect((await marks())[1]).toBe('failed')
  await failed.getByRole('button', { name: 'Send again' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await marks()).slice(0, 3)).toEqual(['done', 'done', 'not run'])
  expect(await button('Run step').evaluate((element) => element === document.activeElement)).toBe(true)
  await button('Run all').click()
  await finished()
})

test('seven days pass in the sandbox of a scenario, and no time in that of the reader', async ({ open }) => {
  const page = await open(guide('deletion'))
  const { button, finished, items } = scenarioOf(page, DeletionAndRescue)
  await button('Run all').click()
  await finished()
  await items.last().getByText('Refused, as expected: NotFoundException.').waitFor()
  expect(await ask(page, 'DescribeKey', { KeyId: 'alias/app' })).toContain('"KeyState":"Enabled"')
})

test('a scenario can be run by keyboard alone', async ({ open }) => {
  const page = await open(STARTED)
  const { button, marked } = scenarioOf(page, GettingStarted)
  await button('Run step').focus()
  await page.keyboard.press('Enter')
  await marked(1, 'done')
  await page.keyboard.press('Space')
  await marked(2, 'done')
  expect(await button('Run step').evaluate((element) => element === document.activeElement)).toBe(true)
  // What was asked for is in sight.
  expect(await page.getByText('Give it a name').last().isVisible()).toBe(true)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await marked(1, 'not run')
})

test('what a reader presses before the code is there is done when it is', async ({ open }) => {
  const page = await open(`${sites.root}fixtures/Plain`)
  await page.route('**/assets/js/*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    await route.continue()
  })
  await page.goto(STARTED)
  const { button, marked } = scenarioOf(page, GettingStarted)
  await page.locator('html[data-has-hydrated=true]').waitFor({ state: 'attached' })
  await button('Run step').click()
  await marked(1, 'done')
})

test('the code of a scenario loads when the reader comes near', async ({ open }) => {
  const page = await open(guide('concepts'))
  await page.waitForLoadState('networkidle')
  const loaded: string[] = []
  page.on('request', (request) => request.resourceType() === 'script' && loaded.push(request.url()))
  await page.waitForTimeout(500)
  expect(loaded).toEqual([])
  await page.evaluate(() => document.querySelector('.qkms-scenario')?.scrollIntoView())
  await expect.poll(() => loaded.length).toBeGreaterThan(0)
})

test('without JavaScript every request stands there, with what it returns', async ({ open }) => {
  const page = await open(STARTED, { javaScriptEnabled: false })
  const { items, button } = scenarioOf(page, GettingStarted)
  const texts = await items.allTextContents()
  for (const [index, step] of GettingStarted.steps.entries()) {
    expect(texts[index]).toContain(step.title)
    if ('operation' in step) expect(texts[index]).toContain(step.operation)
    expect(texts[index]).toContain(`Expected: ${('refusal' in step && step.refusal) || 'success.'}`)
  }
  expect(texts[1]).toContain('"TargetKeyId": "‹KeyMetadata.KeyId of step 1›"')
  expect(await button('Run step').isVisible()).toBe(false)
})

test('a scenario is exported as a script in three languages', async ({ open }) => {
  const page = await open(STARTED)
  const { button, region } = scenarioOf(page, GettingStarted)
  for (const [name, file, line] of [
    ['Shell', 'getting-started.sh', 'aws kms create-alias'],
    ['JavaScript', 'getting-started.mjs', 'new CreateAliasCommand({'],
    ['Python', 'getting-started.py', 'kms.create_alias('],
  ] as const) {
    await button(name).click()
    const figure = region.getByRole('group', { name: `${file} text` })
    await figure.getByText(line).first().waitFor()
  }
  expect(await violations(page)).toEqual([])
})

test.for([
  { width: 1280, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
] as const)(
  'a scenario meets WCAG A and AA before, while it fails and after, at $width px',
  async ({ width, colorScheme }, { open }) => {
    const page = await open(guide('signing'), { colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' })
    const { button, finished, region } = scenarioOf(page, Signing)
    const fits = async () => {
      expect(await violations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    await fits()
    const KeyId = '44445555-6666-7777-8888-9999aaaabbbb'
    await button('Run step').click()
    await region.getByText('1 of 7 steps done.').waitFor()
    await ask(page, 'DisableKey', { KeyId })
    await button('Run step').click()
    await region.getByText('Step 2 failed.').waitFor()
    await fits()
    await ask(page, 'EnableKey', { KeyId })
    await button('Run all').click()
    await finished()
    await fits()
  },
)
