/** AES-256-GCM, as src/emulator/crypto/aes-gcm.ts has it. */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { publicRandom } from '../../emulator/crypto/random.ts'
import type { Cryptography } from '../../emulator/crypto/suite.ts'
import { orUndefined } from '../../emulator/crypto/support.ts'
import { secretKeyOf } from './keys.ts'

const ALGORITHM = 'aes-256-gcm'
const NONCE = 12
const TAG = 16
const OPTIONS = { authTagLength: TAG }

export const seal: Cryptography['seal'] = (key, plaintext, aad) => {
  const nonce = publicRandom(NONCE)
  const cipher = createCipheriv(ALGORITHM, secretKeyOf(key), nonce, OPTIONS).setAAD(aad)
  const sealed = new Uint8Array(NONCE + plaintext.length + TAG)
  sealed.set(nonce)
  sealed.set(cipher.update(plaintext), NONCE)
  // Nothing is left: GCM has no blocks to fill.
  cipher.final()
  sealed.set(cipher.getAuthTag(), NONCE + plaintext.length)
  return sealed
}

export const open: Cryptography['open'] = (key, data, aad) => {
  const end = data.length - TAG
  if (end < NONCE) return undefined
  const cipher = createDecipheriv(ALGORITHM, secretKeyOf(key), data.subarray(0, NONCE), OPTIONS)
  cipher.setAAD(aad).setAuthTag(data.subarray(end))
  const plaintext = cipher.update(data.subarray(NONCE, end))
  return orUndefined(() => {
    cipher.final()
    return new Uint8Array(plaintext)
  })
}
