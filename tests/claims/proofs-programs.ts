import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { createClient, importMaterial, SANDBOX } from '../../src/emulator/test-client.ts'
import type { SigningAlgorithm } from '../../src/facts/members.ts'
import type { Value } from '../../src/vocabulary/shapes.ts'
import { started } from '../server/support.ts'
import { codeOf, workplace } from './programs.ts'

/** The programs of the pages that need no server, each with what its page says of it. */

export const client = createClient()
const { send } = client

export type Algorithm = Value<typeof SigningAlgorithm>
const HELLO = Buffer.from('hello').toString('base64')

/** The public key of a key, and its signature of “hello”. */
const signed = async (SigningAlgorithm: Algorithm, KeyId: string) => {
  const { Signature = '' } = await send('Sign', { KeyId, Message: HELLO, SigningAlgorithm })
  const { PublicKey = '' } = await send('GetPublicKey', { KeyId })
  return [PublicKey, Signature] as const
}

export const verifiesOutside = async (algorithm: Algorithm, KeyId: string, script: string): Promise<void> => {
  const { write, bash } = workplace()
  const [publicKey, signature] = await signed(algorithm, KeyId)
  write('public.b64', publicKey)
  write('signature.b64', signature)
  expect(await bash(script)).toMatch(/^(Verified OK|Signature Verified Successfully)\n$/)
  await expect(bash(script.replace('printf hello', 'printf hello!'))).rejects.toThrow()
}

