/** Signatures of whole messages, which node:crypto hashes itself. What is given as a digest is left to the portable suite. */
import { sign, verify } from 'node:crypto'
import type { Suite } from '../../emulator/crypto/suite.ts'
import { orUndefined } from '../../emulator/crypto/support.ts'
import { keyPairOf, plain } from './keys.ts'

/** What a suite has that signs. */
export type Signing = Required<Pick<Suite, 'publicKey' | 'sign' | 'verify'>>

/** @param hash that of the scheme; null where the scheme names its own */
export const signing = (portable: Signing, hash: string | null): Signing => ({
  publicKey: (material) => keyPairOf(material)?.spki ?? portable.publicKey(material),
  sign(material, algorithm, message, messageType) {
    const keys = messageType === 'RAW' && keyPairOf(material)
    return keys ? plain(sign(hash, message, keys.privateKey)) : portable.sign(material, algorithm, message, messageType)
  },
  verify(material, algorithm, message, messageType, signature) {
    const keys = messageType === 'RAW' && keyPairOf(material)
    return keys
      ? (orUndefined(() => verify(hash, message, keys.publicKey, signature)) ?? false)
      : portable.verify(material, algorithm, message, messageType, signature)
  },
})
