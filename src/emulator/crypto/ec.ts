/**
 * Elliptic-curve keys on P-256, P-384, P-521 (FIPS 186-5, SP 800-186) and secp256k1 (SEC 2).
 * ECDSA (FIPS 186-5 §6) is deterministic (RFC 6979), with signatures in DER (RFC 3279 §2.2.3). ECDH is that of SP 800-56A §5.7.1.2.
 * Keys are in SPKI (RFC 5480) and PKCS#8 (RFC 5915).
 * Backend: @noble/curves. WebCrypto has no secp256k1, takes no digest, and cannot tell a public key from a private one. It verifies the
 * signatures of messages on the curves of NIST, where it is there: thirty times as fast.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import type { ECDSA } from '@noble/curves/abstract/weierstrass.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import {
  algorithm,
  bitString,
  derInteger,
  derItems,
  element,
  INTEGER,
  magnitudeOf,
  OCTET_STRING,
  octetString,
  oid,
  pkcs8,
  readPkcs8,
  readSpki,
  sequence,
  spki,
} from './der.ts'
import type { Suite } from './suite.ts'
import { orUndefined, perObject, webCrypto } from './support.ts'

const PARAMETERS = 0xa0
const PUBLIC_KEY = 0xa1

/** What WebCrypto calls a curve, and the hash that goes with it. */
interface Native {
  readonly namedCurve: string
  readonly hash: string
}

/**
 * The suite of one curve. A high s verifies as well as a low one, as in the service and in OpenSSL.
 * `agree` gives the x-coordinate, as long as the field; undefined for what is not a point of the curve.
 */
const onCurve = (curve: ECDSA, name: string, native?: Native) => {
  const named = oid(name)
  const identifier = algorithm('1.2.840.10045.2.1', named)

  const read = (material: Uint8Array) => {
    const [version, secret, ...rest] = derItems(readPkcs8(identifier, material) ?? refuse())
    const begins = version?.tag === INTEGER && equalBytes(version.whole, derInteger(1n)) && secret?.tag === OCTET_STRING
    if (!begins || !curve.utils.isValidSecretKey(secret.content)) return refuse()
    const point = curve.getPublicKey(secret.content, false)
    const agrees = rest.every(
      ({ tag, content }) =>
        (tag === PARAMETERS && equalBytes(content, named)) || (tag === PUBLIC_KEY && equalBytes(content, bitString(point))),
    )
    return agrees ? { secret: secret.content, point, spki: spki(identifier, point) } : refuse()
  }
  const keyPair = perObject(read)

  /** Undefined where the browser lacks the curve. */
  const publicKeyOf = perObject(async (spki: Uint8Array): Promise<CryptoKey | undefined> => {
    const algorithm = { name: 'ECDSA', namedCurve: native?.namedCurve ?? '' }
    return webCrypto()
      ?.importKey('spki', new Uint8Array(spki), algorithm, false, ['verify'])
      .catch(() => undefined)
  })

  return {
    generate: () => {
      const { secretKey } = curve.keygen()
      const point = bitString(curve.getPublicKey(secretKey, false))
      return pkcs8(identifier, sequence(derInteger(1n), octetString(secretKey), element(PUBLIC_KEY, point)))
    },
    accepts: (material) => orUndefined(() => keyPair(material)) !== undefined,
    publicKey: (material) => keyPair(material).spki,
    sign: (material, _algorithm, message, messageType) =>
      curve.sign(message, keyPair(material).secret, { prehash: messageType === 'RAW', lowS: false, format: 'der' }),
    verify(material, _algorithm, message, messageType, signature) {
      const inJavaScript = () => {
        const settings = { prehash: messageType === 'RAW', lowS: false, format: 'der' } as const
        return orUndefined(() => curve.verify(signature, message, keyPair(material).point, settings)) ?? false
      }
      const subtle = webCrypto()
      if (!subtle || !native || messageType !== 'RAW') return inJavaScript()
      const parts = orUndefined(() => fixedLength(signature, curve.Point.Fn.BYTES))
      if (!parts) return false
      return publicKeyOf(keyPair(material).spki).then((key) =>
        key ? subtle.verify({ name: 'ECDSA', hash: native.hash }, key, parts, new Uint8Array(message)) : inJavaScript(),
      )
    },
    agree: (material, peer) =>
      orUndefined(() => {
        const point = readSpki(identifier, peer) ?? refuse()
        return curve.getSharedSecret(keyPair(material).secret, point, true).subarray(1)
      }),
  } satisfies Suite
}

/**
 * The r and s of a signature in DER as WebCrypto takes them (IEEE P1363): each as long as the order. Whether they are in its range,
 * WebCrypto sees to. @throws Error "Failed to read …"
 */
const fixedLength = (signature: Uint8Array, length: number): Uint8Array<ArrayBuffer> => {
  const integers = derItems(signature).map(magnitudeOf)
  if (integers.length !== 2) return refuse()
  const parts = new Uint8Array(2 * length)
  for (const [at, octets] of integers.entries()) {
    if (octets.length > length) return refuse()
    parts.set(octets, (at + 1) * length - octets.length)
  }
  return parts
}

const refuse = (): never => {
  throw new Error('Failed to read an elliptic-curve key: it is not one of this curve in PKCS#8 or SubjectPublicKeyInfo DER.')
}

export const P256 = onCurve(p256, '1.2.840.10045.3.1.7', { namedCurve: 'P-256', hash: 'SHA-256' })
export const P384 = onCurve(p384, '1.3.132.0.34', { namedCurve: 'P-384', hash: 'SHA-384' })
export const P521 = onCurve(p521, '1.3.132.0.35', { namedCurve: 'P-521', hash: 'SHA-512' })
/** Signs only; the service offers no key agreement on it. */
export const SECP256K1 = onCurve(secp256k1, '1.3.132.0.10')
