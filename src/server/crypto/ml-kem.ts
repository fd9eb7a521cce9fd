/** ML-KEM, as src/emulator/crypto/ml-kem.ts has it. */
import * as crypto from 'node:crypto'
import * as portable from '../../emulator/crypto/ml-kem.ts'
import type { Suite } from '../../emulator/crypto/suite.ts'
import { keyPairOf, plain } from './keys.ts'

/** Absent from Node.js before 24.7, which its types do not say. */
const { encapsulate, decapsulate }: Partial<Pick<typeof crypto, 'encapsulate' | 'decapsulate'>> = crypto

/** @param length octets of a ciphertext */
const native = (suite: typeof portable.ML_KEM_512, length: number): Suite => {
  if (!encapsulate || !decapsulate) return suite
  return {
    ...suite,
    publicKey: (material) => keyPairOf(material)?.spki ?? suite.publicKey(material),
    encapsulate(material) {
      const keys = keyPairOf(material)
      if (!keys) return suite.encapsulate(material)
      const { sharedKey, ciphertext } = encapsulate(keys.publicKey)
      return { sharedSecret: plain(sharedKey), ciphertext: plain(ciphertext) }
    },
    decapsulate(material, ciphertext) {
      const keys = keyPairOf(material)
      if (!keys || ciphertext.length !== length) return suite.decapsulate(material, ciphertext)
      return plain(decapsulate(keys.privateKey, ciphertext))
    },
  }
}

export const ML_KEM_512 = native(portable.ML_KEM_512, 768)
export const ML_KEM_768 = native(portable.ML_KEM_768, 1088)
export const ML_KEM_1024 = native(portable.ML_KEM_1024, 1568)
