import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { APP, DURATION, ENDPOINT, reference, sites, test, testerOf } from './harness.ts'

/** Sends a request with the page's own fetch, as an SDK in the page would. */
const call = (page: Page, operation: string, body: object) =>
  page.evaluate(
    async ([url, target, text]) => {
      const headers = { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': target }
      const response = await fetch(url, { method: 'POST', headers, body: text })
      const answer = await response.text()
      return { status: response.status, body: answer === '' ? {} : JSON.parse(answer) }
    },
    [ENDPOINT, `TrentService.${operation}`, JSON.stringify(body)] as const,
  )

const aliasesOf = async (page: Page): Promise<readonly string[]> => {
  const { body } = await call(page, 'ListAliases', { KeyId: APP, Limit: 100 })
  return body.Aliases.map(({ AliasName }: { AliasName: string }) => AliasName).toSorted()
}

test('two tabs share one sandbox and lose no update', async ({ open }) => {
  const first = await open(sites.root + reference('CreateKey'))
  const second = await first.context().newPage()
  await second.goto(sites.root + reference('ListKeys'))

  const creation = testerOf(first, 'CreateKey')
  await creation.send.click()
  await creation.shows(DURATION, '200 OK')
  const id = /"KeyId":\s*"([^"]+)"/.exec((await creation.response.textContent()) ?? '')?.[1]
  expect(id).toBeDefined()

  const listing = testerOf(second, 'ListKeys')
  await listing.field('Limit').fill('')
  await listing.send.click()
  await listing.shows(DURATION, '200 OK', String(id))

  // Each name is asked for in both tabs: one of the two has to be refused.
  const before = await aliasesOf(first)
  const names = Array.from({ length: 25 }, (_, index) => `alias/raced-${index}`)
  const race = (page: Page) =>
    Promise.all(
      names.map(async (AliasName) => ({ AliasName, ...(await call(page, 'CreateAlias', { AliasName, TargetKeyId: APP })) })),
    )
  const answers = (await Promise.all([race(first), race(second)])).flat()
  const created = answers.filter(({ status }) => status === 200).map(({ AliasName }) => AliasName)
  const refused = answers.filter(({ status }) => status !== 200)

  expect(answers).toHaveLength(50)
  expect(new Set(refused.map(({ body }) => body.__type))).toEqual(new Set(['AlreadyExistsException']))
  expect(created.toSorted()).toEqual(names.toSorted())
  expect(await aliasesOf(first)).toEqual([...before, ...created].toSorted())
  expect(await aliasesOf(second)).toEqual([...before, ...created].toSorted())

  // And the state is durable: a page that was not there reads the same.
  await second.reload()
  await testerOf(second, 'ListKeys').send.click()
  await listing.shows(DURATION)
  expect(await aliasesOf(second)).toEqual([...before, ...created].toSorted())
})
