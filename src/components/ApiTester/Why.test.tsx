// @vitest-environment jsdom
import { beforeAll, expect, test, vi } from 'vitest'
import type { Api, Cure, Sandbox, Step } from '../settings.tsx'
import { KMS } from '../test-api.ts'
import { show } from '../test-dom.ts'
import { loadSteps } from './explanation.ts'
import ApiTester from './index.tsx'

beforeAll(async () => {
  await loadSteps()
  await KMS.lookUp?.('EnableKey')
})

const PARAMETERS = [
  { name: 'keyId', type: 'string', required: true, description: 'The key.' },
  { name: 'note', type: 'string', required: false, description: 'A note.' },
]
const REFUSED = { __type: 'DisabledException', message: 'It is disabled.' }

/** A tester whose sandbox tells `steps` of each request that asks, beside `body`. */
const tester = async (steps: readonly Step[] | Error, body: object = {}, status = 200, advance?: Sandbox['advance']) => {
  const answer = vi.fn(async (_url: unknown, init?: RequestInit) => {
    const asks = new Headers(init?.headers).get('x-why') === 'please'
    return new Response(JSON.stringify(body), { status, headers: asks ? { 'X-Told': 'it' } : {} })
  })
  const stepsOf = vi.fn(async () => {
    if (steps instanceof Error) throw steps
    return steps
  })
  const sandbox: Sandbox = {
    fetch: answer,
    reset: async () => async () => undefined,
    ...(advance && { advance }),
    explain: { headers: { 'X-Why': 'please' }, header: 'x-told', stepsOf },
  }
  const api: Api = {
    ...KMS,
    sandbox: async () => sandbox,
    errorLinks: (code) => [{ label: 'What it means', href: `/errors#${code}` }],
  }
  const page = await show(<ApiTester operation="DisableKey" parameters={PARAMETERS} />, { api })
  await page.fill('KeyId', 'k')
  await page.press('Send request')
  const lines = () => page.all('.qkms-steps > li').map(({ textContent }) => textContent)
  const why = () =>
    page.all<HTMLDetailsElement>('details').find((details) => details.querySelector('summary')?.textContent === 'Why')
  const open = async () => {
    const details = why()
    // jsdom tells it later than a browser would, and once.
    await page.does(() => details?.setAttribute('open', ''))
  }
  return { ...page, answer, stepsOf, lines, why, open }
}

const passed = (text: string): Step => ({ outcome: 'passed', text })

test('is closed after a success, and lists what passed', async () => {
  const { why, lines, one, stepsOf, open } = await tester([passed('Request valid'), passed('Key found: `k`')])
  expect(why()?.open).toBe(false)
  expect(stepsOf).not.toHaveBeenCalled()
  await open()
  expect(lines()).toEqual(['✓passed Request valid', '✓passed Key found: k'])
  expect(one('ol[aria-label=Why] code').textContent).toBe('k')
  expect(stepsOf).toHaveBeenCalledExactlyOnceWith('it', { operation: 'DisableKey', body: { KeyId: 'k' } })
})

test('is open after a refusal, and leads from the line that failed to the member, and to the error', async () => {
  const { why, lines, all } = await tester(
    [
      passed('Key found'),
      { outcome: 'failed', text: 'Key state: `Disabled`', member: 'KeyId' },
      { outcome: 'not reached', text: 'Size' },
    ],
    REFUSED,
    400,
  )
  expect(why()?.open).toBe(true)
  expect(lines()).toEqual(['✓passed Key found', '✗failed Key state: DisabledKeyIdWhat it means', '·not reached Size'])
  const links = all<HTMLAnchorElement>('.qkms-steps a')
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['#request-KeyId', '/errors#DisabledException'])
  expect(links.every((link) => link.closest('li')?.dataset.outcome === 'failed')).toBe(true)
})

test('hides the marks from screen readers, which have the words', async () => {
  const { all } = await tester([passed('Key found'), { outcome: 'failed', text: 'Key state' }], REFUSED, 400)
  expect(all('.qkms-steps [aria-hidden=true]').map(({ textContent }) => textContent)).toEqual(['✓', '✗'])
})

test('leads to the member that the error names where the check names none', async () => {
  const message = "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null"
  const { one } = await tester([{ outcome: 'failed', text: 'Request valid' }], { __type: 'ValidationException', message }, 400)
  expect(one('.qkms-steps a').textContent).toBe('KeyId')
})

test('puts the focus into the control of the member', async () => {
  const { one, field } = await tester([{ outcome: 'failed', text: 'Key state', member: 'KeyId' }], REFUSED, 400)
  one('.qkms-steps a').click()
  expect(document.activeElement).toBe(field('KeyId'))
})

test('puts the focus into the text where the body is edited as JSON', async () => {
  const { one, check } = await tester([{ outcome: 'failed', text: 'Key state', member: 'KeyId' }], REFUSED, 400)
  await check('JSON')
  one('.qkms-steps a').click()
  expect(document.activeElement).toBe(one('textarea'))
})

test('leads to the row of a member that the form does not show, whichever item it stands in', async () => {
  const { one } = await tester([{ outcome: 'failed', text: 'Tags', member: 'Tags.0.TagKey' }], REFUSED, 400)
  const link = one<HTMLAnchorElement>('.qkms-steps a')
  const click = new MouseEvent('click', { bubbles: true, cancelable: true })
  link.dispatchEvent(click)
  expect(click.defaultPrevented).toBe(false)
  expect(link.getAttribute('href')).toBe('#request-Tags-TagKey')
})

