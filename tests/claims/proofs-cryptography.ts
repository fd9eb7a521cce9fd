import { createPublicKey, generateKeyPairSync, hkdfSync, randomBytes, verify } from 'node:crypto'
import { expect } from 'vitest'
import { createClient, importMaterial, SANDBOX } from '../../src/emulator/test-client.ts'
import type { Proof } from './proofs.ts'
import { type Body, CALLERS, createWorld, iam, outcome, PLAINTEXT, REFUSED, tried } from './world.ts'

const bytes = (base64: string | undefined): Buffer<ArrayBuffer> => Buffer.from(base64 ?? '', 'base64')
const DAY = 24 * 3600 * 1000

/** The permissions in whose place others are too few: the pairs that a text says do not include each other. */
const REQUESTS: Readonly<Record<string, Body>> = {
  Encrypt: { KeyId: SANDBOX.app, Plaintext: PLAINTEXT },
  Sign: { KeyId: SANDBOX.signing, Message: PLAINTEXT, SigningAlgorithm: 'ECDSA_SHA_256' },
  GenerateMac: { KeyId: SANDBOX.mac, Message: PLAINTEXT, MacAlgorithm: 'HMAC_SHA_256' },
  Encapsulate: { KeyId: SANDBOX.encapsulation, EncapsulationAlgorithm: 'ML_KEM' },
  GenerateDataKey: { KeyId: SANDBOX.app, KeySpec: 'AES_256' },
  GenerateDataKeyWithoutPlaintext: { KeyId: SANDBOX.app, KeySpec: 'AES_256' },
  GenerateDataKeyPair: { KeyId: SANDBOX.app, KeyPairSpec: 'ECC_NIST_P256' },
  GenerateDataKeyPairWithoutPlaintext: { KeyId: SANDBOX.app, KeyPairSpec: 'ECC_NIST_P256' },
}
/** The request that undoes or checks what another has made. */
const INVERSES: Readonly<Record<string, (request: Body, answer: Body) => Body>> = {
  Decrypt: ({ KeyId }, { CiphertextBlob }) => ({ KeyId, CiphertextBlob }),
  Verify: (request, { Signature }) => ({ ...request, Signature }),
  VerifyMac: (request, { Mac }) => ({ ...request, Mac }),
  Decapsulate: (request, { SharedSecretCiphertextBlob }) => ({ ...request, SharedSecretCiphertextBlob }),
}

/** A caller with the first permission alone is refused the second; one with the second is not. */
const doesNotInclude = async (first: string, second: string) => {
  const client = createWorld()
  const made = REQUESTS[first] ?? REQUESTS[first.replace('Verify', 'Generate')]
  if (made === undefined)
    throw new Error(`Failed to prove that kms:${first} does not include kms:${second}: no request is known.`)
  const { body: answer } = await client.attempt(first, made)
  const request = INVERSES[second]?.(made, answer) ?? REQUESTS[second] ?? {}
  for (const [action, expected] of [
    [first, REFUSED],
    [second, 'allowed'],
  ] as const) {
    await client.emulator.attach(CALLERS.orders, { policies: { One: iam('Allow', `kms:${action}`) } })
    expect([second, await tried(client, 'orders', second, request)]).toEqual([second, expected])
  }
}

