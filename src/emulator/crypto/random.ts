/**
 * Random bytes that are no secret: nonces and names. They are drawn from the system many at a time, because one draw takes
 * longer than a small request; each is given out once. Secrets are drawn by themselves, so that none stays in the pool.
 */
import { randomBytes } from '@noble/ciphers/utils.js'

const POOL_LENGTH = 4096
let pool: Uint8Array<ArrayBuffer> = new Uint8Array()
let used = 0

/** @param length at most 4,096 */
export const publicRandom = (length = 16): Uint8Array<ArrayBuffer> => {
  if (used + length > pool.length) {
    pool = randomBytes(POOL_LENGTH)
    used = 0
  }
  used += length
  return pool.slice(used - length, used)
}
