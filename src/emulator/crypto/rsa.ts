/**
 * RSA: RFC 8017. RSAES-OAEP, RSASSA-PSS (salt as long as the hash) and RSASSA-PKCS1-v1_5.
 * Backend: WebCrypto, because key generation and private-key operations in JavaScript are slow and hold up the page.
 * What it cannot do, or where it is missing (plain-http pages), goes to rsa-bigint.ts, which loads when first needed.
 */
import { algorithm, derInteger, derItems, NULL, numberOf, pkcs8, readPkcs8, readSpki, sequence, spki } from './der.ts'
import type { Hash, PrivateKey, RsaPublicKey, Scheme } from './rsa-bigint.ts'
import type { MessageKind, Suite } from './suite.ts'
import { orUndefined, perObject, webCrypto } from './support.ts'

export type { Hash, Scheme }

/** rsaEncryption (RFC 8017 §A.1). */
const RSA = algorithm('1.2.840.113549.1.1.1', NULL)

const DIGEST_LENGTH = { 'SHA-1': 20, 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64 } as const satisfies Record<Hash, number>

/** The most octets that RSAES-OAEP can encrypt (RFC 8017 §7.1.1). */
export const maxPlaintext = (bits: number, hash: Hash): number => bits / 8 - 2 * DIGEST_LENGTH[hash] - 2

/** A new private key, PKCS#8 DER, with e = 65537. */
export const generate = async (bits: number): Promise<Uint8Array> => {
  const subtle = webCrypto()
  if (!subtle) return fromPrivateKey((await bigint()).generate(bits))
  const settings = { name: 'RSA-PSS', hash: 'SHA-256', modulusLength: bits, publicExponent: Uint8Array.of(1, 0, 1) }
  const { privateKey } = await subtle.generateKey(settings, true, ['sign', 'verify'])
  return new Uint8Array(await subtle.exportKey('pkcs8', privateKey))
}

/** Whether `material` is an RSA private key, PKCS#8 DER, with a modulus of exactly `bits` bits, whose numbers belong together. */
export const accepts = async (material: Uint8Array, bits: number): Promise<boolean> => {
  const key = orUndefined(() => privateKey(material))
  return key !== undefined && usable(key, [bits]) && (await bigint()).consistent(key)
}

/** The public half of a private key, SPKI DER. The same object each time, so that what is cached by it stays. */
export const publicKey = perObject((material: Uint8Array): Uint8Array => {
  const { n, e } = privateKey(material)
  return spki(RSA, sequence(derInteger(n), derInteger(e)))
})

/** Whether `spki` is the DER of an RSA public key of a size that the service has. */
export const isPublicKey = (spki: Uint8Array): boolean => {
  const key = orUndefined(() => readPublicKey(spki))
  return key !== undefined && usable(key, [2048, 3072, 4096])
}

/** Octets of the modulus, and so of every ciphertext and signature. */
export const modulusLength = (spki: Uint8Array): number => Math.ceil(readPublicKey(spki).n.toString(16).length / 2)

/** RSAES-OAEP with MGF1 of the same hash and no label. @throws where `plaintext` is longer than `maxPlaintext`. */
export const encrypt = async (spki: Uint8Array, hash: Hash, plaintext: Uint8Array): Promise<Uint8Array> => {
  const subtle = webCrypto()
  if (!subtle) return (await bigint()).encrypt(readPublicKey(spki), hash, plaintext)
  const key = await imported(subtle, 'spki', spki, 'RSA-OAEP', hash, 'encrypt')
  return new Uint8Array(await subtle.encrypt('RSA-OAEP', key, new Uint8Array(plaintext)))
}

/**
 * The plaintext, or undefined where the ciphertext is not one of this key and hash. A block is as long as the modulus (RFC 8017
 * §7.1.2, step 1b; §8.1.2 and §8.2.2, step 1, for signatures); backends forgive a leading zero that was cut off.
 */
