/**
 * ML-KEM: FIPS 203. A ciphertext of the right length that was not made for the key opens to a pseudo-random secret
 * (implicit rejection, §6.3). Keys in SPKI and, as seeds, in PKCS#8 by RFC 9935.
 * Backend: @noble/post-quantum; WebCrypto of few browsers has it.
 */
import { randomBytes } from '@noble/ciphers/utils.js'
import { type MLKEM, ml_kem512, ml_kem768, ml_kem1024 } from '@noble/post-quantum/ml-kem.js'
import { algorithm, spki } from './der.ts'
import { readSeedKey, writeSeedKey } from './seed.ts'
import type { Suite } from './suite.ts'
import { orUndefined, perObject } from './support.ts'

const withParameters = (kem: MLKEM, identifier: string) => {
  const named = algorithm(identifier)
  const keyPair = perObject((material: Uint8Array) => {
    const { secretKey, publicKey } = readSeedKey(named, material, (seed) => kem.keygen(seed))
    return { secretKey, publicKey, spki: spki(named, publicKey) }
  })
  return {
    generate: () => writeSeedKey(named, randomBytes(64)),
    accepts: (material) => orUndefined(() => keyPair(material)) !== undefined,
    publicKey: (material) => keyPair(material).spki,
    encapsulate: (material) => {
      const { sharedSecret, cipherText } = kem.encapsulate(keyPair(material).publicKey)
      return { sharedSecret, ciphertext: cipherText }
    },
    decapsulate: (material, ciphertext) =>
      ciphertext.length === kem.lengths.cipherText ? kem.decapsulate(ciphertext, keyPair(material).secretKey) : undefined,
  } satisfies Suite
}

export const ML_KEM_512 = withParameters(ml_kem512, '2.16.840.1.101.3.4.4.1')
export const ML_KEM_768 = withParameters(ml_kem768, '2.16.840.1.101.3.4.4.2')
export const ML_KEM_1024 = withParameters(ml_kem1024, '2.16.840.1.101.3.4.4.3')
