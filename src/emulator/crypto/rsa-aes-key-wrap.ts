/**
 * RSA AES key wrap: PKCS #11 v3.0 §2.1.21 (CKM_RSA_AES_KEY_WRAP). An ephemeral AES key under RSAES-OAEP, then the
 * wrapped key under that AES key with AES-KWP. Both halves are the neighbours' work.
 */
import { concatBytes, randomBytes } from '@noble/ciphers/utils.js'
import { unwrap as unwrapKwp, wrap as wrapKwp } from './aes-key-wrap.ts'
import { decrypt, encrypt, type Hash, modulusLength, publicKey } from './rsa.ts'

/** @param spki the RSA public key, SPKI DER */
export const wrap = async (spki: Uint8Array, hash: Hash, key: Uint8Array): Promise<Uint8Array> => {
  const kek = randomBytes(32)
  return concatBytes(await encrypt(spki, hash, kek), wrapKwp(kek, key))
}

/** The wrapped key, or undefined where either half fails. @param material the RSA private key, PKCS#8 DER */
export const unwrap = async (material: Uint8Array, hash: Hash, wrapped: Uint8Array): Promise<Uint8Array | undefined> => {
  const length = modulusLength(publicKey(material))
  const kek = await decrypt(material, hash, wrapped.subarray(0, length))
  return kek && unwrapKwp(kek, wrapped.subarray(length))
}
