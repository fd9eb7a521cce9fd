/** Keys of AES-256. */
import { randomBytes } from '@noble/ciphers/utils.js'

/** Octets of a key. */
export const KEY_LENGTH = 32

/** A new key. It is a copy, which V8 keeps in one piece; what the system filled has a buffer of its own, and three times the weight. */
export const generateKey = (): Uint8Array => randomBytes(KEY_LENGTH).slice()
