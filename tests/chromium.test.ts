import { afterEach, expect, test, vi } from 'vitest'
import { findChromium } from './browser/chromium.ts'

afterEach(() => vi.unstubAllEnvs())

test('takes the browser that QKMS_CHROMIUM names', () => {
  vi.stubEnv('QKMS_CHROMIUM', process.execPath)
  expect(findChromium()).toBe(process.execPath)
})

test('fails where QKMS_CHROMIUM names nothing that runs', () => {
  vi.stubEnv('QKMS_CHROMIUM', '/nowhere/chromium')
  expect(findChromium).toThrow('Failed to start Chromium: QKMS_CHROMIUM names /nowhere/chromium, which does not run')
})