export const decrypt = async (material: Uint8Array, hash: Hash, ciphertext: Uint8Array): Promise<Uint8Array | undefined> => {
  if (ciphertext.length !== modulusLength(publicKey(material))) return undefined
  const subtle = webCrypto()
  if (!subtle) return (await bigint()).decrypt(privateKey(material), hash, ciphertext)
  const key = await imported(subtle, 'pkcs8', material, 'RSA-OAEP', hash, 'decrypt')
  return subtle.decrypt('RSA-OAEP', key, new Uint8Array(ciphertext)).then(
    (plaintext) => new Uint8Array(plaintext),
    () => undefined,
  )
}

/** Signs a message, or a digest that `hash` made. */
export const sign = async (
  material: Uint8Array,
  scheme: Scheme,
  hash: Hash,
  message: Uint8Array,
  messageType: MessageKind,
): Promise<Uint8Array> => {
  const subtle = webCrypto()
  if (subtle && messageType === 'RAW') {
    const key = await imported(subtle, 'pkcs8', material, scheme, hash, 'sign')
    return new Uint8Array(await subtle.sign({ name: scheme, saltLength: DIGEST_LENGTH[hash] }, key, new Uint8Array(message)))
  }
  const { digest, signDigest } = await bigint()
  return signDigest(privateKey(material), scheme, hash, messageType === 'RAW' ? digest(hash, message) : message)
}

/** Whether `signature` is one of a message, or of a digest that `hash` made. */
export const verify = async (
  spki: Uint8Array,
  scheme: Scheme,
  hash: Hash,
  message: Uint8Array,
  messageType: MessageKind,
  signature: Uint8Array,
): Promise<boolean> => {
  if (signature.length !== modulusLength(spki)) return false
  const subtle = webCrypto()
  if (subtle && messageType === 'RAW') {
    const key = await imported(subtle, 'spki', spki, scheme, hash, 'verify')
    const parameters = { name: scheme, saltLength: DIGEST_LENGTH[hash] }
    return subtle.verify(parameters, key, new Uint8Array(signature), new Uint8Array(message))
  }
  const { digest, verifyDigest } = await bigint()
  return verifyDigest(readPublicKey(spki), scheme, hash, messageType === 'RAW' ? digest(hash, message) : message, signature)
}

/** The service's names, in the terms of WebCrypto. */
const ENCRYPTION_HASHES: Readonly<Record<string, Hash>> = { RSAES_OAEP_SHA_1: 'SHA-1', RSAES_OAEP_SHA_256: 'SHA-256' }
const SIGNING_SCHEMES: Readonly<Record<string, readonly [Scheme, Hash]>> = {
  RSASSA_PSS_SHA_256: ['RSA-PSS', 'SHA-256'],
  RSASSA_PSS_SHA_384: ['RSA-PSS', 'SHA-384'],
  RSASSA_PSS_SHA_512: ['RSA-PSS', 'SHA-512'],
  RSASSA_PKCS1_V1_5_SHA_256: ['RSASSA-PKCS1-v1_5', 'SHA-256'],
  RSASSA_PKCS1_V1_5_SHA_384: ['RSASSA-PKCS1-v1_5', 'SHA-384'],
  RSASSA_PKCS1_V1_5_SHA_512: ['RSASSA-PKCS1-v1_5', 'SHA-512'],
}
const within = <T>(table: Readonly<Record<string, T>>, algorithm: string): T => {
  const found = table[algorithm]
  if (found === undefined) throw new Error(`Failed to use an RSA key: ${algorithm} is not one of its algorithms.`)
  return found
}

/** @throws {Error} where the algorithm is not one of RSA */
export const encryptionHash = (algorithm: string): Hash => within(ENCRYPTION_HASHES, algorithm)
/** @throws {Error} where the algorithm is not one of RSA */
export const signingScheme = (algorithm: string): readonly [Scheme, Hash] => within(SIGNING_SCHEMES, algorithm)

