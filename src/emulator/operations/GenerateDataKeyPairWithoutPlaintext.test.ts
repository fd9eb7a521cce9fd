import * as node from 'node:crypto'
import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const request = { KeyId: 'alias/app', KeyPairSpec: 'ECC_NIST_P384' } as const

test('returns the public key, and the private key in encrypted form only', async () => {
  const { send } = createClient()
  const { PrivateKeyCiphertextBlob, PublicKey, ...rest } = await send('GenerateDataKeyPairWithoutPlaintext', request)
  const { Plaintext = '', KeyMaterialId } = await send('Decrypt', { CiphertextBlob: PrivateKeyCiphertextBlob })
  const privateKey = node.createPrivateKey({ key: Buffer.from(Plaintext, 'base64'), format: 'der', type: 'pkcs8' })
  const publicKey = node.createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  expect(PublicKey).toBe(publicKey.toString('base64'))
  expect(rest).toEqual({ KeyId: arnOf(SANDBOX.app), KeyPairSpec: 'ECC_NIST_P384', KeyMaterialId })
})

test('refuses what GenerateDataKeyPair refuses', async () => {
  const { refuse } = createClient()
  const errorOf = (more: object) => refuse('GenerateDataKeyPairWithoutPlaintext', { ...request, ...more })
  expect(await errorOf({ KeyId: 'alias/rsa' })).toBe(
    'InvalidKeyUsageException: You cannot generate a data key with an asymmetric CMK',
  )
  expect(await errorOf({ KeyId: 'alias/disabled' })).toBe(`DisabledException: ${arnOf(SANDBOX.disabled)} is disabled.`)
  expect(await errorOf({ KeyPairSpec: 'SM2' })).toMatch('UnsupportedOperationException')
  expect(await errorOf({ DryRun: true })).toMatch('DryRunOperationException')
})
