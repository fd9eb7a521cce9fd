import { expect, test } from 'vitest'
import { excerptOf, marked, type Piece } from './excerpt.ts'

/** With the matches in brackets. */
const written = (pieces: readonly Piece[]): string => pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('')

test('marks the words that have a term, in whichever form', () => {
  expect(written(marked('Deleting keys: ScheduleKeyDeletion.', new Set(['delet'])))).toBe(
    '[Deleting] keys: [ScheduleKeyDeletion].',
  )
})

test('shows a short text whole', () => {
  expect(written(excerptOf('Deletes the key at once.', undefined, new Set(['key'])))).toBe('Deletes the [key] at once.')
})

test('shows where most of the terms stand close together', () => {
  const text = `A key. ${'Much of something else. '.repeat(20)}Here the policy of a key stands. ${'And so on. '.repeat(20)}`
  const shown = written(excerptOf(text, undefined, new Set(['key', 'polici'])))
  expect(shown).toMatch(/^….*\[policy\] of a \[key\] stands.*…$/)
  expect(shown.length).toBeLessThan(170)
})

test('shows the code where only that has the terms', () => {
  expect(written(excerptOf('The same in code.', 'import boto3', new Set(['boto3'])))).toBe('import [boto3]')
})

test('cuts a text without spaces', () => {
  expect(written(excerptOf('x'.repeat(500), undefined, new Set()))).toBe(`${'x'.repeat(150)}…`)
})