/**
 * Makes keys one ahead: once a caller asks for a key, the next one is made in the background, so that the next call
 * need not wait. Without WebCrypto there is no background.
 */
const ahead = (make: () => Promise<Uint8Array>) => {
  let spare: Uint8Array | undefined
  let making = false
  const prepare = async () => {
    if (making || !webCrypto()) return
    making = true
    // Where it fails, so will the one that is asked for, and tell.
    spare = await make().catch(() => undefined)
    making = false
  }
  return async () => {
    const ready = spare
    spare = undefined
    const key = ready ?? (await make())
    if (!spare) void prepare()
    return key
  }
}

const withModulus = (bits: number) =>
  ({
    generate: ahead(() => generate(bits)),
    accepts: (material) => accepts(material, bits),
    publicKey,
    maxPlaintext: (algorithm) => maxPlaintext(bits, encryptionHash(algorithm)),
    encrypt: (material, algorithm, plaintext) => encrypt(publicKey(material), encryptionHash(algorithm), plaintext),
    decrypt: (material, algorithm, ciphertext) => decrypt(material, encryptionHash(algorithm), ciphertext),
    sign: (material, algorithm, message, messageType) => sign(material, ...signingScheme(algorithm), message, messageType),
    verify: (material, algorithm, message, messageType, signature) =>
      verify(publicKey(material), ...signingScheme(algorithm), message, messageType, signature),
  }) satisfies Suite

export const RSA_2048 = withModulus(2048)
export const RSA_3072 = withModulus(3072)
export const RSA_4096 = withModulus(4096)

/** What every WebCrypto imports: an odd modulus, and an odd exponent of at most 32 bits (BoringSSL's bound is 33). */
const usable = ({ n, e }: RsaPublicKey, sizes: readonly number[]): boolean =>
  sizes.includes(n.toString(2).length) && n % 2n === 1n && e % 2n === 1n && e >= 3n && e < 2n ** 32n

const bigint = () => import('./rsa-bigint.ts')

const keysOf = perObject((_der: Uint8Array) => new Map<string, Promise<CryptoKey>>())

/** A WebCrypto key is bound to scheme, hash and use; each is imported once per DER object. */
const imported = (
  subtle: SubtleCrypto,
  format: 'pkcs8' | 'spki',
  der: Uint8Array,
  name: string,
  hash: Hash,
  usage: KeyUsage,
): Promise<CryptoKey> => {
  const keys = keysOf(der)
  const label = `${name} ${hash} ${usage}`
  const key = keys.get(label) ?? subtle.importKey(format, new Uint8Array(der), { name, hash }, false, [usage])
  keys.set(label, key)
  return key
}

/** RSAPrivateKey (RFC 8017 §A.1.2). @throws Error "Failed to read …" */
const privateKey = perObject((material: Uint8Array): PrivateKey => {
  const [version, n, e, d, p, q, dp, dq, qi, ...more] = integersIn(readPkcs8(RSA, material))
  if (version !== 0n || !n || !e || !d || !p || !q || !dp || !dq || !qi || more.length > 0) return refuse()
  return { n, e, d, p, q, dp, dq, qi }
})

const fromPrivateKey = ({ n, e, d, p, q, dp, dq, qi }: PrivateKey): Uint8Array =>
  pkcs8(RSA, sequence(...[0n, n, e, d, p, q, dp, dq, qi].map(derInteger)))

/** RSAPublicKey (RFC 8017 §A.1.1). @throws Error "Failed to read …" */
const readPublicKey = (spki: Uint8Array): RsaPublicKey => {
  const [n, e, ...more] = integersIn(readSpki(RSA, spki))
  return n && e && more.length === 0 ? { n, e } : refuse()
}

const integersIn = (der: Uint8Array | undefined): bigint[] => (der ? derItems(der).map(numberOf) : refuse())

const refuse = (): never => {
  throw new Error('Failed to read an RSA key: it is not one in PKCS#8 or SubjectPublicKeyInfo DER.')
}
