/** Key objects of node:crypto, of key material. Each is made once for a Uint8Array. */
import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto'
import { orUndefined, perObject } from '../../emulator/crypto/support.ts'

export interface KeyPair {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** SubjectPublicKeyInfo DER. */
  readonly spki: Uint8Array
}

/** As a plain Uint8Array, which is what the emulator's state and responses are made of. */
export const plain = ({ buffer, byteOffset, length }: Buffer): Uint8Array => new Uint8Array(buffer, byteOffset, length)

export const der = <T extends 'pkcs8' | 'spki'>(type: T, bytes: Uint8Array) =>
  ({ key: Buffer.from(bytes), format: 'der', type }) as const

/** The key pair of a private key in PKCS#8 DER; undefined where this version of Node.js does not read such a one. */
export const keyPairOf = perObject((material: Uint8Array): KeyPair | undefined =>
  orUndefined(() => {
    const privateKey = createPrivateKey(der('pkcs8', material))
    const publicKey = createPublicKey(privateKey)
    return { privateKey, publicKey, spki: plain(publicKey.export({ type: 'spki', format: 'der' })) }
  }),
)

/** A symmetric or HMAC key. */
export const secretKeyOf = perObject((material: Uint8Array): KeyObject => createSecretKey(material))
