import { attempt } from '../../components/ApiTester/draft.ts'
import { materialTextOf } from '../../facts/sandbox.ts'
import { fromBase64, toBase64 } from '../../vocabulary/base64.ts'
import { STORAGE } from '../storage.ts'

/**
 * The key material that a page imports: bytes for symmetric and HMAC keys, and PKCS#8 DER (RFC 5958) for the others. A key takes no other material
 * back than what it had, so each key gets the same one each time.
 */

type Bytes = Uint8Array<ArrayBuffer>

/** A DER element with fewer than 128 bytes of content. */
const element = (tag: number, ...content: readonly (Bytes | readonly number[])[]): Bytes => {
  const bytes = content.flatMap((part) => [...part])
  return new Uint8Array([tag, bytes.length, ...bytes])
}
const SEQUENCE = 0x30
const INTEGER = 0x02
const OCTET_STRING = 0x04
/** Seeds are kept as such (RFC 9881, section 6; RFC 9935, section 6). */
const SEED = 0x80

const octets = (secret: Bytes): Bytes => element(OCTET_STRING, secret)
const seed = (secret: Bytes): Bytes => element(SEED, secret)
/** RFC 5915, without the public key. */
const ecPrivateKey = (secret: Bytes): Bytes => element(SEQUENCE, element(INTEGER, [1]), octets(secret))

/** The secret numbers of a spec: how many bytes, and what they stand in; with its algorithm's identifier in hex, that is PKCS#8. */
interface Form {
  readonly length: number
  readonly algorithm?: string
  readonly within?: (secret: Bytes) => Bytes
}

const ec = (length: number, curve: string): Form => ({
  length,
  algorithm: `06072a8648ce3d0201${curve}`,
  within: ecPrivateKey,
})
const NIST_ALGORITHMS = '060960864801650304'
const mlDsa = (last: string): Form => ({ length: 32, algorithm: `${NIST_ALGORITHMS}03${last}`, within: seed })
const mlKem = (last: string): Form => ({ length: 64, algorithm: `${NIST_ALGORITHMS}04${last}`, within: seed })

const FORMS: Readonly<Record<string, Form>> = {
  SYMMETRIC_DEFAULT: { length: 32 },
  HMAC_224: { length: 28 },
  HMAC_256: { length: 32 },
  HMAC_384: { length: 48 },
  HMAC_512: { length: 64 },
  ECC_NIST_P256: ec(32, '06082a8648ce3d030107'),
  ECC_NIST_P384: ec(48, '06052b81040022'),
  ECC_NIST_P521: ec(66, '06052b81040023'),
  ECC_SECG_P256K1: ec(32, '06052b8104000a'),
  ECC_NIST_EDWARDS25519: { length: 32, algorithm: '06032b6570', within: octets },
  ML_DSA_44: mlDsa('11'),
  ML_DSA_65: mlDsa('12'),
  ML_DSA_87: mlDsa('13'),
  ML_KEM_512: mlKem('01'),
  ML_KEM_768: mlKem('02'),
  ML_KEM_1024: mlKem('03'),
}

const fromHex = (hex: string): Bytes => new Uint8Array((hex.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16)))

/** Bytes that a key's id leads to, with zeros before a digest that is too short. */
const digestOf = async (id: string, length: number): Promise<Bytes> => {
  const hash = length > 48 ? 'SHA-512' : length > 32 ? 'SHA-384' : 'SHA-256'
  const digest = new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(materialTextOf(id)))).slice(0, length)
  return new Uint8Array([...Array<number>(length - digest.length).fill(0), ...digest])
}

/** RSA keys that were made here, in base64, for a browser that keeps nothing. */
const made = new Map<string, string>()

/** RSA keys cannot be had from a digest: one is made for a key, and kept. */
const rsaOf = async (id: string, modulusLength: number): Promise<Bytes> => {
  const name = `${STORAGE}.material.${id}`
  const kept = made.get(id) ?? attempt((storage) => storage.getItem(name))
  if (kept) return new Uint8Array(fromBase64(kept) ?? [])
  const settings = { name: 'RSA-PSS', hash: 'SHA-256', modulusLength, publicExponent: new Uint8Array([1, 0, 1]) }
  const { privateKey } = await crypto.subtle.generateKey(settings, true, ['sign', 'verify'])
  const material = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey))
  made.set(id, toBase64(material))
  attempt((storage) => storage.setItem(name, toBase64(material)))
  return material
}

/**
 * The material of a key.
 *
 * @param id without account and Region
 * @throws {Error} where nothing is known of the spec
 */
export const materialOf = async (id: string, spec: string): Promise<Bytes> => {
  const [, bits] = /^RSA_(\d+)$/.exec(spec) ?? []
  if (bits !== undefined) return rsaOf(id, Number(bits))
  const form = FORMS[spec]
  if (!form) throw new Error(`a key of the spec ${spec} takes no imported material`)
  const secret = await digestOf(id, form.length)
  const { algorithm, within } = form
  if (algorithm === undefined || !within) return secret
  return element(SEQUENCE, element(INTEGER, [0]), element(SEQUENCE, fromHex(algorithm)), octets(within(secret)))
}