test('opens again at the next refusal', async () => {
  const { why, press } = await tester([{ outcome: 'failed', text: 'Key state' }], REFUSED, 400)
  why()?.removeAttribute('open')
  await press('Send request')
  expect(why()?.open).toBe(true)
})

test('is shown in place of the header that told it', async () => {
  const { all } = await tester([passed('Key found')])
  expect(all('.qkms-response summary').map(({ textContent }) => textContent)).toEqual(['Why', '1 header'])
})

test('is left out of a refusal where it cannot be had; the response is shown all the same', async () => {
  const { why, one } = await tester(new Error('offline'), REFUSED, 400)
  expect(why()?.open).toBe(false)
  expect(one('.qkms-status').textContent).toContain('400 Bad Request')
})

test('says so where it cannot be had', async () => {
  const { why, open } = await tester(new Error('offline'))
  await open()
  expect(why()?.textContent).toContain('Failed to load the list')
})

test('is asked for by no sample, and by no tester that has a fetch of its own', async () => {
  const fetch = vi.fn(async (_url: unknown, _init?: RequestInit) => new Response('{}'))
  const { press, fill } = await show(<ApiTester operation="DisableKey" parameters={PARAMETERS} fetch={fetch} />, {
    api: { ...KMS, sandbox: async () => Promise.reject(new Error('not to be opened')) },
  })
  await fill('KeyId', 'k')
  await press('Send request')
  const [, init] = fetch.mock.calls[0] ?? []
  expect(Object.keys(init?.headers ?? {})).toEqual(['Content-Type', 'X-Amz-Target'])
})

const ENABLE: Cure = {
  label: 'enable the key',
  act: async ({ send }) => {
    await send('EnableKey', { KeyId: 'k1' })
    return undefined
  },
}

const deeds = (all: (selector: string) => readonly HTMLElement[]) =>
  all('.qkms-deed').map(({ textContent }) => textContent?.trim())

test('a cure sends a request that the reader sees, and lets them send again', async () => {
  const failed: Step = { outcome: 'failed', text: 'Key state', cures: [ENABLE] }
  const { answer, press, all, one, button } = await tester([failed], REFUSED, 400)
  expect(all('.qkms-cures button').map(({ textContent }) => textContent)).toEqual(['Fix it: enable the key'])
  answer.mockImplementation(async () => new Response('', { status: 200 }))
  await press('Fix it: enable the key')
  expect(answer).toHaveBeenCalledTimes(2)
  const [, init] = answer.mock.lastCall ?? []
  expect(new Headers(init?.headers).get('x-amz-target')).toBe('TrentService.EnableKey')
  expect(JSON.parse(String(init?.body))).toEqual({ KeyId: 'k1' })
  expect(deeds(all)).toEqual(['EnableKey {"KeyId":"k1"} 200 OK'])

  expect(button('Send again')).toBeTruthy()
  await press('Send again')
  expect(answer).toHaveBeenCalledTimes(3)
  const [, again] = answer.mock.lastCall ?? []
  expect(JSON.parse(String(again?.body))).toEqual({ KeyId: 'k' })
  expect(one('.qkms-status').textContent).toContain('200 OK')
})

test('a cure that is refused says why, and offers nothing to send', async () => {
  const { press, all } = await tester([{ outcome: 'failed', text: 'Key state', cures: [ENABLE] }], REFUSED, 400)
  await press('Fix it: enable the key')
  expect(deeds(all)).toEqual(['EnableKey {"KeyId":"k1"} 400 Bad Request DisabledException It is disabled.'])
  expect(all('.qkms-cures button')).toHaveLength(1)
})

test('a cure corrects its members alone, shows them shortened, sends nothing, and can be taken back', async () => {
  const cure: Cure = { label: 'correct it', act: async () => ({ KeyId: 'x'.repeat(70), Note: undefined }) }
  const { press, fill, field, all, answer } = await tester(
    [{ outcome: 'failed', text: 'Key found', cures: [cure] }],
    REFUSED,
    400,
  )
  await press('+ Note')
  await fill('Note', 'typed')
  await press('Fix it: correct it')
  expect(field('KeyId').value).toBe('x'.repeat(70))
  expect(deeds(all)).toEqual([`KeyId: "${'x'.repeat(64)}…"`, 'Note is left out.'])
  expect(answer).toHaveBeenCalledTimes(1)
  await press('Undo')
  expect([field('KeyId').value, field('Note').value]).toEqual(['k', 'typed'])
})

test('a cure moves the clock of the sandbox, where it has one', async () => {
  const cure: Cure = {
    label: 'wait',
    act: async ({ advance }) => {
      await advance(5)
      return undefined
    },
  }
  const failed: Step = { outcome: 'failed', text: 'Key state', cures: [cure] }
  const advance = vi.fn(async () => undefined)
  const { press, all } = await tester([failed], REFUSED, 400, advance)
  await press('Fix it: wait')
  expect(advance).toHaveBeenCalledExactlyOnceWith(5000)
  expect(deeds(all)).toEqual(['The clock of the sandbox is 5 seconds ahead of before.'])

  const without = await tester([failed], REFUSED, 400)
  await without.press('Fix it: wait')
  expect(deeds(without.all)).toEqual(['Failed to fix it: this service has no clock to move.'])
  expect(without.all('.qkms-cures button')).toHaveLength(1)
})
