import { fromBase64, toBase64 } from '../vocabulary/base64.ts'

/** RSAES-OAEP with SHA-256 (RFC 8017, section 7.1), as the wrapping algorithm `RSAES_OAEP_SHA_256` asks for. */
const ALGORITHM = { name: 'RSA-OAEP', hash: 'SHA-256' }

type Bytes = Uint8Array<ArrayBuffer>

/**
 * Key material, wrapped under a public key.
 *
 * @param publicKey SubjectPublicKeyInfo DER
 * @throws {Error} where the page has no WebCrypto, or `publicKey` is no RSA key
 */
export const wrapBytes = async (publicKey: Bytes, material: Bytes): Promise<Bytes> => {
  if (!globalThis.crypto?.subtle) throw new Error('this page has no WebCrypto, which needs https or localhost')
  const key = await crypto.subtle.importKey('spki', publicKey, ALGORITHM, false, ['encrypt'])
  return new Uint8Array(await crypto.subtle.encrypt(ALGORITHM, key, material))
}

const bytesIn = (base64: string): Bytes => new Uint8Array(fromBase64(base64) ?? [])

/** As `wrapBytes`, of the base64 text that GetParametersForImport returns; resolves to base64. */
export const wrap = async (publicKey: string, material: Bytes): Promise<string> =>
  toBase64(await wrapBytes(bytesIn(publicKey), material))

/**
 * As `wrap`, for the wrapping algorithm `RSA_AES_KEY_WRAP_SHA_256`: an AES key wrapped like that, and the material under this key, by AES key wrap
 * with padding (RFC 5649), which WebCrypto does not have.
 */
export const wrapInTwoSteps = async (publicKey: string, material: Bytes): Promise<string> => {
  const { aeskwp } = await import('@noble/ciphers/aes.js')
  const key = crypto.getRandomValues(new Uint8Array(32))
  const wrappedKey = await wrapBytes(bytesIn(publicKey), key)
  return toBase64(new Uint8Array([...wrappedKey, ...aeskwp(key).encrypt(material)]))
}
