/**
 * ML-DSA: FIPS 204, pure (empty context) and hedged, over a message (RAW) or its 64-byte μ (EXTERNAL_MU, §6.2).
 * Keys in SPKI and, as seeds, in PKCS#8 by RFC 9881.
 * Backend: @noble/post-quantum; WebCrypto of few browsers has it.
 */
import { randomBytes } from '@noble/ciphers/utils.js'
import { type DSA, ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js'
import { algorithm, spki } from './der.ts'
import { readSeedKey, writeSeedKey } from './seed.ts'
import type { Suite } from './suite.ts'
import { orUndefined, perObject } from './support.ts'

const EXTERNAL_MU = { externalMu: true }

const withParameters = (dsa: DSA, identifier: string) => {
  const named = algorithm(identifier)
  const keyPair = perObject((material: Uint8Array) => {
    const { secretKey, publicKey } = readSeedKey(named, material, (seed) => dsa.keygen(seed))
    return { secretKey, publicKey, spki: spki(named, publicKey) }
  })
  return {
    generate: () => writeSeedKey(named, randomBytes(32)),
    accepts: (material) => orUndefined(() => keyPair(material)) !== undefined,
    publicKey: (material) => keyPair(material).spki,
    sign: (material, _algorithm, message, messageType) => {
      const { secretKey } = keyPair(material)
      return messageType === 'EXTERNAL_MU' ? dsa.internal.sign(message, secretKey, EXTERNAL_MU) : dsa.sign(message, secretKey)
    },
    verify: (material, _algorithm, message, messageType, signature) =>
      orUndefined(() => {
        const { publicKey } = keyPair(material)
        return messageType === 'EXTERNAL_MU'
          ? dsa.internal.verify(signature, message, publicKey, EXTERNAL_MU)
          : dsa.verify(signature, message, publicKey)
      }) ?? false,
  } satisfies Suite
}

export const ML_DSA_44 = withParameters(ml_dsa44, '2.16.840.1.101.3.4.3.17')
export const ML_DSA_65 = withParameters(ml_dsa65, '2.16.840.1.101.3.4.3.18')
export const ML_DSA_87 = withParameters(ml_dsa87, '2.16.840.1.101.3.4.3.19')
