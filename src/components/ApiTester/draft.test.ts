// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clearDraft, loadDraft, saveDraft } from './draft.ts'

beforeEach(() => localStorage.clear())
afterEach(() => vi.unstubAllGlobals())

test('keeps a draft for each operation', () => {
  saveDraft('Encrypt', '{}')
  saveDraft('Decrypt', '{')
  expect(loadDraft('Encrypt')).toBe('{}')
  expect(loadDraft('Decrypt')).toBe('{')
  expect(loadDraft('CreateKey')).toBeUndefined()
})

test('keeps the drafts of two pages apart', () => {
  saveDraft('Encrypt', '{}')
  history.pushState(undefined, '', '/another')
  expect(loadDraft('Encrypt')).toBeUndefined()
})

test('forgets a draft', () => {
  saveDraft('Encrypt', '{}')
  clearDraft('Encrypt')
  expect(loadDraft('Encrypt')).toBeUndefined()
})

test('keeps nothing, not even the older draft, of a text that is too large', () => {
  saveDraft('Encrypt', '{}')
  saveDraft('Encrypt', 'a'.repeat(100_001))
  expect(loadDraft('Encrypt')).toBeUndefined()
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
  saveDraft('Encrypt', '{}')
  expect(loadDraft('Encrypt')).toBeUndefined()
})
