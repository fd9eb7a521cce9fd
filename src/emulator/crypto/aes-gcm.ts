/**
 * AES-256-GCM: NIST SP 800-38D with a random 96-bit nonce (§8.2.2) and a 128-bit tag.
 * Backend: @noble/ciphers, because it is synchronous and also there on plain-http pages. WebCrypto costs a promise and
 * a change of thread per call, which at 4,096 bytes or less takes longer than the work itself.
 */
import { gcm } from '@noble/ciphers/aes.js'
import { managedNonce } from '@noble/ciphers/utils.js'
import { publicRandom } from './random.ts'
import { orUndefined } from './support.ts'

const sealed = managedNonce(gcm, publicRandom)

/**
 * Encrypts and authenticates.
 * @param key 32 bytes
 * @param aad authenticated, not encrypted; needed again to open
 * @returns nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes)
 */
export const seal = (key: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Uint8Array => sealed(key, aad).encrypt(plaintext)

/** The plaintext of what `seal` made, or undefined where key, data and `aad` do not authenticate together. */
export const open = (key: Uint8Array, data: Uint8Array, aad: Uint8Array): Uint8Array | undefined =>
  orUndefined(() => sealed(key, aad).decrypt(data))
