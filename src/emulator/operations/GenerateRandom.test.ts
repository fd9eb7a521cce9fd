import { expect, test } from 'vitest'
import { createClient } from '../test-client.ts'

test.each([1, 32, 1024])('returns %i bytes', async (NumberOfBytes) => {
  const { send } = createClient()
  const answer = await send('GenerateRandom', { NumberOfBytes })
  expect(Object.keys(answer)).toEqual(['Plaintext'])
  expect(Buffer.from(answer.Plaintext ?? '', 'base64').length).toBe(NumberOfBytes)
})

test('returns other bytes each time', async () => {
  const { send } = createClient()
  const answers = await Promise.all(Array.from({ length: 50 }, () => send('GenerateRandom', { NumberOfBytes: 16 })))
  expect(new Set(answers.map(({ Plaintext }) => Plaintext)).size).toBe(50)
})

test('needs a number of bytes from 1 to 1,024', async () => {
  const { refuse } = createClient()
  expect(await refuse('GenerateRandom', {})).toBe('ValidationException: NumberOfBytes is required.')
  expect(await refuse('GenerateRandom', { NumberOfBytes: null })).toBe('ValidationException: NumberOfBytes is required.')
  expect(await refuse('GenerateRandom', { NumberOfBytes: 0 })).toBe(
    "ValidationException: 1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy constraint: Member must have value greater than or equal to 1",
  )
  expect(await refuse('GenerateRandom', { NumberOfBytes: 1025 })).toBe(
    "ValidationException: 1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024",
  )
})

test('wants the custom key store to be there', async () => {
  const { refuse } = createClient()
  expect(await refuse('GenerateRandom', { NumberOfBytes: 1, CustomKeyStoreId: 'cks-0' })).toBe(
    "CustomKeyStoreNotFoundException: Custom key store 'cks-0' does not exist.",
  )
})
