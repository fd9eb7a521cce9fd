import { createPrivateKey } from 'node:crypto'
import { KEY_SPECS, type KeySpec } from '../facts/key-specs.ts'
import { nodeCryptography } from './crypto/suites.ts'

/** Key material as people write it down: hexadecimal digits for symmetric and HMAC keys, PEM for private keys. */

const HEX = /^(?:[0-9a-fA-F]{2})+$/

/**
 * Raw octets of hexadecimal digits, or PKCS#8 DER of a private key in PEM: PKCS#8 itself, or what comes before it (`EC PRIVATE
 * KEY` of RFC 5915, `RSA PRIVATE KEY` of RFC 8017).
 *
 * @throws {Error} with the reason
 */
export const bytesIn = (text: string): Uint8Array => {
  const trimmed = text.trim()
  if (HEX.test(trimmed)) return Uint8Array.from(Buffer.from(trimmed, 'hex'))
  const [, label, base64 = ''] = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----([\s\S]*?)-----END \1-----/.exec(trimmed) ?? []
  if (label === undefined) throw new Error('expected hexadecimal digits, or a private key in PEM.')
  if (label === 'PRIVATE KEY') return Uint8Array.from(Buffer.from(base64, 'base64'))
  try {
    return Uint8Array.from(createPrivateKey(trimmed).export({ type: 'pkcs8', format: 'der' }))
  } catch {
    throw new Error(`the ${label} is damaged, encrypted, or of an unknown kind.`)
  }
}

/** SM2 has no suite. */
const SPECS = (Object.keys(KEY_SPECS) as KeySpec[]).filter((spec) => spec !== 'SM2')

const isPrivate = (spec: KeySpec): boolean => spec !== 'SYMMETRIC_DEFAULT' && !spec.startsWith('HMAC_')

/** The spec that a private key fits, or undefined where there is none. */
export const specOf = async (der: Uint8Array): Promise<KeySpec | undefined> => {
  for (const spec of SPECS.filter(isPrivate)) if (await fitsSpec(spec, der)) return spec
  return undefined
}

/** Whether a key of the spec can have the material. */
export const fitsSpec = async (spec: KeySpec, material: Uint8Array): Promise<boolean> =>
  (await nodeCryptography.suiteOf(spec)).accepts(material)

/** New key material of a spec. */
export const generateMaterial = async (spec: KeySpec): Promise<Uint8Array> => (await nodeCryptography.suiteOf(spec)).generate()
