import { unwrap as unwrapAes } from '../crypto/aes-key-wrap.ts'
import { suiteOf } from '../crypto/suite.ts'
import type { ImportParameters } from './import-token.ts'

/** How a two-step wrapping algorithm encrypts its AES key. */
const FIRST_STEP: Readonly<Record<string, string>> = {
  RSA_AES_KEY_WRAP_SHA_1: 'RSAES_OAEP_SHA_1',
  RSA_AES_KEY_WRAP_SHA_256: 'RSAES_OAEP_SHA_256',
}

/** Bytes of an RSA block: those of the modulus. */
const blockOf = (spec: ImportParameters['wrappingKeySpec']): number => Number(spec.slice('RSA_'.length)) / 8

/** The material that was wrapped for an import, or undefined where it does not open. */
export const unwrap = async (parameters: ImportParameters, wrapped: Uint8Array): Promise<Uint8Array | undefined> => {
  const { wrappingKey, algorithm, wrappingKeySpec } = parameters
  const { decrypt } = await suiteOf(wrappingKeySpec)
  if (!decrypt) throw new Error(`Failed to unwrap key material: ${wrappingKeySpec} has no encryption.`)
  const step = FIRST_STEP[algorithm]
  if (!step) return decrypt(wrappingKey, algorithm, wrapped)
  const block = blockOf(wrappingKeySpec)
  const key = await decrypt(wrappingKey, step, wrapped.subarray(0, block))
  return key && unwrapAes(key, wrapped.subarray(block))
}
