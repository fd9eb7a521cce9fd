import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { findChromium } from './browser/chromium.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

test('takes the browser that QKMS_CHROMIUM names', () => {
  vi.stubEnv('QKMS_CHROMIUM', process.execPath)
  expect(findChromium()).toBe(process.execPath)
})

test('fails where QKMS_CHROMIUM names nothing that runs', () => {
  vi.stubEnv('QKMS_CHROMIUM', '/nowhere/chromium')
  expect(findChromium).toThrow('Failed to start Chromium: QKMS_CHROMIUM names /nowhere/chromium, which does not run')
})

test('says what to type where none is installed', () => {
  vi.stubEnv('PATH', '/nowhere')
  vi.stubEnv('QKMS_CHROMIUM', undefined)
  vi.spyOn(chromium, 'executablePath').mockReturnValue('/nowhere/chromium')
  expect(findChromium).toThrow(/^Failed to start Chromium: none is installed\. Install it with: npx playwright-core install /)
})

test('takes the first program of the PATH that runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'q-kms-chromium-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'chromium'), 'a stub that does not run', { mode: 0o755 })
  symlinkSync(process.execPath, join(folder, 'google-chrome'))
  vi.stubEnv('PATH', folder)
  vi.stubEnv('QKMS_CHROMIUM', undefined)
  expect(findChromium()).toBe(join(folder, 'google-chrome'))
})
