import type { Hash } from '../crypto/rsa.ts'
import type { ImportParameters } from './import-token.ts'

/** What an algorithm's name says: whether an AES key comes between, and the hash of OAEP. */
const ALGORITHMS: Readonly<Record<string, { readonly twoSteps: boolean; readonly hash: Hash }>> = {
  RSAES_OAEP_SHA_1: { twoSteps: false, hash: 'SHA-1' },
  RSAES_OAEP_SHA_256: { twoSteps: false, hash: 'SHA-256' },
  RSA_AES_KEY_WRAP_SHA_1: { twoSteps: true, hash: 'SHA-1' },
  RSA_AES_KEY_WRAP_SHA_256: { twoSteps: true, hash: 'SHA-256' },
}

/** The material that was wrapped for an import, or undefined where it does not open. */
export const unwrapMaterial = async (
  { wrappingKey, algorithm }: ImportParameters,
  wrapped: Uint8Array,
): Promise<Uint8Array | undefined> => {
  const found = ALGORITHMS[algorithm]
  if (!found) throw new Error(`Failed to unwrap key material: ${algorithm} is not a wrapping algorithm.`)
  const open = found.twoSteps
    ? (await import('../crypto/rsa-aes-key-wrap.ts')).unwrap
    : (await import('../crypto/rsa.ts')).decrypt
  return open(wrappingKey, found.hash, wrapped)
}
