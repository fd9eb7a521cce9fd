import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inTime } from './in-time.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('gives up after three seconds, not before', async () => {
  const given = vi.fn()
  inTime(new Promise(() => undefined), 'the worker').catch(given)
  await vi.advanceTimersByTimeAsync(2999)
  expect(given).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(given).toHaveBeenCalledWith(new Error('Failed to start the worker: it is not ready after 3000 ms.'))
})

test('takes what comes in time, and leaves no timer behind', async () => {
  expect(await inTime(Promise.resolve('ready'), 'the worker')).toBe('ready')
  await expect(inTime(Promise.reject(new Error('blocked')), 'the worker')).rejects.toThrow('blocked')
  expect(vi.getTimerCount()).toBe(0)
})
