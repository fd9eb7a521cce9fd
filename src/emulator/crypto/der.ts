/**
 * The part of DER (ITU-T X.690) that keys are carried in: SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) and
 * PrivateKeyInfo / OneAsymmetricKey (RFC 5208 §5, RFC 5958 §2).
 * Written here, because @noble/curves keeps its DER to ECDSA signatures, and general ASN.1 libraries outweigh all
 * the rest of this folder. Reading is strict: definite, shortest lengths, no trailing octets.
 */
import { bytesToNumberBE, concatBytes, equalBytes, hexToBytes } from '@noble/ciphers/utils.js'
import { orUndefined } from './support.ts'

export const INTEGER = 0x02
export const BIT_STRING = 0x03
export const OCTET_STRING = 0x04
export const SEQUENCE = 0x30

export interface Element {
  readonly tag: number
  readonly content: Uint8Array
  /** Tag, length and content. */
  readonly whole: Uint8Array
}

const refuse = (reason: string): never => {
  throw new Error(`Failed to read DER: ${reason}`)
}

/** Content octets → the element. */
export const element = (tag: number, ...content: readonly Uint8Array[]): Uint8Array => {
  const { length } = concatBytes(...content)
  if (length < 0x80) return concatBytes(Uint8Array.of(tag, length), ...content)
  const octets = toBytes(BigInt(length))
  return concatBytes(Uint8Array.of(tag, 0x80 | octets.length), octets, ...content)
}

export const sequence = (...content: readonly Uint8Array[]): Uint8Array => element(SEQUENCE, ...content)
export const octetString = (...content: readonly Uint8Array[]): Uint8Array => element(OCTET_STRING, ...content)
export const bitString = (...content: readonly Uint8Array[]): Uint8Array => element(BIT_STRING, Uint8Array.of(0), ...content)
export const NULL = Uint8Array.of(0x05, 0x00)

/** A non-negative INTEGER. */
export const derInteger = (value: bigint): Uint8Array => {
  const octets = toBytes(value)
  return element(INTEGER, (octets[0] ?? 0) >= 0x80 ? concatBytes(Uint8Array.of(0), octets) : octets)
}

/** An OBJECT IDENTIFIER from its dotted form. */
export const oid = (dotted: string): Uint8Array => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const arc = (value: number): number[] => {
    const septets = [value % 128]
    for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) septets.unshift((left % 128) | 0x80)
    return septets
  }
  return element(0x06, Uint8Array.from([40 * first + second, ...rest].flatMap(arc)))
}

/** The consecutive elements that `bytes` consists of. @throws Error "Failed to read DER: …" */
export const elements = (bytes: Uint8Array): Element[] => {
  const found: Element[] = []
  for (let start = 0; start < bytes.length; ) {
    const octet = (at: number): number => bytes[at] ?? refuse('it ends early.')
    const tag = octet(start)
    let from = start + 2
    let length = octet(start + 1)
    if (length >= 0x80) {
      const octets = length & 0x7f
      if (octets < 1 || octets > 4) refuse('its length is indefinite or too long.')
      from += octets
      length = Number(bytesToNumberBE(bytes.subarray(from - octets, from)))
      if (octet(start + 2) === 0 || length < 0x80) refuse('its length is not in the shortest form.')
    }
    const end = from + length
    if (end > bytes.length) refuse('it ends early.')
    found.push({ tag, content: bytes.subarray(from, end), whole: bytes.subarray(start, end) })
    start = end
  }
  return found
}

/** The content of the one element, with this tag, that `bytes` is. @throws Error "Failed to read DER: …" */
export const contentOf = (bytes: Uint8Array, tag: number): Uint8Array => {
  const [only, ...more] = elements(bytes)
  return only?.tag === tag && more.length === 0 ? only.content : refuse(`expected one element with tag ${tag}.`)
}

/** The elements of the one SEQUENCE that `bytes` is. @throws Error "Failed to read DER: …" */
export const derItems = (bytes: Uint8Array): Element[] => elements(contentOf(bytes, SEQUENCE))

/** The octets of a non-negative INTEGER, without the zero in front that makes it one. @throws Error "Failed to read DER: …" */
export const magnitudeOf = ({ tag, content: [first, second = 0x80], content }: Element): Uint8Array =>
  tag !== INTEGER || first === undefined || first >= 0x80 || (first === 0 && content.length > 1 && second < 0x80)
    ? refuse('expected a non-negative integer.')
    : content.subarray(first === 0 ? 1 : 0)

/** The value of a non-negative INTEGER. @throws Error "Failed to read DER: …" */
export const numberOf = (element: Element): bigint => bytesToNumberBE(magnitudeOf(element))

/** AlgorithmIdentifier (RFC 5280 §4.1.1.2). */
export const algorithm = (identifier: string, ...parameters: readonly Uint8Array[]): Uint8Array =>
  sequence(oid(identifier), ...parameters)

/** SubjectPublicKeyInfo around a public key. */
export const spki = (algorithm: Uint8Array, key: Uint8Array): Uint8Array => sequence(algorithm, bitString(key))

/** The public key inside a SubjectPublicKeyInfo of exactly this algorithm, or undefined. */
export const readSpki = (algorithm: Uint8Array, der: Uint8Array): Uint8Array | undefined =>
  orUndefined(() => {
    const [identifier, key, ...more] = derItems(der)
    const fits = identifier && key?.tag === BIT_STRING && key.content[0] === 0 && more.length === 0
    return fits && equalBytes(identifier.whole, algorithm) ? key.content.subarray(1) : undefined
  })

/** PrivateKeyInfo around a private key. */
export const pkcs8 = (algorithm: Uint8Array, key: Uint8Array): Uint8Array => sequence(derInteger(0n), algorithm, octetString(key))

const ATTRIBUTES = 0xa0
const PUBLIC_KEY = 0x81

/** The private key inside a PrivateKeyInfo of exactly this algorithm, or undefined. Attributes and public key are let pass. */
export const readPkcs8 = (algorithm: Uint8Array, der: Uint8Array): Uint8Array | undefined =>
  orUndefined(() => {
    const [version, identifier, key, ...more] = derItems(der)
    const fits = version && identifier && key?.tag === OCTET_STRING && numberOf(version) <= 1n
    const rest = more.every(({ tag }) => tag === ATTRIBUTES || tag === PUBLIC_KEY)
    return fits && rest && equalBytes(identifier.whole, algorithm) ? key.content : undefined
  })

/** The shortest big-endian form; one octet for 0. */
const toBytes = (value: bigint): Uint8Array => {
  const hex = value.toString(16)
  return hexToBytes(hex.padStart(hex.length + (hex.length % 2), '0'))
}
