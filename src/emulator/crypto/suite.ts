import type { KeySpec } from '../../facts/key-specs.ts'
import type { MessageType } from '../../facts/members.ts'
import type { Value } from '../../vocabulary/shapes.ts'

/** What the octets to sign are: the message, its digest, or for ML-DSA its μ. */
export type MessageKind = Value<typeof MessageType>

/**
 * What an emulator computes with: one back end per runtime. All of them read each other's keys, ciphertexts and signatures, and refuse the
 * same.
 */
export interface Cryptography {
  /**
   * AES-256-GCM.
   *
   * @param key 32 bytes; what is derived from them is kept with the Uint8Array, as with a suite's material
   * @param aad authenticated, not encrypted; needed again to open
   * @returns nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes)
   */
  readonly seal: (key: Uint8Array, plaintext: Uint8Array, aad: Uint8Array) => Uint8Array
  /** The plaintext of what `seal` made, or undefined where key, data and `aad` do not authenticate together. */
  readonly open: (key: Uint8Array, data: Uint8Array, aad: Uint8Array) => Uint8Array | undefined
  /** The suite of a spec. Rejects for SM2, and where its code cannot be fetched, which the next call tries again. */
  readonly suiteOf: (spec: KeySpec) => Promise<Suite>
}

/**
 * The cryptography of a key spec.
 *
 * Key material is raw octets for symmetric and HMAC keys, and PKCS#8 DER for private keys. What is derived from it is
 * kept with the Uint8Array, so pass the same object, unchanged, each time. An operation that the spec lacks is absent.
 */
export interface Suite {
  generate(): Uint8Array | Promise<Uint8Array>
  /** Whether `material` can be imported into a key of this spec. */
  accepts(material: Uint8Array): boolean | Promise<boolean>
  /** SubjectPublicKeyInfo DER. */
  publicKey?(material: Uint8Array): Uint8Array
  /** The most octets that `encrypt` takes. */
  maxPlaintext?(algorithm: string): number
  encrypt?(material: Uint8Array, algorithm: string, plaintext: Uint8Array): Promise<Uint8Array>
  /** Undefined where the ciphertext is not one of this key and algorithm. */
  decrypt?(material: Uint8Array, algorithm: string, ciphertext: Uint8Array): Promise<Uint8Array | undefined>
  sign?(material: Uint8Array, algorithm: string, message: Uint8Array, messageType: MessageKind): Uint8Array | Promise<Uint8Array>
  verify?(
    material: Uint8Array,
    algorithm: string,
    message: Uint8Array,
    messageType: MessageKind,
    signature: Uint8Array,
  ): boolean | Promise<boolean>
  mac?(material: Uint8Array, message: Uint8Array): Uint8Array
  /** The shared secret with a peer's public key (SPKI DER); undefined where that is not a key of the same curve. */
  agree?(material: Uint8Array, peer: Uint8Array): Uint8Array | undefined
  encapsulate?(material: Uint8Array): { readonly sharedSecret: Uint8Array; readonly ciphertext: Uint8Array }
  /** Undefined where the ciphertext has not the length of the spec's; a wrong one of that length opens to a random secret. */
  decapsulate?(material: Uint8Array, ciphertext: Uint8Array): Uint8Array | undefined
}