/** Wraps the material as a page says, imports it, and looks at the file that keeps the copy. */
const imports = async (
  wrap: (publicKey: string) => Promise<string>,
  { read, modeOf }: Pick<ReturnType<typeof workplace>, 'read' | 'modeOf'>,
): Promise<void> => {
  const { KeyMetadata } = await send('CreateKey', { Origin: 'EXTERNAL' })
  const KeyId = KeyMetadata?.KeyId ?? ''
  const parameters = { KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_4096' } as const
  const { PublicKey = '', ImportToken = '' } = await send('GetParametersForImport', parameters)
  const EncryptedKeyMaterial = (await wrap(PublicKey)).trim()
  const ExpirationModel = 'KEY_MATERIAL_DOES_NOT_EXPIRE'
  await send('ImportKeyMaterial', { KeyId, ImportToken, EncryptedKeyMaterial, ExpirationModel })
  expect((await send('DescribeKey', { KeyId })).KeyMetadata?.KeyState).toBe('Enabled')
  expect([read('material.bin').length, modeOf('material.bin')]).toEqual([32, 0o600])
}

const encapsulates = async (code: string): Promise<void> => {
  const { write, node } = workplace()
  const { PublicKey = '' } = await send('GetPublicKey', { KeyId: SANDBOX.encapsulation })
  write('public.b64', PublicKey)
  write('encapsulate.mjs', code)
  const lines = await node(['encapsulate.mjs'])
  const [secret, SharedSecretCiphertextBlob = ''] = lines.map((line) => line.split(' ')[1])
  const request = { KeyId: SANDBOX.encapsulation, EncapsulationAlgorithm: 'ML_KEM', SharedSecretCiphertextBlob } as const
  expect((await send('Decapsulate', request)).SharedSecret).toBe(secret)
}

/** By the place of the block; each takes its code. */
export const PROGRAMS: Readonly<Record<string, (code: string) => Promise<void>>> = {
  'concepts: envelope.mjs': async (code) => {
    const { url } = await started()
    const { write, node } = workplace(url)
    write('envelope.mjs', code)
    write(
      'try.mjs',
      `import { KMSClient } from '@aws-sdk/client-kms'
       const keys = []
       const { send } = KMSClient.prototype
       KMSClient.prototype.send = async function (command) {
         const output = await send.call(this, command)
         keys.push(output.Plaintext)
         return output
       }
       const { seal, open } = await import('./envelope.mjs')
       const context = { tenant: '42' }
       const sealed = await seal(Buffer.from('salary list'), context)
       console.log(Buffer.from(await open(sealed, context)).toString())
       const refused = (parts, with_) => open(parts, with_).then(() => 'opened', () => 'refused')
       for (const length of [15, 12, 8, 4]) console.log(await refused({ ...sealed, tag: sealed.tag.subarray(0, length) }, context))
       console.log(await refused({ ...sealed, tag: Buffer.alloc(16) }, context))
       console.log(await refused(sealed, { tenant: '43' }))
       console.log(keys.length, keys.every((key) => key.every((byte) => byte === 0)))`,
    )
    expect(await node(['--no-warnings', 'try.mjs'])).toEqual([
      'salary list',
      ...['refused', 'refused', 'refused', 'refused'],
      'refused',
      'refused',
      '7 true',
    ])
  },

  'importing-key-material: js 1': async (code) => {
    const { write, node, read, modeOf } = workplace()
    write('wrap.mjs', code)
    await imports(async (publicKey) => (await node(['wrap.mjs', publicKey]))[0] ?? '', { read, modeOf })
  },

  'importing-key-material: sh 1': async (code) => {
    const { write, bash, read, modeOf } = workplace()
    await imports(
      (publicKey) => {
        write('public.b64', publicKey)
        return bash(`umask 022\n${code}`)
      },
      { read, modeOf },
    )
  },

  'key-agreement: sh 1': async (code) => {
    const { write, bash, modeOf } = workplace()
    const { PublicKey: service = '' } = await send('GetPublicKey', { KeyId: SANDBOX.agreement })
    write('public.b64', service)
    const PublicKey = await bash(`umask 022\n${code}`)
    const { SharedSecret } = await send('DeriveSharedSecret', {
      KeyId: SANDBOX.agreement,
      KeyAgreementAlgorithm: 'ECDH',
      PublicKey,
    })
    expect(await bash(codeOf('key-agreement: sh 2'))).toBe(SharedSecret)
    expect(modeOf('peer.pem')).toBe(0o600)
  },

  'key-agreement: js 1': async (code) => {
    const { write, node } = workplace()
    const { PublicKey: service = '' } = await send('GetPublicKey', { KeyId: SANDBOX.agreement })
    write('peer.mjs', code)
    // Tells what the program gives HKDF, on a line of its own.
    write(
      'spy.mjs',
      `import crypto from 'node:crypto'
       import { syncBuiltinESMExports } from 'node:module'
       const { hkdfSync } = crypto
       crypto.hkdfSync = (...given) => {
         console.log('info', Buffer.from(given[3]).toString('base64'))
         return hkdfSync(...given)
       }
       syncBuiltinESMExports()`,
    )
    const lines = await node(['--import', './spy.mjs', 'peer.mjs', service])
    const [PublicKey = '', secret, info = ''] = ['PublicKey', 'SharedSecret', 'info'].map((name) =>
      lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1),
    )
    const derived = await send('DeriveSharedSecret', { KeyId: SANDBOX.agreement, KeyAgreementAlgorithm: 'ECDH', PublicKey })
    expect(secret).toBe(derived.SharedSecret)
    const bytes = Buffer.from(info, 'base64')
    for (const key of [PublicKey, service]) expect(bytes.includes(Buffer.from(key, 'base64'))).toBe(true)
    const key = Buffer.from(hkdfSync('sha256', Buffer.from(secret ?? '', 'base64'), Buffer.alloc(0), bytes, 32))
    expect(lines.join('\n')).not.toContain(key.toString('base64'))
  },

  'macs: mac.mjs': async (code) => {
    const { write, node } = workplace()
    const material = randomBytes(64)
    const { KeyMetadata } = await send('CreateKey', { Origin: 'EXTERNAL', KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })
    const KeyId = KeyMetadata?.KeyId ?? ''
    await importMaterial(client, KeyId, material)
    const Message = Buffer.from('hello').toString('base64')
    const { Mac } = await send('GenerateMac', { KeyId, Message, MacAlgorithm: 'HMAC_SHA_256' })
    write('material.bin', material)
    write('mac.mjs', code)
    expect(await node(['mac.mjs', 'material.bin'], 'hello')).toEqual([Mac])
    expect(createHmac('sha256', material).update('hello').digest('base64')).toBe(Mac)
  },

  'signing: sh 1': async (code) => verifiesOutside('ECDSA_SHA_256', SANDBOX.signing, code),

  'signing: js 1': async (code) => {
    const { write, node } = workplace()
    const [publicKey, signature] = await signed('ECDSA_SHA_256', SANDBOX.signing)
    write('verify.mjs', code)
    expect(await node(['verify.mjs', publicKey, signature, 'hello'])).toEqual(['true'])
    expect(await node(['verify.mjs', publicKey, signature, 'hello!'])).toEqual(['false'])
  },

  'signing: js 2': async (code) => {
    const { write, node } = workplace()
    const [publicKey, signature] = await signed('ECDSA_SHA_256', SANDBOX.signing)
    const calls = ['hello', 'hello!'].map((text) => `console.log(await verify('${publicKey}', '${signature}', '${text}'))`)
    write('verify.mjs', `${code}\n${calls.join('\n')}`)
    expect(await node(['verify.mjs'])).toEqual(['true', 'false'])
  },

  'signing: sh 2': async (code) => {
    const { write, bash } = workplace()
    write('report.pdf', 'hello')
    const Message = await bash(code)
    const request = { KeyId: SANDBOX.signing, SigningAlgorithm: 'ECDSA_SHA_256' } as const
    const { Signature = '' } = await send('Sign', { ...request, Message, MessageType: 'DIGEST' })
    expect((await send('Verify', { ...request, Message: HELLO, Signature })).SignatureValid).toBe(true)
  },

  'post-quantum: js 1': async (code) => {
    const { write, node } = workplace()
    const [publicKey, signature] = await signed('ML_DSA_SHAKE_256', SANDBOX['post-quantum-signing'])
    write('public.b64', publicKey)
    write('signature.b64', signature)
    write('verify.mjs', code)
    expect(await node(['verify.mjs'])).toEqual(['true'])
  },

  'post-quantum: js 2': async (code) => {
    const { write, node } = workplace()
    const KeyId = SANDBOX['post-quantum-signing']
    const { PublicKey = '' } = await send('GetPublicKey', { KeyId })
    write('public.b64', PublicKey)
    write('message.txt', 'hello')
    write('mu.mjs', code)
    const [Message = ''] = await node(['mu.mjs'])
    const request = { KeyId, SigningAlgorithm: 'ML_DSA_SHAKE_256' } as const
    const { Signature = '' } = await send('Sign', { ...request, Message, MessageType: 'EXTERNAL_MU' })
    expect((await send('Verify', { ...request, Message: HELLO, Signature })).SignatureValid).toBe(true)
  },

  'post-quantum: js 3': (code) => encapsulates(code),
  'post-quantum: js 4': (code) => encapsulates(code),
}
