import { expect, test } from 'vitest'
import { headersOf } from '../facts/protocol.ts'
import { pageEmulator } from '../msw/page.ts'
import { CALLER_CONTROL, placeOf } from './caller.ts'
import { keyChoices } from './choices.ts'
import { STORAGE } from './storage.ts'

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321'
const PARTNER = 'arn:aws:iam::444455556666:role/partner'

const { emulator } = await pageEmulator(STORAGE)
const send = async (operation: string, body: object, principal?: string, region = 'us-east-1') => {
  const own = principal === undefined ? {} : await CALLER_CONTROL.headersOf({ principal, region })
  const init = { method: 'POST', headers: { ...headersOf(operation), ...own }, body: JSON.stringify(body) }
  const response = await emulator.fetch(new Request('https://kms.example/', init))
  return { status: response.status, body: JSON.parse((await response.text()) || '{}') }
}
const encryptAs = (principal: string) => send('Encrypt', { KeyId: KEY, Plaintext: 'aGk=' }, principal)

test('a principal of another account is let in by a grant alone', async () => {
  expect(await encryptAs(PARTNER)).toMatchObject({ status: 400, body: { __type: 'AccessDeniedException' } })
  await send('CreateGrant', { KeyId: KEY, GranteePrincipal: PARTNER, Operations: ['Encrypt'] })
  expect(await encryptAs(PARTNER)).toMatchObject({ status: 200 })
  expect(emulator.calls().at(-1)?.caller).toBe(PARTNER)
})

test('twelve digits ask as the root of an account', async () => {
  await send('ListKeys', {}, '444455556666')
  expect(emulator.calls().at(-1)).toMatchObject({ caller: 'arn:aws:iam::444455556666:root', outcome: 'success' })
})

test('a request goes to the Region that was chosen', async () => {
  await send('ListKeys', {}, '111122223333', 'eu-west-1')
  expect(emulator.calls().at(-1)?.region).toBe('eu-west-1')
})

test.each([
  ['arn:aws:iam::111122223333:root', 'eu-west-1', {}],
  ['111122223333', 'us-gov-west-1', {}],
  ['arn:aws:sts::111122223333:assumed-role/app/session', 'us-east-1', {}],
  ['alice', 'us-east-1', { principal: expect.any(String) }],
  ['arn:aws:iam::111122223333:group/admins', 'Europe', { principal: expect.any(String), region: expect.any(String) }],
])('%s in %s has the problems %j', (principal, region, problems) => {
  expect(CALLER_CONTROL.problemsOf({ principal, region })).toEqual(problems)
})

test('what has the form of an ARN and is none is not sent', async () => {
  await expect(CALLER_CONTROL.headersOf({ principal: 'arn:aws:iam::111122223333:user//x', region: 'us-east-1' })).rejects.toThrow(
    'is not the ARN of a principal',
  )
})

test('says in a line who asks, and where', () => {
  expect(CALLER_CONTROL.summaryOf({ principal: '111122223333', region: 'us-east-1' })).toBe('root of 111122223333, us-east-1')
  expect(CALLER_CONTROL.summaryOf({ principal: PARTNER, region: 'eu-west-1' })).toBe('role/partner of 444455556666, eu-west-1')
  expect(CALLER_CONTROL.summaryOf({ principal: 'ali', region: 'us-east-1' })).toBe('ali, us-east-1')
})

test('suggests the principals and Regions that the sandbox names', async () => {
  const known = await CALLER_CONTROL.loadKnown?.()
  expect(known?.principal).toContain('arn:aws:iam::111122223333:role/orders-worker')
  expect(known?.principal).toContain(PARTNER)
  expect(known?.region).toContain('eu-west-1')
  expect(new Set(known?.principal).size).toBe(known?.principal?.length)
})

test('the keys to choose from are those of the Region and the account', async () => {
  const { list } = await keyChoices('Encrypt', 'KeyId')
  expect(placeOf({ principal: PARTNER, region: 'eu-west-1' })).toEqual({ region: 'eu-west-1', account: '444455556666' })
  expect(await list({ principal: PARTNER, region: 'us-east-1' })).toEqual([])
  const abroad = await list({ principal: '111122223333', region: 'us-west-2' })
  expect(abroad.length).toBeLessThan((await list()).length)
})
