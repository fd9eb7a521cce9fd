/**
 * AES Key Wrap with Padding: RFC 5649 (KWP of NIST SP 800-38F §6.3).
 * Backend: @noble/ciphers; WebCrypto has only the unpadded RFC 3394 form.
 */
import { aeskwp } from '@noble/ciphers/aes.js'
import { orUndefined } from './support.ts'

/** @param kek 16, 24 or 32 bytes */
export const wrap = (kek: Uint8Array, key: Uint8Array): Uint8Array => aeskwp(kek).encrypt(key)

/** The wrapped key, or undefined where the integrity check fails (wrong `kek` or damaged data). */
export const unwrap = (kek: Uint8Array, wrapped: Uint8Array): Uint8Array | undefined =>
  orUndefined(() => aeskwp(kek).decrypt(wrapped))
