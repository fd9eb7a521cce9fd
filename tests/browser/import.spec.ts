import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { DURATION, sites, test, testerOf } from './harness.ts'

/** Fills in a tester of the page, sends, and returns the answer's body once the status is there. */
const send = async (page: Page, operation: string, fields: Readonly<Record<string, string>>, status = '200 OK') => {
  const { field, send, shows, response } = testerOf(page, operation)
  for (const [name, value] of Object.entries(fields)) await field(name).fill(value)
  // Every answer has a request id of its own, so the region never reads the same twice.
  const before = await response.textContent()
  await send.click()
  await expect.poll(() => response.textContent()).not.toBe(before)
  await shows(DURATION, status)
  await response.getByRole('button', { name: 'Copy body', exact: true }).click()
  return JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
}

test('the guide to importing key material can be walked from its first step to its last', async ({ open }) => {
  const page = await open(`${sites.root}docs/api/q-kms/user-manual/importing-key-material`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const { KeyMetadata } = await send(page, 'CreateKey', {})
  expect(KeyMetadata).toMatchObject({ Origin: 'EXTERNAL', KeyState: 'PendingImport' })
  const { KeyId } = KeyMetadata

  const { PublicKey, ImportToken } = await send(page, 'GetParametersForImport', { KeyId })
  const wrapper = page.getByRole('region', { name: 'Wrap key material' })
  const wrap = async (button: string): Promise<string> => {
    await wrapper.getByRole('button', { name: button }).click()
    return (await wrapper.getByRole('group', { name: 'EncryptedKeyMaterial text' }).textContent()) ?? ''
  }
  await wrapper.getByLabel('PublicKey').fill(PublicKey)
  const EncryptedKeyMaterial = await wrap('Wrap my material')
  expect(EncryptedKeyMaterial).toMatch(/^[A-Za-z0-9+/]{683}=$/)

  await send(page, 'ImportKeyMaterial', { KeyId, ImportToken, EncryptedKeyMaterial })
  const { CiphertextBlob } = await send(page, 'Encrypt', { KeyId })
  await send(page, 'DeleteImportedKeyMaterial', { KeyId })
  const refusal = await send(page, 'Decrypt', { KeyId, CiphertextBlob }, '400 Bad Request')
  expect(refusal.__type).toBe('KMSInvalidStateException')

  await send(page, 'ImportKeyMaterial', {})
  const { Plaintext } = await send(page, 'Decrypt', {})
  expect(atob(Plaintext)).toBe('hello')
})
