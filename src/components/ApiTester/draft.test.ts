// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clearDraft, loadDraft, saveDraft } from './draft.ts'

beforeEach(() => localStorage.clear())
afterEach(() => vi.unstubAllGlobals())

test('keeps a draft for each operation', () => {
  saveDraft({ api: 'a', operation: 'Encrypt' }, '{}')
  saveDraft({ api: 'a', operation: 'Decrypt' }, '{')
  expect(loadDraft({ api: 'a', operation: 'Encrypt' })).toBe('{}')
  expect(loadDraft({ api: 'a', operation: 'Decrypt' })).toBe('{')
  expect(loadDraft({ api: 'a', operation: 'CreateKey' })).toBeUndefined()
})

test('keeps the drafts of two pages apart', () => {
  saveDraft({ api: 'a', operation: 'Encrypt' }, '{}')
  history.pushState(undefined, '', '/another')
  expect(loadDraft({ api: 'a', operation: 'Encrypt' })).toBeUndefined()
})

test('forgets a draft', () => {
  saveDraft({ api: 'a', operation: 'Encrypt' }, '{}')
  clearDraft({ api: 'a', operation: 'Encrypt' })
  expect(loadDraft({ api: 'a', operation: 'Encrypt' })).toBeUndefined()
})

test('keeps nothing, not even the older draft, of a text that is too large', () => {
  saveDraft({ api: 'a', operation: 'Encrypt' }, '{}')
  saveDraft({ api: 'a', operation: 'Encrypt' }, 'a'.repeat(100_001))
  expect(loadDraft({ api: 'a', operation: 'Encrypt' })).toBeUndefined()
})

test('does without storage that throws', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new DOMException('blocked', 'SecurityError')
    },
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  })
  saveDraft({ api: 'a', operation: 'Encrypt' }, '{}')
  expect(loadDraft({ api: 'a', operation: 'Encrypt' })).toBeUndefined()
})
