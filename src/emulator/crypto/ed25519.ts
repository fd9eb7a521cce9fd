/**
 * Ed25519 and Ed25519ph: RFC 8032 §5.1 (FIPS 186-5 §7), keys in SPKI and PKCS#8 by RFC 8410.
 * Backend: @noble/curves. WebCrypto has no Ed25519ph, and no Ed25519 at all in older browsers.
 */
import { ed25519, ed25519ph } from '@noble/curves/ed25519.js'
import { algorithm, contentOf, OCTET_STRING, octetString, pkcs8, readPkcs8, spki } from './der.ts'
import type { Suite } from './suite.ts'
import { orUndefined, perObject } from './support.ts'

const ED25519 = algorithm('1.3.101.112')

/** ED25519_PH_SHA_512 hashes what it is given once more, even though that is a digest already: as the service does. */
const scheme = (algorithm: string) => (algorithm === 'ED25519_PH_SHA_512' ? ed25519ph : ed25519)

/**
 * Whether R is one that an honest signer makes: in the group of the base point, and not its identity. The library multiplies the equation
 * by the cofactor (RFC 8032 §5.1.7 allows that), so that R may differ by a point of low order; OpenSSL and BoringSSL do not.
 */
const isHonest = (signature: Uint8Array): boolean => {
  const R = ed25519.Point.fromBytes(signature.subarray(0, 32))
  return !R.is0() && R.isTorsionFree()
}

const keyPair = perObject((material: Uint8Array) => {
  const secret = contentOf(readPkcs8(ED25519, material) ?? new Uint8Array(), OCTET_STRING)
  const point = ed25519.getPublicKey(secret)
  return { secret, point, spki: spki(ED25519, point) }
})

export const Ed25519 = {
  generate: () => pkcs8(ED25519, octetString(ed25519.utils.randomSecretKey())),
  accepts: (material) => orUndefined(() => keyPair(material)) !== undefined,
  publicKey: (material) => keyPair(material).spki,
  sign: (material, algorithm, message) => scheme(algorithm).sign(message, keyPair(material).secret),
  verify: (material, algorithm, message, _messageType, signature) =>
    orUndefined(
      () => scheme(algorithm).verify(signature, message, keyPair(material).point, { zip215: false }) && isHonest(signature),
    ) ?? false,
} satisfies Suite
