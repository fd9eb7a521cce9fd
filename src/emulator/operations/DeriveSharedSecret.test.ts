import * as node from 'node:crypto'
import { expect, test } from 'vitest'
import { arnOf, createClient, SANDBOX } from '../test-client.ts'

const request = { KeyId: 'alias/agreement', KeyAgreementAlgorithm: 'ECDH' } as const

const publicKeyOn = (namedCurve: string): string =>
  node.generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'der', type: 'spki' }).toString('base64')

test.each([
  ['ECC_NIST_P256', 32],
  ['ECC_NIST_P384', 48],
  ['ECC_NIST_P521', 66],
] as const)('two keys on %s agree on a secret as long as the field', async (KeySpec, length) => {
  const { send } = createClient()
  const create = async () => (await send('CreateKey', { KeySpec, KeyUsage: 'KEY_AGREEMENT' })).KeyMetadata?.KeyId ?? ''
  const [one, other] = [await create(), await create()]
  const secretOf = async (KeyId: string, peer: string) => {
    const { PublicKey = '' } = await send('GetPublicKey', { KeyId: peer })
    return send('DeriveSharedSecret', { ...request, KeyId, PublicKey })
  }
  const { SharedSecret = '', ...rest } = await secretOf(one, other)
  expect(rest).toEqual({ KeyId: arnOf(one), KeyAgreementAlgorithm: 'ECDH', KeyOrigin: 'AWS_KMS' })
  expect(Buffer.from(SharedSecret, 'base64')).toHaveLength(length)
  expect((await secretOf(other, one)).SharedSecret).toBe(SharedSecret)
})

test('refuses what is no public key on the curve of the key, without a text', async () => {
  const { refuse } = createClient()
  const p256 = Buffer.from(publicKeyOn('P-256'), 'base64')
  const bent = Buffer.from(p256)
  bent[bent.length - 1] = (bent.at(-1) ?? 0) ^ 1
  for (const PublicKey of [publicKeyOn('P-384'), publicKeyOn('secp256k1'), 'AAAA', bent.toString('base64')])
    expect(await refuse('DeriveSharedSecret', { ...request, PublicKey })).toBe('ValidationException')
})

test('refuses keys of another usage and in the wrong state, and a dry run returns no secret', async () => {
  const { send, refuse } = createClient()
  const PublicKey = publicKeyOn('P-256')
  expect(await refuse('DeriveSharedSecret', { ...request, PublicKey, KeyId: 'alias/signing' })).toBe(
    `InvalidKeyUsageException: ${arnOf(SANDBOX.signing)} key usage is SIGN_VERIFY which is not valid for DeriveSharedSecret.`,
  )
  expect(await refuse('DeriveSharedSecret', { ...request, PublicKey, DryRun: true })).toMatch('DryRunOperationException')
  expect(await refuse('DeriveSharedSecret', { ...request, PublicKey: 'AAAA', DryRun: true })).toBe('ValidationException')
  await send('DisableKey', { KeyId: SANDBOX.agreement })
  expect(await refuse('DeriveSharedSecret', { ...request, PublicKey })).toBe(
    `DisabledException: ${arnOf(SANDBOX.agreement)} is disabled.`,
  )
})
