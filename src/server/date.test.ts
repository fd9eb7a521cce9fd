import { expect, test } from 'vitest'
import { timeIn } from './date.ts'

test.each([
  ['2026-12-31', Date.UTC(2026, 11, 31)],
  ['2026-12-31T10:20:30Z', Date.UTC(2026, 11, 31, 10, 20, 30)],
  ['2026-12-31T10:20', Date.UTC(2026, 11, 31, 10, 20)],
  ['2026-12-31T10:20:30.5+02:00', Date.UTC(2026, 11, 31, 8, 20, 30, 500)],
  ['2026-12-31 10:20:30 -01:00', Date.UTC(2026, 11, 31, 11, 20, 30)],
  ['7', undefined],
  ['noon 5', undefined],
  ['2026-13-01', undefined],
  ['2026-12-31T25:00:00Z', undefined],
  ['1/2/2026', undefined],
])('reads %j', (text, time) => {
  expect(timeIn(text)).toBe(time)
})
