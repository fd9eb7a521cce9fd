/** HMAC, as src/emulator/crypto/hmac.ts has it. */
import { createHmac } from 'node:crypto'
import * as portable from '../../emulator/crypto/hmac.ts'
import type { Suite } from '../../emulator/crypto/suite.ts'
import { plain, secretKeyOf } from './keys.ts'

const over = (suite: Suite, hash: string): Suite => ({
  ...suite,
  mac: (material, message) => plain(createHmac(hash, secretKeyOf(material)).update(message).digest()),
})

export const HMAC_224 = over(portable.HMAC_224, 'sha224')
export const HMAC_256 = over(portable.HMAC_256, 'sha256')
export const HMAC_384 = over(portable.HMAC_384, 'sha384')
export const HMAC_512 = over(portable.HMAC_512, 'sha512')
