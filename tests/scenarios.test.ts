import { afterAll, expect, test, vi } from 'vitest'
import { type Ended, type LocalRun, type Means, runStep } from '../src/components/Scenario/run-step.ts'
import { createClient } from '../src/emulator/test-client.ts'
import { operations } from '../src/facts/index.ts'
import type { KmsOperation } from '../src/facts/operation.ts'
import * as scenarios from '../src/facts/scenarios/index.ts'
import { isLocalName, LOCALS } from '../src/facts/scenarios/locals.ts'
import { runLocal } from '../src/ready/locals.ts'
import { inputOf, type ScenarioData, sourcesOf } from '../src/vocabulary/scenario.ts'
import { filesIn, load, only } from './pages.ts'

const MODEL: Readonly<Record<string, KmsOperation>> = operations
const SCENARIOS: readonly ScenarioData[] = Object.values(scenarios)

const counts = { scenarios: 0, steps: 0, refusals: 0, local: 0 }
afterAll(() => {
  const { steps, refusals, local } = counts
  console.log(`${counts.scenarios} scenarios run to their ends: ${steps} steps, ${refusals} of them refusals, ${local} local`)
})

/** Runs on a fresh sandbox. Its time passes while a request is repeated, and no other time does. */
const meansOf = (): Means => {
  const { attempt, emulator } = createClient({ clock: { now: () => Date.UTC(2026, 0, 15) } })
  return {
    locals: Object.fromEntries(
      Object.keys(LOCALS).map((name): [string, LocalRun] => [
        name,
        async (input, hands) => (isLocalName(name) ? runLocal(name, input, hands) : {}),
      ]),
    ),
    send: async ({ operation, as }, body) => {
      const reply = await attempt(operation, body, as?.headers)
      const { __type, message = '' } = (reply.body ?? {}) as { readonly __type?: string; readonly message?: string }
      const error = reply.status === 200 ? undefined : { code: String(__type), message, members: {} }
      return { body: reply.body ?? {}, text: JSON.stringify(reply.body ?? {}), error }
    },
    advance: (seconds) => emulator.clock.advance(seconds * 1000),
    pause: (milliseconds) => emulator.clock.advance(milliseconds),
  }
}

test.each(SCENARIOS)('“$title” runs to its end', async ({ steps }) => {
  const means = meansOf()
  const ended: Ended[] = []
  for (const [index, step] of steps.entries()) {
    const end = await runStep(step, ended, means)
    expect(end.problem, `step ${index + 1}, ${step.title}: ${end.text}`).toBeUndefined()
    ended.push(end)
    if (end.error) counts.refusals++
    if ('local' in step) counts.local++
  }
  counts.scenarios++
  counts.steps += ended.length
})

test.each(SCENARIOS)('“$title” takes values from earlier steps, and names what there is', ({ steps }) => {
  for (const [index, step] of steps.entries()) {
    for (const { $from } of sourcesOf(step)) expect($from, step.title).toBeLessThanOrEqual(index)
    if ('local' in step) expect(LOCALS).toHaveProperty(step.local)
    else for (const member of Object.keys(inputOf(step))) expect(MODEL[step.operation]?.input).toHaveProperty(member)
  }
  const titles = steps.map(({ title }) => title)
  expect(titles).toEqual([...new Set(titles)])
})

test('Getting started takes 9 clicks at most', () => {
  expect(scenarios.GettingStarted.steps.length).toBeLessThanOrEqual(9)
})

test('a step whose answer is another than expected fails', async () => {
  const [create] = scenarios.GettingStarted.steps
  if (!create) throw new Error('Failed to find a step.')
  const end = (rest: object) => runStep({ ...create, ...rest }, [], meansOf())
  expect((await end({ returns: { 'KeyMetadata.KeyState': 'Disabled' } })).problem).toMatchObject({ kind: 'other value' })
  expect((await end({ refusal: 'DisabledException' })).problem).toEqual({ kind: 'not refused', code: 'DisabledException' })
  expect((await end({ body: { KeySpec: 'none' } })).problem).toMatchObject({
    kind: 'refused',
    error: { code: 'ValidationException' },
  })
  expect((await end({ until: { path: 'KeyMetadata.KeyState', is: 'never' } })).problem).toMatchObject({ kind: 'not yet' })
})

test('every scenario stands on a page of the manual', async () => {
  const MANUAL = 'docs/api/q-kms/user-manual'
  const pages = await Promise.all(filesIn(MANUAL, '.mdx').map((file) => load(`${MANUAL}/${file}`)))
  const shown = pages.flatMap(({ parts }) => only(parts, 'Scenario').map(({ props }) => props.title))
  expect(shown.toSorted()).toEqual(SCENARIOS.map(({ title }) => title).toSorted())
})

test.each([true, false])('an ML-DSA signature is verified outside of the emulator, by WebCrypto: %s', async (hasWebCrypto) => {
  const { send } = createClient()
  const KeyId = 'alias/post-quantum-signing'
  const { Signature } = await send('Sign', { KeyId, Message: 'aGVsbG8=', SigningAlgorithm: 'ML_DSA_SHAKE_256' })
  const { PublicKey } = await send('GetPublicKey', { KeyId })
  const imports = vi.spyOn(crypto.subtle, 'importKey')
  if (!hasWebCrypto) imports.mockRejectedValue(new DOMException('No such algorithm.', 'NotSupportedError'))
  const verified = (Message: string) =>
    runLocal('verifyMlDsa', { PublicKey, Message, Signature }, { advance: async () => undefined })
  expect(await verified('aGVsbG8=')).toEqual({ Verified: true })
  expect(await verified('aGVsbG8h')).toEqual({ Verified: false })
  expect(imports).toHaveBeenCalledTimes(2)
  imports.mockRestore()
})
