import { expect, test } from 'vitest'
import { reducer, type State } from './reducer.ts'

const START: State = { phase: 'idle', text: '{}', count: 0 }
const ANSWER = { status: 200, headers: [], text: '{}', duration: 1 }

test('goes from idle over sending to done', () => {
  const sending = reducer(START, { type: 'send', sent: '{}' })
  expect(sending).toMatchObject({ phase: 'sending', sent: '{}', count: 0 })
  expect(reducer(sending, { type: 'answer', answer: ANSWER, sent: '{}' })).toMatchObject({
    phase: 'done',
    answer: ANSWER,
    failure: undefined,
    count: 1,
  })
})

test('forgets the older response when a request fails, and the failure when one succeeds', () => {
  const failed = reducer({ ...START, answer: ANSWER }, { type: 'fail', failure: 'no' })
  expect(failed).toMatchObject({ phase: 'failed', answer: undefined, failure: 'no' })
  expect(reducer(failed, { type: 'answer', answer: ANSWER, sent: '{}' }).failure).toBeUndefined()
})

test('forgets what was said before, also where the response comes at once', () => {
  const said = { ...START, notice: 'reset', lacking: ['KeyId'], undo: () => undefined }
  const nothing = { notice: undefined, lacking: undefined, undo: undefined }
  expect(reducer(said, { type: 'send', sent: '{"a":1}' })).toMatchObject({ ...nothing, sent: '{"a":1}' })
  expect(reducer(said, { type: 'answer', answer: ANSWER, sent: '{"a":1}' })).toMatchObject({ ...nothing, sent: '{"a":1}' })
})

test('counts each outcome, so that the same one twice is told apart', () => {
  const outcomes = [
    { type: 'answer', answer: ANSWER, sent: '{}' },
    { type: 'fail', failure: 'no' },
    { type: 'notice', notice: 'reset' },
  ] as const
  expect(outcomes.map((outcome) => reducer(START, outcome).count)).toEqual([1, 1, 1])
})

test('drops the response to another body with a warning', () => {
  expect(reducer({ ...START, answer: ANSWER, failure: 'no' }, { type: 'warn', lacking: ['KeyId'] })).toMatchObject({
    answer: undefined,
    failure: undefined,
  })
})

test('takes a warning back as soon as the body changes', () => {
  const warned = reducer(START, { type: 'warn', lacking: ['KeyId'] })
  expect(warned.lacking).toEqual(['KeyId'])
  expect(reducer(warned, { type: 'edit', text: '{"a":1}' })).toMatchObject({ lacking: undefined, text: '{"a":1}' })
})

test('keeps the draft when the sandbox is reset', () => {
  const reset = reducer({ ...START, text: '{"a":1}', answer: ANSWER }, { type: 'notice', notice: 'reset' })
  expect(reset).toMatchObject({ phase: 'idle', text: '{"a":1}', answer: undefined, notice: 'reset' })
})