export const CRYPTOGRAPHY: Readonly<Record<string, Proof>> = {
  'checking-cannot-forge': async () => {
    await doesNotInclude('Sign', 'Verify')
    await doesNotInclude('GenerateMac', 'VerifyMac')
    const client = createWorld({ [CALLERS.orders]: { policies: { Check: iam('Allow', ['kms:Verify', 'kms:VerifyMac']) } } })
    for (const forging of ['Sign', 'GenerateMac'])
      expect(await tried(client, 'orders', forging, REQUESTS[forging] ?? {})).toBe(REFUSED)
  },

  'not-included': async (text) => {
    const [, first = '', second = ''] = /`kms:(\w+)` does not include `kms:(\w+)`/.exec(text) ?? []
    await doesNotInclude(first, second)
  },

  'key-id-pins': async () => {
    const { send, refuse } = createClient()
    const { CiphertextBlob } = await send('Encrypt', { KeyId: SANDBOX.imported, Plaintext: PLAINTEXT })
    expect((await send('Decrypt', { CiphertextBlob })).Plaintext).toBe(PLAINTEXT)
    expect(await refuse('Decrypt', { CiphertextBlob, KeyId: SANDBOX.app })).toContain('IncorrectKeyException')
  },

  'no-forward-secrecy': async () => {
    const { send } = createClient()
    const peer = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const PublicKey = peer.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    const derive = async () =>
      (await send('DeriveSharedSecret', { KeyId: SANDBOX.agreement, KeyAgreementAlgorithm: 'ECDH', PublicKey })).SharedSecret
    expect(await derive()).toBe(await derive())
  },

  // The page has its sentence behind a program, which `programs.test.ts` runs and looks into; here is what the sentence promises.
  'info-binds': () => {
    const secret = randomBytes(32)
    const [ours, theirs, another] = [1, 2, 3].map(() => randomBytes(91)) as [Buffer, Buffer, Buffer]
    const key = (purpose: string, ...keys: readonly Buffer[]) =>
      Buffer.from(hkdfSync('sha256', secret, '', Buffer.concat([Buffer.from(purpose), ...keys]), 32)).toString('hex')
    const all = [key('up', ours, theirs), key('down', ours, theirs), key('up', ours, another), key('up', theirs, ours)]
    expect(new Set(all).size).toBe(all.length)
  },

  'truncated-macs': async () => {
    const { send, refuse } = createClient()
    const request = { KeyId: SANDBOX.mac, Message: PLAINTEXT, MacAlgorithm: 'HMAC_SHA_256' } as const
    const { Mac = '' } = await send('GenerateMac', request)
    expect((await send('VerifyMac', { ...request, Mac })).MacValid).toBe(true)
    for (const length of [31, 16, 8, 4, 1])
      expect(await refuse('VerifyMac', { ...request, Mac: bytes(Mac).subarray(0, length).toString('base64') })).toBe(
        'KMSInvalidMacException',
      )
  },

  'silent-refusal': async () => {
    const { send, refuse } = createClient()
    const EncryptionContext = { tenant: '42' }
    const { CiphertextBlob } = await send('Encrypt', { KeyId: SANDBOX.app, Plaintext: PLAINTEXT, EncryptionContext })
    for (const wrong of [{}, { tenant: '43' }, { Tenant: '42' }, { tenant: '42', more: 'x' }])
      expect(await refuse('Decrypt', { CiphertextBlob, EncryptionContext: wrong })).toBe('InvalidCiphertextException')
  },

  'same-material-other-key': async () => {
    const client = createClient()
    const material = randomBytes(32)
    const made = await Promise.all([0, 1].map(() => client.send('CreateKey', { Origin: 'EXTERNAL' })))
    const [first = '', second = ''] = made.map(({ KeyMetadata }) => KeyMetadata?.KeyId ?? '')
    for (const KeyId of [first, second]) await importMaterial(client, KeyId, material)
    const { CiphertextBlob } = await client.send('Encrypt', { KeyId: first, Plaintext: PLAINTEXT })
    expect(await client.refuse('Decrypt', { CiphertextBlob, KeyId: second })).toContain('IncorrectKeyException')
    await client.send('ScheduleKeyDeletion', { KeyId: first, PendingWindowInDays: 7 })
    await client.emulator.clock.advance(8 * DAY)
    expect(await client.refuse('Decrypt', { CiphertextBlob })).toContain('AccessDeniedException')
  },

  'implicit-rejection': async () => {
    const { send, refuse } = createClient()
    const request = { KeyId: SANDBOX.encapsulation, EncapsulationAlgorithm: 'ML_KEM' } as const
    const { SharedSecret, SharedSecretCiphertextBlob } = await send('Encapsulate', request)
    const altered = bytes(SharedSecretCiphertextBlob)
    altered.writeUInt8(altered.readUInt8(500) ^ 1, 500)
    const opened = await send('Decapsulate', { ...request, SharedSecretCiphertextBlob: altered.toString('base64') })
    expect(bytes(opened.SharedSecret)).toHaveLength(32)
    expect(opened.SharedSecret).not.toBe(SharedSecret)
    const shorter = altered.subarray(0, -1).toString('base64')
    expect(await refuse('Decapsulate', { ...request, SharedSecretCiphertextBlob: shorter })).toBe('InvalidCiphertextException')
  },

  'public-key-outlives': async () => {
    const { send } = createClient()
    const request = { KeyId: SANDBOX.signing, Message: PLAINTEXT, SigningAlgorithm: 'ECDSA_SHA_256' } as const
    const { Signature } = await send('Sign', request)
    const { PublicKey } = await send('GetPublicKey', { KeyId: SANDBOX.signing })
    await send('DisableKey', { KeyId: SANDBOX.signing })
    const key = createPublicKey({ key: bytes(PublicKey), format: 'der', type: 'spki' })
    expect(verify('sha256', bytes(PLAINTEXT), key, bytes(Signature))).toBe(true)
  },

  'no-false': async () => {
    const { send, attempt } = createClient()
    const request = { KeyId: SANDBOX.signing, Message: PLAINTEXT, SigningAlgorithm: 'ECDSA_SHA_256' } as const
    const { Signature = '' } = await send('Sign', request)
    const mac = { KeyId: SANDBOX.mac, Message: PLAINTEXT, MacAlgorithm: 'HMAC_SHA_256' } as const
    const { Mac = '' } = await send('GenerateMac', mac)
    const Message = Buffer.from('another').toString('base64')
    for (const [operation, body, code] of [
      ['Verify', { ...request, Signature, Message }, 'KMSInvalidSignatureException'],
      ['VerifyMac', { ...mac, Mac, Message }, 'KMSInvalidMacException'],
    ] as const) {
      const answer = await attempt(operation, body)
      expect([outcome(answer), Object.keys(answer.body).filter((name) => name.endsWith('Valid'))]).toEqual([code, []])
    }
  },
}
