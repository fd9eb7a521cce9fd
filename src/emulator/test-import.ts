import { constants, createCipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto'
import type { createClient } from './test-client.ts'

/** What an importer does outside of the service, for tests: node:crypto wraps the material. */

type Client = Pick<ReturnType<typeof createClient>, 'send'>
type WrappingAlgorithm = 'RSAES_OAEP_SHA_1' | 'RSAES_OAEP_SHA_256' | 'RSA_AES_KEY_WRAP_SHA_1' | 'RSA_AES_KEY_WRAP_SHA_256'

/** The initial value of AES key wrap with padding (RFC 5649, section 3). */
const AES_KWP_IV = Buffer.from('A65959A6', 'hex')

/** `material` wrapped under a public key, DER SubjectPublicKeyInfo in base64; the wrapped material is base64 too. */
export const wrap = (publicKey: string, algorithm: WrappingAlgorithm, material: Uint8Array): string => {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  const oaepHash = algorithm.endsWith('SHA_1') ? 'sha1' : 'sha256'
  const oaep = (bytes: Uint8Array) => publicEncrypt({ key, oaepHash, padding: constants.RSA_PKCS1_OAEP_PADDING }, bytes)
  if (algorithm.startsWith('RSAES_OAEP_')) return oaep(material).toString('base64')
  const aesKey = randomBytes(32)
  const cipher = createCipheriv('id-aes256-wrap-pad', aesKey, AES_KWP_IV)
  return Buffer.concat([oaep(aesKey), cipher.update(material), cipher.final()]).toString('base64')
}

/** A request that imports `material`, which never expires, into a key. Its token is a new one. */
export const importOf = async (
  { send }: Client,
  KeyId: string,
  material: Uint8Array,
  WrappingAlgorithm: WrappingAlgorithm = 'RSAES_OAEP_SHA_256',
) => {
  const parameters = { KeyId, WrappingAlgorithm, WrappingKeySpec: 'RSA_2048' } as const
  const { ImportToken = '', PublicKey = '' } = await send('GetParametersForImport', parameters)
  const EncryptedKeyMaterial = wrap(PublicKey, WrappingAlgorithm, material)
  return { KeyId, ImportToken, EncryptedKeyMaterial, ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' } as const
}
