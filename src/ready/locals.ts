import type { Hands } from '../components/settings.tsx'
import type { LocalName } from '../facts/scenarios/locals.ts'
import { fromBase64, toBase64 } from '../vocabulary/base64.ts'
import type { Body } from '../vocabulary/fits.ts'
import { wrapBytes } from './wrap.ts'

type Bytes = Uint8Array<ArrayBuffer>
type Program = (input: Readonly<Record<string, Bytes>>) => Promise<Readonly<Record<string, Bytes | boolean>>>

const NONE: Bytes = new Uint8Array()
const AES = 'AES-GCM'
const IV_LENGTH = 12

/** An ECDSA signature in DER as two numbers of 32 bytes side by side, as WebCrypto takes it (RFC 3279, section 2.2.3). */
const sideBySide = (der: Bytes): Bytes => {
  const both = new Uint8Array(64)
  let at = 2
  for (const end of [32, 64]) {
    const number = der.slice(at + 2, at + 2 + (der[at + 1] ?? 0))
    at += 2 + number.length
    const digits = number.slice(Math.max(0, number.length - 32))
    both.set(digits, end - digits.length)
  }
  return both
}

/** The bytes before an ML-DSA public key in its SubjectPublicKeyInfo (RFC 9881, section 4). */
const ML_DSA_HEADER = 22

/** By the browser where it has ML-DSA, else by a library. Neither is the emulator. */
const verifyMlDsa = async (spki: Bytes, message: Bytes, signature: Bytes): Promise<boolean> => {
  const algorithm = { name: 'ML-DSA-65' }
  try {
    const key = await crypto.subtle.importKey('spki', spki, algorithm, false, ['verify'])
    return await crypto.subtle.verify(algorithm, key, signature, message)
  } catch {
    const { ml_dsa65 } = await import('@noble/post-quantum/ml-dsa.js')
    return ml_dsa65.verify(signature, message, spki.slice(ML_DSA_HEADER))
  }
}

/** What src/facts/scenarios/locals.ts says, for the page: what is done with bytes. */
const PROGRAMS: Readonly<Record<Exclude<LocalName, 'advanceClock'>, Program>> = {
  makeMaterial: async () => ({ Material: crypto.getRandomValues(new Uint8Array(32)) }),
  wrapMaterial: async ({ PublicKey = NONE, Material = NONE }) => ({ EncryptedKeyMaterial: await wrapBytes(PublicKey, Material) }),
  seal: async ({ DataKey = NONE, Message = NONE }) => {
    const iv = crypto.getRandomValues(new Uint8Array(IV_LENGTH))
    const key = await crypto.subtle.importKey('raw', DataKey, AES, false, ['encrypt'])
    const ciphertext = await crypto.subtle.encrypt({ name: AES, iv }, key, Message)
    return { Sealed: new Uint8Array([...iv, ...new Uint8Array(ciphertext)]) }
  },
  unseal: async ({ DataKey = NONE, Sealed = NONE }) => {
    const key = await crypto.subtle.importKey('raw', DataKey, AES, false, ['decrypt'])
    const algorithm = { name: AES, iv: Sealed.slice(0, IV_LENGTH) }
    return { Message: new Uint8Array(await crypto.subtle.decrypt(algorithm, key, Sealed.slice(IV_LENGTH))) }
  },
  verifyOutside: async ({ PublicKey = NONE, Message = NONE, Signature = NONE }) => {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('spki', PublicKey, algorithm, false, ['verify'])
    return { Verified: await crypto.subtle.verify(algorithm, key, sideBySide(Signature), Message) }
  },
  deriveKey: async ({ SharedSecret = NONE, Info = NONE }) => {
    const secret = await crypto.subtle.importKey('raw', SharedSecret, 'HKDF', false, ['deriveBits'])
    const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: NONE, info: Info }
    return { Key: new Uint8Array(await crypto.subtle.deriveBits(algorithm, secret, 256)) }
  },
  verifyMlDsa: async ({ PublicKey = NONE, Message = NONE, Signature = NONE }) => ({
    Verified: await verifyMlDsa(PublicKey, Message, Signature),
  }),
}

const bytesOf = (value: unknown): Bytes => new Uint8Array(fromBase64(String(value)) ?? [])

/**
 * Runs the program of a local step, with bytes as base64 on both sides.
 *
 * @param hands what moves the clock of the sandbox
 *
 * @throws {Error} where the page has no WebCrypto
 */
export const runLocal = async (name: LocalName, input: Body, { advance }: Pick<Hands, 'advance'>): Promise<Body> => {
  if (name === 'advanceClock') {
    await advance(Number(input.seconds))
    return {}
  }
  if (!globalThis.crypto?.subtle) throw new Error('this page has no WebCrypto, which needs https or localhost')
  const output = await PROGRAMS[name](
    Object.fromEntries(Object.entries(input).map(([member, value]) => [member, bytesOf(value)])),
  )
  return Object.fromEntries(
    Object.entries(output).map(([member, value]) => [member, typeof value === 'boolean' ? value : toBase64(value)]),
  )
}
