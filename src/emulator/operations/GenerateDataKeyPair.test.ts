import * as node from 'node:crypto'
import { expect, test } from 'vitest'
import { DataKeyPairSpec } from '../../facts/members.ts'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

type Spec = keyof typeof DataKeyPairSpec.values
const SPECS = (Object.keys(DataKeyPairSpec.values) as Spec[]).filter((spec) => spec !== 'SM2')

test.each(SPECS)('makes a %s pair whose halves belong together, for node:crypto too', async (KeyPairSpec) => {
  const { send } = createClient()
  const EncryptionContext = { purpose: 'test' }
  const pair = await send('GenerateDataKeyPair', { KeyId: 'alias/app', KeyPairSpec, EncryptionContext })
  const der = Buffer.from(pair.PrivateKeyPlaintext ?? '', 'base64')
  const privateKey = node.createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const publicKey = node.createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  expect(pair.PublicKey).toBe(publicKey.toString('base64'))
  const opened = await send('Decrypt', { CiphertextBlob: pair.PrivateKeyCiphertextBlob, EncryptionContext })
  expect(opened.Plaintext).toBe(pair.PrivateKeyPlaintext)
  expect(pair).toMatchObject({ KeyId: arnOf(SANDBOX.app), KeyPairSpec, KeyMaterialId: opened.KeyMaterialId })
})

test('refuses other keys than symmetric ones, keys in the wrong state, and SM2', async () => {
  const { refuse } = createClient()
  const errorOf = (KeyId: string, more = {}) => refuse('GenerateDataKeyPair', { KeyId, KeyPairSpec: 'ECC_NIST_P256', ...more })
  expect(await errorOf('alias/rsa')).toBe('InvalidKeyUsageException: You cannot generate a data key with an asymmetric CMK')
  expect(await errorOf('alias/signing')).toBe(
    `InvalidKeyUsageException: ${arnOf(SANDBOX.signing)} key usage is SIGN_VERIFY which is not valid for GenerateDataKeyPair.`,
  )
  expect(await errorOf('alias/disabled')).toBe(`DisabledException: ${arnOf(SANDBOX.disabled)} is disabled.`)
  expect(await errorOf('alias/external-store')).toBe(
    `UnsupportedOperationException: ${arnOf('9999aaaa-bbbb-cccc-dddd-eeeeffff0000')} origin is EXTERNAL_KEY_STORE which is not valid for this operation.`,
  )
  expect(await errorOf('alias/app', { KeyPairSpec: 'SM2' })).toBe(
    'UnsupportedOperationException: KeyPairSpec SM2 is not supported in this Region',
  )
})

test('a dry run makes no pair', async () => {
  const { refuse } = createClient()
  const request = { KeyId: 'alias/app', KeyPairSpec: 'RSA_4096', DryRun: true }
  expect(await refuse('GenerateDataKeyPair', request)).toMatch('DryRunOperationException')
  expect(await refuse('GenerateDataKeyPair', { ...request, KeyId: 'alias/disabled' })).toMatch('DisabledException')
})
